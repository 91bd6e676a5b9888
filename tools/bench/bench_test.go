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
			// A site has a list of routines even where it has none.
			if !strings.HasPrefix(p, "routines/") {
				out = append(out, p)
			}
		}
		return out
	}
	if diff := cmp.Diff(without(pagesOf(t, ours)), without(pagesOf(t, alone))); diff != "" {
		t.Error(diff)
	}
	// And the same words on them: one fix and one symptom, without what their code blocks are wrapped in.
	for _, page := range []string{"fixes/fix-number-7/index.html", "symptoms/symptom-number-7/index.html", "symptoms/symptom-number-7/checklist.html"} {
		if a, b := text(t, ours, page), text(t, alone, page); a != b {
			t.Errorf("%s: %s", page, cmp.Diff(strings.Fields(a), strings.Fields(b)))
		}
	}
}

// text is what a page says, in its body.
func text(t *testing.T, dir, page string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, page))
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(content), "<main")
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
