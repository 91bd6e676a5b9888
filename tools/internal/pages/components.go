package pages

import (
	"slices"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
)

const (
	componentsAddress = "contribute/components/"
	componentsTitle   = "What pages are made of"
)

// shownInList is how many links a list shows there.
const shownInList = 4

// componentsPage has every component of the site in every state, for people who change the styles. What it shows is
// taken from the facts, so that it looks as pages look.
type componentsPage struct {
	Root string `json:"root"`
	// The fixes have, between them, every part a fix can have.
	fixList
	Ladder   []rung       `json:"ladder"`
	Evidence []evidence   `json:"evidence"`
	Platform platformList `json:"platform"`
	Symptoms []link       `json:"symptoms"`
	Entries  []entry      `json:"entries"`
	Messages []string     `json:"messages"`
	Family   *codeFamily  `json:"family,omitempty"`
	Code     []example    `json:"code"`
	Answers  []answer     `json:"answers"`
	neighbors
}

func (m *maker) components() {
	p := componentsPage{
		Root: catalog.Root(componentsAddress), Ladder: ladder(), Evidence: m.levels(), Entries: m.routineEntries(),
		Code:      []example{{"bash", m.code("bash", "# A comment\nsudo tmutil listlocalsnapshots / # and one at the end\n")}, {"yaml", m.code("yaml", "title: \"4013\" # a comment\nminutes: 3\n")}},
		neighbors: neighbors{&contributeLink, &rulesLink},
	}
	for _, f := range m.showing() {
		p.add(f, m.shownAs(f))
		if in := m.usedBy[f.ID]; len(p.Answers) == 0 && len(in) > 0 && newRung(f.Touches.Value).Risky {
			p.Answers = answersWith(f, p.Root+catalog.Symptoms.Address(in[0].ID)+catalog.ChecklistName)
		}
	}
	for _, s := range m.byTitle {
		if len(s.Messages) > 1 && p.Messages == nil {
			p.Messages = values(s.Messages)
		}
		if len(s.Codes) > 1 && p.Family == nil {
			p.Family = &codeFamily{values(s.Codes), []codeSymptom{{symptomLink(s), m.texts.Screen(s.Causes[0])}}}
		}
		if len(p.Symptoms) < shownInList {
			p.Symptoms = append(p.Symptoms, symptomLink(s))
		}
	}
	if d := m.devices(); len(d) > 0 {
		p.Platform = d[0].Platforms[0]
	}
	m.add(componentsAddress, front{Title: componentsTitle, Description: "Every part of a page in every state, for people who change how the site looks.", Layout: "components", Commands: true, Trail: m.trail(link{componentsAddress, componentsTitle}, contributeLink), Params: p})
}

// answersWith are those to copies of a sheet, in which a fix changed.
func answersWith(f *catalog.Fix, sheet string) []answer {
	return []answer{
		{Kind: ledger.Same}, {Kind: ledger.Words}, {Kind: ledger.Steps, Order: true, New: 2, Fixes: []changeOfFix{{Title: f.Title.Value}}, Sheet: sheet},
		{Kind: ledger.Danger, First: true, Fixes: []changeOfFix{{Title: f.Title.Value, ID: f.ID, Riskier: true}}, Sheet: sheet},
	}
}

// showing are as few fixes as show every part that some fix has: each rung, a drawing, steps by platform, and so on.
func (m *maker) showing() []*catalog.Fix {
	parts := []func(*catalog.Fix) bool{
		func(f *catalog.Fix) bool { return f.Picture.File.Value != "" },
		func(f *catalog.Fix) bool { return len(f.Steps.ByPlatform) > 0 },
		func(f *catalog.Fix) bool { return len(f.Needs) > 0 },
		func(f *catalog.Fix) bool {
			return len(f.Before) > 0 && catalog.Rung(f.Touches.Value) < catalog.RungRemove
		},
	}
	for _, touches := range catalog.Ladder {
		parts = append(parts, func(f *catalog.Fix) bool { return f.Touches.Value == touches })
	}
	var out []*catalog.Fix
	for _, has := range parts {
		if slices.ContainsFunc(out, has) {
			continue
		}
		if i := slices.IndexFunc(m.Fixes, has); i >= 0 {
			out = append(out, m.Fixes[i])
		}
	}
	return out
}

// shownAs is the key of a fix in the first list that has it.
func (m *maker) shownAs(f *catalog.Fix) string {
	if in := m.usedBy[f.ID]; len(in) > 0 {
		return m.blockKey(f, in[0].Platforms)
	}
	return m.blockKey(f, f.Platforms)
}

// levels are the evidence of one entry for each level of it.
func (m *maker) levels() []evidence {
	var out []evidence
	seen := map[catalog.Level]bool{}
	for _, f := range m.Fixes {
		if e := newEvidence(f.Sources); !seen[e.Level] {
			seen[e.Level] = true
			out = append(out, e)
		}
	}
	return out
}
