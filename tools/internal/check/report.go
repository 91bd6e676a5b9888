package check

import (
	"slices"
	"time"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/ledger"
)

// Report holds a catalog against all rules on a day and gives what a command writes.
func Report(c *catalog.Catalog, day time.Time) finding.Report {
	return finding.Report{
		Findings: Catalog(c, day),
		Files:    len(c.Files),
		Source: func(path string) []byte {
			if path == ledger.File {
				return c.Printed.Source
			}
			if f := c.File(path); f != nil {
				return f.Source
			}
			return nil
		},
		Title: Title,
		Why:   why,
	}
}

// why is the reason of the rule of that name, "" where there is none.
func why(name string) string {
	if i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Name == name }); i >= 0 {
		return Rules[i].Why
	}
	return ""
}
