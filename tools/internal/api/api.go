// Package api makes the facts for programs: a JSON document for each entry, one for each
// kind, an index, and the JSON Schemas of all of them.
//
// It takes a checked catalog, its texts as Markdown and the site's address, and gives
// documents and files, in memory. It is pure: the same facts give the same bytes. All
// addresses in it are whole: a document is taken away from where it lies, and an address
// that begins with a slash would lead nowhere on a site below a path.
package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/parallel"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/words"
)

// Version is the one in the addresses.
const Version = 1

// Folder is where the documents lie, relative to the site's root.
const Folder = catalog.APIFolder

// IndexFile is the document to begin with.
const IndexFile = Folder + "index.json"

// Facts are the documents, each kind by id.
type Facts struct {
	Index     Index
	Symptoms  []Symptom
	Fixes     []Fix
	Platforms []Platform
	Routines  []Routine

	maker maker
}

// maker holds what the documents are made from.
type maker struct {
	*catalog.Catalog
	texts render.Markdown
	// base is the site's address, with a slash at the end.
	base string
}

// Make gives the documents for a site at an address, which ends with a slash.
func Make(c *catalog.Catalog, texts render.Markdown, base string) Facts {
	m := maker{c, texts, base}
	f := Facts{maker: m}
	usedFor := map[string][]Ref{}
	for _, s := range c.Symptoms {
		f.Symptoms = append(f.Symptoms, m.symptom(s))
		for _, id := range s.Fixes {
			usedFor[id.Value] = append(usedFor[id.Value], m.symptomRef(s))
		}
	}
	for _, fix := range c.Fixes {
		f.Fixes = append(f.Fixes, m.fix(fix, list(usedFor[fix.ID])))
	}
	for _, p := range c.Platforms {
		f.Platforms = append(f.Platforms, m.platform(p))
	}
	for _, r := range c.Routines {
		f.Routines = append(f.Routines, m.routine(r))
	}
	f.Index = m.index(f)
	return f
}

// Files gives the documents and their schemas, by path relative to the published root.
func (f Facts) Files() (map[string][]byte, error) {
	m := f.maker
	documents, err := m.schemas()
	if err != nil {
		return nil, err
	}
	documents[IndexFile] = f.Index
	documents[listFile(catalog.Symptoms)] = List[Symptom]{m.schema("symptoms"), license, list(f.Symptoms)}
	documents[listFile(catalog.Fixes)] = List[Fix]{m.schema("fixes"), license, list(f.Fixes)}
	documents[listFile(catalog.Platforms)] = List[Platform]{m.schema("platforms"), license, list(f.Platforms)}
	documents[listFile(catalog.Routines)] = List[Routine]{m.schema("routines"), license, list(f.Routines)}
	entry := func(kind catalog.Kind, h Head, document any) {
		// A program can't follow a redirect that is a page, so a former id has the document of today's.
		for _, id := range append([]string{h.ID}, h.FormerIDs...) {
			documents[kind.Document(id)] = document
		}
	}
	for _, d := range f.Symptoms {
		entry(catalog.Symptoms, d.Head, d)
	}
	for _, d := range f.Fixes {
		entry(catalog.Fixes, d.Head, d)
	}
	for _, d := range f.Platforms {
		entry(catalog.Platforms, d.Head, d)
	}
	for _, d := range f.Routines {
		entry(catalog.Routines, d.Head, d)
	}
	return written(documents)
}

// written are the documents as JSON.
func written(documents map[string]any) (map[string][]byte, error) {
	names := slices.Sorted(maps.Keys(documents))
	texts := make([]bytes.Buffer, len(names))
	errs := make([]error, len(names))
	parallel.Do(len(names), func(i int) {
		e := json.NewEncoder(&texts[i])
		e.SetEscapeHTML(false)
		if err := e.Encode(documents[names[i]]); err != nil {
			errs[i] = fmt.Errorf("writing %s: %w", names[i], err)
		}
	})
	files := make(map[string][]byte, len(names))
	for i, name := range names {
		files[name] = texts[i].Bytes()
	}
	return files, errors.Join(errs...)
}

// listFile is where a kind's document lies: beside the folder, since an entry may be called "index".
func listFile(kind catalog.Kind) string { return Folder + string(kind) + ".json" }

func schemaFile(name string) string { return Folder + "schema/" + name + ".json" }

func (m maker) schema(name string) string { return m.base + schemaFile(name) }

var license = License{"CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", words.SiteName + ", with a link to the page"}

// Rules are what keeps the facts safe in other hands.
var Rules = []string{
	"Keep the order of the fixes: nothing risky comes before something gentle. Stop as soon as it works.",
	"Never skip ahead to a fix that removes or erases.",
	"Show loses, before and undo above the steps of a fix, always.",
	"Show what a symptom says under first before any fix.",
	"Say how sure an entry is, and link to its page.",
}

func (m maker) index(f Facts) Index {
	i := Index{
		Schema: m.schema("index"), Name: words.SiteName, Version: Version, License: license, Rules: Rules, URL: m.base,
		About: "What to do when the backup of a phone fails: symptoms, the fixes for each from gentle to risky, the platforms and the routines.",
		Lists: map[string]string{}, Schemas: map[string]string{}, Entries: []Listed{},
	}
	for _, k := range catalog.DataKinds {
		i.Lists[string(k)] = m.base + listFile(k)
	}
	for name := range documents {
		i.Schemas[name] = m.schema(name)
	}
	add := func(h Head, e Evidence) {
		i.Entries = append(i.Entries, Listed{h.Kind, h.Ref})
		i.LastChecked = max(i.LastChecked, e.Checked)
	}
	for _, d := range f.Platforms {
		add(d.Head, d.Evidence)
	}
	for _, d := range f.Symptoms {
		add(d.Head, d.Evidence)
	}
	for _, d := range f.Fixes {
		add(d.Head, d.Evidence)
	}
	for _, d := range f.Routines {
		add(d.Head, d.Evidence)
	}
	return i
}

func (m maker) ref(kind catalog.Kind, id string, title catalog.Text) Ref {
	return Ref{id, title.Value, m.base + kind.Address(id), m.base + kind.Document(id)}
}

func (m maker) symptomRef(s *catalog.Symptom) Ref { return m.ref(catalog.Symptoms, s.ID, s.Title) }

func (m maker) head(kind catalog.Kind, r Ref, former []catalog.Text) Head {
	return Head{m.schema(kind.One()), one(kind), r, r.URL + catalog.TwinName, values(former)}
}

func (m maker) symptom(s *catalog.Symptom) Symptom {
	r := m.symptomRef(s)
	d := Symptom{
		Head: m.head(catalog.Symptoms, r, s.Formerly), Checklist: r.URL + catalog.ChecklistName, Platforms: m.on(s.Platforms), Phase: s.Phase.Value,
		Messages: values(s.Messages), Codes: values(s.Codes), Signs: m.all(s.Signs), Causes: m.all(s.Causes), First: m.text(s.First),
		Fixes: []Try{}, GetHelpWhen: m.text(s.GetHelpWhen), Related: []Ref{}, Keywords: values(s.Keywords), Evidence: EvidenceOf(s.Sources),
	}
	for _, id := range s.Fixes {
		f := m.Fix(id.Value)
		d.Fixes = append(d.Fixes, Try{m.ref(catalog.Fixes, f.ID, f.Title), Rung(f.Touches.Value), number(f), f.Minutes.Value, m.text(f.Loses)})
		d.Minutes += f.Minutes.Value
	}
	for _, id := range s.Related {
		d.Related = append(d.Related, m.symptomRef(m.Symptom(id.Value)))
	}
	return d
}

func (m maker) fix(f *catalog.Fix, usedFor []Ref) Fix {
	return Fix{
		Head: m.head(catalog.Fixes, m.ref(catalog.Fixes, f.ID, f.Title), f.Formerly), Summary: m.text(f.Summary), Platforms: m.on(f.Platforms),
		Rung: Rung(f.Touches.Value), RungNumber: number(f), Risky: catalog.Rung(f.Touches.Value) >= catalog.RungRemove, Minutes: f.Minutes.Value,
		Loses: m.text(f.Loses), Before: m.all(f.Before), Undo: m.text(f.Undo), Needs: m.all(f.Needs), Picture: PictureOf(f.Picture), Steps: m.steps(f.Steps, f.Platforms),
		Done: m.text(f.Done), UsedFor: usedFor, Evidence: EvidenceOf(f.Sources),
	}
}

// number is that of a fix's rung, from 1.
func number(f *catalog.Fix) int { return catalog.Rung(f.Touches.Value) + 1 }

func (m maker) platform(p *catalog.Platform) Platform {
	d := Platform{
		Head: m.head(catalog.Platforms, m.ref(catalog.Platforms, p.ID, p.Name), p.Formerly), Device: p.Device.Value, Summary: m.text(p.Summary),
		Versions: values(p.Versions), Places: map[string]string{}, Needs: m.all(p.Needs), Saves: m.all(p.Saves), Skips: m.all(p.Skips),
		Symptoms: []Ref{}, Routines: []Ref{}, Status: elsewhere(p.Status), Support: elsewhere(p.Support), Evidence: EvidenceOf(p.Sources),
	}
	for _, place := range p.Places {
		d.Places[place.Name.Value] = place.Path.Value
	}
	for _, s := range m.Symptoms {
		if slices.Contains(values(s.Platforms), p.ID) {
			d.Symptoms = append(d.Symptoms, m.symptomRef(s))
		}
	}
	for _, r := range m.Routines {
		if slices.Contains(values(r.Platforms), p.ID) {
			d.Routines = append(d.Routines, m.ref(catalog.Routines, r.ID, r.Title))
		}
	}
	return d
}

func (m maker) routine(r *catalog.Routine) Routine {
	ref := m.ref(catalog.Routines, r.ID, r.Title)
	return Routine{
		Head: m.head(catalog.Routines, ref, r.Formerly), Checklist: ref.URL + catalog.ChecklistName, Summary: m.text(r.Summary), When: r.When.Value,
		Platforms: m.on(r.Platforms), Minutes: r.Minutes.Value, Needs: m.all(r.Needs), Steps: m.steps(r.Steps, r.Platforms), Evidence: EvidenceOf(r.Sources),
	}
}

func (m maker) on(ids []catalog.Text) []On {
	out := []On{}
	for _, id := range ids {
		p := m.Platform(id.Value)
		out = append(out, On{m.ref(catalog.Platforms, p.ID, p.Name), values(p.Versions)})
	}
	return out
}

// steps are one group for each set of platforms that have the same steps.
func (m maker) steps(st catalog.Steps, platforms []catalog.Text) []Steps {
	groups := []Steps{}
	for _, id := range platforms {
		steps := m.all(st.For(id.Value))
		i := slices.IndexFunc(groups, func(g Steps) bool { return slices.Equal(g.Steps, steps) })
		if i < 0 {
			groups = append(groups, Steps{[]string{id.Value}, steps})
			continue
		}
		groups[i].Platforms = append(groups[i].Platforms, id.Value)
	}
	return groups
}

func (m maker) text(p catalog.Prose) Markdown { return Markdown(m.texts.Of(p)) }

func (m maker) all(texts []catalog.Prose) []Markdown {
	out := make([]Markdown, len(texts))
	for i, p := range texts {
		out[i] = m.text(p)
	}
	return out
}

// EvidenceOf is what the sources of an entry, or of a page written by hand, are worth.
func EvidenceOf(sources []catalog.Source) Evidence {
	e := catalog.EvidenceOf(sources)
	out := Evidence{Level: Level(e.Level), Sources: []Source{}}
	if !e.Checked.IsZero() {
		out.Checked = e.Checked.Format(catalog.DateForm)
	}
	for _, s := range sources {
		out.Sources = append(out.Sources, Source{Elsewhere{s.Title.Value, s.URL.Value}, s.By.Value, s.Checked.Value})
	}
	return out
}

// PictureOf is the drawing of a fix, or of a page written by hand; nil where there is none.
func PictureOf(p catalog.Picture) *Picture {
	if p.File.Value == "" {
		return nil
	}
	return &Picture{p.Alt.Value}
}

func elsewhere(a catalog.Address) *Elsewhere {
	if a.URL.Value == "" {
		return nil
	}
	return &Elsewhere{a.Title.Value, a.URL.Value}
}

func values(texts []catalog.Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.Value
	}
	return out
}

// list is never nil, which JSON would write as no list.
func list[E any](items []E) []E {
	if items == nil {
		return []E{}
	}
	return items
}
