package check

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/markdown"
)

// textRules are about what a text may contain.
var textRules = []Rule{
	{
		Name:  "link-scheme",
		Title: "A link in a text begins with https:// or names an entry, and pictures stay out of texts.",
		Why:   "Anything else could run a program, load something from elsewhere, or break when a page moves. An entry is named as in fix:restart-phone, likewise symptom:, platform:, routine: and page:.",
		Wrong: `-- data/fixes/look-around.yaml --
done: You know what fills it. [Clear out](/fixes/clear-out/) now.
`,
		Right: `-- data/fixes/look-around.yaml --
done: You know what fills it. [Clear out](fix:clear-out) now.
`,
		check: linkSchemes,
	},
	{
		Name:  "bare-address",
		Title: "An address that a text spells out begins with https://.",
		Why:   "Readers type it in as it stands, and what comes over http:// can be changed on the way.",
		Wrong: `-- data/fixes/look-around.yaml --
steps:
  - Open http://photos.google.com in a browser.
`,
		Right: `-- data/fixes/look-around.yaml --
steps:
  - Open https://photos.google.com in a browser.
`,
		check: bareAddresses,
	},
	{
		Name:  "stray-mark",
		Title: "Stars, brackets and braces that should make something are not left for the reader to see.",
		Why:   "Two stars with a space behind them make nothing bold, and a title or a message is plain text: readers would see the marks themselves.",
		Wrong: `-- data/fixes/look-around.yaml --
steps:
  - Tap ** Back Up Now**.
`,
		Right: `-- data/fixes/look-around.yaml --
steps:
  - Tap **Back Up Now**.
`,
		check: strayMarks,
	},
	{
		Name:  "heading",
		Title: "Texts in data files have no headings, and those of a page in content/ begin at ##.",
		Why:   "A text stands below a heading of its page already, and # is the page's title. Screen readers find their way by headings.",
		Wrong: `-- content/guides/rule.md --
---
title: The 3-2-1 rule
description: Three copies, two kinds, one elsewhere.
---
# Three copies

One of them is the phone.
`,
		Right: `-- content/guides/rule.md --
---
title: The 3-2-1 rule
description: Three copies, two kinds, one elsewhere.
---
## Three copies

One of them is the phone.
`,
		check: headings,
	},
	{
		Name:  "raw-html",
		Title: "Texts hold no HTML.",
		Why:   "It could break the page or do harm. Two stars around words make them bold; Markdown has a mark for all that a text needs.",
		Wrong: `-- data/fixes/look-around.yaml --
done: The backup shows <b>today's date</b>.
`,
		Right: `-- data/fixes/look-around.yaml --
done: The backup shows **today's date**.
`,
		check: rawHTML,
	},
	{
		Name:  "code-language",
		Title: "A block of commands names its language behind the three marks, such as bash.",
		Why:   "Commands are colored by their language, which makes a slip in typing easier to see. An unknown name is most often a slip itself.",
		Wrong: "-- data/fixes/look-around.yaml --\nsteps:\n  - |-\n    Type this:\n\n    ```\n    adb devices\n    ```\n",
		Right: "-- data/fixes/look-around.yaml --\nsteps:\n  - |-\n    Type this:\n\n    ```bash\n    adb devices\n    ```\n",
		check: codeLanguages,
	},
}

func linkSchemes(p *pass) {
	p.links(func(at func() catalog.Pos, l markdown.Link) {
		_, _, entry := entryLink(l.Destination)
		switch {
		case l.Image:
			p.found(at(), "a picture can't stand in a text", "a fix has the key picture: for one")
			return
		case entry, isHTTPS(l.Destination):
			// A name before the host is for clean-address, a host that looks like another for real-host.
		case strings.HasPrefix(l.Destination, "http://"):
			p.found(at(), fmt.Sprintf("the link %q is not secure", l.Destination), "write https:// if the page is there too, or leave the link out")
		default:
			p.found(at(), fmt.Sprintf("the link %q is neither https nor an entry", l.Destination), schemeWayOut(l.Destination))
		}
		if l.Title != "" {
			p.found(at(), fmt.Sprintf("the words %q behind the address of a link are shown nowhere", shorten(l.Title)), "write them in the text, or leave them out")
		}
	})
}

// bareAddresses says that a text spells out an address which is not https, though nothing links there.
func bareAddresses(p *pass) {
	const insecure = "http://"
	for t := range p.Texts() {
		if strings.Contains(t.Prose.Value, insecure) && strings.Contains(t.Prose.Doc.Loose(), insecure) {
			p.found(p.search(t.Prose).next(insecure), "the text has an address that is not secure", bareWayOut)
		}
	}
	for _, t := range p.all.plain {
		if strings.Contains(t.Value, insecure) {
			p.found(t.Pos, "the text has an address that is not secure", bareWayOut)
		}
	}
}

// plainTexts gives the values of groups that are shown as they are. Addresses are left out,
// and so are the words on a screen and those people search with, which are what they are.
func plainTexts(groups []group) []plainText {
	var all []plainText
	add := func(n *catalog.Node) { all = append(all, plainText{n, spot(n.Value)}) }
	for _, g := range groups {
		for i, v := range g.values {
			f := g.fields[i]
			if v == nil || f.Key == "url" || f.Key == "messages" || f.Key == "keywords" {
				continue
			}
			switch f.Type {
			case reflect.TypeFor[catalog.Text]():
				add(v)
			case reflect.TypeFor[[]catalog.Text]():
				for _, item := range v.Items {
					add(item)
				}
			case reflect.TypeFor[[]catalog.Place]():
				for _, k := range v.Keys {
					add(k.Value)
				}
			}
		}
	}
	return all
}

func strayMarks(p *pass) {
	for t := range p.Texts() {
		if t.Prose.Doc.Overload != nil || !mayStray(t.Prose) {
			continue
		}
		for _, stray := range strayMark.FindAllString(t.Prose.Doc.Loose(), -1) {
			if stray[0] == '{' && holdsTemplate(t.Prose.Doc.Plain()) {
				// Two braces are for template-code.
				continue
			}
			at, wayOut := p.search(t.Prose).next(stray), "a link is [words](fix:restart-phone) without a space, a place is {place:name}; for the mark itself write \\ before it"
			if strings.HasPrefix(stray, "**") {
				wayOut = "bold has two stars right before and right behind the words: **Back Up Now**; for the stars themselves write \\*\\*"
			}
			p.found(at, fmt.Sprintf("%q would be shown as it is", shorten(stray)), wayOut)
			// One that opens and one that closes are one slip.
			break
		}
	}
	for _, t := range p.all.plain {
		if !beginMarks.any(t.Value) {
			continue
		}
		for _, mark := range []string{"**", "](", "{place:"} {
			if strings.Contains(t.Value, mark) {
				p.found(t.Pos, fmt.Sprintf("%q would be shown as it is", mark), "titles, messages and the like are plain text: write the words alone")
				break
			}
		}
	}
}

// beginMarks are how marks of Markdown begin that a value which is none could have by mistake.
var beginMarks = setOf("*]{")

// mayStray is quick, and true wherever a text has more marks than it made something of.
func mayStray(t *catalog.Prose) bool {
	s, d := t.Value, t.Doc
	if d.Unmarked() {
		return false
	}
	links := strings.Count(s, "](")
	return strings.Count(s, "**") != 2*d.Bold || links != len(d.Links) || strings.Count(s, "[") != links || strings.Contains(s, "] (") ||
		strings.Count(s, "{") != len(d.Places)
}

// strayMark is a mark that makes nothing, with the words behind it. In braces it is one word,
// or two with a colon: a place's name, with a slip in what stands around it.
var strayMark = regexp.MustCompile(`(?i)(\*\*|\]\(|\] \(` + target + `|\]\[|(\([^()\n]{1,40}\) ?)?\[` + target + `|\{place:)[^\s\n]{0,12}|\{ ?([a-z]+ ?: ?)?[a-z][a-z0-9-]* ?\}`)

const target = `(fix|symptom|platform|routine|page|https):`

func headings(p *pass) {
	for t := range p.Texts() {
		if len(t.Prose.Doc.Headings) == 0 {
			continue
		}
		page := p.File(t.Prose.Pos.File).Kind == catalog.Pages
		for _, heading := range t.Prose.Doc.Headings {
			switch {
			case !page:
				p.found(p.at(t.Prose, heading.At), "a heading can't stand in a text", "write it in **bold**, or as a sentence")
			case heading.Level == 1:
				p.found(p.at(t.Prose, heading.At), "the page's title is its only heading of the first level", "begin with ##")
			}
		}
	}
}

const bareWayOut = "write https:// if the page is there too, or leave the address out"

func schemeWayOut(destination string) string {
	schemes := []string{"fix", "symptom", "platform", "routine", "page"}
	scheme, rest, _ := strings.Cut(destination, ":")
	if near := finding.Nearest(scheme, schemes); near != "" && rest != "" {
		return `did you mean "` + near + ":" + rest + `"?`
	}
	return "name its target: fix:, symptom:, platform:, routine: or page: with an id behind it, or https://"
}

func rawHTML(p *pass) {
	for t := range p.Texts() {
		var open elements
		for _, html := range t.Prose.Doc.RawHTML {
			if open.ends(html.Text) {
				continue
			}
			piece, _, _ := strings.Cut(html.Text, "\n")
			p.found(p.at(t.Prose, html.At), fmt.Sprintf("%q is HTML", shorten(piece)), "write Markdown: **bold**, [a link](fix:restart-phone); for a bare < write \\<")
		}
	}
	for _, t := range p.all.plain {
		if strings.IndexByte(t.Value, '<') < 0 {
			continue
		}
		if at := htmlForm.FindStringIndex(t.Value); at != nil {
			p.found(p.within(t.Pos, t.Value, at[0]), fmt.Sprintf("%q is HTML, and would be shown as it is", shorten(t.Value[at[0]:at[1]])), "titles, messages and the like are plain text: write the words alone")
		}
	}
}

// elements are those of a text that have begun and not ended.
type elements []string

var (
	htmlBegin = regexp.MustCompile(`^<([A-Za-z][A-Za-z0-9-]*)`)
	htmlEnd   = regexp.MustCompile(`^</([A-Za-z][A-Za-z0-9-]*)\s*>\s*$`)
)

// ends tells that a piece of HTML only ends an element, which was found where it begins.
func (e *elements) ends(piece string) bool {
	if begin := htmlBegin.FindStringSubmatch(piece); begin != nil {
		*e = append(*e, strings.ToLower(begin[1]))
		return false
	}
	end := htmlEnd.FindStringSubmatch(piece)
	if end == nil {
		return false
	}
	i := slices.Index(*e, strings.ToLower(end[1]))
	if i < 0 {
		return false
	}
	*e = slices.Delete(*e, i, i+1)
	return true
}

// htmlForm is how an element, a comment or the like begins, to its end.
var htmlForm = regexp.MustCompile(`(?s)<[A-Za-z/!?].*?>`)

func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

func codeLanguages(p *pass) {
	for t := range p.Texts() {
		for _, language := range t.Prose.Doc.Languages {
			switch {
			case language.Text == "":
				p.found(p.at(t.Prose, language.At), "a code block without a language", "name it behind the three marks: bash, powershell, bat or text")
			case !markdown.KnowsLanguage(language.Text):
				wayOut := didYouMean(language.Text, []string{"bash", "powershell", "bat", "text"})
				if wayOut == "" {
					wayOut = "bash, powershell, bat or text"
				}
				p.found(p.at(t.Prose, language.At), fmt.Sprintf("no language is called %q", language.Text), wayOut)
			}
		}
	}
}
