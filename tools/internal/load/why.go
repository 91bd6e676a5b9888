package load

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"backupfirstaid/tools/internal/catalog"
)

// The parser notices late that something is missing: at the next key, or at the end of the
// file. Here is what leads from there to the place that somebody has to mend, and says why in
// a contributor's words. It runs only where a file can't be read, and so takes its time.

// cause is what keeps YAML from being read, and where it stands.
type cause struct {
	line, column    int
	message, wayOut string
}

// syntax says what has to be mended where the parser has given up.
func (p *treeMaker) syntax(err error) catalog.Problem {
	const unread = "this can't be read as YAML: "
	var said *yaml.LoadError
	if !errors.As(err, &said) {
		return catalog.Problem{Pos: p.pos(1, 1), Message: unread + err.Error()}
	}
	last := 1 + bytes.Count(p.source, []byte("\n"))
	end := max(1, min(said.Mark.Line, last))
	if strings.Contains(said.Message, errTooDeep.Error()) {
		return catalog.Problem{Sort: catalog.TooLarge, Pos: p.pos(end, said.Mark.Column), Message: said.Message, WayOut: "write it flatter"}
	}
	for n := 1; n <= last; n++ {
		if mergeMark.Match(p.line(n)) {
			return unmerged(p.pos(n, 1))
		}
	}
	for n := 1; n <= end; n++ {
		if problem := p.strange(n); problem != nil {
			return *problem
		}
	}
	c := p.cause(said)
	if i := bytes.IndexByte(p.line(end), '\t'); i >= 0 && (c.message == "" || tabIndent.Match(p.line(end))) {
		column := utf8.RuneCount(p.line(end)[:i]) + 1
		return catalog.Problem{Sort: catalog.Tab, Pos: p.pos(end, column), Message: "there is a tab", WayOut: "indent with spaces"}
	}
	if c.message == "" {
		c = explain(said)
	}
	if n := p.between(c.line); n > 0 {
		return p.second(n)
	}
	return catalog.Problem{Pos: p.pos(max(1, min(c.line, last)), c.column), Message: unread + c.message, WayOut: c.wayOut}
}

var tabIndent = regexp.MustCompile(`^[ -]*\t`)

// mergeMark matches a line that git leaves around two versions of the same lines.
var mergeMark = regexp.MustCompile(`^(?:<{7}|\|{7}|>{7})(?: |$)|^={7}$`)

func unmerged(at catalog.Pos) catalog.Problem {
	return catalog.Problem{
		Pos: at, Message: `"<<<<<<<", "=======" and ">>>>>>>" are marks of a merge that was not finished`,
		WayOut: "keep one of the two versions and delete the marks",
	}
}

// cause finds what stands elsewhere than the parser stopped. Without a message it has found nothing.
func (p *treeMaker) cause(said *yaml.LoadError) cause {
	has := func(part string) bool { return strings.Contains(said.Message, part) }
	mark, begun := said.Mark, said.ContextMark
	switch {
	case strings.Contains(said.ContextMsg, "quoted scalar") && has("unexpected"):
		return p.openQuote(begun.Line, begun.Column)
	case has("hexadecimal number"), has("character escape code"):
		// The parser stops behind the backslash and its letter.
		return backslash(mark.Line, mark.Column-2)
	case has("unknown escape"):
		return backslash(mark.Line, mark.Column)
	case has(noColon):
		return p.lacksColon(begun.Line, begun.Column)
	case has(notClosed):
		return cause{begun.Line, begun.Column, "a [list] or a {group} is not closed", `close it, or write one item a line, each with a dash; a text that begins with it needs "quotes"`}
	case has("mapping values"), has("expected key"), has("document start"), has("expected '-'"), has("node content"), has("sequence entries"):
		return p.before(mark)
	}
	return cause{}
}

// noColon and notClosed are what the parser says where the cause stands at the mark of the context.
const (
	noColon   = "could not find expected ':'"
	notClosed = "did not find expected ','"
)

func (p *treeMaker) openQuote(line, column int) cause {
	c := cause{line, column, "a quote that was opened is never closed", `close it, and write a quote inside it as \"`}
	if bytes.HasPrefix(p.from(line, column), []byte("'")) {
		c.wayOut = "close it, and write a ' inside it twice: ''"
	}
	return c
}

func backslash(line, column int) cause {
	return cause{line, column, `a \ in "quotes" has a meaning of its own`, `write it twice, \\, or use 'single quotes'`}
}

// lacksColon says so of the place where a key should stand.
func (p *treeMaker) lacksColon(line, column int) cause {
	c := cause{line, column, `a key lacks its ":"`, "write it as key: value, or indent a text that goes on in a second line"}
	switch text := p.from(line, column); {
	case colonAndWord.Match(text):
		c.message += " with a space behind it"
	case dashAndWord.Match(text):
		c.message, c.wayOut = "a dash lacks the space behind it", "write a dash, a space and the text"
	}
	return c
}

var (
	colonAndWord = regexp.MustCompile(`^[\w-]+:\S`)
	dashAndWord  = regexp.MustCompile(`^-[^-\s]`)
)

// before looks for the cause in what stands before the place where the parser stopped: read
// alone, that ends with the text, the quote or the list that is at fault.
func (p *treeMaker) before(mark yaml.Mark) cause {
	rest := p.from(mark.Line, mark.Column)
	read := p.source[:len(p.source)-len(rest)]
	var document yaml.Node
	loader, err := yaml.NewLoader(bytes.NewReader(read), limits)
	if err == nil {
		err = loader.Load(&document)
	}
	var said *yaml.LoadError
	if errors.As(err, &said) {
		missed := strings.Contains(said.Message, noColon) || strings.Contains(said.Message, notClosed)
		sooner := said.Mark.Line < mark.Line || said.Mark.Line == mark.Line && said.Mark.Column < mark.Column
		if sooner || missed && said.ContextMark.Line < mark.Line {
			return p.cause(said)
		}
		return cause{}
	}
	last := &document
	for len(last.Content) > 0 && last.Style&yaml.FlowStyle == 0 {
		last = last.Content[len(last.Content)-1]
	}
	line := bytes.TrimRight(read[bytes.LastIndexByte(read, '\n')+1:], " ")
	ends := func(with string) bool { return len(line) > 0 && strings.IndexByte(with, line[len(line)-1]) >= 0 }
	quoted := last.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0
	switch {
	case last.Style&yaml.FlowStyle != 0 && ends("]}") && !closes.Match(rest):
		return cause{last.Line, last.Column, badBeginning, inQuotes}
	case quoted && last.Line < mark.Line && beginsAnew.Match(line):
		// What closes the quote was meant to open one.
		return p.openQuote(last.Line, last.Column)
	case quoted && ends(`"`):
		return cause{mark.Line, mark.Column, quoteClosed, `write a quote inside quotes as \", or put the whole text in 'single quotes'`}
	case quoted && ends(`'`):
		return cause{mark.Line, mark.Column, quoteClosed, inQuotes}
	case last.Kind == yaml.ScalarNode && last.Style == 0 && last.Line < mark.Line && p.swallowed(last, mark.Line):
		return p.lacksColon(last.Line, last.Column)
	}
	return cause{}
}

var (
	closes     = regexp.MustCompile(`^[\]}]`)
	beginsAnew = regexp.MustCompile(`^ *(?:- |[a-z][a-z0-9_-]* *: )`)
)

// swallowed tells that a text looks like a key without its colon, which took the key in a later line for its own.
func (p *treeMaker) swallowed(text *yaml.Node, line int) bool {
	// Where the keys of the file stand, no text can begin.
	if text.Column == 1 {
		return true
	}
	own, next := p.line(text.Line), p.line(line)
	begins := bytes.TrimLeft(own, " -")
	aligned := len(own)-len(begins) == text.Column-1 && len(next)-len(bytes.TrimLeft(next, " -")) == text.Column-1
	// A single word behind a dash is an item.
	word := !bytes.Contains(own[:len(own)-len(begins)], []byte("-")) || keyAndMore.Match(begins)
	return aligned && word && withColon.Match(next)
}

var (
	keyAndMore = regexp.MustCompile(`^[a-z][a-z0-9_-]*(?::| +)\S`)
	withColon  = regexp.MustCompile(`^[ -]*[a-z][a-z0-9_-]* *:`)
)

// from is the YAML from a line and a column on.
func (p *treeMaker) from(line, column int) []byte {
	rest := p.source
	for ; line > 1; line-- {
		_, rest, _ = bytes.Cut(rest, []byte("\n"))
	}
	for ; column > 1 && len(rest) > 0; column-- {
		_, size := utf8.DecodeRune(rest)
		rest = rest[size:]
	}
	return rest
}

const (
	quoteClosed  = "a quote closed too early, the text goes on behind it"
	badBeginning = "a text can't begin with this character"
	inQuotes     = `put the whole text in "quotes"`
)

// explain gives the usual cause, in a contributor's words, of what the parser says. The
// parser's words are those of libyaml, which most readers of YAML share.
func explain(said *yaml.LoadError) cause {
	has := func(part string) bool { return strings.Contains(said.Message, part) }
	at := func(mark yaml.Mark, message, wayOut string) cause {
		return cause{mark.Line, mark.Column, message, wayOut}
	}
	switch {
	case has("mapping values are not allowed"):
		return at(said.Mark, `there is a ": " inside a text, or a line is indented too deep`, inQuotes)
	case has("cannot start any token"), has("unknown anchor"), has("mapping keys are not allowed"), has("node content"):
		return at(said.Mark, badBeginning, inQuotes)
	case has("alphabetic or numeric character"), has("in a YAML tag"), has("non-alphabetical character"):
		return at(said.ContextMark, badBeginning, inQuotes)
	case has("sequence entries are not allowed"):
		return at(said.Mark, "a list can't begin behind its key", `begin it in the next line; a text that begins with a dash needs "quotes"`)
	case has("comment or line break"):
		return at(said.ContextMark, "behind > or | a text begins in the next line", "write it there, or "+inQuotes)
	case has("comment without"):
		return at(said.Mark, "a # needs a space before it", "write one, or "+inQuotes)
	case has("did not find expected key"), has("<document start>"):
		return at(said.Mark, "this stands where a key should be: it is indented otherwise than the lines above, or a quote closed too early", `indent the keys of a group alike; write a quote inside quotes as \"`)
	case has("did not find expected '-'"):
		return at(said.Mark, "this stands where the next dash of a list should be", "indent all dashes of a list alike")
	}
	return at(said.Mark, said.Message, "")
}

// between is the last line, down to a line, that ends an entry or begins another; 0 where there is none.
func (p *treeMaker) between(last int) int {
	line, begun := 0, false
	for n := 1; n <= last; n++ {
		switch {
		case !entryMark.Match(p.line(n)):
			begun = begun || content.Match(p.line(n))
		case begun:
			line = n
		}
	}
	return line
}

var (
	entryMark = regexp.MustCompile(`^(?:---|\.\.\.)(?:[ \t]|$)`)
	content   = regexp.MustCompile(`^[ \t]*[^ \t#%]`)
)

// second is the problem of a second entry, which a line begins.
func (p *treeMaker) second(line int) catalog.Problem {
	if bytes.HasPrefix(p.line(line), []byte("...")) {
		return catalog.Problem{Pos: p.pos(line, 1), Message: `a line "..." ends the entry, and a file holds no second one`, WayOut: "delete the line"}
	}
	return catalog.Problem{Pos: p.pos(line, 1), Message: `a file holds one entry; a line "---" begins a second`, WayOut: "write the second into a file of its own"}
}
