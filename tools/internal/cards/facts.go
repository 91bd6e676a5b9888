package cards

import (
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/words"
)

// Of gives the card of each page that somebody would share, by its address. Said are the words of the interface.
func Of(c *catalog.Catalog, said words.Words) map[string]Card {
	m := maker{c, said}
	cards := map[string]Card{
		"":       {Title: said.Say("card"), Line: []string{said.Say("card-line")}},
		"codes/": {Title: said.Say("codes"), Line: []string{said.Say("code-here")}},
	}
	for _, s := range c.Symptoms {
		cards[catalog.Symptoms.Address(s.ID)] = Card{Title: s.Title.Value, Line: append(m.where(s.Platforms), said.Say("search-"+s.Phase.Value))}
	}
	for _, f := range c.Fixes {
		rung := catalog.Rung(f.Touches.Value) + 1
		cards[catalog.Fixes.Address(f.ID)] = Card{Title: f.Title.Value, Rung: rung, Line: []string{
			said.Say("rung-" + f.Touches.Value), said.With("rung-of", rung), said.With("minutes", f.Minutes.Value),
		}}
	}
	for _, p := range c.Platforms {
		cards[catalog.Platforms.Address(p.ID)] = Card{Title: p.Name.Value, Line: []string{said.Say("device-" + p.Device.Value), said.Say("trouble")}}
	}
	for _, r := range c.Routines {
		cards[catalog.Routines.Address(r.ID)] = Card{Title: r.Title.Value, Line: []string{said.Say("search-routine"), said.With("minutes", r.Minutes.Value), r.When.Value}}
	}
	for _, p := range c.Pages {
		card := Card{Title: p.Title.Value}
		if strings.HasPrefix(p.ID, catalog.Guides) {
			card.Line = []string{said.Say("search-page")}
		}
		cards[catalog.Pages.Address(p.ID)] = card
	}
	return cards
}

type maker struct {
	*catalog.Catalog
	said words.Words
}

// where are the phone and the systems that a symptom is of. Where it is of both phones, the systems tell.
func (m maker) where(platforms []catalog.Text) []string {
	var names []string
	devices := map[string]bool{}
	for _, id := range platforms {
		p := m.Platform(id.Value)
		// What stands in brackets says where else it is found.
		name, _, _ := strings.Cut(p.Name.Value, " (")
		names = append(names, name)
		devices[p.Device.Value] = true
	}
	if len(devices) > 1 {
		return names
	}
	return append([]string{m.said.Say("device-" + m.Platform(platforms[0].Value).Device.Value)}, names...)
}
