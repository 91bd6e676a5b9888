// Package render turns every text of a catalog into HTML exactly once, and for programs
// into Markdown once, however many pages show it.
//
// It takes a catalog that was checked and gives what became of each text. It writes
// nothing and makes no page.
package render

import (
	"errors"
	"fmt"
	"strings"

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
		html[i], errs[i] = Text(t.Prose.Doc, resolver(c, t))
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

func resolver(c *catalog.Catalog, t catalog.Scoped) markdown.Resolver {
	return markdown.Resolver{
		Link:  func(destination string) (string, bool) { return link(t.Root, destination) },
		Place: func(name string) []markdown.Path { return paths(c, t.Platforms, name) },
	}
}

// link turns "fix:restart-phone#steps" into an address relative to the page, and lets https through.
func link(root, destination string) (string, bool) {
	scheme, rest, _ := strings.Cut(destination, ":")
	if kind, ok := catalog.KindOf(scheme); ok {
		id, fragment, found := strings.Cut(rest, "#")
		href := root + kind.Address(id)
		if found {
			href += "#" + fragment
		}
		return href, true
	}
	return destination, scheme == "https"
}

// paths are the menu paths of a place: one where all platforms have the same, else
// one for each, with the names of the platforms it holds for.
func paths(c *catalog.Catalog, platforms []string, name string) []markdown.Path {
	var written []string
	owners := map[string][]string{}
	for _, id := range platforms {
		p := c.Platform(id)
		if p == nil {
			continue
		}
		path, ok := p.Path(name)
		if !ok {
			continue
		}
		if owners[path] == nil {
			written = append(written, path)
		}
		owners[path] = append(owners[path], p.Name.Value)
	}
	var out []markdown.Path
	for _, path := range written {
		p := markdown.Path{Parts: strings.Split(path, " > ")}
		if len(written) > 1 {
			p.For = strings.Join(owners[path], ", ")
		}
		out = append(out, p)
	}
	return out
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
		texts[t.Prose.Doc] = t.Prose.Doc.Written(resolver(c, t))
	}
	return texts
}
