package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/schema"
	"backupfirstaid/tools/internal/terminal"
)

type schemaCommand struct {
	Kind string `arg:"" optional:"" help:"Print the schema of this kind: platform, symptom, fix or routine. Without it, the files in .vscode/schema/ are written." placeholder:"KIND"`
}

// Run prints a schema, or writes the files that editors use. Facts with mistakes are no hindrance.
func (c *schemaCommand) Run(all *cli, s streams) error {
	kind, err := c.kind()
	if err != nil {
		return err
	}
	facts, err := readFacts(all)
	if err != nil {
		return err
	}
	if kind != "" {
		written, err := schema.For(kind, facts)
		if err != nil {
			return err
		}
		_, err = s.out.Write(written)
		return err
	}
	return writeSchemas(all.Source, facts, s)
}

// kind is the kind that was asked for, "" for all.
func (c *schemaCommand) kind() (catalog.Kind, error) {
	if c.Kind == "" {
		return "", nil
	}
	if kind, ok := catalog.KindOf(c.Kind); ok && kind != catalog.Pages {
		return kind, nil
	}
	return "", fmt.Errorf("there is no schema for %q; there is one for each of platform, symptom, fix and routine", c.Kind)
}

// writeSchemas writes the schemas that are not as they should be, and says so of each.
// No link in the tree leads it out of there.
func writeSchemas(source string, facts *catalog.Catalog, s streams) error {
	root, err := os.OpenRoot(source)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	for _, kind := range catalog.DataKinds {
		name := kind.EditorSchema()
		wanted, err := schema.For(kind, facts)
		if err != nil {
			return err
		}
		there, err := root.ReadFile(name)
		did := "changed"
		switch {
		case errors.Is(err, fs.ErrNotExist):
			did = "new"
		case err == nil && bytes.Equal(there, wanted):
			fmt.Fprintf(s.out, "%s: as before\n", name)
			continue
		}
		if err := errors.Join(root.MkdirAll(path.Dir(name), 0o777), root.WriteFile(name, wanted, 0o666)); err != nil {
			return terminal.Failure{Err: fmt.Errorf("writing %s: %w", name, err)}
		}
		fmt.Fprintf(s.out, "%s: %s\n", name, did)
	}
	return nil
}
