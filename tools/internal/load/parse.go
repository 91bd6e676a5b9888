package load

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"backupfirstaid/tools/internal/catalog"
)

// parse reads YAML into a tree of nodes. Lines counts the lines of the file before the YAML.
func parse(file string, source []byte, lines int) (root *catalog.Node, problem *catalog.Problem) {
	p := &treeMaker{file: file, lines: lines}
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
	if root.Shape != catalog.MapShape {
		return nil, &catalog.Problem{Pos: root.Pos, Message: fmt.Sprintf("a file is a group of keys such as \"title: …\", this is %s", root.Shape)}
	}
	return root, nil
}

type treeMaker struct {
	file  string
	lines int
}

func (p *treeMaker) pos(t *token.Token, otherwise catalog.Pos) catalog.Pos {
	if t == nil || t.Position == nil {
		return otherwise
	}
	return catalog.Pos{File: p.file, Line: t.Position.Line + p.lines, Column: max(1, t.Position.Column)}
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
		for _, v := range n.Values {
			out.Keys = append(out.Keys, p.key(v))
		}
	case *ast.MappingValueNode:
		out.Shape = catalog.MapShape
		out.Pos = p.pos(n.Key.GetToken(), parent)
		out.Keys = []catalog.Key{p.key(n)}
	case *ast.SequenceNode:
		out.Shape = catalog.ListShape
		for _, v := range n.Values {
			out.Items = append(out.Items, p.node(v, out.Pos))
		}
	case *ast.StringNode:
		out.Shape, out.Value = catalog.TextShape, n.Value
	case *ast.LiteralNode:
		out.Shape, out.Value = catalog.TextShape, n.Value.Value
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

func (p *treeMaker) key(v *ast.MappingValueNode) catalog.Key {
	t := v.Key.GetToken()
	name := catalog.Text{Value: v.Key.String(), Pos: p.pos(t, catalog.Pos{File: p.file, Line: 1, Column: 1})}
	if s, ok := v.Key.(*ast.StringNode); ok {
		name.Value = s.Value
	}
	value := p.node(v.Value, name.Pos)
	if value.Shape == catalog.Missing {
		value.Pos = name.Pos
	}
	return catalog.Key{Name: name, Value: value}
}
