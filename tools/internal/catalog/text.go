package catalog

import (
	"time"

	"backupfirstaid/tools/internal/markdown"
)

// Pos is a place in a file. Line and Column count from 1; File is relative to
// the site's root, with forward slashes. The zero Pos is no place.
type Pos struct {
	File   string
	Line   int
	Column int
}

// Placeholder stands in a new file where something is to be written. A value that holds it counts as not written.
const Placeholder = "REPLACE ME"

// Text is a plain value as somebody wrote it: a title, an id, a message on a screen.
type Text struct {
	Value string
	Pos   Pos
}

// Prose is a value in Markdown, parsed when it was read. Doc is nil where nothing was written.
type Prose struct {
	Text
	Doc *markdown.Doc
}

// Whole is a whole number. Set tells a written 0 from a missing one.
type Whole struct {
	Value int
	Set   bool
	Pos   Pos
}

// Date is a day, kept as written in the form 2006-01-02. Whether it is a real day is a rule's question.
type Date struct {
	Text
}

// DateForm is the one form of a [Date], in the words of package time.
const DateForm = "2006-01-02"

// IsDayForm tells that a text has the form of a day, though the calendar may have no such day.
func IsDayForm(s string) bool {
	for i := range len(s) {
		if digit := '0' <= s[i] && s[i] <= '9'; digit == (i == 4 || i == 7) || !digit && s[i] != '-' {
			return false
		}
	}
	return len(s) == len(DateForm)
}

// Day is the day that is written, false where none is or the calendar has no such day.
func (d Date) Day() (time.Time, bool) {
	day, err := time.Parse(DateForm, d.Value)
	return day, err == nil
}
