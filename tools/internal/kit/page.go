package kit

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

const (
	// Content is the file that Hugo makes the page of, by path relative to the site's root.
	Content = "content/kit.md"
	// Page is what Hugo makes of it: the whole site on one page.
	Page = "kit.html"
	// indexFile is what the page calls the index of its search.
	indexFile = "kit-index.js"
)

// Parts are what the one file is made of.
type Parts struct {
	// Page is what Hugo made of the content file, and Index what its search looks things up in.
	Page, Index []byte
}

// Lay gives the content file. It names the parts of the kit in their order: a list before what is in it,
// the gentlest fix first.
func Lay(c *catalog.Catalog, address string) ([]byte, error) {
	var parts []string
	add := func(kind catalog.Kind, ids ...string) {
		for _, id := range ids {
			parts = append(parts, "/"+strings.TrimSuffix(kind.Address(id), "/"))
		}
	}
	parts = append(parts, "/codes")
	for _, s := range sorted(c.Symptoms, func(a, b *catalog.Symptom) int { return byTitle(a.Title, b.Title) }) {
		add(catalog.Symptoms, s.ID)
	}
	parts = append(parts, "/fixes")
	for _, f := range sorted(c.Fixes, func(a, b *catalog.Fix) int {
		return cmp.Or(cmp.Compare(catalog.Rung(a.Touches.Value), catalog.Rung(b.Touches.Value)), byTitle(a.Title, b.Title))
	}) {
		add(catalog.Fixes, f.ID)
	}
	parts = append(parts, "/platforms")
	for _, p := range c.Platforms {
		add(catalog.Platforms, p.ID)
	}
	parts = append(parts, "/routines")
	for _, r := range sorted(c.Routines, func(a, b *catalog.Routine) int { return byTitle(a.Title, b.Title) }) {
		add(catalog.Routines, r.ID)
	}
	guides := slices.DeleteFunc(slices.Clone(c.Pages), func(p *catalog.Page) bool { return !strings.HasPrefix(p.ID, catalog.Guides) })
	if len(guides) > 0 {
		parts = append(parts, "/guides")
	}
	for _, p := range sorted(guides, func(a, b *catalog.Page) int { return cmp.Compare(a.Weight.Value, b.Weight.Value) }) {
		add(catalog.Pages, p.ID)
	}
	for _, p := range c.Pages {
		if p.ID == "about" {
			add(catalog.Pages, p.ID)
		}
	}
	return json.Marshal(map[string]any{
		"title": "Kit", "layout": "kit", "url": "/" + Page, "sitemap": map[string]bool{"disable": true},
		"params": map[string]any{"root": "", "parts": parts, "address": address},
	})
}

func sorted[T any](list []T, less func(a, b T) int) []T {
	return slices.SortedStableFunc(slices.Values(list), less)
}

func byTitle(a, b catalog.Text) int {
	return cmp.Compare(strings.ToLower(a.Value), strings.ToLower(b.Value))
}
