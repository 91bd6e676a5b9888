package pages

import (
	"fmt"
	"slices"
	"strings"

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
	// Title is the one on the copy, whatever number stands before it there: the list of a page, several lists in
	// one and a booklet each number their fixes in their own way.
	Title string `json:"title"`
	// ID is today's, "" where the fix is no longer in the list, and Now today's title where it is another one.
	ID      string `json:"id,omitempty"`
	Now     string `json:"now,omitempty"`
	Riskier bool   `json:"riskier,omitempty"`
}

// copies is what an entry says of its sheet and of all copies that lead to it, those of its former ids too.
func (m *maker) copies(s ledger.Sheet, kind catalog.Kind, former []catalog.Text) printed {
	anchor := ledger.Anchor(s.Revision)
	p := printed{s.Revision, m.base + s.Address + catalog.CopyName + "#" + anchor, []answer{{Kind: ledger.Same, Anchors: []string{anchor}, Sheet: catalog.ChecklistName, Page: here}}, ledger.Anchor("")}
	taken := map[string]bool{anchor: true}
	byAnswer := map[string]int{}
	for _, address := range append([]string{s.Address}, addresses(kind, former)...) {
		for _, line := range m.recorded[address] {
			anchor := ledger.Anchor(line.Revision)
			m.promise(line, s.Address+catalog.CopyName+"#"+anchor)
			if taken[anchor] {
				continue
			}
			taken[anchor] = true
			a := m.answer(m.Since(s, line.Sheet), line.Release, kind)
			key := string(m.json(a))
			if i, ok := byAnswer[key]; ok {
				p.Answers[i].Anchors = append(p.Answers[i].Anchors, anchor)
				continue
			}
			byAnswer[key] = len(p.Answers)
			a.Anchors = []string{anchor}
			p.Answers = append(p.Answers, a)
		}
	}
	return p
}

// answer is what to tell copies of a release, without their anchors.
func (m *maker) answer(c ledger.Change, release int, kind catalog.Kind) answer {
	a := answer{Kind: c.Kind, First: c.First, Order: c.Order, New: c.New, Sheet: catalog.ChecklistName, Page: here}
	if kind == catalog.Routines {
		// Its one fix is itself.
		a.Steps, a.New = len(c.Fixes) > 0, 0
		return a
	}
	for _, f := range c.Fixes {
		change := changeOfFix{Title: m.called(f.Was, release), ID: f.ID, Riskier: f.Riskier}
		if f.ID != "" && m.Fix(f.ID).Title.Value != change.Title {
			change.Now = m.Fix(f.ID).Title.Value
		}
		a.Fixes = append(a.Fixes, change)
	}
	return a
}

// called is what a fix is called on the copies of a release.
func (m *maker) called(id string, release int) string {
	if title := m.Printed.Called(id, release); title != "" {
		return title
	}
	if f := m.Fix(m.Today(catalog.Fixes, id)); f != nil {
		return f.Title.Value
	}
	return strings.ReplaceAll(id, "-", " ")
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
	for _, line := range m.Printed.Addresses {
		m.promised = append(m.promised, ledger.Promise{Line: line.Number, Address: line.Address})
	}
	m.lasting = map[string]bool{}
	release := m.printed.Release()
	for _, s := range release.Sheets {
		m.lasting[s.Address] = true
	}
	for _, address := range release.Addresses {
		m.lasting[address] = true
	}
}

// onPaper says that an address stands on paper. The ledger must learn of each, or it could go away unnoticed.
func (m *maker) onPaper(address string) {
	if !m.lasting[address] {
		m.fail(fmt.Errorf("%s is printed, and no release would record it", address))
	}
}
