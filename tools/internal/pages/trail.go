package pages

import (
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/words"
)

// listTitles are what the pages of lists are called.
var listTitles = map[string]string{
	"platforms/":   "Where backups run",
	"fixes/":       "All fixes, gentlest first",
	"routines/":    "Routines",
	catalog.Guides: "Guides",
	"symptoms/":    "All symptoms",
}

// breadcrumbs is the way to a page (https://schema.org/BreadcrumbList).
type breadcrumbs struct {
	Type  string  `json:"@type"`
	Items []crumb `json:"itemListElement"`
}

type crumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	// Item is a whole address, as search engines ask for.
	Item string `json:"item"`
}

// trail is the way to a page by the pages above it.
func (m *maker) trail(page link, above ...link) *breadcrumbs {
	b := &breadcrumbs{Type: "BreadcrumbList"}
	for i, l := range append(append([]link{{"", words.SiteName}}, above...), page) {
		b.Items = append(b.Items, crumb{"ListItem", i + 1, l.Title, m.base + l.Href})
	}
	return b
}

// listLink leads to the page of a list.
func listLink(address string) link { return link{address, listTitles[address]} }
