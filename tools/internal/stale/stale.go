// Package stale lists the entries whose sources most need somebody to read them, what
// could do most harm first.
//
// It takes a catalog and a day and gives rows, and writes them for people, for programs
// and for spreadsheets. It is pure: the day is an argument, no address is asked, and no
// entry is called wrong: that is for package check.
package stale

import (
	"cmp"
	"slices"
	"time"

	"backupfirstaid/tools/internal/catalog"
)

// Reason says why an entry needs somebody. An entry may have several.
type Reason string

const (
	// Unconfirmed: nobody has read any of its sources.
	Unconfirmed Reason = "unconfirmed"
	// Reported: what was read is not by the maker or the app.
	Reported Reason = "reported"
	// Old: the latest reading is longer ago than asked for.
	Old Reason = "old"
)

// reasons are all of them, in the order in which they are told.
var reasons = []Reason{Unconfirmed, Reported, Old}

// Row is an entry that needs somebody. What its fields mean is told in [Keys].
type Row struct {
	Kind     string        `json:"kind"`
	ID       string        `json:"id"`
	File     string        `json:"file"`
	Line     int           `json:"line"`
	Title    string        `json:"title"`
	Rung     string        `json:"rung"`
	Evidence catalog.Level `json:"evidence"`
	Checked  string        `json:"checked"`
	Days     *int          `json:"days"`
	Unread   int           `json:"unread"`
	Sources  int           `json:"sources"`
	Address  string        `json:"address"`
	Reasons  []Reason      `json:"reasons"`
}

// List is the rows of one run, worst first.
type List struct {
	// Day is the day the list is for, OlderThan the days after which a reading is old.
	Day       string `json:"day"`
	OlderThan int    `json:"older_than"`
	// Entries counts those with sources to read, Listed those that need somebody, however
	// many of them the rows are cut down to.
	Entries int `json:"entries"`
	Listed  int `json:"listed"`
	// Counts are how many of the listed have each reason.
	Counts map[Reason]int `json:"reasons"`
	// Spare counts the entries that are confirmed and have another source, which nobody
	// has read. They are not listed: the page is right without it, and most entries have one.
	Spare int   `json:"confirmed_with_unread"`
	Rows  []Row `json:"rows"`
}

// Catalog lists what needs somebody on a day. A reading is old after so many days.
func Catalog(c *catalog.Catalog, day time.Time, olderThan int) List {
	day = date(day)
	l := List{Day: day.Format(catalog.DateForm), OlderThan: olderThan, Counts: map[Reason]int{}, Rows: []Row{}}
	for _, r := range reasons {
		l.Counts[r] = 0
	}
	for _, e := range entries(c) {
		l.Entries++
		row := newRow(e, day, olderThan)
		for _, reason := range row.Reasons {
			l.Counts[reason]++
		}
		switch {
		case len(row.Reasons) > 0:
			l.Rows = append(l.Rows, row)
		case row.Unread > 0:
			l.Spare++
		}
	}
	slices.SortFunc(l.Rows, compare)
	l.Listed = len(l.Rows)
	return l
}

// Most cuts the rows down to the n worst; 0 leaves all.
func (l List) Most(n int) List {
	if n > 0 && n < len(l.Rows) {
		l.Rows = l.Rows[:n]
	}
	return l
}

// date is the day at midnight, as the days of sources are.
func date(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// entry is what rows are made from, alike for every kind.
type entry struct {
	catalog.Entry
	title, rung string
	sources     []catalog.Source
}

// entries are all that rest on sources: every data file, and the pages that name some.
func entries(c *catalog.Catalog) []entry {
	var out []entry
	for _, p := range c.Platforms {
		out = append(out, entry{p.Entry, p.Name.Value, "", p.Sources})
	}
	for _, s := range c.Symptoms {
		out = append(out, entry{s.Entry, s.Title.Value, worstRung(c, s), s.Sources})
	}
	for _, f := range c.Fixes {
		out = append(out, entry{f.Entry, f.Title.Value, rungName(catalog.Rung(f.Touches.Value)), f.Sources})
	}
	for _, r := range c.Routines {
		out = append(out, entry{r.Entry, r.Title.Value, "", r.Sources})
	}
	for _, p := range c.Pages {
		if len(p.Sources) > 0 {
			out = append(out, entry{p.Entry, p.Title.Value, "", p.Sources})
		}
	}
	return out
}

// worstRung is the highest rung that the fixes of a symptom touch.
func worstRung(c *catalog.Catalog, s *catalog.Symptom) string {
	worst := -1
	for _, id := range s.Fixes {
		if f := c.Fix(id.Value); f != nil {
			worst = max(worst, catalog.Rung(f.Touches.Value))
		}
	}
	return rungName(worst)
}

func rungName(rung int) string {
	if rung < 0 {
		return ""
	}
	return catalog.Ladder[rung]
}

func newRow(e entry, day time.Time, olderThan int) Row {
	evidence := catalog.EvidenceOf(e.sources)
	r := Row{
		Kind: e.File.Kind.One(), ID: e.ID, File: e.File.Path, Line: line(e.File), Title: e.title, Rung: e.rung,
		Evidence: evidence.Level, Unread: evidence.Unread, Sources: len(e.sources), Address: toRead(e.sources), Reasons: []Reason{},
	}
	if !evidence.Checked.IsZero() {
		// A day that lies ahead is a slip that the checker names.
		days := max(0, int(day.Sub(evidence.Checked).Hours()/24))
		r.Checked, r.Days = evidence.Checked.Format(catalog.DateForm), &days
	}
	holds := map[Reason]bool{
		Unconfirmed: evidence.Level == catalog.Unconfirmed,
		Reported:    evidence.Level == catalog.Reported,
		Old:         r.Days != nil && *r.Days > olderThan,
	}
	for _, reason := range reasons {
		if holds[reason] {
			r.Reasons = append(r.Reasons, reason)
		}
	}
	return r
}

// line is where the sources of a file begin, its first line where it has none.
func line(f *catalog.File) int {
	for _, k := range f.Root.Keys {
		if k.Name.Value == "sources" {
			return k.Name.Pos.Line
		}
	}
	return 1
}

// toRead is the address that helps most: one that nobody has read, best by the maker or
// the app; where all were read, the one whose reading is longest ago.
func toRead(sources []catalog.Source) string {
	if len(sources) == 0 {
		return ""
	}
	first := slices.MinFunc(sources, func(a, b catalog.Source) int {
		dayA, _ := a.Checked.Day()
		dayB, _ := b.Checked.Day()
		return cmp.Or(dayA.Compare(dayB), -compareBool(a.FirstHand(), b.FirstHand()))
	})
	return first.URL.Value
}

// compareBool puts what is false first.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	default:
		return 1
	}
}

// levels are from the one that needs most help on.
var levels = []catalog.Level{catalog.Unconfirmed, catalog.Reported, catalog.Confirmed}

// compare puts first what could do more harm, then what is less sure, then what was not read for longer.
func compare(a, b Row) int {
	return cmp.Or(
		-cmp.Compare(catalog.Rung(a.Rung), catalog.Rung(b.Rung)),
		cmp.Compare(slices.Index(levels, a.Evidence), slices.Index(levels, b.Evidence)),
		// What was never read has no day, and "" comes before all days.
		cmp.Compare(a.Checked, b.Checked),
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID),
	)
}
