// Package pages makes one content file for each page of the site, with everything
// joined, counted and ordered, so that templates place what they are given.
//
// It takes a checked catalog, its rendered texts, the cards of its pages and the site's address, and gives files, in memory,
// for Hugo to read, the list of pages that must come out, and what is published beside them. It is pure: no clock,
// no folder, no network; the same facts give the same bytes.
package pages

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/cards"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/revision"
	"backupfirstaid/tools/internal/schema"
)

// Folder is where the generated data for templates lies; config.toml mounts it. The
// content files lie in content/, beside those written by hand.
const Folder = "generated"

// Site is what Hugo reads besides the tree itself.
type Site struct {
	// Files are contents by path, relative to the site's root.
	Files map[string][]byte
	// Expected are the HTML files that must come out of it, and no others, sorted.
	Expected []string
	// Extra are files that Hugo has no part in, by path relative to the published root.
	Extra map[string][]byte
	// Promised are the addresses that must be among what comes out, since they stand on paper.
	Promised []ledger.Promise
}

// maker gathers the files.
type maker struct {
	*catalog.Catalog
	texts  render.Texts
	cards  cards.Set
	files  map[string][]byte
	extra  map[string][]byte
	expect map[string]bool
	// blocks are the fixes as they stand in lists, by block key.
	blocks map[string]block
	sheets map[string]block
	// usedBy are the symptoms that list a fix.
	usedBy map[string][]*catalog.Symptom
	// byTitle are the symptoms in the order of lists.
	byTitle []*catalog.Symptom
	// printed reads sheets for their revisions.
	printed *revision.Reader
	// recorded are the lines of the ledger by address, the latest first.
	recorded map[string][]ledger.Line
	promised []ledger.Promise
	// lasting are the addresses that the next release records.
	lasting map[string]bool
	// base is the site's address, with a slash at the end.
	base string
	err  error
}

// Make gives the content files of a site at an address. An error can only be a mistake in this package: the catalog has been checked.
func Make(c *catalog.Catalog, texts render.Texts, drawn cards.Set, address string) (Site, error) {
	m := &maker{
		Catalog: c, texts: texts, cards: drawn, files: map[string][]byte{}, extra: map[string][]byte{}, expect: map[string]bool{},
		blocks: map[string]block{}, sheets: map[string]block{},
		usedBy: map[string][]*catalog.Symptom{},
		byTitle: slices.SortedStableFunc(slices.Values(c.Symptoms), func(a, b *catalog.Symptom) int {
			return catalog.CompareTitles(a.Title.Value, b.Title.Value)
		}),
		printed: revision.NewReader(c),
		base:    strings.TrimSuffix(address, "/") + "/",
	}
	for _, s := range c.Symptoms {
		for _, id := range s.Fixes {
			m.usedBy[id.Value] = append(m.usedBy[id.Value], s)
		}
	}
	m.recall()
	for _, s := range c.Symptoms {
		m.symptom(s)
	}
	for _, f := range c.Fixes {
		m.fix(f)
	}
	for _, p := range c.Platforms {
		m.platform(p)
	}
	for _, r := range c.Routines {
		m.routine(r)
	}
	for _, p := range c.Pages {
		m.page(p)
	}
	m.home()
	m.codes()
	m.lists()
	m.booklets()
	m.rules()
	m.together()
	m.components()
	m.data("blocks", m.blocks)
	m.data("sheets", m.sheets)
	m.expect["404.html"] = true
	m.schemas()
	return Site{m.files, slices.Sorted(maps.Keys(m.expect)), m.extra, m.promised}, m.err
}

// schemas are for programs, and for editors that work on a file outside of its repository.
func (m *maker) schemas() {
	for _, kind := range catalog.DataKinds {
		written, err := schema.For(kind, m.Catalog)
		if err != nil {
			m.fail(err)
		}
		m.extra[kind.PublishedSchema()] = written
	}
}

// front is the front matter of a content file. Hugo lower-cases the keys of params, so they are lower-case here.
type front struct {
	Title string `json:"title"`
	// Description is for search engines and link previews.
	Description string   `json:"description,omitempty"`
	Type        string   `json:"type,omitempty"`
	Layout      string   `json:"layout,omitempty"`
	URL         string   `json:"url,omitempty"`
	Lastmod     string   `json:"lastmod,omitempty"`
	Outputs     []string `json:"outputs,omitempty"`
	Sitemap     *sitemap `json:"sitemap,omitempty"`
	// Twin is the file beside the page that says the same as Markdown, "" where there is none.
	Twin string `json:"twin,omitempty"`
	// Document is the file that says it for programs, relative to the page, "" where there is none.
	Document string `json:"document,omitempty"`
	// Card is the picture that stands for the page where it is shared.
	Card *cards.Picture `json:"card,omitempty"`
	// Graph is what programs are told of the page, made of what it is and of the way to it; either may be missing.
	Graph string       `json:"graph,omitempty"`
	Work  *work        `json:"-"`
	Trail *breadcrumbs `json:"-"`

	// Commands tells that blocks of commands are on the page.
	Commands bool `json:"commands,omitempty"`
	Params   any  `json:"params"`
}

type sitemap struct {
	Disable bool `json:"disable"`
}

// add makes the content file of a page at an address, and expects the page.
func (m *maker) add(address string, f front) {
	name := strings.TrimSuffix(address, "/") + ".md"
	m.addAs(name, address+"index.html", f)
}

func (m *maker) addAs(name, output string, f front) {
	if m.expect[output] {
		m.fail(fmt.Errorf("two pages would be %s", output))
	}
	// What is for paper is not shared, its page on the screen is.
	if f.Type != redirects && f.Type != forPaper {
		card := m.cards.Of(strings.TrimSuffix(output, "index.html"))
		f.Card, f.Graph = &card, m.told(f)
	}
	m.files["content/"+name] = m.json(f)
	if !f.Commands && bytes.Contains(m.files["content/"+name], commands) {
		f.Commands = true
		m.files["content/"+name] = m.json(f)
	}
	m.expect[output] = true
}

// commands are what every block of commands has, as [markdown] renders it.
var commands = []byte(`class=\"chroma\"`)

func (m *maker) data(name string, v any) {
	m.files[Folder+"/"+name+".json"] = m.json(v)
}

func (m *maker) json(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		m.fail(err)
	}
	return b.Bytes()
}

// fail keeps the first error.
func (m *maker) fail(err error) {
	if m.err == nil {
		m.err = err
	}
}

// redirects is the type of pages that lead to another.
const redirects = "redirect"

// redirect is a page that leads to another.
type redirect struct {
	Root string `json:"root"`
	To   string `json:"to"`
}

// redirects lead from the addresses of former ids to the one of today.
func (m *maker) redirects(kind catalog.Kind, id, title string, former []catalog.Text, checklist bool) {
	names := []string{""}
	if checklist {
		names = append(append(names, catalog.CopyName), catalog.Checklists...)
	}
	for _, f := range former {
		for _, name := range names {
			from := kind.Address(f.Value)
			output := from + name
			if name == "" {
				output += "index.html"
			}
			m.addAs(from+strings.TrimSuffix("redirect-"+name, ".html")+".md", output, front{
				Title: title, Type: redirects, URL: "/" + from + name, Sitemap: &sitemap{Disable: true},
				Params: redirect{catalog.Root(from), kind.Address(id) + name},
			})
		}
	}
}
