package main

import (
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/finish"
	"backupfirstaid/tools/internal/headers"
)

// watching takes down, from the beginning of each page, what its policy blocks and what goes wrong in a script.
const watching = `window.blocked = []
addEventListener("securitypolicyviolation", e => blocked.push(e.violatedDirective + " blocks " + e.blockedURI + " " + e.sample))
addEventListener("error", e => blocked.push("error: " + (e.message || e.target.outerHTML)), true)
addEventListener("unhandledrejection", e => blocked.push("rejection: " + e.reason))`

// ownPolicies are pages of each kind: everything that a template makes, and what only some pages hold.
var ownPolicies = append([]string{"contribute/components/", "?q=4013"}, kinds...)

func TestNothingOnAPageIsBlockedByItsPolicy(t *testing.T) {
	t.Parallel()
	_, files := real(t)
	headerPolicy(t, files)
	server := httptest.NewServer(&shakyHost{files: files})
	t.Cleanup(server.Close)
	ctx := browsertest.New(t)
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watching}); err != nil {
		t.Fatal(err)
	}
	for _, name := range ownPolicies {
		browsertest.Open(t, ctx, server.URL+"/"+name, 360)
		if strings.Contains(name, "?q=") {
			until(t, ctx, "searching", expanded)
		}
		if !browsertest.Ask[bool](t, ctx, styled) {
			t.Errorf("%s has no styles", name)
		}
		for _, what := range browsertest.Ask[[]string](t, ctx, `blocked`) {
			t.Errorf("%s: %s", name, what)
		}
		// The policy is there, and bites: this asks for what it forbids.
		if got := ask[string](t, ctx, `new Promise(done => {
			addEventListener("securitypolicyviolation", e => done(e.violatedDirective))
			const style = document.createElement("style")
			style.textContent = "p { color: red }"
			document.head.append(style)
			setTimeout(() => done("nothing"), 3000)
		})`); got != "style-src-elem" {
			t.Errorf("%s: a style that was not there is blocked by %s", name, got)
		}
	}
}

// headerPolicy holds what a server is told to say of every page; shakyHost says it.
func headerPolicy(t *testing.T, files map[string][]byte) {
	t.Helper()
	_, after, _ := strings.Cut(string(files[headers.File]), "\n  Content-Security-Policy: ")
	policy, _, found := strings.Cut(after, "\n")
	if !found || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") {
		t.Fatalf("%s says %q", headers.File, policy)
	}
}

// Each page has a policy of its own, and sheets and redirects the tightest: they load nothing.
func TestEveryPageHasAPolicy(t *testing.T) {
	t.Parallel()
	_, files := real(t)
	for name, content := range files {
		if filepath.Ext(name) != ".html" {
			continue
		}
		policy := finish.Policy(content)
		if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
			t.Errorf("%s: %q", name, policy)
		}
		if strings.HasSuffix(name, "checklist.html") && strings.Contains(policy, "'self'") {
			t.Errorf("%s may load something: %s", name, policy)
		}
	}
}

// A folder has no host that 'self' could be. Chromium and Firefox take the files beside a page for it.
func TestThePolicyLetsAFolderBeRead(t *testing.T) {
	t.Parallel()
	files := keeping(t)
	address := onAStick(t, files)
	ctx := browsertest.New(t)
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watching}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"index.html", "symptoms/full/index.html", "symptoms/full/checklist.html", "offline/index.html", "codes/index.html"} {
		browsertest.Open(t, ctx, address+name, 360)
		if !browsertest.Ask[bool](t, ctx, `document.styleSheets.length > 0 && getComputedStyle(document.body).margin === "0px" || !!document.querySelector("style")`) {
			t.Errorf("%s has no styles", name)
		}
		if !strings.HasSuffix(name, "checklist.html") && !browsertest.Ask[bool](t, ctx, `typeof said === "object"`) {
			t.Errorf("%s has no script", name)
		}
		for _, what := range browsertest.Ask[[]string](t, ctx, `blocked`) {
			t.Errorf("%s: %s", name, what)
		}
	}
}
