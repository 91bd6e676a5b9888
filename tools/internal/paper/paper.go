// Package paper knows which pages of a site are made for paper, what is printed of
// each, and which prints are still true.
//
// It takes finished files and the folder of the last site, and gives files. It prints
// nothing itself.
package paper

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/booklet"
)

// Size is a size of paper.
type Size struct {
	Name string
	// Width and Height are in inches, as browsers want them.
	Width, Height float64
	// suffix tells the file from that of the other size.
	suffix string
	// Fold is the paper on which pairs of pages of this size are laid out for folding, "" where none are.
	Fold booklet.Paper
}

// Sizes are those that are printed: most of the world's first, which has the plain name.
var Sizes = []Size{
	{"A4", 210 / 25.4, 297 / 25.4, "", ""},
	{"Letter", 8.5, 11, "-letter", ""},
}

// folded are the sizes in which booklets are printed besides, half of the others.
var folded = []Size{
	{"A5", 148 / 25.4, 210 / 25.4, "-folded", booklet.A4},
	{"half of Letter", 5.5, 8.5, "-folded-letter", booklet.Letter},
}

// sizesOf are those in which a page is printed.
func sizesOf(page []byte) []Size {
	if booklet.Numbered(page) {
		return slices.Concat(Sizes, folded)
	}
	return Sizes
}

// File is the name of the print of a page: "checklist.html" gives "checklist.pdf" and "checklist-letter.pdf".
func (s Size) File(page string) string {
	return strings.TrimSuffix(page, path.Ext(page)) + s.suffix + ".pdf"
}

// Pages are the names of the pages for paper, sorted: those whose own styles lay out
// sheets (@page). All other pages take their styles from a file.
func Pages(files map[string][]byte) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) == ".html" && forPaper(files[name]) {
			out = append(out, name)
		}
	}
	return out
}

func forPaper(page []byte) bool {
	for {
		_, rest, found := bytes.Cut(page, []byte("<style"))
		if !found {
			return false
		}
		styles, after, _ := bytes.Cut(rest, []byte("</style"))
		if bytes.Contains(styles, []byte("@page")) {
			return true
		}
		page = after
	}
}

// Page is a page to print.
type Page struct {
	Name    string
	Content []byte
	Sizes   []Size
}

// Missing are the pages for paper of which there is no print, each in the sizes that are missing.
func Missing(files map[string][]byte, prints Prints) []Page {
	var out []Page
	for _, name := range Pages(files) {
		p := Page{Name: name, Content: files[name]}
		for _, size := range sizesOf(files[name]) {
			if _, ok := prints[size.File(name)]; !ok {
				p.Sizes = append(p.Sizes, size)
			}
		}
		if len(p.Sizes) > 0 {
			out = append(out, p)
		}
	}
	return out
}

var refresh = regexp.MustCompile(`http-equiv="?refresh"?\s+content="[^"]*url=([^"]+)"`)

// redirects are the pages that lead to others, by name.
func redirects(files map[string][]byte) map[string]string {
	out := map[string]string{}
	for name, content := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		if m := refresh.FindSubmatch(content); m != nil {
			out[name] = path.Join(path.Dir(name), string(m[1]))
		}
	}
	return out
}
