package check

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/load"
)

// lay lays an example over the small site: keys of an entry that is there take the place
// of the same keys, anything else is a file of its own.
func lay(t *testing.T, example string) fstest.MapFS {
	t.Helper()
	fsys := tree(t)
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
		if at := old.FindStringIndex(entry); at != nil && !strings.Contains(keys[:strings.Index(keys, g[0])], "\n"+g[1]+":") {
			entry = entry[:at[0]] + g[0] + entry[at[1]:]
		} else {
			entry += g[0]
		}
	}
	return entry
}

func TestWrongExamplesAreFoundAndRightOnesAreNot(t *testing.T) {
	for _, rule := range Rules {
		if rule.Wrong == "" {
			continue
		}
		t.Run(rule.Name, func(t *testing.T) {
			of := func(example string) []finding.Finding {
				c, err := load.Catalog(lay(t, example))
				if err != nil {
					t.Fatal(err)
				}
				// Keys that an example adds stand at the end of the file.
				return slices.DeleteFunc(run(c, today, Rules), func(f finding.Finding) bool { return f.Rule == "formatting" && rule.Name != "formatting" })
			}
			wrong := of(rule.Wrong)
			if len(wrong) == 0 {
				t.Errorf("nothing is found in the wrong example\n%s", rule.Wrong)
			}
			for _, f := range wrong {
				if f.Rule != rule.Name {
					t.Errorf("the wrong example is wrong in another way: %+v", f)
				}
			}
			for _, f := range of(rule.Right) {
				t.Errorf("the right example is wrong: %+v", f)
			}
		})
	}
}
