package offline

import (
	"hash/fnv"
	"strings"
)

// opening are the elements before which a page is cut: others may have the same.
var opening = elements("meta link script title body nav header main footer section div h1 h2 h3 h4 p ul ol li dl dt dd table tr pre svg figure details summary span a label button form")

func elements(names string) map[string]bool {
	out := map[string]bool{}
	for _, name := range strings.Fields(names) {
		out[name] = true
	}
	return out
}

// cut gives a page as the shortest pieces.
func cut(page string) []string {
	var out []string
	from := 0
	for at := 0; ; at++ {
		next := strings.IndexByte(page[at:], '<')
		if next < 0 {
			return append(out, page[from:])
		}
		at += next
		name := page[at+1:]
		if end := strings.IndexAny(name[:min(len(name), longest)], " >/"); at > from && end > 0 && opening[name[:end]] {
			out = append(out, page[from:at])
			from = at
		}
	}
}

// longest is the length of the longest name of an opening element, and one more.
const longest = 8

// none stands for no piece, several for more than one.
const (
	none    = -1
	several = -2
)

// pack gives texts as pieces that each occur once in the list, and the numbers of those that
// make each text. Pieces that only ever follow each other are one.
func pack(texts [][]byte) (pieces []string, numbers [][]int) {
	var short []string
	known := map[string]int{}
	numbers = make([][]int, len(texts))
	for i, text := range texts {
		for _, piece := range cut(string(text)) {
			n, ok := known[piece]
			if !ok {
				n = len(short)
				known[piece], short = n, append(short, piece)
			}
			numbers[i] = append(numbers[i], n)
		}
	}
	before, after := neighbors(numbers, len(short))
	// A piece is joined to the one before it where each has only the other.
	joined := func(n int) bool { return before[n] >= 0 && after[before[n]] == n }
	renumbered := make([]int, len(short))
	for n := range short {
		if joined(n) {
			continue
		}
		var b strings.Builder
		b.WriteString(short[n])
		for next := after[n]; next >= 0 && joined(next); next = after[next] {
			b.WriteString(short[next])
		}
		renumbered[n], pieces = len(pieces), append(pieces, b.String())
	}
	for i, list := range numbers {
		kept := list[:0]
		for _, n := range list {
			if !joined(n) {
				kept = append(kept, renumbered[n])
			}
		}
		numbers[i] = kept
	}
	return pieces, numbers
}

// neighbors gives for each piece the only one that stands before it and after it.
func neighbors(texts [][]int, pieces int) (before, after []int) {
	const unknown = -3
	before, after = make([]int, pieces), make([]int, pieces)
	for n := range pieces {
		before[n], after[n] = unknown, unknown
	}
	see := func(only []int, n, neighbor int) {
		if only[n] == unknown {
			only[n] = neighbor
		} else if only[n] != neighbor {
			only[n] = several
		}
	}
	for _, list := range texts {
		last := none
		for _, n := range list {
			see(before, n, last)
			if last != none {
				see(after, last, n)
			}
			last = n
		}
		if last != none {
			see(after, last, none)
		}
	}
	return before, after
}

// partBytes is about how much a part holds: some 20 KB as a server sends it, so that what is
// lost when a connection breaks is soon had again.
const partBytes = 96 << 10

// parts cuts a list of pieces into parts of about a size in bytes, where the pieces themselves
// say: a change in one page changes the parts it is in, and the others are as they were and
// need not be fetched again.
func parts(pieces []string, about int) [][]string {
	var out [][]string
	from, size := 0, 0
	for i, piece := range pieces {
		size += len(piece)
		h := fnv.New32a()
		_, _ = h.Write([]byte(piece))
		if size >= about/2 && h.Sum32()%64 == 0 || size >= 2*about || i == len(pieces)-1 {
			out = append(out, pieces[from:i+1])
			from, size = i+1, 0
		}
	}
	return out
}
