package check

import (
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
)

// Report holds a catalog against all rules and gives what a command writes.
func Report(c *catalog.Catalog) finding.Report {
	return finding.Report{
		Findings: Catalog(c),
		Files:    len(c.Files),
		Source: func(path string) []byte {
			if f := c.File(path); f != nil {
				return f.Source
			}
			return nil
		},
		Title: Title,
	}
}
