package revision

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// sheets are those of the small site after a change of one file.
func sheets(t *testing.T, file, old, new string) map[string]ledger.Sheet {
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
	return out
}

// Codes stand on paper: a change of how they are computed would call every copy an old one.
func TestCodesStay(t *testing.T) {
	want := map[string]ledger.Sheet{
		"symptoms/full/": {
			Address: "symptoms/full/", Revision: "db5khz", First: "jk3rn",
			Fixes: []ledger.Fix{{ID: "look-around", Rung: 1, Steps: "9u8bd"}, {ID: "clear-out", Rung: 5, Steps: "mqjth", Warning: "d9y3j"}},
		},
		"routines/monthly/": {Address: "routines/monthly/", Revision: "srhgvs", Fixes: []ledger.Fix{{ID: "monthly", Steps: "9u8bd"}}},
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
		{"what is lost", fix, "What you delete.", "All you have.", true, []string{"warning of clear-out"}},
		{"what comes before", fix, "before:\n", "before:\n  - Make a copy.\n", true, []string{"warning of clear-out"}},
		{"how to take it back", fix, "Nobody can.", "Look in the bin.", true, []string{"warning of clear-out"}},
		{"a rung", fix, "touches: remove", "touches: erase", true, []string{"rung of clear-out"}},
		{"a step of a routine", routine, "Open {place:backup}.", "Open {place:backup}. Read it.", true, []string{"steps of monthly"}},
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
