package cards

import (
	"fmt"
	"image"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The Go fonts: free, in a module that is here anyway, and of a warmth that suits the site.
var (
	bold    = &typeface{ttf: gobold.TTF}
	regular = &typeface{ttf: goregular.TTF}
)

// typeface is a font in all sizes. Its letters are drawn once and kept, since all cards have the same few.
type typeface struct {
	ttf []byte

	once sync.Once
	font *sfnt.Font
	err  error

	mu    sync.Mutex
	faces map[int]font.Face
	known map[letter]*glyph
}

type letter struct {
	r    rune
	size int
}

// glyph is a letter as it is laid on a card.
type glyph struct {
	// mask is how much of each pixel the letter covers, at is where it lies from the pen, and advance how far the pen moves.
	mask    *image.Alpha
	at      image.Point
	advance fixed.Int26_6
}

func (t *typeface) open() error {
	t.once.Do(func() {
		t.font, t.err = opentype.Parse(t.ttf)
		t.faces, t.known = map[int]font.Face{}, map[letter]*glyph{}
	})
	return t.err
}

// glyph draws a letter in a size in pixels.
func (t *typeface) glyph(r rune, size int) (*glyph, error) {
	if err := t.open(); err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	key := letter{r, size}
	if g, ok := t.known[key]; ok {
		return g, nil
	}
	var buffer sfnt.Buffer
	if i, err := t.font.GlyphIndex(&buffer, r); err != nil || i == 0 {
		return nil, fmt.Errorf("the font of the cards has no %q; write it in words", r)
	}
	face, ok := t.faces[size]
	if !ok {
		var err error
		if face, err = opentype.NewFace(t.font, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone}); err != nil {
			return nil, err
		}
		t.faces[size] = face
	}
	box, mask, from, advance, _ := face.Glyph(fixed.Point26_6{}, r)
	g := &glyph{at: box.Min, advance: advance, mask: image.NewAlpha(image.Rectangle{Max: box.Size()})}
	// The face draws the next letter over this one.
	for y := range box.Dy() {
		for x := range box.Dx() {
			g.mask.Set(x, y, mask.At(from.X+x, from.Y+y))
		}
	}
	t.known[key] = g
	return g, nil
}

// width is that of a text in pixels.
func (t *typeface) width(text string, size int) (int, error) {
	var w fixed.Int26_6
	for _, r := range text {
		g, err := t.glyph(r, size)
		if err != nil {
			return 0, err
		}
		w += g.advance
	}
	return w.Ceil(), nil
}

// measured is a word, or another part of a text that no line ends in, with its width.
type measured struct {
	text  string
	width int
}

// measure cuts parts that are wider than a line.
func (t *typeface) measure(parts []string, size, line int) ([]measured, error) {
	var out []measured
	for _, part := range parts {
		w, err := t.width(part, size)
		if err != nil {
			return nil, err
		}
		for w > line {
			n := 0
			for i := range part {
				head, err := t.width(part[:i], size)
				if err != nil {
					return nil, err
				}
				if head > line {
					break
				}
				n = i
			}
			if n == 0 {
				break
			}
			out = append(out, measured{part[:n], line})
			part = part[n:]
			if w, err = t.width(part, size); err != nil {
				return nil, err
			}
		}
		out = append(out, measured{part, w})
	}
	return out, nil
}

// fill fills lines with parts, each as full as it gets.
func fill(parts []measured, gap, line int, between string) []string {
	var lines []string
	var now []string
	used := 0
	for _, p := range parts {
		if len(now) > 0 && used+gap+p.width > line {
			lines = append(lines, strings.Join(now, between))
			now, used = nil, 0
		}
		if len(now) > 0 {
			used += gap
		}
		now = append(now, p.text)
		used += p.width
	}
	return append(lines, strings.Join(now, between))
}

// set sets parts in as few lines as it takes, all of about the same width. It is false where these are more
// than most, or a part had to be cut.
func (t *typeface) set(parts []string, between string, size, line, most int) ([]string, bool, error) {
	all, err := t.measure(parts, size, line)
	if err != nil {
		return nil, false, err
	}
	gap, err := t.width(between, size)
	if err != nil {
		return nil, false, err
	}
	least := 0
	for _, p := range all {
		least = max(least, p.width)
	}
	best := fill(all, gap, line, between)
	for least < line {
		middle := (least + line) / 2
		if lines := fill(all, gap, middle, between); len(lines) > len(best) {
			least = middle + 1
		} else {
			best, line = lines, middle
		}
	}
	return best, len(best) <= most && len(all) == len(parts), nil
}
