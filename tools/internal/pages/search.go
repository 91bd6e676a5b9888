package pages

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"backupfirstaid/tools/internal/search"
)

// finder is what the search of the home page needs.
type finder struct {
	// Index is the address of the script with the words. It changes with them, so that a copy can be kept for good.
	Index string `json:"index"`
	// Support are the places where a person helps, for when nothing is found.
	Support []external `json:"support,omitempty"`
}

func (m *maker) finder() *finder {
	index, err := search.Script(m.Catalog)
	if err != nil {
		m.fail(err)
	}
	sum := sha256.Sum256(index)
	f := &finder{Index: fmt.Sprintf("js/index.%x.js", sum[:16])}
	m.extra[f.Index] = index
	for _, p := range m.Platforms {
		if e := newExternal(p.Support); e != nil && !slices.Contains(f.Support, *e) {
			f.Support = append(f.Support, *e)
		}
	}
	return f
}
