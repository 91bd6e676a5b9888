package ledger

import (
	"bytes"
	"fmt"
	"math"
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
	// Names are the titles that fixes had, in the order written.
	Names []NameLine
	// Addresses are those that stand on paper besides the ones of the sheets.
	Addresses []AddressLine
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
	// Release counts from 1.
	Release int
	// Number counts from 1.
	Number int
}

// NameLine is a line that stands for the title of a fix.
type NameLine struct {
	Name
	Release int
	Number  int
}

// AddressLine is a line that stands for an address.
type AddressLine struct {
	Address string
	Number  int
}

// Problem is something wrong with a line. Whatever it is, the way out is to take the file as it was last released.
type Problem struct {
	Number  int
	Message string
}

// head explains the file to whoever opens it. Lines that begin with # are left out when it is read.
const head = `# What was printed: each revision of each sheet that was ever published, so that a copy on paper can be told
# what became of its steps since, and every other address that stands on paper, so that each still leads on.
# ` + "`" + Command + "`" + ` adds to the end when the site is released.
# No line is ever changed or taken out. Where two branches have both added lines, keep those of main and run the
# command again.
#
# The line of a sheet is the address of its page, the code on it, the code of what is said before anything is
# done, and the fixes in their order, each with its rung, the code of its steps and the code of its warning.
# A line with "fix" is an id and what the fix is called on paper. A line with an address alone is one that is
# printed elsewhere than on the sheets of its page. A release ends with its day and a seal over all lines above it.
`

const dateForm = "2006-01-02"

// nothing stands where a part says nothing.
const nothing = "-"

var (
	codeForm = `[` + letters + `]`
	lineForm = regexp.MustCompile(`^((?:symptoms|routines)/[a-z0-9-]+/) (` + codeForm + `+) (-|` + codeForm + `+)((?: [a-z0-9-]+:[0-6]:` + codeForm + `+(?::` + codeForm + `+)?)+)$`)
	nameForm = regexp.MustCompile(`^fix ([a-z0-9-]+) (\S(?:.*\S)?)$`)
	// What no build can make is no address.
	addressForm = regexp.MustCompile(`^[a-z0-9-]+(?:/[a-z0-9-]+)*(?:/|\.html)$`)
	sealForm    = regexp.MustCompile(`^sealed (\d{4}-\d{2}-\d{2}) (` + codeForm + `+)$`)
)

// Parse reads a ledger. It never fails: what is wrong is in its problems.
func Parse(source []byte) Ledger {
	l := Ledger{Source: bytes.ReplaceAll(source, []byte("\r\n"), []byte("\n"))}
	say := func(number int, format string, args ...any) {
		l.Problems = append(l.Problems, Problem{number, fmt.Sprintf(format, args...)})
	}
	seen := map[string]int{}
	// One line that was touched breaks every seal below it; the first says where to look.
	sealed, open, last, broken, release := []string(nil), 0, "", false, 1
	called := map[string]string{}
	// unsealed is the number of the first line that stands below the last seal.
	unsealed := 0
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
			sealed, last, unsealed = append(sealed, text), m[1], 0
			release++
			continue
		}
		key := text
		sheet, isSheet := parseLine(text)
		name := nameForm.FindStringSubmatch(text)
		switch {
		case isSheet:
			key = sheet.Address + " " + sheet.Revision
		case name == nil && !addressForm.MatchString(text):
			say(number, "this is no line of the ledger")
			continue
		}
		// A fix can be called again what it was called before the last time.
		if first := seen[key]; first > 0 && (name == nil || called[name[1]] == name[2]) {
			say(number, "the same stands in line %d", first)
			continue
		}
		seen[key] = number
		sealed = append(sealed, text)
		if unsealed == 0 {
			unsealed = number
		}
		switch {
		case isSheet:
			l.Lines = append(l.Lines, Line{Sheet: sheet, Release: release, Number: number})
		case name != nil:
			called[name[1]] = name[2]
			l.Names = append(l.Names, NameLine{Name{name[1], name[2]}, release, number})
		default:
			l.Addresses = append(l.Addresses, AddressLine{text, number})
		}
	}
	if unsealed > 0 {
		say(unsealed, "no seal stands below this line: the end of the file is missing, or was written by hand")
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

// Called is what a fix was called on the sheets of a release; "" where the ledger does not say.
func (l Ledger) Called(id string, release int) string {
	for _, n := range slices.Backward(l.Names) {
		if n.ID == id && n.Release <= release {
			return n.Title
		}
	}
	return ""
}

// Lacks is what of a release is not in the ledger, sorted.
func (l Ledger) Lacks(today Release) Release {
	known := map[string]bool{}
	for _, line := range l.Lines {
		known[line.Address+line.Revision] = true
	}
	for _, line := range l.Addresses {
		known[line.Address] = true
	}
	var out Release
	for _, s := range today.Sheets {
		if !known[s.Address+s.Revision] {
			out.Sheets = append(out.Sheets, s)
		}
	}
	for _, n := range today.Names {
		// A title that comes back is new: what counts is the last one.
		if l.Called(n.ID, math.MaxInt) != n.Title {
			out.Names = append(out.Names, n)
		}
	}
	for _, address := range today.Addresses {
		if !known[address] {
			out.Addresses = append(out.Addresses, address)
		}
	}
	slices.SortFunc(out.Sheets, func(a, b Sheet) int { return strings.Compare(a.Address, b.Address) })
	slices.SortFunc(out.Names, func(a, b Name) int { return strings.Compare(a.ID, b.ID) })
	slices.Sort(out.Addresses)
	return out
}

// Empty tells that there is nothing in it.
func (r Release) Empty() bool { return len(r.Sheets)+len(r.Names)+len(r.Addresses) == 0 }

// Add gives the text of the ledger with what it lacks of a release, and with nothing lacking
// the text as it was. The ledger has no problems.
func (l Ledger) Add(release Release, day time.Time) []byte {
	lacks := l.Lacks(release)
	if lacks.Empty() {
		return l.Source
	}
	var lines []string
	for _, s := range lacks.Sheets {
		lines = append(lines, s.line())
	}
	for _, n := range lacks.Names {
		lines = append(lines, "fix "+n.ID+" "+n.Title)
	}
	lines = append(lines, lacks.Addresses...)
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
