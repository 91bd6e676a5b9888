package main

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/kit"
	"backupfirstaid/tools/internal/testsite"
)

// realKit is the kit of the real site, in a folder, with the zip unpacked.
func realKit(t *testing.T) (one, index string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "kit")
	runs(t, "kit", "--source", testsite.Repository(), "--destination", dir)
	packed, err := zip.OpenReader(filepath.Join(dir, kit.ZipFile))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked := filepath.Join(dir, "unpacked")
	if err := os.CopyFS(unpacked, packed); err != nil {
		t.Fatal(err)
	}
	address := "file://" + filepath.ToSlash(dir) + "/"
	return address + kit.OneFile, address + "unpacked/backup-first-aid/index.html"
}

// offline takes the network from a browser, and gives what was asked of it all the same.
func offline(t *testing.T, ctx context.Context) func() []string {
	t.Helper()
	var mu sync.Mutex
	var asked []string
	err := chromedp.Listen(ctx, func(ev any) {
		if e, ok := ev.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(e.Request.URL, "data:") {
			mu.Lock()
			defer mu.Unlock()
			asked = append(asked, e.Request.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: true, DownloadThroughput: -1, UploadThroughput: -1}); err != nil {
		t.Fatal(err)
	}
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return asked
	}
}

// shown are the parts of the kit that can be seen.
const shown = `[...document.querySelectorAll("main > section")].filter(s => s.checkVisibility({ contentVisibilityAuto: true }) && !s.hidden).map(s => s.id).join(" ")`

// there tells that a page is there with its styles; its address is there sooner.
const there = `document.readyState === "complete"`

func clickThrough(t *testing.T, ctx context.Context, link, leadsTo string) {
	t.Helper()
	browsertest.Ask[bool](t, ctx, `(document.querySelector(`+strconv.Quote(link)+`).click(), true)`)
	until(t, ctx, link, shown+` === "`+leadsTo+`" && `+there)
}

func TestTheKit(t *testing.T) {
	one, index := realKit(t)
	for _, part := range []struct {
		name, at string
		test     func(t *testing.T, at string)
	}{
		{"one file needs no network", one, oneFileNeedsNoNetwork},
		{"one file without script", one, oneFileWithoutScript},
		{"the zip needs no network", index, zipNeedsNoNetwork},
		{"links in the zip name files", index, linksInTheZipNameFiles},
	} {
		t.Run(part.name, func(t *testing.T) {
			t.Parallel()
			part.test(t, part.at)
		})
	}
}

func oneFileNeedsNoNetwork(t *testing.T, one string) {
	ctx := browsertest.New(t)
	asked := offline(t, ctx)
	errors := complaints(t, ctx)
	browsertest.Open(t, ctx, one, 360)
	until(t, ctx, "opening", shown+` === "home"`)

	// To a symptom by the search, and from there to a fix.
	lookedAt(t, ctx)
	browsertest.Ask[bool](t, ctx, field+`.focus(), true`)
	press(t, ctx, "4013")
	until(t, ctx, "typing", expanded)
	if got := browsertest.Ask[string](t, ctx, options+`[0].textContent`); !strings.HasPrefix(got, "Error 4013") {
		t.Errorf("the first result says %q", got)
	}
	clickThrough(t, ctx, `[role=option]`, "symptoms/err-4013-family")
	if got := browsertest.Ask[string](t, ctx, `document.title`); !strings.HasPrefix(got, "Error 4013") {
		t.Errorf("the title is %q", got)
	}
	if got := browsertest.Ask[string](t, ctx, `document.activeElement.textContent`); !strings.HasPrefix(got, "Error 4013") {
		t.Errorf("the focus is on %q", got)
	}
	list := `[...document.querySelectorAll("#symptoms\\/err-4013-family ol > li")].map(l => l.textContent).join("; ")`
	if got := browsertest.Ask[string](t, ctx, list); !strings.Contains(got, "Check the cable and the port Only looks, 5 minutes; ") || !strings.Contains(got, " Erases everything, 10 minutes") {
		t.Errorf("its fixes are %q", got)
	}
	clickThrough(t, ctx, `#symptoms\/err-4013-family a[href="#fixes/recovery-restore"]`, "fixes/recovery-restore")
	before := `!!(document.querySelector("#fixes\\/recovery-restore .warning").compareDocumentPosition(document.querySelector("#fixes\\/recovery-restore ol")) & Node.DOCUMENT_POSITION_FOLLOWING)`
	if !browsertest.Ask[bool](t, ctx, before) {
		t.Error("the warning does not stand above the steps")
	}
	// What is ticked stays ticked.
	ticks := `document.getElementById("fixes/recovery-restore").querySelectorAll(".steps .tick input")`
	if !browsertest.Ask[bool](t, ctx, ticks+`.length > 5 && document.querySelector(".track").checkVisibility()`) {
		t.Error("there is nothing to tick")
	}
	aside := `[...` + ticks + `].every(box => { const [b, l] = [box, box.closest("li")].map(e => e.getBoundingClientRect()); return b.top >= l.top && b.bottom <= l.bottom && b.left >= l.left })`
	if !browsertest.Ask[bool](t, ctx, aside) {
		t.Error("a box does not stand beside its step")
	}
	browsertest.Ask[bool](t, ctx, `(`+ticks+`[1].click(), location.reload(), true)`)
	until(t, ctx, "opening again", shown+` === "fixes/recovery-restore" && `+ticks+`[1].checked && !`+ticks+`[0].checked`)
	// Back, to the list of fixes, and to a code.
	browsertest.Ask[bool](t, ctx, `history.back(), true`)
	until(t, ctx, "going back", shown+` === "symptoms/err-4013-family" && `+there)
	clickThrough(t, ctx, `.bottom a[href="#fixes"]`, "fixes")
	clickThrough(t, ctx, `#fixes a[href="#fixes/check-wifi"]`, "fixes/check-wifi")
	browsertest.Ask[bool](t, ctx, `location.hash = "#codes/4013", true`)
	until(t, ctx, "a code", shown+` === "codes"`)

	for _, address := range asked() {
		if file, _, _ := strings.Cut(address, "#"); file != one {
			t.Errorf("%s was asked for", address)
		}
	}
	if got := errors(); got != nil {
		t.Errorf("the browser complains: %v", got)
	}
	if got := browsertest.Ask[int64](t, ctx, `document.documentElement.scrollWidth`); got > 360 {
		t.Errorf("it is %d wide on a phone of 360", got)
	}
}

// Without script it is one long page.
func oneFileWithoutScript(t *testing.T, one string) {
	ctx := browsertest.New(t)
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	browsertest.Open(t, ctx, one+"#fixes/recovery-restore", 320)
	if got := browsertest.Ask[[]string](t, ctx, shown+`.split(" ")`); len(got) < 300 {
		t.Errorf("%d parts show", len(got))
	}
	until(t, ctx, "the link", `Math.abs(document.getElementById("fixes/recovery-restore").getBoundingClientRect().top) < 60`)
	if got := browsertest.Ask[int64](t, ctx, `document.documentElement.scrollWidth`); got > 320 {
		t.Errorf("it is %d wide on a phone of 320", got)
	}
}

func zipNeedsNoNetwork(t *testing.T, index string) {
	ctx := browsertest.New(t)
	asked := offline(t, ctx)
	browsertest.Open(t, ctx, index, 360)
	lookedAt(t, ctx)
	browsertest.Ask[bool](t, ctx, field+`.focus(), true`)
	press(t, ctx, "4013")
	until(t, ctx, "typing", expanded)
	browsertest.Ask[bool](t, ctx, options+`[0].click(), true`)
	until(t, ctx, "the search", `location.pathname.endsWith("/symptoms/err-4013-family/index.html") && `+there)
	browsertest.Ask[bool](t, ctx, `document.querySelector('a[href$="fixes/recovery-restore/index.html"]').click(), true`)
	until(t, ctx, "a link", `location.pathname.endsWith("/fixes/recovery-restore/index.html") && `+there)
	if got := browsertest.Ask[string](t, ctx, `getComputedStyle(document.querySelector(".warning")).borderTopStyle`); got != "solid" {
		t.Errorf("the styles are not there: the warning's frame is %s", got)
	}
	for _, address := range asked() {
		if !strings.HasPrefix(address, "file://") {
			t.Errorf("%s was asked for", address)
		}
	}
}

// Every link of every page in the zip names a file, which a folder wants and a server does not.
func linksInTheZipNameFiles(t *testing.T, index string) {
	root := strings.TrimPrefix(filepath.Dir(index), "file:")
	for name, content := range testsite.Contents(t, root) {
		if filepath.Ext(name) != ".html" {
			continue
		}
		doc, err := html.Parse(strings.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				file, _, _ := strings.Cut(a.Val, "#")
				file, _, _ = strings.Cut(file, "?")
				if (a.Key == "href" || a.Key == "action") && !strings.Contains(file, ":") && file != "" && filepath.Ext(file) == "" {
					t.Errorf("%s: %s names no file", name, a.Val)
				}
			}
		}
	}
}

// complaints are what the browser says of a page in its console.
func complaints(t *testing.T, ctx context.Context) func() []string {
	t.Helper()
	var mu sync.Mutex
	var said []string
	go func() {
		for message, err := range chromedp.Console(ctx) {
			if err != nil {
				return
			}
			mu.Lock()
			said = append(said, string(message.Type)+": "+message.Text)
			mu.Unlock()
		}
	}()
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return said
	}
}

// lookedAt makes the page believe that it is looked at.
func lookedAt(t *testing.T, ctx context.Context) {
	t.Helper()
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
}
