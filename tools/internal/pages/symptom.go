package pages

import (
	"cmp"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

type symptomPage struct {
	Root string `json:"root"`
	// File is the one the page is made from, where a reader can correct it.
	File     string   `json:"file"`
	Parts    []part   `json:"parts"`
	Phase    string   `json:"phase"`
	Device   string   `json:"device"`
	Systems  []system `json:"systems"`
	Messages []string `json:"messages,omitempty"`
	Codes    []string `json:"codes,omitempty"`
	Signs    []string `json:"signs,omitempty"`
	Causes   []string `json:"causes"`
	First    string   `json:"first,omitempty"`
	fixList
	// Time is for the whole list.
	Time duration `json:"time"`
	// Routines keep it from happening again: the shortest three.
	Routines []entry      `json:"routines,omitempty"`
	Help     string       `json:"help"`
	Related  []link       `json:"related,omitempty"`
	Evidence evidence     `json:"evidence"`
	Sheet    symptomSheet `json:"sheet"`
	printed
}

// fixList is the list of a symptom.
type fixList struct {
	// Fixes are in the order to try them, and so are Blocks: their keys in the data files "blocks" and "sheets".
	Fixes  []listed `json:"fixes"`
	Blocks []string `json:"blocks"`
	Count  int      `json:"count"`
	// Risky are the fixes that remove or erase something: none is to be tried while somebody is being asked.
	Risky []string `json:"risky,omitempty"`
}

// listed is a fix in a list.
type listed struct {
	namedFix
	// Next is the one to try when this one did not help, nil after the last.
	Next *namedFix `json:"next,omitempty"`
}

// namedFix is a fix by its id, with its title.
type namedFix struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

func (m *maker) symptom(s *catalog.Symptom) {
	address := catalog.Symptoms.Address(s.ID)
	e := newEvidence(s.Sources)
	p := symptomPage{
		Root: catalog.Root(address), File: s.File.Path, Phase: s.Phase.Value, Device: m.Platform(s.Platforms[0].Value).Device.Value,
		Parts: parts(
			part{"says", textLine(s.Messages)}, part{"codes-shown", textLine(s.Codes)}, part{"signs", firstLine(s.Signs)}, part{"causes", firstLine(s.Causes)},
			part{"first", s.First.Pos.Line}, part{"try", textLine(s.Fixes)}, part{"help", s.GetHelpWhen.Pos.Line},
		),
		Systems: m.systems(s.Platforms), Messages: values(s.Messages), Codes: values(s.Codes),
		Signs: all(s.Signs, m.texts.Screen), Causes: all(s.Causes, m.texts.Screen), First: m.texts.Screen(s.First),
		Routines: m.keeping(s), Help: m.texts.Screen(s.GetHelpWhen), Evidence: e,
	}
	minutes := 0
	for _, id := range s.Fixes {
		f := m.Fix(id.Value)
		p.add(f, m.blockKey(f, s.Platforms))
		minutes += f.Minutes.Value
	}
	p.Time = newDuration(minutes)
	p.printed = m.copies(m.printed.Symptom(s), catalog.Symptoms, s.Formerly)
	p.Sheet = m.symptomSheet(s, p.Blocks, p.printed)
	for _, id := range s.Related {
		p.Related = append(p.Related, symptomLink(m.Symptom(id.Value)))
	}
	f := front{Title: s.Title.Value, Description: s.Causes[0].Doc.Plain(), Lastmod: e.lastmod(), Twin: catalog.TwinName, Trail: m.trail(symptomLink(s), p.Systems[0].link), Params: p}
	f.Document = document(catalog.Symptoms, s.ID)
	f.Work = m.work("TechArticle", address, f.Title, &e)
	f.Work.About, f.Work.Takes = about(p.Systems), period(minutes)
	f.Commands = slices.ContainsFunc(p.Blocks, func(key string) bool { return m.blocks[key].hasCommands() })
	m.checklist(&f, address)
	m.add(address, f)
	m.redirects(catalog.Symptoms, s.ID, s.Title.Value, s.Formerly, true)
}

// add puts a fix at the end of the list. Key is that of its block.
func (l *fixList) add(f *catalog.Fix, key string) {
	n := namedFix{f.ID, f.Title.Value}
	if l.Count > 0 {
		l.Fixes[l.Count-1].Next = &n
	}
	l.Fixes, l.Blocks, l.Count = append(l.Fixes, listed{namedFix: n}), append(l.Blocks, key), l.Count+1
	if newRung(f.Touches.Value).Risky {
		l.Risky = append(l.Risky, f.Title.Value)
	}
}

// hasCommands tells that a step of a fix has a block of commands.
func (b block) hasCommands() bool {
	return slices.ContainsFunc(b.Steps, func(s steps) bool {
		return slices.ContainsFunc(s.Steps, func(text string) bool { return strings.Contains(text, `class="chroma"`) })
	})
}

// keeping are the routines for the platforms of a symptom, the shortest first, and no more than somebody would begin.
func (m *maker) keeping(s *catalog.Symptom) []entry {
	var out []entry
	for _, r := range m.Routines {
		if slices.ContainsFunc(values(r.Platforms), func(id string) bool { return slices.Contains(values(s.Platforms), id) }) {
			out = append(out, entry{link: link{catalog.Routines.Address(r.ID), r.Title.Value}, About: r.When.Value, Minutes: r.Minutes.Value})
		}
	}
	slices.SortStableFunc(out, func(a, b entry) int { return cmp.Compare(a.Minutes, b.Minutes) })
	return out[:min(len(out), 3)]
}

// part is a part of a page and the line of its file where it can be corrected.
type part struct {
	// Name is that of the words which stand above it on the page.
	Name string `json:"name"`
	Line int    `json:"line"`
}

// parts are those that somebody wrote.
func parts(list ...part) []part {
	return slices.DeleteFunc(list, func(p part) bool { return p.Line == 0 })
}

// firstLine is where a list of texts begins, 0 for an empty one; so is textLine.
func firstLine(list []catalog.Prose) int {
	if len(list) == 0 {
		return 0
	}
	return list[0].Pos.Line
}

func textLine(list []catalog.Text) int {
	if len(list) == 0 {
		return 0
	}
	return list[0].Pos.Line
}

// stepsLine is where the steps for the first of these platforms begin.
func stepsLine(st catalog.Steps, platforms []catalog.Text) int {
	return firstLine(st.For(platforms[0].Value))
}
