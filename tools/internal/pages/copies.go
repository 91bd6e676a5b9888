package pages

import (
	"fmt"
	"slices"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
)

// printed is what a sheet says of itself, and what is said to somebody with a copy.
type printed struct {
	// Revision is a short code of all that is read on the sheet.
	Revision string `json:"revision"`
	// CopyAddress is where a copy leads: the whole address of the file beside the page that tells what changed since.
	CopyAddress string `json:"copyaddress"`
	// Answers are for the copies of today and of before. Each copy has one.
	Answers []answer `json:"answers"`
	// Unknown is the anchor for copies whose code is none.
	Unknown string `json:"unknown"`
}

// here leads from a file beside a page to the page.
const here = "./"

// answer is what to tell somebody with a copy.
type answer struct {
	Kind ledger.Kind `json:"kind"`
	// Anchors are those of the revisions that it is for.
	Anchors []string `json:"anchors"`
	// First tells that what is said before anything is done changed, Order that the order did,
	// Steps that those of a routine did.
	First bool `json:"first,omitempty"`
	Order bool `json:"order,omitempty"`
	Steps bool `json:"steps,omitempty"`
	// New counts the fixes that the copy does not have.
	New   int           `json:"new,omitempty"`
	Fixes []changeOfFix `json:"fixes,omitempty"`
	// Sheet is where the one of today is, relative to the page.
	Sheet string `json:"sheet"`
	// Page leads to the page with the fixes, "" where they are on the same.
	Page string `json:"page,omitempty"`
}

// changeOfFix is a fix that is not as on the copy.
type changeOfFix struct {
	// Number is the one on the copy.
	Number int `json:"number"`
	// ID and Title are today's, "" where the fix is no longer in the list.
	ID      string `json:"id,omitempty"`
	Title   string `json:"title,omitempty"`
	Riskier bool   `json:"riskier,omitempty"`
}

// copies is what an entry says of its sheet and of all copies that lead to it, those of its former ids too.
func (m *maker) copies(s ledger.Sheet, kind catalog.Kind, former []catalog.Text) printed {
	anchor := ledger.Anchor(s.Revision)
	p := printed{s.Revision, m.base + s.Address + catalog.CopyName + "#" + anchor, []answer{{Kind: ledger.Same, Anchors: []string{anchor}, Sheet: catalog.ChecklistName, Page: here}}, ledger.Anchor("")}
	taken := map[string]bool{anchor: true}
	byChange := map[string]int{}
	for _, address := range append([]string{s.Address}, addresses(kind, former)...) {
		for _, line := range m.recorded[address] {
			anchor := ledger.Anchor(line.Revision)
			m.promise(line, s.Address+catalog.CopyName+"#"+anchor)
			if taken[anchor] {
				continue
			}
			taken[anchor] = true
			change := m.Since(s, line.Sheet)
			key := fmt.Sprint(change)
			if i, ok := byChange[key]; ok {
				p.Answers[i].Anchors = append(p.Answers[i].Anchors, anchor)
				continue
			}
			byChange[key] = len(p.Answers)
			p.Answers = append(p.Answers, m.answer(change, anchor, kind))
		}
	}
	return p
}

func (m *maker) answer(c ledger.Change, anchor string, kind catalog.Kind) answer {
	a := answer{Kind: c.Kind, Anchors: []string{anchor}, First: c.First, Order: c.Order, New: c.New, Sheet: catalog.ChecklistName, Page: here}
	if kind == catalog.Routines {
		// Its one fix is itself.
		a.Steps, a.New = len(c.Fixes) > 0, 0
		return a
	}
	for _, f := range c.Fixes {
		change := changeOfFix{Number: f.Number, ID: f.ID, Riskier: f.Riskier}
		if f.ID != "" {
			change.Title = m.Fix(f.ID).Title.Value
		}
		a.Fixes = append(a.Fixes, change)
	}
	return a
}

func addresses(kind catalog.Kind, former []catalog.Text) []string {
	var out []string
	for _, f := range former {
		out = append(out, kind.Address(f.Value))
	}
	return out
}

// promise says that something of a line of the ledger must be there.
func (m *maker) promise(line ledger.Line, address string) {
	m.promised = append(m.promised, ledger.Promise{Line: line.Number, Address: address})
}

// recall sorts the ledger by address, and promises each.
func (m *maker) recall() {
	m.recorded = map[string][]ledger.Line{}
	for _, line := range m.Printed.Lines {
		m.recorded[line.Address] = append(m.recorded[line.Address], line)
		m.promise(line, line.Address)
		for _, name := range append([]string{catalog.CopyName}, catalog.Checklists...) {
			m.promise(line, line.Address+name)
		}
	}
	for _, lines := range m.recorded {
		slices.Reverse(lines)
	}
}
