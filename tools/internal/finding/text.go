package finding

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"
)

type style struct{ bold, red, yellow, dim, reset string }

func (r Report) writeText(w io.Writer, color bool) error {
	var s style
	if color {
		s = style{"\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"}
	}
	var b strings.Builder
	var file source
	for _, f := range r.Findings {
		if file.name != f.File || file.lines == nil {
			file = source{f.File, strings.Split(string(r.source(f.File)), "\n")}
		}
		paint := s.red
		if f.Severity == Note {
			paint = s.yellow
		}
		fmt.Fprintf(&b, "%s%s:%d:%d:%s %s%s:%s %s %s[%s]%s\n",
			s.bold, visible(f.File), f.Line, f.Column, s.reset, paint, f.Severity, s.reset, visible(f.Message), s.dim, f.Rule, s.reset)
		file.excerpt(&b, f, s)
		b.WriteByte('\n')
	}
	b.WriteString(r.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// source is a file in lines. Findings come sorted by file, so one is kept at a time.
type source struct {
	name  string
	lines []string
}

// excerpt shows the line, the one before it, and a caret under the place.
func (s source) excerpt(b *strings.Builder, f Finding, paint style) {
	if f.Line < 1 || f.Line > len(s.lines) || (f.Line == len(s.lines) && s.lines[f.Line-1] == "") {
		if f.Suggestion != "" {
			fmt.Fprintf(b, "     | %s\n", visible(f.Suggestion))
		}
		return
	}
	show := func(n int, text string) {
		fmt.Fprintf(b, "%s%5d |%s %s\n", paint.dim, n, paint.reset, text)
	}
	if f.Line > 1 {
		before, _ := window(s.lines[f.Line-2], 1)
		show(f.Line-1, before)
	}
	text, indent := window(s.lines[f.Line-1], f.Column)
	show(f.Line, text)
	fmt.Fprintf(b, "%s      |%s %s%s^%s", paint.dim, paint.reset, strings.Repeat(" ", indent), paint.bold, paint.reset)
	if f.Suggestion != "" {
		b.WriteString(" " + visible(f.Suggestion))
	}
	b.WriteByte('\n')
}

const (
	// tabWidth is how wide a tab is shown, wherever it stands.
	tabWidth = 4
	// maxWidth is how much of a line is shown.
	maxWidth = 160
	cut      = "…"
)

// cell is what a terminal shows in one place: a letter with its accents, an emoji, or the
// name of a character that nobody would see.
type cell struct {
	text string
	// width is in columns of a terminal; runes is how many characters of the source it is.
	width, runes int
}

// cells takes a line apart into what is shown of it.
func cells(line string) []cell {
	all := make([]cell, 0, len(line))
	for len(line) > 0 {
		r, size := utf8.DecodeRuneInString(line)
		switch {
		case r == '\t':
			all = append(all, cell{strings.Repeat(" ", tabWidth), tabWidth, 1})
		case r == utf8.RuneError && size == 1:
			all = append(all, named(fmt.Sprintf("⟨byte %02X⟩", line[0])))
		case unseen(r):
			all = append(all, named(fmt.Sprintf("⟨U+%04X⟩", r)))
		default:
			size = seen(line)
			for g := displaywidth.StringGraphemes(line[:size]); g.Next(); {
				all = append(all, cell{g.Value(), g.Width(), utf8.RuneCountInString(g.Value())})
			}
		}
		line = line[size:]
	}
	return all
}

func named(name string) cell { return cell{name, displaywidth.String(name), 1} }

// seen is how many bytes of a line come before the next tab, unseen character or byte that is no text.
func seen(line string) int {
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		if unseen(r) || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(line)
}

// unseen tells that a character shows nothing, turns the direction of what follows, or
// controls a terminal. The selectors of an emoji's form are a part of the emoji.
func unseen(r rune) bool {
	if r >= ' ' && r < 0x7f {
		return false
	}
	return !unicode.IsGraphic(r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// window is what is shown of a line, cut around a column where it is too long, and how far
// to the right the column stands in it.
func window(line string, column int) (text string, indent int) {
	shown := cells(strings.TrimSuffix(line, "\r"))
	at, width, passed := len(shown), 0, 0
	for i, c := range shown {
		if at == len(shown) && passed+c.runes >= column {
			at, indent = i, width
		}
		passed += c.runes
		width += c.width
	}
	if at == len(shown) {
		indent = width
	}
	first, last := 0, len(shown)
	if width > maxWidth {
		// A place near an end keeps that end; any other has as much before it as behind.
		for skip := min(indent-maxWidth/2, width-maxWidth); first < at && skip > 0; first++ {
			skip -= shown[first].width
			indent -= shown[first].width
		}
		room := maxWidth
		for last = first; last < len(shown) && room >= shown[last].width; last++ {
			room -= shown[last].width
		}
	}
	var b strings.Builder
	if first > 0 {
		b.WriteString(cut)
		indent++
	}
	for _, c := range shown[first:last] {
		b.WriteString(c.text)
	}
	if last < len(shown) {
		b.WriteString(cut)
	}
	return b.String(), indent
}

// visible is a text on one line with nothing unseen in it.
func visible(text string) string {
	if seen(text) == len(text) {
		return text
	}
	var b strings.Builder
	for _, c := range cells(text) {
		b.WriteString(c.text)
	}
	return b.String()
}
