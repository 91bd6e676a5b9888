package finding

import "strings"

// Nearest gives the known word closest to the one written, "" where none is near
// enough to be what was meant: more than a third of its letters would have to change.
func Nearest(written string, known []string) string {
	best, least := "", len(written)/3+1
	for _, k := range known {
		if d := distance(strings.ToLower(written), k, least); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters to add, take away, change or swap with their
// neighbour (optimal string alignment), and gives up at limit.
func distance(a, b string, limit int) int {
	if diff := len(a) - len(b); diff >= limit || -diff >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
