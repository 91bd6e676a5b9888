package icon

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/image/vector"
)

// pen draws in the units of the mark.
type pen struct {
	r             *vector.Rasterizer
	scale, dx, dy float64
	// x, y is where it is, startX, startY where the present figure began.
	x, y, startX, startY float64
}

func (p *pen) at(x, y float64) (float32, float32) {
	return float32(x*p.scale + p.dx), float32(y*p.scale + p.dy)
}

func (p *pen) move(x, y float64) {
	// What is filled is closed, whether the path says so or not.
	p.r.ClosePath()
	p.x, p.y, p.startX, p.startY = x, y, x, y
	p.r.MoveTo(p.at(x, y))
}

func (p *pen) line(x, y float64) {
	p.x, p.y = x, y
	p.r.LineTo(p.at(x, y))
}

func (p *pen) curve(x1, y1, x2, y2, x, y float64) {
	ax, ay := p.at(x1, y1)
	bx, by := p.at(x2, y2)
	cx, cy := p.at(x, y)
	p.x, p.y = x, y
	p.r.CubeTo(ax, ay, bx, by, cx, cy)
}

func (p *pen) close() {
	p.x, p.y = p.startX, p.startY
	p.r.ClosePath()
}

// round is how far the handles of a curve are from its ends to make a quarter of a circle of radius 1.
const round = 0.5522847498

func (p *pen) rectangle(x, y, w, h, r float64) {
	r = min(r, w/2, h/2)
	k := r * (1 - round)
	p.move(x+r, y)
	p.line(x+w-r, y)
	p.curve(x+w-k, y, x+w, y+k, x+w, y+r)
	p.line(x+w, y+h-r)
	p.curve(x+w, y+h-k, x+w-k, y+h, x+w-r, y+h)
	p.line(x+r, y+h)
	p.curve(x+k, y+h, x, y+h-k, x, y+h-r)
	p.line(x, y+r)
	p.curve(x, y+k, x+k, y, x+r, y)
	p.close()
}

var (
	oneNumber = regexp.MustCompile(`[-+]?(?:\d+\.?\d*|\.\d+)`)
	command   = regexp.MustCompile(`([A-Za-z])([^A-Za-z]*)`)
)

func numbers(s string) []float64 {
	var out []float64
	for _, n := range oneNumber.FindAllString(s, -1) {
		f, _ := strconv.ParseFloat(n, 64)
		out = append(out, f)
	}
	return out
}

// taken is how many numbers a command of a path takes at a time
// (https://www.w3.org/TR/SVG2/paths.html). Arcs are not among them: a curve does as well.
var taken = map[string]int{"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}

// path draws what the attribute d of a path says.
func (p *pen) path(d string) error {
	for _, c := range command.FindAllStringSubmatch(d, -1) {
		letter := c[1]
		name, n := strings.ToUpper(letter), numbers(c[2])
		count, ok := taken[name]
		if !ok {
			return fmt.Errorf("the mark: in the path %q the command %s can't be drawn; use M, L, H, V, C, Q and Z", d, letter)
		}
		if count == 0 && len(n) > 0 || count > 0 && (len(n) == 0 || len(n)%count != 0) {
			return fmt.Errorf("the mark: in the path %q the command %s takes %d numbers at a time, and has %d", d, letter, count, len(n))
		}
		if count == 0 {
			p.close()
		}
		for ; len(n) > 0; n = n[count:] {
			p.step(name, letter != name, n[:count])
			if name == "M" {
				// Further pairs are lines (SVG 2, 9.3.3).
				name = "L"
			}
		}
	}
	p.r.ClosePath()
	return nil
}

// step does one command, whose numbers may count from where the pen is.
func (p *pen) step(name string, relative bool, n []float64) {
	x, y := 0.0, 0.0
	if relative {
		x, y = p.x, p.y
	}
	switch name {
	case "M":
		p.move(x+n[0], y+n[1])
	case "L":
		p.line(x+n[0], y+n[1])
	case "H":
		p.line(x+n[0], p.y)
	case "V":
		p.line(p.x, y+n[0])
	case "C":
		p.curve(x+n[0], y+n[1], x+n[2], y+n[3], x+n[4], y+n[5])
	case "Q":
		// A quadratic curve is a cubic one with its handles two thirds of the way.
		qx, qy, ex, ey := x+n[0], y+n[1], x+n[2], y+n[3]
		p.curve(p.x+(qx-p.x)*2/3, p.y+(qy-p.y)*2/3, ex+(qx-ex)*2/3, ey+(qy-ey)*2/3, ex, ey)
	}
}
