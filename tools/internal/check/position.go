package check

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"backupfirstaid/tools/internal/catalog"
)

// at is where a byte of a text stands in its file.
func (p *pass) at(t *catalog.Prose, offset int) catalog.Pos {
	return p.within(t.Pos, t.Value, offset)
}

// within is where a byte of a value stands that begins at a place.
func (p *pass) within(begin catalog.Pos, value string, offset int) catalog.Pos {
	if p.last == nil || p.last.begin != begin || p.last.value != value || p.last.offset > offset {
		file := p.File(begin.File)
		if file == nil {
			return begin
		}
		p.last = align(file, begin, value)
	}
	return p.last.advance(min(offset, len(value)))
}

// searcher finds the places of the pieces of a text in its file, one after the other.
type searcher struct {
	pass   *pass
	text   *catalog.Prose
	offset int
}

func (p *pass) search(t *catalog.Prose) *searcher { return &searcher{p, t, 0} }

// next is where a piece stands next, in one of these forms around it; the beginning of
// the text where none is found, as when Markdown has changed it.
func (s *searcher) next(piece string, forms ...string) catalog.Pos {
	for _, form := range append(forms, piece) {
		if i := strings.Index(s.text.Value[s.offset:], form); i >= 0 {
			found := s.offset + i + max(0, strings.Index(form, piece))
			s.offset += i + len(form)
			return s.pass.at(s.text, found)
		}
	}
	return s.text.Pos
}

// alignment goes through a value and through its source side by side. YAML folds white
// space and writes some characters as escapes; all others stand in both in the same order.
type alignment struct {
	begin catalog.Pos
	value string
	// offset is how far the value has been followed, source and pos how far its source.
	offset int
	source []byte
	pos    catalog.Pos
	form   form
}

// form is how a value is written.
type form int

const (
	// verbatim is the body of a page.
	verbatim form = iota
	formOfValue
	singleQuotes
	doubleQuotes
)

func align(file *catalog.File, begin catalog.Pos, value string) *alignment {
	a := &alignment{begin: begin, value: value, source: file.Source, pos: catalog.Pos{File: begin.File, Line: 1, Column: 1}}
	for a.pos.Line < begin.Line {
		end := bytes.IndexByte(a.source, '\n')
		if end < 0 {
			return a
		}
		a.source = a.source[end+1:]
		a.pos.Line++
	}
	for a.pos.Column < begin.Column && len(a.source) > 0 {
		a.skip(1)
	}
	switch {
	case len(a.source) == 0, file.Kind == catalog.Pages && strings.HasPrefix(string(a.source), value) && begin.Column == 1:
	case a.source[0] == '"':
		a.form = doubleQuotes
		a.skip(1)
	case a.source[0] == '\'':
		a.form = singleQuotes
		a.skip(1)
	case a.source[0] == '|', a.source[0] == '>':
		a.form = formOfValue
		header, _, _ := bytes.Cut(a.source, []byte("\n"))
		a.skip(len(header))
	default:
		a.form = formOfValue
	}
	return a
}

// advance goes to a byte of the value and says where it stands.
func (a *alignment) advance(offset int) catalog.Pos {
	for a.offset < offset {
		r, size := utf8.DecodeRuneInString(a.value[a.offset:])
		if blank(r) && a.form != verbatim {
			// Where it is one of several, or folded away, only the next word has a place.
			if next, n := a.decode(); n > 0 && blank(next) {
				a.skip(n)
			}
		} else {
			a.overBlanks()
			_, n := a.decode()
			a.skip(n)
		}
		a.offset += size
	}
	if a.offset < len(a.value) {
		if r, _ := utf8.DecodeRuneInString(a.value[a.offset:]); !blank(r) {
			a.overBlanks()
		}
	}
	return a.pos
}

func (a *alignment) overBlanks() {
	if a.form == verbatim {
		return
	}
	for {
		r, n := a.decode()
		if n == 0 || !blank(r) {
			return
		}
		a.skip(n)
	}
}

// blank tells that YAML may fold a character.
func blank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// skip goes over bytes of the source.
func (a *alignment) skip(n int) {
	for n > 0 && len(a.source) > 0 {
		r, size := utf8.DecodeRune(a.source)
		a.source = a.source[size:]
		a.pos.Column++
		if r == '\n' {
			a.pos.Line, a.pos.Column = a.pos.Line+1, 1
		}
		n -= size
	}
}

// decode is the next character that the source stands for, and of how many bytes.
func (a *alignment) decode() (rune, int) {
	if len(a.source) == 0 {
		return 0, 0
	}
	switch {
	case a.form == singleQuotes && bytes.HasPrefix(a.source, []byte("''")):
		return '\'', 2
	case a.form == doubleQuotes && a.source[0] == '\\' && len(a.source) > 1:
		return escape(a.source)
	}
	return utf8.DecodeRune(a.source)
}

// escapes are the characters that one letter behind a backslash stands for.
var escapes = map[byte]rune{
	'0': 0, 'a': '\a', 'b': '\b', 't': '\t', '\t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r', 'e': '\x1b',
	'N': '\u0085', '_': '\u00a0', 'L': '\u2028', 'P': '\u2029',
}

// escape reads what stands behind a backslash in double quotes.
func escape(source []byte) (rune, int) {
	digits := map[byte]int{'x': 2, 'u': 4, 'U': 8}[source[1]]
	if digits > 0 && len(source) >= 2+digits {
		if n, err := strconv.ParseUint(string(source[2:2+digits]), 16, 32); err == nil {
			return rune(n), 2 + digits
		}
	}
	if r, ok := escapes[source[1]]; ok {
		return r, 2
	}
	r, size := utf8.DecodeRune(source[1:])
	return r, 1 + size
}
