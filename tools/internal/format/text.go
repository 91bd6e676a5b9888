package format

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"backupfirstaid/tools/internal/catalog"
)

// text writes a text, from the space behind the key or the dash on, and ends the line.
func (w *writer) text(indent int, n *catalog.Node, keyBehind string) {
	notes := around(n.Notes)
	head, lines := w.block(n)
	if head == "" {
		w.out.WriteByte(' ')
		w.out.WriteString(inline(n.Value))
		w.behind(keyBehind, notes.Behind)
		return
	}
	w.out.WriteString(" " + head)
	w.behind(keyBehind, notes.Behind)
	for _, line := range lines {
		if line != "" {
			w.indent(indent + step)
		}
		w.out.WriteString(line + "\n")
	}
}

// block gives the head and the lines of a text that is written as a block; an empty head means on one line.
func (w *writer) block(n *catalog.Node) (head string, lines []string) {
	chomp := "-"
	if strings.HasSuffix(n.Value, "\n") {
		chomp = ""
	}
	unfolded := n.Style == catalog.Plain || n.Style == catalog.Quoted
	if unfolded && w.onOneLine(n) || strings.HasSuffix(n.Value, "\n\n") || n.Value == "\n" || unprintable(n.Value) {
		return "", nil
	}
	switch {
	case n.Style == catalog.Folded:
		if lines := w.blockLines(n); lines != nil {
			return ">" + chomp, lines
		}
	case unfolded:
		if lines := fold(n.Value); lines != nil {
			return ">-", lines
		}
	}
	if n.Style == catalog.Literal || strings.Contains(strings.TrimSuffix(n.Value, "\n"), "\n") {
		if lines := literal(n.Value); lines != nil {
			return "|" + chomp, lines
		}
	}
	return "", nil
}

// blockLines are the lines of a folded block as they stand in the source, less the
// indentation of the block; nil where they begin with spaces that count.
func (w *writer) blockLines(n *catalog.Node) []string {
	var lines []string
	indent := -1
	for _, line := range w.lines[min(n.Pos.Line, len(w.lines)):] {
		spaces := len(line) - len(bytes.TrimLeft(line, " "))
		empty := spaces == len(line)
		switch {
		case empty && (indent < 0 || spaces <= indent):
			lines = append(lines, "")
			continue
		case indent < 0:
			indent = spaces
		}
		if spaces < indent {
			break
		}
		lines = append(lines, string(line[indent:]))
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 || lines[0] == "" || indent == 0 {
		return nil
	}
	return lines
}

// literal are the lines of a text as they are; nil where a block can't hold them.
func literal(value string) []string {
	value = strings.TrimSuffix(value, "\n")
	if value == "" || strings.HasPrefix(value, " ") || strings.HasPrefix(value, "\n") {
		return nil
	}
	lines := strings.Split(value, "\n")
	for _, line := range lines {
		if line != "" && strings.TrimLeft(line, " ") == "" {
			return nil
		}
	}
	return lines
}

// width is where a text that is folded for the first time breaks, less its indentation.
const width = 110

// fold breaks a text into lines at single spaces; nil where a folded block can't hold it.
func fold(value string) []string {
	if value == "" || strings.ContainsAny(value, "\n\t") || strings.HasPrefix(value, " ") || strings.HasSuffix(value, " ") {
		return nil
	}
	var lines []string
	line, length := 0, 0
	last := -1
	for i, r := range value {
		length++
		if r == ' ' && value[i+1] != ' ' && value[i-1] != ' ' {
			if length > width && last > line {
				lines = append(lines, value[line:last])
				length -= utf8.RuneCountInString(value[line : last+1])
				line = last + 1
			}
			last = i
		}
	}
	if length > width && last > line {
		lines = append(lines, value[line:last])
		line = last + 1
	}
	return append(lines, value[line:])
}

// onOneLine tells that a text without a block begins and ends on one line of the source.
func (w *writer) onOneLine(n *catalog.Node) bool {
	if n.Pos.Line > len(w.lines) {
		return true
	}
	line := w.lines[n.Pos.Line-1]
	for range min(n.Pos.Column-1, len(line)) {
		_, size := utf8.DecodeRune(line)
		line = line[size:]
	}
	if n.Style == catalog.Plain || len(line) == 0 {
		return bytes.HasPrefix(line, []byte(n.Value))
	}
	quote := line[0]
	for i := 1; i < len(line); i++ {
		switch {
		case line[i] == '\\' && quote == '"':
			i++
		case line[i] == quote && quote == '\'' && i+1 < len(line) && line[i+1] == quote:
			i++
		case line[i] == quote:
			return true
		}
	}
	return false
}

// inline is a text on one line: without quotes where that is safe, else in "quotes", in
// 'quotes' where it holds a " or a \, and with escapes where it holds what can't be seen.
func inline(value string) string {
	switch {
	case plain(value):
		return value
	case unprintable(value) || strings.Contains(value, "\n"):
		return escape(value)
	case strings.ContainsAny(value, `"\`):
		return "'" + strings.ReplaceAll(value, "'", "''") + "'"
	}
	return `"` + value + `"`
}

// plain tells that a text without quotes is read as itself, also by readers of YAML 1.1.
func plain(s string) bool {
	if s == "" || isIndicator(s[0]) || strings.HasPrefix(s, "...") || !plainInside(s) || strings.TrimSpace(s) != s || unprintable(s) {
		return false
	}
	letter := 'a' <= s[0] && s[0] <= 'z' || 'A' <= s[0] && s[0] <= 'Z'
	if letter && len(s) > longestWord {
		return true
	}
	if strings.IndexByte("0123456789.+~", s[0]) >= 0 && !catalog.IsDayForm(s) && numeric.MatchString(s) || len(s) <= longestWord && isWord(s) {
		return false
	}
	tag := (&yaml.Node{Kind: yaml.ScalarNode, Value: s}).ShortTag()
	return tag == "!!str" || tag == "!!timestamp" && catalog.IsDayForm(s)
}

// isIndicator tells that a text which begins so is something else to YAML.
func isIndicator(first byte) bool { return strings.IndexByte("-?:,[]{}#&*!|>'\"%@`=<", first) >= 0 }

// plainInside tells that a text has no new line, no tab, and nothing in it that ends a text without quotes.
func plainInside(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '\n', '\t':
			return false
		case ':':
			if i+1 == len(s) || s[i+1] == ' ' {
				return false
			}
		case '#':
			if i > 0 && s[i-1] == ' ' {
				return false
			}
		}
	}
	return true
}

// longestWord is the length of the longest word that means something else than itself: false.
const longestWord = 5

var numeric = regexp.MustCompile(`^[-+.~0-9][-+0-9._,:xobeEa-fA-F]*$`)

// isWord tells that a text is a word that YAML, or an older one, takes for true, false or nothing.
func isWord(s string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, s) })
}

var words = []string{"y", "n", "yes", "no", "on", "off", "true", "false", "null"}

// unprintable tells that a text holds characters that YAML takes for something else, or nobody sees.
func unprintable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' && s[i] != '\n' && s[i] != '\t' || s[i] >= 0x7f {
			return strings.ContainsFunc(s, hidden)
		}
	}
	return false
}

// hidden characters are controls, marks of direction and width, other systems' line ends and those without a meaning.
func hidden(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs) ||
		r == utf8.RuneError || r == 0xfffe || r == 0xffff)
}

func escape(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case hidden(r) && r > 0xffff:
			fmt.Fprintf(&b, `\U%08X`, r)
		case hidden(r):
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}
