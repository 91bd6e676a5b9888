// Package load reads the data files and the hand-written pages into a catalog.
//
// It takes a file system and gives everything that could be read, with the file,
// line and column of every value. A file that can't be read stays in the catalog
// with its problem and never keeps another from being read. Whether what was read
// makes sense is for package check: load passes over what it can't place.
package load

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/parallel"
)

// ErrNoData is the answer where the folder data/ is missing: most likely the
// command was started in another folder.
var ErrNoData = errors.New("there is no folder data/ here")

// Catalog reads data/ and, where there is one, content/ under root. The error is
// about folders and files that can't be opened; what is wrong inside a file is in
// its [catalog.File].
func Catalog(root fs.FS) (*catalog.Catalog, error) {
	if info, err := fs.Stat(root, "data"); err != nil || !info.IsDir() {
		return nil, ErrNoData
	}
	paths, err := find(root)
	if err != nil {
		return nil, err
	}
	read, err := readAll(root, paths)
	if err != nil {
		return nil, err
	}
	c := &catalog.Catalog{}
	for _, r := range read {
		c.Files = append(c.Files, r.file)
		switch e := r.entry.(type) {
		case *catalog.Platform:
			c.Platforms = append(c.Platforms, e)
		case *catalog.Symptom:
			c.Symptoms = append(c.Symptoms, e)
		case *catalog.Fix:
			c.Fixes = append(c.Fixes, e)
		case *catalog.Routine:
			c.Routines = append(c.Routines, e)
		case *catalog.Page:
			c.Pages = append(c.Pages, e)
		}
	}
	c.Index()
	return c, nil
}

// find lists the files to read. Hidden files belong to editors and systems, not to the site.
func find(root fs.FS) ([]string, error) {
	var paths []string
	for _, dir := range []string{"data", "content"} {
		err := fs.WalkDir(root, dir, func(p string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && p == dir {
				return fs.SkipDir
			}
			if err != nil {
				return err
			}
			if hidden := strings.HasPrefix(path.Base(p), "."); hidden {
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			if !d.IsDir() {
				paths = append(paths, p)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", dir, err)
		}
	}
	return paths, nil
}

type result struct {
	file  *catalog.File
	entry any
	err   error
}

func readAll(root fs.FS, paths []string) ([]result, error) {
	results := make([]result, len(paths))
	parallel.Do(len(paths), func(i int) { results[i] = read(root, paths[i]) })
	var errs []error
	for _, r := range results {
		errs = append(errs, r.err)
	}
	return results, errors.Join(errs...)
}

func read(root fs.FS, p string) result {
	source, err := fs.ReadFile(root, p)
	if err != nil {
		return result{err: fmt.Errorf("reading %s: %w", p, err)}
	}
	source = plain(source)
	if strings.HasPrefix(p, "content/") && path.Ext(p) != ".md" {
		return result{file: &catalog.File{Path: p, Kind: catalog.Pages, Source: source}}
	}
	if strings.HasPrefix(p, "content/") {
		file, page := Page(p, source)
		if page == nil {
			return result{file: file}
		}
		return result{file: file, entry: page}
	}
	file, entry := Data(p, source)
	return result{file: file, entry: entry}
}

// plain takes away what some editors add and nobody sees: a byte order mark, and the
// carriage returns of Windows, which would make the lines of findings wrong.
func plain(source []byte) []byte {
	return bytes.ReplaceAll(bytes.TrimPrefix(source, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
}

// Data reads one data file. The entry is a pointer to the type of the file's kind; nil
// where the file is of no kind or holds no keys at all.
func Data(p string, source []byte) (*catalog.File, any) {
	file := &catalog.File{Path: p, Source: source}
	name := path.Base(p)
	file.ID = strings.TrimSuffix(name, path.Ext(name))
	if path.Ext(p) != ".yaml" {
		return file, nil
	}
	for _, kind := range catalog.DataKinds {
		if path.Dir(p) == "data/"+string(kind) {
			file.Kind = kind
		}
	}
	if file.Kind == "" {
		return file, nil
	}
	if file.Problem = unreadable(p, source); file.Problem != nil {
		return file, nil
	}
	file.Root, file.Problem = parse(p, source, 0)
	if file.Root == nil {
		return file, nil
	}
	return file, decodeEntry(file)
}

// frontMatter is what stands between two lines of three dashes at the top of a page.
var frontMatter = regexp.MustCompile(`^---[ \t]*\n((?s:.*?\n))---[ \t]*(?:\n|$)`)

// Page reads one hand-written page: front matter between two lines of three dashes, then Markdown.
func Page(p string, source []byte) (*catalog.File, *catalog.Page) {
	file := &catalog.File{
		Path: p, Kind: catalog.Pages, Source: source,
		ID: strings.TrimSuffix(strings.TrimPrefix(p, "content/"), ".md"),
	}
	if file.Problem = unreadable(p, source); file.Problem != nil {
		return file, nil
	}
	parts := frontMatter.FindSubmatchIndex(source)
	if parts == nil {
		file.Problem = &catalog.Problem{
			Pos:     catalog.Pos{File: p, Line: 1, Column: 1},
			Message: `a page begins with its title and description between two lines of "---"`,
		}
		return file, nil
	}
	front, body := source[parts[2]:parts[3]], string(source[parts[1]:])
	file.Root, file.Problem = parse(p, front, 1)
	if file.Root == nil {
		return file, nil
	}
	page := decodeEntry(file).(*catalog.Page)
	line := 1 + bytes.Count(source[:parts[1]], []byte("\n"))
	page.Body = prose(body, catalog.Pos{File: p, Line: line, Column: 1})
	return file, page
}
