package cards

import (
	"image"
	"image/color"
	"strings"
	"sync"

	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/words"
)

// Where things are, in pixels.
const (
	margin, top = 80, 66
	// The title has this much room, and is as large as it can be in it.
	titleTop, titleBottom   = 160, 452
	largest, smallest, less = 88, 24, 8
	lineSize, lineApart     = 32, 46
	lineWidth, lineBottom   = 800, 560
	lineMost, lineSmallest  = 2, 16
	nameSize                = 36
	// A stair of the six is this wide and this much higher than the one before.
	stairWidth, stairHeight = 76, 27
	stairsApart             = 4
)

// artist draws cards, several at once.
type artist struct {
	palette color.Palette
	// blends are by the color that is laid on.
	blends [colors]*blends
	sheets sync.Pool
}

func newArtist(c Colors) *artist {
	a := &artist{palette: c.palette()}
	for _, over := range []int{raised, accent, ink, quiet, risk} {
		a.blends[over] = a.blend(over)
	}
	a.sheets.New = func() any { return image.NewPaletted(image.Rect(0, 0, Width, Height), a.palette) }
	return a
}

// draw gives a card as PNG.
func (a *artist) draw(c Card) ([]byte, error) {
	sheet := a.sheets.Get().(*image.Paletted)
	defer a.sheets.Put(sheet)
	clear(sheet.Pix)
	a.stairs(sheet, c.Rung)
	a.mark(sheet)
	if _, err := a.text(sheet, bold, words.SiteName, nameSize, image.Pt(margin+60, top+42), ink); err != nil {
		return nil, err
	}
	if err := a.title(sheet, c.Title); err != nil {
		return nil, err
	}
	if err := a.line(sheet, c); err != nil {
		return nil, err
	}
	return encode(sheet)
}

// stairs draws the ladder in the lower corner, filled up to a rung.
func (a *artist) stairs(sheet *image.Paletted, rung int) {
	filled := uint8(accent)
	if rung >= risky {
		filled = risk
	}
	for i := range len(catalog.Ladder) {
		left := Width - (len(catalog.Ladder)-i)*stairWidth
		c := uint8(soft)
		if i < rung {
			c = filled
		}
		box(sheet, image.Rect(left+stairsApart, Height-(i+1)*stairHeight, left+stairWidth, Height), c)
	}
}

// risky is the first rung with a warning.
var risky = catalog.RungRemove + 1

func box(sheet *image.Paletted, r image.Rectangle, c uint8) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := sheet.Pix[sheet.PixOffset(r.Min.X, y):sheet.PixOffset(r.Max.X, y)]
		for x := range row {
			row[x] = c
		}
	}
}

// mark draws assets/icon.svg twice as large, its left side on the margin: stairs in a phone.
func (a *artist) mark(sheet *image.Paletted) {
	const scale = 2
	phone := vector.NewRasterizer(20*scale, 29*scale)
	roundedBox(phone, 20*scale, 29*scale, 4*scale)
	at := image.Pt(margin, top)
	mask := image.NewAlpha(phone.Bounds())
	phone.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	a.lay(sheet, mask, at, accent)
	// M10 25v-4h4v-4h4v-4h4v12z, from the phone's corner at 6 and 1.5.
	for i := range 3 {
		left, bottom := 4+4*i, 25-1.5
		box(sheet, image.Rect(left*scale, int((bottom-4*float64(i+1))*scale), (left+4)*scale, int(bottom*scale)).Add(at), raised)
	}
}

// roundedBox is the path of an SVG rect with rx, whose corners are parts of circles.
func roundedBox(r *vector.Rasterizer, w, h, round float32) {
	// How far the handles of a curve are from a corner that looks like a circle's.
	const handle = 0.44771525
	k := round * handle
	r.MoveTo(round, 0)
	r.LineTo(w-round, 0)
	r.CubeTo(w-k, 0, w, k, w, round)
	r.LineTo(w, h-round)
	r.CubeTo(w, h-k, w-k, h, w-round, h)
	r.LineTo(round, h)
	r.CubeTo(k, h, 0, h-k, 0, h-round)
	r.LineTo(0, round)
	r.CubeTo(0, k, k, 0, round, 0)
	r.ClosePath()
}

// lay puts a color where a mask lets it through.
func (a *artist) lay(sheet *image.Paletted, mask *image.Alpha, at image.Point, over uint8) {
	blend := a.blends[over]
	w := mask.Rect.Dx()
	for y := range mask.Rect.Dy() {
		from := mask.Pix[y*mask.Stride:][:w]
		to := sheet.Pix[sheet.PixOffset(at.X, at.Y+y):][:w]
		for x, alpha := range from {
			if alpha > 0 {
				to[x] = blend[to[x]][alpha]
			}
		}
	}
}

// text writes a line from a point on its baseline and gives where the pen stops.
func (a *artist) text(sheet *image.Paletted, t *typeface, text string, size int, at image.Point, c uint8) (int, error) {
	x := fixed.I(at.X)
	for _, r := range text {
		g, err := t.glyph(r, size)
		if err != nil {
			return 0, err
		}
		a.lay(sheet, g.mask, image.Pt(x.Round(), at.Y).Add(g.at), c)
		x += g.advance
	}
	return x.Round(), nil
}

// title writes the title in the largest letters in which all of it has room.
func (a *artist) title(sheet *image.Paletted, title string) error {
	for size := largest; ; size -= less {
		apart := size * 115 / 100
		lines, ok, err := bold.set(strings.Fields(title), " ", size, Width-2*margin, (titleBottom-titleTop)/apart)
		if err != nil {
			return err
		}
		if !ok && size > smallest {
			continue
		}
		from := titleTop + (titleBottom-titleTop-len(lines)*apart)/2
		for i, l := range lines {
			// What is above the baseline of the first line is about eight tenths of the size.
			at := image.Pt(margin, from+size*85/100+i*apart)
			if _, err := a.text(sheet, bold, l, size, at, ink); err != nil {
				return err
			}
		}
		return nil
	}
}

// between stands between the parts of a line.
const between = " • "

// line writes what the page is, above the lower margin. Of a fix the first part is the word of its rung.
func (a *artist) line(sheet *image.Paletted, c Card) error {
	if len(c.Line) == 0 {
		return nil
	}
	size := lineSize
	// Bold letters are the wider ones.
	lines, ok, err := bold.set(c.Line, between, size, lineWidth, lineMost)
	for ; err == nil && !ok && size > lineSmallest; size -= 2 {
		lines, ok, err = bold.set(c.Line, between, size-2, lineWidth, lineMost)
	}
	if err != nil {
		return err
	}
	for i, l := range lines {
		at := image.Pt(margin, lineBottom-(len(lines)-1-i)*lineApart)
		if i == 0 && c.Rung > 0 {
			word := c.Line[0]
			color := uint8(accent)
			if c.Rung >= risky {
				color = risk
			}
			if at.X, err = a.text(sheet, bold, word, size, at, color); err != nil {
				return err
			}
			l = strings.TrimPrefix(l, word)
		}
		if _, err := a.text(sheet, regular, l, size, at, quiet); err != nil {
			return err
		}
	}
	return nil
}
