package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"backupfirstaid/tools/internal/browsertest"
)

// until waits for a script to give true.
func until(t *testing.T, ctx context.Context, what, script string) {
	t.Helper()
	for range 100 {
		if browsertest.Becomes(ctx, script) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("%s: %s never came true", what, script)
}

func press(t *testing.T, ctx context.Context, keys string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.KeyEvent(keys)); err != nil {
		t.Fatal(err)
	}
}

const (
	field    = `document.querySelector("#q")`
	options  = `[...document.querySelectorAll("[role=option]")]`
	loaded   = `performance.getEntriesByType("resource").map(e => new URL(e.name).pathname).filter(n => n.endsWith(".js"))`
	expanded = field + `.getAttribute("aria-expanded") === "true"`
)

func TestTypingLeadsToTheSymptom(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address, 360)
	if got := browsertest.Ask[[]string](t, ctx, loaded); len(got) != 2 || strings.Contains(strings.Join(got, " "), "/js/find.") {
		t.Errorf("before the field is touched these are loaded: %v", got)
	}
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	browsertest.Ask[bool](t, ctx, field+`.focus(), true`)
	until(t, ctx, "loading", loaded+`.length === 4`)
	press(t, ctx, "4013")
	until(t, ctx, "typing", expanded)
	until(t, ctx, "telling", `/^\d+ results?$/.test(document.querySelector("[role=status]").textContent)`)
	if got := browsertest.Ask[string](t, ctx, options+`[0].textContent`); !strings.Contains(got, "4013") || !strings.Contains(got, "iPhone · Computer backup") || !strings.Contains(got, "restoring") {
		t.Errorf("the first result says %q", got)
	}
	if got := browsertest.Ask[string](t, ctx, options+`[0].querySelector("mark").textContent`); got != "4013" {
		t.Errorf("marked is %q", got)
	}

	press(t, ctx, kb.ArrowDown)
	active := field + `.getAttribute("aria-activedescendant")`
	if got := browsertest.Ask[string](t, ctx, active); got != "found-0" {
		t.Errorf("the arrow chooses %q", got)
	}
	if !browsertest.Ask[bool](t, ctx, `document.getElementById("found-0").getAttribute("aria-selected") === "true"`) {
		t.Error("what is chosen does not say so")
	}
	press(t, ctx, kb.Escape)
	if browsertest.Ask[bool](t, ctx, expanded) || browsertest.Ask[string](t, ctx, field+`.value`) != "4013" {
		t.Error("Escape does not close the list, or takes what was typed")
	}
	press(t, ctx, kb.ArrowDown)
	if !browsertest.Ask[bool](t, ctx, expanded) {
		t.Error("the arrow does not open the list again")
	}
	press(t, ctx, kb.Enter)
	until(t, ctx, "Enter", `location.pathname === "/symptoms/err-4013-family/"`)
}

func TestAnAddressCanAsk(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	for _, scheme := range []string{"light", "dark"} {
		browsertest.Open(t, ctx, address+"?q="+url.QueryEscape("“The last backup could not be completed.” iphone 15, please help"), 320)
		browsertest.Scheme(t, ctx, scheme)
		until(t, ctx, "asking", expanded)
		if got := browsertest.Ask[string](t, ctx, options+`[0].getAttribute("href")`); got != "symptoms/icloud-last-backup-failed/" {
			t.Errorf("the first result leads to %q", got)
		}
		if got := browsertest.Ask[float64](t, ctx, contrasts+`.ratio`); got < 4.5 {
			t.Errorf("%s: contrast %.2f", scheme, got)
		}
		if got := browsertest.Ask[int64](t, ctx, `document.documentElement.scrollWidth`); got > 320 {
			t.Errorf("%d wide", got)
		}
		if got := browsertest.Ask[float64](t, ctx, `Math.min(`+field+`.offsetHeight, ...`+options+`.map(e => e.offsetHeight))`); got < 44 {
			t.Errorf("a target is %v high", got)
		}
	}
}

func TestNothingFoundSaysWhatNext(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"?q=zzzzqqqq", 360)
	until(t, ctx, "telling", `document.querySelector("[role=status]").textContent === "Nothing found."`)
	if browsertest.Ask[bool](t, ctx, expanded) {
		t.Error("an empty list is open")
	}
	links := browsertest.Ask[[]string](t, ctx, `[...document.querySelectorAll(".search-nothing a")].filter(e => e.offsetHeight >= 44).map(e => e.getAttribute("href"))`)
	if got := strings.Join(links, " "); !strings.HasPrefix(got, "symptoms/ codes/ https://support.apple.com/") {
		t.Errorf("it leads to %s", got)
	}
}

func TestWithoutScriptTheSearchIsNotThere(t *testing.T) {
	t.Parallel()
	address, _ := real(t)
	ctx := browsertest.New(t)
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	browsertest.Open(t, ctx, address+"?q=4013", 360)
	if got := browsertest.Ask[string](t, ctx, `getComputedStyle(document.querySelector(".search")).display`); got != "none" {
		t.Errorf("the form shows as %q", got)
	}
	if !browsertest.Ask[bool](t, ctx, `document.querySelector(".pick a").offsetHeight >= 44`) {
		t.Error("the way by the phone is not there")
	}
}

// The site will be served with a strict policy. Nothing of the search needs more than its own files.
func TestTheSearchNeedsNothingButItsFiles(t *testing.T) {
	t.Parallel()
	_, files := real(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		if name == "" {
			name = "index.html"
		}
		w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'")
		http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(files[name]))
	}))
	t.Cleanup(server.Close)
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, server.URL+"/?q=4013", 360)
	until(t, ctx, "asking", expanded)
	if got := browsertest.Ask[int64](t, ctx, `localStorage.length + sessionStorage.length + document.cookie.length`); got != 0 {
		t.Error("something is stored")
	}
}

// A page on a stick is opened from a folder.
func TestTheSearchWorksFromAFolder(t *testing.T) {
	t.Parallel()
	_, files := real(t)
	address := onAStick(t, files, "index.html")
	ctx := browsertest.New(t)
	browsertest.Open(t, ctx, address+"index.html?q=4013", 360)
	until(t, ctx, "asking", expanded)
}
