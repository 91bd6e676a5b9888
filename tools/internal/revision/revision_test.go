package revision

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// sheets are those of the small site after a change of one file.
func sheets(t *testing.T, file, old, new string) map[string]ledger.Sheet {
	t.Helper()
	_, out := changedSite(t, file, old, new)
	return out
}

func changedSite(t *testing.T, file, old, new string) (*catalog.Catalog, map[string]ledger.Sheet) {
	t.Helper()
	fsys := testsite.FS(nil)
	if file != "" {
		was := string(fsys[file].Data)
		if !strings.Contains(was, old) {
			t.Fatalf("%s has no %q", file, old)
		}
		fsys = testsite.FS(map[string]string{file: strings.Replace(was, old, new, 1)})
	}
	c, err := load.Catalog(fsys)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]ledger.Sheet{}
	for _, s := range NewReader(c).Sheets() {
		out[s.Address] = s
	}
	return c, out
}

// Codes stand on paper: a change of how they are computed would call every copy an old one.
func TestCodesStay(t *testing.T) {
	want := map[string]ledger.Sheet{
		"symptoms/full/": {
			Address: "symptoms/full/", Revision: "xthqrh", First: "jk3rn",
			Fixes: []ledger.Fix{{ID: "look-around", Rung: 1, Steps: "9u8bd"}, {ID: "clear-out", Rung: 5, Steps: "mqjth", Warning: "d9y3j"}},
		},
		"routines/monthly/": {Address: "routines/monthly/", Revision: "3u5q57", Fixes: []ledger.Fix{{ID: "monthly", Steps: "9u8bd", Warning: "2cn8q"}}},
	}
	if diff := cmp.Diff(want, sheets(t, "", "", "")); diff != "" {
		t.Error(diff)
	}
}

func TestWhatMakesAnotherRevision(t *testing.T) {
	const symptom, fix, platform, routine = "data/symptoms/full.yaml", "data/fixes/clear-out.yaml", "data/platforms/cloud.yaml", "data/routines/monthly.yaml"
	tests := []struct {
		name, file, old, new string
		// parts are the parts of the sheets that get another code, besides the revision.
		revised bool
		parts   []string
	}{
		{"nothing", "", "", "", false, nil},
		{"a source that was read", symptom, "checked: 2026-11-22", "checked: 2026-11-23", false, nil},
		{"words in bold", symptom, "first: Nothing is lost.", "first: Nothing is **lost**.", false, nil},
		{"where a link leads", fix, "(fix:look-around)", "(page:guides/rule)", false, nil},
		{"words to search with", symptom, "get_help_when:", "keywords:\n  - full up\nget_help_when:", false, nil},
		{"a title", symptom, "title: Storage is full", "title: The storage is full", true, nil},
		{"a message", symptom, "Not Enough Storage", "Not enough storage", true, nil},
		{"a cause", symptom, "Photos fill it.", "Videos fill it.", true, nil},
		{"when to get help", symptom, "After a day.", "After a week.", true, nil},
		{"minutes", fix, "minutes: 5", "minutes: 50", true, nil},
		{"a summary", fix, "Makes room.", "Makes more room.", true, nil},
		{"a comma in a step", fix, "Tap **Delete**.", "Tap, **Delete**.", true, nil},
		{"what is safe first", symptom, "Delete nothing yet.", "Delete it all.", true, []string{"first"}},
		{"a step", fix, "Tap **Delete**.", "Tap **Delete All**.", true, []string{"steps of clear-out"}},
		{"a step on another phone", fix, "Open {place:cable}.", "Open {place:backup}.", false, nil},
		{"a step more", fix, "    - Tap **Delete**.\n", "    - Tap **Delete**.\n    - Tap it again.\n", true, []string{"steps of clear-out"}},
		{"a menu that moved", platform, "Settings > Backup", "Settings > Cloud > Backup", true, []string{"steps of look-around", "steps of monthly"}},
		{"a version", platform, `- "18"`, `- "19"`, true, nil},
		{"what is lost", fix, "What you delete.", "All you have.", true, []string{"warning of clear-out"}},
		{"what comes before", fix, "before:\n", "before:\n  - Make a copy.\n", true, []string{"warning of clear-out"}},
		{"how to take it back", fix, "Nobody can.", "Look in the bin.", true, []string{"warning of clear-out"}},
		{"a rung", fix, "touches: remove", "touches: erase", true, []string{"rung of clear-out"}},
		{"a step of a routine", routine, "Open {place:backup}.", "Open {place:backup}. Read it.", true, []string{"steps of monthly", "warning of monthly"}},
		{"a step of a routine more", routine, "steps:\n", "steps:\n  - Erase it.\n", true, []string{"steps of monthly", "warning of monthly"}},
		{"a comma in a step of a routine", routine, "Open {place:backup}.", "Open, {place:backup}.", true, nil},
		{"a title of a routine", routine, "title: ", "title: The ", true, nil},
		{"a summary of a routine", routine, "summary: ", "summary: So. ", true, nil},
		{"when a routine is due", routine, "Once a month", "Twice a month", true, nil},
	}
	before := sheets(t, "", "", "")
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after := sheets(t, tt.file, tt.old, tt.new)
			revised := false
			var parts []string
			for address, b := range before {
				a := after[address]
				revised = revised || a.Revision != b.Revision
				parts = append(parts, changed(b, a)...)
			}
			slices.Sort(parts)
			if revised != tt.revised {
				t.Errorf("another revision: %v", revised)
			}
			if diff := cmp.Diff(tt.parts, parts); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func changed(b, a ledger.Sheet) []string {
	var parts []string
	if a.First != b.First {
		parts = append(parts, "first")
	}
	for i, f := range b.Fixes {
		g := a.Fixes[i]
		for name, differs := range map[string]bool{"steps": f.Steps != g.Steps, "warning": f.Warning != g.Warning, "rung": f.Rung != g.Rung} {
			if differs {
				parts = append(parts, name+" of "+f.ID)
			}
		}
	}
	return parts
}

// A routine has no rung and warns in its steps: whatever is said in them otherwise may be what costs something.
func TestWhatCopiesOfARoutineAreTold(t *testing.T) {
	const routine, platform = "data/routines/monthly.yaml", "data/platforms/cloud.yaml"
	const step = "  - Open {place:backup}.\n"
	tests := []struct {
		name, file, old, new string
		want                 ledger.Kind
		parts                int
	}{
		{"nothing", "", "", "", ledger.Same, 0},
		{"only the title", routine, "title: Monthly", "title: The monthly", ledger.Words, 0},
		{"only the summary", routine, "Finds trouble early.", "Finds trouble.", ledger.Words, 0},
		{"only the minutes", routine, "minutes: 5", "minutes: 6", ledger.Words, 0},
		{"only the version", platform, `- "18"`, `- "19"`, ledger.Words, 0},
		{"a menu that moved", platform, "Settings > Backup", "Settings > Cloud > Backup", ledger.Steps, 1},
		{"a step changed", routine, step, "  - Open {place:backup}, and delete the last one.\n", ledger.Danger, 1},
		{"a step that leads elsewhere", routine, step, "  - Open {place:cable}.\n", ledger.Danger, 1},
		{"a step more", routine, step, step + "  - Copy it.\n", ledger.Danger, 1},
		{"a step less", routine, step, step + "  - Copy it.\n", ledger.Danger, 1},
		{"steps for each platform", routine, "steps:\n" + step, "steps:\n  cloud:\n  " + step, ledger.Danger, 1},
		{"another id", routine, "minutes:", "formerly:\n  - weekly\nminutes:", ledger.Words, 0},
		{"another id, and a step changed", routine, "minutes: 5\nsteps:\n" + step, "minutes: 5\nformerly:\n  - weekly\nsteps:\n  - Erase it.\n", ledger.Danger, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			copy := sheets(t, "", "", "")["routines/monthly/"]
			if strings.HasPrefix(tt.name, "another id") {
				copy.Address, copy.Revision, copy.Fixes[0].ID = "routines/weekly/", "aaaaaa", "weekly"
			}
			facts, now := changedSite(t, tt.file, tt.old, tt.new)
			if tt.name == "a step less" {
				now["routines/monthly/"], copy = copy, now["routines/monthly/"]
			}
			got := facts.Since(now["routines/monthly/"], copy)
			if got.Kind != tt.want || len(got.Fixes) != tt.parts || got.New > 0 || got.Order || got.First {
				t.Errorf("got %+v, want %s", got, tt.want)
			}
		})
	}
}
