package cards

import (
	"fmt"
	"image/color"
	"regexp"
	"strconv"
)

// TokensFile is where the colors are, relative to the site's root.
const TokensFile = "assets/css/tokens.css"

// Colors are those of the light pages that a card is drawn with.
type Colors struct {
	Paper, Raised, Line, Soft, Accent, Ink, Quiet, Risk color.RGBA
}

// token is a color of the styles, with as many digits as it may have.
var token = regexp.MustCompile(`--([a-z-]+):\s*#([0-9a-f]{6}|[0-9a-f]{3});`)

// ReadColors takes the colors from the text of the styles: of each name the first, which is the light one.
func ReadColors(css []byte) (Colors, error) {
	found := map[string]color.RGBA{}
	for _, m := range token.FindAllSubmatch(css, -1) {
		if _, ok := found[string(m[1])]; !ok {
			found[string(m[1])] = parse(string(m[2]))
		}
	}
	var c Colors
	for name, to := range map[string]*color.RGBA{
		"paper": &c.Paper, "raised": &c.Raised, "line": &c.Line, "accent-soft": &c.Soft,
		"accent": &c.Accent, "ink": &c.Ink, "quiet": &c.Quiet, "risk": &c.Risk,
	} {
		var ok bool
		if *to, ok = found[name]; !ok {
			return c, fmt.Errorf("%s has no color --%s, which cards are drawn with; write it as #rrggbb", TokensFile, name)
		}
	}
	return c, nil
}

// parse reads three or six hexadecimal digits.
func parse(digits string) color.RGBA {
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, _ := strconv.ParseUint(digits, 16, 32)
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}
}

// Where the colors are in the palette. After them come the ones that edges of letters have.
const (
	paper = iota
	raised
	line
	soft
	accent
	ink
	quiet
	risk
	colors
)

// palette are sixteen colors, the most that four bits can tell apart: half the bytes of a picture with more.
func (c Colors) palette() color.Palette {
	p := color.Palette{c.Paper, c.Raised, c.Line, c.Soft, c.Accent, c.Ink, c.Quiet, c.Risk}
	between := func(a, b color.RGBA, steps int) {
		for i := range steps {
			p = append(p, mix(a, b, 255*(i+1)/(steps+1)))
		}
	}
	between(c.Paper, c.Ink, 4)
	between(c.Paper, c.Risk, 2)
	between(c.Paper, c.Accent, 2)
	return p
}

// mix is a color between two, alpha of 255 parts of it the second.
func mix(a, b color.RGBA, alpha int) color.RGBA {
	part := func(a, b uint8) uint8 { return uint8((int(a)*(255-alpha) + int(b)*alpha + 127) / 255) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 0xff}
}

// blends are, for a color laid over each of the palette, the nearest of the palette by how much of it is seen.
type blends [16][256]uint8

func (a *artist) blend(over int) *blends {
	var b blends
	for under := range a.palette {
		for alpha := range 256 {
			b[under][alpha] = uint8(a.palette.Index(mix(a.palette[under].(color.RGBA), a.palette[over].(color.RGBA), alpha)))
		}
	}
	return &b
}
