package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/npm"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/testsite"
)

// report is what is read of what Lighthouse says.
type report struct {
	RuntimeError *struct{ Message string }
	Categories   map[string]struct {
		Score     float64
		AuditRefs []struct {
			ID     string
			Weight float64
		}
	}
	Audits map[string]struct {
		Title, DisplayValue string
		Score               *float64
	}
}

// below says which audits keep a category from the full score.
func (r report) below(category string) string {
	var texts []string
	for _, ref := range r.Categories[category].AuditRefs {
		if a := r.Audits[ref.ID]; ref.Weight > 0 && a.Score != nil && *a.Score < 1 {
			texts = append(texts, strings.TrimSpace(ref.ID+" "+a.DisplayValue))
		}
	}
	return strings.Join(texts, ", ")
}

// Lighthouse, as it looks at pages on a phone by itself (a slow phone on slow 4G, reckoned and not waited for), gives
// all it can give. How quick a page is depends on how busy this computer is too, and it can only seem slower by that: the
// best of five counts. The rest is the same each time.
func TestLighthouseGivesAHundred(t *testing.T) {
	lighthouse, node, chromium := npm.Package(t, "lighthouse"), npm.Program(t, "node"), browsertest.Find(t)
	h := &host{}
	address, server := h.start(t)
	// Canonical links have the address that is looked at.
	site, err := pipeline.Make(pipeline.Options{Root: testsite.Repository(), BaseURL: address})
	if err != nil {
		t.Fatal(err)
	}
	h.files = site.Files
	server.Start()
	look := func(t *testing.T, page string, categories ...string) (r report) {
		command := exec.Command(node, filepath.Join(lighthouse, "cli/index.js"), address+page, "--quiet", "--no-enable-error-reporting",
			"--output=json", "--disable-full-page-screenshot", "--only-categories="+strings.Join(categories, ","),
			"--chrome-flags=--headless=new --no-sandbox --disable-quic --disable-component-update")
		command.Env, command.Stderr = append(os.Environ(), "CHROME_PATH="+chromium), os.Stderr
		out, err := command.Output()
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out, &r); err != nil {
			t.Fatal(err)
		}
		if r.RuntimeError != nil {
			t.Fatal(r.RuntimeError.Message)
		}
		return r
	}
	all := []string{"performance", "accessibility", "best-practices", "seo"}
	for _, page := range []string{"", "symptoms/icloud-last-backup-failed/", "fixes/free-icloud-storage/", "guides/what-each-backup-holds/", "codes/"} {
		t.Run(page, func(t *testing.T) {
			r := look(t, page, all...)
			for again := 0; again < 4 && r.Categories["performance"].Score < 1; again++ {
				t.Logf("/%s: performance %.2f, once more: %s", page, r.Categories["performance"].Score, r.below("performance"))
				quick := look(t, page, "performance")
				r.Categories["performance"] = quick.Categories["performance"]
				for id, audit := range quick.Audits {
					r.Audits[id] = audit
				}
			}
			for _, category := range slices.Sorted(slices.Values(all)) {
				if c := r.Categories[category]; c.Score < 1 || len(c.AuditRefs) == 0 {
					t.Errorf("/%s: %s %.2f: %s", page, category, c.Score, r.below(category))
				}
			}
		})
	}
}
