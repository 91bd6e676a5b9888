package finish

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/parallel"
)

// budget is what pages of a kind may cost a reader on a poor connection. What is weighed are bodies as a
// server sends them that keeps files compressed: brotli, quality 11.
type budget struct {
	// pages is a pattern of path.Match for files: pages, or others that come by themselves.
	pages string
	// later weighs what waits until a reader asks for it, in place of a first visit: the page and
	// whatever a browser fetches with it.
	later bool
	// files is how many may come besides the page; 0 is any number that keeps within the bytes.
	files int
	// bytes is how much all of it may weigh.
	bytes int
}

// budgets are what the site promises. The first round trip of a new connection carries about 14 KB: what
// keeps within that is there before a slow connection has had time to be slow.
var budgets = []budget{
	{pages: "symptoms/*/index.html", files: 3, bytes: 14 << 10},
	{pages: "index.html", bytes: 14 << 10},
	// The search, once its field is touched.
	{pages: "index.html", later: true, bytes: 40 << 10},
	// What keeps pages on the phone, once somebody scrolls, taps or types: the script of every page fetches it.
	{pages: "sw.js", bytes: 1280},
}

// weigh says which pages cost more than they may, and where a font is loaded: those of the phone cost nothing.
func (v verifier) weigh(small map[string][]byte, names []string, budgets []budget) []Problem {
	var problems []Problem
	for _, name := range names {
		if isFont(name, small[name]) {
			problems = append(problems, Problem{Page: name, What: "this is, or loads, a web font; the fonts of the phone cost nothing"})
		}
	}
	type task struct {
		budget
		name  string
		parts []string
	}
	var tasks []task
	scale := scale{}
	for _, b := range budgets {
		for _, name := range names {
			if ok, err := path.Match(b.pages, name); !ok || err != nil {
				continue
			}
			t := task{b, name, v.parts(name, b.later)}
			for _, part := range t.parts {
				scale.put(part, small[part])
			}
			tasks = append(tasks, t)
		}
	}
	found := make([][]Problem, len(tasks))
	parallel.Do(len(tasks), func(i int) {
		t := tasks[i]
		if besides := len(t.parts) - 1; !t.later && t.files > 0 && besides > t.files {
			found[i] = append(found[i], Problem{Page: t.name, What: fmt.Sprintf(
				"a first visit loads %d files besides the page, and %d are allowed: %s", besides, t.files, strings.Join(t.parts[1:], ", "))})
		}
		if whole, parts := scale.weigh(t.parts, t.bytes); whole > t.bytes {
			what := "a first visit"
			switch {
			case t.later:
				what = "what is loaded when a reader asks for it"
			case path.Ext(t.name) != ".html":
				what = "this file"
			}
			found[i] = append(found[i], Problem{Page: t.name, What: fmt.Sprintf(
				"%s weighs %s bytes (brotli), and %s are allowed; shorten the longest of its parts: %s", what, thousands(whole), thousands(t.bytes), parts)})
		}
	})
	return append(problems, slices.Concat(found...)...)
}

// parts are the files that come with a page, itself first, or those that it loads later; what is missing
// has been told already.
func (v verifier) parts(name string, later bool) []string {
	if v.pages[name] == nil {
		return []string{name}
	}
	first := v.follows([]string{name}, name, v.pages[name].first)
	if !later {
		return first
	}
	return v.follows(first, name, v.pages[name].later)[len(first):]
}

// follows adds to files what addresses in one of them load, and what that loads.
func (v verifier) follows(files []string, from string, addresses []string) []string {
	for _, address := range addresses {
		inside, own := v.inside(from, address)
		target, _, _ := strings.Cut(inside, "#")
		name := file(target)
		if _, there := v.files[name]; !own || !there || slices.Contains(files, name) {
			continue
		}
		files = append(files, name)
		if p := v.pages[name]; p != nil {
			files = v.follows(files, name, p.first)
		}
	}
	return files
}

// fonts are the endings of files that are fonts.
var fonts = []string{".woff", ".woff2", ".ttf", ".otf", ".eot"}

func isFont(name string, content []byte) bool {
	ext := path.Ext(name)
	return slices.Contains(fonts, ext) || (ext == ".css" || ext == ".html") && bytes.Contains(content, []byte("@font-face"))
}
