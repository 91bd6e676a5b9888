package main

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"backupfirstaid/tools/internal/browsertest"
)

// tasks are what people come for, as they would type it, and where it must lead them at once.
var tasks = []struct{ typed, symptom, fix string }{
	{"my iPhone says the last backup could not be completed", "icloud-last-backup-failed", "check-service-status"},
	{"4013", "err-4013-family", "check-cable-port"},
	{"Google Photos won't finish", "photos-preparing-backup", "check-wifi"},
	{"new phone, no backup found", "no-backup-found", "check-backup-exists-web"},
	// Misspelt, as thumbs do.
	{"whatsap restor stuk", "whatsapp-restore-percent-stuck", "check-wifi"},
	{"itunes could not back up the iphone because an error occured", "pc-backup-error-occurred", "check-cable-port"},
	// British.
	{"why is my backup grey", "backup-now-greyed-out", "check-backup-switch"},
	// A number that is no error's.
	{"smart switch stops at 99", "smart-switch-stuck", "check-cable-port"},
	{"WhatsApp couldn't complete backup", "whatsapp-backup-fails", "check-wifi"},
	{"iphone stuck on apple logo after restore", "stuck-apple-logo", "wait-for-progress-bar"},
	{"not enough storage", "icloud-not-enough-storage", "check-icloud-space"},
}

// phone shows a page as on a phone of 360 px that is touched.
func phone(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	browsertest.Media(t, ctx, "screen", "prefers-reduced-motion", "reduce")
	for _, set := range []func() error{
		func() error {
			_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
			return err
		},
		func() error {
			return chromedp.Do(ctx, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile, chromedp.EmulateTouch), chromedp.Navigate(url))
		},
	} {
		if err := set(); err != nil {
			t.Fatal(err)
		}
	}
}

// withoutScript lets pages run none.
func withoutScript(t *testing.T, ctx context.Context) {
	t.Helper()
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
}

// tap touches the middle of an element, which a script gives, as a finger does: what can't be seen, or lies under
// something else, can't be touched.
func tap(t *testing.T, ctx context.Context, element string) {
	t.Helper()
	until(t, ctx, "showing what to touch", element+`?.checkVisibility() === true`)
	at := browsertest.Ask[[]float64](t, ctx, `(() => {
  const e = `+element+`
  e.scrollIntoView({ block: "center" })
  const r = e.getClientRects()[0], x = r.left + r.width / 2, y = r.top + r.height / 2, top = document.elementFromPoint(x, y)
  return e.contains(top) || top?.contains(e) ? [x, y] : []
})()`)
	if len(at) != 2 {
		t.Fatalf("this can't be touched: %s", element)
	}
	for _, touch := range []input.DispatchTouchEventParams{
		{Type: "touchStart", TouchPoints: []*input.TouchPoint{{X: at[0], Y: at[1]}}},
		{Type: "touchEnd", TouchPoints: []*input.TouchPoint{}},
	} {
		if _, err := chromedp.Call(ctx, input.DispatchTouchEvent, touch); err != nil {
			t.Fatal(err)
		}
	}
}

// firstFix is what stands first in the list of fixes: its id, and whether its steps can be read without another tap.
const firstFix = `(() => {
  const fix = document.querySelector('main [id^="fix-"]'), step = fix?.querySelector("ol li")
  return { ID: fix?.id ?? "", Read: Boolean(step?.checkVisibility() && step.textContent.trim()) }
})()`

// reads holds the page that is shown against what a task must lead to.
func reads(t *testing.T, ctx context.Context, symptom, fix string) {
	t.Helper()
	until(t, ctx, "opening the symptom", fmt.Sprintf("location.pathname === %q && document.readyState === 'complete'", "/symptoms/"+symptom+"/"))
	type first struct {
		ID   string
		Read bool
	}
	if got := browsertest.Ask[first](t, ctx, firstFix); got != (first{"fix-" + fix, true}) {
		t.Errorf("the first fix is %q, to be read at once: %v; want fix-%s", got.ID, got.Read, fix)
	}
	if got := browsertest.Ask[int64](t, ctx, `document.documentElement.scrollWidth`); got > 360 {
		t.Errorf("%d wide", got)
	}
}

func names() []string {
	var out []string
	for _, task := range tasks {
		out = append(out, task.typed)
	}
	return out
}

// One tap into the field, the words, and one tap on what is found first.
func TestWordsLeadToTheRightFix(t *testing.T) {
	address, _ := real(t)
	browsertest.Each(t, names(), func(t *testing.T, ctx context.Context, name string) {
		task := tasks[slices.Index(names(), name)]
		phone(t, ctx, address)
		tap(t, ctx, field)
		press(t, ctx, task.typed)
		until(t, ctx, "typing", expanded+` && `+options+`.length > 0 && document.querySelector("[role=status]").textContent !== ""`)
		tap(t, ctx, options+"[0]")
		reads(t, ctx, task.symptom, task.fix)
	})
}

// The same without a finger: Tab leads to the field, and an arrow and Enter to what is found.
func TestTheKeyboardLeadsToTheRightFix(t *testing.T) {
	address, _ := real(t)
	browsertest.Each(t, names()[:3], func(t *testing.T, ctx context.Context, name string) {
		task := tasks[slices.Index(names(), name)]
		phone(t, ctx, address)
		for range 10 {
			press(t, ctx, kb.Tab)
			if browsertest.Ask[bool](t, ctx, "document.activeElement === "+field) {
				break
			}
		}
		press(t, ctx, task.typed)
		until(t, ctx, "typing", expanded+` && `+options+`.length > 0`)
		press(t, ctx, kb.ArrowDown)
		press(t, ctx, kb.Enter)
		reads(t, ctx, task.symptom, task.fix)
	})
}

// The phone, what one was doing, what one sees: three taps without script, and no more for any symptom.
func TestThreeTapsLeadToTheRightFix(t *testing.T) {
	address, _ := real(t)
	browsertest.Each(t, names(), func(t *testing.T, ctx context.Context, name string) {
		task := tasks[slices.Index(names(), name)]
		withoutScript(t, ctx)
		phone(t, ctx, address)
		taps := way(t, ctx, task.symptom)
		if len(taps) == 0 || len(taps) > 3 {
			t.Fatalf("%d taps lead there: %q", len(taps), taps)
		}
		for _, element := range taps {
			tap(t, ctx, element)
		}
		reads(t, ctx, task.symptom, task.fix)
	})
}

// way gives the elements to tap on the home page for a symptom: the link to the part that it stands in, each fold
// around it that is closed, and its own link.
func way(t *testing.T, ctx context.Context, symptom string) []string {
	t.Helper()
	link := fmt.Sprintf(`document.querySelector('main a[href="symptoms/%s/"]')`, symptom)
	part := browsertest.Ask[string](t, ctx, `(() => {
  for (let e = `+link+`; e; e = e.parentElement) if (e.id && document.querySelector('main a[href="#' + e.id + '"]')) return e.id
  return ""
})()`)
	if part == "" {
		return nil
	}
	taps := []string{fmt.Sprintf(`document.querySelector('main a[href="#%s"]')`, part)}
	folds := browsertest.Ask[int](t, ctx, `(() => {
  let n = 0
  for (let e = `+link+`; e; e = e.parentElement) if (e.matches("details:not([open])")) n++
  return n
})()`)
	for i := range folds {
		up := strings.Repeat(`.parentElement.closest("details:not([open])")`, folds-i)
		taps = append(taps, link+up+`.querySelector("summary")`)
	}
	return append(taps, link)
}

func TestEverySymptomIsThreeTapsAway(t *testing.T) {
	address, files := real(t)
	ctx := browsertest.New(t)
	withoutScript(t, ctx)
	phone(t, ctx, address)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if ok, err := path.Match("symptoms/*/checklist.html", name); !ok || err != nil {
			continue
		}
		symptom := path.Base(path.Dir(name))
		if taps := way(t, ctx, symptom); len(taps) == 0 || len(taps) > 3 {
			t.Errorf("%s: %d taps", symptom, len(taps))
		}
	}
}

// The same, typed: it leads to helping somebody, and on to what can be printed.
func TestWordsLeadToWhatCanBePrinted(t *testing.T) {
	address, _ := real(t)
	ctx := browsertest.New(t)
	phone(t, ctx, address)
	tap(t, ctx, field)
	press(t, ctx, "print me something for my father")
	until(t, ctx, "typing", expanded+` && `+options+`.length > 0 && document.querySelector("[role=status]").textContent !== ""`)
	for _, then := range []struct{ tap, comes string }{
		{options + "[0]", "/guides/helping-by-phone/"}, {`document.querySelector('main a[href="../../print/"]')`, "/print/"},
	} {
		tap(t, ctx, then.tap)
		until(t, ctx, then.comes, `location.pathname === "`+then.comes+`" && document.readyState === "complete"`)
	}
}

// "Print me something for my father": from the symptom one tap leads to the sheet, without script, and what is printed
// has the words of the page.
func TestASheetForMyFatherIsOneTapAway(t *testing.T) {
	address, _ := real(t)
	ctx := browsertest.New(t)
	withoutScript(t, ctx)
	phone(t, ctx, address+"symptoms/"+tasks[0].symptom+"/")
	title := browsertest.Ask[string](t, ctx, `document.querySelector("h1").textContent`)
	tap(t, ctx, `document.querySelector('main a[href$="checklist.html"]')`)
	until(t, ctx, "opening the sheet", `location.pathname.endsWith("/checklist.html") && document.readyState === "complete"`)
	if got := browsertest.Ask[string](t, ctx, `document.querySelector("h1").textContent`); got != title {
		t.Errorf("the sheet is called %q, the page %q", got, title)
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil || len(pdf) < 10_000 {
		t.Errorf("printed are %d bytes: %v", len(pdf), err)
	}
}
