// Package render turns every text of a catalog into HTML exactly once, and for programs
// into Markdown once, however many pages show it.
//
// It takes a catalog that was checked and gives what became of each text. It writes
// nothing and makes no page.
package render

import (
	"errors"
	"fmt"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/markdown"
	"backupfirstaid/tools/internal/parallel"
)

// Texts holds the HTML of every text.
type Texts map[*markdown.Doc]HTML

// Screen is the HTML of a text for pages, "" for a text nobody wrote.
func (t Texts) Screen(p catalog.Prose) string { return t[p.Doc].Screen }

// Sheet is the HTML of a text for paper, where links can't be followed.
func (t Texts) Sheet(p catalog.Prose) string { return t[p.Doc].Sheet }

// Catalog renders all texts. An error means that the highlighter failed on one of them.
func Catalog(c *catalog.Catalog) (Texts, error) {
	var all []catalog.Scoped
	for t := range c.Texts() {
		all = append(all, t)
	}
	html := make([]HTML, len(all))
	errs := make([]error, len(all))
	parallel.Do(len(all), func(i int) {
		t := all[i]
		html[i], errs[i] = Text(t.Prose.Doc, c.Resolver(t))
		if errs[i] != nil {
			errs[i] = fmt.Errorf("%s:%d: %w", t.Prose.Pos.File, t.Prose.Pos.Line, errs[i])
		}
	})
	texts := make(Texts, len(all))
	for i, t := range all {
		texts[t.Prose.Doc] = html[i]
	}
	return texts, errors.Join(errs...)
}

// Markdown holds every text as Markdown that stands alone, for programs.
type Markdown map[*markdown.Doc]string

// Of is one text, "" for a text nobody wrote.
func (m Markdown) Of(p catalog.Prose) string { return m[p.Doc] }

// ForPrograms writes out all texts. Their links lead to pages below root, such as the
// site's address: whoever takes a text away from where it was takes its links along.
func ForPrograms(c *catalog.Catalog, root string) Markdown {
	texts := Markdown{}
	for t := range c.Texts() {
		t.Root = root
		texts[t.Prose.Doc] = t.Prose.Doc.Written(c.Resolver(t))
	}
	return texts
}
