// Package cards draws the picture that stands for a page where somebody shares its address.
//
// It takes a checked catalog, the words of the interface and the colors of the styles, and gives PNG files,
// in memory: the site's mark, the page's title, and what the page is; for a fix the six stairs of the ladder
// up to its own. It is pure: the same facts give the same bytes. The name of a file says what is drawn in it, so that one
// which was published before need not be drawn again.
package cards

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/parallel"
)

// Width and Height are those of every card, in pixels: what the networks that show them ask for.
const (
	Width  = 1200
	Height = 630
)

// drawing counts the ways cards have been drawn. Raise it with every change that makes a card look different; a
// test remembers.
const drawing = 1

// Card is what is drawn.
type Card struct {
	Title string
	// Line says what the page is, in parts, so that a line can end between them.
	Line []string
	// Rung is that of a fix, from 1; 0 for other pages.
	Rung int
}

// Picture is a card as a page names it.
type Picture struct {
	// File is relative to the published root.
	File string `json:"file"`
	// Alt says the same in words.
	Alt    string `json:"alt"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// Set are the cards of a site.
type Set struct {
	cards  map[string]Card
	colors Colors
	// names are the files by address.
	names map[string]string
}

// NewSet takes cards by the address of their page, relative to the site's root, and their colors.
func NewSet(cards map[string]Card, colors Colors) (Set, error) {
	s := Set{cards, colors, map[string]string{}}
	for address, c := range cards {
		drawn, err := json.Marshal([]any{drawing, colors, c})
		if err != nil {
			return s, err
		}
		sum := sha256.Sum256(drawn)
		s.names[address] = fmt.Sprintf("%scard.%x.png", address, sum[:4])
	}
	return s, nil
}

// Of gives the card of a page. A page without one has that of the home page, whose address is "".
func (s Set) Of(address string) Picture {
	if _, ok := s.cards[address]; !ok {
		address = ""
	}
	c := s.cards[address]
	alt := c.Title
	if len(c.Line) > 0 {
		alt += ". " + strings.Join(c.Line, between)
	}
	return Picture{s.names[address], alt, Width, Height}
}

// Draw gives the files by path relative to the published root. Have, where there is one, gives a file of
// the site that was published last, nil where it has none: a card that is there, and whole, is not drawn again.
func (s Set) Draw(have func(name string) []byte) (map[string][]byte, error) {
	addresses := slices.Sorted(maps.Keys(s.cards))
	made := make([][]byte, len(addresses))
	errs := make([]error, len(addresses))
	a := newArtist(s.colors)
	parallel.Do(len(addresses), func(i int) {
		address := addresses[i]
		if have != nil {
			if made[i] = have(s.names[address]); whole(made[i]) {
				return
			}
		}
		if made[i], errs[i] = a.draw(s.cards[address]); errs[i] != nil {
			errs[i] = fmt.Errorf("the card of /%s: %w", address, errs[i])
		}
	})
	files := make(map[string][]byte, len(addresses))
	for i, address := range addresses {
		files[s.names[address]] = made[i]
	}
	return files, errors.Join(errs...)
}
