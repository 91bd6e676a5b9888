// Package qrcode draws an address as a QR code, for paper.
//
// It takes a text and gives one path of SVG, to be filled: a fill is printed where a
// browser leaves out backgrounds, stays sharp at any size, and needs no file beside the page.
package qrcode

import (
	"fmt"
	"strconv"
	"strings"

	"rsc.io/qr/coding"
)

// quiet is the white margin that a code needs on each side, in modules (ISO/IEC 18004).
const quiet = 4

// Drawing is a QR code as a drawing.
type Drawing struct {
	// Size is the width and the height with the white margin, in modules: the drawing's viewBox is "0 0 Size Size".
	Size int `json:"size"`
	// Path is the data of the one path that holds all black modules.
	Path string `json:"path"`
}

// Draw makes the code of a text such that it is still read where 15 of 100 of it are
// smudged or torn off (level M). An error means that the text is too long for any code.
func Draw(text string) (Drawing, error) {
	code, err := encode(text)
	if err != nil {
		return Drawing{}, fmt.Errorf("making a QR code of %q: %w", text, err)
	}
	return Drawing{code.Size + 2*quiet, path(code)}, nil
}

// path draws each run of black modules of a row as a rectangle. In one path, rectangles
// that touch leave no light seam between them on a screen or a printer.
func path(code *coding.Code) string {
	var b strings.Builder
	// Where the pen is: closing a rectangle brings it back to its corner.
	penX, penY := 0, 0
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			run := 1
			for code.Black(x+run, y) {
				run++
			}
			n := strconv.Itoa(run)
			b.WriteString("m" + strconv.Itoa(x+quiet-penX) + " " + strconv.Itoa(y+quiet-penY) + "h" + n + "v1h-" + n + "z")
			penX, penY = x+quiet, y+quiet
			x += run
		}
	}
	return b.String()
}
