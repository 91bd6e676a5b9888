package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
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
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/headers"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/testsite"
)

// base is the path below which the site of these tests lies.
const base = "/below/a/path/"

// keeping makes a small site with the page that keeps all of it, as it is after some edits of its sources:
// from a file's old text to a new one.
func keeping(t *testing.T, edits ...[3]string) map[string][]byte {
	t.Helper()
	root := testsite.New(t)
	content, err := os.ReadFile(filepath.Join(testsite.Repository(), "content/offline.md"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "content/offline.md"), content, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range edits {
		edit(t, filepath.Join(root, c[0]), c[1], c[2])
	}
	site, err := pipeline.Make(pipeline.Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	return site.Files
}

// shakyHost serves a site below a path, or at the root, and fails as hosts and networks do.
type shakyHost struct {
	address string

	mu    sync.Mutex
	files map[string][]byte
	// fails says what happens to a file instead of being served, nil for nothing.
	fails func(name string) http.HandlerFunc
	asked []string
}

// gone is a connection that breaks.
func gone(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(code)
		fmt.Fprintf(w, "<title>%d</title><h1>%d</h1>", code, code)
	}
}

func always(h http.HandlerFunc) func(string) http.HandlerFunc {
	return func(string) http.HandlerFunc { return h }
}

func newShakyHost(t *testing.T, files map[string][]byte) *shakyHost {
	t.Helper()
	h := &shakyHost{files: files}
	server := httptest.NewUnstartedServer(h)
	server.Config.ErrorLog = nil
	server.Start()
	t.Cleanup(server.Close)
	h.address = server.URL + base
	return h
}

func (h *shakyHost) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, base), "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	h.mu.Lock()
	content, ok := h.files[name]
	fails, said := h.fails, string(h.files[headers.File])
	h.asked = append(h.asked, name)
	h.mu.Unlock()
	// The policy of the pages is that of the worker too, where a server can say so.
	if _, after, ok := strings.Cut(said, "\n  Content-Security-Policy: "); ok {
		policy, _, _ := strings.Cut(after, "\n")
		w.Header().Set("Content-Security-Policy", policy)
	}
	if fails != nil {
		if f := fails(name); f != nil {
			f(w, r)
			return
		}
	}
	if !ok {
		status(http.StatusNotFound)(w, r)
		return
	}
	if path.Ext(name) == ".webmanifest" {
		w.Header().Set("Content-Type", "application/manifest+json")
	}
	http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(content))
}

// serve changes the site, and fail what happens to it.
func (h *shakyHost) serve(files map[string][]byte) { h.mu.Lock(); h.files = files; h.mu.Unlock() }

func (h *shakyHost) fail(fails func(string) http.HandlerFunc) {
	h.mu.Lock()
	h.fails = fails
	h.mu.Unlock()
}

// answers takes what was asked for since the last time.
func (h *shakyHost) answers() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	asked := h.asked
	h.asked = nil
	return asked
}

// ask evaluates a script that may give a promise.
func ask[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return value
}

// eventually waits for a script, which may give a promise, to give true.
func eventually(t *testing.T, ctx context.Context, what, script string) {
	t.Helper()
	for range 400 {
		if yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script, chromedp.EvalAwaitPromise)); err == nil && yes {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("never came true: %s: %s\n%s", what, script, browsertest.Ask[string](t, ctx, `document.body.innerText.slice(0, 600)`))
}

const (
	title = `document.querySelector("h1").textContent`
	// fromPhone is the line that says so, "" where there is none.
	fromPhone = `document.querySelector(".kept[role=status]")?.textContent ?? ""`
	styled    = `document.styleSheets.length > 0 && [...document.styleSheets].every(sheet => sheet.cssRules.length > 0)`
)

// isKept tells that a page is in the store of what was read.
func (h *shakyHost) isKept(name string) string {
	return fmt.Sprintf(`caches.match(%q, { cacheName: %q }).then(page => !!page)`, h.address+name, h.read())
}

// read is the name of the store of what was read.
func (h *shakyHost) read() string { return h.address + "read" }

// visit opens a page and does what somebody does who reads it.
func (h *shakyHost) visit(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	browsertest.Open(t, ctx, h.address+name, 360)
	browsertest.Touch(t, ctx)
}

// reads opens a page and waits until it is kept.
func (h *shakyHost) reads(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	h.visit(t, ctx, name)
	eventually(t, ctx, "keeping "+name, h.isKept(name))
}

func TestWhatWasReadCanBeReadOffline(t *testing.T) {
	t.Parallel()
	h := newShakyHost(t, keeping(t))
	ctx := browsertest.New(t)
	h.reads(t, ctx, "symptoms/full/")

	asked := h.answers()
	slices.Sort(asked)
	kinds := strings.Join(asked, " ")
	if len(asked) != 4 || !strings.HasPrefix(asked[0], "css/") || !strings.HasPrefix(asked[1], "js/") || asked[2] != "sw.js" || asked[3] != "symptoms/full/index.html" {
		t.Errorf("a first visit asks for %s", kinds)
	}
	if got := browsertest.Ask[string](t, ctx, fromPhone); got != "" {
		t.Errorf("a page that was fetched says %q", got)
	}

	h.fail(always(gone))
	for _, address := range []string{"symptoms/full/", "symptoms/full/?from=elsewhere#main", "symptoms/full/index.html", "symptoms/full"} {
		h.visit(t, ctx, address)
		if got := browsertest.Ask[string](t, ctx, title); got != "Storage is full" {
			t.Errorf("%s shows %q", address, got)
		}
		if got, day := browsertest.Ask[string](t, ctx, fromPhone), time.Now().UTC().Format("2 January 2006"); !strings.HasPrefix(got, "From your phone, kept on "+day+".") {
			t.Errorf("%s says %q", address, got)
		}
		if !browsertest.Ask[bool](t, ctx, styled) || !browsertest.Ask[bool](t, ctx, `typeof said === "object"`) {
			t.Errorf("%s has no styles or no script", address)
		}
		if got := browsertest.Ask[string](t, ctx, `location.pathname`); !strings.HasPrefix(got, base+"symptoms/full/") {
			t.Errorf("%s is at %s", address, got)
		}
	}

	h.visit(t, ctx, "fixes/clear-out/?a=b")
	if got := browsertest.Ask[string](t, ctx, title); got != "This page is not on your phone" {
		t.Errorf("a page that was never read shows %q", got)
	}
	if !browsertest.Ask[bool](t, ctx, styled) {
		t.Error("it has no styles")
	}
	if got := browsertest.Ask[string](t, ctx, `[...document.querySelectorAll("main a")].map(a => a.textContent + " " + a.getAttribute("href")).join()`); got != "Storage is full "+h.address+"symptoms/full/" {
		t.Errorf("it leads to %s", got)
	}
	h.fail(nil)
	h.visit(t, ctx, "fixes/clear-out/?a=b")
	if got := browsertest.Ask[string](t, ctx, title); got != "Clear out" {
		t.Errorf("with a connection it shows %q", got)
	}
	if got := browsertest.Ask[int64](t, ctx, `localStorage.length + sessionStorage.length + document.cookie.length`); got != 0 {
		t.Error("something else is stored")
	}
}

func TestASlowOrBrokenSiteIsReadFromThePhone(t *testing.T) {
	t.Parallel()
	h := newShakyHost(t, keeping(t))
	ctx := browsertest.New(t)
	h.reads(t, ctx, "symptoms/full/")
	release := make(chan struct{})
	t.Cleanup(sync.OnceFunc(func() { close(release) }))
	for name, fails := range map[string]http.HandlerFunc{
		"no answer": func(w http.ResponseWriter, r *http.Request) {
			select {
			case <-release:
			case <-r.Context().Done():
			}
		},
		"half an answer": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte("<h1>Half"))
			w.(http.Flusher).Flush()
			select {
			case <-release:
			case <-r.Context().Done():
			}
		},
		"an answer that breaks off": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte("<h1>Half"))
		},
		"an error": status(http.StatusBadGateway),
	} {
		h.fail(always(fails))
		h.visit(t, ctx, "symptoms/full/")
		if got := browsertest.Ask[string](t, ctx, title); got != "Storage is full" {
			t.Errorf("%s: %q", name, got)
		}
		if got := browsertest.Ask[string](t, ctx, fromPhone); got == "" {
			t.Errorf("%s: the page does not say that it is from the phone", name)
		}
	}
}

func TestWhatIsNoPageIsNotKept(t *testing.T) {
	t.Parallel()
	h := newShakyHost(t, keeping(t))
	ctx := browsertest.New(t)
	h.reads(t, ctx, "symptoms/full/")
	store := `caches.open("` + h.read() + `").then(store => store.keys()).then(all => all.map(r => new URL(r.url).pathname).sort().join(" "))`
	before := ask[string](t, ctx, store)
	for name, answer := range map[string]http.HandlerFunc{
		"not-there/": status(http.StatusNotFound),
		"broken/":    status(http.StatusInternalServerError),
		"moved/":     http.RedirectHandler(base+"symptoms/full/?moved", http.StatusFound).ServeHTTP,
		"fixes/again/": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/plain")
			_, _ = w.Write([]byte("text"))
		},
	} {
		h.fail(func(asked string) http.HandlerFunc {
			if asked == name+"index.html" {
				return answer
			}
			return nil
		})
		h.visit(t, ctx, name)
		if name == "moved/" {
			if got := browsertest.Ask[string](t, ctx, `location.pathname + location.search`); got != base+"symptoms/full/?moved" {
				t.Errorf("it moved to %s", got)
			}
		}
	}
	h.fail(nil)
	// What comes last is kept last: when this is there, the others would be.
	h.reads(t, ctx, "fixes/clear-out/")
	after := strings.ReplaceAll(ask[string](t, ctx, store), base+"fixes/clear-out/ ", "")
	if after != before {
		t.Errorf("kept is\n%s\nand was\n%s", after, before)
	}
	// Other hosts, other methods and parts of files are none of the worker's business.
	for script, want := range map[string]string{
		`fetch("api/v1/index.json").then(r => r.ok + "")`:                                   "true",
		`fetch("symptoms/full/", { method: "POST" }).then(r => r.status + "")`:              "200",
		`fetch("robots.txt", { headers: { range: "bytes=0-3" } }).then(r => r.status + "")`: "206",
	} {
		browsertest.Open(t, ctx, h.address, 360)
		if got := ask[string](t, ctx, script); got != want {
			t.Errorf("%s gives %s", script, got)
		}
	}
}

// secondVersion has other words on every page, and other styles.
var secondVersion = [][3]string{
	{"i18n/en.toml", "Not run by Apple", "Version two. Not run by Apple"},
	{"assets/css/base.css", "body { margin: 0 }", "body { margin: 0; outline: 2px solid red }"},
}

const (
	styleOf = `getComputedStyle(document.body).outlineWidth === "2px" ? "two" : "one"`
	wordsOf = `document.querySelector("footer").textContent.includes("Version two") ? "two" : "one"`
	// stylesheets counts those in the store.
	stylesheets = `caches.open("%s").then(store => store.keys()).then(all => all.filter(r => r.url.includes("/css/site.")).length)`
)

func TestPagesOfTwoVersionsKeepTheirOwnFiles(t *testing.T) {
	t.Parallel()
	one, two := keeping(t), keeping(t, secondVersion...)
	h := newShakyHost(t, one)
	ctx := browsertest.New(t)
	h.reads(t, ctx, "symptoms/full/")
	h.reads(t, ctx, "fixes/clear-out/")

	h.serve(two)
	h.visit(t, ctx, "symptoms/full/")
	eventually(t, ctx, "keeping the new page", fmt.Sprintf(`caches.match(%q, { cacheName: %q }).then(page => page.text()).then(text => text.includes("Version two"))`, h.address+"symptoms/full/", h.read()))
	h.fail(always(gone))
	shows := func(name, version string) {
		t.Helper()
		h.visit(t, ctx, name)
		if browsertest.Ask[string](t, ctx, fromPhone) == "" {
			t.Errorf("%s is not from the phone", name)
		}
		if words, style := browsertest.Ask[string](t, ctx, wordsOf), browsertest.Ask[string](t, ctx, styleOf); words != version || style != version {
			t.Errorf("%s has words of version %s and styles of version %s, want both of %s", name, words, style, version)
		}
	}
	shows("symptoms/full/", "two")
	shows("fixes/clear-out/", "one")
	if n := ask[int64](t, ctx, fmt.Sprintf(stylesheets, h.read())); n != 2 {
		t.Errorf("%d stylesheets are kept", n)
	}

	// The last page of the old version takes its files along.
	h.fail(nil)
	h.visit(t, ctx, "fixes/clear-out/")
	eventually(t, ctx, "throwing away what no page needs", fmt.Sprintf(stylesheets, h.read())+`.then(n => n === 1)`)
	h.fail(always(gone))
	shows("symptoms/full/", "two")
	shows("fixes/clear-out/", "two")
}

const (
	keepAll    = `document.querySelector(".keep-all")`
	keepStatus = `document.querySelector(".keep-status").textContent`
	// guideOf are the versions of the guide that are kept whole.
	guideOf = `caches.keys().then(names => Promise.all(names.map(async cacheName => await caches.match("%soffline/kept", { cacheName }) ? cacheName.split("guide-")[1] : "")).then(all => all.join("")))`
)

func version(t *testing.T, files map[string][]byte) string {
	t.Helper()
	var guide struct{ Version string }
	if err := json.Unmarshal(files["offline/guide.json"], &guide); err != nil {
		t.Fatal(err)
	}
	return guide.Version
}

// keepsAll taps the button and waits for a word.
func (h *shakyHost) keepsAll(t *testing.T, ctx context.Context, word string) {
	t.Helper()
	eventually(t, ctx, "the button", keepAll+`.offsetHeight >= 44 && !`+keepAll+`.disabled`)
	browsertest.Ask[bool](t, ctx, keepAll+`.click() ?? true`)
	eventually(t, ctx, word, keepStatus+`.includes("`+word+`")`)
}

func TestOneTapKeepsTheWholeGuide(t *testing.T) {
	t.Parallel()
	files := keeping(t)
	h := newShakyHost(t, files)
	ctx := browsertest.New(t)
	h.visit(t, ctx, "about-nothing/")
	h.visit(t, ctx, "offline/")
	eventually(t, ctx, "the size", `/\d+ pages .* 0\.\d MB/.test(document.querySelector(".keep-size").textContent)`)
	if browsertest.Ask[int64](t, ctx, `document.querySelector(".keep-cannot").offsetHeight`) != 0 {
		t.Error("it says that it can't")
	}
	h.keepsAll(t, ctx, "All of it is on your phone")
	if got := browsertest.Ask[string](t, ctx, `document.querySelector(".keep-have").textContent`); !strings.HasPrefix(got, "The whole guide is on this phone, as it was on "+time.Now().UTC().Format("2 January 2006")) {
		t.Errorf("it says %q", got)
	}
	if browsertest.Ask[int64](t, ctx, keepAll+`.offsetHeight`) != 0 {
		t.Error("the button is still there")
	}

	h.fail(always(gone))
	pages := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Base(name) != "index.html" || strings.HasPrefix(name, "contribute/") {
			continue
		}
		pages++
		h.visit(t, ctx, strings.TrimSuffix(name, "index.html"))
		_, want, _ := strings.Cut(string(files[name]), "<title>")
		want, _, _ = strings.Cut(want, "</title>")
		if got := browsertest.Ask[string](t, ctx, `document.title`); got != want {
			t.Errorf("%s shows %q, want %q", name, got, want)
		}
		if !browsertest.Ask[bool](t, ctx, styled) || browsertest.Ask[string](t, ctx, fromPhone) == "" {
			t.Errorf("%s has no styles, or does not say that it is from the phone", name)
		}
	}
	if pages < 15 {
		t.Errorf("only %d pages", pages)
	}
	h.visit(t, ctx, "?q=not+enough+storage")
	eventually(t, ctx, "searching", expanded)
	if got := browsertest.Ask[string](t, ctx, options+`[0].getAttribute("href")`); got != "symptoms/full/" {
		t.Errorf("the search leads to %q", got)
	}

	h.visit(t, ctx, "offline/")
	eventually(t, ctx, "the way to remove it", `document.querySelector(".keep-remove").offsetHeight >= 44`)
	browsertest.Ask[bool](t, ctx, `document.querySelector(".keep-remove").click() ?? true`)
	eventually(t, ctx, "removing", keepStatus+`.startsWith("Nothing of the guide")`)
	if got := ask[string](t, ctx, `caches.keys().then(all => Promise.all(all.map(name => caches.open(name).then(store => store.keys())))).then(all => all.flat().length + "")`); got != "0" {
		t.Errorf("%s files are left", got)
	}
}

func TestKeepingGoesOnWhereItBroke(t *testing.T) {
	t.Parallel()
	files := keeping(t)
	h := newShakyHost(t, files)
	ctx := browsertest.New(t)
	h.visit(t, ctx, "offline/")
	index := "offline/parts/" + version(t, files) + ".json"
	h.fail(func(name string) http.HandlerFunc {
		if name == index {
			return gone
		}
		return nil
	})
	h.keepsAll(t, ctx, "The connection broke")
	if got := ask[string](t, ctx, fmt.Sprintf(guideOf, h.address)); got != "" {
		t.Errorf("half of version %s counts as the guide", got)
	}
	// Some networks answer in the name of the site.
	h.fail(func(name string) http.HandlerFunc {
		if name == index {
			return status(http.StatusOK)
		}
		return nil
	})
	h.answers()
	h.keepsAll(t, ctx, "The connection broke")
	if got := browsertest.Ask[string](t, ctx, keepAll+`.textContent`); got != "Go on" {
		t.Errorf("the button says %q", got)
	}
	h.fail(nil)
	h.keepsAll(t, ctx, "All of it is on your phone")
	parts := 0
	for _, name := range h.answers() {
		if strings.HasPrefix(name, "offline/parts/") {
			parts++
			if name != index {
				t.Errorf("%s was fetched again", name)
			}
		}
	}
	if parts != 2 {
		t.Errorf("the missing part was asked for %d times", parts)
	}
}

func TestTheGuideIsExchangedAsAWhole(t *testing.T) {
	t.Parallel()
	one, two := keeping(t), keeping(t, secondVersion...)
	h := newShakyHost(t, one)
	ctx := browsertest.New(t)
	h.visit(t, ctx, "offline/")
	h.keepsAll(t, ctx, "All of it is on your phone")
	shows := func(version string) {
		t.Helper()
		h.fail(always(gone))
		for _, name := range []string{"fixes/clear-out/", "codes/"} {
			h.visit(t, ctx, name)
			if words, style := browsertest.Ask[string](t, ctx, wordsOf), browsertest.Ask[string](t, ctx, styleOf); words != version || style != version {
				t.Errorf("%s has words of version %s and styles of version %s, want both of %s", name, words, style, version)
			}
		}
	}
	shows("one")

	// The new one can't be had whole: the old one stays, whole.
	h.serve(two)
	index := "offline/parts/" + version(t, two) + ".json"
	h.fail(func(name string) http.HandlerFunc {
		if name == index {
			return gone
		}
		return nil
	})
	h.answers()
	h.visit(t, ctx, "symptoms/full/")
	for tries := 0; !slices.Contains(h.answers(), index); tries++ {
		if tries == 200 {
			t.Fatal("nothing asked for the new version")
		}
		time.Sleep(50 * time.Millisecond)
	}
	shows("one")

	// While its pages are being put together, the old one is what is read.
	ask[bool](t, ctx, fmt.Sprintf(`caches.open("%sguide-half").then(store => store.put("%[1]scodes/", new Response("<h1>half"))).then(() => true)`, h.address))
	shows("one")

	// Any page that is read brings the rest.
	h.fail(nil)
	h.visit(t, ctx, "symptoms/full/")
	eventually(t, ctx, "the new version", fmt.Sprintf(guideOf, h.address)+`.then(version => version === "`+version(t, two)+`")`)
	// It is there before the last of the old one is gone.
	var left []string
	for range 400 {
		left = slices.DeleteFunc(strings.Fields(ask[string](t, ctx, inStores(h.address))), func(name string) bool {
			return !strings.Contains(name, ".") || two[name] != nil
		})
		if len(left) == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	for _, name := range left {
		t.Errorf("%s of the old version is left", name)
	}
	shows("two")
}

// inStores gives what all stores hold, by name.
func inStores(address string) string {
	return `caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(store => store.keys())))).then(all => all.flat().map(r => r.url.slice(` + fmt.Sprint(len(address)) + `)).join(" "))`
}

func TestWithoutRoomPagesAreReadAllTheSame(t *testing.T) {
	t.Parallel()
	h := newShakyHost(t, keeping(t))
	ctx := browsertest.New(t)
	h.visit(t, ctx, "offline/")
	origin := strings.TrimSuffix(h.address, base)
	if _, err := chromedp.Call(ctx, storage.OverrideQuotaForOrigin, storage.OverrideQuotaForOriginParams{Origin: origin, QuotaSize: new(float64(2000))}); err != nil {
		t.Fatal(err)
	}
	h.keepsAll(t, ctx, "There is not enough room")
	for _, name := range []string{"symptoms/full/", "fixes/clear-out/"} {
		h.visit(t, ctx, name)
		if !browsertest.Ask[bool](t, ctx, styled) || browsertest.Ask[string](t, ctx, fromPhone) != "" {
			t.Errorf("%s can't be read", name)
		}
	}
}

func TestItInstallsAsAnApp(t *testing.T) {
	t.Parallel()
	h := newShakyHost(t, keeping(t))
	ctx := browsertest.New(t)
	for _, name := range []string{"", "offline/"} {
		h.visit(t, ctx, name)
		eventually(t, ctx, "the worker", `navigator.serviceWorker.ready.then(() => true)`)
		got, err := chromedp.Call(ctx, page.GetAppManifest, page.GetAppManifestParams{})
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Errors) > 0 || got.URL != h.address+"manifest.webmanifest" {
			t.Errorf("/%s: the manifest at %q: %v", name, got.URL, got.Errors)
		}
		why, err := chromedp.Call(ctx, page.GetInstallabilityErrors, cdp.Empty{})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range why.InstallabilityErrors {
			t.Errorf("/%s can't be installed: %s %v", name, e.ErrorID, e.ErrorArguments)
		}
	}
	// Its pages of other kinds say nothing of it: each request of a first visit counts.
	h.visit(t, ctx, "symptoms/full/")
	if browsertest.Ask[int64](t, ctx, `document.querySelectorAll("[rel=manifest], [rel=apple-touch-icon]").length`) != 0 {
		t.Error("a symptom has a manifest")
	}
}
