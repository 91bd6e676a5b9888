package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// phrases are what is looked for in a text, with what is known about each.
type phrases[T any] struct {
	byFirst map[string][]phrase[T]
	// begins holds how a word of each phrase begins: "wi" for wi-fi. Most texts have none of these.
	begins map[string]bool
	// firsts tells, by the first letter, how long the first word of a phrase can be: a bit for each length.
	firsts [128]uint32
	// lengths tells, by the first letter, how long such a beginning can be: a bit for each length.
	lengths [128]uint32
}

type phrase[T any] struct {
	// rest are the words behind the first.
	rest  []string
	about T
}

func newPhrases[T any]() *phrases[T] {
	return &phrases[T]{byFirst: map[string][]phrase[T]{}, begins: map[string]bool{}}
}

// add takes a phrase of plain letters, small ones, its words with one space between. A
// longer one that begins with a shorter one is added first.
func (ps *phrases[T]) add(said string, about T) {
	first, rest, _ := strings.Cut(said, " ")
	ps.byFirst[first] = append(ps.byFirst[first], phrase[T]{strings.Fields(rest), about})
	ps.firsts[first[0]] |= 1 << len(first)
	begin := rarest(strings.Fields(said))
	if end := strings.IndexAny(begin, "-'"); end > 0 {
		begin = begin[:end]
	}
	ps.begins[begin] = true
	ps.lengths[begin[0]] |= 1 << len(begin)
}

// rarest is the first word of a phrase that not every other text has.
func rarest(words []string) string {
	for _, w := range words {
		if !has("i we you your as in of with phone phones account accounts", w) {
			return w
		}
	}
	return words[0]
}

// perhapsIn tells quickly that a text may say one of the phrases.
func (ps *phrases[T]) perhapsIn(text string) bool {
	const most = 31
	var small [most]byte
	n := 0
	for i := 0; i <= len(text); i++ {
		var c byte
		if i < len(text) {
			c = text[i]
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if 'a' <= c && c <= 'z' {
			if n < most {
				small[n] = c
			}
			n++
			continue
		}
		if 0 < n && n <= most && ps.lengths[small[0]]&(1<<n) != 0 && ps.begins[string(small[:n])] {
			return true
		}
		n = 0
	}
	return false
}

// spoken is a phrase where a text says it.
type spoken[T any] struct {
	about T
	// said is as the text writes it, first is its first word, at is where that begins.
	said, first string
	at          int
	// before is the word before it in small letters, "" where a mark stands between.
	before string
}

// mayBegin tells quickly that a phrase may begin with a word.
func (ps *phrases[T]) mayBegin(word string) bool {
	c := word[0]
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	// One that is no plain letter may become one when it is made small; 's is no part of the word.
	n := len(word)
	return c >= utf8.RuneSelf || ps.firsts[c]&(1<<min(n, 31)) != 0 || possessive(word) != "" || strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0
}

// in gives the phrases that a running text says.
func (ps *phrases[T]) in(text string) []spoken[T] {
	var found []spoken[T]
	const perWord = 5
	words := slices.AppendSeq(make([]token, 0, 1+len(text)/perWord), tokens(text))
	for i := 0; i < len(words); i++ {
		t := words[i]
		if !ps.mayBegin(t.word) {
			continue
		}
		for _, candidate := range ps.byFirst[bare(t.word)] {
			if n := len(candidate.rest); candidate.spokenBy(words[i:]) {
				last := words[i+n]
				end := last.at + len(last.word) - len(possessive(last.word))
				said := strings.Join(strings.Fields(text[t.at:end]), " ")
				before := ""
				if t.follows {
					before = strings.ToLower(words[i-1].word)
				}
				found = append(found, spoken[T]{candidate.about, said, t.word, t.at, before})
				i += n
				break
			}
		}
	}
	return found
}

// spokenBy tells that words begin with the phrase, whose first word is known to be there.
func (ph phrase[T]) spokenBy(words []token) bool {
	n := len(ph.rest)
	if n == 0 {
		return true
	}
	if n >= len(words) || possessive(words[0].word) != "" {
		return false
	}
	for i, want := range ph.rest {
		t := words[i+1]
		if !t.follows || bare(t.word) != want || i+1 < n && possessive(t.word) != "" {
			return false
		}
	}
	return true
}

// bare is a word in small letters without the 's of a possessive.
func bare(word string) string {
	return strings.ToLower(strings.TrimSuffix(word, possessive(word)))
}

func possessive(word string) string {
	for _, end := range []string{"'s", "’s"} {
		if strings.HasSuffix(word, end) {
			return end
		}
	}
	return ""
}
