package scaffold

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/format"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// errors are what the checker finds in the small site with one more file.
func errors(t *testing.T, path string, content []byte) []finding.Finding {
	t.Helper()
	c, err := load.Catalog(testsite.FS(map[string]string{path: string(content)}))
	if err != nil {
		t.Fatal(err)
	}
	var found []finding.Finding
	for _, f := range check.Catalog(c, time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)) {
		if f.Severity == finding.Error {
			found = append(found, f)
		}
	}
	return found
}

// filled has what a person would write in the place of each placeholder, key by key.
var filled = map[string]string{
	"name": "Tape", "title": "Something new", "summary": "It is new.", "device": "iphone", "versions": "iOS 26", "platforms": "cloud",
	"phase": "backup", "messages": "Nothing works.", "causes": "Nobody knows.", "first": "All is safe.", "fixes": "look-around",
	"get_help_when": "After a day.", "minutes": "4", "touches": "toggle", "steps": "Tap **OK**.", "done": "It works.", "when": "Once a year",
	"url": "https://support.apple.com/en-us/108366", "by": "maker",
}

var keyAbove = regexp.MustCompile(`^ *(?:- )?([a-z_]+):`)

func TestANewFileBecomesValidAsItsPlaceholdersAreReplaced(t *testing.T) {
	for _, kind := range catalog.DataKinds {
		t.Run(kind.One(), func(t *testing.T) {
			path := "data/" + string(kind) + "/brand-new.yaml"
			lines := strings.Split(string(File(kind)), "\n")
			key := ""
			for i, line := range lines {
				if m := keyAbove.FindStringSubmatch(line); m != nil {
					key = m[1]
				}
				if strings.HasPrefix(strings.TrimSpace(line), "#") || !strings.Contains(line, catalog.Placeholder) {
					continue
				}
				// Each placeholder left is named at its line, and nothing else is wrong.
				var want, got []string
				for n, left := range lines {
					if !strings.HasPrefix(strings.TrimSpace(left), "#") && strings.Contains(left, catalog.Placeholder) {
						want = append(want, fmt.Sprint(n+1, " placeholder"))
					}
				}
				for _, f := range errors(t, path, []byte(strings.Join(lines, "\n"))) {
					got = append(got, fmt.Sprint(f.Line, " ", f.Rule))
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Fatalf("at line %d:\n%s", i+1, diff)
				}
				value, ok := filled[key]
				if !ok {
					t.Fatalf("nothing to write for %q", key)
				}
				lines[i] = strings.Replace(line, catalog.Placeholder, value, 1)
			}
			for _, f := range errors(t, path, []byte(strings.Join(lines, "\n"))) {
				t.Errorf("%+v", f)
			}
		})
	}
}

func TestANewFileIsFormattedAndExplainsEveryKey(t *testing.T) {
	for _, kind := range catalog.DataKinds {
		source := File(kind)
		file, _ := load.Data("data/"+string(kind)+"/brand-new.yaml", source)
		written, err := format.File(file)
		if err != nil || !bytes.Equal(source, written) {
			t.Errorf("%s: %v\n%s", kind, err, cmp.Diff(string(source), string(written)))
		}
		for _, f := range catalog.Fields(catalog.TypeOf(kind)) {
			if !strings.Contains(string(source), f.About) || !regexp.MustCompile(`(?m)^(# )?`+f.Key+`:`).Match(source) {
				t.Errorf("%s: nothing on %q", kind, f.Key)
			}
		}
	}
}

// An optional key is right as soon as the # before its lines is gone and its placeholder is replaced.
func TestOptionalKeysOfANewFileAreYAML(t *testing.T) {
	optional := regexp.MustCompile(`(?m)^# ((?:[a-z_]+:|  ).*)$`)
	for _, kind := range catalog.DataKinds {
		source := optional.ReplaceAll(File(kind), []byte("$1"))
		file, _ := load.Data("data/"+string(kind)+"/brand-new.yaml", source)
		if file.Root == nil {
			t.Errorf("%s: %+v\n%s", kind, file.Problem, source)
			continue
		}
		for _, f := range catalog.Fields(catalog.TypeOf(kind)) {
			if file.Root.Get(f.Key) == nil {
				t.Errorf("%s: no %q", kind, f.Key)
			}
		}
	}
}
