package load

import (
	"bytes"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// Nearly every file is written as the command fmt writes it. That form is a small part of
// YAML: a key or an item a line, indented by two spaces, no comment but the line that names
// the schema. It is read here, line by line, in an eighth of the time. Whatever a line could
// mean beyond that form, the file is left to the parser, which knows all of YAML and says
// what is wrong. Tests hold that both read the same.

// usual reads a file in the usual form; nil where it is in any other. Lines counts the
// lines of the file before the YAML.
func usual(file string, source []byte, lines int) *catalog.Node {
	if !bytes.HasSuffix(source, []byte("\n")) || bytes.IndexByte(source, '\t') >= 0 || bytes.IndexByte(source, oddLead) >= 0 {
		return nil
	}
	r := &usualReader{file: file, rest: string(source), number: lines}
	r.next()
	var notes *catalog.Notes
	if strings.HasPrefix(r.text, catalog.ModelineStart) {
		notes = &catalog.Notes{Above: r.text}
		r.next()
	}
	root := r.group(0, 1)
	if r.unusual || !r.ended {
		return nil
	}
	root.Keys[0].Notes = notes
	return root
}

// oddLead is the first byte of a few characters that YAML forbids or passes over, and of others.
const oddLead = 0xef

// usualReader stands at a line of a file.
type usualReader struct {
	file string
	// rest is what stands behind the line.
	rest string
	// number counts the line from 1; indent is the spaces that it begins with; text is
	// what stands behind them. For what stands behind a dash, the dash is a space.
	number, indent int
	text           string
	// ended tells that there are no more lines.
	ended bool
	// unusual tells that the file is not in the usual form.
	unusual bool
}

// next goes to the next line.
func (r *usualReader) next() {
	if r.rest == "" {
		r.ended, r.text, r.indent = true, "", 0
		return
	}
	line, rest, _ := strings.Cut(r.rest, "\n")
	r.text = strings.TrimLeft(line, " ")
	r.indent, r.rest = len(line)-len(r.text), rest
	r.number++
}

// other says that the file is in another form, and ends the reading of it.
func (r *usualReader) other() {
	r.unusual, r.ended, r.rest, r.text = true, true, "", ""
}

// pos is the place of a column of the line, counted in bytes from 0. What is before it is ASCII.
func (r *usualReader) pos(column int) catalog.Pos {
	return catalog.Pos{File: r.file, Line: r.number, Column: column + 1}
}

// within tells that the line belongs to a group or a list with this indentation.
func (r *usualReader) within(indent int) bool { return !r.ended && r.indent == indent }

// group reads keys with this indentation. Depth counts the groups and lists around them, and itself.
func (r *usualReader) group(indent, depth int) *catalog.Node {
	n := &catalog.Node{Shape: catalog.MapShape, Pos: r.pos(indent)}
	for r.within(indent) {
		name := usualKey(r.text)
		if name == "" {
			break
		}
		key := catalog.Key{Name: catalog.Text{Value: name, Pos: r.pos(indent)}}
		switch value, here := strings.CutPrefix(r.text[len(name)+1:], " "); {
		case here:
			key.Value = r.scalar(value, indent+len(name)+2, indent)
		default:
			r.next()
			key.Value = r.below(indent, depth)
		}
		n.Keys = append(n.Keys, key)
	}
	if len(n.Keys) == 0 || !r.ended && r.indent >= indent {
		r.other()
	}
	return n
}

// usualKey is the key that a text begins with, "" where it begins with none.
func usualKey(text string) string {
	const longest = 100
	for i := range min(len(text), longest) {
		switch c := text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', i > 0 && (c == '-' || c == '_'):
		case c == ':' && (i+1 == len(text) || text[i+1] == ' '):
			return text[:i]
		default:
			return ""
		}
	}
	return ""
}

// below reads what stands below a key.
func (r *usualReader) below(indent, depth int) *catalog.Node {
	indent += 2
	switch {
	case !r.within(indent) || depth >= catalog.MaxDepth:
		r.other()
		return nil
	case strings.HasPrefix(r.text, "- "):
		return r.list(indent, depth+1)
	}
	return r.group(indent, depth+1)
}

// list reads items whose dashes have this indentation.
func (r *usualReader) list(indent, depth int) *catalog.Node {
	n := &catalog.Node{Shape: catalog.ListShape, Pos: r.pos(indent)}
	for r.within(indent) && strings.HasPrefix(r.text, "- ") {
		r.indent, r.text = r.indent+2, r.text[2:]
		if usualKey(r.text) == "" {
			n.Items = append(n.Items, r.scalar(r.text, r.indent, indent))
			continue
		}
		if depth >= catalog.MaxDepth {
			r.other()
			break
		}
		n.Items = append(n.Items, r.group(indent+2, depth+1))
	}
	if !r.ended && r.indent >= indent {
		r.other()
	}
	return n
}

// scalar reads a text or a number that begins in a column of the line, and goes to the line behind it.
func (r *usualReader) scalar(written string, column, indent int) *catalog.Node {
	n := &catalog.Node{Shape: catalog.TextShape, Pos: r.pos(column)}
	if written == "" || strings.HasSuffix(written, " ") {
		r.other()
		return n
	}
	switch first := written[0]; first {
	case '>', '|':
		r.block(n, written, indent+2)
		return n
	case '"', '\'':
		inside, closed := strings.CutSuffix(written[1:], written[:1])
		if !closed || strings.IndexByte(inside, first) >= 0 || first == '"' && strings.IndexByte(inside, '\\') >= 0 {
			r.other()
			return n
		}
		n.Value, n.Style = inside, catalog.Quoted
	default:
		n.Value = written
		if n.Shape = plainShape(written); n.Shape == catalog.Missing {
			r.other()
		}
	}
	r.next()
	return n
}

// plainShape is what a text without quotes is, on a line that it fills; Missing where that takes a closer look.
func plainShape(s string) catalog.Shape {
	first := s[0]
	letter := 'a' <= first && first <= 'z' || 'A' <= first && first <= 'Z'
	digit := '0' <= first && first <= '9'
	switch {
	case strings.HasSuffix(s, ":"), strings.Contains(s, ": "), strings.Contains(s, " #"), holdsUnseen(s):
		return catalog.Missing
	case letter && !strings.EqualFold(s, "true") && !strings.EqualFold(s, "false") && !strings.EqualFold(s, "null"),
		digit && (strings.IndexByte(s, ' ') > 0 || catalog.IsDayForm(s)):
		return catalog.TextShape
	case s == "0", digit && first != '0' && len(s) < 10 && strings.Trim(s, "0123456789") == "":
		return catalog.NumberShape
	}
	return catalog.Missing
}

// block reads the lines of a text behind > or |, which have this indentation.
func (r *usualReader) block(n *catalog.Node, head string, indent int) {
	separator, end := " ", ""
	switch head {
	case ">":
		n.Style, end = catalog.Folded, "\n"
	case ">-":
		n.Style = catalog.Folded
	case "|":
		n.Style, separator, end = catalog.Literal, "\n", "\n"
	case "|-":
		n.Style, separator = catalog.Literal, "\n"
	default:
		r.other()
		return
	}
	var b strings.Builder
	empty := 0
	for r.next(); !r.ended && (r.indent >= indent || r.text == ""); r.next() {
		deeper := r.indent - indent
		switch {
		case r.text == "" && r.indent == 0 && b.Len() > 0:
			empty++
			continue
		case r.text == "", strings.HasSuffix(r.text, " "), deeper > 0 && (n.Style == catalog.Folded || b.Len() == 0):
			r.other()
			return
		case n.Style == catalog.Literal && b.Len() > 0:
			empty++
		case empty == 0 && b.Len() > 0:
			b.WriteString(separator)
		}
		for range empty {
			b.WriteByte('\n')
		}
		empty = 0
		for range deeper {
			b.WriteByte(' ')
		}
		b.WriteString(r.text)
	}
	if b.Len() == 0 || empty > 0 {
		r.other()
		return
	}
	b.WriteString(end)
	n.Value = b.String()
}
