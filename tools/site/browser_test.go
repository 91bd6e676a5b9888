package main

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/testsite"
)

// real is the real site on a server, and its files.
func real(t *testing.T) (string, map[string][]byte) {
	t.Helper()
	site, err := pipeline.Make(pipeline.Options{Root: testsite.Repository()})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		content, ok := site.Files[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(content))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/", site.Files
}

// kinds are some pages of each kind.
var kinds = []string{
	"", "symptoms/", "symptoms/icloud-last-backup-failed/", "symptoms/err-4013-family/", "symptoms/couldnt-back-up/", "fixes/",
	"fixes/recovery-restore/", "fixes/reset-pairing/", "fixes/restart-phone/", "platforms/computer-backup/", "routines/monthly-check/",
	"guides/what-each-backup-holds/", "guides/resets-compared/", "fixes/force-restart/", "symptoms/whatsapp-no-backup-found/", "codes/", "about/", "404.html",
	"contribute/", "contribute/rules/", "contribute/rules/line-ends/", "contribute/rules/heading/", "contribute/rules/code-language/",
	"symptoms/err-4013-family/checklist.html", "routines/monthly-check/checklist.html",
}

func TestNothingIsWiderThanANarrowPhone(t *testing.T) {
	const width = 320
	address, files := real(t)
	ctx := browsertest.New(t)
	for _, page := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(page) != ".html" {
			continue
		}
		browsertest.Open(t, ctx, address+page, width)
		if got := browsertest.Ask[int64](t, ctx, `document.documentElement.scrollWidth`); got > width {
			widest := browsertest.Ask[string](t, ctx, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).slice(0, 3).join("\n")`)
			t.Errorf("%s is %d wide on a phone of %d:\n%s", page, got, width, widest)
		}
	}
}

// contrasts gives the least contrast of text to what is behind it, as WCAG 2.2 counts it, and where it is.
const contrasts = `(() => {
  const luminance = c => { const [r, g, b] = c.map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b }
  const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return { rgb: m.slice(0, 3), a: m[3] ?? 1 } }
  const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > 0) return c.rgb } return [255, 255, 255] }
  let least = { ratio: 99, where: "" }
  for (const e of document.querySelectorAll("body, body *")) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.closest("svg, .skip")) continue
    const a = luminance(parse(getComputedStyle(e).color).rgb), b = luminance(behind(e))
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05)
    if (ratio < least.ratio) least = { ratio, where: e.outerHTML.slice(0, 120) }
  }
  return least
})()`

func TestTextIsLegibleInLightAndDark(t *testing.T) {
	address, _ := real(t)
	ctx := browsertest.New(t)
	for _, scheme := range []string{"light", "dark"} {
		for _, page := range kinds {
			browsertest.Open(t, ctx, address+page, 360)
			browsertest.Scheme(t, ctx, scheme)
			type contrast struct {
				Ratio float64
				Where string
			}
			if got := browsertest.Ask[contrast](t, ctx, contrasts); got.Ratio < 4.5 {
				t.Errorf("%s, %s: contrast %.2f at %s", page, scheme, got.Ratio, got.Where)
			}
			dark := browsertest.Ask[bool](t, ctx, `getComputedStyle(document.documentElement).backgroundColor.match(/\d+/)[0] < 128`)
			if sheet := strings.HasSuffix(page, "checklist.html"); dark != (scheme == "dark" && !sheet) {
				t.Errorf("%s, %s: the paper is dark: %v", page, scheme, dark)
			}
		}
	}
}

func TestTheKeyboardReachesTheTextFirst(t *testing.T) {
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"symptoms/icloud-last-backup-failed/", 360)
	if err := chromedp.Do(ctx, chromedp.KeyEvent("\t")); err != nil {
		t.Fatal(err)
	}
	if got := browsertest.Ask[string](t, ctx, `document.activeElement.className`); got != "skip" {
		t.Errorf("the first Tab reaches %q", got)
	}
	if !browsertest.Ask[bool](t, ctx, `document.activeElement.getBoundingClientRect().left >= 0`) {
		t.Error("the link to the text can't be seen when it has the focus")
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	if got := browsertest.Ask[string](t, ctx, `location.hash`); got != "#main" {
		t.Errorf("Enter leads to %q", got)
	}
}

// The words of every step are on paper, in order.
func TestSheetsPrintWhole(t *testing.T) {
	address, files := real(t)
	ctx := browsertest.New(t)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no pdftotext is here, and in CI this test must run")
		}
		t.Skip("no pdftotext (poppler) is here to read what was printed")
	}
	for _, name := range []string{"symptoms/err-4013-family/checklist.html", "symptoms/google-storage-full/checklist.html", "routines/before-new-phone/checklist.html"} {
		for paper, size := range map[string]chromedp.PaperSize{"A4": chromedp.PaperA4, "Letter": chromedp.PaperLetter} {
			printed := squeeze(printedText(t, ctx, address+name, size))
			at := 0
			for _, step := range steps(t, files[name]) {
				i := strings.Index(printed[at:], squeeze(step))
				if i < 0 {
					t.Errorf("%s on %s: not there, or not in order: %q", name, paper, step)
					continue
				}
				at += i
			}
			if at == 0 {
				t.Errorf("%s on %s: no step was found", name, paper)
			}
			if !strings.Contains(printed, squeeze("https://backupfirstaid.example/"+path.Dir(name))) {
				t.Errorf("%s on %s: the address is not there", name, paper)
			}
		}
	}
}

func printedText(t *testing.T, ctx context.Context, url string, size chromedp.PaperSize) string {
	t.Helper()
	browsertest.Open(t, ctx, url, 800)
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(size), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(file, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// steps are the texts of the steps on a sheet, from the file.
func steps(t *testing.T, sheet []byte) []string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(sheet))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range doc.Descendants() {
		if n.Data == "ol" && len(n.Attr) > 0 && n.Attr[0].Val == "steps" {
			for li := range n.ChildNodes() {
				if text := words(li); text != "" {
					out = append(out, text)
				}
			}
		}
	}
	return out
}

// words is the text of an element as it is printed: what is only for the ear is left out.
func words(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	for _, a := range n.Attr {
		if a.Key == "class" && a.Val == "place-then" {
			return ""
		}
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(words(c))
	}
	return b.String()
}

// squeeze leaves letters and digits only: lines break elsewhere on paper, and bullets and ligatures come out differently.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
