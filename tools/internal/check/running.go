package check

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"backupfirstaid/tools/internal/catalog"
)

// Running is what of a text is the site's own words. It is as long as the text itself, so
// that a place in one is the place in the other: what stands for something else, such as a
// label from a screen, a command or a menu path, became one label and filler behind it.
const (
	// label stands for what is quoted from elsewhere; it counts as one word.
	label = '\x01'
	// filler stands for a character that is no part of what is said.
	filler = '\x02'
	// pause stands between two blocks: no sentence goes on behind it.
	pause = '\x03'
)

var (
	// openers are the bytes with which something begins that may not be a text's own words.
	openers = setOf("*`{[<\"\\\n|#_~!")
	// decisive are the bytes at which that is to be told; the last begins “.
	decisive = setOf("*`{[]<\"\\\n|\xe2")
)

// running gives the own words of a text in Markdown.
func running(s string) string {
	if !openers.any(s) && !strings.Contains(s, "“") {
		return s
	}
	r := runner{text: s, out: []byte(s)}
	for r.at < len(s) {
		r.step()
	}
	return string(r.out)
}

type runner struct {
	text string
	out  []byte
	at   int
}

func (r *runner) step() {
	rest := r.text[r.at:]
	if r.at == 0 || r.text[r.at-1] == '\n' {
		if r.line(rest) {
			return
		}
	}
	switch rest[0] {
	case '\\':
		r.fill(1)
		r.at++
	case '`':
		marks := len(rest) - len(strings.TrimLeft(rest, "`"))
		r.quote(rest, rest[:marks])
	case '*':
		if strings.HasPrefix(rest, "**") {
			r.quote(rest, "**")
		} else {
			r.fill(1)
		}
	case '"':
		r.quote(rest, `"`)
	case '{':
		if strings.HasPrefix(rest, "{place:") {
			r.quote(rest, "}")
		} else {
			r.at++
		}
	case '<':
		if strings.HasPrefix(rest, "<http") {
			r.quote(rest, ">")
		} else {
			r.at++
		}
	case '[':
		r.fill(1)
	case ']':
		r.target(rest)
	case '|', '\n':
		r.block(rest)
	default:
		if strings.HasPrefix(rest, "“") {
			r.quote(rest, "”")
			return
		}
		for r.at++; r.at < len(r.text) && !decisive[r.text[r.at]] && r.text[r.at-1] != '\n'; r.at++ {
		}
	}
}

// line passes over what stands for something at the beginning of a line.
func (r *runner) line(line string) bool {
	line, _, _ = strings.Cut(line, "\n")
	mark := strings.TrimLeft(line, " ")
	indent := len(line) - len(mark)
	switch {
	case strings.HasPrefix(mark, "```"), strings.HasPrefix(mark, "~~~"):
		end := strings.Index(r.text[r.at+len(line):], "\n"+mark[:3])
		if end < 0 {
			r.fillWith(pause, len(r.text)-r.at)
		} else {
			r.fillWith(pause, len(line)+end+1+3)
		}
		return true
	case strings.HasPrefix(mark, "#"), strings.HasPrefix(mark, "- "), strings.HasPrefix(mark, "* "), strings.HasPrefix(mark, "> "):
		r.fillWith(pause, indent+1)
		return true
	}
	if digits := len(mark) - len(strings.TrimLeft(mark, "0123456789")); digits > 0 && strings.HasPrefix(mark[digits:], ". ") {
		r.fillWith(pause, indent+digits+1)
		return true
	}
	return false
}

// quote makes a label of what stands up to a closing mark. A full stop right before the mark ends a sentence.
func (r *runner) quote(rest, mark string) {
	from := 1
	if strings.HasPrefix(rest, mark) {
		from = len(mark)
	}
	paragraph, _, _ := strings.Cut(rest[from:], "\n\n")
	n := strings.Index(paragraph, mark)
	if n < 0 {
		r.at += from
		return
	}
	end := from + n + len(mark)
	last := rest[from+n-1]
	r.out[r.at] = label
	for i := r.at + 1; i < r.at+end; i++ {
		r.out[i] = filler
	}
	if strings.IndexByte(".!?", last) >= 0 && n > 1 {
		r.out[r.at+end-1] = last
	}
	r.at += end
}

// target passes over where a link leads.
func (r *runner) target(rest string) {
	n := 1
	if strings.HasPrefix(rest, "](") {
		n += max(0, strings.IndexByte(rest, ')'))
	}
	r.fill(n)
}

// block ends what is said at the end of a cell or a paragraph.
func (r *runner) block(rest string) {
	if rest[0] == '|' || strings.HasPrefix(rest, "\n\n") {
		r.fillWith(pause, 1)
		return
	}
	r.at++
}

func (r *runner) fill(n int) { r.fillWith(filler, n) }

func (r *runner) fillWith(c byte, n int) {
	for i := r.at; i < min(r.at+n, len(r.out)); i++ {
		r.out[i] = c
	}
	r.at = min(r.at+n, len(r.out))
}

// token is a word of a running text and where it begins.
type token struct {
	word string
	at   int
	// follows tells that nothing but white space is between it and the word before.
	follows bool
}

// tokens gives the words of a running text. What looks like an address or a path is left out.
func tokens(s string) iter.Seq[token] { return tokensBehind(s, 0, false) }

// tokensBehind gives the words behind a place between two words; follows tells that a word ends there.
func tokensBehind(s string, i int, follows bool) iter.Seq[token] {
	return func(yield func(token) bool) {
		for i < len(s) {
			c, size := rune(s[i]), 1
			if c >= utf8.RuneSelf {
				c, size = utf8.DecodeRuneInString(s[i:])
			}
			if !letterOrDigit(c) {
				follows = follows && (c == ' ' || c == '\n' || c == filler)
				i += size
				continue
			}
			start := i
			i = endOfWord(s, i)
			if joined(s, start, i) {
				follows = false
				continue
			}
			if !yield(token{s[start:i], start, follows}) {
				return
			}
			follows = true
		}
	}
}

// endOfWord is where a word ends that begins at i, or goes on there.
func endOfWord(s string, i int) int {
	for i < len(s) {
		c, size := rune(s[i]), 1
		if c < utf8.RuneSelf && letterOrDigit(c) {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		if !letterOrDigit(c) {
			if c != '-' && c != '\'' && c != '’' {
				break
			}
			if next, _ := utf8.DecodeRuneInString(s[i+size:]); !letterOrDigit(next) {
				break
			}
		}
		i += size
	}
	return i
}

// letterOrDigit is asked of each character of each text, of which nearly all are plain ones.
func letterOrDigit(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
	}
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// joined tells that a word is a part of an address, a path or a file's name.
func joined(s string, start, end int) bool {
	if start > 0 && strings.IndexByte(`./@\_~%`, s[start-1]) >= 0 {
		return true
	}
	if end+1 >= len(s) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[end+1:])
	return strings.IndexByte(`./@\_:`, s[end]) >= 0 && (letterOrDigit(next) || next == '/')
}

// own is a text that is the site's own words, or mostly.
type own struct {
	text *catalog.Prose
	// running is what of it is.
	running string
}

// ownTexts gives the texts that somebody wrote for readers: all in Markdown, titles and the
// like. Left out is what others say: messages, codes, words people search with, menu paths,
// and the titles of sources and services.
func (p *pass) ownTexts() iter.Seq[own] {
	return func(yield func(own) bool) {
		for i := range p.all.texts {
			if t := &p.all.texts[i]; !yield(own{t.Prose, t.running}) {
				return
			}
		}
		for _, line := range p.all.lines {
			if !yield(line) {
				return
			}
		}
	}
}

// ownLines are the titles and other single lines written for readers. They are no Markdown.
func ownLines(c *catalog.Catalog) []own {
	var lines []own
	add := func(texts ...catalog.Text) {
		for _, t := range texts {
			if t.Value != "" {
				lines = append(lines, own{&catalog.Prose{Text: t}, t.Value})
			}
		}
	}
	for _, e := range c.Platforms {
		add(e.Name)
	}
	for _, e := range c.Symptoms {
		add(e.Title)
	}
	for _, e := range c.Fixes {
		add(e.Title, e.Picture.Alt)
	}
	for _, e := range c.Routines {
		add(e.Title, e.When)
	}
	for _, e := range c.Pages {
		add(e.Title, e.Description, e.Picture.Alt)
	}
	return lines
}

// place is where the word that begins at i of a text stands in its file.
func (p *pass) place(t *catalog.Prose, i int, word string) catalog.Pos {
	s := p.search(t)
	for range strings.Count(t.Value[:i], word) {
		s.next(word)
	}
	return s.next(word)
}
