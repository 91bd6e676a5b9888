package check

import (
	"fmt"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/ledger"
)

// paperRules are about sheets that were printed, which nobody can call back.
var paperRules = []Rule{
	{
		Name:  "printed-page",
		Title: "Every address that was printed still has its page.",
		Why:   "It stands on paper, in drawers and on fridges. Where it leads nowhere, nobody learns that a step on that paper became dangerous, or finds what the paper names.",
		Wrong: "-- printed.txt --\nsymptoms/storage-full/ 4bcdef - look-around:1:9u8bd\nsealed 2026-11-22 btw74zqj\n",
		Right: "-- printed.txt --\nsymptoms/storage-full/ 4bcdef - look-around:1:9u8bd\nsealed 2026-11-22 btw74zqj\n" +
			"-- data/symptoms/full.yaml --\nformerly:\n  - storage-full\n",
		check: printedPages,
	},
	{
		Name:  "printed-line",
		Title: "The ledger of printed sheets only grows, by its command.",
		Why:   "A copy whose line is gone can't be told what changed since it was printed. The seal at the end of each release stands for all lines above it.",
		Wrong: "-- printed.txt --\nsymptoms/full/ 4bcdef - look-around:1:9u8bd\nsealed 2026-11-22 3nq3ckeu\nsymptoms/full/ 5bcdef - look-around:1:9u8bd\n",
		Right: "-- printed.txt --\nsymptoms/full/ 4bcdef - look-around:1:9u8bd\nsealed 2026-11-22 3nq3ckeu\n",
		check: printedLines,
	},
}

func printedPages(p *pass) {
	said := map[string]bool{}
	say := func(address string, number int, what string) {
		// A page that is missing is missing for all of its revisions.
		if wayOut := p.missing(address); wayOut != "" && !said[address] {
			said[address] = true
			p.found(catalog.Pos{File: ledger.File, Line: number, Column: 1}, fmt.Sprintf("the %s %s was printed, and no such page is there", what, address), wayOut)
		}
	}
	for _, line := range p.Printed.Lines {
		say(line.Address, line.Number, "sheet")
	}
	for _, line := range p.Printed.Addresses {
		say(line.Address, line.Number, "address")
	}
}

// missing is the way out where nothing is at an address, "" where something is.
func (p *pass) missing(address string) string {
	id := strings.TrimSuffix(address, "/")
	folder, name, _ := strings.Cut(id, "/")
	kind := catalog.Kind(folder)
	switch {
	case slices.Contains(catalog.DataKinds, kind) && name != "":
		if p.Today(kind, name) != "" || p.wasMeant(kind, name) {
			return ""
		}
		return p.successor(kind, name)
	case strings.HasPrefix(address, catalog.Booklets) && id == address:
		if slices.ContainsFunc(p.BookletNames(), func(name string) bool { return catalog.BookletFile(name) == address }) {
			return ""
		}
		return "keep what the booklet is made of: a list of that phone, or a routine"
	case p.Has(catalog.Pages, id) || slices.Contains(catalog.MadePages, id) || p.wasMeant(catalog.Pages, id):
		return ""
	}
	return fmt.Sprintf("a page written by hand keeps its name: call its file content/%s.md again", id)
}

// successor is the way out for a page that is gone.
func (p *pass) successor(kind catalog.Kind, id string) string {
	wayOut := fmt.Sprintf("write %q under formerly: of the %s that takes its place", id, kind.One())
	if near := finding.Nearest(id, p.IDs(kind)); near != "" {
		wayOut += fmt.Sprintf(`, such as "%s"`, near)
	}
	return wayOut
}

func printedLines(p *pass) {
	for _, problem := range p.Printed.Problems {
		p.found(catalog.Pos{File: ledger.File, Line: problem.Number, Column: 1}, problem.Message,
			"take the file as it is on main, then run `"+ledger.Command+"`")
	}
}
