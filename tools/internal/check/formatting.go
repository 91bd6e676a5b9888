package check

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/format"
	"backupfirstaid/tools/internal/parallel"
)

// formatting says what the command fmt would change, and nothing else.
func formatting(p *pass) {
	wanted := make([][]byte, len(p.Files))
	parallel.Do(len(p.Files), func(i int) {
		if written, err := format.File(p.Files[i]); err == nil && !bytes.Equal(written, p.Files[i].Source) {
			wanted[i] = written
		}
	})
	for i, f := range p.Files {
		switch {
		case wanted[i] == nil:
		case !p.misorderedKey(f.Root, catalog.Fields(catalog.TypeOf(f.Kind))):
			p.hunks(f, wanted[i], p.misordered(i))
		}
	}
}

// span is a run of lines.
type span struct{ first, last int }

// misordered says so of the groups inside a file, and gives their lines.
func (p *pass) misordered(i int) []span {
	var spans []span
	for _, g := range p.all.groups[i][1:] {
		if p.misorderedKey(g.node, g.fields) {
			spans = append(spans, span{g.node.Pos.Line, g.node.Keys[len(g.node.Keys)-1].Value.Pos.Line})
		}
	}
	return spans
}

// misorderedKey says of the first key that stands too late which one it belongs before. The
// lines of the group are no help then: all of them move.
func (p *pass) misorderedKey(group *catalog.Node, fields []catalog.Field) bool {
	place := func(k catalog.Key) int {
		return slices.IndexFunc(fields, func(f catalog.Field) bool { return f.Key == k.Name.Value })
	}
	var last catalog.Key
	highest := -1
	for _, k := range group.Keys {
		at := place(k)
		if at >= 0 && at < highest {
			p.found(k.Name.Pos, fmt.Sprintf("%q stands below %q, and in every other file above it", k.Name.Value, last.Name.Value), repair(p.File(group.Pos.File)))
			return true
		}
		if at > highest {
			highest, last = at, k
		}
	}
	return false
}

// hunks says of each run of lines that differ how they would be written, but for those of which all is said.
func (p *pass) hunks(f *catalog.File, wanted []byte, said []span) {
	line := 0
	var gone, new []string
	at := 0
	tell := func() {
		if len(gone)+len(new) == 0 {
			return
		}
		defer func() { gone, new = nil, nil }()
		// A line that is missing is told of at the one behind.
		if slices.ContainsFunc(said, func(s span) bool { return s.first <= at && (at <= s.last || at == s.last+1 && len(gone) == 0) }) {
			return
		}
		p.found(catalog.Pos{File: f.Path, Line: max(1, at), Column: 1}, difference(gone, new), repair(f))
	}
	for text := range strings.SplitSeq(string(diff.Diff("a", f.Source, "b", wanted)), "\n") {
		switch {
		case strings.HasPrefix(text, "@@ -"):
			tell()
			_, _ = fmt.Sscanf(text, "@@ -%d", &line)
		case line == 0:
		case strings.HasPrefix(text, "-"), strings.HasPrefix(text, "+"):
			if len(gone)+len(new) == 0 {
				at = line
			}
			if text[0] == '-' {
				gone = append(gone, text[1:])
				line++
			} else {
				new = append(new, text[1:])
			}
		case strings.HasPrefix(text, " "):
			tell()
			line++
		}
	}
	tell()
}

// difference says in words how lines would be written.
func difference(gone, new []string) string {
	squeezed := func(lines []string) []string {
		var out []string
		for _, l := range lines {
			if l = strings.Join(strings.Fields(l), " "); l != "" {
				out = append(out, l)
			}
		}
		return out
	}
	lines := "this line"
	if len(gone) > 1 {
		lines = fmt.Sprintf("these %d lines", len(gone))
	}
	switch {
	case len(new) == 0:
		return lines + " would go"
	case len(gone) == 0:
		return fmt.Sprintf("a line is missing here: %s", shorten(strings.TrimSpace(new[0])))
	case reflect.DeepEqual(squeezed(gone), squeezed(new)):
		return fmt.Sprintf("%s would be indented or spaced otherwise: %q", lines, shorten(new[0]))
	default:
		return fmt.Sprintf("%s would be written %q", lines, shorten(new[0]))
	}
}
