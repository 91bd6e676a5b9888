package qrcode

import (
	"errors"

	"rsc.io/qr/coding"
)

// spare is how many sizes above the smallest are tried for a code that readers don't mistake.
const spare = 4

// encode makes the code of a text at level M such that readers find its corners. The package
// qr, which chooses for itself, takes the smallest size and the first mask always: now and
// then its code looks like a corner in the middle too, and readers that work like ZXing,
// as many on phones do, then miss the real ones.
func encode(text string) (*coding.Code, error) {
	smallest := coding.Version(coding.MinVersion)
	for ; coding.String(text).Bits(smallest) > smallest.DataBytes(coding.M)*8; smallest++ {
		if smallest == coding.MaxVersion {
			return nil, errors.New("the text is too long")
		}
	}
	var best *coding.Code
	least := 0
	for version := smallest; version <= min(smallest+spare, coding.MaxVersion); version++ {
		for mask := range coding.Mask(8) {
			plan, err := coding.NewPlan(version, coding.M, mask)
			if err != nil {
				return nil, err
			}
			code, err := plan.Encode(coding.String(text))
			if err != nil {
				return nil, err
			}
			n := lookalikes(code)
			if n == 0 {
				return code, nil
			}
			if best == nil || n < least {
				best, least = code, n
			}
		}
	}
	return best, nil
}

// lookalikes counts the modules that a reader may take for the middle of a corner and that are none.
func lookalikes(code *coding.Code) int {
	n := 0
	const corner = 8
	for y := range code.Size {
		for x := range code.Size {
			left, top := x < corner, y < corner
			right, bottom := x >= code.Size-corner, y >= code.Size-corner
			if top && (left || right) || bottom && left {
				continue
			}
			if cornerlike(code, x, y) {
				n++
			}
		}
	}
	return n
}

// cornerlike tells that a module looks like the middle of a corner to readers that work like
// ZXing (FinderPatternFinder): across and down there are one module black, one white, three
// black, one white and one black, each less than half of itself off; and it is as wide as it
// is high, within two fifths. They look aslant too, which depends on dots and not on modules.
func cornerlike(code *coding.Code, x, y int) bool {
	across, ok := runs(code, x, y, 1, 0)
	if !ok || !alike(across) {
		return false
	}
	down, ok := runs(code, x, y, 0, 1)
	if !ok || !alike(down) {
		return false
	}
	off := sum(across) - sum(down)
	return 5*max(off, -off) < 2*sum(across)
}

// runs are the lengths of what is black, white, black, white and black on a line through a
// module; false where it is not about in the middle.
func runs(code *coding.Code, x, y, dx, dy int) (n [5]int, ok bool) {
	if !code.Black(x, y) {
		return n, false
	}
	n[2] = 1
	var middle [2]int
	for side, step := range []int{-1, 1} {
		i := step
		for part := range 3 {
			begin := i
			for inside(code, x+i*dx, y+i*dy) && code.Black(x+i*dx, y+i*dy) == (part != 1) {
				i += step
			}
			length := (i - begin) * step
			n[2+part*step] += length
			if part == 0 {
				middle[side] = length
			}
		}
	}
	off := middle[0] - middle[1]
	return n, max(off, -off) <= 2
}

func inside(code *coding.Code, x, y int) bool {
	return 0 <= x && x < code.Size && 0 <= y && y < code.Size
}

func alike(runs [5]int) bool {
	total := sum(runs)
	for i, run := range runs {
		want := 1
		if i == 2 {
			want = 3
		}
		// A module is a seventh of the whole.
		if off := 7*run - want*total; 2*max(off, -off) >= want*total {
			return false
		}
	}
	return true
}

func sum(n [5]int) int { return n[0] + n[1] + n[2] + n[3] + n[4] }
