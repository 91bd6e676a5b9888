package main

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/papertest"
)

// onPaper prints the page as it stands in the browser.
func onPaper(t *testing.T, ctx context.Context) papertest.Paper {
	t.Helper()
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if err != nil {
		t.Fatal(err)
	}
	return papertest.Open(t, pdf)
}

// What somebody ticked on the screen is ticked on paper, without colors and backgrounds.
func TestTicksArePrinted(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	ink := func() (sum float64) {
		for _, page := range onPaper(t, ctx).Ink(t) {
			sum += page
		}
		return sum
	}
	inBoxes := func() float64 {
		with := ink()
		browsertest.Ask[chromedp.Void](t, ctx, boxes+`.forEach(e => e.style.visibility = "hidden")`)
		without := ink()
		browsertest.Ask[chromedp.Void](t, ctx, boxes+`.forEach(e => e.style.visibility = "")`)
		return with - without
	}
	empty := inBoxes()
	browsertest.Ask[chromedp.Void](t, ctx, boxes+`.forEach(e => e.checked = true)`)
	if full := inBoxes(); empty <= 0 || full < 2*empty {
		t.Errorf("the ink of all boxes is %g, and %g when they are ticked", empty, full)
	}
}

// Of what was tried, only that it was tried is printed; the numbers stay.
func TestOnlyWhatIsLeftIsPrinted(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	before(t, ctx, `window.print = () => { window.asked = true }`)
	browsertest.Open(t, ctx, address+lastFailed, 360)
	left := `[...document.querySelectorAll(".track button")].at(-1)`
	holds(t, ctx, "offered where nothing was tried", left+`.checkVisibility()`, false)
	follow(t, ctx, `document.querySelector("#fix-check-service-status .next a + a")`)
	click(t, ctx, stepsOf("check-icloud-space")+"[0]")
	click(t, ctx, left)
	holds(t, ctx, "asked to print", `window.asked`, true)
	const tried = "Go on with the next fix if all are green"
	texts := map[string]bool{"Check whether the service has an outage": true, "Compare the two numbers": true, "Plug the iPhone into its charger": true}
	// Whoever prints once more in another way prints the whole list.
	for _, whole := range []bool{false, true} {
		texts[tried] = whole
		printed := letters(strings.Join(onPaper(t, ctx).Pages(t), " "))
		for text, want := range texts {
			if strings.Contains(printed, letters(text)) != want {
				t.Errorf("whole %v: on paper %v, want %v: %s", whole, !want, want, text)
			}
		}
	}
}
