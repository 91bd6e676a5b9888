// Package browsertest gives tests a real browser, for what only a browser can show.
//
// It looks for a Chromium that is there. Where there is none, the test is skipped and
// says so; in CI, where the variable CI is set, that is a failure.
package browsertest

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"backupfirstaid/tools/internal/chromium"
)

// New starts a browser and gives the context of its first tab. Both end with the test.
func New(t testing.TB) context.Context {
	t.Helper()
	return NewFor(t, 5*time.Minute)
}

// NewFor is New for a test that may take so long.
func NewFor(t testing.TB, limit time.Duration) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(Find(t)),
		// The sandbox needs a user that is not root; the pages are our own.
		chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}

// Find gives the path of the browser, for programs that start it themselves.
func Find(t testing.TB) string {
	t.Helper()
	if path := chromium.Find(); path != "" {
		return path
	}
	if os.Getenv("CI") != "" {
		t.Fatal("no Chromium is here, and in CI this test must run")
	}
	t.Skip("no Chromium is here, and only a browser can show this")
	return ""
}

// Poppler asks for tools of poppler, which read what was printed. Where one is missing, the test is skipped; in CI it fails.
func Poppler(t testing.TB, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err == nil {
			continue
		}
		if os.Getenv("CI") != "" {
			t.Fatalf("no %s (poppler) is here, and in CI this test must run", tool)
		}
		t.Skipf("no %s (poppler) is here to read what was printed", tool)
	}
}

// Open shows a page, in a window of that width in pixels.
func Open(t testing.TB, ctx context.Context, url string, width int64) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate(url)); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
}

// Touch does what says that somebody is there, and nothing else: it presses a key that has no effect.
func Touch(t testing.TB, ctx context.Context) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Shift)); err != nil {
		t.Fatal(err)
	}
}

// Ask evaluates a script on the page and gives its value.
func Ask[T any](t testing.TB, ctx context.Context, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return value
}

// Becomes tells whether a script gives true. A page that is being loaded anew can't be
// asked, which counts as no: ask again.
func Becomes(ctx context.Context, script string) bool {
	yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script))
	return err == nil && yes
}

// Await evaluates a script on the page and gives what its promise comes to.
func Await[T any](t testing.TB, ctx context.Context, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return value
}

// Scheme sets the color scheme that the reader prefers, "light" or "dark".
func Scheme(t testing.TB, ctx context.Context, scheme string) {
	t.Helper()
	Media(t, ctx, "screen", "prefers-color-scheme", scheme)
}

// Media sets what the page is shown on, "screen" or "print", and what the reader prefers, as pairs of a media
// feature and its value. What was set before is forgotten.
func Media(t testing.TB, ctx context.Context, media string, features ...string) {
	t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: media}
	for i := 0; i+1 < len(features); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, params); err != nil {
		t.Fatal(err)
	}
}

// Each gives every name a test of its own, in as many tabs of one browser as there are processors. The
// browser ends with the test.
func Each(t *testing.T, names []string, test func(t *testing.T, ctx context.Context, name string)) {
	t.Helper()
	browser := New(t)
	n := runtime.GOMAXPROCS(0)
	tabs := make(chan context.Context, n)
	for i := range n {
		tab := browser
		if i > 0 {
			var cancel context.CancelFunc
			tab, cancel = chromedp.NewContext(browser)
			t.Cleanup(cancel)
		}
		// The tab is made with the first that is done in it, which must be one after the other.
		if err := chromedp.Do(tab); err != nil {
			t.Fatal(err)
		}
		tabs <- tab
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tab := <-tabs
			defer func() { tabs <- tab }()
			test(t, tab, name)
		})
	}
}
