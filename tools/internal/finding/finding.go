// Package finding says to a person, an editor or a program what is wrong with a file.
//
// It takes findings with the sources they are about and writes them as text with
// an excerpt, as JSON, as GitHub annotations or as SARIF. It judges nothing and
// opens no file.
package finding

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Severity says whether a finding fails a run.
type Severity string

const (
	// Error must be mended before a page is published.
	Error Severity = "error"
	// Note is worth knowing and never fails a run by itself.
	Note Severity = "note"
)

// Finding is one thing that is wrong, in one place. Line and Column count from 1.
type Finding struct {
	Rule     string   `json:"rule"`
	Severity Severity `json:"severity"`
	// File is relative to the site's root, with forward slashes.
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
	// Suggestion is the way out, as a phrase; it may be empty.
	Suggestion string `json:"suggestion"`
}

// Sort puts findings in the order of files and places, so that the same run gives the same bytes.
func Sort(findings []Finding) {
	slices.SortFunc(findings, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message),
		)
	})
}

// Count tells how many are errors and how many are notes.
func Count(findings []Finding) (errors, notes int) {
	for _, f := range findings {
		if f.Severity == Error {
			errors++
		} else {
			notes++
		}
	}
	return errors, notes
}

// Report is what one run found.
type Report struct {
	Findings []Finding
	// Files is the number of files read.
	Files int
	// Source gives the text of a file, nil where there is none.
	Source func(file string) []byte
	// Title gives the one-line meaning of a rule.
	Title func(rule string) string
}

// Format is a way to write a [Report].
type Format string

const (
	Text   Format = "text"
	JSON   Format = "json"
	GitHub Format = "github"
	SARIF  Format = "sarif"
)

// Write writes the report. Color is for text on a terminal only.
func (r Report) Write(w io.Writer, format Format, color bool) error {
	switch format {
	case JSON:
		return r.writeJSON(w)
	case GitHub:
		return r.writeGitHub(w)
	case SARIF:
		return r.writeSARIF(w)
	default:
		return r.writeText(w, color)
	}
}

func (r Report) writeJSON(w io.Writer) error {
	doc := struct {
		Findings []Finding `json:"findings"`
		Errors   int       `json:"errors"`
		Notes    int       `json:"notes"`
	}{Findings: r.Findings}
	if doc.Findings == nil {
		doc.Findings = []Finding{}
	}
	doc.Errors, doc.Notes = Count(r.Findings)
	return writeIndented(w, doc)
}

func writeIndented(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

type style struct{ bold, red, yellow, dim, reset string }

func (r Report) writeText(w io.Writer, color bool) error {
	var s style
	if color {
		s = style{"\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[0m"}
	}
	var b strings.Builder
	for _, f := range r.Findings {
		paint := s.red
		if f.Severity == Note {
			paint = s.yellow
		}
		fmt.Fprintf(&b, "%s%s:%d:%d:%s %s%s:%s %s %s[%s]%s\n",
			s.bold, f.File, f.Line, f.Column, s.reset, paint, f.Severity, s.reset, f.Message, s.dim, f.Rule, s.reset)
		r.excerpt(&b, f, s)
		b.WriteByte('\n')
	}
	b.WriteString(r.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// excerpt shows the line, the one before it, and a caret under the place.
func (r Report) excerpt(b *strings.Builder, f Finding, s style) {
	lines := strings.Split(string(r.source(f.File)), "\n")
	if f.Line > len(lines) || (f.Line == len(lines) && lines[f.Line-1] == "") {
		if f.Suggestion != "" {
			fmt.Fprintf(b, "     | %s\n", f.Suggestion)
		}
		return
	}
	for n := max(1, f.Line-1); n <= f.Line; n++ {
		fmt.Fprintf(b, "%s%5d |%s %s\n", s.dim, n, s.reset, strings.TrimRight(lines[n-1], "\r"))
	}
	indent := strings.Repeat(" ", min(f.Column-1, utf8.RuneCountInString(lines[f.Line-1])))
	fmt.Fprintf(b, "%s      |%s %s%s^%s", s.dim, s.reset, indent, s.bold, s.reset)
	if f.Suggestion != "" {
		b.WriteString(" " + f.Suggestion)
	}
	b.WriteByte('\n')
}

func (r Report) source(file string) []byte {
	if r.Source == nil {
		return nil
	}
	return r.Source(file)
}

// Summary is the last line of a run: "41 files, no problems".
func (r Report) Summary() string {
	errors, notes := Count(r.Findings)
	if errors+notes == 0 {
		return plural(r.Files, "file") + ", no problems"
	}
	bad := map[string]bool{}
	for _, f := range r.Findings {
		bad[f.File] = true
	}
	var parts []string
	if errors > 0 {
		parts = append(parts, plural(errors, "problem"))
	}
	if notes > 0 {
		parts = append(parts, plural(notes, "note"))
	}
	return fmt.Sprintf("%s in %d of %s", strings.Join(parts, " and "), len(bad), plural(r.Files, "file"))
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
