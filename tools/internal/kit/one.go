package kit

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// One makes the page of the whole site one that needs no other file: links lead to its own parts, styles
// and scripts stand in it. Files are those of the finished site. What is no part of it is on the web.
// Used are the files that it took in.
func One(p Parts, files map[string][]byte, address string) (page []byte, used []string, err error) {
	doc, err := html.Parse(bytes.NewReader(p.Page))
	if err != nil {
		return nil, nil, err
	}
	files = maps.Clone(files)
	files[indexFile] = p.Index
	o := one{files: files, address: strings.TrimSuffix(address, "/") + "/", ids: map[string]bool{}}
	for _, part := range parts(doc) {
		o.own(part)
		lean(part)
	}
	for n := range doc.Descendants() {
		if id := attribute(n, "id"); id != "" {
			o.ids[id] = true
		}
	}
	for _, part := range parts(doc) {
		o.lead(part, attribute(part, "id"))
	}
	o.lead(doc, "")
	if err := o.inline(doc); err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	err = html.Render(&b, doc)
	return b.Bytes(), o.used, err
}

// one is at work on a page.
type one struct {
	files   map[string][]byte
	address string
	// ids are all that a link can lead to.
	ids  map[string]bool
	used []string
}

// home is the part that comes first. What is in it keeps its ids.
const home = "home"

// parts are the sections right below main.
func parts(doc *html.Node) []*html.Node {
	var out []*html.Node
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Section && n.Parent.DataAtom == atom.Main {
			out = append(out, n)
		}
	}
	return out
}

// own sets the name of a part before the ids in it, so that none is there twice, and its headings below that of the part.
func (o *one) own(part *html.Node) {
	name := attribute(part, "id")
	if name == home {
		return
	}
	for n := range part.Descendants() {
		if id := attribute(n, "id"); id != "" {
			set(n, "id", name+"/"+id)
		}
		if inText(n, part) {
			switch n.DataAtom {
			case atom.H2, atom.H3, atom.H4, atom.H5:
				n.DataAtom = 0
				n.Data = "h" + string(n.Data[1]+1)
			}
		}
	}
}

// inText tells that an element is part of a text written by hand, whose headings begin with those right below a page's title.
func inText(n, part *html.Node) bool {
	for ; n != part; n = n.Parent {
		if attribute(n, "class") == "text" {
			return true
		}
	}
	return false
}

// lead makes the links of a part lead into the page.
func (o *one) lead(in *html.Node, part string) {
	for n := range in.Descendants() {
		for i, a := range n.Attr {
			if a.Key == "href" && n.DataAtom == atom.A {
				n.Attr[i].Val = o.to(a.Val, part)
			}
		}
	}
}

// to is where a link of the site leads in the page, or on the web where the page has no such part.
func (o *one) to(href, part string) string {
	if strings.Contains(href, ":") {
		return href
	}
	file, fragment, _ := strings.Cut(href, "#")
	if file == "" {
		if part != "" && o.ids[part+"/"+fragment] {
			return "#" + part + "/" + fragment
		}
		return href
	}
	// Links to the site's own pages begin at its root, however deep the page was that they stood on.
	name := strings.Trim(path.Join("/", file), "/")
	if name == "" {
		name = home
	}
	inner := name + "/" + fragment
	if name == home {
		inner = fragment
	}
	for _, id := range []string{inner, fixOf(fragment), name} {
		if o.ids[id] {
			return "#" + id
		}
	}
	whole := o.address + strings.TrimPrefix(path.Join("/", file), "/")
	if strings.HasSuffix(file, "/") && whole != o.address {
		whole += "/"
	}
	return whole
}

// fixOf is the part of a fix that was meant by its place in a list.
func fixOf(fragment string) string {
	if id, ok := strings.CutPrefix(fragment, "fix-"); ok {
		return "fixes/" + id
	}
	return ""
}

// inline puts the styles and scripts that the page loads into it.
func (o *one) inline(doc *html.Node) error {
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Form:
			// Scripts that are there need not be fetched, and there is no page to send it to.
			n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return slices.Contains([]string{"data-load", "action", "method"}, a.Key) })
			set(n, "data-here", "")
		case n.DataAtom == atom.Link && attribute(n, "rel") == "stylesheet":
			text, err := o.text(attribute(n, "href"))
			if err != nil {
				return err
			}
			n.Data, n.DataAtom, n.Attr = "style", atom.Style, nil
			n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
		case n.DataAtom == atom.Script && attribute(n, "src") != "":
			text, err := o.text(attribute(n, "src"))
			if err != nil {
				return err
			}
			n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "src" })
			n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
		}
	}
	return nil
}

// text is a file of the site that can stand in a page.
func (o *one) text(name string) (string, error) {
	content, ok := o.files[name]
	if !ok {
		return "", fmt.Errorf("the kit wants %s, which the site does not have", name)
	}
	if bytes.Contains(content, []byte("</")) {
		return "", fmt.Errorf("%s holds \"</\" and can't stand in a page", name)
	}
	o.used = append(o.used, name)
	return string(content), nil
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, key, value string) {
	for i, a := range n.Attr {
		if a.Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}
