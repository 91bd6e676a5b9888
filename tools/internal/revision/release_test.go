package revision

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/ledger"
)

// What a text names and is not on the sheet is printed at its foot, so its address must last.
func TestAddressesOnPaper(t *testing.T) {
	const symptom, fix, routine = "data/symptoms/full.yaml", "data/fixes/clear-out.yaml", "data/routines/monthly.yaml"
	booklets := []string{"booklets/iphone.html", "booklets/key.html", "booklets/routines.html"}
	tests := []struct {
		name, file, old, new string
		more                 []string
	}{
		{"nothing", "", "", "", nil},
		{"a guide", symptom, "After a day.", "After a [day](page:guides/rule#a).", []string{"guides/rule/"}},
		{"a platform", fix, "Makes room.\n", "Makes room.\nneeds:\n  - The [Box](platform:box).\n", []string{"platforms/box/"}},
		{"a fix of the list", symptom, "After a day.", "After [this](fix:clear-out).", nil},
		{"a fix of no list of it", routine, "Open {place:backup}.", "See [it](fix:clear-out).", []string{"fixes/clear-out/"}},
		{"a sheet's own page", routine, "Open {place:backup}.", "See [this](symptom:full).", nil},
		{"another site", symptom, "After a day.", "After a [day](https://support.apple.com/a).", nil},
		{"a text that is on no sheet", symptom, "Photos fill it.", "The [photos](page:guides/rule) fill it.", nil},
		{"a phone without a list", "data/platforms/cloud.yaml", "device: iphone", "device: android", []string{"booklets/android.html"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			facts, _ := changedSite(t, tt.file, tt.old, tt.new)
			want := append(booklets[:3:3], tt.more...)
			if tt.name == "a phone without a list" {
				want = append(tt.more, booklets[1:]...)
			}
			release := NewReader(facts).Release()
			if diff := cmp.Diff(want, release.Addresses); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]ledger.Name{{ID: "clear-out", Title: "Clear out"}, {ID: "look-around", Title: "Look around"}}, release.Names); diff != "" {
				t.Error(diff)
			}
		})
	}
}
