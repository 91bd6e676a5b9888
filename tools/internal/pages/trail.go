package pages

import (
	"encoding/json"

	"backupfirstaid/tools/internal/catalog"
)

// siteName is what the way to every page begins with.
const siteName = "Backup First Aid"

// listTitles are what the pages of lists are called.
var listTitles = map[string]string{
	"platforms/":   "Where backups run",
	"fixes/":       "All fixes, gentlest first",
	"routines/":    "Routines",
	catalog.Guides: "Guides",
	"symptoms/":    "All symptoms",
}

// breadcrumbs is the way to a page, for search engines (https://schema.org/BreadcrumbList).
type breadcrumbs struct {
	Context string  `json:"@context"`
	Type    string  `json:"@type"`
	Items   []crumb `json:"itemListElement"`
}

type crumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	// Item is a whole address, as search engines ask for.
	Item string `json:"item"`
}

// trail is the way to a page by the pages above it, as JSON that may stand inside of a
// script element: it holds no "<". A browser runs no such element, so a
// Content-Security-Policy need make no exception for it.
func (m *maker) trail(page link, above ...link) string {
	b := breadcrumbs{"https://schema.org", "BreadcrumbList", nil}
	for i, l := range append(append([]link{{"", siteName}}, above...), page) {
		b.Items = append(b.Items, crumb{"ListItem", i + 1, l.Title, m.base + l.Href})
	}
	written, err := json.Marshal(b)
	if err != nil {
		m.fail(err)
	}
	return string(written)
}

// listLink leads to the page of a list.
func listLink(address string) link { return link{address, listTitles[address]} }
