package pages

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
)

func TestAListNamesTheNextFixAndWhatIsRisky(t *testing.T) {
	var l fixList
	for _, f := range []struct{ id, touches string }{{"a", "look"}, {"b", "remove"}, {"c", "erase"}} {
		l.add(&catalog.Fix{Entry: catalog.Entry{ID: f.id}, Title: catalog.Text{Value: "Title " + f.id}, Touches: catalog.Text{Value: f.touches}}, "key/"+f.id)
	}
	a, b, c := namedFix{"a", "Title a"}, namedFix{"b", "Title b"}, namedFix{"c", "Title c"}
	want := fixList{
		Fixes:  []listed{{a, &b}, {b, &c}, {c, nil}},
		Blocks: []string{"key/a", "key/b", "key/c"}, Count: 3, Risky: []string{"Title b", "Title c"},
	}
	if diff := cmp.Diff(want, l, cmp.AllowUnexported(listed{})); diff != "" {
		t.Error(diff)
	}
}

// Only what serves one of the symptom's platforms keeps it from coming back; the shortest come first, and three are enough.
func TestRoutinesThatKeepItAway(t *testing.T) {
	m := &maker{Catalog: &catalog.Catalog{}}
	for i, r := range []struct {
		minutes  int
		platform string
	}{{30, "cloud"}, {5, "box"}, {10, "cloud"}, {20, "cloud"}, {10, "disk"}} {
		id := fmt.Sprint("r", i)
		m.Routines = append(m.Routines, &catalog.Routine{Entry: catalog.Entry{ID: id}, Title: catalog.Text{Value: id}, Minutes: catalog.Whole{Value: r.minutes}, Platforms: texts(r.platform)})
	}
	var got []string
	for _, e := range m.keeping(&catalog.Symptom{Platforms: texts("cloud", "disk")}) {
		got = append(got, e.Title)
	}
	if diff := cmp.Diff([]string{"r2", "r4", "r3"}, got); diff != "" {
		t.Error(diff)
	}
	if got := m.keeping(&catalog.Symptom{Platforms: texts("elsewhere")}); got != nil {
		t.Errorf("for no platform of theirs: %v", got)
	}
}

// The line is that of the steps which are shown, not of those for another phone.
func TestAFixIsCorrectedAtItsOwnSteps(t *testing.T) {
	site := small(t, nil)
	_ = site
	c := catalogOf(t, nil)
	f := c.Fix("clear-out")
	for platform, want := range map[string]int{"cloud": 15, "box": 17} {
		if got := stepsLine(f.Steps, texts(platform)); got != want {
			t.Errorf("%s: line %d, want %d", platform, got, want)
		}
	}
	if got := parts(part{"needs", firstLine(f.Needs)}, part{"done", f.Done.Pos.Line}); len(got) != 1 || got[0] != (part{"done", 18}) {
		t.Errorf("parts that nobody wrote are not left out: %v", got)
	}
}
