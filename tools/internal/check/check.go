// Package check judges a catalog: a list of rules, each of which looks at all of it
// and says what is wrong, where, and what the way out is.
//
// Rules are pure. They read no file, no clock and no network, change nothing, and
// don't know of each other, but for one habit: a rule stays silent on what another
// one explains, so that one cause makes one finding.
package check

import (
	"iter"
	"slices"
	"strings"
	"time"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/parallel"
)

// Rule is one thing that must hold.
type Rule struct {
	// Name is what findings are marked with; it never changes.
	Name string
	// Title says in one sentence what must hold.
	Title string
	// Why says what goes wrong for a reader or a contributor where it doesn't.
	Why string
	// Wrong and Right are examples. Each is a file, or several, in the form of txtar with
	// some keys of it: "-- data/fixes/restart-phone.yaml --", then the lines.
	Wrong, Right string
	// Note tells that what it finds never fails a run: a day that passes, or a matter of taste.
	Note bool
	// Yields tells that it says nothing of a file in which another rule has found an
	// error: that is mended first, and most often explains it.
	Yields bool
	// Mends is the command that mends what it finds, "" where only a person can.
	Mends string

	check func(*pass)
}

func (r Rule) severity() finding.Severity {
	if r.Note {
		return finding.Note
	}
	return finding.Error
}

// Catalog gives what the rules find on a day, sorted by place.
func Catalog(c *catalog.Catalog, day time.Time) []finding.Finding {
	return run(c, day, Rules)
}

func run(c *catalog.Catalog, day time.Time, rules []Rule) []finding.Finding {
	all := gather(c)
	found := make([][]finding.Finding, len(rules))
	parallel.Do(len(rules), func(i int) {
		p := &pass{Catalog: c, all: all, day: day}
		rules[i].check(p)
		for j := range p.findings {
			p.findings[j].Rule, p.findings[j].Severity = rules[i].Name, rules[i].severity()
		}
		found[i] = p.findings
	})
	bad := map[string]bool{}
	for i, list := range found {
		for _, f := range list {
			if f.Severity == finding.Error && !rules[i].Yields {
				bad[f.File] = true
			}
		}
	}
	for i := range found {
		if rules[i].Yields {
			found[i] = slices.DeleteFunc(found[i], func(f finding.Finding) bool { return bad[f.File] })
		}
	}
	list := slices.Concat(found...)
	finding.Sort(list)
	return list
}

// pass is one rule's way through a catalog.
type pass struct {
	*catalog.Catalog
	all *everything
	// day is the day of the run; its time of day is of no matter.
	day      time.Time
	findings []finding.Finding
	// last is the way through the text that was asked for last.
	last *alignment
}

// everything is what many rules go through, gathered once. Rules only read it.
type everything struct {
	// groups are those of each file.
	groups [][]group
	texts  []text
	plain  []plainText
}

// text is a text in Markdown, with the families that it may hold words of.
type text struct {
	catalog.Scoped
	words families
	// sentences are those of a text that may hold words of a risk which several rules look for.
	sentences [][]word
}

// plainText is a value that is shown as it is.
type plainText struct {
	*catalog.Node
	words families
}

func gather(c *catalog.Catalog) *everything {
	all := &everything{groups: make([][]group, len(c.Files))}
	for t := range c.Texts() {
		all.texts = append(all.texts, text{Scoped: t})
	}
	plain := make([][]plainText, len(c.Files))
	parallel.Do(len(c.Files), func(i int) {
		all.groups[i] = groupsOf(c.Files[i])
		plain[i] = plainTexts(all.groups[i])
	})
	all.plain = slices.Concat(plain...)
	parallel.Do(len(all.texts), func(i int) {
		t := &all.texts[i]
		t.words = spot(t.Prose.Value)
		if t.words&(saysSecret|saysProgram) != 0 {
			t.sentences = wordsBySentence(t.Prose.Doc)
		}
	})
	return all
}

// Texts visits every Markdown text, as [catalog.Catalog.Texts] does.
func (p *pass) Texts() iter.Seq[catalog.Scoped] {
	return func(yield func(catalog.Scoped) bool) {
		for i := range p.all.texts {
			if !yield(p.all.texts[i].Scoped) {
				return
			}
		}
	}
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
