package pages

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
)

// titled are what fixes are called in releases, the last in all that follow.
var titled = [][]ledger.Name{{{ID: "clear-out", Title: "Make room"}, {ID: "peek", Title: "Peek"}}, {{ID: "gone", Title: "Wipe it"}, {ID: "clear-out", Title: "Clear out"}}}

// recorded is a ledger of these releases, a day each.
func recorded(releases ...[]ledger.Sheet) string {
	var text []byte
	for i, r := range releases {
		text = ledger.Parse(text).Add(ledger.Release{Sheets: r, Names: titled[min(i, len(titled)-1)]}, time.Date(2026, 11, 1+i, 0, 0, 0, 0, time.UTC))
	}
	return string(text)
}

// sheetOf is a sheet of the small site, of another revision and with a change.
func sheetOf(address, revision string, change func(*ledger.Sheet)) []ledger.Sheet {
	s := ledger.Sheet{Address: address, Revision: revision, First: "jk3rn", Fixes: []ledger.Fix{
		{ID: "look-around", Rung: 1, Steps: "9u8bd"}, {ID: "clear-out", Rung: 5, Steps: "mqjth", Warning: "d9y3j"},
	}}
	if address == "routines/monthly/" {
		s.First, s.Fixes = "", []ledger.Fix{{ID: "monthly", Steps: "9u8bd", Warning: "2cn8q"}}
	}
	change(&s)
	return []ledger.Sheet{s}
}

func TestCopiesAreToldWhatChanged(t *testing.T) {
	same := func(*ledger.Sheet) {}
	text := recorded(
		sheetOf("symptoms/full/", "eeeeee", func(s *ledger.Sheet) { s.Fixes[1].Warning = "aaaaa" }),
		sheetOf("symptoms/full/", "xthqrh", same),
		sheetOf("symptoms/full/", "aaaaaa", same),
		sheetOf("symptoms/full/", "bbbbbb", func(s *ledger.Sheet) { s.Fixes[1].Warning = "aaaaa" }),
		sheetOf("symptoms/full/", "cccccc", func(s *ledger.Sheet) { s.Fixes = append(s.Fixes[:1], ledger.Fix{ID: "gone", Rung: 1, Steps: "aaaaa"}) }),
		sheetOf("symptoms/full/", "dddddd", same),
		sheetOf("routines/monthly/", "eeeeee", func(s *ledger.Sheet) { s.Fixes[0].Steps = "aaaaa" }),
		sheetOf("routines/monthly/", "ffffff", same),
		sheetOf("routines/monthly/", "gggggg", func(s *ledger.Sheet) { s.Fixes[0].Warning = "aaaaa" }),
	)
	site := small(t, map[string]string{ledger.File: text})
	want := []answer{
		{Kind: ledger.Same, Anchors: []string{"r-xthqrh"}, Sheet: catalog.ChecklistName, Page: here},
		{Kind: ledger.Words, Anchors: []string{"r-dddddd", "r-aaaaaa"}, Sheet: catalog.ChecklistName, Page: here},
		{Kind: ledger.Steps, Anchors: []string{"r-cccccc"}, Sheet: catalog.ChecklistName, Page: here, New: 1, Fixes: []changeOfFix{{Title: "Wipe it"}}},
		{Kind: ledger.Danger, Anchors: []string{"r-bbbbbb"}, Sheet: catalog.ChecklistName, Page: here, Fixes: []changeOfFix{{Title: "Clear out", ID: "clear-out", Riskier: true}}},
		{Kind: ledger.Danger, Anchors: []string{"r-eeeeee"}, Sheet: catalog.ChecklistName, Page: here, Fixes: []changeOfFix{{Title: "Make room", ID: "clear-out", Now: "Clear out", Riskier: true}}},
	}
	if diff := cmp.Diff(want, answers(t, site, "content/symptoms/full.md")); diff != "" {
		t.Error(diff)
	}
	want = []answer{
		{Kind: ledger.Same, Anchors: []string{"r-3u5q57"}, Sheet: catalog.ChecklistName, Page: here},
		{Kind: ledger.Danger, Anchors: []string{"r-gggggg"}, Sheet: catalog.ChecklistName, Page: here, Steps: true},
		{Kind: ledger.Words, Anchors: []string{"r-ffffff"}, Sheet: catalog.ChecklistName, Page: here},
		{Kind: ledger.Steps, Anchors: []string{"r-eeeeee"}, Sheet: catalog.ChecklistName, Page: here, Steps: true},
	}
	if diff := cmp.Diff(want, answers(t, site, "content/routines/monthly.md")); diff != "" {
		t.Error(diff)
	}
}

// The copies of a page that is now another one lead there, with their fixes by the ids they had.
func TestCopiesOfAFormerPageAreTold(t *testing.T) {
	text := recorded(sheetOf("symptoms/no-room/", "aaaaaa", func(s *ledger.Sheet) { s.Fixes[0].ID = "peek" }))
	files := catalogOf(t, nil)
	symptom := string(files.File("data/symptoms/full.yaml").Source) + "formerly:\n  - no-room\n"
	fix := string(files.File("data/fixes/look-around.yaml").Source) + "formerly:\n  - peek\n"
	site := small(t, map[string]string{ledger.File: text, "data/symptoms/full.yaml": symptom, "data/fixes/look-around.yaml": fix})
	want := []answer{{Kind: ledger.Same, Anchors: []string{"r-xthqrh"}, Sheet: catalog.ChecklistName, Page: here}, {Kind: ledger.Words, Anchors: []string{"r-aaaaaa"}, Sheet: catalog.ChecklistName, Page: here}}
	if diff := cmp.Diff(want, answers(t, site, "content/symptoms/full.md")); diff != "" {
		t.Error(diff)
	}
	var promised []string
	for _, p := range site.Promised {
		promised = append(promised, p.Address)
	}
	if diff := cmp.Diff([]string{"symptoms/no-room/", "symptoms/no-room/copy.html", "symptoms/no-room/" + catalog.ChecklistName, "symptoms/no-room/checklist-large.html", "symptoms/full/copy.html#r-aaaaaa"}, promised); diff != "" {
		t.Error(diff)
	}
}

// Besides the sheets, every address that was printed must be among what comes out.
func TestAddressesThatWerePrintedArePromised(t *testing.T) {
	text := ledger.Parse(nil).Add(ledger.Release{Addresses: []string{"booklets/iphone.html", "fixes/look-around/"}}, time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	var promised []string
	for _, p := range small(t, map[string]string{ledger.File: string(text)}).Promised {
		promised = append(promised, p.Address)
	}
	if diff := cmp.Diff([]string{"booklets/iphone.html", "fixes/look-around/"}, promised); diff != "" {
		t.Error(diff)
	}
}

func answers(t *testing.T, site Site, file string) []answer {
	t.Helper()
	var page struct{ Params printed }
	if err := json.Unmarshal(site.Files[file], &page); err != nil {
		t.Fatal(err)
	}
	return page.Params.Answers
}
