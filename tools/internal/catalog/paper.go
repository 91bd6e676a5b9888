package catalog

import "slices"

// SheetTexts are the texts whose links are spelt out at the foot of a symptom's sheet, in the order of the sheet.
func (c *Catalog) SheetTexts(s *Symptom) []Prose {
	texts := append([]Prose{s.First, s.GetHelpWhen}, s.Signs...)
	for _, id := range s.Fixes {
		f := c.Fix(id.Value)
		texts = append(append(append(texts, f.Needs...), f.Loses, f.Undo, f.Done), f.Before...)
		texts = append(texts, f.Steps.on(s.Platforms)...)
	}
	return texts
}

// OnSheet are the addresses of what stands on a symptom's sheet: its page, and its fixes.
func (s *Symptom) OnSheet() []string {
	here := []string{Symptoms.Address(s.ID)}
	for _, id := range s.Fixes {
		here = append(here, Fixes.Address(id.Value))
	}
	return here
}

// SheetTexts are those of a routine's sheet.
func (r *Routine) SheetTexts() []Prose {
	return append(append([]Prose{r.Summary}, r.Needs...), r.Steps.on(r.Platforms)...)
}

// on are the steps for some platforms.
func (s Steps) on(platforms []Text) []Prose {
	texts := s.All
	for _, p := range platforms {
		if len(s.ByPlatform) > 0 {
			texts = append(texts, s.For(p.Value)...)
		}
	}
	return texts
}

// Devices are the kinds of phones, in the order of pages.
var Devices = []string{"iphone", "android"}

// BookletFile is where a booklet lies, relative to the site's root.
func BookletFile(name string) string { return Booklets + name + ".html" }

// BookletNames are the booklets that are made: one for each phone with a list, in the order of pages, the routines,
// and the key.
func (c *Catalog) BookletNames() []string {
	var names []string
	for _, device := range Devices {
		if slices.ContainsFunc(c.Symptoms, func(s *Symptom) bool {
			return slices.ContainsFunc(s.Platforms, func(id Text) bool {
				p := c.Platform(id.Value)
				return p != nil && p.Device.Value == device
			})
		}) {
			names = append(names, device)
		}
	}
	phones := len(names) > 0
	if len(c.Routines) > 0 {
		names = append(names, "routines")
	}
	if phones {
		names = append(names, "key")
	}
	return names
}
