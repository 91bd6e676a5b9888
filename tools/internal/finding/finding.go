// Package finding says to a person, an editor or a program what is wrong with a file.
//
// It takes findings with the sources they are about and writes them as text with
// an excerpt, as JSON, as GitHub annotations with a summary, or as SARIF. It judges
// nothing and opens no file. Sources and messages are anybody's: nothing in them
// controls a terminal, starts a command or becomes a link.
package finding

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode/utf16"
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
	// Title gives the one-line meaning of a rule, and Why the reason for it.
	Title, Why func(rule string) string
	// RulePages is the address that a rule's name is added to for the page about it. Empty where there is none.
	RulePages string
}

// source gives the text of a file where there is one.
func (r Report) source(file string) []byte {
	if r.Source == nil {
		return nil
	}
	return r.Source(file)
}

// about asks one of the functions about a rule, and gives its name where there is no answer.
func about(ask func(rule string) string, rule string) string {
	if ask != nil {
		if answer := ask(rule); answer != "" {
			return answer
		}
	}
	return rule
}

// page is the address of the page about a rule, "" where there is none.
func (r Report) page(rule string) string {
	if r.RulePages == "" {
		return ""
	}
	return r.RulePages + url.PathEscape(rule)
}

// sentence is the message with the way out.
func (f Finding) sentence() string {
	if f.Suggestion == "" {
		return f.Message
	}
	return f.Message + " (" + f.Suggestion + ")"
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

// writeIndented writes JSON for programs and for people: what can't be seen is escaped, so
// that a terminal shows it as it is.
func writeIndented(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeUnseen(b.Bytes()))
	return err
}

// escapeUnseen writes the characters of JSON that can't be seen as \u202e. The line feeds
// between its values stay.
func escapeUnseen(doc []byte) []byte {
	out := make([]byte, 0, len(doc))
	for len(doc) > 0 {
		r, size := utf8.DecodeRune(doc)
		if r == '\n' || !unseen(r) {
			out = append(out, doc[:size]...)
		} else {
			for _, unit := range utf16.Encode([]rune{r}) {
				out = fmt.Appendf(out, `\u%04x`, unit)
			}
		}
		doc = doc[size:]
	}
	return out
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
