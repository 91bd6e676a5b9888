package pages

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// document is the file of an entry for programs, relative to its page.
func document(kind catalog.Kind, id string) string {
	return catalog.Root(kind.Address(id)) + kind.Document(id)
}

type fixPage struct {
	Root     string   `json:"root"`
	Systems  []system `json:"systems"`
	Block    block    `json:"block"`
	Parts    []part   `json:"parts"`
	UsedBy   []link   `json:"usedby,omitempty"`
	Evidence evidence `json:"evidence"`
}

func (m *maker) fix(f *catalog.Fix) {
	address := catalog.Fixes.Address(f.ID)
	e := newEvidence(f.Sources)
	p := fixPage{
		Root: catalog.Root(address), Systems: m.systems(f.Platforms),
		Block: m.newBlock(f, f.Platforms, m.texts.Screen), Evidence: e,
		Parts: parts(
			part{"loses", f.Loses.Pos.Line}, part{"before", firstLine(f.Before)}, part{"undo", f.Undo.Pos.Line}, part{"needs", firstLine(f.Needs)},
			part{"steps", stepsLine(f.Steps, f.Platforms)}, part{"done", f.Done.Pos.Line},
		),
	}
	for _, s := range m.usedBy[f.ID] {
		p.UsedBy = append(p.UsedBy, symptomLink(s))
	}
	m.add(address, front{Title: f.Title.Value, Description: f.Summary.Doc.Plain(), Lastmod: e.lastmod(), Twin: catalog.TwinName, Document: document(catalog.Fixes, f.ID), Work: m.fixWork(f, &e, p.Systems), Trail: m.trail(link{address, f.Title.Value}, listLink("fixes/")), Params: p})
	m.redirects(catalog.Fixes, f.ID, f.Title.Value, f.Formerly, false)
}

type platformPage struct {
	Root     string    `json:"root"`
	File     string    `json:"file"`
	Device   string    `json:"device"`
	Summary  string    `json:"summary"`
	Versions []string  `json:"versions"`
	Saves    []string  `json:"saves,omitempty"`
	Skips    []string  `json:"skips,omitempty"`
	Needs    []string  `json:"needs,omitempty"`
	Phases   []phase   `json:"phases,omitempty"`
	Routines []link    `json:"routines,omitempty"`
	Status   *external `json:"status,omitempty"`
	Support  *external `json:"support,omitempty"`
	Evidence evidence  `json:"evidence"`
}

func (m *maker) platform(p *catalog.Platform) {
	address := catalog.Platforms.Address(p.ID)
	e := newEvidence(p.Sources)
	page := platformPage{
		Root: catalog.Root(address), File: p.File.Path, Device: p.Device.Value, Summary: m.texts.Screen(p.Summary), Versions: values(p.Versions),
		Saves: all(p.Saves, m.texts.Screen), Skips: all(p.Skips, m.texts.Screen), Needs: all(p.Needs, m.texts.Screen),
		Phases: m.phases(p), Status: newExternal(p.Status), Support: newExternal(p.Support), Evidence: e,
	}
	for _, r := range m.Routines {
		if slices.Contains(values(r.Platforms), p.ID) {
			page.Routines = append(page.Routines, link{catalog.Routines.Address(r.ID), r.Title.Value})
		}
	}
	m.add(address, front{Title: p.Name.Value, Description: p.Summary.Doc.Plain(), Lastmod: e.lastmod(), Twin: catalog.TwinName, Document: document(catalog.Platforms, p.ID), Work: m.work("TechArticle", address, p.Name.Value, &e), Trail: m.trail(m.platformLink(p), listLink("platforms/")), Params: page})
	m.redirects(catalog.Platforms, p.ID, p.Name.Value, p.Formerly, false)
}

func newExternal(a catalog.Address) *external {
	if a.URL.Value == "" {
		return nil
	}
	return &external{a.URL.Value, a.Title.Value}
}

type routinePage struct {
	Root     string       `json:"root"`
	File     string       `json:"file"`
	Systems  []system     `json:"systems"`
	Summary  string       `json:"summary"`
	When     string       `json:"when"`
	Minutes  int          `json:"minutes"`
	Needs    []string     `json:"needs,omitempty"`
	Steps    []steps      `json:"steps"`
	Parts    []part       `json:"parts"`
	Evidence evidence     `json:"evidence"`
	Sheet    routineSheet `json:"sheet"`
	printed
}

func (m *maker) routine(r *catalog.Routine) {
	address := catalog.Routines.Address(r.ID)
	e := newEvidence(r.Sources)
	copies := m.copies(m.printed.Routine(r), catalog.Routines, r.Formerly)
	f := front{Title: r.Title.Value, Description: r.Summary.Doc.Plain(), Lastmod: e.lastmod(), Twin: catalog.TwinName, Trail: m.trail(link{address, r.Title.Value}, listLink("routines/")), Params: routinePage{
		Root: catalog.Root(address), File: r.File.Path, Systems: m.systems(r.Platforms), Summary: m.texts.Screen(r.Summary), When: r.When.Value,
		Minutes: r.Minutes.Value, Needs: all(r.Needs, m.texts.Screen), Steps: m.steps(r.Steps, r.Platforms, m.texts.Screen), Evidence: e,
		Parts: parts(part{"when", r.When.Pos.Line}, part{"needs", firstLine(r.Needs)}, part{"steps", stepsLine(r.Steps, r.Platforms)}),
		Sheet: m.routineSheet(r, copies), printed: copies,
	}}
	f.Document = document(catalog.Routines, r.ID)
	f.Work = m.routineWork(r, &e, m.systems(r.Platforms))
	m.checklist(&f, address)
	m.add(address, f)
	m.redirects(catalog.Routines, r.ID, r.Title.Value, r.Formerly, true)
}

type handPage struct {
	Root     string    `json:"root"`
	File     string    `json:"file"`
	Picture  *picture  `json:"picture,omitempty"`
	Body     string    `json:"body"`
	Evidence *evidence `json:"evidence,omitempty"`
	neighbors
}

func (m *maker) page(p *catalog.Page) {
	address := catalog.Pages.Address(p.ID)
	f := front{Title: p.Title.Value, Description: p.Description.Value, Twin: catalog.TwinName}
	if p.ID == catalog.OfflinePage {
		f.Layout = "offline"
	}
	var above []link
	if strings.HasPrefix(p.ID, catalog.Guides) {
		above = []link{listLink(catalog.Guides)}
	}
	f.Trail = m.trail(link{address, p.Title.Value}, above...)
	page := handPage{Root: catalog.Root(address), File: p.File.Path, Picture: newPicture(p.Picture), Body: m.texts.Screen(p.Body)}
	if len(p.Sources) > 0 {
		e := newEvidence(p.Sources)
		page.Evidence, f.Lastmod = &e, e.lastmod()
	}
	page.neighbors = beside(m.guideEntries(), address)
	f.Work = m.work("Article", address, f.Title, page.Evidence)
	f.Params = page
	m.add(address, f)
}

// phase is a group of symptoms: backing up, or restoring.
type phase struct {
	Name     string `json:"name"`
	Count    int    `json:"count"`
	Symptoms []link `json:"symptoms"`
}

// phases are the symptoms of a platform, backing up first.
func (m *maker) phases(p *catalog.Platform) []phase {
	var out []phase
	for _, name := range []string{"backup", "restore"} {
		ph := phase{Name: name}
		for _, s := range m.byTitle {
			if s.Phase.Value == name && slices.Contains(values(s.Platforms), p.ID) {
				ph.Symptoms = append(ph.Symptoms, symptomLink(s))
			}
		}
		if ph.Count = len(ph.Symptoms); ph.Count > 0 {
			out = append(out, ph)
		}
	}
	return out
}

// codeFamily is the numbers that the same symptoms show.
type codeFamily struct {
	Codes    []string      `json:"codes"`
	Symptoms []codeSymptom `json:"symptoms"`
}

// codeSymptom is where a number leads, with its most likely cause.
type codeSymptom struct {
	link
	Cause string `json:"cause"`
}

// The page of all numbers.
const (
	codesAddress = "codes/"
	codesTitle   = "Error codes"
	codesAbout   = "Every number that a phone or a computer shows when a backup or a restore fails, and where to go from there."
)

// codes makes the page of all numbers, in the order of the smallest of each family.
func (m *maker) codes() {
	byCode := map[string][]*catalog.Symptom{}
	for _, s := range m.Symptoms {
		for _, c := range s.Codes {
			byCode[c.Value] = append(byCode[c.Value], s)
		}
	}
	all := slices.SortedFunc(maps.Keys(byCode), func(a, b string) int {
		return cmp.Or(cmp.Compare(catalog.CodeNumber(a), catalog.CodeNumber(b)), cmp.Compare(a, b))
	})
	var families []*codeFamily
	byIDs := map[string]*codeFamily{}
	for _, c := range all {
		var ids []string
		var symptoms []codeSymptom
		for _, s := range byCode[c] {
			ids = append(ids, s.ID)
			symptoms = append(symptoms, codeSymptom{symptomLink(s), m.texts.Screen(s.Causes[0])})
		}
		key := strings.Join(ids, " ")
		if byIDs[key] == nil {
			byIDs[key] = &codeFamily{Symptoms: symptoms}
			families = append(families, byIDs[key])
		}
		byIDs[key].Codes = append(byIDs[key].Codes, c)
	}
	m.add(codesAddress, front{Title: codesTitle, Description: codesAbout, Layout: "codes", Work: m.codesWork(families), Trail: m.trail(link{codesAddress, codesTitle}), Params: struct {
		Root     string        `json:"root"`
		Codes    []string      `json:"codes"`
		Families []*codeFamily `json:"families"`
	}{catalog.Root(codesAddress), all, families}})
}
