package markdown

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extensionast "github.com/yuin/goldmark/extension/ast"
)

// Plain is what the text says, without its marks and its code.
func (d *Doc) Plain() string {
	if d.root == nil {
		return d.text
	}
	var b strings.Builder
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				b.WriteString(said(n.Segment.Value(d.source)))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.AutoLink:
			if entering {
				b.Write(n.Label(d.source))
			}
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
			if !entering {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// Loose is what Markdown took for plain words, as it stands in the source: code, escaped
// marks and addresses are left out, and links and bold words leave a gap.
func (d *Doc) Loose() string {
	if d.root == nil {
		return d.text
	}
	var b strings.Builder
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeSpan:
			b.WriteByte(' ')
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering {
				b.Write(escaped.ReplaceAll(n.Segment.Value(d.source), []byte(" ")))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte('\n')
				}
			}
		default:
			b.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// Run is a piece of what a text says, all of it said in one way.
type Run struct {
	Piece
	// Begins tells that a paragraph or an item of a list begins with it.
	Begins bool
	Bold   bool
	// Code is a command, or something to type.
	Code bool
	// Link is the destination that it leads to, if any.
	Link string
}

// Runs give what the text says, in order. The place of a run is exact; escapes and character
// references within it are resolved.
func (d *Doc) Runs() []Run {
	if d.root == nil {
		return []Run{{Piece: Piece{d.text, 0}, Begins: true}}
	}
	var runs []Run
	var now Run
	begins := true
	add := func(text string, at int) {
		run := now
		run.Text, run.At, run.Begins = text, at, begins
		begins = false
		runs = append(runs, run)
	}
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Emphasis:
			now.Bold = entering
		case *ast.CodeSpan:
			now.Code = entering
		case *ast.Link:
			now.Link = ""
			if entering {
				now.Link = destination(n.Destination)
			}
		case *ast.AutoLink:
			if entering {
				now.Link = autoLink(n, d.source)
				add(string(n.Label(d.source)), max(0, n.Pos())+len("<"))
				now.Link = ""
			}
		case *ast.Text:
			if !entering {
				break
			}
			raw := n.Segment.Value(d.source)
			if now.Code {
				add(string(raw), n.Segment.Start)
			} else {
				add(said(raw), n.Segment.Start)
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				add(" ", n.Segment.Stop)
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			if entering {
				for i := range n.Lines().Len() {
					line := n.Lines().At(i)
					runs = append(runs, Run{Piece: Piece{string(line.Value(d.source)), line.Start}, Begins: true, Code: true})
				}
				begins = true
			}
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *extensionast.TableCell:
			begins = true
		}
		return ast.WalkContinue, nil
	})
	return runs
}

var escaped = regexp.MustCompile(`\\[[:punct:]]`)
