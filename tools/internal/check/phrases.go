package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// phrases are what is looked for in a text, with what is known about each.
type phrases[T any] struct {
	byFirst map[string][]phrase[T]
	// begins holds how a word of each phrase begins, by its first letter: "wi" for wi-fi. Most texts have none of these.
	begins [128][]string
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
	return &phrases[T]{byFirst: map[string][]phrase[T]{}}
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
	if known := &ps.begins[begin[0]]; !slices.Contains(*known, begin) {
		*known = append(*known, begin)
	}
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
func (ps *phrases[T]) perhapsIn(text string) bool { return ps.hints(text, 1) }

// hints tells quickly that a text may say phrases so many times.
func (ps *phrases[T]) hints(text string, times int) bool {
	for i := 0; i < len(text); i++ {
		start := i
		for i < len(text) && isLetter(text[i]) {
			i++
		}
		if start == i || !ps.isBegin(text[start:i]) {
			continue
		}
		if times--; times == 0 {
			return true
		}
	}
	return false
}

// isBegin tells that a word of a phrase begins with these letters, and goes on with none.
func (ps *phrases[T]) isBegin(letters string) bool {
	const small = 'a' - 'A'
	first := letters[0] | small
	if ps.lengths[first]&(1<<len(letters)) == 0 {
		return false
	}
	for _, begin := range ps.begins[first] {
		if len(begin) == len(letters) && strings.EqualFold(begin, letters) {
			return true
		}
	}
	return false
}

// isLetter tells that a byte is a plain letter.
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

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
	if c < utf8.RuneSelf && ps.firsts[c]&(1<<min(len(word), 31)) != 0 {
		return true
	}
	// One that is no plain letter may become one when it is made small; 's is no part of the word.
	for i := range len(word) {
		if c := word[i]; c >= utf8.RuneSelf || c == '\'' {
			return true
		}
	}
	return false
}

// in gives the phrases that a running text says.
func (ps *phrases[T]) in(text string) []spoken[T] {
	var found []spoken[T]
	var before token
	pass := 0
	for t := range tokens(text) {
		if pass == 0 && ps.mayBegin(t.word) {
			if s, words := ps.at(text, t, before); words > 0 {
				found = append(found, s)
				pass = words
			}
		}
		pass = max(0, pass-1)
		before = t
	}
	return found
}

// at gives the phrase that begins with a word of a running text, and of how many words it is; 0 where none begins.
func (ps *phrases[T]) at(text string, first, before token) (s spoken[T], words int) {
	for _, candidate := range ps.byFirst[bare(first.word)] {
		last, ok := candidate.spokenBy(text, first)
		if !ok {
			continue
		}
		end := last.at + len(last.word) - len(possessive(last.word))
		s = spoken[T]{about: candidate.about, said: text[first.at:end], first: first.word, at: first.at}
		if len(candidate.rest) > 0 {
			s.said = strings.Join(strings.Fields(s.said), " ")
		}
		if first.follows {
			s.before = strings.ToLower(before.word)
		}
		return s, 1 + len(candidate.rest)
	}
	return s, 0
}

// spokenBy tells that a text goes on with the phrase behind its first word, which is known to be there, and with which word it ends.
func (ph phrase[T]) spokenBy(text string, first token) (last token, ok bool) {
	last = first
	if len(ph.rest) == 0 {
		return last, true
	}
	if possessive(first.word) != "" {
		return last, false
	}
	n := 0
	for t := range tokensBehind(text, first.at+len(first.word), true) {
		if !t.follows || bare(t.word) != ph.rest[n] {
			return t, false
		}
		if n++; n == len(ph.rest) {
			return t, true
		}
		if possessive(t.word) != "" {
			return t, false
		}
	}
	return last, false
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
