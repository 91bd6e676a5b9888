package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/revision"
	"backupfirstaid/tools/internal/terminal"
)

type recordCommand struct {
	Check   bool      `help:"Change nothing; say what the ledger lacks, and end with exit code 1 if there is anything."`
	Against string    `help:"Change nothing; end with exit code 1 unless the ledger is this older one with lines added to its end." type:"path" placeholder:"FILE"`
	Day     time.Time `help:"The day of the release; today where none is named." format:"2006-01-02" placeholder:"2026-11-27"`
}

// Help says, in the command's help, when it is run.
func (*recordCommand) Help() string {
	return "Run it when the site is released, and commit " + ledger.File + ". Each sheet that is printed carries the code of its revision, and its page tells what became of it since. A sheet whose code is not in the ledger could not be told anything."
}

// Run adds to the ledger what it lacks of today's sheets.
func (c *recordCommand) Run(all *cli, s streams) error {
	if c.Check && c.Against != "" {
		return errors.New("--check and --against are two questions; ask one at a time")
	}
	facts, err := readFacts(all)
	if err != nil {
		return err
	}
	if c.Against != "" {
		return c.grown(facts.Printed, s)
	}
	// What is printed is what was checked. A mistake would be in the ledger for good.
	report := check.Report(facts, orToday(c.Day))
	if problems, _ := finding.Count(report.Findings); problems > 0 {
		return terminal.Failure{Err: fmt.Errorf("nothing was recorded, since the facts have mistakes (%s); go run ./tools/data check names them", report.Summary())}
	}
	today := revision.NewReader(facts).Release()
	lacks := facts.Printed.Lacks(today)
	for _, sheet := range lacks.Sheets {
		fmt.Fprintln(s.out, told(facts, sheet))
	}
	for _, address := range lacks.Addresses {
		fmt.Fprintln(s.out, address+": printed for the first time")
	}
	switch {
	case lacks.Empty():
		fmt.Fprintf(s.errs, "%s holds the revisions of all %d sheets.\n", ledger.File, len(today.Sheets))
		return nil
	case c.Check:
		return terminal.Failure{Err: fmt.Errorf("%s lacks %s; run `%s` and commit the file", ledger.File, counted(lacks, today), ledger.Command)}
	}
	if err := put(filepath.Join(all.Source, ledger.File), facts.Printed.Add(today, orToday(c.Day))); err != nil {
		return err
	}
	fmt.Fprintf(s.errs, "To %s were added %s; commit it.\n", ledger.File, counted(lacks, today))
	return nil
}

// counted says how much of a release something is.
func counted(some, all ledger.Release) string {
	return fmt.Sprintf("%d of %d sheets, %d of %d titles of fixes and %d of %d other addresses",
		len(some.Sheets), len(all.Sheets), len(some.Names), len(all.Names), len(some.Addresses), len(all.Addresses))
}

// grown holds the ledger against an older one.
func (c *recordCommand) grown(now ledger.Ledger, s streams) error {
	source, err := os.ReadFile(c.Against)
	if err != nil {
		return err
	}
	if number, ok := now.Grown(ledger.Parse(source)); !ok {
		return terminal.Failure{Err: fmt.Errorf("%s:%d: a line of the older ledger was changed or taken out here; take the file as it was, then run `%s`", ledger.File, number, ledger.Command)}
	}
	fmt.Fprintf(s.errs, "%s holds all that it held before.\n", ledger.File)
	return nil
}

// kinds say what a change means for copies.
var kinds = map[ledger.Kind]string{
	ledger.Words:  "only words changed",
	ledger.Steps:  "steps changed",
	ledger.Danger: "copies are dangerous now",
}

// told is a sheet that is new in the ledger, and what became of the last copies of it.
func told(facts *catalog.Catalog, sheet ledger.Sheet) string {
	start := sheet.Address + " " + sheet.Revision + ": "
	last, ok := facts.Printed.Last(sheet.Address)
	if !ok {
		return start + "printed for the first time"
	}
	change := facts.Since(sheet, last.Sheet)
	out := start + kinds[change.Kind] + " since " + last.Revision + " of " + last.Day
	var parts []string
	if change.First {
		parts = append(parts, "what is said first")
	}
	for _, f := range change.Fixes {
		if sheet.Address == catalog.Routines.Address(f.ID) {
			parts = append(parts, "the steps")
		} else {
			parts = append(parts, "fix "+f.Was)
		}
	}
	if change.Order {
		parts = append(parts, "the order")
	}
	if change.New > 0 {
		parts = append(parts, fmt.Sprintf("new fixes: %d", change.New))
	}
	if len(parts) > 0 {
		out += " (" + strings.Join(parts, ", ") + ")"
	}
	return out
}

// put writes a file that may be new, in one go.
func put(name string, content []byte) error {
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return replace(name, content)
}
