// Package kit makes the site for where there is no network: one HTML file that holds
// everything, and a zip of the whole site whose links work opened from a folder.
//
// It takes the files of a finished site and the page that Hugo made of all its parts, and
// gives files, in memory. It is pure: the same site gives the same bytes.
package kit

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"

	"backupfirstaid/tools/internal/finish"
)

const (
	// OneFile is the name of the file that holds everything, and ZipFile that of the whole site.
	OneFile = folder + ".html"
	ZipFile = folder + ".zip"

	// Most is the size that the one file may have, in bytes, 1 MB: what a mail takes and an old phone opens.
	Most = 1 << 20

	// folder is what the zip unpacks to.
	folder = "backup-first-aid"
)

// Make gives both files. Files and expected are those of the site, and address is where it is published.
func Make(parts Parts, files map[string][]byte, expected []string, address string) (map[string][]byte, error) {
	whole, used, err := One(parts, files, address)
	if err != nil {
		return nil, fmt.Errorf("making %s: %w", OneFile, err)
	}
	if whole, err = finish.Alone(OneFile, whole); err != nil {
		return nil, err
	}
	if len(whole) > Most {
		return nil, fmt.Errorf("%s has %d bytes, and may have %d; shorten what it holds, or leave a part out in layouts/kit.html", OneFile, len(whole), Most)
	}
	opened := Folder(without(files, used))
	expected = slices.DeleteFunc(slices.Clone(expected), func(name string) bool { return name == missing })
	if err := finish.Verify(opened, expected, address); err != nil {
		return nil, fmt.Errorf("making %s: %w", ZipFile, err)
	}
	packed, err := pack(opened)
	if err != nil {
		return nil, fmt.Errorf("making %s: %w", ZipFile, err)
	}
	return map[string][]byte{OneFile: whole, ZipFile: packed}, nil
}

// without leaves out files that only the page of all parts loaded.
func without(files map[string][]byte, used []string) map[string][]byte {
	out := maps.Clone(files)
	for _, name := range used {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(files)), func(page string) bool {
			return path.Ext(page) == ".html" && bytes.Contains(files[page], []byte(path.Base(name)))
		}) {
			delete(out, name)
		}
	}
	return out
}
