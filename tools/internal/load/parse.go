package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"backupfirstaid/tools/internal/catalog"
)

// parse reads YAML, which must be readable text, into the file's tree of nodes. Lines
// counts the lines of the file before the YAML.
func parse(file *catalog.File, source []byte, lines int) {
	if file.Root = usual(file.Path, source, lines); file.Root == nil {
		parseAny(file, source, lines)
	}
}

// parseAny reads all that YAML can be.
func parseAny(file *catalog.File, source []byte, lines int) {
	p := &treeMaker{file: file, lines: lines, source: source}
	top := p.pos(1, 1)
	fail := func(problem catalog.Problem) { file.Problem = &problem }
	loader, err := yaml.NewLoader(bytes.NewReader(source), limits)
	if err != nil {
		fail(catalog.Problem{Pos: top, Message: err.Error()})
		return
	}
	var document yaml.Node
	switch err := loader.Load(&document); {
	case errors.Is(err, io.EOF):
		fail(catalog.Problem{Pos: top, Message: "the file is empty"})
		return
	case err != nil:
		fail(p.syntax(err))
		return
	case len(document.Content) == 0 || document.Content[0].Kind == yaml.ScalarNode && document.Content[0].Value == "":
		fail(catalog.Problem{Pos: top, Message: "the file is empty"})
		return
	}
	var second yaml.Node
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		fail(p.syntax(err))
		return
	default:
		// The mark is above what the second holds, where it holds anything.
		last := second.Line
		if len(second.Content) > 0 {
			last = second.Content[0].Line
		}
		fail(p.second(max(1, p.between(last))))
		return
	}
	root := p.node(document.Content[0])
	if p.unseen != nil {
		file.Problem = p.unseen
		return
	}
	if root.Shape != catalog.MapShape {
		fail(catalog.Problem{Pos: root.Pos, Message: fmt.Sprintf("a file is a group of keys, this is %s", root.Shape), WayOut: "begin with a key, such as title: Restart the phone"})
		return
	}
	// Comments with an empty line behind them belong to the document.
	root.Notes = notes(&yaml.Node{HeadComment: document.HeadComment, FootComment: document.FootComment}, root.Notes)
	file.Root = root
}

var limits = yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthFunc(func(depth int, _ *loaderlimits.DepthContext) error {
	if depth > catalog.MaxDepth {
		return errTooDeep
	}
	return nil
})))

var errTooDeep = fmt.Errorf("more than %d groups and lists lie inside each other", catalog.MaxDepth)

// unreadable says that a file holds bytes that are no text, and where.
func unreadable(file string, source []byte) *catalog.Problem {
	line, column := 1, 1
	for i := 0; i < len(source); {
		if c := source[i]; c >= ' ' && c < 0x7f {
			column, i = column+1, i+1
			continue
		}
		r, size := utf8.DecodeRune(source[i:])
		at := catalog.Pos{File: file, Line: line, Column: column}
		switch {
		case r == utf8.RuneError && size == 1:
			return &catalog.Problem{Sort: catalog.NoText, Pos: at, Message: "this is no UTF-8 text", WayOut: "save the file as UTF-8"}
		case r == '\n':
			line, column = line+1, 0
		// YAML takes the separators for the end of a line, and all lines below would be counted wrong.
		case unicode.IsControl(r) && r != '\t', r == '\u2028', r == '\u2029':
			return unseen(at, r)
		}
		column++
		i += size
	}
	return nil
}

type treeMaker struct {
	file   *catalog.File
	lines  int
	source []byte
	// byLine is the source cut into lines, where somebody asked for one.
	byLine [][]byte
	// flow counts the [lists] and {groups} around the node at hand.
	flow int
	// unseen is the first character that makes a text or a key another than it seems.
	unseen *catalog.Problem
}

func (p *treeMaker) pos(line, column int) catalog.Pos {
	return catalog.Pos{File: p.file.Path, Line: line + p.lines, Column: max(1, column)}
}

// line is a line of the YAML, counted from 1.
func (p *treeMaker) line(n int) []byte {
	if p.byLine == nil {
		p.byLine = bytes.Split(p.source, []byte("\n"))
	}
	if n < 1 || n > len(p.byLine) {
		return nil
	}
	return p.byLine[n-1]
}

// node makes a node of the YAML's, and passes over what no file needs of YAML.
func (p *treeMaker) node(n *yaml.Node) *catalog.Node {
	out := &catalog.Node{Pos: p.pos(n.Line, n.Column), Notes: notes(n, nil)}
	if n.Anchor != "" {
		p.odd(out.Pos, "an anchor (&"+n.Anchor+")")
	}
	if n.Style&yaml.TaggedStyle != 0 {
		p.odd(out.Pos, "a tag ("+n.Tag+")")
		out.Shape = catalog.OtherShape
		return out
	}
	flow := 0
	if n.Style&yaml.FlowStyle != 0 {
		flow = 1
	}
	p.flow += flow
	defer func() { p.flow -= flow }()
	switch n.Kind {
	case yaml.MappingNode:
		out.Shape = catalog.MapShape
		out.Keys = make([]catalog.Key, 0, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			p.key(out, n.Content[i], n.Content[i+1])
		}
		if len(out.Keys) > 0 {
			out.Pos = out.Keys[0].Name.Pos
		}
	case yaml.SequenceNode:
		out.Shape = catalog.ListShape
		out.Items = make([]*catalog.Node, len(n.Content))
		for i, item := range n.Content {
			out.Items[i] = p.node(item)
		}
	case yaml.ScalarNode:
		p.scalar(n, out)
	default:
		p.odd(out.Pos, "an alias (*"+n.Value+")")
		out.Shape = catalog.OtherShape
	}
	return out
}

func (p *treeMaker) odd(at catalog.Pos, what string) {
	p.file.Odd = append(p.file.Odd, catalog.Odd{Pos: at, What: what})
}

func (p *treeMaker) scalar(n *yaml.Node, out *catalog.Node) {
	out.Value = n.Value
	switch {
	case n.Style&yaml.LiteralStyle != 0:
		out.Shape, out.Style = catalog.TextShape, catalog.Literal
	case n.Style&yaml.FoldedStyle != 0:
		out.Shape, out.Style = catalog.TextShape, catalog.Folded
	case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		out.Shape, out.Style = catalog.TextShape, catalog.Quoted
	default:
		switch n.Tag {
		case "!!null":
			out.Shape = catalog.Missing
		case "!!int", "!!float":
			out.Shape = catalog.NumberShape
		case "!!bool":
			out.Shape = catalog.TruthShape
		default:
			p.seems(n)
			out.Shape = catalog.TextShape
			// In [brackets] a comment ends nothing: a comma does.
			out.Comment = n.LineComment != "" && p.flow == 0
			out.Bullet = strings.Contains(n.Value, " - ") && p.swallows(n)
		}
	}
}

// swallows tells that a text without quotes goes on in a line that begins with a dash.
func (p *treeMaker) swallows(n *yaml.Node) bool {
	first := p.line(n.Line)
	for range min(n.Column-1, len(first)) {
		_, size := utf8.DecodeRune(first)
		first = first[size:]
	}
	rest := strings.TrimPrefix(n.Value, string(bytes.TrimSpace(first)))
	for number := n.Line + 1; rest != "" && rest != n.Value; number++ {
		line := p.line(number)
		said := string(bytes.TrimSpace(line))
		if line == nil || !strings.HasPrefix(strings.TrimLeft(rest, " \n"), said) {
			return false
		}
		if strings.HasPrefix(said, "- ") {
			return true
		}
		rest = strings.TrimPrefix(strings.TrimLeft(rest, " \n"), said)
	}
	return false
}

// key adds a key and its value to a group.
func (p *treeMaker) key(group *catalog.Node, name, value *yaml.Node) {
	at := p.pos(name.Line, name.Column)
	switch {
	case name.Kind == yaml.ScalarNode && name.Tag == "!!merge":
		p.odd(at, "a merge key (<<)")
		return
	// The parser loses the comments above a key without a name.
	case name.Kind != yaml.ScalarNode || name.Anchor != "" || name.Style&yaml.TaggedStyle != 0 || name.Value == "" && name.Tag == "!!null":
		p.odd(at, "a key that is no word")
		return
	}
	p.seems(name)
	k := catalog.Key{Name: catalog.Text{Value: name.Value, Pos: at}, Value: p.node(value), Notes: notes(name, nil)}
	if k.Value.Shape == catalog.Missing {
		k.Value.Pos = at
	}
	group.Keys = append(group.Keys, k)
}

// notes are the comments that the parser found around a node, added to those known.
func notes(n *yaml.Node, known *catalog.Notes) *catalog.Notes {
	if n.HeadComment == "" && n.LineComment == "" && n.FootComment == "" {
		return known
	}
	if known == nil {
		known = &catalog.Notes{}
	}
	join := func(a, b string) string { return strings.Trim(a+"\n"+b, "\n") }
	known.Above = join(n.HeadComment, known.Above)
	known.Behind = join(known.Behind, n.LineComment)
	known.Below = join(known.Below, n.FootComment)
	return known
}
