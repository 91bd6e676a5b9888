// Package paper knows which pages of a site are made for paper, what is printed of
// each, and which prints are still true.
//
// It takes finished files and the folder of the last site, and gives files. It prints
// nothing itself.
package paper

import (
	"bytes"
	"maps"
	"math"
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
	{"A4", 210 / mm, 297 / mm, "", ""},
	{"Letter", 8.5, 11, "-letter", ""},
}

// mm is how many millimeters are an inch.
const mm = 25.4

// Layout is what several sizes of paper have in common, in inches. A page is laid out and printed on it once, and comes
// onto each paper with more or less of a margin: it has the same number and the same words everywhere, so that people
// with different paper can tell each other where to look.
type Layout struct {
	Width, Height float64
	Papers        []Size
}

// common is the layout for sizes of paper.
func common(papers []Size) Layout {
	l := Layout{math.Inf(1), math.Inf(1), papers}
	for _, p := range papers {
		l.Width, l.Height = min(l.Width, p.Width), min(l.Height, p.Height)
	}
	return l
}

// Alone is the layout for a size alone, as a reader's own browser prints on it.
func (s Size) Alone() Layout { return common([]Size{s}) }

var (
	sheets = common(Sizes)
	// folded is for booklets besides, half as large.
	folded = common([]Size{
		{"half of A4", 297 / mm / 2, 210 / mm, "-folded", booklet.A4},
		{"half of Letter", 5.5, 8.5, "-folded-letter", booklet.Letter},
	})
)

// Layouts are those in which a page is printed.
func Layouts(page []byte) []Layout {
	if booklet.Numbered(page) {
		return []Layout{sheets, folded}
	}
	return []Layout{sheets}
}

// File is the name of the print of a page: "checklist.html" gives "checklist.pdf" and "checklist-letter.pdf".
func (s Size) File(page string) string {
	return strings.TrimSuffix(page, path.Ext(page)) + s.suffix + ".pdf"
}

// Pages are the names of the pages for paper, sorted: those that lay out sheets (@page) and are complete in one file.
// All other pages take styles from a file.
func Pages(files map[string][]byte) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) == ".html" && !styled.Match(files[name]) && forPaper(files[name]) {
			out = append(out, name)
		}
	}
	return out
}

// styled matches a page that takes styles from a file.
var styled = regexp.MustCompile(`<link [^>]*rel="?stylesheet`)

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
	Layouts []Layout
}

// Files are the names of the prints of the page.
func (p Page) Files() []string {
	var out []string
	for _, layout := range p.Layouts {
		for _, size := range layout.Papers {
			out = append(out, size.File(p.Name))
		}
	}
	return out
}

// Missing are the pages for paper of which there is no print, each with the sizes that are missing.
func Missing(files map[string][]byte, prints Prints) []Page {
	var out []Page
	for _, name := range Pages(files) {
		p := Page{Name: name, Content: files[name]}
		for _, layout := range Layouts(files[name]) {
			layout.Papers = slices.DeleteFunc(slices.Clone(layout.Papers), func(s Size) bool {
				_, ok := prints[s.File(name)]
				return ok
			})
			if len(layout.Papers) > 0 {
				p.Layouts = append(p.Layouts, layout)
			}
		}
		if len(p.Layouts) > 0 {
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
