package ledger

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// File is where the ledger lies, relative to the site's root.
const File = "printed.txt"

// Command adds to the ledger what it lacks.
const Command = "go run ./tools/data record"

// Ledger is what was printed.
type Ledger struct {
	// Lines are in the order written: by release, within one by address.
	Lines []Line
	// Problems are what is wrong with the file, by line.
	Problems []Problem
	// Source is the text as it was read.
	Source []byte
}

// Line is a line of the ledger that stands for a sheet.
type Line struct {
	Sheet
	// Day is that of the release.
	Day string
	// Number counts from 1.
	Number int
}

// Problem is something wrong with a line. Whatever it is, the way out is to take the file as it was last released.
type Problem struct {
	Number  int
	Message string
}

// head explains the file to whoever opens it. Lines that begin with # are left out when it is read.
const head = `# What was printed: each revision of each sheet that was ever published, so that a copy on paper can be told
# what became of its steps since. ` + "`" + Command + "`" + ` adds to the end when the site is released.
# No line is ever changed or taken out. Where two branches have both added lines, keep those of main and run the
# command again.
#
# A line is the address of the page, the code on the sheet, the code of what is said before anything is done, and
# the fixes in their order, each with its rung, the code of its steps and the code of its warning. A release ends
# with its day and a seal over all lines above it.
`

const dateForm = "2006-01-02"

// nothing stands where a part says nothing.
const nothing = "-"

var (
	codeForm = `[` + letters + `]`
	lineForm = regexp.MustCompile(`^((?:symptoms|routines)/[a-z0-9-]+/) (` + codeForm + `+) (-|` + codeForm + `+)((?: [a-z0-9-]+:[0-6]:` + codeForm + `+(?::` + codeForm + `+)?)+)$`)
	sealForm = regexp.MustCompile(`^sealed (\d{4}-\d{2}-\d{2}) (` + codeForm + `+)$`)
)

// Parse reads a ledger. It never fails: what is wrong is in its problems.
func Parse(source []byte) Ledger {
	l := Ledger{Source: bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))}
	say := func(number int, format string, args ...any) {
		l.Problems = append(l.Problems, Problem{number, fmt.Sprintf(format, args...)})
	}
	seen := map[string]int{}
	// One line that was touched breaks every seal below it; the first says where to look.
	sealed, open, last, broken := []string(nil), 0, "", false
	for i, text := range strings.Split(strings.TrimSuffix(string(l.Source), "\n"), "\n") {
		number := i + 1
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if m := sealForm.FindStringSubmatch(text); m != nil {
			switch {
			case !broken && seal(sealed, m[1]) != m[2]:
				broken = true
				say(number, "a line above this seal was changed, added or taken out")
			case m[1] < last:
				say(number, "this release is older than the one above it")
			}
			for ; open < len(l.Lines); open++ {
				l.Lines[open].Day = m[1]
			}
			sealed, last = append(sealed, text), m[1]
			continue
		}
		sheet, ok := parseLine(text)
		if !ok {
			say(number, "this is no line of the ledger")
			continue
		}
		key := sheet.Address + " " + sheet.Revision
		if first := seen[key]; first > 0 {
			say(number, "the same revision stands in line %d", first)
			continue
		}
		seen[key] = number
		sealed = append(sealed, text)
		l.Lines = append(l.Lines, Line{Sheet: sheet, Number: number})
	}
	if open < len(l.Lines) {
		say(l.Lines[open].Number, "no seal stands below this line: the end of the file is missing, or was written by hand")
	}
	return l
}

// seal is the code of all lines above it and of its day.
func seal(lines []string, day string) string {
	const sealLetters = 8
	return code(sealLetters, append(slices.Clone(lines), day))
}

func parseLine(text string) (Sheet, bool) {
	m := lineForm.FindStringSubmatch(text)
	if m == nil {
		return Sheet{}, false
	}
	s := Sheet{Address: m[1], Revision: m[2], First: said(m[3])}
	for _, f := range strings.Fields(m[4]) {
		parts := strings.Split(f, ":")
		rung, _ := strconv.Atoi(parts[1])
		fix := Fix{ID: parts[0], Rung: rung, Steps: parts[2]}
		if len(parts) > 3 {
			fix.Warning = parts[3]
		}
		s.Fixes = append(s.Fixes, fix)
	}
	return s, true
}

func said(code string) string {
	if code == nothing {
		return ""
	}
	return code
}

func (s Sheet) line() string {
	first := s.First
	if first == "" {
		first = nothing
	}
	parts := []string{s.Address, s.Revision, first}
	for _, f := range s.Fixes {
		part := fmt.Sprintf("%s:%d:%s", f.ID, f.Rung, f.Steps)
		if f.Warning != "" {
			part += ":" + f.Warning
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " ")
}

// Last is the line of the revision of a sheet that was recorded last; false where none was.
func (l Ledger) Last(address string) (Line, bool) {
	for _, line := range slices.Backward(l.Lines) {
		if line.Address == address {
			return line, true
		}
	}
	return Line{}, false
}

// Lacks are the sheets whose revision is not in the ledger, sorted by address.
func (l Ledger) Lacks(today []Sheet) []Sheet {
	known := map[string]bool{}
	for _, line := range l.Lines {
		known[line.Address+line.Revision] = true
	}
	var out []Sheet
	for _, s := range today {
		if !known[s.Address+s.Revision] {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b Sheet) int { return strings.Compare(a.Address, b.Address) })
	return out
}

// Add gives the text of the ledger with the revisions of a release that it lacks, and with none
// the text as it was. The ledger has no problems.
func (l Ledger) Add(release []Sheet, day time.Time) []byte {
	var lines []string
	for _, s := range l.Lacks(release) {
		lines = append(lines, s.line())
	}
	if len(lines) == 0 {
		return l.Source
	}
	text := string(l.Source)
	if text == "" {
		text = head
	} else if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	var above []string
	for _, line := range strings.Split(text, "\n") {
		if line != "" && !strings.HasPrefix(line, "#") {
			above = append(above, line)
		}
	}
	lines = append(lines, "sealed "+day.Format(dateForm)+" "+seal(append(above, lines...), day.Format(dateForm)))
	return []byte(text + strings.Join(lines, "\n") + "\n")
}

// Grown tells whether this ledger is another one with lines added to its end, and if not, the
// number of the first line that differs.
func (l Ledger) Grown(before Ledger) (number int, ok bool) {
	was, is := strings.SplitAfter(string(before.Source), "\n"), strings.SplitAfter(string(l.Source), "\n")
	for i, line := range was {
		if i >= len(is) || line != is[i] && strings.TrimSpace(line) != "" {
			return i + 1, false
		}
	}
	return 0, true
}
