package main

import (
	"strings"
	"testing"

	"backupfirstaid/tools/internal/check"
)

func explained(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs strings.Builder
	if code := run(append([]string{"explain"}, args...), &out, &errs); code != 0 || errs.String() != "" {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	return out.String()
}

func TestEveryRuleIsExplained(t *testing.T) {
	for _, r := range check.Rules {
		t.Run(r.Name, func(t *testing.T) {
			got := explained(t, r.Name)
			for _, want := range []string{r.Name + ": " + r.Title + "\n", "\n" + r.Why + "\n", "\nOn the site: /" + r.Address() + "\n", r.Mends} {
				if !strings.Contains(got, want) {
					t.Errorf("%q is missing in\n%s", want, got)
				}
			}
			for word, example := range map[string]string{"Wrong": r.Wrong, "Right": r.Right} {
				files := check.ExampleFiles(example)
				if len(files) == 0 || !strings.Contains(got, "\n"+word+", in "+files[0].Name+"\n") {
					t.Fatalf("the example is missing: %s\n%s", word, got)
				}
				for _, f := range files {
					if shown := indented(f.Text); !strings.Contains(got, shown) {
						t.Errorf("this is missing:\n%s\nin\n%s", shown, got)
					}
				}
			}
			if marked := strings.Contains(got, "⟨brackets⟩"); marked != strings.Contains(strings.ReplaceAll(got, "⟨brackets⟩", ""), "⟨") {
				t.Errorf("marks explained: %v\n%s", marked, got)
			}
			if note := strings.Contains(got, "\nnote: "); note != r.Note {
				t.Errorf("said to be a note: %v", note)
			}
		})
	}
}

func indented(text string) string {
	return strings.ReplaceAll("    "+strings.ReplaceAll(strings.TrimSuffix(text, "\n"), "\n", "\n    ")+"\n", "\n    \n", "\n\n")
}

func TestAllRulesAreListedBelowEachOther(t *testing.T) {
	got := explained(t)
	column := 0
	for _, f := range check.Families {
		if !strings.Contains(got, "\n"+f.Title+"\n") && !strings.HasPrefix(got, f.Title+"\n") {
			t.Errorf("the family %s is missing", f.Name)
		}
	}
	for _, r := range check.Rules {
		_, line, found := strings.Cut(got, "\n  "+r.Name+" ")
		line, _, _ = strings.Cut(line, "\n")
		title, _, noted := strings.Cut(strings.TrimLeft(line, " "), " (A note.)")
		if !found || title != r.Title || noted != r.Note {
			t.Errorf("%s: %q", r.Name, line)
			continue
		}
		at := len(r.Name) + len(line) - len(strings.TrimLeft(line, " "))
		if column == 0 {
			column = at
		}
		if at != column {
			t.Errorf("the title of %s begins in column %d, others in %d", r.Name, at, column)
		}
	}
}
