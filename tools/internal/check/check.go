// Package check judges a catalog: a list of rules, each of which looks at all of it
// and says what is wrong, where, and what the way out is.
//
// Rules are pure. They read no file, no clock and no network, change nothing, and
// don't know of each other, but for one habit: a rule stays silent on what another
// one explains, so that one cause makes one finding.
package check

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
)

// Rule is one thing that must hold.
type Rule struct {
	// Name is what findings are marked with; it never changes.
	Name string
	// Title says in one sentence what must hold.
	Title string
	// Why says what goes wrong for a reader or a contributor where it doesn't.
	Why string

	check func(*pass)
}

// Catalog gives what the rules find, sorted by place.
func Catalog(c *catalog.Catalog) []finding.Finding {
	return run(c, Rules)
}

func run(c *catalog.Catalog, rules []Rule) []finding.Finding {
	var all []finding.Finding
	for _, rule := range rules {
		p := &pass{Catalog: c}
		rule.check(p)
		for i := range p.findings {
			p.findings[i].Rule, p.findings[i].Severity = rule.Name, finding.Error
		}
		all = append(all, p.findings...)
	}
	finding.Sort(all)
	return all
}

// Title is the title of the rule of that name, "" where there is none.
func Title(name string) string {
	for _, r := range Rules {
		if r.Name == name {
			return r.Title
		}
	}
	return ""
}

// pass is one rule's way through a catalog.
type pass struct {
	*catalog.Catalog
	findings []finding.Finding
}

func (p *pass) found(at catalog.Pos, message, wayOut string) {
	p.findings = append(p.findings, finding.Finding{
		File: at.File, Line: at.Line, Column: at.Column, Message: message, Suggestion: wayOut,
	})
}

// didYouMean is the way out for a word that is nearly a known one.
func didYouMean(written string, known []string) string {
	if near := finding.Nearest(written, known); near != "" {
		return `did you mean "` + near + `"?`
	}
	return ""
}

func oneOf(words []string) string {
	return "one of: " + strings.Join(words, ", ")
}

// top is the first place of a file.
func top(f *catalog.File) catalog.Pos {
	if f.Root != nil {
		return f.Root.Pos
	}
	return catalog.Pos{File: f.Path, Line: 1, Column: 1}
}

// keyPos is where a key of an entry's file stands, the top of the file where it doesn't.
func keyPos(f *catalog.File, key string) catalog.Pos {
	for _, k := range f.Root.Keys {
		if k.Name.Value == key {
			return k.Name.Pos
		}
	}
	return top(f)
}

// within is where a piece of a text stands in its file. The place of a text is
// known only by its beginning; what Markdown made of it has no place of its own.
func (p *pass) within(t *catalog.Prose, piece string) catalog.Pos {
	file := p.File(t.Pos.File)
	if file == nil || piece == "" {
		return t.Pos
	}
	lines := bytes.Split(file.Source, []byte("\n"))
	for n := t.Pos.Line; n <= len(lines); n++ {
		line := lines[n-1]
		from := 0
		if n == t.Pos.Line {
			from = min(t.Pos.Column-1, len(line))
		}
		if i := bytes.Index(line[from:], []byte(piece)); i >= 0 {
			return catalog.Pos{File: t.Pos.File, Line: n, Column: 1 + utf8.RuneCount(line[:from+i])}
		}
		if n-t.Pos.Line > bytes.Count([]byte(t.Value), []byte("\n"))+len(t.Value)/20+2 {
			break
		}
	}
	return t.Pos
}
