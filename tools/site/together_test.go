package main

import (
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/browsertest"
)

// picked prints lists as one sheet, without a printer.
const picked = `(async () => {
  window.print = () => { window.printed = true }
  for (const id of ["icloud-last-backup-failed", "icloud-not-enough-storage"]) document.querySelector('input[value*="/' + id + '/"]').checked = true
  document.querySelector("input[value*=monthly-check]").checked = true
  document.querySelector("form.device").requestSubmit()
  for (let i = 0; i < 200 && !window.printed; i++) await new Promise(r => setTimeout(r, 50))
  return [...document.querySelectorAll(".paper [data-rung]")].map(e => ({ Rung: +e.dataset.rung, Title: e.querySelector("h3").textContent.trim(), For: e.querySelector(".facts").textContent, Steps: e.querySelectorAll(".steps > li .box").length }))
})()`

func TestSeveralListsPrintAsOne(t *testing.T) {
	t.Parallel()
	address, files := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"print/", 360)
	type fix struct {
		Rung, Steps int
		Title, For  string
	}
	merged := browsertest.Await[[]fix](t, ctx, picked)
	if !slices.IsSortedFunc(merged, func(a, b fix) int { return a.Rung - b.Rung }) {
		t.Error("a gentler fix stands behind one that risks more")
	}
	want := map[string]bool{}
	for _, name := range []string{"symptoms/icloud-last-backup-failed/checklist.html", "symptoms/icloud-not-enough-storage/checklist.html"} {
		for _, title := range headings(t, files[name]) {
			want[title] = true
		}
	}
	seen := map[string]bool{}
	for _, f := range merged {
		if seen[f.Title] {
			t.Errorf("%q stands there twice", f.Title)
		}
		if seen[f.Title] = true; !want[f.Title] || f.Steps == 0 {
			t.Errorf("%q is in no list, or has no steps: %d", f.Title, f.Steps)
		}
	}
	if len(seen) != len(want) || len(want) == 0 {
		t.Errorf("%d fixes of %d", len(seen), len(want))
	}
	if i := slices.IndexFunc(merged, func(f fix) bool { return f.Title == "Compare iCloud space with the next backup" }); i < 0 || !strings.Contains(merged[i].For, "for list 1, 2") {
		t.Errorf("a fix of both lists does not say so: %+v", merged)
	}
	if got := browsertest.Ask[int](t, ctx, `document.querySelectorAll(".paper .code").length`); got != 3 {
		t.Errorf("%d codes lead back to three lists", got)
	}
	if !browsertest.Ask[bool](t, ctx, `document.querySelectorAll(".paper .routine .steps").length > 0 && document.querySelectorAll(".paper .slip").length === 1`) {
		t.Error("the routine, or the slip for whoever helps, is not there once")
	}
	if got := browsertest.Ask[string](t, ctx, `document.querySelector("[role=status]").textContent`); !strings.HasPrefix(got, "Lists: 3. Fixes: ") {
		t.Errorf("it says %q", got)
	}
}

// headings are the titles of the fixes on a sheet.
func headings(t *testing.T, sheet []byte) []string {
	t.Helper()
	var out []string
	for _, part := range strings.Split(string(sheet), "<h3>")[1:] {
		text, _, _ := strings.Cut(part, "</h3>")
		if _, title, ok := strings.Cut(text, "<span class=box></span><span>"); ok {
			out = append(out, strings.TrimSuffix(title, "</span>"))
		}
	}
	return out
}

func TestNothingPickedSaysSo(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"print/", 320)
	browsertest.Ask[bool](t, ctx, `document.querySelector("form.device").requestSubmit(), true`)
	until(t, ctx, "saying so", `document.querySelector("[role=status]").textContent.startsWith("Nothing is picked yet.")`)
}
