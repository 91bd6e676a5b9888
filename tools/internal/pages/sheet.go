package pages

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/qrcode"
)

// sheet is what every sheet of paper has: where it is from, and which state of the facts it shows.
type sheet struct {
	// Address is that of the page, whole: paper is carried away from where it was printed.
	Address string `json:"address"`
	// Code leads a camera to the page.
	Code qrcode.Drawing `json:"code"`
	// Revision is a short code that changes with what the sheet says.
	Revision string `json:"revision"`
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

func (m *maker) symptomSheet(s *catalog.Symptom, keys []string) symptomSheet {
	out := symptomSheet{Signs: all(s.Signs, m.texts.Sheet), First: m.texts.Sheet(s.First), Help: m.texts.Sheet(s.GetHelpWhen)}
	said := []any{s.Title.Value, values(s.Messages), values(s.Codes), out}
	for i, key := range keys {
		b := m.sheets[key]
		said = append(said, b)
		if b.Rung.Risky {
			out.Risky = append(out.Risky, numbered{i + 1, b.Title})
		}
	}
	out.sheet = m.newSheet(catalog.Symptoms.Address(s.ID), s.Title.Value, said)
	return out
}

func (m *maker) routineSheet(r *catalog.Routine) routineSheet {
	out := routineSheet{Summary: m.texts.Sheet(r.Summary), Needs: all(r.Needs, m.texts.Sheet), Steps: m.steps(r.Steps, r.Platforms, m.texts.Sheet)}
	out.sheet = m.newSheet(catalog.Routines.Address(r.ID), r.Title.Value, []any{r.Title.Value, r.When.Value, out})
	return out
}

func (m *maker) newSheet(address, title string, said []any) sheet {
	s := sheet{Address: m.base + address, Revision: m.revision(said), Running: cssString(title)}
	var err error
	if s.Code, err = qrcode.Draw(s.Address); err != nil {
		m.fail(err)
	}
	return s
}

// letters are those that nobody takes for another, on paper or over the phone (Crockford's base 32).
var letters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// revision is a short code for what a sheet says.
func (m *maker) revision(said []any) string {
	sum := sha256.Sum256(m.json(said))
	return letters.EncodeToString(sum[:])[:6]
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
