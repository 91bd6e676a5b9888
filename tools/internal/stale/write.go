package stale

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// Format is a way to write a [List].
type Format string

const (
	Text Format = "text"
	JSON Format = "json"
	CSV  Format = "csv"
)

// Key is a key of a row in JSON and a column in CSV. None is ever left out of a row.
type Key struct {
	Name, About string

	cell func(Row) string
}

// Keys are all of them, in the order written.
var Keys = []Key{
	{"kind", "fix, symptom, platform, routine or page", func(r Row) string { return r.Kind }},
	{"id", "the entry's id; of a page its path in content/", func(r Row) string { return r.ID }},
	{"file", "its file, from the site's root", func(r Row) string { return r.File }},
	{"line", "the line of its sources key", func(r Row) string { return strconv.Itoa(r.Line) }},
	{"title", "what its page is called", func(r Row) string { return r.Title }},
	{"rung", "what a fix touches, or the worst of a symptom's fixes; empty for other kinds", func(r Row) string { return r.Rung }},
	{"evidence", "unconfirmed, reported or confirmed, as its page says", func(r Row) string { return string(r.Evidence) }},
	{"checked", "the latest day on which a source was read; empty where none was", func(r Row) string { return r.Checked }},
	{"days", "days since then; null, or an empty cell, where none was", func(r Row) string {
		if r.Days == nil {
			return ""
		}
		return strconv.Itoa(*r.Days)
	}},
	{"unread", "how many sources were never read", func(r Row) string { return strconv.Itoa(r.Unread) }},
	{"sources", "how many sources there are", func(r Row) string { return strconv.Itoa(r.Sources) }},
	{"address", "the source to read first", func(r Row) string { return r.Address }},
	{"reasons", "why it is listed: unconfirmed, reported, old; in a cell with spaces between", func(r Row) string {
		var words []string
		for _, reason := range r.Reasons {
			words = append(words, string(reason))
		}
		return strings.Join(words, " ")
	}},
}

// Write writes the list.
func (l List) Write(w io.Writer, format Format) error {
	switch format {
	case JSON:
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(l)
	case CSV:
		return l.writeCSV(w)
	default:
		return l.writeText(w)
	}
}

func (l List) writeCSV(w io.Writer) error {
	c := csv.NewWriter(w)
	cells := make([]string, len(Keys))
	for i, k := range Keys {
		cells[i] = k.Name
	}
	// The writer keeps its first error for the end.
	_ = c.Write(cells)
	for _, r := range l.Rows {
		for i, k := range Keys {
			cells[i] = inert(k.cell(r))
		}
		_ = c.Write(cells)
	}
	c.Flush()
	return c.Error()
}

// inert keeps a spreadsheet from taking a text for a formula and running it.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", []rune(cell)[0]) {
		return "'" + cell
	}
	return cell
}

// writeText writes three lines for each row: the facts in columns and the place, the title, the address.
func (l List) writeText(w io.Writer) error {
	table := [][5]string{{"rung", "evidence", "checked", "unread", "where"}}
	for _, r := range l.Rows {
		rung := r.Rung
		if rung == "" {
			rung = "-"
		}
		table = append(table, [5]string{
			rung, string(r.Evidence), ago(r.Days), fmt.Sprintf("%d of %d", r.Unread, r.Sources), fmt.Sprintf("%s:%d", visible(r.File), r.Line),
		})
	}
	var width [5]int
	for _, cells := range table {
		for i, c := range cells {
			width[i] = max(width[i], len(c))
		}
	}
	var b strings.Builder
	for n, cells := range table {
		if len(l.Rows) == 0 {
			break
		}
		fmt.Fprintf(&b, "%-*s  %-*s  %-*s  %-*s  %s\n", width[0], cells[0], width[1], cells[1], width[2], cells[2], width[3], cells[3], cells[4])
		if n == 0 {
			continue
		}
		r := l.Rows[n-1]
		for _, line := range []string{r.Title, r.Address} {
			if line != "" {
				b.WriteString("    " + visible(line) + "\n")
			}
		}
	}
	if len(l.Rows) > 0 {
		b.WriteByte('\n')
	}
	b.WriteString(l.Summary() + "\n")
	if len(l.Rows) > 0 {
		fmt.Fprintf(&b, "Open the address, hold the text against it, and write \"checked: %s\" under that source.\n", l.Day)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Summary says how many entries are listed and what they lack, in one line or two.
func (l List) Summary() string {
	if l.Listed == 0 {
		return fmt.Sprintf("None of %s needs anybody: each was confirmed, and read within %s.", plural(l.Entries, "entry", "entries"), plural(l.OlderThan, "day", "days")) + l.spare()
	}
	needs := "need"
	if l.Listed == 1 {
		needs = "needs"
	}
	var lacks []string
	for _, reason := range reasons {
		if n := l.Counts[reason]; n > 0 {
			lacks = append(lacks, fmt.Sprintf("%d %s", n, l.about(reason)))
		}
	}
	s := fmt.Sprintf("%d of %s %s somebody: %s.", l.Listed, plural(l.Entries, "entry", "entries"), needs, strings.Join(lacks, ", "))
	if len(l.Rows) < l.Listed {
		s += fmt.Sprintf(" Shown: the worst %d.", len(l.Rows))
	}
	return s + l.spare()
}

// spare tells of what is not listed, in a line of its own.
func (l List) spare() string {
	switch l.Spare {
	case 0:
		return ""
	case 1:
		return "\nNot listed: 1 that is confirmed and has another source that nobody has read."
	default:
		return fmt.Sprintf("\nNot listed: %d that are confirmed and have another source that nobody has read.", l.Spare)
	}
}

func (l List) about(r Reason) string {
	switch r {
	case Reported:
		return "only reported"
	case Old:
		return "not read for more than " + plural(l.OlderThan, "day", "days")
	default:
		return string(r)
	}
}

func ago(days *int) string {
	switch {
	case days == nil:
		return "never"
	case *days == 0:
		return "today"
	default:
		return plural(*days, "day", "days") + " ago"
	}
}

func plural(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// visible keeps what a file says from steering a terminal.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
