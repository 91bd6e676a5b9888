package markdown

import (
	"fmt"
	"strings"
)

// Overload says what a text has too much of, and where.
type Overload struct {
	// What is a phrase: "more than 2000 lines".
	What string
	// At is where the first piece too many begins, in bytes.
	At int
}

// What a text may hold at most. The longest page has a tenth of it. Beyond, a parser of
// Markdown needs seconds and gigabytes for what fits into a small file: it looks for the
// end of each mark that opens something, and fills the rows of a table up.
const (
	mostLines   = 2000
	mostMarks   = 3000
	mostNested  = 12
	mostColumns = 40
	mostIndent  = 100
)

// overload tells what a text has too much of.
func overload(source string) *Overload {
	marks, lines, start := 0, 0, 0
	for start < len(source) {
		line := source[start:]
		if end := strings.IndexByte(line, '\n'); end >= 0 {
			line = line[:end+1]
		}
		lines++
		columns := 0
		for i := range len(line) {
			switch line[i] {
			case '|':
				columns++
				marks++
			case '[', ']', '<', '>', '*', '_', '`', '~', '{', '}', '&', '\\', '!':
				marks++
			}
			if marks > mostMarks {
				return &Overload{fmt.Sprintf("more than %d marks of Markdown", mostMarks), start + i}
			}
		}
		switch {
		case lines > mostLines:
			return &Overload{fmt.Sprintf("more than %d lines", mostLines), start}
		case columns > mostColumns:
			return &Overload{fmt.Sprintf("a line with more than %d columns", mostColumns), start}
		case tooDeep(line):
			return &Overload{fmt.Sprintf("a line more than %d lists and quotes deep", mostNested), start}
		}
		start += len(line)
	}
	return nil
}

// tooDeep tells that a line begins with more marks of lists and quotes, or deeper, than anybody reads.
func tooDeep(line string) bool {
	nested := 0
	for i := range len(line) {
		switch c := line[i]; {
		case c == ' ', c == '\t', '0' <= c && c <= '9':
		case c == '>', strings.IndexByte("-+*.)", c) >= 0 && i+1 < len(line) && strings.IndexByte(" \t\n", line[i+1]) >= 0:
			nested++
		default:
			return nested > mostNested || i > mostIndent
		}
	}
	return nested > mostNested
}
