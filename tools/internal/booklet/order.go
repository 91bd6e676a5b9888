package booklet

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// What stands at the end of a PDF: where its table begins, and the parts of the table, each with the number of its
// first object, how many there are, and a line of 20 bytes for each.
var (
	tableAt = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	partOf  = regexp.MustCompile(`^(\d+) (\d+)\s*?\n`)
)

var errTable = errors.New("the table at the end of the PDF can't be read")

// inOrder writes the objects of a PDF by number, so that the same objects give the same bytes: pdfcpu writes
// them as they come out of a map.
func inOrder(pdf []byte) ([]byte, error) {
	start, lines, err := table(pdf)
	if err != nil {
		return nil, err
	}
	var sorted []int
	for _, l := range lines {
		sorted = append(sorted, l.at)
	}
	slices.Sort(sorted)
	if len(sorted) == 0 || sorted[len(sorted)-1] >= start {
		return nil, errTable
	}
	sorted = append(sorted, start)
	var out bytes.Buffer
	out.Write(pdf[:sorted[0]])
	end := bytes.Clone(pdf[start:])
	// The lines of the table are by number.
	for _, l := range lines {
		copy(end[l.line-start:], fmt.Sprintf("%010d", out.Len()))
		i, _ := slices.BinarySearch(sorted, l.at)
		out.Write(pdf[l.at:sorted[i+1]])
	}
	if out.Len() != start {
		return nil, errTable
	}
	out.Write(end)
	return out.Bytes(), nil
}

// object is where an object begins, and where the line of the table does that says so.
type object struct{ at, line int }

// table reads where the table begins, and its lines of objects in use.
func table(pdf []byte) (int, []object, error) {
	m := tableAt.FindSubmatch(pdf)
	if m == nil {
		return 0, nil, errTable
	}
	start, err := strconv.Atoi(string(m[1]))
	const word, size = "xref\n", 20
	if err != nil || start+len(word) >= len(pdf) || string(pdf[start:start+len(word)]) != word {
		return 0, nil, errTable
	}
	var out []object
	at := start + len(word)
	for {
		part := partOf.FindSubmatch(pdf[at:])
		if part == nil {
			return start, out, nil
		}
		at += len(part[0])
		count, err := strconv.Atoi(string(part[2]))
		if err != nil || count > (len(pdf)-at)/size {
			return 0, nil, errTable
		}
		for range count {
			line := pdf[at : at+size]
			offset, err := strconv.Atoi(string(line[:10]))
			if err != nil {
				return 0, nil, errTable
			}
			if line[17] == 'n' {
				out = append(out, object{offset, at})
			}
			at += size
		}
	}
}
