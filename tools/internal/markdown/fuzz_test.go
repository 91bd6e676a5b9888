package markdown_test

import (
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"backupfirstaid/tools/internal/markdown"
	"backupfirstaid/tools/internal/render"
)

// elements are those that a text may become, each with the attributes it may carry.
var elements = map[string][]string{
	"a": {"href"}, "p": nil, "strong": nil, "em": nil, "br": nil, "hr": nil, "blockquote": nil,
	"ul": nil, "ol": {"start"}, "li": nil,
	"h1": {"id"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
	"code": nil, "pre": {"tabindex", "class"}, "span": {"class", "aria-hidden"}, "div": {"class", "tabindex"},
	"table": nil, "thead": nil, "tbody": nil, "tr": nil, "th": {"style"}, "td": {"style"},
}

func resolver() markdown.Resolver {
	return markdown.Resolver{
		Link: func(d string) (string, bool) { return d, strings.HasPrefix(d, "https://") },
		Place: func(string) []markdown.Path {
			return []markdown.Path{{Parts: []string{"A"}, For: "one"}, {Parts: []string{"B & C"}, For: "other"}}
		},
	}
}

// Whatever a text holds: nothing panics; every place lies in the text; the HTML has only what
// Markdown makes; a link leads only where one of the noted links does, so that the rules see
// them all; and on paper there are none.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"a", "**b** {place:x}", "[a](fix:b)", "[a](<java&#115;cript:b> \"c\")", "[a][b]\n\n[b]: //c 'd'", "![x](y)", "![x][y]\n\n[y]: data:z",
		"<https://a.example/> <javascript:b> <c@d.example>", "```bash\nx\n```", "~~~ nope\nx\n~~~", "    code", "<div onclick=x>", "a <b c='d'>e</b>",
		"<!-- a -->", "a <?b?> <!C> <![CDATA[d]]>", "<script>\na\n</script>", "| a |\n|---|\n| <b>`c|` |", "{place:", "{place:a\nb}", "# a\n\na\n===", "# a {#b onclick=c}",
		"> - 1. a\n>   b", "\\<b> &lt;c> &#0;", "*a **b* c**", "- [a\n](b\n)", "a\x00b\xff", "[a]: b\n[a]: c\n", "x\t\ty\n\tz", "[a](https://é.example/\\(\\))",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d := markdown.Parse(s)
		known := map[string]bool{}
		within := func(at int) {
			if at < 0 || at > len(s) {
				t.Errorf("%d is no place in %d bytes", at, len(s))
			}
		}
		for _, l := range d.Links {
			within(l.At)
			known[l.Destination] = !l.Image
		}
		for _, p := range slices.Concat(d.Places, d.Languages, d.RawHTML) {
			within(p.At)
		}
		for _, h := range d.Headings {
			within(h.At)
		}
		_, _ = d.Plain(), d.Loose()
		for _, run := range d.Runs() {
			within(run.At)
		}
		r := resolver()
		r.Link = func(destination string) (string, bool) {
			if !known[destination] {
				t.Errorf("the link %q was not noted", destination)
			}
			return "https://resolved.example/?" + url.QueryEscape(destination), true
		}
		_ = d.Written(r)
		got, err := render.Text(d, r)
		if err != nil {
			t.Fatal(err)
		}
		onlyElements(t, got.Screen)
		if strings.Contains(got.Sheet, "<a ") {
			t.Errorf("a link on paper: %q", got.Sheet)
		}
	})
}

func onlyElements(t *testing.T, screen string) {
	z := html.NewTokenizer(strings.NewReader(screen))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if z.Err() != io.EOF {
				t.Errorf("%v in %q", z.Err(), screen)
			}
			return
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("%q in %q", z.Raw(), screen)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			token := z.Token()
			allowed, ok := elements[token.Data]
			if !ok {
				t.Errorf("<%s> in %q", token.Data, screen)
			}
			for _, a := range token.Attr {
				if !slices.Contains(allowed, a.Key) {
					t.Errorf("<%s %s> in %q", token.Data, a.Key, screen)
				}
				if a.Key == "href" && !strings.HasPrefix(a.Val, "https://resolved.example/?") {
					t.Errorf("a link to %q in %q", a.Val, screen)
				}
			}
		}
	}
}
