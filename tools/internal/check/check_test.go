package check

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// today is the day of all tests.
var today = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

var update = flag.Bool("update", false, "write what the rules find into the samples")

// tree is the valid site with the files of an archive laid over it.
func tree(t *testing.T, files ...txtar.File) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range append(testsite.Files(), files...) {
		if f.Name != "want" {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return fsys
}

func found(t *testing.T, fsys fstest.MapFS, rules []Rule) string {
	t.Helper()
	c, err := load.Catalog(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range run(c, today, rules) {
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s (%s) [%s]\n", f.File, f.Line, f.Column, f.Severity, f.Message, f.Suggestion, f.Rule)
	}
	return b.String()
}

func TestAValidSiteHasNoFindings(t *testing.T) {
	if got := found(t, tree(t), Rules); got != "" {
		t.Error(got)
	}
}

func TestEveryRuleFindsItsSample(t *testing.T) {
	for _, rule := range Rules {
		t.Run(rule.Name, func(t *testing.T) {
			file := filepath.Join("testdata", "rules", rule.Name+".txtar")
			sample, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal("every rule has a failing sample: ", err)
			}
			got := found(t, tree(t, sample.Files...), Rules)
			if !strings.Contains(got, "["+rule.Name+"]") {
				t.Errorf("the rule found nothing in its own sample; all findings:\n%s", got)
			}
			last := &sample.Files[len(sample.Files)-1]
			if *update {
				last.Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(sample), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(last.Data), got); diff != "" {
				t.Error(diff)
			}
			if without := found(t, tree(t, sample.Files...), slices.DeleteFunc(slices.Clone(Rules), func(r Rule) bool { return r.Name == rule.Name })); without == got {
				t.Error("the sample gives the same findings without the rule")
			}
		})
	}
	samples, err := os.ReadDir("testdata/rules")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		if name := strings.TrimSuffix(s.Name(), ".txtar"); Title(name) == "" {
			t.Errorf("%s is the sample of no rule", s.Name())
		}
	}
}

func TestEveryRuleSaysWhatAndWhy(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules {
		if !idForm.MatchString(r.Name) || seen[r.Name] {
			t.Errorf("%q is no new plain name", r.Name)
		}
		seen[r.Name] = true
		for _, s := range []string{r.Title, r.Why} {
			if !strings.HasSuffix(s, ".") {
				t.Errorf("%s: %q is no sentence", r.Name, s)
			}
		}
	}
}

func TestFindingsComeSortedByPlace(t *testing.T) {
	c := &catalog.Catalog{}
	c.Index()
	at := func(file string, line int) Rule {
		return Rule{Name: "r", check: func(p *pass) { p.found(catalog.Pos{File: file, Line: line, Column: 1}, "m", "") }}
	}
	got := run(c, today, []Rule{at("b", 1), at("a", 2), at("a", 1)})
	var places []string
	for _, f := range got {
		places = append(places, fmt.Sprint(f.File, f.Line))
		if f.Severity != finding.Error || f.Rule != "r" {
			t.Errorf("unmarked finding %+v", f)
		}
	}
	if diff := cmp.Diff([]string{"a1", "a2", "b1"}, places); diff != "" {
		t.Error(diff)
	}
}
