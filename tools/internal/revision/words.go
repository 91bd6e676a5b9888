package revision

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// words are texts in an order, in groups: where a group ends counts as much as what it says.
type words []string

func (w *words) add(group ...string) {
	*w = append(append(*w, strconv.Itoa(len(group))), group...)
}

// inline are the elements that end no word.
var inline = map[string]bool{"a": true, "abbr": true, "b": true, "code": true, "em": true, "kbd": true, "span": true, "strong": true}

// separator is the element between the parts of a menu path.
const separator = "i"

// read gives the words of a text as they are read, without its marks, with single spaces.
func read(text string) string {
	if !strings.ContainsAny(text, "<&") {
		return strings.Join(strings.Fields(text), " ")
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	inStep := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			if !inStep {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch {
			case string(name) == separator:
				// However a step of a menu path is drawn, it is one.
				if inStep = !inStep; inStep {
					b.WriteString(" › ")
				}
			case !inline[string(name)]:
				b.WriteByte(' ')
			}
		}
	}
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
