package main

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
)

// focused says what is wrong with how the element looks that has the focus: "" where nothing is, "end" where none
// has it. It gives the browser time to scroll.
const focused = `(async () => {
  const e = document.activeElement
  if (!e || e === document.body) return "end"
  // The ring may stand around the label, or the card, of what is focused.
  const ringed = () => [e, ...(e.labels || []), e.parentElement].some(x => {
    const s = getComputedStyle(x)
    return s.outlineStyle === "auto" || s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2
  })
  const look = () => {
    const r = e.getClientRects()[0], whole = e.getBoundingClientRect()
    if (!ringed()) return "nothing shows that it has the focus"
    if (!r || r.left < 0 || r.right > innerWidth + 1 || r.bottom < 1 || r.top > innerHeight - 1) return "it has the focus and is out of view"
    if (whole.height < innerHeight && (r.top < 0 || r.bottom > innerHeight)) return "it has the focus and is cut off"
    const top = document.elementFromPoint(r.left + r.width / 2, Math.min(Math.max(r.top + r.height / 2, 0), innerHeight - 1))
    if (!e.contains(top) && !top.contains(e)) return "it has the focus and is covered by " + top.outerHTML.slice(0, 80)
    return ""
  }
  let wrong
  for (let i = 0; i < 50; i++) {
    wrong = look()
    if (!wrong) return ""
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return wrong + ": " + e.outerHTML.slice(0, 120)
})()`

// Whoever has no mouse sees where they are. The first of many like things are enough.
func TestTheFocusIsAlwaysSeen(t *testing.T) {
	address, _ := real(t)
	const most = 80
	browsertest.Each(t, kinds, func(t *testing.T, ctx context.Context, name string) {
		browsertest.Open(t, ctx, address+name, 360)
		browsertest.Media(t, ctx, "screen", "prefers-reduced-motion", "reduce")
		if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
			t.Fatal(err)
		}
		seen := 0
		for range most {
			press(t, ctx, "\t")
			wrong := browsertest.Await[string](t, ctx, focused)
			if wrong == "end" {
				break
			}
			seen++
			if wrong != "" {
				t.Errorf("/%s: %s", name, wrong)
			}
		}
		if links := browsertest.Ask[int](t, ctx, `document.querySelectorAll("a[href]").length`); seen == 0 && links > 0 {
			t.Errorf("/%s: the keyboard reaches nothing", name)
		}
	})
}

// small gives the controls that are too small for a thumb. A link in a sentence is as large as its words.
const small = `(() => {
  const size = 44
  const inSentence = e => getComputedStyle(e).display === "inline" && e.parentElement.textContent.trim() !== e.textContent.trim()
  const found = []
  for (const e of document.querySelectorAll("a[href], button, summary, input, select, textarea, [role=option]")) {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.matches(".skip")) continue
    if (e.matches("a") && inSentence(e)) continue
    let { width, height } = e.getBoundingClientRect()
    for (const label of e.labels || []) {
      const r = label.getBoundingClientRect()
      width = Math.max(width, r.width)
      height = Math.max(height, r.height)
    }
    // What a browser rounds is not ours.
    if (width < size - .5 || height < size - .5) found.push(width.toFixed(1) + " × " + height.toFixed(1) + ": " + e.outerHTML.slice(0, 120))
  }
  return found
})()`

func TestControlsAreLargeEnoughForAThumb(t *testing.T) {
	address, _ := real(t)
	browsertest.Each(t, slices.Concat(kinds, []string{"?q=4013", "?q=zzzzqqqq"}), func(t *testing.T, ctx context.Context, name string) {
		// Sheets are for paper.
		if strings.Contains(name, "checklist") {
			return
		}
		browsertest.Open(t, ctx, address+name, 360)
		if strings.Contains(name, "?q=") {
			until(t, ctx, "asking", `document.querySelector("[role=status]").textContent !== ""`)
		}
		browsertest.Ask[chromedp.Void](t, ctx, unfold)
		for _, found := range browsertest.Ask[[]string](t, ctx, small) {
			t.Errorf("/%s: %s", name, found)
		}
	})
}

// moving gives what moves by itself or glides.
const moving = `[...document.querySelectorAll("*")].filter(e => {
  const s = getComputedStyle(e), long = d => d.split(",").some(t => parseFloat(t) > .01)
  return s.scrollBehavior === "smooth" || long(s.transitionDuration) || s.animationName !== "none" && long(s.animationDuration)
}).map(e => e.outerHTML.slice(0, 120))`

func TestNothingMovesForThoseWhoAskForIt(t *testing.T) {
	address, _ := real(t)
	browsertest.Each(t, kinds, func(t *testing.T, ctx context.Context, name string) {
		browsertest.Open(t, ctx, address+name, 360)
		browsertest.Media(t, ctx, "screen", "prefers-reduced-motion", "reduce")
		for _, found := range browsertest.Ask[[]string](t, ctx, moving) {
			t.Errorf("/%s: this moves: %s", name, found)
		}
	})
}

// What leads around the site, or needs a finger, is no use on paper.
func TestPaperHasNothingToTap(t *testing.T) {
	address, _ := real(t)
	browsertest.Each(t, kinds, func(t *testing.T, ctx context.Context, name string) {
		browsertest.Open(t, ctx, address+name, 720)
		browsertest.Media(t, ctx, "print")
		for _, found := range browsertest.Ask[[]string](t, ctx, `[...document.querySelectorAll("header nav, footer nav, .crumbs, .skip, button")].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))`) {
			t.Errorf("/%s: this is printed: %s", name, found)
		}
	})
}

func TestEveryPageNamesItsLanguage(t *testing.T) {
	_, files := real(t)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) == ".html" && !strings.Contains(string(files[name][:min(200, len(files[name]))]), `<html lang=en>`) {
			t.Errorf("%s names no language", name)
		}
	}
}
