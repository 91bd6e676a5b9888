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
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"sync"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/parallel"
)

// ErrNoData is the answer where the folder data/ is missing: most likely the
// command was started in another folder.
var ErrNoData = errors.New("there is no folder data/ here")

// Catalog reads data/ and, where there are, content/ and the ledger of printed sheets under root. The error is
// about folders and files that can't be opened; what is wrong inside a file is in
// its [catalog.File].
func Catalog(root fs.FS) (*catalog.Catalog, error) {
	if info, err := fs.Stat(root, "data"); err != nil || !info.IsDir() {
		return nil, ErrNoData
	}
	entries, err := find(root)
	if err != nil {
		return nil, err
	}
	read, err := readAll(root, entries)
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
	c.Printed, err = printed(root)
	return c, err
}

// printed reads the ledger of printed sheets; a site that never printed has none.
func printed(root fs.FS) (ledger.Ledger, error) {
	// A century of monthly releases fits.
	const most = 64 << 20
	source, err := readAtMost(root, ledger.File, most)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ledger.Ledger{}, nil
	case err != nil:
		return ledger.Ledger{}, fmt.Errorf("reading %s: %w", ledger.File, err)
	}
	return ledger.Parse(source), nil
}

// Folder reads the catalog of a site's root. Nothing outside of it is read, whatever links lead there.
func Folder(dir string) (*catalog.Catalog, error) {
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrNoData
	case err != nil:
		return nil, err
	}
	in := &folders{root: root, open: map[string]*os.Root{}}
	defer in.close()
	return Catalog(in)
}

// folders opens files by their folder, which is looked up once: a path costs a call of the
// system for each of its parts.
type folders struct {
	root *os.Root
	lock sync.Mutex
	open map[string]*os.Root
}

func (f *folders) Open(name string) (fs.File, error) {
	dir, base := path.Split(name)
	if dir == "" {
		return f.root.FS().Open(name)
	}
	in, err := f.folder(dir)
	if err != nil {
		return nil, err
	}
	return in.Open(base)
}

func (f *folders) folder(dir string) (*os.Root, error) {
	f.lock.Lock()
	defer f.lock.Unlock()
	if in := f.open[dir]; in != nil {
		return in, nil
	}
	in, err := f.root.OpenRoot(path.Clean(dir))
	if err == nil {
		f.open[dir] = in
	}
	return in, err
}

func (f *folders) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.root.FS(), name) }

func (f *folders) Stat(name string) (fs.FileInfo, error) { return f.root.Stat(name) }

func (f *folders) close() {
	for _, in := range f.open {
		_ = in.Close()
	}
	_ = f.root.Close()
}

// find lists the files to read. Hidden files belong to editors and systems, not to the site.
func find(root fs.FS) ([]entry, error) {
	var found []entry
	for _, dir := range []string{"data", "content"} {
		err := fs.WalkDir(root, dir, func(p string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && p == dir {
				return fs.SkipDir
			}
			if err != nil {
				return err
			}
			hidden := strings.HasPrefix(path.Base(p), ".")
			// A folder called like a file is most often a file unpacked the wrong way.
			named := path.Ext(p) == ".yaml" || path.Ext(p) == ".md"
			switch {
			case hidden && d.IsDir():
				return fs.SkipDir
			case hidden, d.IsDir() && !named:
				return nil
			}
			found = append(found, entry{p, d.Type()})
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", dir, err)
		}
	}
	return found, nil
}

// entry is something found in a folder.
type entry struct {
	path string
	mode fs.FileMode
}

type result struct {
	file  *catalog.File
	entry any
	err   error
}

func readAll(root fs.FS, entries []entry) ([]result, error) {
	results := make([]result, len(entries))
	parallel.Do(len(entries), func(i int) { results[i] = read(root, entries[i]) })
	var errs []error
	for _, r := range results {
		errs = append(errs, r.err)
	}
	return results, errors.Join(errs...)
}

func read(root fs.FS, e entry) result {
	p := e.path
	file := newFile(p)
	if !e.mode.IsRegular() {
		file.Problem = &catalog.Problem{Sort: catalog.NoFile, Pos: start(p), Message: "this is " + sortOf(e.mode) + ", not a file", WayOut: "put the file itself here"}
		return result{file: file}
	}
	source, err := readAtMost(root, p, catalog.MaxBytes+1)
	if err != nil {
		return result{err: fmt.Errorf("reading %s: %w", p, err)}
	}
	if len(source) > catalog.MaxBytes {
		file.Problem = &catalog.Problem{
			Sort: catalog.TooLarge, Pos: start(p), Message: fmt.Sprintf("the file is larger than %d KB", catalog.MaxBytes>>10),
			WayOut: "one entry is a few KB: write two, or shorten it",
		}
		return result{file: file}
	}
	if strings.HasPrefix(p, "content/") && path.Ext(p) != ".md" {
		file.Source = source
		return result{file: file}
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

// sortOf names what lies where a file should.
func sortOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a link to another place"
	default:
		return "a device or a pipe"
	}
}

func start(p string) catalog.Pos { return catalog.Pos{File: p, Line: 1, Column: 1} }

// readAtMost reads a file, or its beginning where it is larger.
func readAtMost(root fs.FS, p string, most int64) ([]byte, error) {
	f, err := root.Open(p)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	// A file that grows while it is read is read as it was.
	b := make([]byte, min(info.Size(), most))
	n, err := io.ReadFull(f, b)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return b[:n], err
}

// newFile is a file of which only the name is known.
func newFile(p string) *catalog.File {
	file := &catalog.File{Path: p}
	if rest, ok := strings.CutPrefix(p, "content/"); ok {
		file.Kind, file.ID = catalog.Pages, strings.TrimSuffix(rest, ".md")
		return file
	}
	name := path.Base(p)
	file.ID = strings.TrimSuffix(name, path.Ext(name))
	for _, kind := range catalog.DataKinds {
		if path.Dir(p) == "data/"+string(kind) && path.Ext(p) == ".yaml" {
			file.Kind = kind
		}
	}
	return file
}

// take gives a file its source, less what some editors add and nobody sees: a byte order
// mark, and the carriage returns of Windows, which would make the lines of findings wrong.
func take(file *catalog.File, source []byte) {
	file.Source, file.ByteOrderMark = bytes.CutPrefix(source, []byte("\ufeff"))
	if i := bytes.Index(file.Source, []byte("\r\n")); i >= 0 {
		file.CarriageReturn = 1 + bytes.Count(file.Source[:i], []byte("\n"))
		file.Source = bytes.ReplaceAll(file.Source, []byte("\r\n"), []byte("\n"))
	}
}

// Data reads one data file. The entry is a pointer to the type of the file's kind; nil
// where the file is of no kind or holds no keys at all.
func Data(p string, source []byte) (*catalog.File, any) {
	file := newFile(p)
	take(file, source)
	if file.Kind == "" {
		return file, nil
	}
	if file.Problem = unreadable(p, file.Source); file.Problem != nil {
		return file, nil
	}
	parse(file, file.Source, 0)
	if file.Root == nil {
		return file, nil
	}
	return file, decodeEntry(file)
}

// frontMatter is what stands between two lines of three dashes at the top of a page.
var frontMatter = regexp.MustCompile(`^---[ \t]*\n((?s:.*?\n))---[ \t]*(?:\n|$)`)

// Page reads one hand-written page: front matter between two lines of three dashes, then Markdown.
func Page(p string, source []byte) (*catalog.File, *catalog.Page) {
	file := newFile(p)
	take(file, source)
	source = file.Source
	if file.Problem = unreadable(p, source); file.Problem != nil {
		return file, nil
	}
	parts := frontMatter.FindSubmatchIndex(source)
	switch {
	case parts == nil && bytes.HasPrefix(source, []byte("<<<<<<< ")):
		problem := unmerged(start(p))
		file.Problem = &problem
		return file, nil
	case parts == nil:
		file.Problem = &catalog.Problem{
			Pos: start(p), Message: `a page begins with its title and description between two lines of "---"`,
			WayOut: "see content/about.md",
		}
		return file, nil
	}
	front, body := source[parts[2]:parts[3]], string(source[parts[1]:])
	parse(file, front, 1)
	if file.Root == nil {
		return file, nil
	}
	page := decodeEntry(file).(*catalog.Page)
	line := 1 + bytes.Count(source[:parts[1]], []byte("\n"))
	page.Body = prose(body, catalog.Pos{File: p, Line: line, Column: 1})
	return file, page
}
