package kit

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

func small(t *testing.T, extra map[string]string) *catalog.Catalog {
	t.Helper()
	c, err := load.Catalog(testsite.FS(extra))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLayNamesThePartsInTheirOrder(t *testing.T) {
	written, err := Lay(small(t, map[string]string{
		"content/about.md":    "---\ntitle: About\ndescription: x\n---\nx\n",
		"content/other.md":    "---\ntitle: Other\ndescription: x\n---\nx\n",
		"content/guides/a.md": "---\ntitle: A\ndescription: x\nweight: 9\n---\nx\n",
	}), "https://a.example/")
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		Layout, URL string
		Params      struct {
			Parts   []string
			Address string
		}
	}
	if err := json.Unmarshal(written, &page); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"/codes", "/symptoms/full", "/fixes", "/fixes/look-around", "/fixes/clear-out", "/platforms", "/platforms/box", "/platforms/cloud",
		"/routines", "/routines/monthly", "/guides", "/guides/rule", "/guides/a", "/about",
	}
	if diff := cmp.Diff(want, page.Params.Parts); diff != "" {
		t.Error(diff)
	}
	if page.Layout != "kit" || page.URL != "/kit.html" || page.Params.Address != "https://a.example/" {
		t.Errorf("%+v", page)
	}
}

// parted is a page of parts.
func parted(parts string) Parts {
	return Parts{Page: []byte(`<!doctype html><html><head><meta charset="utf-8"></head><body><main><section id="home"><h1>All</h1><input id="q"></section>` + parts + `</main></body></html>`), Index: []byte(`var searchIndex={}`)}
}

func TestOneLeadsIntoItself(t *testing.T) {
	const parts = `<section id="codes"><h2>Codes</h2><span id="9">9</span></section>
<section id="fixes/x"><h2>X</h2></section>
<section id="guides/y"><h2>Y</h2><div class="text"><h2 id="more">More</h2><h3>Less</h3></div></section>`
	for link, want := range map[string]string{
		"../../fixes/x/":              "#fixes/x",
		"fixes/x/":                    "#fixes/x",
		"../../fixes/x/#steps":        "#fixes/x",
		"../../guides/y/#more":        "#guides/y/more",
		"#more":                       "#guides/y/more",
		"../../codes/#9":              "#codes/9",
		"../../symptoms/z/#fix-x":     "#fixes/x",
		"../../":                      "#home",
		"./":                          "#home",
		"./#q":                        "#q",
		"../../contribute/rules/":     "https://a.example/sub/contribute/rules/",
		"../../symptoms/z/index.md":   "https://a.example/sub/symptoms/z/index.md",
		"https://b.example/":          "https://b.example/",
		"../../symptoms/z/#something": "https://a.example/sub/symptoms/z/",
	} {
		page := parted(strings.Replace(parts, "<h3>Less</h3>", `<a href="`+link+`">there</a>`, 1))
		got, _, err := One(page, map[string][]byte{}, "https://a.example/sub")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(got), `<a href="`+want+`">there</a>`) {
			t.Errorf("%s does not lead to %s: %s", link, want, got)
		}
	}
	got, _, err := One(parted(parts), map[string][]byte{}, "https://a.example/")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<input id="q"`, `<span id="codes/9">`, `<h2>Y</h2>`, `<h3 id="guides/y/more">More</h3>`, `<h4>Less</h4>`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("there is no %s in %s", want, got)
		}
	}
}

func TestOneHoldsItsStylesAndScripts(t *testing.T) {
	page := parted(`<section id="fixes/x"><form data-load="a.js" action="x/" method="get" data-b="c"></form></section><script src="kit-index.js"></script><script src="js/a.js" data-word="w"></script><link rel="stylesheet" href="css/a.css">`)
	got, _, err := One(page, map[string][]byte{"js/a.js": []byte(`if(1<2&&"a")b()`), "css/a.css": []byte("a>b{}")}, "https://a.example/")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<script>var searchIndex={}</script>`, `<script data-word="w">if(1<2&&"a")b()</script>`, `<style>a>b{}</style>`, `<form data-b="c" data-here="">`} {
		if !strings.Contains(string(got), want) {
			t.Errorf("there is no %s in %s", want, got)
		}
	}
	for what, files := range map[string]map[string][]byte{
		"js/a.js, which the site does not have": {"css/a.css": nil},
		`js/a.js holds "</"`:                    {"css/a.css": nil, "js/a.js": []byte(`a="</script>"`)},
	} {
		if _, _, err := One(page, files, "https://a.example/"); err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("got %v, want %s", err, what)
		}
	}
}

func TestOneIsLean(t *testing.T) {
	for html, want := range map[string]string{
		`<p>Tap <strong>Trust</strong>.</p>`:                   `<p>Tap <b>Trust</b>.</p>`,
		`<p class="warning-word"><strong>Warning</strong></p>`: `<p class="warning-word"><strong>Warning</strong></p>`,
		`<div>Some <i>words</i>.</div>`:                        `<p>Some <i>words</i>.</p>`,
		`<div><p>Some</p></div>`:                               `<div><p>Some</p></div>`,
		`<ol class="steps"><li>Tap</li></ol>`:                  `<ol><li>Tap</li></ol>`,
		`<div class="care">Some</div>`:                         `<div class="care">Some</div>`,
		"<pre tabindex=\"0\" class=\"chroma\"><code><span class=\"k\">ls</span> a\n</code></pre>": `<pre tabindex="0" class="chroma">ls a</pre>`,
		`<span class="place">A<i>, </i>B</span>`:                                                  `<b>A<i>, </i>B</b>`,
	} {
		got, _, err := One(parted(`<section id="fixes/x">`+html+`</section>`), map[string][]byte{}, "https://a.example/")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(got), `<section id="fixes/x">`+want+`</section>`) {
			t.Errorf("%s: no %s in %s", html, want, got)
		}
	}
}

func TestFolderNamesPages(t *testing.T) {
	for link, want := range map[string]string{
		`<a href=../../fixes/x/>`:                                  `<a href=../../fixes/x/index.html>`,
		`<a class=b href="fixes/x/?a=/#steps">`:                    `<a class=b href="fixes/x/index.html?a=/#steps">`,
		`<a href=fixes/x/#a/b>`:                                    `<a href=fixes/x/index.html#a/b>`,
		`<a href=../../>`:                                          `<a href=../../index.html>`,
		`<a href=./>`:                                              `<a href=./index.html>`,
		`<a href=..>`:                                              `<a href=../index.html>`,
		`<a href=#steps>`:                                          `<a href=#steps>`,
		`<a href=?q=a/>`:                                           `<a href=?q=a/>`,
		`<a href=checklist.html>`:                                  `<a href=checklist.html>`,
		`<a href=https://b.example/>`:                              `<a href=https://b.example/>`,
		`<form action=symptoms/ method=get>`:                       `<form action=symptoms/index.html method=get>`,
		`<meta http-equiv=refresh content="0; url=../../x/">`:      `<meta http-equiv=refresh content="0; url=../../x/index.html">`,
		`<link rel=canonical href=https://a.example/fixes/>`:       `<link rel=canonical href=https://a.example/fixes/>`,
		`a<script type=application/ld+json>{"url":"x/"}</script>b`: `ab`,
		`<meta http-equiv=content-security-policy content="script-src 'self'">`: `<meta http-equiv=content-security-policy content="script-src 'self' file:">`,
		`a<meta property=og:url content=https://a.example/>b`:                   `ab`,
		`<p>Write href=fixes/ here`:                                             `<p>Write href=fixes/ here`,
	} {
		if got := string(named([]byte(link))); got != want {
			t.Errorf("%s gives %s, want %s", link, got, want)
		}
	}
	files := Folder(map[string][]byte{"a.css": []byte("href=x/"), "404.html": nil, "fixes/x/card.0a1b.png": nil, "index.html": []byte("<meta property=og:image content=https://a.example/><a href=x/>")})
	if len(files) != 2 || string(files["a.css"]) != "href=x/" || string(files["index.html"]) != "<a href=x/index.html>" {
		t.Errorf("%q", files)
	}
}

func TestPackGivesTheSameBytes(t *testing.T) {
	files := map[string][]byte{"b/index.html": []byte("b"), "a.html": bytes.Repeat([]byte("a"), 5000), ".made": nil}
	first, err := pack(files)
	if err != nil {
		t.Fatal(err)
	}
	second, err := pack(files)
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("two packs differ: %v", err)
	}
	r, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range r.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(written) {
			t.Errorf("%s is from %v", f.Name, f.Modified)
		}
		content, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(content)
		if err != nil || !bytes.Equal(got, files[strings.TrimPrefix(f.Name, folder+"/")]) {
			t.Errorf("%s: %q %v", f.Name, got, err)
		}
	}
	if diff := cmp.Diff([]string{"backup-first-aid/a.html", "backup-first-aid/b/index.html"}, names); diff != "" {
		t.Error(diff)
	}
	if len(first) > 1000 {
		t.Error("it is not packed")
	}
}

func TestWithout(t *testing.T) {
	got := without(map[string][]byte{"index.html": []byte("<link href=css/a.css>"), "css/a.css": nil, "css/b.css": nil, "css/c.css": nil}, []string{"css/a.css", "css/b.css"})
	if _, ok := got["css/b.css"]; ok || len(got) != 3 {
		t.Errorf("%v", got)
	}
}

func TestMakeSaysWhatIsWrong(t *testing.T) {
	files := map[string][]byte{"index.html": []byte(`<!doctype html><meta charset=utf-8><title>a</title><a href=fixes/x/>x</a>`), "fixes/x/index.html": []byte("<link rel=stylesheet href=../../site.css>"), "kit.css": nil, "site.css": nil}
	expected := []string{"404.html", "fixes/x/index.html", "index.html"}
	for _, tt := range []struct {
		name, parts string
		change      func()
		want        string
	}{
		{name: "right, loading", parts: `<section id="fixes/x"></section><link rel="stylesheet" href="kit.css"><link rel="stylesheet" href="site.css">`},
		{name: "right", parts: `<section id="fixes/x"><a href="#fixes/x">x</a></section>`},
		{name: "a link", parts: `<section id="fixes/x"><a href="#fixes/y">x</a></section>`, want: `backup-first-aid.html: #fixes/y: nothing there has the id "fixes/y"`},
		{name: "a load", parts: `<img src="a.png">`, want: "backup-first-aid.html: a.png: this would be loaded, and the file must be complete"},
		{name: "the size", parts: `<p>` + strings.Repeat("long ", Most/5), want: "may have"},
		{name: "the site", change: func() { files["index.html"] = []byte(`<a href=fixes/z/>`) }, want: "backup-first-aid.zip: 1 problems in the pages that were made:\n  index.html: fixes/z/index.html: nothing is there"},
	} {
		if tt.change != nil {
			tt.change()
		}
		made, err := Make(parted(tt.parts), files, expected, "https://a.example/")
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want == "" && (len(made) != 2 || made[OneFile] == nil || made[ZipFile] == nil):
			t.Errorf("%s: %d files", tt.name, len(made))
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}
