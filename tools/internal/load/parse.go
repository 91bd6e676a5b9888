package load

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"backupfirstaid/tools/internal/catalog"
)

// parse reads YAML, which must be readable text, into a tree of nodes. Lines counts the lines of the file before the YAML.
func parse(file string, source []byte, lines int) (root *catalog.Node, problem *catalog.Problem) {
	p := &treeMaker{file: file, lines: lines, source: strings.Split(string(source), "\n")}
	top := catalog.Pos{File: file, Line: 1 + lines, Column: 1}
	// The parser has panicked on strange input before; a contributor gets a sentence all the same.
	defer func() {
		if r := recover(); r != nil {
			root, problem = nil, &catalog.Problem{Pos: top, Message: "this can't be read as YAML"}
		}
	}()
	// Duplicate keys are let through, so that a rule can name them all.
	tree, err := parser.ParseBytes(source, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, p.syntax(err, top)
	}
	// A line such as %YAML 1.2 before the text is a document to the parser.
	tree.Docs = slices.DeleteFunc(tree.Docs, func(d *ast.DocumentNode) bool { return d.Body != nil && d.Body.Type() == ast.DirectiveType })
	switch len(tree.Docs) {
	case 0:
		return nil, &catalog.Problem{Pos: top, Message: "the file is empty"}
	case 1:
	default:
		return nil, &catalog.Problem{Pos: p.pos(tree.Docs[1].Start, top), Message: `a file holds one entry; a line "---" begins a second`}
	}
	if body := tree.Docs[0].Body; body == nil || body.Type() == ast.NullType || body.Type() == ast.CommentType {
		return nil, &catalog.Problem{Pos: top, Message: "the file is empty"}
	}
	root = p.node(tree.Docs[0].Body, top)
	if p.problem != nil {
		return nil, p.problem
	}
	if root.Shape != catalog.MapShape {
		return nil, &catalog.Problem{Pos: root.Pos, Message: fmt.Sprintf("a file is a group of keys such as \"title: …\", this is %s", root.Shape)}
	}
	return root, nil
}

// unreadable says that a file holds bytes that are no text, and where.
func unreadable(file string, source []byte) *catalog.Problem {
	line, column := 1, 1
	for i := 0; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		at := catalog.Pos{File: file, Line: line, Column: column}
		switch {
		case r == utf8.RuneError && size == 1:
			return &catalog.Problem{Pos: at, Message: "this is no UTF-8 text; save the file as UTF-8"}
		case r == '\n':
			line, column = line+1, 0
		case unicode.IsControl(r) && r != '\t':
			return &catalog.Problem{Pos: at, Message: fmt.Sprintf("there is a character here that can't be seen (%U); delete it", r)}
		}
		column++
		i += size
	}
	return nil
}

type treeMaker struct {
	file  string
	lines int
	// source is the YAML by line.
	source []string
	// flow counts the [lists] and {groups} around the node at hand.
	flow int
	// problem is the first value that no page can show.
	problem *catalog.Problem
}

func (p *treeMaker) enter(flow bool) {
	if flow {
		p.flow++
	}
}

func (p *treeMaker) leave(flow bool) {
	if flow {
		p.flow--
	}
}

// said looks for characters that an escape such as \e puts into a text.
func (p *treeMaker) said(n *catalog.Node) {
	if i := strings.IndexFunc(n.Value, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); i >= 0 && p.problem == nil {
		r, _ := utf8.DecodeRuneInString(n.Value[i:])
		p.problem = &catalog.Problem{Pos: n.Pos, Message: fmt.Sprintf("there is a character in this text that can't be seen (%U); take it out", r)}
	}
}

func (p *treeMaker) pos(t *token.Token, otherwise catalog.Pos) catalog.Pos {
	if t == nil || t.Position == nil {
		return otherwise
	}
	column := t.Position.Column
	switch t.Type {
	case token.StringType, token.IntegerType, token.FloatType, token.BoolType:
		column -= p.behind(t)
	}
	return catalog.Pos{File: p.file, Line: t.Position.Line + p.lines, Column: max(1, column)}
}

// behind is how many spaces stand behind a plain value at the end of its line. The
// parser counts them into the value's column.
func (p *treeMaker) behind(t *token.Token) int {
	if t.Position.Line > len(p.source) || t.Next != nil && t.Next.Position.Line == t.Position.Line {
		return 0
	}
	line := p.source[t.Position.Line-1]
	return len(line) - len(strings.TrimRight(line, " "))
}

func (p *treeMaker) syntax(err error, top catalog.Pos) *catalog.Problem {
	var yamlError yaml.Error
	if !errors.As(err, &yamlError) {
		return &catalog.Problem{Pos: top, Message: "this can't be read as YAML: " + err.Error()}
	}
	return &catalog.Problem{
		Pos:     p.pos(yamlError.GetToken(), top),
		Message: "this can't be read as YAML: " + explain(yamlError.GetMessage()),
	}
}

// explain adds the usual cause, in a contributor's words, to what the parser says.
func explain(message string) string {
	switch {
	case strings.Contains(message, "mapping value is not allowed"), strings.Contains(message, "mapping was used where"):
		return `there is a ": " inside a text; put the whole text in "quotes"`
	case strings.Contains(message, "found character '\t'"), strings.Contains(message, "tab character"):
		return "there is a tab; indent with spaces"
	case strings.Contains(message, "unexpected scalar value type"), strings.Contains(message, "undefined alias name"):
		return `a text can't begin with *, &, ! or @; put the whole text in "quotes"`
	case strings.Contains(message, "value is not allowed in this context"):
		return `something stands behind a text that was over already; put the whole text in "quotes", and write a quote inside it as \"`
	case strings.Contains(message, "could not find end character"):
		return "a quote that was opened is never closed"
	}
	return message
}

func (p *treeMaker) node(n ast.Node, parent catalog.Pos) *catalog.Node {
	if n == nil {
		return &catalog.Node{Shape: catalog.Missing, Pos: parent}
	}
	out := &catalog.Node{Pos: p.pos(n.GetToken(), parent)}
	switch n := n.(type) {
	case *ast.MappingNode:
		out.Shape = catalog.MapShape
		if len(n.Values) > 0 {
			out.Pos = p.pos(n.Values[0].Key.GetToken(), parent)
		}
		p.enter(n.IsFlowStyle)
		for _, v := range n.Values {
			out.Keys = append(out.Keys, p.key(v))
		}
		p.leave(n.IsFlowStyle)
	case *ast.MappingValueNode:
		out.Shape = catalog.MapShape
		out.Pos = p.pos(n.Key.GetToken(), parent)
		out.Keys = []catalog.Key{p.key(n)}
	case *ast.SequenceNode:
		out.Shape = catalog.ListShape
		p.enter(n.IsFlowStyle)
		for _, v := range n.Values {
			out.Items = append(out.Items, p.node(v, out.Pos))
		}
		p.leave(n.IsFlowStyle)
	case *ast.StringNode:
		out.Shape, out.Value = catalog.TextShape, n.Value
		p.said(out)
		if t := n.Token; t.Type == token.StringType {
			// In [brackets] a comment ends nothing: a comma does.
			last := t.Position.Line + strings.Count(strings.TrimSpace(t.Origin), "\n")
			out.Comment = p.flow == 0 && t.Next != nil && t.Next.Type == token.CommentType && t.Next.Position.Line == last
			out.Bullet = bullet.MatchString(t.Origin)
		}
	case *ast.LiteralNode:
		out.Shape, out.Value = catalog.TextShape, n.Value.Value
		p.said(out)
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		out.Shape, out.Value = catalog.NumberShape, n.GetToken().Value
	case *ast.BoolNode:
		out.Shape, out.Value = catalog.TruthShape, n.GetToken().Value
	case *ast.NullNode:
		out.Shape = catalog.Missing
	default:
		out.Shape = catalog.OtherShape
	}
	return out
}

// bullet is a line that begins with a dash.
var bullet = regexp.MustCompile(`\S.*\n *- `)

func (p *treeMaker) key(v *ast.MappingValueNode) catalog.Key {
	var node ast.Node = v.Key
	if explicit, ok := v.Key.(*ast.MappingKeyNode); ok {
		node = explicit.Value
	}
	t := node.GetToken()
	name := catalog.Text{Value: node.String(), Pos: p.pos(t, catalog.Pos{File: p.file, Line: 1, Column: 1})}
	if s, ok := node.(*ast.StringNode); ok {
		name.Value = s.Value
	}
	value := p.node(v.Value, name.Pos)
	if value.Shape == catalog.Missing {
		value.Pos = name.Pos
	}
	return catalog.Key{Name: name, Value: value}
}
