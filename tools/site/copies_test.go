package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/testsite"
)

// copies is the small site with a page of another name, and copies of five revisions about.
func copies(t *testing.T) string {
	t.Helper()
	root := testsite.New(t)
	edit(t, filepath.Join(root, "data/symptoms/full.yaml"), "get_help_when:", "formerly:\n  - no-room\nget_help_when:")
	sheet := func(address, revision, steps, warning string) []ledger.Sheet {
		return []ledger.Sheet{{Address: address, Revision: revision, First: "jk3rn", Fixes: []ledger.Fix{
			{ID: "look-around", Rung: 1, Steps: "9u8bd"}, {ID: "clear-out", Rung: 5, Steps: steps, Warning: warning},
		}}}
	}
	without := sheet("symptoms/full/", "dddddd", "mqjth", "d9y3j")
	without[0].Fixes = append(without[0].Fixes, ledger.Fix{ID: "gone", Rung: 5, Steps: "aaaaa"})
	var text []byte
	for _, release := range [][]ledger.Sheet{
		sheet("symptoms/no-room/", "aaaaaa", "mqjth", "aaaaa"), sheet("symptoms/full/", "bbbbbb", "aaaaa", "d9y3j"),
		sheet("symptoms/full/", "cccccc", "mqjth", "d9y3j"), without, sheet("symptoms/full/", "xthqrh", "mqjth", "d9y3j"),
	} {
		text = ledger.Parse(text).Add(ledger.Release{Sheets: release, Names: []ledger.Name{{ID: "clear-out", Title: "Make room"}, {ID: "gone", Title: "Wipe it"}}}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	}
	if err := os.WriteFile(filepath.Join(root, ledger.File), text, 0o666); err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(root, "public")
	site, err := pipeline.Make(pipeline.Options{Root: root, Day: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range site.Files {
		file := filepath.Join(public, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return public
}

// A copy's code gets its answer, and no other one shows: with and without scripts, on a narrow
// phone, from a server and from a folder.
func TestACopyIsToldWhatChanged(t *testing.T) {
	t.Parallel()
	public := copies(t)
	server := httptest.NewServer(http.FileServer(http.Dir(public)))
	t.Cleanup(server.Close)
	ctx := browsertest.New(t)
	tests := []struct {
		name, address, want, not string
		// scripts tells that the answer needs them.
		scripts bool
	}{
		{"of today", "symptoms/full/copy.html#r-xthqrh", "Your printed copy is up to date", "", false},
		{"other words", "symptoms/full/copy.html#r-cccccc", "Your printed copy still holds", "", false},
		{"other steps", "symptoms/full/copy.html#r-bbbbbb", "Steps have changed since your copy was printed", "Read its warning", false},
		{"another warning", "symptoms/full/copy.html#r-aaaaaa", "Put your printed copy away", "", false},
		{"a fix gone", "symptoms/full/copy.html#r-dddddd", "Put your printed copy away", "Make room", false},
		{"typed in capitals", "symptoms/full/copy.html#R-CCCCCC", "Your printed copy still holds", "", true},
		{"unknown", "symptoms/full/copy.html#r-zzzzzz", "We do not know the code of your printed copy", "", true},
		{"of a former page", "symptoms/no-room/copy.html#r-aaaaaa", "Put your printed copy away", "", true},
		{"no copy", "symptoms/full/copy.html", "", "", false},
		{"another anchor", "symptoms/full/copy.html#main", "", "", false},
	}
	const visible = `[...document.querySelectorAll(".copies .told")].filter(e => e.checkVisibility()).map(e => e.innerText).join("\n---\n")`
	for _, scripts := range []bool{true, false} {
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts}); err != nil {
			t.Fatal(err)
		}
		for _, tt := range tests {
			if tt.scripts && !scripts {
				continue
			}
			for _, base := range []string{server.URL + "/", "file://" + public + "/"} {
				former := strings.Contains(tt.address, "no-room")
				// The page is left first: a change behind the # alone loads nothing.
				browsertest.Open(t, ctx, "about:blank", 360)
				browsertest.Open(t, ctx, base+tt.address, 360)
				if former && !becomes(ctx, `document.querySelector(".copies") !== null && location.hash === "#r-aaaaaa"`) {
					t.Errorf("%s, scripts %v, %s: did not lead on with the code", tt.name, scripts, base)
				}
				if scripts && tt.want != "" && !becomes(ctx, `document.activeElement.classList.contains("told")`) {
					t.Errorf("%s, %s: nothing is read out, since the answer has no focus", tt.name, base)
				}
				got := browsertest.Ask[string](t, ctx, visible)
				if tt.want == "" && got != "" || !strings.HasPrefix(got, tt.want) || strings.Contains(got, "---") || tt.not != "" && strings.Contains(got, tt.not) {
					t.Errorf("%s, scripts %v, %s: it says %q, want %q alone", tt.name, scripts, base, got, tt.want)
				}
				if tt.want != "" && !browsertest.Ask[bool](t, ctx, `(() => { const b = [...document.querySelectorAll(".told")].find(e => e.checkVisibility()).getBoundingClientRect(); return b.top >= 0 && b.top < innerHeight / 2 && b.right <= innerWidth })()`) {
					t.Errorf("%s, scripts %v, %s: the answer is not at the top of the screen", tt.name, scripts, base)
				}
			}
		}
	}
}

// A fix is named as it is on the copy: what number it has there depends on what was printed.
func TestACopyIsToldAFixByItsTitle(t *testing.T) {
	t.Parallel()
	public := copies(t)
	page, err := os.ReadFile(filepath.Join(public, "symptoms/full/copy.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<li>“Wipe it”: no longer in this list. Leave it out.", `#fix-clear-out>Make room</a>, now called “Clear out”`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(string(page), "Fix 2") {
		t.Error("it tells of a number")
	}
}

// Whoever types the address that stands on a sheet finds the way to the answer too, with and without scripts.
func TestACopyWithoutACameraIsTold(t *testing.T) {
	t.Parallel()
	public := copies(t)
	ctx := browsertest.New(t)
	for _, scripts := range []bool{true, false} {
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripts}); err != nil {
			t.Fatal(err)
		}
		for _, page := range []struct{ address, code string }{{"symptoms/full/", "xthqrh"}, {"routines/monthly/", "3u5q57"}} {
			browsertest.Open(t, ctx, "about:blank", 360)
			browsertest.Open(t, ctx, "file://"+public+"/"+page.address+"index.html", 360)
			browsertest.Ask[bool](t, ctx, `document.querySelector('main a[href="copy.html"]').click() || true`)
			if !becomes(ctx, `document.querySelector(".copies") !== null && document.readyState === "complete"`) {
				t.Fatalf("%s, scripts %v: no link leads on", page.address, scripts)
			}
			said := browsertest.Ask[string](t, ctx, `document.querySelector("main").innerText`)
			for _, want := range []string{"Look for “Code of this sheet” on your copy.", "The code of today is " + page.code + ".", "If it is any other, follow the page above instead, or print the list of today."} {
				if !strings.Contains(said, want) {
					t.Errorf("%s, scripts %v: it says %q, and not %q", page.address, scripts, said, want)
				}
			}
			if page.address != "symptoms/full/" {
				continue
			}
			browsertest.Ask[bool](t, ctx, `document.querySelector('a[href="#r-bbbbbb"]').click() || true`)
			if !becomes(ctx, `document.getElementById("r-bbbbbb").parentElement.querySelector(".told").checkVisibility()`) {
				t.Errorf("scripts %v: the chosen code has no answer", scripts)
			}
		}
	}
}

// becomes waits until a script gives true.
func becomes(ctx context.Context, script string) bool {
	for range 200 {
		if browsertest.Becomes(ctx, script) {
			return true
		}
		time.Sleep(25 * time.Millisecond)
	}
	return false
}
