// Package feed makes the feed of the pages that were checked last, and the description by
// which a browser offers the site's search.
//
// It takes a checked catalog and the site's address, and gives the text of a file. It is
// pure: days are those in the facts, never today.
package feed

import (
	"encoding/xml"
	"fmt"
	"slices"
	"time"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/words"
)

// File is where the feed lies, relative to the published root.
const File = "index.xml"

// Most is how many pages it holds.
const Most = 50

// feed is an Atom feed (RFC 4287).
type feed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"xml:lang,attr"`
	Title   string   `xml:"title"`
	About   string   `xml:"subtitle"`
	ID      string   `xml:"id"`
	Links   []link   `xml:"link"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Rights  string   `xml:"rights"`
	Entries []entry  `xml:"entry"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type entry struct {
	Title    string   `xml:"title"`
	ID       string   `xml:"id"`
	Links    []link   `xml:"link"`
	Updated  string   `xml:"updated"`
	Category category `xml:"category"`
	Summary  string   `xml:"summary"`

	checked time.Time
}

type category struct {
	Term string `xml:"term,attr"`
}

// Make gives the feed of a site at an address, which ends with a slash: pages by the day
// their newest source was read, newest first. Pages without such a day are not in it.
func Make(c *catalog.Catalog, base string) ([]byte, error) {
	entries := all(c, base)
	slices.SortStableFunc(entries, func(a, b entry) int { return b.checked.Compare(a.checked) })
	entries = entries[:min(len(entries), Most)]
	// A feed must have such a time, and one of nothing was never changed.
	updated := written(time.Unix(0, 0).UTC())
	if len(entries) > 0 {
		updated = entries[0].Updated
	}
	return document(feed{
		Lang: "en", Title: words.SiteName, About: "Pages by the day they were last held against a source", ID: base,
		Links:   []link{{"self", "application/atom+xml", base + File}, {"alternate", "text/html", base}},
		Updated: updated, Author: words.SiteName, Rights: "CC BY 4.0", Entries: entries,
	})
}

// all are the pages with a day; of one day, symptoms come first: they are what people look for.
func all(c *catalog.Catalog, base string) []entry {
	var out []entry
	add := func(kind catalog.Kind, id, title, about string, sources []catalog.Source) {
		day := catalog.EvidenceOf(sources).Checked
		if day.IsZero() {
			return
		}
		address := base + kind.Address(id)
		out = append(out, entry{
			Title: title, ID: address, Updated: written(day), Category: category{kind.One()}, Summary: about, checked: day,
			Links: []link{{"alternate", "text/html", address}, {"alternate", "text/markdown", address + catalog.TwinName}},
		})
	}
	for _, s := range c.Symptoms {
		add(catalog.Symptoms, s.ID, s.Title.Value, s.Causes[0].Doc.Plain(), s.Sources)
	}
	for _, f := range c.Fixes {
		add(catalog.Fixes, f.ID, f.Title.Value, f.Summary.Doc.Plain(), f.Sources)
	}
	for _, p := range c.Pages {
		add(catalog.Pages, p.ID, p.Title.Value, p.Description.Value, p.Sources)
	}
	for _, r := range c.Routines {
		add(catalog.Routines, r.ID, r.Title.Value, r.Summary.Doc.Plain(), r.Sources)
	}
	for _, p := range c.Platforms {
		add(catalog.Platforms, p.ID, p.Name.Value, p.Summary.Doc.Plain(), p.Sources)
	}
	return out
}

func written(day time.Time) string { return day.Format(time.RFC3339) }

func document(v any) ([]byte, error) {
	text, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing XML: %w", err)
	}
	return []byte(xml.Header + string(text) + "\n"), nil
}
