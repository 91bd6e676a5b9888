package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/format"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/terminal"
)

type fmtCommand struct {
	Files  []string `arg:"" optional:"" help:"The files to write; all of data/ where none is named." placeholder:"FILE"`
	DryRun bool     `help:"Change nothing; say which files would change, and end with exit code 1 if there are any."`
}

// Run writes files in the one way of writing. A file that can't be read stays as it is and is named.
func (c *fmtCommand) Run(all *cli, s streams) error {
	facts, err := readFacts(all)
	if err != nil {
		return err
	}
	chosen, err := c.chosen(all, facts)
	if err != nil {
		return err
	}
	found := false
	for _, f := range chosen {
		written, err := format.File(f)
		switch {
		case err != nil:
			found = true
			fmt.Fprintf(s.errs, "data: %s: %v; go run ./tools/data check says what is wrong\n", f.Path, err)
			continue
		case !f.ByteOrderMark && f.CarriageReturn == 0 && bytes.Equal(written, f.Source):
			continue
		case c.DryRun:
			found = true
		default:
			if err := replace(filepath.Join(all.Source, filepath.FromSlash(f.Path)), written); err != nil {
				return err
			}
		}
		fmt.Fprintln(s.out, f.Path)
	}
	if found {
		return terminal.ErrFound
	}
	return nil
}

// chosen are the data files that the arguments name, or all.
func (c *fmtCommand) chosen(all *cli, facts *catalog.Catalog) ([]*catalog.File, error) {
	var chosen []*catalog.File
	isData := func(f *catalog.File) bool { return f.Kind != "" && f.Kind != catalog.Pages }
	if len(c.Files) == 0 {
		for _, f := range facts.Files {
			if isData(f) {
				chosen = append(chosen, f)
			}
		}
		return chosen, nil
	}
	for _, name := range c.Files {
		f := facts.File(inside(all.Source, name))
		switch {
		case f == nil:
			return nil, fmt.Errorf("there is no data file %s in %s", name, all.Source)
		case !isData(f):
			return nil, fmt.Errorf("%s is no data file; only those in data/ have one way of writing", name)
		case !slices.Contains(chosen, f):
			chosen = append(chosen, f)
		}
	}
	return chosen, nil
}

// inside is the path of a file relative to the site's root, whether it is named from there or from here.
func inside(root, name string) string {
	if slash := filepath.ToSlash(filepath.Clean(name)); strings.HasPrefix(slash, "data/") {
		return slash
	}
	absolute, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	if from, err := filepath.Abs(root); err == nil {
		root = from
	}
	relative, err := filepath.Rel(root, absolute)
	if err != nil {
		return name
	}
	return filepath.ToSlash(relative)
}

// replace changes what a file holds in one go, so that no half of it is ever there.
func replace(name string, content []byte) (err error) {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), ".fmt-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, ignoreMissing(os.Remove(temporary.Name())))
		}
	}()
	_, err = temporary.Write(content)
	if err := errors.Join(err, temporary.Chmod(info.Mode().Perm()), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), name)
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// readFacts reads the catalog, and says what to do where there is none.
func readFacts(all *cli) (*catalog.Catalog, error) {
	facts, err := load.Folder(all.Source)
	if errors.Is(err, load.ErrNoData) {
		return nil, errors.New("there is no folder data/ in " + all.Source + "; start the command in the site's root, or name it with --source")
	}
	return facts, err
}
