package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/paper"
	"backupfirstaid/tools/internal/testsite"
)

// runs runs a command that must succeed, and gives what it said.
func runs(t *testing.T, args ...string) (out, errs string) {
	t.Helper()
	var o, e strings.Builder
	if code := run(t.Context(), args, &o, &e); code != 0 {
		t.Fatalf("%s: exit %d: %s", strings.Join(args, " "), code, e.String())
	}
	return o.String(), e.String()
}

// pdfs are the PDFs of a site, and its pages that lead to one.
func pdfs(t *testing.T, root string) (files map[string]string, leading []string) {
	t.Helper()
	files = map[string]string{}
	for name, content := range testsite.Contents(t, filepath.Join(root, "public")) {
		switch filepath.Ext(name) {
		case ".pdf":
			files[name] = content
		case ".html":
			if leadsToBoth(content) {
				leading = append(leading, name)
			} else if strings.Contains(content, ".pdf") {
				t.Errorf("%s names a PDF and does not lead to both sizes", name)
			}
			if strings.Contains(content, "data-if") {
				t.Errorf("%s has an element that waits", name)
			}
		}
	}
	slices.Sort(leading)
	return files, leading
}

var toPDF = regexp.MustCompile(`<a href="?([^" >]+)\.pdf"?>`)

// leadsToBoth tells that a page leads to PDFs, to each in both sizes of paper.
func leadsToBoth(page string) bool {
	names := map[string]bool{}
	for _, m := range toPDF.FindAllStringSubmatch(page, -1) {
		names[m[1]] = true
	}
	for name := range names {
		if !strings.HasSuffix(name, "-letter") && !names[name+"-letter"] {
			return false
		}
	}
	return len(names) > 0
}

func TestPDFs(t *testing.T) {
	t.Parallel()
	browsertest.Find(t)
	root := testsite.New(t)
	edit(t, filepath.Join(root, "data/symptoms/full.yaml"), "sources:", "formerly: [brimming]\nsources:")
	step := filepath.Join(root, "data/fixes/look-around.yaml")

	out, _ := runs(t, "pdf", "--source", root)
	first, leading := pdfs(t, root)
	if want := []string{"booklets/index.html", "routines/monthly/index.html", "symptoms/full/index.html"}; !slices.Equal(leading, want) {
		t.Errorf("%v lead to PDFs", leading)
	}
	for _, name := range []string{"routines/monthly/checklist", "symptoms/brimming/checklist", "symptoms/full/checklist"} {
		for _, size := range paper.Sizes {
			if !strings.HasPrefix(first[size.File(name+".html")], "%PDF-") {
				t.Errorf("there is no %s of %s", size.Name, name)
			}
		}
	}
	// What a browser prints at a time is one page.
	sheets := len(first) - len(paper.Sizes)
	if !strings.Contains(out, " printed, 0 as before.") || sheets < 4 {
		t.Errorf("%d PDFs, and it says %s", len(first), out)
	}

	out, _ = runs(t, "pdf", "--source", root)
	if !strings.Contains(out, "nothing changed, nothing touched") || !strings.Contains(out, " 0 printed") {
		t.Errorf("the second time it says %s", out)
	}
	// Building leaves PDFs that are true.
	out, _ = runs(t, "build", "--source", root)
	if !strings.Contains(out, "nothing changed, nothing touched") {
		t.Errorf("building says %s", out)
	}

	edit(t, step, "You know.", "You know now.")
	// It takes away those that are true no more, and the links to them.
	_, errs := runs(t, "build", "--source", root)
	if !strings.Contains(errs, " PDFs are gone, since their sheets have changed; `site pdf` prints what is missing.") {
		t.Errorf("building says %s", errs)
	}
	built, leading := pdfs(t, root)
	if !slices.Equal(leading, []string{"booklets/index.html", "routines/monthly/index.html"}) {
		t.Errorf("after building %v lead to PDFs", leading)
	}
	for name, content := range built {
		if strings.HasPrefix(name, "symptoms/") || content != first[name] {
			t.Errorf("%s is still there, or another", name)
		}
	}

	// Only these are printed.
	out, _ = runs(t, "pdf", "--source", root)
	again, _ := pdfs(t, root)
	if !strings.Contains(out, fmt.Sprintf(" %d as before.", len(built))) {
		t.Errorf("%d PDFs were kept, and it says %s", len(built), out)
	}
	for name, content := range first {
		// No step stands in the booklet of routines or in the key.
		shows := strings.HasPrefix(name, "symptoms/") || strings.HasPrefix(name, "booklets/iphone")
		if changed := again[name] != content; changed != shows {
			t.Errorf("%s changed: %v", name, changed)
		}
	}

	// Printed anew from nothing, all are the same to the byte.
	if err := os.RemoveAll(filepath.Join(root, "public")); err != nil {
		t.Fatal(err)
	}
	runs(t, "pdf", "--source", root)
	anew, _ := pdfs(t, root)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(again)), slices.Sorted(maps.Keys(anew))); diff != "" {
		t.Error(diff)
	}
	for name, content := range again {
		if anew[name] != content {
			t.Errorf("%s is printed in other bytes the next time", name)
		}
	}
}

// Without a browser one sentence says so, and the site stays as it is.
func TestPDFsWithoutABrowser(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("elsewhere a browser may lie outside of PATH")
	}
	root := testsite.New(t)
	runs(t, "build", "--source", root)
	before := testsite.Contents(t, filepath.Join(root, "public"))
	t.Setenv("PATH", t.TempDir())
	var out, errs strings.Builder
	code := run(t.Context(), []string{"pdf", "--source", root}, &out, &errs)
	const want = "site: no Chromium is here to print with; install Chromium or Google Chrome, and all else works without\n"
	if code != 2 || errs.String() != want || out.Len() > 0 {
		t.Errorf("exit %d: %q %q", code, out.String(), errs.String())
	}
	if diff := cmp.Diff(before, testsite.Contents(t, filepath.Join(root, "public"))); diff != "" {
		t.Errorf("the site changed: %s", diff)
	}
}

// A mistake is said, and nothing is printed.
func TestPDFsOfFactsWithMistakes(t *testing.T) {
	t.Parallel()
	browsertest.Find(t)
	root := testsite.New(t)
	edit(t, filepath.Join(root, "data/symptoms/full.yaml"), "- clear-out", "- claer-out")
	var out, errs strings.Builder
	if code := run(t.Context(), []string{"pdf", "--source", root}, &out, &errs); code != 1 || !strings.Contains(errs.String(), "unknown-fix") || out.Len() > 0 {
		t.Errorf("exit %d: %s%s", code, out.String(), errs.String())
	}
	if _, err := os.Stat(filepath.Join(root, "public")); err == nil {
		t.Error("something was published")
	}
}
