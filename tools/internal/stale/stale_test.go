package stale

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

var update = flag.Bool("update", false, "write what is made into the golden files")

var day = time.Date(2026, 11, 24, 23, 59, 0, 0, time.FixedZone("far west", -12*3600))

// small lists the small site, with other files laid over it.
func small(t *testing.T, extra map[string]string) List {
	t.Helper()
	fsys := testsite.FS(nil)
	for name, f := range fsys {
		// Nobody has read the sources of any but one.
		if name != "data/platforms/cloud.yaml" {
			f.Data = bytes.ReplaceAll(f.Data, []byte("checked: 2026-11-22"), []byte("# unread"))
		}
	}
	for name, content := range extra {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	c, err := load.Catalog(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return Catalog(c, day, 365)
}

// routine is a file with these sources, each "by checked".
func routine(sources ...string) string {
	s := "title: T\nsummary: S.\nwhen: Now\nplatforms: [cloud]\nminutes: 1\nsteps:\n  - Go.\nsources:\n"
	for i, source := range sources {
		by, checked, _ := strings.Cut(source, " ")
		s += fmt.Sprintf("  - title: %d\n    url: https://a.example/%d\n    by: %s\n", i, i, by)
		if checked != "" {
			s += "    checked: " + checked + "\n"
		}
	}
	return s
}

func find(l List, id string) *Row {
	for _, r := range l.Rows {
		if r.ID == id {
			return &r
		}
	}
	return nil
}

func TestWhatNeedsSomebody(t *testing.T) {
	tests := []struct {
		name    string
		sources []string
		reasons []Reason
		days    int
		address string
	}{
		{"confirmed", []string{"maker 2026-11-24"}, nil, 0, ""},
		{"confirmed a year ago", []string{"maker 2025-11-24"}, nil, 0, ""},
		{"confirmed, with another never read", []string{"maker 2026-11-22", "press"}, nil, 0, ""},
		{"a day older than a year", []string{"maker 2025-11-23"}, []Reason{Old}, 366, "https://a.example/0"},
		{"the latest reading counts, the longest ago is read first", []string{"press 2025-11-02", "maker 2025-11-01"}, []Reason{Old}, 387, "https://a.example/1"},
		{"reported", []string{"community 2026-11-22", "press", "app"}, []Reason{Reported}, 2, "https://a.example/2"},
		{"reported long ago", []string{"tested 2020-02-29"}, []Reason{Reported, Old}, 2460, "https://a.example/0"},
		{"never read", []string{"press", "maker"}, []Reason{Unconfirmed}, -1, "https://a.example/1"},
		{"never read, none by the maker", []string{"press", "community"}, []Reason{Unconfirmed}, -1, "https://a.example/0"},
		{"a day ahead", []string{"press 2027-01-01"}, []Reason{Reported}, 0, "https://a.example/0"},
	}
	for _, tt := range tests {
		r := find(small(t, map[string]string{"data/routines/it.yaml": routine(tt.sources...)}), "it")
		if r == nil {
			if tt.reasons != nil {
				t.Errorf("%s: not listed, want %v", tt.name, tt.reasons)
			}
			continue
		}
		days := -1
		if r.Days != nil {
			days = *r.Days
		}
		if !slices.Equal(r.Reasons, tt.reasons) || days != tt.days || r.Address != tt.address {
			t.Errorf("%s: %v, %d days, %s", tt.name, r.Reasons, days, r.Address)
		}
	}
}

func TestEveryKindIsListed(t *testing.T) {
	page := "---\ntitle: G\ndescription: D.\nsources:\n  - title: 0\n    url: https://a.example/0\n    by: press\n---\nText.\n"
	l := small(t, map[string]string{
		"content/guides/sourced.md": page,
		// Without any source: the checker says so, and it is listed.
		"data/routines/bare.yaml": "title: Bare\n",
	})
	var got []string
	for _, r := range l.Rows {
		got = append(got, fmt.Sprintf("%s %s %s:%d rung %q, %d of %d unread", r.Kind, r.ID, r.File, r.Line, r.Rung, r.Unread, r.Sources))
	}
	want := []string{
		`fix clear-out data/fixes/clear-out.yaml:19 rung "remove", 1 of 1 unread`,
		`symptom full data/symptoms/full.yaml:15 rung "remove", 1 of 1 unread`,
		`fix look-around data/fixes/look-around.yaml:12 rung "look", 1 of 1 unread`,
		`page guides/sourced content/guides/sourced.md:4 rung "", 1 of 1 unread`,
		`platform box data/platforms/box.yaml:10 rung "", 1 of 1 unread`,
		`routine bare data/routines/bare.yaml:1 rung "", 0 of 0 unread`,
		`routine monthly data/routines/monthly.yaml:10 rung "", 1 of 1 unread`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// A guide without sources rests on none, and is no entry here.
	if l.Entries != 8 || l.Listed != 7 {
		t.Errorf("%d of %d", l.Listed, l.Entries)
	}
}

func TestTheWorstComesFirst(t *testing.T) {
	row := func(kind, id, rung string, level catalog.Level, checked string) Row {
		return Row{Kind: kind, ID: id, Rung: rung, Evidence: level, Checked: checked}
	}
	want := []Row{
		row("fix", "a", "erase", catalog.Unconfirmed, ""),
		row("fix", "z", "erase", catalog.Reported, "2020-01-01"),
		row("fix", "b", "erase", catalog.Confirmed, "2019-01-01"),
		row("fix", "c", "remove", catalog.Unconfirmed, ""),
		row("symptom", "a", "remove", catalog.Unconfirmed, ""),
		row("symptom", "b", "remove", catalog.Unconfirmed, ""),
		row("fix", "d", "settings", catalog.Reported, "2024-12-31"),
		row("fix", "e", "restart", catalog.Reported, "2025-01-01"),
		row("fix", "f", "toggle", catalog.Reported, "2025-01-01"),
		row("fix", "h", "look", catalog.Confirmed, "2024-01-01"),
		row("fix", "g", "look", catalog.Confirmed, "2024-01-02"),
		row("page", "x", "", catalog.Unconfirmed, ""),
		row("routine", "b", "", catalog.Unconfirmed, ""),
		row("platform", "a", "", catalog.Reported, "2026-01-01"),
	}
	for i := range want {
		for j := range want {
			if got, order := compare(want[i], want[j]), i-j; got < 0 != (order < 0) || got > 0 != (order > 0) {
				t.Errorf("%+v and %+v: %d", want[i], want[j], got)
			}
		}
	}
}

func TestASymptomIsAsBadAsItsWorstFix(t *testing.T) {
	symptom := "title: T\nplatforms: [cloud]\nphase: backup\nsigns: [x]\ncauses: [x]\nfixes: [%s]\nget_help_when: x\n"
	for fixes, want := range map[string]string{
		"look-around": "look", "clear-out, look-around": "remove", "look-around, no-such-fix": "look", "no-such-fix": "", "": "",
	} {
		r := find(small(t, map[string]string{"data/symptoms/it.yaml": fmt.Sprintf(symptom, fixes)}), "it")
		if r == nil || r.Rung != want {
			t.Errorf("%q: %+v, want %q", fixes, r, want)
		}
	}
	fix := "title: T\nplatforms: [cloud]\ntouches: breathe\n"
	if r := find(small(t, map[string]string{"data/fixes/it.yaml": fix}), "it"); r == nil || r.Rung != "" {
		t.Errorf("a rung that is none: %+v", r)
	}
}

func TestGoldens(t *testing.T) {
	l := small(t, map[string]string{
		"data/routines/old.yaml": routine("maker 2025-01-01"), "data/routines/told.yaml": routine("press 2026-11-23", "community"),
		"data/routines/spare.yaml": routine("maker 2026-11-22", "press"),
	})
	for name, write := range map[string]func(*bytes.Buffer) error{
		"text": func(b *bytes.Buffer) error { return l.Write(b, Text) },
		"csv":  func(b *bytes.Buffer) error { return l.Write(b, CSV) },
		"json": func(b *bytes.Buffer) error { return l.Most(1).Write(b, JSON) },
	} {
		var got bytes.Buffer
		if err := write(&got); err != nil {
			t.Fatal(err)
		}
		testsite.Golden(t, *update, name+".golden", got.Bytes())
	}
}

func TestJSONAndCSVHaveTheSameKeys(t *testing.T) {
	b, err := json.Marshal(Row{})
	if err != nil {
		t.Fatal(err)
	}
	var row map[string]any
	if err := json.Unmarshal(b, &row); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, k := range Keys {
		keys = append(keys, k.Name)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(row)), slices.Sorted(slices.Values(keys))); diff != "" {
		t.Error(diff)
	}
}

// What a spreadsheet runs begins with one of a few signs.
func TestNoCellIsAFormula(t *testing.T) {
	for title, want := range map[string]string{
		`=HYPERLINK("https://a.example","x")`: `'=HYPERLINK("https://a.example","x")`,
		"+1":                                  "'+1", "-1": "'-1", "@SUM(1)": "'@SUM(1)", "\t=1": "'\t=1", "＝1": "'＝1",
		"1=1": "1=1", "a, b": "a, b", "a\nb": "a\nb", "": "",
	} {
		var b bytes.Buffer
		if err := (List{Rows: []Row{{Title: title}}}).Write(&b, CSV); err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got := records[1][slices.Index(records[0], "title")]; got != want {
			t.Errorf("%q is written %q, want %q", title, got, want)
		}
	}
}

func TestTextCanNotSteerATerminal(t *testing.T) {
	var b bytes.Buffer
	if err := (List{Listed: 1, Rows: []Row{{Title: "a\x1b[2Jb\u202ec", Address: "https://a.example/\n"}}}).Write(&b, Text); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "a�[2Jb�c\n    https://a.example/�\n") {
		t.Errorf("%q", b.String())
	}
}

func TestTheSummaryCounts(t *testing.T) {
	rows := make([]Row, 3)
	tests := []struct {
		list List
		want string
	}{
		{List{Entries: 4, Listed: 3, OlderThan: 365, Rows: rows, Counts: map[Reason]int{Unconfirmed: 1, Reported: 2, Old: 2}},
			"3 of 4 entries need somebody: 1 unconfirmed, 2 only reported, 2 not read for more than 365 days."},
		{List{Entries: 9, Listed: 5, OlderThan: 1, Rows: rows, Counts: map[Reason]int{Old: 5}, Spare: 2},
			"5 of 9 entries need somebody: 5 not read for more than 1 day. Shown: the worst 3.\nNot listed: 2 that are confirmed and have another source that nobody has read."},
		{List{Entries: 1, Listed: 1, Rows: rows[:1], Counts: map[Reason]int{Unconfirmed: 1}}, "1 of 1 entry needs somebody: 1 unconfirmed."},
		{List{Entries: 2, OlderThan: 30, Spare: 1}, "None of 2 entries needs anybody: each was confirmed, and read within 30 days.\nNot listed: 1 that is confirmed and has another source that nobody has read."},
	}
	for _, tt := range tests {
		if got := tt.list.Summary(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestMost(t *testing.T) {
	l := List{Listed: 3, Rows: make([]Row, 3)}
	for n, want := range map[int]int{0: 3, 1: 1, 3: 3, 9: 3} {
		if got := l.Most(n); len(got.Rows) != want || got.Listed != 3 {
			t.Errorf("--most %d: %d rows of %d", n, len(got.Rows), got.Listed)
		}
	}
}
