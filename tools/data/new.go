package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/scaffold"
)

type newCommand struct {
	Kind string `arg:"" help:"What to make: ${enum}." enum:"platform,symptom,fix,routine"`
	ID   string `arg:"" name:"id" help:"Its id: lower-case words and numbers joined by hyphens, such as restart-phone."`
}

// Run makes a new file, and never writes over one that is there.
func (c *newCommand) Run(all *cli, s streams) error {
	facts, err := readFacts(all)
	if err != nil {
		return err
	}
	kind, _ := catalog.KindOf(c.Kind)
	if why := check.WhyNoID(c.ID, c.Kind); why != "" {
		return errors.New(why)
	}
	if owner := facts.Formerly(kind, c.ID); owner != "" {
		return fmt.Errorf("%q is a former id of the %s %q and leads there; take another", c.ID, c.Kind, owner)
	}
	path := "data/" + string(kind) + "/" + c.ID + ".yaml"
	name := filepath.Join(all.Source, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	if err := create(name, scaffold.File(kind)); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("there is a %s called %q already: %s; nothing was changed", c.Kind, c.ID, path)
		}
		return err
	}
	fmt.Fprintln(s.out, path)
	if near := finding.Nearest(c.ID, facts.IDs(kind)); near != "" {
		fmt.Fprintf(s.errs, "data: there is a %s called %q already, in data/%s/%s.yaml; if you mean that one, correct it and delete the new file\n", c.Kind, near, kind, near)
	}
	return nil
}

// create writes a file that is not there yet.
func create(name string, content []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}
