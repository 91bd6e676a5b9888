package paper

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// RecordFile is where a site says what its prints were made of.
const RecordFile = ".made-by-site-pdf.json"

// format is raised when the same page is to be printed in another way.
const format = 3

// Prints are PDFs with what they were made of.
type Prints map[string]Print

// Print is a PDF.
type Print struct {
	PDF []byte
	// page is the sum of the page it was printed from.
	page string
	by   string
	// at are the pages on which its targets stand, of a booklet.
	at map[string]int
}

// NewPrint is a page as it was printed by a browser, with the numbers of the pages on which its targets stand if it is
// a booklet.
func NewPrint(pdf, page []byte, by string, at map[string]int) Print {
	return Print{pdf, sum(page), by, at}
}

// record is how prints are written down.
type record struct {
	Format int           `json:"format"`
	Prints []recordPrint `json:"prints"`
}

type recordPrint struct {
	File string `json:"file"`
	// Page is the SHA-256 of the page, and Sum that of the file.
	Page string `json:"page"`
	Sum  string `json:"sum"`
	// By is the browser.
	By string `json:"by"`
	// At are the numbers of the pages on which the targets of a booklet stand.
	At map[string]int `json:"at,omitempty"`
}

// Files are the PDFs with the record of what they were made of, nothing where there are none.
// Where a page of the site leads from a former address to a page that was printed, its PDF stands at the
// former address too: a server of files can't lead on from there.
func (p Prints) Files(site map[string][]byte) (map[string][]byte, error) {
	if len(p) == 0 {
		return nil, nil
	}
	files := map[string][]byte{}
	for from, to := range redirects(site) {
		for _, size := range Sizes {
			if print, ok := p[size.File(to)]; ok {
				files[size.File(from)] = print.PDF
			}
		}
	}
	r := record{Format: format}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		files[name] = p[name].PDF
		r.Prints = append(r.Prints, recordPrint{name, p[name].page, sum(p[name].PDF), p[name].by, p[name].at})
	}
	written, err := json.MarshalIndent(r, "", " ")
	files[RecordFile] = append(written, '\n')
	return files, err
}

// Kept are the prints of the last site that are still true of these pages: the page is the
// same to the byte. Have gives a file of that site, nil where it has none. Where by is not
// empty, only what that browser printed counts. Gone counts those that were there and are
// true no more.
func Kept(have func(name string) []byte, files map[string][]byte, by string) (kept Prints, gone int) {
	kept = Prints{}
	var r record
	// A record that can't be read is as good as none: all is printed anew.
	if json.Unmarshal(have(RecordFile), &r) != nil {
		return kept, 0
	}
	pages := map[string]string{}
	for _, page := range Pages(files) {
		for _, file := range (Page{Name: page, Layouts: Layouts(files[page])}).Files() {
			pages[file] = page
		}
	}
	for _, p := range r.Prints {
		page, ok := pages[p.File]
		if !ok || r.Format != format || by != "" && p.By != by || p.Page != sum(files[page]) {
			continue
		}
		if pdf := have(p.File); pdf != nil && sum(pdf) == p.Sum {
			kept[p.File] = Print{pdf, p.Page, p.By, p.At}
		}
	}
	return kept, len(r.Prints) - len(kept)
}

// Numbers are the pages on which targets stood in the booklets that were printed last, by the name of the print. They
// are only a guess of where they will stand now.
func Numbers(have func(name string) []byte) map[string]map[string]int {
	var r record
	_ = json.Unmarshal(have(RecordFile), &r)
	out := map[string]map[string]int{}
	for _, p := range r.Prints {
		if len(p.At) > 0 {
			out[p.File] = p.At
		}
	}
	return out
}

func sum(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content)) }
