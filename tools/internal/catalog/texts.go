package catalog

import (
	"iter"
	"strings"
)

// Scoped is a text with what its marks are looked up by.
type Scoped struct {
	Prose *Prose
	// Platforms are those the text speaks of, for its {place:name} marks; none for a page.
	Platforms []string
	// Root leads from the page that shows the text to the site's root: "../../".
	Root string
}

// Texts gives every Markdown text of the catalog, entry by entry. Texts that nobody wrote are left out.
func (c *Catalog) Texts() iter.Seq[Scoped] {
	return func(yield func(Scoped) bool) {
		// Whatever page shows a text of an entry, it is as deep as the entry's own.
		t := &teller{yield: yield, root: Root(Fixes.Address("x"))}
		for _, p := range c.Platforms {
			on := []string{p.ID}
			t.one(on, &p.Summary)
			t.all(on, p.Saves, p.Skips, p.Needs)
		}
		for _, s := range c.Symptoms {
			on := values(s.Platforms)
			t.one(on, &s.First, &s.GetHelpWhen)
			t.all(on, s.Signs, s.Causes)
		}
		for _, f := range c.Fixes {
			on := values(f.Platforms)
			t.one(on, &f.Summary, &f.Loses, &f.Undo, &f.Done)
			t.all(on, f.Before, f.Needs)
			t.steps(on, f.Steps)
		}
		for _, r := range c.Routines {
			on := values(r.Platforms)
			t.one(on, &r.Summary)
			t.all(on, r.Needs)
			t.steps(on, r.Steps)
		}
		for _, p := range c.Pages {
			t.root = Root(Pages.Address(p.ID))
			t.one(nil, &p.Body)
		}
	}
}

type teller struct {
	yield func(Scoped) bool
	root  string
	ended bool
}

func (t *teller) one(platforms []string, texts ...*Prose) {
	for _, p := range texts {
		if p.Doc != nil && !t.ended {
			t.ended = !t.yield(Scoped{p, platforms, t.root})
		}
	}
}

func (t *teller) all(platforms []string, lists ...[]Prose) {
	for _, list := range lists {
		for i := range list {
			t.one(platforms, &list[i])
		}
	}
}

func (t *teller) steps(platforms []string, s Steps) {
	t.all(platforms, s.All)
	for _, p := range s.ByPlatform {
		t.all([]string{p.Platform.Value}, p.Steps)
	}
}

func values(texts []Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.Value
	}
	return out
}

// Path gives the menu path of a place on this platform.
func (p *Platform) Path(place string) (string, bool) {
	for _, known := range p.Places {
		if known.Name.Value == place {
			return known.Path.Value, true
		}
	}
	return "", false
}

// CompareTitles is the order of titles in lists: by letter, whether capital or not.
func CompareTitles(a, b string) int {
	return strings.Compare(strings.ToLower(a), strings.ToLower(b))
}
