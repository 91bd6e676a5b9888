package render

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	chromahtml "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/yuin/goldmark"
	highlighting "github.com/yuin/goldmark-highlighting/v2"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extensionast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"backupfirstaid/tools/internal/markdown"
)

// HTML is a rendered text.
type HTML struct {
	// Screen is for pages; Sheet, for paper, is the same with stress where links are: their words are the title of
	// another page, and read as such.
	Screen, Sheet string
}

// writer writes the trees of texts. It never lets raw HTML through.
var writer = goldmark.New(
	goldmark.WithExtensions(
		extension.Table,
		highlighting.NewHighlighting(
			highlighting.WithFormatOptions(chromahtml.WithClasses(true), chromahtml.WithPreWrapper(scrolling{})),
		),
	),
	goldmark.WithRendererOptions(
		renderer.WithNodeRenderers(util.Prioritized(nodeRenderer{}, 100)),
	),
).Renderer()

// Text makes the HTML of one text. A text of one paragraph comes without a p element, so
// that it can stand in a list item or a sentence.
func Text(d *markdown.Doc, r markdown.Resolver) (HTML, error) {
	tree, source := d.Resolved(r)
	if tree == nil {
		s := html.EscapeString(d.Text())
		return HTML{s, s}, nil
	}
	var b bytes.Buffer
	if err := writer.Render(&b, source, tree); err != nil {
		return HTML{}, fmt.Errorf("rendering %.40q: %w", d.Text(), err)
	}
	screen := b.String()
	if tree.ChildCount() == 1 && tree.FirstChild().Kind() == ast.KindParagraph {
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
	block := fence + language + "\n" + strings.TrimSuffix(lines, "\n") + "\n" + fence
	return Text(markdown.Parse(block), markdown.Resolver{})
}

// withoutLinks makes em elements of the a elements. Rendered attributes hold no bare ">", so the next one ends the tag.
func withoutLinks(s string) string {
	if !strings.Contains(s, "<a ") {
		return s
	}
	var b strings.Builder
	for {
		before, tag, found := strings.Cut(s, "<a ")
		b.WriteString(before)
		if !found {
			return strings.ReplaceAll(b.String(), "</a>", "</em>")
		}
		b.WriteString("<em>")
		_, s, _ = strings.Cut(tag, ">")
	}
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
	reg.Register(markdown.KindPlace, renderPlace)
	reg.Register(extensionast.KindTable, renderTable)
}

func renderLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	href, ok := markdown.Href(n)
	switch {
	case ok && entering:
		openLink(w, href)
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
	href, ok := markdown.Href(n)
	if !ok {
		_, _ = w.WriteString(label)
		return ast.WalkContinue, nil
	}
	openLink(w, href)
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

// A menu path read aloud is a list of names: between two of them stands a comma for
// the ear, which the styles hide, and draw an arrow where a line may break.
const (
	placeOpen  = `<span class="place">`
	placeArrow = `<i>, </i>`
)

func renderPlace(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	for i, path := range n.(*markdown.Place).Paths {
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
