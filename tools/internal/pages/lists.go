package pages

import (
	"cmp"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/words"
)

// device is a phone and where it backs up to.
type device struct {
	// Name is "iphone" or "android".
	Name      string         `json:"name"`
	Platforms []platformList `json:"platforms"`
}

type platformList struct {
	link
	ID     string  `json:"id"`
	Phases []phase `json:"phases,omitempty"`
}

// devices are the phones with all their symptoms, iPhone first.
func (m *maker) devices() []device {
	var out []device
	for _, name := range catalog.Devices {
		d := device{Name: name}
		for _, p := range m.Platforms {
			if p.Device.Value == name {
				d.Platforms = append(d.Platforms, platformList{m.platformLink(p), p.ID, m.phases(p)})
			}
		}
		if len(d.Platforms) == 0 {
			continue
		}
		// The platform that has the most trouble with backing up is the one most people come for.
		slices.SortStableFunc(d.Platforms, func(a, b platformList) int {
			return cmp.Or(cmp.Compare(count(b.Phases, "backup"), count(a.Phases, "backup")), cmp.Compare(count(b.Phases, "restore"), count(a.Phases, "restore")))
		})
		out = append(out, d)
	}
	return out
}

func count(phases []phase, name string) int {
	for _, p := range phases {
		if p.Name == name {
			return len(p.Symptoms)
		}
	}
	return 0
}

type homePage struct {
	Root     string   `json:"root"`
	Search   *finder  `json:"search,omitempty"`
	Devices  []device `json:"devices"`
	Ladder   []rung   `json:"ladder,omitempty"`
	Routines []entry  `json:"routines,omitempty"`
	Guides   []entry  `json:"guides,omitempty"`
}

// entry is a page in a list, with a line about it.
type entry struct {
	link
	About   string `json:"about,omitempty"`
	Minutes int    `json:"minutes,omitempty"`
	// Booklet is the name of a booklet, whose prints stand beside it.
	Booklet string `json:"booklet,omitempty"`
}

// siteAbout tells search engines, and whoever is sent the address, what the site is for.
const siteAbout = "What to do when the backup of an iPhone or an Android phone fails, or a restore does not finish. Find what the screen shows and work down a list, gentlest first."

// listAbouts say what the pages of lists are for, as [siteAbout] does for the site.
var listAbouts = map[string]string{
	"platforms/":   "Where iPhones and Android phones keep their backups: what each place saves, what it leaves out, and what it needs.",
	"fixes/":       "Every fix for a backup or a restore that fails, from those that only look to those that erase, with the minutes each takes.",
	"routines/":    "What to check, and how often, so that a backup does not fail when it is needed.",
	catalog.Guides: "What a backup holds and what it does not, and how to keep what matters, in plain words.",
	"symptoms/":    "Everything that can go wrong with a backup or a restore, by phone and by what one was doing.",
}

func (m *maker) home() {
	m.addAs("_index.md", "index.html", front{Title: words.SiteName, Description: siteAbout, Work: m.site(), Params: homePage{
		Search: m.finder(), Devices: m.devices(), Ladder: ladder(), Routines: m.routineEntries(), Guides: titlesOnly(m.guideEntries()),
	}})
}

// ladder are all rungs, the gentlest first.
func ladder() []rung {
	var out []rung
	for _, touches := range catalog.Ladder {
		out = append(out, newRung(touches))
	}
	return out
}

func (m *maker) routineEntries() []entry {
	var out []entry
	for _, r := range m.Routines {
		out = append(out, entry{link: link{catalog.Routines.Address(r.ID), r.Title.Value}, About: r.When.Value, Minutes: r.Minutes.Value})
	}
	return out
}

func (m *maker) guideEntries() []entry {
	var list []*catalog.Page
	for _, p := range m.Pages {
		if strings.HasPrefix(p.ID, catalog.Guides) {
			list = append(list, p)
		}
	}
	slices.SortStableFunc(list, func(a, b *catalog.Page) int { return cmp.Compare(a.Weight.Value, b.Weight.Value) })
	var out []entry
	for _, p := range list {
		out = append(out, entry{link: link{catalog.Pages.Address(p.ID), p.Title.Value}, About: p.Description.Value})
	}
	return out
}

// neighbors are the pages before and after one that stands in an order.
type neighbors struct {
	Before *link `json:"before,omitempty"`
	After  *link `json:"after,omitempty"`
}

// beside gives the neighbors of the page at an address; none where the list does not have it.
func beside(list []entry, address string) neighbors {
	var n neighbors
	i := slices.IndexFunc(list, func(e entry) bool { return e.Href == address })
	if i > 0 {
		n.Before = &list[i-1].link
	}
	if i >= 0 && i+1 < len(list) {
		n.After = &list[i+1].link
	}
	return n
}

// titlesOnly are entries without their lines, for a page where they are one list of several.
func titlesOnly(entries []entry) []entry {
	var out []entry
	for _, e := range entries {
		out = append(out, entry{link: e.link})
	}
	return out
}

// group is a part of a list page.
type group struct {
	// Rung and Device name what the group is of; a group without either has no heading.
	Rung    *rung   `json:"rung,omitempty"`
	Device  string  `json:"device,omitempty"`
	Entries []entry `json:"entries"`
}

// lists makes the page of each folder, which is where a shortened address leads.
func (m *maker) lists() {
	var platforms []group
	for _, d := range m.devices() {
		g := group{Device: d.Name}
		for _, p := range d.Platforms {
			g.Entries = append(g.Entries, entry{link: p.link, About: m.Platform(p.ID).Summary.Doc.Plain()})
		}
		platforms = append(platforms, g)
	}
	m.list("platforms/", platforms)
	m.list("fixes/", m.fixGroups())
	m.list("routines/", []group{{Entries: m.routineEntries()}})
	if g := m.guideEntries(); len(g) > 0 {
		m.list(catalog.Guides, []group{{Entries: g}})
	}
	m.addAs("symptoms/_index.md", "symptoms/index.html", front{Title: listTitles["symptoms/"], Description: listAbouts["symptoms/"], Trail: m.trail(listLink("symptoms/")), Params: homePage{
		Root: catalog.Root("symptoms/"), Devices: m.devices(),
	}})
}

func (m *maker) fixGroups() []group {
	var out []group
	for _, touches := range catalog.Ladder {
		r := newRung(touches)
		g := group{Rung: &r}
		for _, f := range m.Fixes {
			if f.Touches.Value == touches {
				g.Entries = append(g.Entries, entry{link: link{catalog.Fixes.Address(f.ID), f.Title.Value}, Minutes: f.Minutes.Value})
			}
		}
		if len(g.Entries) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func (m *maker) list(address string, groups []group) {
	m.addAs(address+"_index.md", address+"index.html", front{Title: listTitles[address], Description: listAbouts[address], Trail: m.trail(listLink(address)), Params: struct {
		Root   string  `json:"root"`
		Groups []group `json:"groups"`
	}{catalog.Root(address), groups}})
}
