package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Read gives the words of a text as somebody reads them on paper: without its marks, with the menu paths of its
// places, and with single spaces.
func (d *Doc) Read(r Resolver) string {
	tree, source := d.Resolved(r)
	if tree == nil {
		return singleSpaced(d.text)
	}
	var b strings.Builder
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeBlock {
			b.WriteByte(' ')
		}
		switch n.(type) {
		case *ast.HTMLBlock, *ast.RawHTML, *ast.Image:
			// No page shows them.
			return ast.WalkSkipChildren, nil
		}
		if entering {
			readNode(&b, n, source)
		}
		return ast.WalkContinue, nil
	})
	return singleSpaced(b.String())
}

func readNode(b *strings.Builder, n ast.Node, source []byte) {
	switch n := n.(type) {
	case *ast.Text:
		raw := n.Segment.Value(source)
		if n.Parent().Kind() == ast.KindCodeSpan {
			b.Write(raw)
		} else {
			b.WriteString(said(raw))
		}
		if n.SoftLineBreak() || n.HardLineBreak() {
			b.WriteByte(' ')
		}
	case *ast.AutoLink:
		b.Write(n.Label(source))
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			b.Write(line.Value(source))
		}
	case *Place:
		for i, path := range n.Paths {
			if i > 0 {
				b.WriteString(" or ")
			}
			b.WriteString(strings.Join(path.Parts, " › "))
			if path.For != "" {
				b.WriteString(" (" + path.For + ")")
			}
		}
	}
}

func singleSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }
