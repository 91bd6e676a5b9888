package check

import (
	"fmt"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/ledger"
)

// paperRules are about sheets that were printed, which nobody can call back.
var paperRules = []Rule{
	{
		Name:  "printed-page",
		Title: "Every sheet that was printed still has its page.",
		Why:   "The address stands on paper, in drawers and on fridges. Where it leads nowhere, nobody learns that a step on that paper became dangerous.",
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
	for _, line := range p.Printed.Lines {
		folder, id, _ := strings.Cut(strings.TrimSuffix(line.Address, "/"), "/")
		kind := catalog.Kind(folder)
		// A page that is missing is missing for all of its revisions.
		if said[line.Address] || p.Has(kind, id) || p.Formerly(kind, id) != "" || p.wasMeant(kind, id) {
			continue
		}
		said[line.Address] = true
		p.found(catalog.Pos{File: ledger.File, Line: line.Number, Column: 1}, fmt.Sprintf("the sheet %s was printed, and no such page is there", line.Address), p.successor(kind, id))
	}
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
