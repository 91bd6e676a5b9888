package revision

import (
	"strconv"
	"strings"
	"unicode"
)

// words are texts in an order, in groups: where a group ends counts as much as what it says.
type words []string

func (w *words) add(group ...string) {
	*w = append(append(*w, strconv.Itoa(len(group))), group...)
}

// spoken are texts as they would sound read aloud: a comma mended or a capital letter makes no
// other step. What has no letter and no number is nothing.
func spoken(texts ...string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = strings.Join(strings.FieldsFunc(strings.ToLower(t), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsNumber(r)
		}), " ")
	}
	return out
}
