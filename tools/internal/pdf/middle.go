package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
)

// mediaBox is the paper of a page as the browser writes it, in points: left, bottom, right, top (ISO 32000-1, 7.7.3.3).
var mediaBox = regexp.MustCompile(`/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]`)

// inTheMiddle puts each page of a PDF in the middle of paper that is so many inches wide and high. Only the edges of the
// paper move, so that all that is told by position, as links and tags are, stays true; and nothing moves in the file, so
// that the table at its end, which counts bytes, does too.
func inTheMiddle(pdf []byte, width, height float64) ([]byte, error) {
	var wrong error
	found := false
	out := mediaBox.ReplaceAllFunc(pdf, func(was []byte) []byte {
		found = true
		m := mediaBox.FindSubmatch(was)
		left, right, errX := edges(string(m[1]), width)
		bottom, top, errY := edges(string(m[2]), height)
		box := fmt.Appendf(nil, "/MediaBox [%d %d %d %d]", left, bottom, right, top)
		if len(box) > len(was) || errX != nil || errY != nil {
			wrong = fmt.Errorf("in the file there is no room for %s where %s is", box, was)
			return was
		}
		return append(box, bytes.Repeat([]byte(" "), len(was)-len(box))...)
	})
	if !found {
		wrong = errors.New("its pages have no size")
	}
	return out, wrong
}

// edges are those of so many inches of paper around a page of so many points, in whole points.
func edges(page string, inches float64) (from, to int, err error) {
	size, err := strconv.ParseFloat(page, 64)
	all := math.Round(inches * 72)
	from = -int(math.Round((all - size) / 2))
	return from, from + int(all), err
}
