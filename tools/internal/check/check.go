// Package check judges a catalog: a list of rules, each of which looks at all of it
// and says what is wrong, where, and what the way out is.
//
// Rules are pure. They read no file, no clock and no network, change nothing, and
// don't know of each other, but for one habit: a rule stays silent on what another
// one explains, so that one cause makes one finding.
package check

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

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
	for i := range found {
		if rules[i].Name != ruleOfFolders && all.elsewhere != nil {
			found[i] = slices.DeleteFunc(found[i], func(f finding.Finding) bool { return all.elsewhere[f.File] != "" })
		}
	}
	list := readable(c, slices.Concat(found...))
	finding.Sort(list)
	return list
}

// The rules whose findings leave nothing for others to say: of a file that lies in the wrong
// folder, and of a word that does not read as it looks.
const (
	ruleOfFolders = "file-name"
	ruleOfSight   = "hidden-character"
)

// readable leaves out what was found in words that hold something nobody sees: it explains
// whatever else is wrong with them.
func readable(c *catalog.Catalog, list []finding.Finding) []finding.Finding {
	type line struct {
		file string
		n    int
	}
	unseen := map[line][]int{}
	for _, f := range list {
		if f.Rule == ruleOfSight {
			at := line{f.File, f.Line}
			unseen[at] = append(unseen[at], f.Column)
		}
	}
	for _, columns := range unseen {
		slices.Sort(columns)
	}
	return slices.DeleteFunc(list, func(f finding.Finding) bool {
		columns := unseen[line{f.File, f.Line}]
		if f.Rule == ruleOfSight || len(columns) == 0 {
			return false
		}
		i, _ := slices.BinarySearch(columns, f.Column)
		return i < len(columns) && columns[i] < wordEnd(c.File(f.File), f)
	})
}

// wordEnd is the column behind the word in which something was found.
func wordEnd(file *catalog.File, f finding.Finding) int {
	text := file.Source
	for range f.Line - 1 {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	column := 1
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if column >= f.Column && unicode.IsSpace(r) {
			break
		}
		text = text[size:]
		column++
	}
	return column
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
	// splitter cuts the texts that the rule looks at one by one.
	splitter splitter
	// stray are the files that make no entry as they should, once they were asked for.
	stray map[string][]*catalog.File
}

// everything is what many rules go through, gathered once. Rules only read it.
type everything struct {
	// groups are those of each file.
	groups [][]group
	texts  []text
	// lines are the titles and other single lines that somebody wrote for readers.
	lines []own
	plain []plainText
	// elsewhere holds, by the path of a file with the keys of another kind, that kind.
	elsewhere map[string]catalog.Kind
	// unread tells that not all is known that files say: one can't be read, or has a key that is none.
	unread bool
}

// text is a text in Markdown, with the families that it may hold words of.
type text struct {
	catalog.Scoped
	// running is what of it is the site's own words.
	running string
	words   families
	// sentences are those of a text that may hold words of a risk which several rules look for.
	sentences [][]word
}

// plainText is a value that is shown as it is.
type plainText struct {
	*catalog.Node
	words families
}

func gather(c *catalog.Catalog) *everything {
	all := &everything{groups: make([][]group, len(c.Files)), lines: ownLines(c)}
	const textsOfAFile = 8
	all.texts = make([]text, 0, len(c.Files)*textsOfAFile)
	for t := range c.Texts() {
		all.texts = append(all.texts, text{Scoped: t})
	}
	plain := make([][]plainText, len(c.Files))
	parallel.Do(len(c.Files), func(i int) {
		all.groups[i] = groupsOf(c.Files[i])
		plain[i] = plainTexts(all.groups[i])
	})
	all.plain = slices.Concat(plain...)
	for i, f := range c.Files {
		odd := slices.ContainsFunc(all.groups[i], func(g group) bool { return g.odd })
		all.unread = all.unread || odd || f.Problem != nil || f.Kind == ""
		if !odd {
			continue
		}
		if kind := kindByKeys(f); kind != f.Kind {
			if all.elsewhere == nil {
				all.elsewhere = map[string]catalog.Kind{}
			}
			all.elsewhere[f.Path] = kind
		}
	}
	parallel.Do(len(all.texts), func(i int) {
		t := &all.texts[i]
		t.running = running(t.Prose.Value)
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
