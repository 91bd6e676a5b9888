package finish

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// waiting is an element that stands only where a file was made, such as a link to a PDF:
//
//	<p data-if="checklist.pdf"><a href="checklist.pdf">PDF</a></p>
//
// It has an end tag, and nothing in it that loads, has an id, or waits too.
type waiting struct {
	// file is the address of the file, as it stands on the page.
	file string
	// from and to are where the element begins and ends, and mark is where its attribute does.
	from, to int
	mark     [2]int
	// links are those in it.
	links []string

	name  string
	depth int
	// before counts the links of the page before it.
	before int
}

var waitsFor = []byte(" data-if=")

var ifMade = regexp.MustCompile(`\sdata-if=("[^"]*"|'[^']*'|[^\s>]+)`)

// newWaiting begins an element at its tag; nil for one that waits for nothing.
func newWaiting(tag []byte, at int, p *page) *waiting {
	if !bytes.Contains(tag, waitsFor) {
		return nil
	}
	m := ifMade.FindSubmatchIndex(tag)
	if m == nil {
		return nil
	}
	return &waiting{
		file: string(bytes.Trim(tag[m[2]:m[3]], `"'`)), from: at, mark: [2]int{at + m[0], at + m[1]},
		before: len(p.links),
	}
}

// start takes down a tag in the element, or its own.
func (w *waiting) start(name string) {
	if w == nil {
		return
	}
	if w.name == "" {
		w.name = name
	}
	if name == w.name {
		w.depth++
	}
}

// end takes down an end tag and tells whether it is the element's own.
func (w *waiting) end(name string) bool {
	if w == nil || name != w.name {
		return false
	}
	w.depth--
	return w.depth == 0
}

// close ends the element and takes what was in it off the page.
func (w *waiting) close(at int, p *page) {
	w.to = at
	w.links, p.links = slices.Clone(p.links[w.before:]), p.links[:w.before]
	p.waiting = append(p.waiting, *w)
}

// move takes down that the element stands further on the page.
func (w *waiting) move(by int) {
	w.from, w.to, w.mark = w.from+by, w.to+by, [2]int{w.mark[0] + by, w.mark[1] + by}
}

// With lays files beside the site that were made of its pages, and gives the files to
// publish: elements that wait for a file stand where it was made, and are gone where not.
// The error is of type [Problems] where one of these leads astray.
func (s Site) With(more map[string][]byte) (map[string][]byte, error) {
	for name := range more {
		if _, ok := s.Files[name]; ok {
			return nil, fmt.Errorf("%s is made of a finished page, and is there already", name)
		}
	}
	files := maps.Clone(s.Files)
	maps.Copy(files, more)
	v := s.v
	v.files = files
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(v.pages)) {
		if p := v.pages[name]; p != nil && len(p.waiting) > 0 {
			var found []Problem
			files[name], found = v.settle(name, p.waiting)
			problems = append(problems, found...)
		}
	}
	if len(problems) > 0 {
		return nil, Problems(problems)
	}
	return files, nil
}

// settle gives a page without what waits in vain.
func (v verifier) settle(name string, elements []waiting) ([]byte, []Problem) {
	content := v.files[name]
	var out []byte
	var problems []Problem
	at := 0
	for _, w := range elements {
		if v.follow(name, w.file, true) != "" {
			out = append(out, content[at:w.from]...)
			at = w.to
			continue
		}
		out = append(out, content[at:w.mark[0]]...)
		at = w.mark[1]
		problems = append(problems, v.page(name, &page{links: w.links})...)
	}
	return append(out, content[at:]...), problems
}
