package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Resolver answers what a text can't know by itself.
type Resolver struct {
	// Link gives the href for a destination; false makes it plain text.
	Link func(destination string) (href string, ok bool)
	// Place gives the menu paths of {place:name}: one, or several where the text's platforms differ.
	Place func(name string) []Path
}

// Path is a menu path, and for which platform it holds where they differ.
type Path struct {
	Parts []string
	For   string
}

// Resolved gives the tree of a text, with what the resolver answers noted at its nodes, and the
// source that it points into; nil for a text that is plain words. The tree is shared with
// nobody while it is used, and a text has one scope, so it may carry the answers.
func (d *Doc) Resolved(r Resolver) (tree ast.Node, source []byte) {
	if d.root == nil {
		return nil, nil
	}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			answer(n, r, d.source)
		}
		return ast.WalkContinue, nil
	})
	return d.root, d.source
}

const hrefAttribute = "resolved-href"

// Href is the address that a link of a resolved tree leads to; false for one that leads nowhere.
func Href(n ast.Node) (string, bool) {
	href, ok := n.AttributeString(hrefAttribute)
	if !ok {
		return "", false
	}
	return href.(string), true
}

func answer(n ast.Node, r Resolver, source []byte) {
	switch n := n.(type) {
	case *ast.Link:
		if href, ok := r.Link(destination(n.Destination)); ok {
			n.SetAttributeString(hrefAttribute, href)
		}
	case *ast.AutoLink:
		if href, ok := r.Link(autoLink(n, source)); ok {
			n.SetAttributeString(hrefAttribute, href)
		}
	case *Place:
		n.Paths = r.Place(n.Name)
	case *ast.FencedCodeBlock:
		if !KnowsLanguage(language(n, source)) {
			n.Info = nil
		}
	}
}

// Place is the node of a {place:name} mark.
type Place struct {
	ast.BaseInline
	Name string
	// Paths are those of the place in a resolved tree.
	Paths []Path
}

// KindPlace is the kind of a [Place].
var KindPlace = ast.NewNodeKind("Place")

// Kind is [KindPlace].
func (*Place) Kind() ast.NodeKind { return KindPlace }

// Dump writes the node for whoever looks for a mistake.
func (p *Place) Dump(source []byte, level int) {
	ast.DumpHelper(p, source, level, map[string]string{"Name": p.Name}, nil)
}

type placeParser struct{}

func (placeParser) Trigger() []byte { return []byte{'{'} }

func (placeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	rest, ok := bytes.CutPrefix(line, []byte("{place:"))
	if !ok {
		return nil
	}
	name, _, ok := bytes.Cut(rest, []byte("}"))
	if !ok {
		return nil
	}
	block.Advance(len("{place:") + len(name) + len("}"))
	return &Place{Name: string(name)}
}
