package icon

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/testsite"
)

func drawn(t *testing.T, svg string, o Options) image.Image {
	t.Helper()
	b, err := PNG([]byte(svg), o)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != image.Rect(0, 0, o.Pixels, o.Pixels) {
		t.Errorf("it is %v", img.Bounds())
	}
	return img
}

func hex(c color.Color) color.NRGBA { return color.NRGBAModel.Convert(c).(color.NRGBA) }

var (
	none  = color.NRGBA{}
	red   = color.NRGBA{255, 0, 0, 255}
	white = color.NRGBA{255, 255, 255, 255}
)

func TestPNGDrawsShapes(t *testing.T) {
	box := func(inside string) string { return `<svg viewBox="0 0 10 10">` + inside + `</svg>` }
	tests := []struct {
		name, svg string
		x, y      int
		want      color.NRGBA
	}{
		{"inside a rectangle", box(`<rect x="2" y="2" width="4" height="4" fill="#f00"/>`), 30, 30, red},
		{"outside of it", box(`<rect x="2" y="2" width="4" height="4" fill="#f00"/>`), 70, 30, none},
		{"a round corner", box(`<rect width="10" height="10" rx="5" fill="#f00"/>`), 5, 5, none},
		{"beside a round corner", box(`<rect width="10" height="10" rx="5" fill="#f00"/>`), 50, 2, red},
		{"a later shape covers", box(`<rect width="10" height="10" fill="#00f"/><path d="M0 0h10v10H0z" fill="#ff0000"/>`), 50, 50, red},
		{"lines from where the pen is", box(`<path d="m1 1 8 0 0 8z" fill="#f00"/>`), 80, 40, red},
		{"closed without being told", box(`<path d="M1,1L9,1L9,9" fill="#f00"/>`), 80, 40, red},
		{"beyond the closing line", box(`<path d="M1,1L9,1L9,9" fill="#f00"/>`), 30, 70, none},
		{"numbers without spaces", box(`<path d="M5.5.5V9.5H.5V.5z" fill="#f00"/>`), 30, 50, red},
		{"a second figure begins anew", box(`<path d="M1 1h2v2H1zm5 5h2v2h-2z" fill="#f00"/>`), 70, 70, red},
		{"curves", box(`<path d="M0 5C0 0 10 0 10 5Q5 15 0 5" fill="#f00"/>`), 50, 80, red},
		{"a box that begins elsewhere", `<svg viewBox="-5 -5 10 10"><rect x="-5" y="-5" width="5" height="5" fill="#f00"/></svg>`, 20, 20, red},
		{"a high box is in the middle", `<svg viewBox="0 0 5 10"><rect width="5" height="10" fill="#f00"/></svg>`, 50, 50, red},
		{"and leaves its sides free", `<svg viewBox="0 0 5 10"><rect width="5" height="10" fill="#f00"/></svg>`, 10, 50, none},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := hex(drawn(t, tt.svg, Options{Pixels: 100, Part: 1}).At(tt.x, tt.y)); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestPNGLeavesRoomAround(t *testing.T) {
	img := drawn(t, `<svg viewBox="0 0 10 10"><rect width="10" height="10" fill="#f00"/></svg>`, Options{Pixels: 100, Part: .5, Behind: white})
	for at, want := range map[image.Point]color.NRGBA{{X: 10, Y: 10}: white, {X: 50, Y: 50}: red, {X: 80, Y: 50}: white} {
		if got := hex(img.At(at.X, at.Y)); got != want {
			t.Errorf("at %v: got %v, want %v", at, got, want)
		}
	}
}

func TestPNGSaysWhatItCannotDraw(t *testing.T) {
	for svg, want := range map[string]string{
		"<svg":                          "no SVG",
		"<svg/>":                        "<svg>: it needs a viewBox",
		`<svg viewBox="0 0 1 1"></svg>`: "the mark shows nothing",
		"<svg viewBox=\"0 0 1 1\">\n<circle/></svg>":         "line 2: <circle>: this can't be drawn",
		`<svg viewBox="0 0 1 1"><rect stroke="#fff"/></svg>`: "<rect>: its stroke can't be drawn",
		`<svg viewBox="0 0 1 1"><rect fill="teal"/></svg>`:   `"teal" is no color`,
		`<svg viewBox="0 0 1 1"><path d="M0 0A1 1"/></svg>`:  "the command A can't be drawn",
		`<svg viewBox="0 0 1 1"><path d="M0 0L1"/></svg>`:    "the command L takes 2 numbers at a time, and has 1",
	} {
		if _, err := PNG([]byte(svg), Options{Pixels: 10, Part: 1}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", svg, err, want)
		}
	}
}

func TestTheRealMarkCanBeDrawn(t *testing.T) {
	svg, err := os.ReadFile(filepath.Join(testsite.Repository(), "assets/icon.svg"))
	if err != nil {
		t.Fatal(err)
	}
	colors := map[color.NRGBA]int{}
	img := drawn(t, string(svg), Options{Pixels: 64, Part: 1})
	for y := range 64 {
		for x := range 64 {
			colors[hex(img.At(x, y))]++
		}
	}
	if len(colors) < 3 || colors[none] == 64*64 {
		t.Errorf("it has %d colors", len(colors))
	}
}
