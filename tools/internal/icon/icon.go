// Package icon draws the site's mark as a picture of pixels, for home screens, which take no
// other.
//
// It takes the drawing that pages show, an SVG of rectangles and paths, and gives a PNG. What
// it can't draw is an error that says so: the mark has one source.
package icon

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"strconv"
	"strings"

	"golang.org/x/image/vector"
)

// Options say how a mark is placed.
type Options struct {
	// Pixels is the length of a side.
	Pixels int
	// Part is how much of the side the mark takes, 1 for all of it.
	Part float64
	// Behind is the color behind the mark, nil for none.
	Behind color.Color
}

// PNG draws an SVG.
func PNG(svg []byte, o Options) ([]byte, error) {
	mark, err := read(svg)
	if err != nil {
		return nil, err
	}
	img := image.NewNRGBA(image.Rect(0, 0, o.Pixels, o.Pixels))
	if o.Behind != nil {
		draw.Draw(img, img.Bounds(), image.NewUniform(o.Behind), image.Point{}, draw.Src)
	}
	side := float64(o.Pixels) * o.Part
	scale := side / max(mark.width, mark.height)
	pen := pen{
		scale: scale,
		dx:    (float64(o.Pixels)-mark.width*scale)/2 - mark.left*scale,
		dy:    (float64(o.Pixels)-mark.height*scale)/2 - mark.top*scale,
	}
	for _, s := range mark.shapes {
		pen.r = vector.NewRasterizer(o.Pixels, o.Pixels)
		if err := s.draw(&pen); err != nil {
			return nil, err
		}
		pen.r.Draw(img, img.Bounds(), image.NewUniform(s.fill), image.Point{})
	}
	var b bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img)
	return b.Bytes(), err
}

// mark is a drawing as read.
type mark struct {
	left, top, width, height float64
	shapes                   []shape
}

// shape is a closed figure in one color.
type shape struct {
	fill color.NRGBA
	draw func(*pen) error
}

func read(svg []byte) (mark, error) {
	var m mark
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return m, fmt.Errorf("the mark is no SVG: %w", err)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if err := m.add(element); err != nil {
			return m, fmt.Errorf("the mark, line %d: <%s>: %w", line(svg, d.InputOffset()), element.Name.Local, err)
		}
	}
	if len(m.shapes) == 0 || m.width <= 0 || m.height <= 0 {
		return m, errors.New("the mark shows nothing; it needs a viewBox and shapes")
	}
	return m, nil
}

func line(content []byte, offset int64) int {
	return 1 + bytes.Count(content[:offset], []byte("\n"))
}

func (m *mark) add(element xml.StartElement) error {
	attributes := map[string]string{}
	for _, a := range element.Attr {
		attributes[a.Name.Local] = a.Value
	}
	number := func(name string) (n float64) {
		n, _ = strconv.ParseFloat(attributes[name], 64)
		return n
	}
	var s shape
	switch element.Name.Local {
	case "svg":
		box := numbers(attributes["viewBox"])
		if len(box) != 4 {
			return errors.New("it needs a viewBox of four numbers")
		}
		m.left, m.top, m.width, m.height = box[0], box[1], box[2], box[3]
		return nil
	case "title", "desc":
		return nil
	case "rect":
		x, y, w, h, r := number("x"), number("y"), number("width"), number("height"), number("rx")
		s.draw = func(p *pen) error { p.rectangle(x, y, w, h, r); return nil }
	case "path":
		s.draw = func(p *pen) error { return p.path(attributes["d"]) }
	default:
		return errors.New("this can't be drawn; use rectangles (rect) and paths (path)")
	}
	for name := range attributes {
		if !known[name] {
			return fmt.Errorf("its %s can't be drawn; use shapes that are filled", name)
		}
	}
	var err error
	s.fill, err = Color(attributes["fill"])
	m.shapes = append(m.shapes, s)
	return err
}

// known are the attributes of a shape that are drawn, or change nothing that is seen.
var known = map[string]bool{"x": true, "y": true, "width": true, "height": true, "rx": true, "d": true, "fill": true, "class": true, "id": true}

// Color reads a color as CSS writes it with three or six digits; "" is black, as in SVG.
func Color(s string) (color.NRGBA, error) {
	digits := strings.TrimPrefix(s, "#")
	if s == "" {
		digits = "000"
	}
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return color.NRGBA{}, fmt.Errorf("%q is no color; write it like #0f5f5c", s)
	}
	return color.NRGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, nil
}
