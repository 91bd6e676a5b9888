package ledger

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(dateForm, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// two is a ledger of two releases.
func two(t *testing.T) []byte {
	t.Helper()
	a, b := copied(), copied()
	b.Address, b.First = "routines/monthly/", ""
	text := Parse(nil).Add(Release{Sheets: []Sheet{a, b}, Names: []Name{{"reset", "Reset: all of it"}, {"look", "Look"}}, Addresses: []string{"guides/rule/", "booklets/key.html"}}, day(t, "2026-11-27"))
	a.Revision = "cccccc"
	return Parse(text).Add(Release{Sheets: []Sheet{a, b}, Names: []Name{{"look", "Look twice"}}, Addresses: []string{"guides/rule/"}}, day(t, "2026-12-24"))
}

func TestWhatIsAddedIsRead(t *testing.T) {
	l := Parse(two(t))
	if len(l.Problems) > 0 {
		t.Fatal(l.Problems)
	}
	routine := copied()
	routine.Address, routine.First = "routines/monthly/", ""
	later := copied()
	later.Revision = "cccccc"
	start := strings.Count(head, "\n")
	want := []Line{{routine, "2026-11-27", 1, start + 1}, {copied(), "2026-11-27", 1, start + 2}, {later, "2026-12-24", 2, start + 8}}
	if diff := cmp.Diff(want, l.Lines); diff != "" {
		t.Error(diff)
	}
	names := []NameLine{{Name{"look", "Look"}, 1, start + 3}, {Name{"reset", "Reset: all of it"}, 1, start + 4}, {Name{"look", "Look twice"}, 2, start + 9}}
	if diff := cmp.Diff(names, l.Names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]AddressLine{{"booklets/key.html", start + 5}, {"guides/rule/", start + 6}}, l.Addresses); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(string(l.Source), "\nsymptoms/full/ aaaaaa fffff look:1:stepa reset:4:stepb:warnb clear:5:stepc:warnc\n") {
		t.Errorf("%s", l.Source)
	}
	if got := l.Add(Release{Sheets: []Sheet{copied(), later}, Names: []Name{{"look", "Look twice"}}, Addresses: []string{"booklets/key.html"}}, day(t, "2027-01-01")); string(got) != string(two(t)) {
		t.Errorf("what is known is added again: %s", got)
	}
}

// Whatever happens to a line by hand, the seal of a release tells.
func TestATouchedLedgerIsFound(t *testing.T) {
	whole := string(two(t))
	lines := strings.SplitAfter(whole, "\n")
	start := strings.Count(head, "\n")
	tests := []struct{ name, text, want string }{
		{"a code changed", strings.Replace(whole, "stepb", "stepz", 1), "17: a line above this seal was changed, added or taken out"},
		{"a line taken out", strings.Replace(whole, lines[start], "", 1), "16: a line above this seal was changed, added or taken out"},
		{"two lines the other way round", strings.Replace(whole, lines[start]+lines[start+1], lines[start+1]+lines[start], 1), "17: a line above this seal was changed, added or taken out"},
		{"a day changed", strings.Replace(whole, "sealed 2026-11-27", "sealed 2026-11-26", 1), "17: a line above this seal was changed, added or taken out"},
		{"a release taken out", strings.Replace(whole, strings.Join(lines[start:start+7], ""), "", 1), "13: a line above this seal was changed, added or taken out"},
		{"the end cut off", strings.Join(lines[:start+9], ""), "18: no seal stands below this line"},
		{"a line written by hand", whole + "symptoms/full/ dddddd - look:1:stepa\n", "21: no seal stands below this line"},
		{"a line twice", whole + lines[start+1], "21: the same stands in line 12"},
		{"a title changed", strings.Replace(whole, "Reset: all of it", "Reset", 1), "17: a line above this seal was changed, added or taken out"},
		{"an address taken out", strings.Replace(whole, "guides/rule/\n", "", 1), "16: a line above this seal was changed, added or taken out"},
		{"an address written by hand", whole + "guides/other/\n", "21: no seal stands below this line"},
		{"an address twice", whole + "guides/rule/\n", "21: the same stands in line 16"},
		{"a title twice", whole + "fix look Look twice\n", "21: the same stands in line 19"},
		{"an address with a code", whole + "guides/other/#a\n", "21: this is no line of the ledger"},
		{"something else", whole + "<<<<<<< HEAD\n", "21: this is no line of the ledger"},
		{"an older release", string(Parse(two(t)).Add(Release{Sheets: []Sheet{{Address: "symptoms/full/", Revision: "dddddd", Fixes: copied().Fixes}}}, day(t, "2026-11-01"))), "22: this release is older than the one above it"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range Parse([]byte(tt.text)).Problems {
				got = append(got, fmt.Sprintf("%d: %s", p.Number, p.Message))
			}
			if !strings.Contains(strings.Join(got, "\n"), tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	for name, text := range map[string]string{"line ends of Windows": strings.ReplaceAll(whole, "\n", "\r\n"), "a comment more": "# Another.\n" + whole, "nothing": ""} {
		if l := Parse([]byte(text)); len(l.Problems) > 0 {
			t.Errorf("%s: %v", name, l.Problems)
		}
	}
}

func TestGrown(t *testing.T) {
	whole := string(two(t))
	lines := strings.SplitAfter(whole, "\n")
	first := strings.Join(lines[:strings.Count(head, "\n")+7], "")
	tests := []struct {
		name, before, now string
		number            int
	}{
		{"nothing to begin with", "", whole, 0},
		{"the same", whole, whole, 0},
		{"a release more", first, whole, 0},
		{"a release less", whole, first, 18},
		{"a line changed", first, strings.Replace(whole, "stepb", "stepz", 1), 11},
		{"all gone", whole, "", 1},
	}
	for _, tt := range tests {
		number, ok := Parse([]byte(tt.now)).Grown(Parse([]byte(tt.before)))
		if number != tt.number || ok != (tt.number == 0) {
			t.Errorf("%s: %d, %v", tt.name, number, ok)
		}
	}
}

// A copy says what its fixes were called when it was printed, whatever they were called before and after.
func TestCalled(t *testing.T) {
	text := Parse(nil).Source
	for i, title := range []string{"Look", "Look twice", "Look", "Look"} {
		text = Parse(text).Add(Release{Names: []Name{{"look", title}}, Addresses: []string{fmt.Sprintf("guides/g%d/", i)}}, day(t, "2026-11-27"))
	}
	l := Parse(text)
	if len(l.Problems) > 0 || len(l.Names) != 3 {
		t.Fatalf("%v %s", l.Problems, text)
	}
	for release, want := range []string{"", "Look", "Look twice", "Look", "Look"} {
		if got := l.Called("look", release); got != want {
			t.Errorf("release %d: %q, want %q", release, got, want)
		}
	}
	if got := l.Called("reset", 4); got != "" {
		t.Errorf("%q", got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("symptoms/full/ aaaaaa - look:1:stepa\nsealed 2026-11-27 aaaaaaaa\n"))
	f.Add([]byte("fix look A: b\nfix look C\nfix look A: b\nabout/\nbooklets/key.html\nsealed 2026-11-27 aaaaaaaa\n"))
	f.Add([]byte("# a\r\n\r\nsealed 2026-99-99 zzzzzzzz"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l := Parse(text)
		if len(l.Problems) > 0 {
			return
		}
		again := Parse(l.Add(Release{[]Sheet{{Address: "symptoms/new/", Revision: "aaaaaa", Fixes: []Fix{{ID: "look", Steps: "aaaaa"}}}}, []Name{{"look", "Look: a"}}, []string{"about/"}}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)))
		if len(again.Problems) > 0 || len(again.Lines) < len(l.Lines) {
			t.Errorf("%q becomes %v", text, again.Problems)
		}
	})
}
