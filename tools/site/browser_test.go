package main

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/testsite"
)

// built makes the real site, once.
var built = sync.OnceValues(func() (pipeline.Site, error) {
	return pipeline.Make(pipeline.Options{Root: testsite.Repository()})
})

// onAStick writes a site to a folder, as people carry it, and gives its address. Where pages are named, it is them alone
// with all scripts and styles.
func onAStick(t *testing.T, files map[string][]byte, pages ...string) string {
	t.Helper()
	stick := fstest.MapFS{}
	for name, content := range files {
		if len(pages) == 0 || slices.Contains(pages, name) || strings.HasPrefix(name, "js/") || strings.HasPrefix(name, "css/") {
			stick[name] = &fstest.MapFile{Data: content}
		}
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, stick); err != nil {
		t.Fatal(err)
	}
	return "file://" + filepath.ToSlash(dir) + "/"
}

// real is the real site on a server, and its files, which are there to be read.
func real(t *testing.T) (string, map[string][]byte) {
	t.Helper()
	site, err := built()
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
	"guides/", "guides/what-each-backup-holds/", "guides/resets-compared/", "guides/glossary/", "platforms/", "routines/", "fixes/force-restart/", "symptoms/whatsapp-no-backup-found/", "codes/", "print/", "about/", "404.html",
	"contribute/", "contribute/components/", "contribute/rules/", "contribute/rules/line-ends/", "contribute/rules/heading/", "contribute/rules/code-language/",
	"offline/", "booklets/", "symptoms/err-4013-family/copy.html", "symptoms/err-4013-family/checklist.html", "routines/monthly-check/checklist.html", "symptoms/err-4013-family/checklist-large.html",
}

func TestNothingIsWiderThanANarrowPhone(t *testing.T) {
	const width = 320
	address, files := real(t)
	var pages []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		// What is for paper, and what is for people who change the site, is laid out alike on all its pages.
		alike := slices.Contains(catalog.Checklists, path.Base(name)) || path.Base(name) == catalog.CopyName || strings.HasPrefix(name, "contribute/rules/")
		if path.Ext(name) == ".html" && (!alike || slices.Contains(kinds, strings.TrimSuffix(name, "index.html"))) {
			pages = append(pages, name)
		}
	}
	browsertest.Each(t, pages, func(t *testing.T, ctx context.Context, page string) {
		browsertest.Open(t, ctx, address+page, width)
		if got := browsertest.Ask[int64](t, ctx, `document.documentElement.scrollWidth`); got > width {
			widest := browsertest.Ask[string](t, ctx, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).slice(0, 3).join("\n")`)
			t.Errorf("%s is %d wide on a phone of %d:\n%s", page, got, width, widest)
		}
	})
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

func TestTextIsLegible(t *testing.T) {
	address, _ := real(t)
	browsertest.Each(t, kinds, func(t *testing.T, ctx context.Context, page string) {
		browsertest.Open(t, ctx, address+page, 360)
		for _, scheme := range []string{"light", "dark"} {
			for _, forced := range []string{"none", "active"} {
				browsertest.Media(t, ctx, "screen", "prefers-color-scheme", scheme, "forced-colors", forced)
				type contrast struct {
					Ratio float64
					Where string
				}
				if got := browsertest.Ask[contrast](t, ctx, contrasts); got.Ratio < 4.5 {
					t.Errorf("%s, %s, forced colors %s: contrast %.2f at %s", page, scheme, forced, got.Ratio, got.Where)
				}
				dark := browsertest.Ask[bool](t, ctx, `getComputedStyle(document.documentElement).backgroundColor.match(/\d+/)[0] < 128`)
				if sheet := strings.Contains(page, "checklist"); forced == "none" && dark != (scheme == "dark" && !sheet) {
					t.Errorf("%s, %s: the paper is dark: %v", page, scheme, dark)
				}
			}
		}
	})
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
