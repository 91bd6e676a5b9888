package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Written gives the text as Markdown for whoever reads it outside of the site: its links
// lead where the resolver says, its places are spelt out, and raw HTML is left out.
func (d *Doc) Written(r Resolver) string {
	// An address that is written with escapes or character references is not one of ours.
	changes := make([]change, 0, len(d.Links)+len(d.Places)+len(d.RawHTML))
	for _, l := range d.Links {
		if l.Image {
			continue
		}
		if href, ok := r.Link(l.Destination); ok {
			changes = append(changes, change{Piece{l.Destination, l.At}, href})
		}
	}
	changes = append(changes, d.placesSpelt(r)...)
	for _, h := range d.RawHTML {
		changes = append(changes, change{h, ""})
	}
	slices.SortStableFunc(changes, func(a, b change) int { return a.At - b.At })
	var b strings.Builder
	source, done := d.text, 0
	for _, c := range changes {
		if c.At < done || !strings.HasPrefix(source[c.At:], c.Text) {
			continue
		}
		b.WriteString(source[done:c.At] + c.by)
		done = c.At + len(c.Text)
	}
	b.WriteString(source[done:])
	return strings.TrimRight(b.String(), "\n")
}

// placesSpelt puts the menu paths in the place of their marks, in bold as on the page.
func (d *Doc) placesSpelt(r Resolver) []change {
	if len(d.Places) == 0 {
		return nil
	}
	var changes []change
	mark := "**"
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Emphasis:
			// Marks of the same kind inside of each other would end the outer ones.
			mark = "**"
			if entering {
				mark = ""
			}
		case *Place:
			if entering {
				changes = append(changes, change{Piece{"{place:" + n.Name + "}", max(0, n.Pos())}, spelt(r.Place(n.Name), mark)})
			}
		}
		return ast.WalkContinue, nil
	})
	return changes
}

// change puts other words in the place of a piece.
type change struct {
	Piece
	by string
}

// spelt are menu paths as words between marks: "Settings > Backup", or several with whom each is for.
func spelt(paths []Path, mark string) string {
	var written []string
	for _, p := range paths {
		one := mark + Escape(strings.Join(p.Parts, " > ")) + mark
		if p.For != "" {
			one += " (" + Escape(p.For) + ")"
		}
		written = append(written, one)
	}
	return strings.Join(written, " or ")
}

// escapes are the characters that mean something wherever they stand in a line.
var escapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`)

// Escape writes plain words so that Markdown takes them for nothing else.
func Escape(plain string) string { return escapes.Replace(plain) }
