package main

import (
	"context"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/npm"
)

// situations are the ways in which people meet a page. Nothing moves, so that no color is met half way.
var situations = []struct {
	name, media string
	width       int64
	features    []string
}{
	{"light", "screen", 1280, []string{"prefers-color-scheme", "light"}},
	{"dark", "screen", 360, []string{"prefers-color-scheme", "dark"}},
	{"320 px", "screen", 320, []string{"prefers-color-scheme", "light"}},
	{"print", "print", 720, []string{"prefers-color-scheme", "light"}},
	{"forced colors", "screen", 360, []string{"prefers-color-scheme", "dark", "forced-colors", "active"}},
}

// looked is what axe-core found: how many of its rules a page keeps, and which it breaks, and where.
type looked struct {
	Passes     int
	Violations []struct {
		Rule, Help string
		Nodes      []struct{ Target, HTML, What string }
	}
}

// unfold opens what is folded, for what can't be seen is not looked at.
const unfold = `document.querySelectorAll("details").forEach(e => { e.removeAttribute("name"); e.open = true })`

// With forced colors, axe-core reads the color that text would be filled with if they were not; TestTextIsLegible looks
// at these.
const runAxe = `(async () => {
  const result = await axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    rules: { "target-size": { enabled: true }, "color-contrast": { enabled: !matchMedia("(forced-colors: active)").matches } },
    resultTypes: ["violations"],
  })
  return { passes: result.passes.length, violations: result.violations.map(v => ({ rule: v.id, help: v.help,
    nodes: v.nodes.map(n => ({ target: n.target.join(" "), html: n.html.slice(0, 160), what: n.failureSummary.replace(/\s+/g, " ") })) })) }
})()`

func TestAxeFindsNothing(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(npm.Package(t, "axe-core"), "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	address, files := real(t)
	pages := slices.Concat(kinds, []string{"?q=4013", "?q=zzzzqqqq"})
	// What is written by hand can have any mistake.
	for _, name := range slices.Sorted(maps.Keys(files)) {
		page := strings.TrimSuffix(name, "index.html")
		if ok, err := path.Match("guides/*/index.html", name); ok && err == nil && !slices.Contains(pages, page) {
			pages = append(pages, page)
		}
	}
	browsertest.Each(t, pages, func(t *testing.T, ctx context.Context, name string) {
		browsertest.Open(t, ctx, address+name, 360)
		// What the protocol evaluates is no script of the page: a strict policy has no say in it.
		if err := chromedp.Do(ctx, chromedp.Evaluate[chromedp.Void](string(source))); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(name, "?q=") {
			until(t, ctx, "asking", `document.querySelector("[role=status]").textContent !== ""`)
		}
		browsertest.Ask[chromedp.Void](t, ctx, unfold)
		for _, s := range situations {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(s.width, 800)); err != nil {
				t.Fatal(err)
			}
			browsertest.Media(t, ctx, s.media, append(s.features, "prefers-reduced-motion", "reduce")...)
			found := browsertest.Await[looked](t, ctx, runAxe)
			if found.Passes < 10 {
				t.Errorf("/%s, %s: it looked at %d rules only", name, s.name, found.Passes)
			}
			for _, v := range found.Violations {
				for _, n := range v.Nodes {
					t.Errorf("/%s, %s: %s (%s)\n  at %s: %s\n  %s", name, s.name, v.Rule, v.Help, n.Target, n.HTML, n.What)
				}
			}
		}
	})
}
