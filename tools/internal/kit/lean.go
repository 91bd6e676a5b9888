package kit

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lean writes a part with fewer bytes, so that all of them fit into one file: what stands a thousand times in the
// texts has the shortest element that means the same. No word goes.
func lean(part *html.Node) {
	var all []*html.Node
	for n := range part.Descendants() {
		if n.Type == html.ElementNode {
			all = append(all, n)
		}
	}
	for _, n := range all {
		switch class := attribute(n, "class"); {
		case class == "place":
			// A menu path.
			lone(n, "b")
		case class == "steps":
			// assets/js/kit.js gives it back.
			lone(n, "ol")
		case n.DataAtom == atom.Div && len(n.Attr) == 0 && phrases(n):
			// The end of a paragraph goes without saying.
			lone(n, "p")
		case n.DataAtom == atom.Strong && attribute(n.Parent, "class") != "warning-word":
			// What stands on a button.
			lone(n, "b")
		case strings.Contains(class, "chroma"):
			// Colors of code are the site's alone.
			code := words(n)
			for n.FirstChild != nil {
				n.RemoveChild(n.FirstChild)
			}
			n.AppendChild(&html.Node{Type: html.TextNode, Data: strings.TrimRight(code, "\n")})
		}
	}
}

// phrases tells that an element holds words, and no element that stands by itself.
func phrases(n *html.Node) bool {
	for c := range n.ChildNodes() {
		switch c.DataAtom {
		case atom.P, atom.Div, atom.Ul, atom.Ol, atom.Pre, atom.Table, atom.Blockquote, atom.H3, atom.H4:
			return false
		}
	}
	return true
}

// lone makes an element another one, without attributes.
func lone(n *html.Node, name string) {
	n.Data, n.DataAtom, n.Attr = name, atom.Lookup([]byte(name)), nil
}

// words is the text of an element.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
