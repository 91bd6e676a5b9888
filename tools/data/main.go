// Command data is for people who change the facts. It is light: it never imports
// Hugo, so that a contributor waits seconds for it to compile.
//
//	go run ./tools/data check
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/memory"
	"backupfirstaid/tools/internal/terminal"
)

type cli struct {
	Source string `help:"The site's root, where data/ is." default:"." type:"path" placeholder:"DIR"`

	Check   checkCommand   `cmd:"" help:"Check every file in data/ and the links of content/."`
	New     newCommand     `cmd:"" help:"Make the file of a new entry, with every key explained."`
	Fmt     fmtCommand     `cmd:"" help:"Write files in the one way of writing: order of keys, quotes, white space."`
	Stale   staleCommand   `cmd:"" help:"List what nobody has checked against its sources for longest, worst first."`
	Explain explainCommand `cmd:"" help:"Say what a rule asks for and why, with a wrong and a right example."`
	Record  recordCommand  `cmd:"" help:"Add to the ledger the revisions of all sheets, when the site is released."`
	Schema  schemaCommand  `cmd:"" help:"Write the JSON Schemas that editors use, or print one."`
}

type checkCommand struct {
	Format finding.Format `help:"How to write what was found: ${enum}." enum:"text,json,github,sarif" default:"text"`
	Strict bool           `help:"Let notes fail the run too."`
	// GitHub names the file in the environment of each step.
	Summary string    `help:"With --format github: the file to append the whole report to, in Markdown." env:"GITHUB_STEP_SUMMARY" type:"path" placeholder:"FILE"`
	Day     time.Time `help:"The day to hold dates against; today where none is named." format:"2006-01-02" placeholder:"2026-11-22"`
}

func main() {
	// The check of a thousand entries holds less at its end.
	memory.Lazy(64 << 20)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, out, errs io.Writer) int {
	var c cli
	return terminal.Run("data", "Tools for people who change the facts of Backup First Aid.", &c, args, out, errs, &c, streams{out, errs})
}

// streams is where a command writes its result, and all else.
type streams struct{ out, errs io.Writer }

func orToday(day time.Time) time.Time {
	if day.IsZero() {
		return time.Now()
	}
	return day
}

func (c *checkCommand) Run(all *cli, s streams) error {
	facts, err := readFacts(all)
	if err != nil {
		return err
	}
	report := check.Report(facts, orToday(c.Day))
	if err := report.Write(s.out, c.Format, terminal.Color(s.out)); err != nil {
		return err
	}
	if c.Format == finding.GitHub && c.Summary != "" {
		if err := appendSummary(c.Summary, report); err != nil {
			return err
		}
	}
	if problems, notes := finding.Count(report.Findings); problems > 0 || c.Strict && notes > 0 {
		return terminal.ErrFound
	}
	return nil
}

// appendSummary adds the report to what other commands of the same step have written.
func appendSummary(file string, report finding.Report) (err error) {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return fmt.Errorf("writing the summary: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return report.WriteSummary(f)
}
