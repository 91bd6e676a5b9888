package pages

import (
	"slices"
	"strings"
	"time"

	"backupfirstaid/tools/internal/catalog"
)

// link is a link to a page of this site; Href is relative to the root.
type link struct {
	Href  string `json:"href"`
	Title string `json:"title"`
}

// external is a link to a page elsewhere.
type external struct {
	URL   string `json:"url"`
	Title string `json:"title"`
}

// evidence is how sure a page is, and what that rests on.
type evidence struct {
	Level catalog.Level `json:"level"`
	// Checked is the latest day on which a source was read, nil where none was.
	Checked *day     `json:"checked,omitempty"`
	Sources []source `json:"sources"`
}

type source struct {
	external
	By      string `json:"by"`
	Checked *day   `json:"checked,omitempty"`
}

// day is a date for machines and for people.
type day struct {
	ISO  string `json:"iso"`
	Text string `json:"text"`
}

// newDay is nil for the zero time, which is no day.
func newDay(t time.Time) *day {
	if t.IsZero() {
		return nil
	}
	return &day{t.Format(catalog.DateForm), t.Format("2 January 2006")}
}

func newEvidence(sources []catalog.Source) evidence {
	e := catalog.EvidenceOf(sources)
	out := evidence{Level: e.Level, Checked: newDay(e.Checked)}
	for _, s := range sources {
		read, _ := s.Checked.Day()
		out.Sources = append(out.Sources, source{external{s.URL.Value, s.Title.Value}, s.By.Value, newDay(read)})
	}
	return out
}

// lastmod is the day for the sitemap.
func (e evidence) lastmod() string {
	if e.Checked == nil {
		return ""
	}
	return e.Checked.ISO
}

// system is a platform and the versions its steps are written for.
type system struct {
	link
	Versions string `json:"versions"`
}

func (m *maker) systems(ids []catalog.Text) []system {
	var out []system
	for _, id := range ids {
		p := m.Platform(id.Value)
		out = append(out, system{m.platformLink(p), strings.Join(values(p.Versions), ", ")})
	}
	return out
}

func (m *maker) platformLink(p *catalog.Platform) link {
	return link{catalog.Platforms.Address(p.ID), p.Name.Value}
}

func symptomLink(s *catalog.Symptom) link {
	return link{catalog.Symptoms.Address(s.ID), s.Title.Value}
}

// duration is a time for people: minutes up to an hour, beyond that rounded up to five minutes.
type duration struct {
	Hours   int `json:"hours,omitempty"`
	Minutes int `json:"minutes,omitempty"`
}

func newDuration(minutes int) duration {
	if minutes > 60 {
		minutes = (minutes + 4) / 5 * 5
	}
	return duration{minutes / 60, minutes % 60}
}

// rung is a rung of the ladder.
type rung struct {
	Name string `json:"name"`
	// Number counts from 1, the gentlest.
	Number int `json:"number"`
	// Risky tells that something can be lost: a warning stands above the steps.
	Risky bool `json:"risky,omitempty"`
}

func newRung(touches string) rung {
	n := catalog.Rung(touches)
	return rung{touches, n + 1, n >= catalog.RungRemove}
}

// block is a fix as it stands in a list.
type block struct {
	ID string `json:"id"`
	// File is the one it is made from, Line the one in it where the steps that are shown begin.
	File string `json:"file"`
	Line int    `json:"line"`
	// Href leads to the fix's own page from a page as deep as it is.
	Href    string   `json:"href"`
	Title   string   `json:"title"`
	Summary string   `json:"summary"`
	Rung    rung     `json:"rung"`
	Minutes int      `json:"minutes"`
	Loses   string   `json:"loses,omitempty"`
	Before  []string `json:"before,omitempty"`
	Undo    string   `json:"undo,omitempty"`
	Needs   []string `json:"needs,omitempty"`
	Steps   []steps  `json:"steps"`
	Done    string   `json:"done"`
	Picture *picture `json:"picture,omitempty"`
}

// picture is a drawing in assets/pictures.
type picture struct {
	File string `json:"file"`
	Alt  string `json:"alt"`
}

func newPicture(p catalog.Picture) *picture {
	if p.File.Value == "" {
		return nil
	}
	return &picture{p.File.Value, p.Alt.Value}
}

// steps are the steps that one or several platforms have in common.
type steps struct {
	// For names the platforms, "" where the steps are for all that the page is about.
	For   string   `json:"for,omitempty"`
	Steps []string `json:"steps"`
}

// show is one of the two ways to show a text: on a screen, or on a sheet of paper.
type show func(catalog.Prose) string

func all(list []catalog.Prose, s show) []string {
	var out []string
	for _, p := range list {
		out = append(out, s(p))
	}
	return out
}

func values(list []catalog.Text) []string {
	var out []string
	for _, t := range list {
		out = append(out, t.Value)
	}
	return out
}

func (m *maker) newBlock(f *catalog.Fix, platforms []catalog.Text, s show) block {
	return block{
		ID: f.ID, File: f.File.Path, Line: stepsLine(f.Steps, platforms), Href: catalog.Root(catalog.Fixes.Address(f.ID)) + catalog.Fixes.Address(f.ID), Title: f.Title.Value, Summary: s(f.Summary), Rung: newRung(f.Touches.Value), Minutes: f.Minutes.Value,
		Loses: s(f.Loses), Before: all(f.Before, s), Undo: s(f.Undo), Needs: all(f.Needs, s),
		Steps: m.steps(f.Steps, platforms, s), Done: s(f.Done),
		Picture: newPicture(f.Picture),
	}
}

// steps are one group for each set of platforms that have the same steps.
func (m *maker) steps(st catalog.Steps, platforms []catalog.Text, s show) []steps {
	if len(st.ByPlatform) == 0 {
		return []steps{{Steps: all(st.All, s)}}
	}
	var groups []steps
	for _, id := range platforms {
		name, list := m.Platform(id.Value).Name.Value, all(st.For(id.Value), s)
		i := slices.IndexFunc(groups, func(g steps) bool { return slices.Equal(g.Steps, list) })
		if i < 0 {
			groups = append(groups, steps{name, list})
			continue
		}
		groups[i].For += ", " + name
	}
	if len(groups) == 1 {
		groups[0].For = ""
	}
	return groups
}

// blockKey names a fix as it is shown for these platforms: where its steps don't
// differ, all symptoms share one.
func (m *maker) blockKey(f *catalog.Fix, platforms []catalog.Text) string {
	key := f.ID
	if len(f.Steps.ByPlatform) > 0 {
		key += "/" + strings.Join(values(platforms), "+")
	}
	if _, ok := m.blocks[key]; !ok {
		m.blocks[key] = m.newBlock(f, platforms, m.texts.Screen)
		m.sheets[key] = m.newBlock(f, platforms, m.texts.Sheet)
	}
	return key
}
