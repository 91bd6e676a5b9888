package pages

import (
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/qrcode"
)

// sheet is what every sheet of paper has besides its texts.
type sheet struct {
	// Address is that of the page, whole: paper is carried away from where it was printed.
	Address string `json:"address"`
	// Code leads a camera to where a copy leads.
	Code qrcode.Drawing `json:"code"`
	// Running stands in the margin of each page, as a string of CSS.
	Running string `json:"running"`
}

// symptomSheet are the texts of the page for paper.
type symptomSheet struct {
	sheet
	Signs []string `json:"signs,omitempty"`
	First string   `json:"first,omitempty"`
	Help  string   `json:"help"`
	// Risky are the fixes of the list that can lose something.
	Risky []numbered `json:"risky,omitempty"`
}

type routineSheet struct {
	sheet
	Summary string   `json:"summary"`
	Needs   []string `json:"needs,omitempty"`
	Steps   []steps  `json:"steps"`
}

// numbered is a fix with its place in a list, from 1.
type numbered struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
}

func (m *maker) symptomSheet(s *catalog.Symptom, keys []string, p printed) symptomSheet {
	out := symptomSheet{
		sheet: m.newSheet(catalog.Symptoms.Address(s.ID), s.Title.Value, p),
		Signs: all(s.Signs, m.texts.Sheet), First: m.texts.Sheet(s.First), Help: m.texts.Sheet(s.GetHelpWhen),
	}
	for i, key := range keys {
		if b := m.sheets[key]; b.Rung.Risky {
			out.Risky = append(out.Risky, numbered{i + 1, b.Title})
		}
	}
	return out
}

func (m *maker) routineSheet(r *catalog.Routine, p printed) routineSheet {
	return routineSheet{
		sheet:   m.newSheet(catalog.Routines.Address(r.ID), r.Title.Value, p),
		Summary: m.texts.Sheet(r.Summary), Needs: all(r.Needs, m.texts.Sheet), Steps: m.steps(r.Steps, r.Platforms, m.texts.Sheet),
	}
}

func (m *maker) newSheet(address, title string, p printed) sheet {
	code, err := qrcode.Draw(p.CopyAddress)
	if err != nil {
		m.fail(err)
	}
	return sheet{m.base + address, code, cssString(title)}
}

// cssString writes a text as a string of CSS inside of a style element, where "<" could end it.
func cssString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\5c `, `"`, `\22 `, "<", `\3c `, "\n", `\a `).Replace(s) + `"`
}

// checklist makes a page come out for paper too, in both sizes of print.
func (m *maker) checklist(f *front, address string) {
	f.Outputs = []string{"html", "checklist", "large"}
	for _, name := range catalog.Checklists {
		m.expect[address+name] = true
	}
}
