package catalog

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"backupfirstaid/tools/internal/ledger"
)

// Catalog is everything that was read.
type Catalog struct {
	// Files are all files found, also those that could not be read, by path.
	Files     []*File
	Platforms []*Platform
	Symptoms  []*Symptom
	Fixes     []*Fix
	Routines  []*Routine
	Pages     []*Page
	// Printed is what copies on paper say.
	Printed ledger.Ledger

	platforms map[string]*Platform
	symptoms  map[string]*Symptom
	fixes     map[string]*Fix
	routines  map[string]*Routine
	pages     map[string]*Page
	files     map[string]*File
}

// Index sorts the entries by id and the files by path, and makes the look-ups
// work. Call it once, after the last entry was added.
func (c *Catalog) Index() {
	sort.Slice(c.Files, func(i, j int) bool { return c.Files[i].Path < c.Files[j].Path })
	c.files = map[string]*File{}
	for _, f := range c.Files {
		c.files[f.Path] = f
	}
	c.platforms = index(c.Platforms, func(p *Platform) string { return p.ID })
	c.symptoms = index(c.Symptoms, func(s *Symptom) string { return s.ID })
	c.fixes = index(c.Fixes, func(f *Fix) string { return f.ID })
	c.routines = index(c.Routines, func(r *Routine) string { return r.ID })
	c.pages = index(c.Pages, func(p *Page) string { return p.ID })
}

func index[E any](entries []E, id func(E) string) map[string]E {
	sort.Slice(entries, func(i, j int) bool { return id(entries[i]) < id(entries[j]) })
	m := make(map[string]E, len(entries))
	for _, e := range entries {
		m[id(e)] = e
	}
	return m
}

// Platform gives the platform with this id, nil where there is none. So do
// [Catalog.Symptom], [Catalog.Fix] and [Catalog.File] for theirs.
func (c *Catalog) Platform(id string) *Platform { return c.platforms[id] }

func (c *Catalog) Symptom(id string) *Symptom { return c.symptoms[id] }

func (c *Catalog) Fix(id string) *Fix { return c.fixes[id] }

// Today is the id that an entry of a kind has today, whether this is it or one it had before; "" where there is none.
func (c *Catalog) Today(kind Kind, id string) string {
	if c.Has(kind, id) {
		return id
	}
	return c.Formerly(kind, id)
}

// Since tells what became of a sheet of today since a copy of it was printed.
func (c *Catalog) Since(now, copy ledger.Sheet) ledger.Change {
	// The parts of a list are fixes. A routine is its own one part, and may have had another id too.
	kind := Fixes
	if strings.HasPrefix(now.Address, string(Routines)+"/") {
		kind = Routines
	}
	return now.Since(copy, func(id string) string { return c.Today(kind, id) })
}

// File gives the file at a path relative to the site's root.
func (c *Catalog) File(path string) *File { return c.files[path] }

// Has tells whether an entry of the kind has this id. Only pages written by hand are entries.
func (c *Catalog) Has(kind Kind, id string) bool {
	var ok bool
	switch kind {
	case Platforms:
		_, ok = c.platforms[id]
	case Symptoms:
		_, ok = c.symptoms[id]
	case Fixes:
		_, ok = c.fixes[id]
	case Routines:
		_, ok = c.routines[id]
	case Pages:
		_, ok = c.pages[id]
	}
	return ok
}

// Formerly gives the id of the entry that had this one before, "" where there is none.
func (c *Catalog) Formerly(kind Kind, id string) string {
	owner := ""
	had := func(today string, former []Text) {
		for _, f := range former {
			if f.Value == id {
				owner = today
			}
		}
	}
	switch kind {
	case Platforms:
		for _, e := range c.Platforms {
			had(e.ID, e.Formerly)
		}
	case Symptoms:
		for _, e := range c.Symptoms {
			had(e.ID, e.Formerly)
		}
	case Fixes:
		for _, e := range c.Fixes {
			had(e.ID, e.Formerly)
		}
	case Routines:
		for _, e := range c.Routines {
			had(e.ID, e.Formerly)
		}
	}
	return owner
}

// IDs lists the ids of a kind, sorted.
func (c *Catalog) IDs(kind Kind) []string {
	switch kind {
	case Platforms:
		return ids(c.Platforms, func(p *Platform) string { return p.ID })
	case Symptoms:
		return ids(c.Symptoms, func(s *Symptom) string { return s.ID })
	case Fixes:
		return ids(c.Fixes, func(f *Fix) string { return f.ID })
	case Routines:
		return ids(c.Routines, func(r *Routine) string { return r.ID })
	case Pages:
		return ids(c.Pages, func(p *Page) string { return p.ID })
	}
	return nil
}

func ids[E any](entries []E, id func(E) string) []string {
	out := make([]string, len(entries))
	for i, e := range entries {
		out[i] = id(e)
	}
	return out
}

// Entries counts the entries made from data files.
func (c *Catalog) Entries() int {
	return len(c.Platforms) + len(c.Symptoms) + len(c.Fixes) + len(c.Routines)
}

// CodeNumber is the value of a code that is a number; words come after all numbers.
func CodeNumber(code string) int {
	if n, err := strconv.Atoi(code); err == nil {
		return n
	}
	return math.MaxInt
}
