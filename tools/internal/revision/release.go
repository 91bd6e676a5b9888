package revision

import (
	"maps"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
)

// Release is all that is printed of the catalog.
func (r *Reader) Release() ledger.Release {
	listed := map[string]bool{}
	for _, s := range r.facts.Symptoms {
		for _, id := range s.Fixes {
			listed[id.Value] = true
		}
	}
	out := ledger.Release{Sheets: r.Sheets(), Addresses: r.addresses()}
	for _, id := range slices.Sorted(maps.Keys(listed)) {
		// A line of the ledger is one line.
		out.Names = append(out.Names, ledger.Name{ID: id, Title: strings.Join(strings.Fields(r.facts.Fix(id).Title.Value), " ")})
	}
	return out
}

// addresses are those inside the site that stand on paper and are no sheet's own, sorted: booklets, and what the
// texts of a sheet name that is not on it.
func (r *Reader) addresses() []string {
	out := map[string]bool{}
	for _, name := range r.facts.BookletNames() {
		out[catalog.BookletFile(name)] = true
	}
	name := func(here []string, texts []catalog.Prose) {
		for _, t := range texts {
			if t.Doc == nil {
				continue
			}
			for _, l := range t.Doc.Links {
				scheme, rest, _ := strings.Cut(l.Destination, ":")
				kind, inside := catalog.KindOf(scheme)
				id, _, _ := strings.Cut(rest, "#")
				// The sheets of symptoms and routines have their own lines.
				if inside && kind != catalog.Symptoms && kind != catalog.Routines && !slices.Contains(here, kind.Address(id)) {
					out[kind.Address(id)] = true
				}
			}
		}
	}
	for _, s := range r.facts.Symptoms {
		name(s.OnSheet(), r.facts.SheetTexts(s))
	}
	for _, e := range r.facts.Routines {
		name(nil, e.SheetTexts())
	}
	return slices.Sorted(maps.Keys(out))
}
