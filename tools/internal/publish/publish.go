// Package publish puts a finished site in its folder. It is the only step that writes.
//
// It takes the site's files in memory. Where the folder holds exactly these, nothing
// is touched. Otherwise the new site is laid beside the old one, files that did not
// change as hard links, and swapped in as a whole: whoever looks, or kills the
// process, finds the old site complete or the new one. It never replaces a folder
// that it did not make.
package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"backupfirstaid/tools/internal/parallel"
)

// Marker is the file by which a folder is known as one that may be replaced.
const Marker = ".made-by-site-build"

const markerText = "Made by `site build`, which replaces this folder as a whole. Keep nothing of your own in it.\n"

// Result says what publishing changed.
type Result struct {
	Added, Changed, Removed, Unchanged int
	// Bytes is the size of the site.
	Bytes int64
	// Left says why the old site, now beside the new one, could not be removed. The next build will want it gone.
	Left error
}

// Touched tells whether anything was written.
func (r Result) Touched() bool { return r.Added+r.Changed+r.Removed > 0 }

// Folder is a folder to publish to, held against other builds from [Open] to [Folder.Close].
type Folder struct {
	path   string
	unlock func() error
}

// Open takes hold of a folder, which need not be there yet. While another build holds
// it, waiting is called once and Open waits until that build ends or ctx does.
func Open(ctx context.Context, path string, waiting func()) (*Folder, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	} else if _, err := os.Lstat(path); err == nil {
		return nil, fmt.Errorf("%s is a link that leads nowhere", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, fmt.Errorf("making room for the site: %w", err)
	}
	unlock, err := lock(ctx, path, waiting)
	if err != nil {
		return nil, err
	}
	f := &Folder{path, unlock}
	if err := f.bringBack(); err != nil {
		return nil, errors.Join(err, unlock())
	}
	return f, nil
}

// File gives a file of the site that is in the folder, by path relative to it with forward slashes; nil where there is none.
func (f *Folder) File(name string) []byte {
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return nil
	}
	// What can't be read is as good as not there: it is made anew.
	content, err := os.ReadFile(f.file(f.path, name))
	if err != nil {
		return nil
	}
	return content
}

// Close lets the next build in.
func (f *Folder) Close() error { return f.unlock() }

// next is where the new site is laid, and old where the old one goes on systems that can't swap.
func (f *Folder) next() string { return f.beside("next") }

func (f *Folder) old() string { return f.beside("old") }

func (f *Folder) beside(what string) string {
	return filepath.Join(filepath.Dir(f.path), "."+filepath.Base(f.path)+"."+what)
}

// bringBack puts the old site back on systems that can't swap, where a build was
// killed after moving it aside and before the new one was in its place.
func (f *Folder) bringBack() error {
	if _, err := os.Lstat(f.path); !errors.Is(err, fs.ErrNotExist) || !made(f.old()) {
		return nil
	}
	if err := os.Rename(f.old(), f.path); err != nil {
		return fmt.Errorf("bringing back the old site: %w", err)
	}
	return nil
}

// clear takes away what builds leave beside the site: one half laid, or the one before.
func (f *Folder) clear() error {
	return errors.Join(clearAway(f.next()), clearAway(f.old()))
}

// made tells whether a folder is one that a build made.
func made(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, Marker))
	return err == nil
}

// clearAway removes what an earlier build left, and nothing that no build made.
func clearAway(dir string) error {
	info, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	// An empty folder is what is left of one that was just begun, or nearly gone.
	if err == nil && info.IsDir() && os.Remove(dir) == nil {
		return nil
	}
	if err != nil || !info.IsDir() || !made(dir) {
		return fmt.Errorf("%s is in the way and was not left by a build; move it away", dir)
	}
	// The marker goes last: killed in the middle, the rest is still known for what it is.
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if e.Name() != Marker {
			err = errors.Join(err, os.RemoveAll(filepath.Join(dir, e.Name())))
		}
	}
	if err == nil {
		err = os.RemoveAll(dir)
	}
	if err != nil {
		return fmt.Errorf("clearing away what an earlier build left: %w", err)
	}
	return nil
}

// Publish makes the folder hold exactly these files, by path relative to it with forward slashes.
func (f *Folder) Publish(files map[string][]byte) (Result, error) {
	site := map[string][]byte{Marker: []byte(markerText)}
	for name, content := range files {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return Result{}, fmt.Errorf("the site has a file %q, which is outside of it", name)
		}
		site[name] = content
	}
	if err := f.clear(); err != nil {
		return Result{}, err
	}
	there, err := f.read()
	if err != nil {
		return Result{}, err
	}
	result, same, err := f.compare(site, there)
	if err != nil || !result.Touched() {
		return result, err
	}
	if err := f.lay(site, same); err != nil {
		return Result{}, errors.Join(fmt.Errorf("laying the new site beside the old one: %w", err), os.RemoveAll(f.next()))
	}
	if err := swap(f.next(), f.path, f.old()); err != nil {
		return Result{}, errors.Join(fmt.Errorf("putting the new site in place: %w", err), os.RemoveAll(f.next()))
	}
	// The new site is there, whatever becomes of the old one.
	result.Left = f.clear()
	return result, nil
}

// read lists the files of the folder as it is.
func (f *Folder) read() ([]string, error) {
	entries, err := os.ReadDir(f.path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the old site: %w", err)
	}
	if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == Marker }) {
		return nil, fmt.Errorf("%s holds things that no build put there (it has no file %s), and publishing replaces the whole folder; name another with --destination, or empty it", f.path, Marker)
	}
	var names []string
	err = filepath.WalkDir(f.path, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(f.path, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the old site: %w", err)
	}
	return names, nil
}

// compare counts what differs, and gives the files that are there already.
func (f *Folder) compare(site map[string][]byte, there []string) (Result, map[string]bool, error) {
	isSame := make([]bool, len(there))
	err := each(len(there), func(i int) error {
		content, ok := site[there[i]]
		if !ok {
			return nil
		}
		path := f.file(f.path, there[i])
		info, err := os.Lstat(path)
		if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(content)) {
			return err
		}
		old, err := os.ReadFile(path)
		isSame[i] = bytes.Equal(old, content)
		return err
	})
	if err != nil {
		return Result{}, nil, fmt.Errorf("comparing with the old site: %w", err)
	}
	var r Result
	same := map[string]bool{}
	for i, name := range there {
		_, wanted := site[name]
		switch {
		case isSame[i]:
			same[name] = true
			r.Unchanged++
		case wanted:
			r.Changed++
		default:
			r.Removed++
		}
	}
	r.Added = len(site) - r.Unchanged - r.Changed
	for _, content := range site {
		r.Bytes += int64(len(content))
	}
	return r, same, nil
}

func (f *Folder) file(folder, name string) string {
	return filepath.Join(folder, filepath.FromSlash(name))
}

// lay writes the new site into the folder beside.
func (f *Folder) lay(site map[string][]byte, same map[string]bool) error {
	if err := os.Mkdir(f.next(), 0o777); err != nil {
		return err
	}
	// First, so that what a killed build leaves is known for what it is.
	if err := os.WriteFile(filepath.Join(f.next(), Marker), site[Marker], 0o666); err != nil {
		return err
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(site)) {
		if name != Marker {
			names = append(names, name)
		}
	}
	folders := map[string]bool{}
	for _, name := range names {
		if dir := filepath.Dir(f.file(f.next(), name)); !folders[dir] {
			if err := os.MkdirAll(dir, 0o777); err != nil {
				return err
			}
			folders[dir] = true
		}
	}
	return each(len(names), func(i int) error {
		to := f.file(f.next(), names[i])
		// Where the file system knows no hard links, the file is written anew.
		if same[names[i]] && os.Link(f.file(f.path, names[i]), to) == nil {
			return nil
		}
		return os.WriteFile(to, site[names[i]], 0o666)
	})
}

// each does n things at once and gives their errors.
func each(n int, do func(i int) error) error {
	errs := make([]error, n)
	parallel.Do(n, func(i int) { errs[i] = do(i) })
	return errors.Join(errs...)
}

// retry is how often a build that waits looks whether the other one has ended.
const retry = 50 * time.Millisecond
