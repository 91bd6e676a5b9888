package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/net/html"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/papertest"
)

const (
	lastFailed = "symptoms/icloud-last-backup-failed/"
	boxes      = `[...document.querySelectorAll(".fix .tick input")]`
	ticked     = `localStorage.getItem("first-aid-ticks")`
	told       = `document.querySelector(".track p").textContent`
	start      = `document.querySelector(".begin")`
	open       = `[...document.querySelectorAll(".fix:has(> details[open])")].map(e => e.id).join(" ")`
	marked     = `[...document.querySelectorAll(".fix h3")].filter(e => !["none", "normal"].includes(getComputedStyle(e, "::after").content)).map(e => e.parentNode.id).join(" ")`
	clears     = `[...document.querySelectorAll(".track button")].filter(e => e.checkVisibility()).map(e => e.textContent).join(", ")`
)

// fold is what of a fix can be folded; steps are its boxes.
func fold(fix string) string { return `document.querySelector("#fix-` + fix + ` > details")` }

func stepsOf(fix string) string {
	return `[...document.querySelectorAll("#fix-` + fix + ` .tick input")]`
}

// holds says that a script gives a value.
func holds[T comparable](t *testing.T, ctx context.Context, what, script string, want T) {
	t.Helper()
	if got := browsertest.Ask[T](t, ctx, script); got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// click presses the mouse in the middle of what a script gives, once it is in view and rests there: a link may
// still be scrolling the page.
func click(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	var at []float64
	for rests := 0; rests < 3; time.Sleep(20 * time.Millisecond) {
		now := browsertest.Ask[[]float64](t, ctx, `(e => { e.scrollIntoView({ block: "center", behavior: "instant" }); const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2, scrollY] })(`+script+`)`)
		if rests++; !slices.Equal(now, at) {
			at, rests = now, 0
		}
	}
	if err := chromedp.Do(ctx, chromedp.MouseClickXY(at[0], at[1])); err != nil {
		t.Fatal(err)
	}
}

// follow taps a link to a part of the page, and waits until it has led there.
func follow(t *testing.T, ctx context.Context, link string) {
	t.Helper()
	hash := browsertest.Ask[string](t, ctx, link+`.hash`)
	click(t, ctx, link)
	until(t, ctx, "following "+hash, `location.hash === "`+hash+`"`)
}

// scripting allows scripts, or does not.
func scripting(t *testing.T, ctx context.Context, allowed bool) {
	t.Helper()
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !allowed}); err != nil {
		t.Fatal(err)
	}
}

// focus lets the page have the focus, which a browser without a window does not give it.
func focus(t *testing.T, ctx context.Context) {
	t.Helper()
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
}

// before runs a script on every page from now on, before the page's own.
func before(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		t.Fatal(err)
	}
}

func TestTicksAreRemembered(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	holds(t, ctx, "before the first tick", told, "Tick what is done. Your ticks stay on this phone.")
	holds(t, ctx, "before the first tick", `localStorage.length`, 0)
	holds(t, ctx, "before the first tick", clears, "")
	holds(t, ctx, "before the first tick", start+`.textContent + `+start+`.hash`, "Start with the first fix#fix-check-service-status")

	for i := range 4 {
		click(t, ctx, stepsOf("check-service-status")+"["+string(rune('0'+i))+"]")
	}
	holds(t, ctx, "all steps of the first fix", told, "Fixes tried: 1 of 15.")
	holds(t, ctx, "marked as tried", marked, "fix-check-service-status")
	click(t, ctx, `document.querySelectorAll("#fix-check-icloud-space h3")[0]`)
	click(t, ctx, stepsOf("check-icloud-space")+"[1]")
	holds(t, ctx, "one step of the second fix", told, "Fixes tried: 1 of 15.")

	browsertest.Open(t, ctx, address+"about/", 360)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	holds(t, ctx, "ticked", boxes+`.flatMap((e, i) => e.checked ? i : []).join()`, "0,1,2,3,5")
	holds(t, ctx, "after coming back", told, "Fixes tried: 1 of 15.")
	holds(t, ctx, "where to go on", start+`.textContent + `+start+`.hash`, "You were here: go on with Compare iCloud space with the next backup#fix-check-icloud-space")
	holds(t, ctx, "open", open, "fix-check-icloud-space")
	holds(t, ctx, "what is stored", `Object.keys(localStorage).join() + sessionStorage.length + document.cookie`, "first-aid-ticks0")
	holds(t, ctx, "what there is to clear", clears, "Clear the ticks of this page, Print what is left")

	browsertest.Open(t, ctx, address+"routines/monthly-check/", 360)
	click(t, ctx, boxes+"[0]")
	holds(t, ctx, "on a routine", clears, "Clear the ticks of this page, Clear the ticks of all pages")
	browsertest.Open(t, ctx, address+"fixes/check-service-status/", 360)
	holds(t, ctx, "a fix's own page", boxes+`.length + " " + `+boxes+`.filter(e => e.checked).length`, "17 0")
	holds(t, ctx, "to clear there", clears, "Clear the ticks of all pages")

	browsertest.Open(t, ctx, address+lastFailed, 360)
	click(t, ctx, `document.querySelector(".track button")`)
	holds(t, ctx, "cleared", boxes+`.some(e => e.checked) + `+marked, "false")
	holds(t, ctx, "after clearing", told+` + (document.activeElement === document.querySelector(".track p"))`, "Tick what is done. Your ticks stay on this phone.true")
	holds(t, ctx, "after clearing", start+`.textContent`, "Start with the first fix")
	holds(t, ctx, "what is left", `Object.keys(JSON.parse(`+ticked+`)).join()`, "/routines/monthly-check/")
	click(t, ctx, `document.querySelectorAll(".track button")[1]`)
	holds(t, ctx, "after clearing all", `localStorage.length`, 0)
	holds(t, ctx, "after clearing all", clears, "")
}

// Ticks belong to steps as they were.
func TestTicksOfOtherStepsAreDropped(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	click(t, ctx, stepsOf("check-service-status")+"[0]")
	click(t, ctx, `document.querySelector("#fix-vpn-off h3")`)
	click(t, ctx, stepsOf("vpn-off")+"[0]")
	// The steps of one fix have changed since: what is stored is of another revision.
	browsertest.Ask[bool](t, ctx, `(all => { all["/`+lastFailed+`"]["fix-vpn-off"].rev += "1"; localStorage.setItem("first-aid-ticks", JSON.stringify(all)); return true })(JSON.parse(`+ticked+`))`)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	holds(t, ctx, "ticked", boxes+`.flatMap((e, i) => e.checked ? i : []).join()`, "0")
	holds(t, ctx, "kept", `Object.keys(JSON.parse(`+ticked+`)["/`+lastFailed+`"]).join()`, "fix-check-service-status")
	// A step with other words is another revision.
	revision := browsertest.Ask[string](t, ctx, `document.querySelector(".fix").dataset.rev`)
	before(t, ctx, `new MutationObserver(() => { const step = document.querySelector(".steps li"); if (step && !step.dataset.changed) { step.dataset.changed = 1; step.append(" And more.") } }).observe(document, { childList: true, subtree: true })`)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	if got := browsertest.Ask[string](t, ctx, `document.querySelector(".fix").dataset.rev`); got == revision {
		t.Errorf("a changed step is still revision %s", got)
	}
	holds(t, ctx, "ticked", boxes+`.some(e => e.checked)`, false)
}

func TestStillFailingLeadsOn(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	holds(t, ctx, "open at first", open, "fix-check-service-status")
	order := browsertest.Ask[[]string](t, ctx, `[...document.querySelectorAll(".fix")].map(e => e.id)`)
	for i, fix := range order {
		link := `document.querySelector("#` + fix + ` .next a + a")`
		if i+1 < len(order) {
			name := browsertest.Ask[string](t, ctx, `document.querySelector("#`+order[i+1]+` h3").textContent`)
			if got := browsertest.Ask[string](t, ctx, link+`.textContent`); !strings.Contains(got, name) {
				t.Errorf("%s says %q of %s", fix, got, name)
			}
		}
		follow(t, ctx, link)
		if i+1 == len(order) {
			break
		}
		holds(t, ctx, "open after "+fix, open, order[i+1])
		until(t, ctx, "the head of "+order[i+1]+" in view", `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector("#`+order[i+1]+` h3").getBoundingClientRect())`)
	}
	holds(t, ctx, "after the last", `location.hash`, "#help")
	holds(t, ctx, "after the last", told, "Fixes tried: 15 of 15.")
	browsertest.Open(t, ctx, address+lastFailed, 360)
	holds(t, ctx, "when all was tried", start+`.textContent + `+start+`.hash`, "You were here: go on with When to get help#help")
	click(t, ctx, `document.querySelector("#`+order[0]+` h3")`)
	follow(t, ctx, `document.querySelector("#`+order[0]+` .next a")`)
	holds(t, ctx, "it works", `location.hash`, "#works")
}

// A link to a fix opens it, from outside, from the page, and when the page is there already.
func TestALinkOpensItsFix(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+lastFailed+"#fix-restart-phone", 360)
	holds(t, ctx, "from outside", fold("restart-phone")+`.open`, true)
	browsertest.Ask[bool](t, ctx, `location.hash = "fix-vpn-off", true`)
	until(t, ctx, "a new fragment", fold("vpn-off")+`.open`)
	for _, odd := range []string{"#main", "#", `#%22\]`, "#4013", "#fix-nothing"} {
		browsertest.Open(t, ctx, address+"about/", 360)
		browsertest.Open(t, ctx, address+lastFailed+odd, 360)
		holds(t, ctx, "after "+odd, open, "fix-check-service-status")
		holds(t, ctx, "the script after "+odd, boxes+`.length > 50`, true)
	}
	// Words inside of what is folded can be found.
	browsertest.Open(t, ctx, address+"about/", 360)
	browsertest.Open(t, ctx, address+lastFailed+"#:~:text=Next%20Backup%20Size", 360)
	until(t, ctx, "finding", fold("check-icloud-space")+`.open`)
}

// The head of a card takes the tap, as large as it is, and no more.
func TestTheHeadOfACardIsTheTarget(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	for _, width := range []int64{320, 360, 1440} {
		browsertest.Open(t, ctx, address+lastFailed, width)
		missed := browsertest.Ask[[]string](t, ctx, `[...document.querySelectorAll(".fix")].flatMap(fix => {
			const r = fix.getBoundingClientRect(), summary = fix.querySelector("summary"), end = summary.getBoundingClientRect().bottom
			scrollTo({ top: scrollY + r.top - 100, behavior: "instant" })
			const top = fix.getBoundingClientRect().top
			const at = y => [20, r.width / 2, r.width - 20].every(x => document.elementFromPoint(r.left + x, y) === summary)
			const right = at(top + 8) && at(top + (end - r.top) / 2) && at(top + end - r.top - 3) && end - r.top >= 44 && summary.offsetHeight >= 44
			return right && document.elementFromPoint(r.left + 20, top - 3) !== summary ? [] : [fix.id]
		})`)
		if len(missed) > 0 {
			t.Errorf("%d wide: the head does not take the tap: %s", width, missed)
		}
		small := browsertest.Ask[[]string](t, ctx, `(document.querySelectorAll("details").forEach(e => { e.open = true }), [...document.querySelectorAll(".tick, .begin, .next a, .send a, .send button:not([hidden]), .slip input, .back a, .more summary")].filter(e => e.offsetHeight < 44 && e.offsetWidth).map(e => e.outerHTML.slice(0, 80)))`)
		if len(small) > 0 {
			t.Errorf("%d wide: less than 44 pixels high: %s", width, strings.Join(small, "\n"))
		}
		holds(t, ctx, "boxes that lie over a link", `[...document.querySelectorAll(".steps a")].filter(a => [...a.getClientRects()].some(r => r.left < a.closest(".steps > li").querySelector(":scope > .tick").getBoundingClientRect().right)).length`, 0)
		holds(t, ctx, "wide with all open", `document.documentElement.scrollWidth`, width)
	}
}

func TestWithoutScriptAllIsThere(t *testing.T) {
	t.Parallel()
	address, files := real(t)
	ctx := browsertest.New(t)
	scripting(t, ctx, false)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	holds(t, ctx, "boxes, buttons and what is said of them", `[...document.querySelectorAll(".tick, .track, .track *, button")].filter(e => e.checkVisibility()).length`, 0)
	holds(t, ctx, "open at first", open, "fix-check-service-status")
	follow(t, ctx, `document.querySelector("#fix-check-service-status .next a + a")`)
	until(t, ctx, "the head of the next fix in view", `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector("#fix-check-icloud-space h3").getBoundingClientRect())`)
	click(t, ctx, `document.querySelector("#fix-check-icloud-space h3")`)
	holds(t, ctx, "after a tap", fold("check-icloud-space")+`.open`, true)
	slip := browsertest.Ask[string](t, ctx, `document.querySelector(".slip").innerText`)
	for _, part := range []string{"The last backup could not be completed.", "Phone and version", "ticked on the checklist", "do not reset anything now", "Sign out of iCloud and sign in again", "https://backupfirstaid.example/" + lastFailed} {
		if !strings.Contains(slip, part) {
			t.Errorf("the note does not say %q: %s", part, slip)
		}
	}
	// Nothing that a reader needs is only in a script: the file itself has the causes and every step.
	text := string(files[lastFailed+"index.html"])
	for _, part := range []string{"The iOS on this iPhone is out of date.", "Next Backup Size", "Turn Off &amp; Delete", "id=works", "id=help"} {
		if !strings.Contains(strings.ReplaceAll(text, "Off & Delete", "Off &amp; Delete"), part) {
			t.Errorf("the file has no %q", part)
		}
	}
}

func TestTheKeyboardReachesTheLastFix(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	focus(t, ctx)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	const focused = `(e => e.matches("summary, .tick input") ? e.closest(".fix")?.id ?? "more" : "")(document.activeElement)`
	last := "fix-delete-own-icloud-backup"
	reached := false
	for range 120 {
		press(t, ctx, "\t")
		if !browsertest.Ask[bool](t, ctx, `(e => e === document.body || e.checkVisibility() && (s => s.outlineStyle !== "none")(getComputedStyle(e)))(document.activeElement)`) {
			t.Fatalf("the focus can't be seen at %s", browsertest.Ask[string](t, ctx, `document.activeElement.outerHTML.slice(0, 90)`))
		}
		if reached = browsertest.Ask[string](t, ctx, focused) == last; reached {
			break
		}
	}
	if !reached {
		t.Fatal("Tab never reaches the last fix")
	}
	if name := browsertest.Ask[string](t, ctx, `document.activeElement.textContent`); !strings.Contains(name, "Delete this iPhone's iCloud backup and make a new one") || !strings.Contains(name, "Removes something") || !strings.Contains(name, "10 minutes") {
		t.Errorf("it is called %q", name)
	}
	press(t, ctx, kb.Enter)
	holds(t, ctx, "Enter", fold("delete-own-icloud-backup")+`.open`, true)
	for range 20 {
		press(t, ctx, "\t")
		if browsertest.Ask[bool](t, ctx, `document.activeElement.matches(".tick input")`) {
			break
		}
	}
	holds(t, ctx, "the first box is called", `document.activeElement.getAttribute("aria-label")`, "Done: step 1")
	press(t, ctx, " ")
	holds(t, ctx, "the space bar", `document.activeElement.checked`, true)
}

func TestTheNoteForWhoeverHelps(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	before(t, ctx, `Object.defineProperty(navigator, "clipboard", { value: { writeText: async text => { window.copied = text } } }); navigator.share = async what => { window.sent = what.text }`)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	follow(t, ctx, `document.querySelector("#fix-check-service-status .next a + a")`)
	follow(t, ctx, `document.querySelector("#fix-check-icloud-space .next a + a")`)
	focus(t, ctx)
	click(t, ctx, `document.querySelector(".slip input")`)
	press(t, ctx, "iPhone 12, iOS 18")
	click(t, ctx, `document.querySelectorAll(".send button")[0]`)
	until(t, ctx, "copying", `document.querySelector(".send button").textContent === "Copied"`)
	click(t, ctx, `document.querySelectorAll(".send button")[1]`)
	until(t, ctx, "sending", `window.sent !== undefined`)
	holds(t, ctx, "sent and copied are the same", `sent === copied`, true)
	want := `What happens: The last backup could not be completed
The screen says: “The last backup could not be completed.”
Phone and version: iPhone 12, iOS 18
Tried already: Check whether the service has an outage; Compare iCloud space with the next backup
Before you do anything: A failed run harms nothing. Your iPhone and the last finished backup are as they were. Do not delete "the broken backup", do not sign out, and do not reset anything now. If the alert came when you turned the backup on, see a problem enabling iCloud Backup.
None of these before we have talked: Turn iCloud Backup off and on, keeping what is stored; Sign out of iCloud and sign in again; Delete this iPhone's iCloud backup and make a new one
https://backupfirstaid.example/symptoms/icloud-last-backup-failed/`
	holds(t, ctx, "copied", `copied`, want)
	if stored := browsertest.Ask[string](t, ctx, ticked); strings.Contains(stored, "iPhone 12") {
		t.Errorf("what was typed is stored: %s", stored)
	}

	// What can't be done is not offered.
	ctx = browsertest.New(t)
	before(t, ctx, `Object.defineProperty(navigator, "clipboard", { value: undefined }); Object.defineProperty(navigator, "share", { value: undefined })`)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	holds(t, ctx, "offered", `[...document.querySelector(".send").children].filter(e => e.checkVisibility()).map(e => e.textContent).join()`, "Print the checklist")
}

// A phone may forbid a page to store anything, and what is stored may be anything.
func TestNothingBreaksWhereNothingCanBeStored(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	for name, script := range map[string]string{
		"forbidden": `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError") } })`,
		"full":      `Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }; Object.defineProperty(window, "localStorage", { value: new Proxy({}, { set() { throw new DOMException("full", "QuotaExceededError") } }) })`,
		"no text":   `localStorage.setItem("first-aid-ticks", "{")`,
		"a number":  `localStorage.setItem("first-aid-ticks", "5")`,
		"null":      `localStorage.setItem("first-aid-ticks", "null")`,
		"a list":    `localStorage.setItem("first-aid-ticks", '{"/` + lastFailed + `":[1,null],"x":null}')`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx := browsertest.New(t)
			before(t, ctx, script+`; window.errors = []; addEventListener("error", e => errors.push(e.message))`)
			browsertest.Open(t, ctx, address+lastFailed, 360)
			click(t, ctx, stepsOf("check-service-status")+"[0]")
			holds(t, ctx, "ticked", stepsOf("check-service-status")+`[0].checked`, true)
			follow(t, ctx, `document.querySelector("#fix-check-service-status .next a + a")`)
			holds(t, ctx, "told", told, "Fixes tried: 1 of 15.")
			holds(t, ctx, "open", open, "fix-check-icloud-space")
			click(t, ctx, `document.querySelector(".track button")`)
			holds(t, ctx, "cleared", boxes+`.some(e => e.checked)`, false)
			holds(t, ctx, "errors", `errors.join()`, "")
		})
	}
}

// Somebody prints the page and not the sheet: nothing on paper is folded, with or without script.
func TestThePageItselfPrintsWhole(t *testing.T) {
	t.Parallel()
	_, files := real(t)
	press := papertest.NewPress(t, 1)
	doc, err := html.Parse(bytes.NewReader(files[lastFailed+"index.html"]))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"The iOS on this iPhone is out of date.", "You lose", "It worked when", "Phone and version"}
	for n := range doc.Descendants() {
		if n.Data == "li" && n.Parent.Data == "ol" && slices.Contains(n.Parent.Attr, html.Attribute{Key: "class", Val: "steps"}) {
			want = append(want, said(n))
		}
	}
	if len(want) < 60 {
		t.Fatalf("only %d texts", len(want))
	}
	together := warned(doc)
	if len(together) < 3 {
		t.Fatalf("only %d warnings", len(together))
	}
	for scripts, policy := range map[string]string{"with scripts": "", "without scripts": "script-src 'none'"} {
		pages := press.Print(t, serve(t, files, policy)+lastFailed, chromedp.PaperA4).Pages(t)
		printed := letters(strings.Join(pages, " "))
		for _, texts := range together {
			if !slices.ContainsFunc(pages, func(page string) bool {
				return !slices.ContainsFunc(texts, func(text string) bool { return !strings.Contains(letters(page), letters(text)) })
			}) {
				t.Errorf("%s: the end of a page parts %q", scripts, texts)
			}
		}
		for _, text := range want {
			if !strings.Contains(printed, letters(text)) {
				t.Errorf("%s: not on paper: %q", scripts, text)
			}
		}
		for _, text := range []string{"Still failing", "Clear the ticks", "Start with the first fix"} {
			if strings.Contains(printed, letters(text)) {
				t.Errorf("%s: on paper: %q", scripts, text)
			}
		}
	}
}

// warned are the fixes of a page that have a warning: its heading, the warning, and its first step, which belong together.
func warned(doc *html.Node) [][]string {
	first := func(in *html.Node, is func(*html.Node) bool) *html.Node {
		for n := range in.Descendants() {
			if n.Type == html.ElementNode && is(n) {
				return n
			}
		}
		return nil
	}
	class := func(n *html.Node, name string) bool {
		return slices.Contains(n.Attr, html.Attribute{Key: "class", Val: name})
	}
	var out [][]string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "li" || !class(n, "fix") {
			continue
		}
		if warning := first(n, func(n *html.Node) bool { return class(n, "warning") }); warning != nil {
			heading := first(n, func(n *html.Node) bool { return n.Data == "h3" })
			step := first(n, func(n *html.Node) bool { return n.Data == "li" && class(n.Parent, "steps") })
			out = append(out, []string{said(heading), said(warning), said(step)})
		}
	}
	return out
}

// serve is the site under a policy for what pages may do.
func serve(t *testing.T, files map[string][]byte, policy string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		w.Header().Set("Content-Security-Policy", policy)
		http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(files[name]))
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// said is the text of an element.
func said(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// letters leaves letters and digits: lines break elsewhere on paper, and bullets and ligatures come out differently.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

// Opened from a folder, the page does all that it does elsewhere.
func TestTicksWorkFromAFolder(t *testing.T) {
	t.Parallel()
	_, files := real(t)
	address := onAStick(t, files, lastFailed+"index.html")
	ctx := browsertest.New(t)
	before(t, ctx, `window.errors = []; addEventListener("error", e => errors.push(e.message))`)
	browsertest.Open(t, ctx, address+lastFailed+"index.html", 360)
	follow(t, ctx, `document.querySelector("#fix-check-service-status .next a + a")`)
	holds(t, ctx, "open", open, "fix-check-icloud-space")
	holds(t, ctx, "told", told, "Fixes tried: 1 of 15.")
	holds(t, ctx, "errors", `errors.join()`, "")
}
