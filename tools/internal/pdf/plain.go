package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
)

// plain takes out of a PDF what differs from one run to the next: when it was made, and the
// numbers that the browser gave to parts of tables, which go on from one page to the next.
// Nothing moves, so that the table of contents at the file's end, which counts bytes, stays true.
func plain(pdf []byte) []byte {
	out := bytes.Clone(pdf)
	for _, m := range dates.FindAllIndex(out, -1) {
		// Both dates may be missing. The page says from when it is.
		copy(out[m[0]:m[1]], bytes.Repeat([]byte(" "), m[1]-m[0]))
	}
	var known [][]byte
	all := nodes.FindAllSubmatchIndex(out, -1)
	for _, m := range all {
		known = append(known, bytes.Clone(out[m[2]:m[3]]))
	}
	// In the same order as before: the names stand sorted in the file.
	slices.SortFunc(known, bytes.Compare)
	known = slices.CompactFunc(known, bytes.Equal)
	for _, m := range all {
		i, _ := slices.BinarySearchFunc(known, out[m[2]:m[3]], bytes.Compare)
		copy(out[m[2]:m[3]], fmt.Sprintf("%0*d", m[3]-m[2], i+1))
	}
	return out
}

var (
	// As the browser writes them into the file's description: /CreationDate (D:20261127135056+00'00')
	dates = regexp.MustCompile(`/(?:CreationDate|ModDate) \(D:[0-9+\-'Z]+\)`)
	nodes = regexp.MustCompile(`\(node([0-9]{8,})\)`)
)
