package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Terms are what is looked up of a text, in its order: words in small letters without marks
// and endings, old names and British spellings as what they are called here, and without words
// that say nothing. The script does the same to what a reader types (assets/js/find.js); one
// table of cases holds both to it.
func Terms(text string) []string {
	var out []string
	words := split(text)
	for i := 0; i < len(words); {
		n, term := joined(words[i:])
		if n == 1 && stopped[words[i]] {
			term = ""
		}
		if term != "" {
			out = append(out, term)
		}
		i += n
	}
	return out
}

// joined is the term that a text begins with, and how many words it takes.
func joined(words []string) (n int, term string) {
	if len(words) > 1 {
		if one, ok := joins[stem(words[0])+" "+stem(words[1])]; ok {
			return 2, one
		}
	}
	return 1, single(words[0])
}

// single is the term that a word alone is looked up as.
func single(word string) string {
	term := stem(word)
	if other, ok := same[term]; ok {
		return other
	}
	return term
}

// split are the words of a text. A number stands alone though a unit or a name is written against it.
func split(text string) []string {
	var words []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	digits := false
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.M, r) || strings.ContainsRune(dropped, r):
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			// A number that begins with 0x is one word, letters and all.
			if number := unicode.IsNumber(r); number != digits {
				if s := word.String(); s != "0" && !strings.HasPrefix(s, "0x") {
					end()
				}
				digits = number
			}
			word.WriteRune(r)
		default:
			end()
		}
	}
	end()
	return words
}

// dropped are apostrophes of all shapes and marks that nobody sees: people leave them out or paste them.
const dropped = "'’‘ʼ`´\u00ad\u200b\u200c\u200d\u2060\ufeff"

// ending is an ending that a word loses when it is at least that long, and what takes its place.
type ending struct {
	from string
	long int
	to   string
}

// endings are tried in order within a group, and the first that fits is taken; each group in turn.
var endings = [][]ending{
	{{"sses", 5, "ss"}, {"shes", 5, "sh"}, {"ches", 5, "ch"}, {"xes", 4, "x"}, {"ss", 3, "ss"}, {"us", 3, "us"}, {"is", 3, "is"}, {"s", 4, ""}},
	{{"ally", 7, ""}, {"ly", 6, ""}},
	{{"eed", 4, "eed"}, {"ied", 5, "y"}, {"ie", 5, "y"}, {"ed", 5, ""}, {"ing", 6, ""}},
	{{"e", 4, ""}, {"y", 4, "i"}},
	{{"our", 5, "or"}, {"is", 6, "iz"}},
}

// stem is what a word has in common with its other forms. It is no word of any language, and need not be.
func stem(word string) string {
	if rest, ok := strings.CutPrefix(word, "grey"); ok {
		word = "gray" + rest
	}
	for _, group := range endings {
		for _, e := range group {
			rest, ok := strings.CutSuffix(word, e.from)
			if ok && len(word) >= e.long {
				if e.to != "" || strings.ContainsAny(rest, "aeiouy") {
					word = rest + e.to
				}
				break
			}
		}
	}
	if n := len(word); n >= 4 && word[n-1] == word[n-2] && word[n-1] > '9' {
		word = word[:n-1]
	}
	return word
}
