// Package revision computes the revision of each sheet from what a reader reads on it.
//
// It takes a checked catalog and gives [ledger.Sheet] values. It is pure:
// the same words give the same codes, however they are laid out. How sure a page is, its
// sources and its days are no words of the sheet: they change without a step changing.
package revision

import (
	"strconv"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/markdown"
)

// Reader reads sheets. A fix that many sheets have in common is read once.
type Reader struct {
	facts *catalog.Catalog
	texts map[*markdown.Doc]string
	fixes map[string]fix
	// warned are the warnings of routines, by id.
	warned map[string]string
}

// fix is what is read of a fix on a sheet: all its words, and what of them can cost something.
type fix struct {
	words []string
	part  ledger.Fix
}

// NewReader makes a reader of the sheets of a catalog.
func NewReader(facts *catalog.Catalog) *Reader {
	warned := map[string]string{}
	for _, e := range facts.Routines {
		warned[e.ID] = ledger.Part(spoken(warnings(e)...)...)
	}
	// After them: a text keeps what its places were last said to be.
	texts := map[*markdown.Doc]string{}
	for t := range facts.Texts() {
		texts[t.Prose.Doc] = t.Prose.Doc.Read(facts.Resolver(t))
	}
	return &Reader{facts, texts, map[string]fix{}, warned}
}

// Sheets are all sheets, those of routines first, sorted by address.
func (r *Reader) Sheets() []ledger.Sheet {
	var out []ledger.Sheet
	for _, e := range r.facts.Routines {
		out = append(out, r.Routine(e))
	}
	for _, e := range r.facts.Symptoms {
		out = append(out, r.Symptom(e))
	}
	return out
}

// Symptom is the sheet of a symptom.
func (r *Reader) Symptom(s *catalog.Symptom) ledger.Sheet {
	first := r.text(s.First)
	var all words
	all.add(s.Title.Value, first, r.text(s.GetHelpWhen))
	all.add(values(s.Messages)...)
	all.add(values(s.Codes)...)
	all.add(r.list(s.Signs)...)
	all.add(r.list(s.Causes)...)
	all.add(r.systems(s.Platforms)...)
	sheet := ledger.Sheet{Address: catalog.Symptoms.Address(s.ID), First: ledger.Part(spoken(first)...)}
	for _, id := range s.Fixes {
		f := r.fix(r.facts.Fix(id.Value), s.Platforms)
		sheet.Fixes = append(sheet.Fixes, f.part)
		all.add(f.words...)
	}
	sheet.Revision = ledger.Revision(all...)
	return sheet
}

// Routine is the sheet of a routine.
func (r *Reader) Routine(e *catalog.Routine) ledger.Sheet {
	steps := r.steps(e.Steps, e.Platforms)
	var all words
	all.add(e.Title.Value, r.text(e.Summary), e.When.Value, strconv.Itoa(e.Minutes.Value))
	all.add(r.list(e.Needs)...)
	all.add(steps...)
	all.add(r.systems(e.Platforms)...)
	return ledger.Sheet{
		Address: catalog.Routines.Address(e.ID), Revision: ledger.Revision(all...),
		Fixes: []ledger.Fix{{ID: e.ID, Steps: ledger.Part(spoken(steps...)...), Warning: r.warned[e.ID]}},
	}
}

// warnings are those of a routine. It has no rung, and warns in its steps: no program can tell which of them
// can cost something, so all that is written in them counts as a warning. Only where a menu is does not:
// it moves with each version of a system, and who follows the old path finds nothing to tap.
func warnings(e *catalog.Routine) []string {
	var out []string
	read := func(steps []catalog.Prose) {
		for _, s := range steps {
			out = append(out, s.Doc.Read(markdown.Resolver{
				Link:  func(string) (string, bool) { return "", true },
				Place: func(name string) []markdown.Path { return []markdown.Path{{Parts: []string{name}}} },
			}))
		}
	}
	read(e.Steps.All)
	for _, p := range e.Steps.ByPlatform {
		out = append(out, p.Platform.Value)
		read(p.Steps)
	}
	return out
}

// fix reads a fix as it is shown for these platforms.
func (r *Reader) fix(f *catalog.Fix, platforms []catalog.Text) fix {
	key := f.ID
	if len(f.Steps.ByPlatform) > 0 {
		key += "/" + strings.Join(values(platforms), "+")
	}
	if known, ok := r.fixes[key]; ok {
		return known
	}
	steps := r.steps(f.Steps, platforms)
	warning := append([]string{r.text(f.Loses), r.text(f.Undo)}, r.list(f.Before)...)
	var all words
	all.add(f.Title.Value, r.text(f.Summary), f.Touches.Value, strconv.Itoa(f.Minutes.Value), r.text(f.Done), f.Picture.File.Value)
	all.add(warning...)
	all.add(r.list(f.Needs)...)
	all.add(steps...)
	read := fix{all, ledger.Fix{
		ID: f.ID, Rung: catalog.Rung(f.Touches.Value) + 1,
		Steps: ledger.Part(spoken(steps...)...), Warning: ledger.Part(spoken(warning...)...),
	}}
	r.fixes[key] = read
	return read
}

// steps are the steps on each platform, behind its name where they differ.
func (r *Reader) steps(s catalog.Steps, platforms []catalog.Text) []string {
	if len(s.ByPlatform) == 0 {
		return r.list(s.All)
	}
	var out []string
	for _, p := range platforms {
		out = append(out, r.facts.Platform(p.Value).Name.Value)
		out = append(out, r.list(s.For(p.Value))...)
	}
	return out
}

// systems are what a sheet is written for: each platform, and its versions.
func (r *Reader) systems(platforms []catalog.Text) []string {
	var out []string
	for _, id := range platforms {
		p := r.facts.Platform(id.Value)
		out = append(append(out, p.Name.Value), values(p.Versions)...)
	}
	return out
}

func (r *Reader) list(texts []catalog.Prose) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = r.text(t)
	}
	return out
}

// text is a text as it is read on paper, "" for a text nobody wrote.
func (r *Reader) text(p catalog.Prose) string { return r.texts[p.Doc] }

func values(texts []catalog.Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.Value
	}
	return out
}
