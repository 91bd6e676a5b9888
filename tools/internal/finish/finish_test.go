package finish

import (
	"errors"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/ledger"
)

func site(extra map[string]string) map[string][]byte {
	files := map[string][]byte{
		"index.html":           []byte(`<title>Home</title><a href="fixes/x/">x</a> <a href="./">home</a>`),
		"fixes/x/index.html":   []byte(`<title>X</title><h2 id="steps">Steps</h2><a href="../../">up</a><a href="../../fixes/x/#steps">s</a><link rel="stylesheet" href="../../css/a.css">`),
		"css/a.css":            []byte("a { color : red }\n"),
		"404.html":             []byte(`<a href="/sub/fixes/x/">x</a>`),
		"fixes/x/drawing.json": []byte("{ \"a\" : 1 }\n"),
		"robots.txt":           []byte("User-agent: *\n"),
	}
	for name, content := range extra {
		files[name] = []byte(content)
	}
	for name, content := range files {
		if path.Ext(name) == ".html" {
			files[name] = append([]byte(`<!doctype html><meta charset="utf-8">`), content...)
		}
	}
	return files
}

// made is what is published where nothing more is made of the pages.
func made(files map[string][]byte, expected []string, baseURL string) (map[string][]byte, error) {
	s, err := Read(files, expected, baseURL)
	if err != nil {
		return nil, err
	}
	return s.With(nil)
}

var expected = []string{"404.html", "fixes/x/index.html", "index.html"}

func TestSiteMakesFilesSmall(t *testing.T) {
	got, err := made(site(nil), expected, "https://a.example/sub/")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"css/a.css": "a{color:red}", "fixes/x/drawing.json": `{"a":1}`, "robots.txt": "User-agent: *\n",
	}
	for name, content := range want {
		if string(got[name]) != content {
			t.Errorf("%s is %q, want %q", name, got[name], content)
		}
	}
	if len(got) != 6 {
		t.Errorf("%d files", len(got))
	}
}

func TestSiteNamesPageAndLink(t *testing.T) {
	tests := []struct{ name, html, want string }{
		{"missing page", `<a href="fixes/y/">`, "index.html: fixes/y/: nothing is there"},
		{"missing fragment", `<a href="fixes/x/#stops">`, `index.html: fixes/x/#stops: nothing there has the id "stops"`},
		{"missing fragment here", `<a href="#there">`, `index.html: #there: nothing there has the id "there"`},
		{"missing slash", `<a href="fixes/x">`, "index.html: fixes/x: the slash at the end is missing"},
		{"climbing out", `<a href="../../../z/">`, "index.html: ../../../z/: nothing is there"},
		{"own address", `<a href="https://a.example/sub/nothing/">`, "index.html: https://a.example/sub/nothing/: nothing is there"},
		{"outside the base path", `<a href="/fixes/x/">`, "index.html: /fixes/x/: nothing is there"},
		{"insecure", `<a href="http://b.example/">`, "index.html: http://b.example/: this is neither inside the site nor https"},
		{"script", `<a href="javascript:alert(1)">`, "index.html: javascript:alert(1): this is neither inside the site nor https"},
		{"foreign image", `<img src="https://b.example/i.png">`, "index.html: https://b.example/i.png: this would be loaded from another host"},
		{"foreign candidate", `<img srcset="a.png 1x, //b.example/i.png 2x">`, "index.html: //b.example/i.png: this would be loaded from another host"},
		{"foreign style", `<style>a{background:url(https://b.example/i.png)}</style>`, "index.html: https://b.example/i.png: this would be loaded from another host"},
		{"missing style", `<link rel=stylesheet href="css/b.css">`, "index.html: css/b.css: nothing is there"},
		{"missing script", `<form data-load="css/a.css js/b.js">`, "index.html: js/b.js: nothing is there"},
		{"dead redirect", `<meta http-equiv="refresh" content="0; url=old/">`, "index.html: old/: nothing is there"},
		{"dead redirect where there are no scripts", `<noscript><meta http-equiv="refresh" content="0; url=old/"></noscript>`, "index.html: old/: nothing is there"},
		{"foreign drawing", `<svg><image href="https://b.example/i.png"/></svg>`, "index.html: https://b.example/i.png: this would be loaded from another host"},
		{"foreign use", `<svg><use xlink:href="https://b.example/i.svg#a"/></svg>`, "index.html: https://b.example/i.svg#a: this would be loaded from another host"},
		{"foreign form", `<form action="https://b.example/">`, "index.html: https://b.example/: this would be loaded from another host"},
		{"foreign ping", `<a href="./" ping="https://b.example/">`, "index.html: https://b.example/: this would be loaded from another host"},
		{"dead redirect in capitals", `<meta http-equiv="refresh" content="0; URL=old/">`, "index.html: old/: nothing is there"},
		{"missing card", `<meta property="og:image" content="https://a.example/sub/card.1.png">`, "index.html: https://a.example/sub/card.1.png: nothing is there"},
		{"card without host", `<meta property="og:image" content="fixes/x/drawing.json">`, "index.html: fixes/x/drawing.json: elsewhere this stands for the page, so it must be a whole address of this site: https://a.example/sub/…"},
		{"card elsewhere", `<meta property="og:image" content="https://b.example/card.png">`, "index.html: https://b.example/card.png: elsewhere this stands for the page"},
		{"shared as a page that is not there", `<meta property="og:url" content="https://a.example/sub/fixes/">`, "index.html: https://a.example/sub/fixes/: nothing is there"},
		{"missing in what programs are told", `<script type="application/ld+json">{"url":"https://a.example/sub/fixes/y/"}</script>`, "index.html: https://a.example/sub/fixes/y/: nothing is there"},
		{"two titles", `<h1>a</h1><h1>b</h1>`, "index.html: two elements are the page's title (h1)"},
		{"same id twice", `<p id=a>x<p id=a>y`, `index.html: two elements have the id "a"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := made(site(map[string]string{"index.html": tt.html}), expected, "https://a.example/sub/")
			var problems Problems
			if !errors.As(err, &problems) {
				t.Fatalf("got %v", err)
			}
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if !strings.Contains(strings.Join(got, "\n"), tt.want) {
				t.Error(cmp.Diff(tt.want, strings.Join(got, "\n")))
			}
		})
	}
}

func TestSiteAllowsWhatIsRight(t *testing.T) {
	html := `<a href="https://b.example/">b</a><a href="fixes/x/?a=b#steps">c</a><a href="">d</a><a href="?q=1">e</a>
<a href="https://a.example/sub/fixes/x/">f</a><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><link rel=canonical href="https://a.example/sub/"><meta name=description content="with url=abc in it">
<meta property="og:url" content="https://a.example/sub/"><meta property="og:image" content="https://a.example/sub/fixes/x/drawing.json"><meta property="og:title" content="none of https://a.example/sub/this">
<script type="application/ld+json">{"@context":"https://schema.org","url":"https://a.example/sub/fixes/x/#steps","target":"https://a.example/sub/?q={words}"}</script>`
	if _, err := made(site(map[string]string{"index.html": html}), expected, "https://a.example/sub/"); err != nil {
		t.Error(err)
	}
}

// Files for programs hold whole addresses, which lead astray as much as links do.
func TestSiteFollowsWholeAddressesInFilesForPrograms(t *testing.T) {
	for name, content := range map[string]string{
		"a.json":    `{"a":"https://a.example/sub/fixes/y/"}`,
		"a.md":      "See [y](https://a.example/sub/fixes/y/) and https://a.example/sub/fixes/x/#steps.",
		"a.xml":     "<a>https://a.example/sub/fixes/y/</a>",
		"llms.txt":  "https://a.example/sub/fixes/y/",
		"sub/b.txt": "<https://a.example/sub/fixes/x/#stops>",
	} {
		_, err := made(site(map[string]string{name: content}), expected, "https://a.example/sub/")
		if err == nil || !strings.Contains(err.Error(), name+": https://a.example/sub/fixes/") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	right := map[string]string{"a.json": `{"a":"https://a.example/sub/fixes/x/","b":"https://a.example/sub/?q={words}","c":"https://b.example/"}`}
	if _, err := made(site(right), expected, "https://a.example/sub/"); err != nil {
		t.Error(err)
	}
}

func TestSiteCountsPages(t *testing.T) {
	_, err := made(site(map[string]string{"stray/index.html": "x"}), append([]string{"fixes/y/index.html"}, expected...), "https://a.example/sub/")
	for _, want := range []string{"fixes/y/index.html: this page is missing", "stray/index.html: this page belongs to no entry"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// What stands on paper can't be called back: its address and its code must lead somewhere for good.
func TestSiteKeepsWhatStandsOnPaper(t *testing.T) {
	_, err := Read(site(nil), expected, "https://a.example/sub/",
		ledger.Promise{Line: 8, Address: "fixes/x/"}, ledger.Promise{Line: 8, Address: "fixes/x/#steps"},
		ledger.Promise{Line: 9, Address: "fixes/y/"}, ledger.Promise{Line: 10, Address: "fixes/x/#r-abc"})
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("got %v", err)
	}
	want := Problems{
		{"printed.txt:9", "fixes/y/", "nothing is there, and it stands on paper"},
		{"printed.txt:10", "fixes/x/#r-abc", `nothing there has the id "r-abc", and it stands on paper`},
	}
	if diff := cmp.Diff(want, problems); diff != "" {
		t.Error(diff)
	}
}

func TestSiteFails(t *testing.T) {
	if _, err := made(site(map[string]string{"a.json": "{"}), expected, "https://a.example/sub/"); err == nil || !strings.Contains(err.Error(), "a.json") {
		t.Errorf("broken JSON: %v", err)
	}
	for _, address := range []string{"/sub/", "ftp://a.example/", "https://a.example/?q=1", "https://a.example/#f", "a.example"} {
		if _, err := made(site(nil), expected, address); err == nil {
			t.Errorf("%s: no error", address)
		}
	}
	if _, err := made(site(map[string]string{"a.svg": `<svg><image href="https://b.example/i.png"/></svg>`}), expected, "https://a.example/sub/"); err == nil {
		t.Error("a drawing that loads from elsewhere: no error")
	}
}

func TestProblemsAreCutShort(t *testing.T) {
	s := make(Problems, 100).Error()
	if !strings.Contains(s, "100 problems") || !strings.Contains(s, "and 80 more") {
		t.Error(s)
	}
}
