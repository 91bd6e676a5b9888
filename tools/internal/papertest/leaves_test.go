package papertest

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// leaf is the smallest part of a page that has words of its own: a heading, a step, an item.
type leaf struct {
	// words are what is printed of it, squeezed.
	words string
	// in names the elements it stands in, by tag and class: "li.steps", "div.warning".
	in []string
	// step counts the steps, from 1, warning the warnings; 0 where it stands in none.
	step, warning int
}

// is tells that it stands in an element with this tag, or tag and class.
func (l leaf) is(element string) bool {
	for _, in := range l.in {
		if in == element || strings.HasPrefix(in, element+".") {
			return true
		}
	}
	return false
}

// leaves are the parts of a page, in order.
func leaves(t testing.TB, page []byte) []leaf {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{}
	r.read(doc, leaf{})
	return r.found
}

type reader struct {
	found           []leaf
	steps, warnings int
}

func (r *reader) read(n *html.Node, at leaf) {
	if n.Type == html.ElementNode {
		if n.Data == "head" {
			return
		}
		name := n.Data + "." + attribute(n, "class")
		switch {
		case name == "div.warning":
			r.warnings++
			at.warning = r.warnings
		case name == "div.warning-end":
			at.warning = r.warnings
		case n.Data == "li" && attribute(n.Parent, "class") == "steps":
			r.steps++
			at.step = r.steps
		}
		at.in = append(at.in[:len(at.in):len(at.in)], name)
		if hasWords(n) {
			at.words = squeeze(words(n))
			r.found = append(r.found, at)
			return
		}
	}
	for c := range n.ChildNodes() {
		r.read(c, at)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// hasWords tells that words stand in an element itself, not only in others in it.
func hasWords(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode && squeeze(c.Data) != "" {
			return true
		}
	}
	return false
}

// words is the text of an element.
func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(words(c))
	}
	return b.String()
}

// squeeze leaves small letters and digits only: lines break elsewhere on paper, bullets and
// ligatures come out differently, and a style makes capitals.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}
