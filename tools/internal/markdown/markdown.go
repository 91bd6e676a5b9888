// Package markdown parses the texts of the site.
//
// It takes one text at a time and gives a [Doc]: what the text refers to (links,
// places, languages of its code, raw HTML) and where, for the rules, and the tree that
// package render makes HTML of. So a text means the same to the checker and to the page.
// The package knows no entry and resolves no link by itself.
package markdown

import (
	"bytes"
	"html"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Doc is a parsed text.
type Doc struct {
	// What marks made of it. Most texts have none, and share one that is empty.
	*Marks
	// Visible tells that a reader sees something of it.
	Visible bool

	text string
	// root is nil for a text without any mark, which needs no tree.
	root ast.Node
}

// Marks are what a text has beside its words.
type Marks struct {
	// Links are its links and images, in order. One that is written by reference stands
	// where its definition is, once, however often it is used.
	Links []Link
	// Places are the names in its {place:name} marks, in order.
	Places []Piece
	// Languages are those of its fenced code blocks, "" where none is named.
	Languages []Piece
	// RawHTML are the pieces of HTML written in it.
	RawHTML []Piece
	// Headings are its headings, in order.
	Headings []Heading
	// Bold counts its **bold** words.
	Bold int
	// Overload is what the text has too much of to be read as Markdown, nil where it was
	// read. A text that was not read is plain words.
	Overload *Overload

	// source is the text as the tree points into it.
	source []byte
}

// unmarkedText is what all texts without marks have in common. Nothing is ever written to it.
var unmarkedText = &Marks{}

// Piece is a piece of a text and where it begins, in bytes.
type Piece struct {
	Text string
	At   int
}

// Heading is a heading of a text.
type Heading struct {
	// Level is 1 for #.
	Level int
	At    int
}

// Link is a link, or an image, of a text.
type Link struct {
	// Destination is what a browser would make of it: character references are resolved.
	Destination string
	// Title is what stands in quotes behind the destination. No page shows it.
	Title string
	Image bool
	// At is where the destination begins, in bytes.
	At int
}

// reader parses all texts. How they are written as HTML is no matter here, so that a program which only
// checks them does without what colours code.
var reader = goldmark.New(
	goldmark.WithExtensions(extension.Table),
	goldmark.WithParserOptions(
		parser.WithAutoHeadingID(),
		parser.WithInlineParsers(util.Prioritized(placeParser{}, 150)),
	),
).Parser()

// Parse reads a text. Every text is valid Markdown, so there is no error.
func Parse(source string) *Doc {
	d := &Doc{Marks: unmarkedText, text: source}
	if unmarked(source) {
		d.Visible = Visible(source)
		return d
	}
	d.Marks = &Marks{source: []byte(source), Overload: overload(source)}
	if d.Overload != nil {
		d.Visible = Visible(source)
		return d
	}
	// A page's layout has an id of its own.
	context := parser.NewContext()
	context.IDs().Put([]byte("main"))
	d.root = reader.Parse(text.NewReader(d.source), parser.WithContext(context))
	_ = ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			d.note(n)
		}
		return ast.WalkContinue, nil
	})
	return d
}

// unmarked tells that a text is one paragraph without a character that Markdown could give a meaning to.
func unmarked(s string) bool {
	if s == "" {
		return true
	}
	if first := s[0]; !('a' <= first && first <= 'z' || 'A' <= first && first <= 'Z') {
		return false
	}
	return !strings.ContainsAny(s, "\\`*_{}[]<>&!|~\n\r\t")
}

// Unmarked tells that the text has no character that Markdown could give a meaning to, or was not read.
func (d *Doc) Unmarked() bool { return d.root == nil }

// Visible tells that a plain text has a character that leaves a mark.
func Visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != '\u2800' && r != '\u3164'
	})
}

func (d *Doc) note(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		d.Visible = d.Visible || Visible(said(n.Segment.Value(d.source)))
	case *ast.Emphasis:
		if n.Level == 2 {
			d.Bold++
		}
	case *ast.Heading:
		at := n.Pos()
		if n.Lines().Len() == 0 || at != n.Lines().At(0).Start {
			at = d.markBefore(at, "#")
		}
		d.Headings = append(d.Headings, Heading{n.Level, at})
	case *ast.Link:
		if n.Reference == nil {
			d.link(n, n.Destination, n.Title, "](")
		}
	case *ast.LinkReferenceDefinition:
		d.link(n, n.Destination, n.Title, "]:")
	case *ast.Image:
		// That a picture is there is what matters, so its place is its own beginning.
		d.Links = append(d.Links, Link{Destination: destination(n.Destination), Title: said(n.Title), Image: true, At: max(0, n.Pos())})
	case *ast.AutoLink:
		d.Links = append(d.Links, Link{Destination: autoLink(n, d.source), At: max(0, n.Pos()) + len("<")})
		d.Visible = true
	case *Place:
		d.Places = append(d.Places, Piece{n.Name, max(0, n.Pos())})
		d.Visible = true
	case *ast.FencedCodeBlock:
		d.Visible = d.Visible || Visible(string(n.Lines().Value(d.source)))
		at := d.markBefore(n.Pos(), "`~")
		if n.Info != nil {
			at = n.Info.Segment.Start
		}
		d.Languages = append(d.Languages, Piece{language(n, d.source), at})
	case *ast.CodeBlock:
		d.Visible = d.Visible || Visible(string(n.Lines().Value(d.source)))
	case *ast.RawHTML:
		d.RawHTML = append(d.RawHTML, Piece{string(n.Segments.Value(d.source)), max(0, n.Pos())})
	case *ast.HTMLBlock:
		html := n.Lines().Value(d.source)
		if n.HasClosure() {
			html = append(html, n.ClosureLine.Value(d.source)...)
		}
		blank := len(html) - len(bytes.TrimLeft(html, " \t\n"))
		d.RawHTML = append(d.RawHTML, Piece{string(html[blank:]), n.Lines().At(0).Start + blank})
	}
}

// markBefore is where a block's own mark stands. Behind a tab, goldmark counts the block's place in columns.
func (d *Doc) markBefore(at int, marks string) int {
	at = max(0, bytes.LastIndexAny(d.source[:min(max(0, at)+1, len(d.source))], marks))
	for at > 0 && d.source[at-1] == d.source[at] {
		at--
	}
	return at
}

// link notes a link. Its place is that of its destination, behind the marks before it.
func (d *Doc) link(n ast.Node, written, title []byte, before string) {
	at := max(0, n.Pos())
	// What the words hold could look like the marks behind them.
	for last := n.LastChild(); last != nil; last = last.LastChild() {
		at = max(at, last.Pos())
		if t, ok := last.(*ast.Text); ok {
			at = max(at, t.Segment.Stop)
		}
	}
	if i := bytes.Index(d.source[at:], []byte(before)); i >= 0 {
		at += i + len(before)
		at += max(0, bytes.Index(d.source[at:], written))
	}
	d.Links = append(d.Links, Link{Destination: destination(written), Title: said(title), At: at})
}

// said is what a reader sees of a piece of text: escapes and character references resolved.
func said(raw []byte) string {
	return html.UnescapeString(string(util.UnescapePunctuations(raw)))
}

// destination is what a browser would make of a link's destination.
func destination(raw []byte) string {
	return said(raw)
}

func autoLink(n *ast.AutoLink, source []byte) string {
	url := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(url, "mailto:") {
		return "mailto:" + url
	}
	return url
}

// Text is the text as written.
func (d *Doc) Text() string { return d.text }
