package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/stale"
)

type staleCommand struct {
	Format    stale.Format `help:"How to write the list: ${enum}." enum:"text,json,csv" default:"text"`
	Day       time.Time    `help:"The day to count from; today where none is named." format:"2006-01-02" placeholder:"2026-11-24"`
	OlderThan int          `help:"How many days a reading holds." default:"365" placeholder:"DAYS"`
	Most      int          `help:"List no more than the worst so many; 0 lists all." default:"0" placeholder:"N"`
}

// Help says, in the command's help, what a program finds in a row.
func (*staleCommand) Help() string {
	var b strings.Builder
	b.WriteString("Listed is what nobody has confirmed and what was not read for long, what could do most harm first. A row of JSON or CSV has:\n")
	for _, k := range stale.Keys {
		fmt.Fprintf(&b, "\n  %-9s %s", k.Name, k.About)
	}
	return b.String()
}

func (c *staleCommand) Run(all *cli, s streams) error {
	for flag, n := range map[string]int{"--older-than": c.OlderThan, "--most": c.Most} {
		if n < 0 {
			return fmt.Errorf("%s: %d is less than nothing; write a whole number from 0", flag, n)
		}
	}
	facts, err := load.Folder(all.Source)
	if errors.Is(err, load.ErrNoData) {
		return errors.New("there is no folder data/ in " + all.Source + "; start the command in the site's root, or name it with --source")
	}
	if err != nil {
		return err
	}
	if err := whole(facts); err != nil {
		return err
	}
	return stale.Catalog(facts, orToday(c.Day), c.OlderThan).Most(c.Most).Write(s.out, c.Format)
}

// whole says that the list would lack an entry: what is not on it would be taken for checked.
func whole(facts *catalog.Catalog) error {
	var bad []string
	for _, f := range facts.Files {
		if f.Problem != nil {
			bad = append(bad, f.Path)
		}
	}
	if len(bad) == 0 {
		return nil
	}
	return fmt.Errorf("no list, since it would lack what can't be read: %s; go run ./tools/data check says why", strings.Join(bad, ", "))
}
