package pages

import (
	"slices"

	"backupfirstaid/tools/internal/catalog"
)

const (
	togetherAddress = "print/"
	togetherTitle   = "Print several lists as one sheet"
)

// togetherPage lets somebody who helps pick several lists of one phone, which a script then prints as one.
type togetherPage struct {
	Root string `json:"root"`
	// Paper tells that on paper only the styles of sheets hold.
	Paper   bool             `json:"paper"`
	Devices []togetherDevice `json:"devices"`
}

// togetherDevice is a phone with all its lists.
type togetherDevice struct {
	device
	// Routines are those for any of its platforms.
	Routines []link `json:"routines,omitempty"`
}

func (m *maker) together() {
	p := togetherPage{Root: catalog.Root(togetherAddress), Paper: true}
	for _, d := range m.devices() {
		p.Devices = append(p.Devices, togetherDevice{d, m.routinesOf(d)})
	}
	m.add(togetherAddress, front{
		Title: togetherTitle, Description: "For people who help: pick what goes wrong on one phone, and print one sheet. What several lists share stands there once, the gentlest first.",
		Layout: "together", Trail: m.trail(link{togetherAddress, togetherTitle}), Params: p,
	})
}

func (m *maker) routinesOf(d device) []link {
	var out []link
	for _, r := range m.Routines {
		ids := values(r.Platforms)
		if slices.ContainsFunc(d.Platforms, func(p platformList) bool { return slices.Contains(ids, p.ID) }) {
			out = append(out, link{catalog.Routines.Address(r.ID), r.Title.Value})
		}
	}
	return out
}
