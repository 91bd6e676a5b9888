package check

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/markdown"
)

// safetyRules are about what could do harm from inside a text.
var safetyRules = []Rule{
	{
		Name:  "hidden-character",
		Title: "Every character of a file can be seen.",
		Why:   "One that can't be seen could make a text read otherwise than it stands there, split a word so that no search and no rule finds it, or hide something from whoever reviews the change.",
		Wrong: "-- data/fixes/look-around.yaml --\ntitle: Look\u200b around\n",
		Right: "-- data/fixes/look-around.yaml --\ntitle: Look around ❤️\n",
		check: hiddenCharacters,
	},
	{
		Name:  "template-code",
		Title: "No text holds code of templates.",
		Why:   "The program that makes the pages could take it for an instruction of its own.",
		Wrong: "-- data/fixes/look-around.yaml --\ntitle: Look around {{ .Site }}\n",
		Right: "-- data/fixes/look-around.yaml --\nsummary: Shows what is there, at {place:backup}.\n",
		check: templateCode,
	},
	{
		Name:  "too-many-marks",
		Title: "A text has no more lines and marks than a person writes.",
		Why:   "Few bytes can keep a program that reads Markdown busy for minutes. Such a text is not read at all.",
		Wrong: "-- data/fixes/look-around.yaml --\nsummary: \"" + strings.Repeat("> ", 20) + "deep\"\n",
		Right: "-- data/fixes/look-around.yaml --\nsummary: \"> Shows what is there.\"\n",
		check: tooManyMarks,
	},
}

func tooManyMarks(p *pass) {
	for t := range p.Texts() {
		if o := t.Prose.Doc.Overload; o != nil {
			p.found(p.at(t.Prose, o.At), "the text has "+o.What, "shorten it, or write two")
		}
	}
}

func hiddenCharacters(p *pass) {
	problems(catalog.Unseen)(p)
	for _, f := range p.Files {
		if f.Problem != nil && f.Problem.Sort != catalog.BadYAML && f.Problem.Sort != catalog.Tab {
			continue
		}
		p.hiddenIn(f)
		if f.Root != nil && bytes.IndexByte(f.Source, '\\') >= 0 {
			p.escapedIn(f.Root)
		}
	}
	for t := range p.Texts() {
		// Of a text that shows nothing, empty-value speaks.
		if strings.IndexByte(t.Prose.Value, '&') >= 0 && t.Prose.Doc.Visible {
			p.referred(t.Prose)
		}
	}
}

// referred looks for what a character reference such as &#8203; stands for.
func (p *pass) referred(t *catalog.Prose) {
	look := func(said string, at int) {
		var before rune
		for _, r := range said {
			name := hidden(r, before)
			before = r
			if name == "" || strings.ContainsRune(t.Value, r) {
				continue
			}
			p.found(p.at(t, at+max(0, strings.IndexByte(t.Value[at:], '&'))), hiddenMessage(r, name), "delete it, from its & to its ;")
			return
		}
	}
	for _, run := range t.Doc.Runs() {
		look(run.Text, run.At)
	}
	for _, l := range t.Doc.Links {
		if _, _, entry := entryLink(l.Destination); entry || isHTTPS(l.Destination) {
			look(l.Destination, l.At)
		}
	}
}

// hiddenIn looks at what stands in a file, comments too.
func (p *pass) hiddenIn(f *catalog.File) {
	for i := 0; i < len(f.Source); {
		if f.Source[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(f.Source[i:])
		var before rune
		if i > 0 {
			before, _ = utf8.DecodeLastRune(f.Source[:i])
		}
		if name := hidden(r, before); name != "" {
			line, start := bytes.Count(f.Source[:i], []byte("\n")), bytes.LastIndexByte(f.Source[:i], '\n')
			p.found(catalog.Pos{File: f.Path, Line: line + 1, Column: utf8.RuneCount(f.Source[start+1:i]) + 1}, hiddenMessage(r, name), "delete it")
		}
		i += size
	}
}

// escapedIn looks for what an escape such as "\u200b" stands for in texts in double quotes.
func (p *pass) escapedIn(n *catalog.Node) {
	p.escapedText(n)
	for _, item := range n.Items {
		p.escapedIn(item)
	}
	for _, k := range n.Keys {
		name := &catalog.Node{Shape: catalog.TextShape, Style: catalog.Quoted, Value: k.Name.Value, Pos: k.Name.Pos}
		p.escapedText(name)
		p.escapedIn(k.Value)
	}
}

func (p *pass) escapedText(n *catalog.Node) {
	if n.Shape != catalog.TextShape || n.Style != catalog.Quoted || !markdown.Visible(n.Value) {
		return
	}
	var before rune
	for i, r := range n.Value {
		if name := hidden(r, before); name != "" {
			// What stands there itself was found in the source.
			if at := p.within(n.Pos, n.Value, i); p.isEscape() {
				p.found(at, hiddenMessage(r, name), "delete it, with its backslash")
			}
		}
		before = r
	}
}

// isEscape tells that the place that within found last is that of an escape.
func (p *pass) isEscape() bool {
	return p.last.form == doubleQuotes && len(p.last.source) > 0 && p.last.source[0] == '\\'
}

func hiddenMessage(r rune, name string) string {
	return fmt.Sprintf("there is %s (%U) here, which nobody sees", name, r)
}

// hidden names a character that can't be seen, "" for any other. Before is the character before it.
func hidden(r, before rune) string {
	switch {
	case r >= ' ' && r < 0x7f || r == '\n':
		return ""
	case 0xc0 <= r && r < 0x300, 0x2010 <= r && r < 0x2028:
		// Letters of Europe, dashes and quotes: nearly all that is not plain.
		return ""
	case r == '\ufe0f' && carriesColor(before):
		// It makes ❤ a picture in color; keyboards add it.
		return ""
	}
	if name, ok := hiddenNames[r]; ok {
		return name
	}
	switch {
	case unicode.IsControl(r):
		return "a control character"
	case 0xe0000 <= r && r <= 0xe007f:
		return "a tag character"
	case unicode.Is(unicode.Variation_Selector, r):
		return "a variation selector"
	case unicode.Is(unicode.Co, r):
		return "a character for private use"
	case unicode.Is(unicode.Cf, r):
		return "a formatting character"
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
		return "a character without a shape"
	}
	return ""
}

// carriesColor tells that a character is a sign that has a form in color.
func carriesColor(r rune) bool {
	return r > unicode.MaxASCII && (unicode.IsSymbol(r) || unicode.IsPunct(r)) || '0' <= r && r <= '9' || r == '#' || r == '*'
}

var hiddenNames = map[rune]string{
	'\t': "a tab", '\r': "a carriage return", 0: "a zero byte", 0x1b: "an escape character", 0x7f: "a delete character", 0x85: "a next-line character",
	0xad: "a soft hyphen", 0x34f: "a grapheme joiner", 0x61c: "an Arabic letter mark", 0x115f: "a Hangul filler", 0x1160: "a Hangul filler", 0x3164: "a Hangul filler", 0xffa0: "a Hangul filler",
	0x17b4: "an inherent Khmer vowel", 0x17b5: "an inherent Khmer vowel", 0x180b: "a variation selector", 0x180c: "a variation selector", 0x180d: "a variation selector", 0x180e: "a Mongolian vowel separator", 0x180f: "a variation selector",
	0x200b: "a zero-width space", 0x200c: "a zero-width non-joiner", 0x200d: "a zero-width joiner", 0x200e: "a left-to-right mark", 0x200f: "a right-to-left mark",
	0x2028: "a line separator", 0x2029: "a paragraph separator",
	0x202a: "a left-to-right embedding", 0x202b: "a right-to-left embedding", 0x202c: "an end of a change of direction", 0x202d: "a left-to-right override", 0x202e: "a right-to-left override",
	0x2060: "a word joiner", 0x2061: "an invisible sign", 0x2062: "an invisible sign", 0x2063: "an invisible sign", 0x2064: "an invisible sign",
	0x2066: "a left-to-right isolate", 0x2067: "a right-to-left isolate", 0x2068: "a first-strong isolate", 0x2069: "an end of an isolate",
	0x2800: "an empty Braille pattern", 0xfeff: "a zero-width no-break space", 0xfff9: "an annotation mark", 0xfffa: "an annotation mark", 0xfffb: "an annotation mark", 0xfffc: "an object mark",
}

// templateMarks are how an instruction of templates begins.
var templateMarks = []string{"{{", "<%"}

const templateWayOut = "write it in words; where two braces must stand, put a space between them"

func templateCode(p *pass) {
	for _, f := range p.Files {
		// In a page's body and in comments it is as harmful, and nothing else writes it.
		if f.Root == nil || !bytes.Contains(f.Source, []byte("{{")) && !bytes.Contains(f.Source, []byte("<%")) && bytes.IndexByte(f.Source, '\\') < 0 {
			continue
		}
		p.templateIn(f.Root)
	}
	for _, page := range p.Pages {
		if i := templateAt(page.Body.Value); i >= 0 {
			p.found(p.at(&page.Body, i), fmt.Sprintf("%q is code for templates", begins(page.Body.Value[i:])), templateWayOut)
		}
	}
	// Markdown takes a backslash away, and makes &#123; a brace.
	for t := range p.Texts() {
		if (strings.IndexByte(t.Prose.Value, '\\') >= 0 || strings.IndexByte(t.Prose.Value, '&') >= 0) && !holdsTemplate(t.Prose.Value) {
			p.disguisedTemplate(t.Prose)
		}
	}
}

func (p *pass) disguisedTemplate(t *catalog.Prose) {
	for _, l := range t.Doc.Links {
		if i := templateAt(l.Destination); i >= 0 {
			p.found(p.at(t, l.At), fmt.Sprintf("%q is code for templates", begins(l.Destination[i:])), templateWayOut)
			return
		}
	}
	var said strings.Builder
	for _, run := range t.Doc.Runs() {
		from := said.Len()
		said.WriteString(run.Text)
		if i := templateAt(said.String()[max(0, from-1):]); i >= 0 {
			p.found(p.at(t, run.At), fmt.Sprintf("%q is code for templates", begins(said.String()[max(0, from-1)+i:])), templateWayOut)
			return
		}
	}
}

func (p *pass) templateIn(n *catalog.Node) {
	if i := templateAt(n.Value); i >= 0 && n.Shape == catalog.TextShape {
		p.found(p.within(n.Pos, n.Value, i), fmt.Sprintf("%q is code for templates", begins(n.Value[i:])), templateWayOut)
	}
	for _, item := range n.Items {
		p.templateIn(item)
	}
	for _, k := range n.Keys {
		if i := templateAt(k.Name.Value); i >= 0 {
			p.found(k.Name.Pos, fmt.Sprintf("%q is code for templates", begins(k.Name.Value[i:])), templateWayOut)
		}
		p.templateIn(k.Value)
	}
}

func holdsTemplate(s string) bool { return templateAt(s) >= 0 }

// templateAt is where code of templates begins, -1 where there is none.
func templateAt(s string) int {
	first := -1
	for _, mark := range templateMarks {
		if i := strings.Index(s, mark); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}

// begins is a piece of code up to its end, or its first words.
func begins(code string) string {
	code, _, _ = strings.Cut(code, "\n")
	for _, end := range []string{"}}", "%>"} {
		if i := strings.Index(code, end); i >= 0 {
			code = code[:i+len(end)]
		}
	}
	return shorten(code)
}
