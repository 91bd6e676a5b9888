package check

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/load"
)

// lay lays an example over the small site and what examples.txtar adds to it: keys of an
// entry that is there take the place of the same keys, anything else is a file of its own.
func lay(t *testing.T, example string) fstest.MapFS {
	t.Helper()
	more, err := txtar.ParseFile("testdata/examples.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := tree(t, more.Files...)
	files := txtar.Parse([]byte(example)).Files
	if len(files) == 0 {
		t.Fatalf("the example has no file:\n%s", example)
	}
	for _, f := range files {
		if under, ok := fsys[f.Name]; ok && strings.HasPrefix(f.Name, "data/") {
			f.Data = []byte(withKeys(string(under.Data), string(f.Data)))
		}
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// keyGroup is a key at the left edge with the lines that belong to it.
var keyGroup = regexp.MustCompile(`(?m)^([^\s#-][^:\n]*):.*\n(?:[ \t-].*\n|\n)*`)

func withKeys(entry, keys string) string {
	for _, g := range keyGroup.FindAllStringSubmatch(keys, -1) {
		old := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(g[1]) + `:.*\n(?:[ \t-].*\n|\n)*`)
		if at := old.FindStringIndex(entry); at != nil && !strings.Contains("\n"+keys[:strings.Index(keys, g[0])], "\n"+g[1]+":") {
			entry = entry[:at[0]] + g[0] + entry[at[1]:]
		} else {
			entry += g[0]
		}
	}
	return entry
}

func laid(t *testing.T, about Rule, example string, rules []Rule) []finding.Finding {
	t.Helper()
	c, err := load.Catalog(lay(t, example))
	if err != nil {
		t.Fatal(err)
	}
	// An example is about one rule: that its keys stand at the end of the file, or its source
	// was not read, is of no matter but to the rules about that.
	return slices.DeleteFunc(run(c, today, rules), func(f finding.Finding) bool { return f.Severity == finding.Note && f.Rule != about.Name })
}

func TestWrongExamplesAreFoundAndRightOnesAreNot(t *testing.T) {
	for _, rule := range Rules {
		t.Run(rule.Name, func(t *testing.T) {
			if rule.Wrong == "" || rule.Right == "" {
				t.Fatal("every rule has a wrong and a right example")
			}
			wrong := laid(t, rule, rule.Wrong, Rules)
			if len(wrong) == 0 {
				t.Errorf("nothing is found in the wrong example\n%s", rule.Wrong)
			}
			for _, f := range wrong {
				if f.Rule != rule.Name {
					t.Errorf("the wrong example is wrong in another way: %+v", f)
				}
			}
			for _, f := range laid(t, rule, rule.Right, Rules) {
				t.Errorf("the right example is wrong: %+v", f)
			}
		})
	}
}

// What a rule finds in its wrong example no other one finds, also when it is taken out:
// nothing else stands behind it.
func TestARuleIsMissedWhenItIsTakenOut(t *testing.T) {
	for i, rule := range Rules {
		t.Run(rule.Name, func(t *testing.T) {
			for _, f := range laid(t, rule, rule.Wrong, slices.Delete(slices.Clone(Rules), i, i+1)) {
				t.Errorf("the wrong example is still wrong without the rule: %+v", f)
			}
		})
	}
}

func TestTheSiteUnderTheExamplesHasNoFindings(t *testing.T) {
	for _, f := range laid(t, Rule{}, "-- content/guides/another.md --\n---\ntitle: Another\ndescription: More.\n---\nWords.\n", Rules) {
		t.Error(f)
	}
}

func TestExamplesCanBeShown(t *testing.T) {
	for _, rule := range Rules {
		for _, example := range []string{rule.Wrong, rule.Right} {
			if a := txtar.Parse([]byte(example)); len(a.Comment) > 0 {
				t.Errorf("%s: this stands before the first file and would not be shown: %s", rule.Name, a.Comment)
			}
			for _, f := range ExampleFiles(example) {
				if f.Text == "" || f.Text != finding.Legible(f.Text) || !utf8.ValidString(f.Text) {
					t.Errorf("%s: %s: %q", rule.Name, f.Name, f.Text)
				}
			}
		}
	}
	got := ExampleFiles("-- a.yaml --\n\ufeffa: 1\r\n-- b/c.md --\n\tb\xe9\n")
	want := []ExampleFile{{"a.yaml", "⟨U+FEFF⟩a: 1⟨CR⟩\n"}, {"b/c.md", "⟨tab⟩b⟨byte E9⟩\n"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestFamiliesHoldEveryRuleOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Families {
		if !idForm.MatchString(f.Name) || seen[f.Name] || f.Title == "" || strings.HasSuffix(f.Title, ".") {
			t.Errorf("%q: %q", f.Name, f.Title)
		}
		seen[f.Name] = true
	}
	for _, r := range Rules {
		if got, ok := Named(r.Name); !ok || got.Title != r.Title {
			t.Errorf("%s can't be found by its name", r.Name)
		}
	}
}
