package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/testsite"
)

// pagesOf lists the HTML files under a folder.
func pagesOf(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, _ fs.DirEntry, err error) error {
		if filepath.Ext(p) == ".html" {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The comparison is fair only as long as both make the same pages.
func TestBothMakeTheSamePages(t *testing.T) {
	scratch := t.TempDir()
	var out, errs strings.Builder
	code := run([]string{"--source", testsite.Repository(), "--symptoms", "20", "--fixes", "20", "--runs", "1", "--scratch", scratch, "--keep"}, &out, &errs)
	if code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	if !strings.Contains(out.String(), "| Hugo alone |") || !strings.Contains(out.String(), "of Hugo alone") {
		t.Errorf("said: %s", out.String())
	}
	made, err := filepath.Glob(filepath.Join(scratch, "*"))
	if err != nil || len(made) != 1 {
		t.Fatalf("%v, %v", made, err)
	}
	ours, alone := filepath.Join(made[0], "ours.public"), filepath.Join(made[0], "alone.public")
	without := func(pages []string) (out []string) {
		for _, p := range pages {
			// A site has a list of routines even where it has none, and a page for each rule. What it makes for paper
			// besides one sheet, Hugo alone leaves out: it is at an advantage.
			switch {
			case strings.HasPrefix(p, "routines/"), strings.HasPrefix(p, "contribute/"), strings.HasPrefix(p, "booklets/"), p == "print/index.html", p == "offline/index.html":
			case strings.HasSuffix(p, "/checklist-large.html"), strings.HasSuffix(p, "/copy.html"):
			default:
				out = append(out, p)
			}
		}
		return out
	}
	if diff := cmp.Diff(without(pagesOf(t, ours)), without(pagesOf(t, alone))); diff != "" {
		t.Error(diff)
	}
	// And the same words on them: one fix and one symptom, without what their code blocks are wrapped in. Sheets are
	// left out: ours say more.
	for _, page := range []string{"fixes/fix-number-7/index.html", "symptoms/symptom-number-7/index.html"} {
		if a, b := text(t, ours, page), text(t, alone, page); a != b {
			t.Errorf("%s: %s", page, cmp.Diff(strings.Fields(a), strings.Fields(b)))
		}
	}
}

// text is what a page says, between its top and its foot.
func text(t *testing.T, dir, page string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(content), "<main")
	body, _, _ = strings.Cut(body, "</main>")
	var b strings.Builder
	for i, piece := range strings.Split(body, "<") {
		_, words, _ := strings.Cut(piece, ">")
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(words)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func TestFactsAreMeasured(t *testing.T) {
	var out, errs strings.Builder
	scratch := t.TempDir()
	if code := run([]string{"facts", "--source", testsite.Repository(), "--entries", "20,30", "--runs", "1", "--scratch", scratch}, &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	for _, want := range []string{"20 entries", "30 entries", "| load and check |", "| the whole command, data check |", "| goccy alone |", "| yaml/v4 alone |", "× goccy | × yaml/v4 |", " 1.00 |", "The bound on memory"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
	if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestNothingIsMeasuredThatFails(t *testing.T) {
	root := t.TempDir()
	made, err := newFacts(root, 4)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "data", "fixes", "broken.yaml"), []byte("title: \"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{checking, "goccy", "yaml/v4", "nothing"} {
		var out, errs strings.Builder
		if code := run([]string{"work", name, root}, &out, &errs); code == 0 || out.Len() > 0 {
			t.Errorf("%s: exit %d, said %q", name, code, out.String())
		}
	}
	if code := run([]string{"facts", "--entries", "1"}, &strings.Builder{}, &strings.Builder{}); code != 2 {
		t.Errorf("one entry is no symptom and a fix: exit %d", code)
	}
	if len(made.sources) != 4+5 || made.bytes < 1000 {
		t.Errorf("%d files of %d bytes", len(made.sources), made.bytes)
	}
}
