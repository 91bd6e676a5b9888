// Package pipeline goes the way of the data from end to end: load, check, render,
// pages, Hugo, machines, cards, finish, offline. It takes a folder and gives the files to publish, or says
// which step failed and why. It writes nothing.
package pipeline

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"backupfirstaid/tools/internal/cards"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/finish"
	"backupfirstaid/tools/internal/headers"
	"backupfirstaid/tools/internal/hugo"
	"backupfirstaid/tools/internal/install"
	"backupfirstaid/tools/internal/kit"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/machines"
	"backupfirstaid/tools/internal/offline"
	"backupfirstaid/tools/internal/pages"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/search"
	"backupfirstaid/tools/internal/words"
)

// Options say what to make.
type Options struct {
	// Root is the site's root, where config.toml and data/ are.
	Root string
	// BaseURL overrides the one of config.toml unless it is empty.
	BaseURL string
	// Day is the day that the facts are held against: no source was read after it.
	Day time.Time
	// Have, where there is one, gives a file of the site that was published last, nil where it has none, so that
	// what can't have changed need not be made again.
	Have func(name string) []byte
	// Kit asks for the page of all parts too, from which package kit makes its file. Who has that needs no browser
	// to keep the site, and what would let it is left out.
	Kit bool
	// Print, where there is one, is given the finished files and gives more that are made of them, such as PDFs.
	// Files that it gives stand beside the site, and links that wait for them are shown.
	Print func(files map[string][]byte) (map[string][]byte, error)
	// Preview leaves out what lets a browser keep the site: what is being written must never
	// come from yesterday.
	Preview bool
	// Progress, where there is one, is told each step as it begins.
	Progress func(step string)
}

// Site is a finished site.
type Site struct {
	// Files are contents by path relative to the published root.
	Files map[string][]byte
	// Kit is what the kit's one file is made of, where it was asked for.
	Kit kit.Parts
	// Expected are the HTML files of the site, and Address is where it is published.
	Expected []string
	Address  string
	// Laid are the files that were laid over the tree for Hugo, by path relative to the site's root.
	Laid map[string][]byte
	// Entries counts the data files, Pages the HTML files made of them and of the hand-written pages.
	Entries, Pages int
	// Steps are the steps with the time each took.
	Steps []Step
}

// Step is a step of the way and how long it took.
type Step struct {
	Name string
	Took time.Duration
}

// Findings is the error of facts that can't be published.
type Findings struct{ finding.Report }

func (f Findings) Error() string {
	return "the facts have mistakes: " + f.Summary()
}

// Unreadable is the error of a root that is none, or of files that can't be opened.
type Unreadable struct{ Err error }

func (u Unreadable) Error() string { return u.Err.Error() }

func (u Unreadable) Unwrap() error { return u.Err }

// Readable says why a folder can't be a site's root, as an error of type [Unreadable].
func Readable(root string) error {
	for _, name := range []string{"data", "config.toml"} {
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			return Unreadable{fmt.Errorf("there is no %s in %s; start the command in the site's root, or name it with --source", name, root)}
		}
	}
	return nil
}

// Make makes the site. The error is of type [Findings] where the facts have mistakes,
// and [Unreadable] where they could not be read at all.
func Make(o Options) (Site, error) {
	var s Site
	began := func(name string) (ended func()) {
		if o.Progress != nil {
			o.Progress(name)
		}
		start := time.Now()
		return func() { s.Steps = append(s.Steps, Step{name, time.Since(start)}) }
	}

	ended := began("load")
	if err := Readable(o.Root); err != nil {
		return s, err
	}
	facts, err := load.Folder(o.Root)
	if err != nil {
		return s, Unreadable{err}
	}
	s.Entries = facts.Entries()
	ended()

	ended = began("check")
	report := check.Report(facts, o.Day)
	ended()
	if problems, _ := finding.Count(report.Findings); problems > 0 {
		return s, Findings{report}
	}

	ended = began("render")
	texts, err := render.Catalog(facts)
	if err != nil {
		return s, fmt.Errorf("rendering texts: %w", err)
	}
	ended()

	ended = began("pages")
	address, err := hugo.Address(o.Root, o.BaseURL)
	if err != nil {
		return s, err
	}
	said, look, set, err := read(o.Root, facts)
	if err != nil {
		return s, err
	}
	made, err := pages.Make(facts, texts, set, address)
	if err != nil {
		return s, fmt.Errorf("making pages: %w", err)
	}
	if o.Kit {
		if made.Files[kit.Content], err = kit.Lay(facts, address); err != nil {
			return s, err
		}
		if s.Kit.Index, err = search.Untitled(facts); err != nil {
			return s, err
		}
	}
	s.Laid, s.Expected, s.Address = made.Files, made.Expected, address
	ended()

	ended = began("hugo")
	built, err := hugo.Build(hugo.Options{Root: o.Root, BaseURL: o.BaseURL, Overlay: made.Files})
	if err != nil {
		return s, err
	}
	ended()

	if o.Kit {
		s.Kit.Page = built.Files[kit.Page]
		delete(built.Files, kit.Page)
	}

	ended = began("machines")
	forPrograms, err := machines.Make(facts, said, look, address)
	if err != nil {
		return s, fmt.Errorf("making files for programs: %w", err)
	}
	ended()

	ended = began("cards")
	drawn, err := set.Draw(o.Have)
	if err != nil {
		return s, fmt.Errorf("drawing cards: %w", err)
	}
	ended()

	ended = began("finish")
	for _, beside := range []map[string][]byte{made.Extra, forPrograms, drawn} {
		if err := add(built.Files, beside); err != nil {
			return s, err
		}
	}
	finished, err := finish.Read(built.Files, made.Expected, built.BaseURL, made.Promised...)
	if err != nil {
		return s, err
	}
	ended()
	var printed map[string][]byte
	if o.Print != nil {
		ended = began("print")
		if printed, err = o.Print(finished.Files); err != nil {
			return s, err
		}
		ended()
	}
	if s.Files, err = finished.With(printed); err != nil {
		return s, err
	}
	if o.Preview || o.Kit {
		delete(s.Files, worker)
	} else {
		ended = began("offline")
		if err := keep(s.Files, built.BaseURL); err != nil {
			return s, err
		}
		ended()
	}
	for name := range s.Files {
		if path.Ext(name) == ".html" {
			s.Pages++
		}
	}
	return s, nil
}

// read gives the words of the interface, what the site looks like on a home screen, and the cards that stand for
// pages, which say some of the words. All are in the colors of the styles.
func read(root string, facts *catalog.Catalog) (said words.Words, look install.Look, set cards.Set, err error) {
	files := map[string][]byte{words.File: nil, cards.TokensFile: nil, install.MarkFile: nil}
	for name := range files {
		if files[name], err = os.ReadFile(filepath.Join(root, filepath.FromSlash(name))); err != nil {
			return said, look, set, Unreadable{err}
		}
	}
	if said, err = words.Read(files[words.File]); err != nil {
		return said, look, set, err
	}
	colors, err := cards.ReadColors(files[cards.TokensFile])
	if err != nil {
		return said, look, set, err
	}
	look = install.Look{Mark: files[install.MarkFile], Paper: colors.Paper, Behind: colors.Soft}
	set, err = cards.NewSet(cards.Of(facts, said), colors)
	return said, look, set, errors.Join(err, said.Err())
}

// worker is the script that keeps pages on a phone.
const worker = "sw.js"

// keep adds what lets the finished site be kept: the guide packed for phones, and how long
// servers may let a copy be good. Neither can be known before the last page is as it will be.
func keep(files map[string][]byte, address string) error {
	packed, err := offline.Make(files)
	if err != nil {
		return fmt.Errorf("packing the guide: %w", err)
	}
	if err := add(files, packed); err != nil {
		return err
	}
	said, err := headers.Make(files, address)
	if err != nil {
		return err
	}
	return add(files, map[string][]byte{headers.File: said})
}

// add lays files beside those that Hugo made.
func add(files, extra map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(extra)) {
		if _, ok := files[name]; ok {
			return fmt.Errorf("%s is made from the facts, and a template or a page makes it too", name)
		}
		files[name] = extra[name]
	}
	return nil
}
