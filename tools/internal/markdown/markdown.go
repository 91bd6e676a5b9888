// Package markdown parses the texts of the site and turns them into HTML.
//
// It takes one text at a time and gives a [Doc]: what the text refers to (links,
// places, languages of its code, raw HTML) and where, for the rules, and its HTML, for
// the pages. One configuration of goldmark serves both, so a text means the same to
// the checker and to the page. The package knows no entry, resolves no link by
// itself and never lets raw HTML through.
package markdown

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode"

	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark"
	highlighting "github.com/yuin/goldmark-highlighting/v2"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
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

// HTML is a rendered text.
type HTML struct {
	// Screen is for pages; Sheet, for paper, is the same without its links.
	Screen, Sheet string
}

var engine = goldmark.New(
	goldmark.WithExtensions(
		extension.Table,
		highlighting.NewHighlighting(
			highlighting.WithFormatOptions(chromahtml.WithClasses(true), chromahtml.WithPreWrapper(scrolling{})),
		),
	),
	goldmark.WithParserOptions(
		parser.WithAutoHeadingID(),
		parser.WithInlineParsers(util.Prioritized(placeParser{}, 150)),
	),
	goldmark.WithRendererOptions(
		renderer.WithNodeRenderers(util.Prioritized(nodeRenderer{}, 100)),
	),
)

// KnowsLanguage tells whether code blocks in this language can be highlighted.
func KnowsLanguage(language string) bool {
	return languages()[strings.ToLower(language)]
}

// languages are the names of all languages. The library itself would also hold an unknown
// name against the names of files, which takes so long that a text could be made of it.
var languages = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for _, name := range lexers.Names(true) {
		known[strings.ToLower(name)] = true
	}
	return known
})

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
	d.root = engine.Parser().Parse(text.NewReader(d.source), parser.WithContext(context))
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
	case *place:
		d.Places = append(d.Places, Piece{n.name, max(0, n.Pos())})
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

// language is the first word behind the marks of a code block. The node's own method would
// keep it, and the highlighter would look up what is unknown.
func language(n *ast.FencedCodeBlock, source []byte) string {
	if n.Info == nil {
		return ""
	}
	word, _, _ := strings.Cut(string(n.Info.Segment.Value(source)), " ")
	return word
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

// Render makes the HTML. A text of one paragraph comes without a p element, so
// that it can stand in a list item or a sentence.
func (d *Doc) Render(r Resolver) (HTML, error) {
	if d.root == nil {
		s := html.EscapeString(d.text)
		return HTML{s, s}, nil
	}
	var b bytes.Buffer
	// The tree is shared with nobody while it is rendered, and a text has one scope, so it may carry the answers.
	err := ast.Walk(d.root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			answer(n, r, d.source)
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return HTML{}, err
	}
	if err := engine.Renderer().Render(&b, d.source, d.root); err != nil {
		return HTML{}, fmt.Errorf("rendering %.40q: %w", d.text, err)
	}
	screen := b.String()
	if d.root.ChildCount() == 1 && d.root.FirstChild().Kind() == ast.KindParagraph {
		screen = strings.TrimSuffix(strings.TrimPrefix(screen, "<p>"), "</p>\n")
	}
	return HTML{Screen: screen, Sheet: withoutLinks(screen)}, nil
}

// Code makes the HTML of lines of code in a language, as a code block of a text has it.
func Code(language, lines string) (HTML, error) {
	fence := "```"
	for strings.Contains(lines, fence) {
		fence += "`"
	}
	return Parse(fence + language + "\n" + strings.TrimSuffix(lines, "\n") + "\n" + fence).Render(Resolver{})
}

const hrefAttribute = "resolved-href"

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
	case *place:
		n.paths = r.Place(n.name)
	case *ast.FencedCodeBlock:
		if !KnowsLanguage(language(n, source)) {
			n.Info = nil
		}
	}
}

// withoutLinks takes the a elements away and leaves what they hold. Rendered
// attributes hold no bare ">", so the next one ends the tag.
func withoutLinks(s string) string {
	if !strings.Contains(s, "<a ") {
		return s
	}
	var b strings.Builder
	for {
		before, tag, found := strings.Cut(s, "<a ")
		b.WriteString(before)
		if !found {
			return strings.ReplaceAll(b.String(), "</a>", "")
		}
		_, s, _ = strings.Cut(tag, ">")
	}
}

// place is a {place:name} mark.
type place struct {
	ast.BaseInline
	name  string
	paths []Path
}

var kindPlace = ast.NewNodeKind("Place")

func (*place) Kind() ast.NodeKind { return kindPlace }

func (p *place) Dump(source []byte, level int) {
	ast.DumpHelper(p, source, level, map[string]string{"Name": p.name}, nil)
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
	return &place{name: string(name)}
}

// scrolling makes a code block that a keyboard can reach: a long command scrolls sideways.
type scrolling struct{}

func (scrolling) Start(_ bool, styleAttr string) string {
	return `<pre tabindex="0"` + styleAttr + `><code>`
}

func (scrolling) End(bool) string { return "</code></pre>" }

// nodeRenderer writes the nodes that stand for more than goldmark knows.
type nodeRenderer struct{}

func (nodeRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, renderLink)
	reg.Register(ast.KindAutoLink, renderAutoLink)
	reg.Register(ast.KindImage, renderNothing)
	reg.Register(ast.KindRawHTML, renderNothing)
	reg.Register(ast.KindHTMLBlock, renderNothing)
	reg.Register(kindPlace, renderPlace)
	reg.Register(extensionast.KindTable, renderTable)
}

func renderLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	href, ok := n.AttributeString(hrefAttribute)
	switch {
	case ok && entering:
		openLink(w, href.(string))
	case ok:
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

func renderAutoLink(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	label := html.EscapeString(string(n.(*ast.AutoLink).Label(source)))
	href, ok := n.AttributeString(hrefAttribute)
	if !ok {
		_, _ = w.WriteString(label)
		return ast.WalkContinue, nil
	}
	openLink(w, href.(string))
	_, _ = w.WriteString(label + "</a>")
	return ast.WalkContinue, nil
}

func openLink(w util.BufWriter, href string) {
	_, _ = w.WriteString(`<a href="` + html.EscapeString(href) + `">`)
}

// renderTable lets a wide table scroll by itself, reached by the keyboard too.
func renderTable(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(`<div class="table" tabindex="0"><table>` + "\n")
	} else {
		_, _ = w.WriteString("</table></div>\n")
	}
	return ast.WalkContinue, nil
}

func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

// The arrow is hidden from screen readers, which hear a comma instead: a menu
// path read aloud is a list of names. The spaces stand where a line may break.
const (
	placeOpen  = `<span class="place">`
	placeArrow = `<span class="place-then">,</span> <span class="place-arrow" aria-hidden="true">› </span>`
)

func renderPlace(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	for i, path := range n.(*place).paths {
		if i > 0 {
			_, _ = w.WriteString(" or ")
		}
		_, _ = w.WriteString(placeOpen)
		for j, part := range path.Parts {
			if j > 0 {
				_, _ = w.WriteString(placeArrow)
			}
			_, _ = w.WriteString(html.EscapeString(part))
		}
		_, _ = w.WriteString("</span>")
		if path.For != "" {
			_, _ = w.WriteString(" (" + html.EscapeString(path.For) + ")")
		}
	}
	return ast.WalkContinue, nil
}
