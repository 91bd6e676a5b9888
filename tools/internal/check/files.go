package check

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"backupfirstaid/tools/internal/catalog"
)

// fileRules are about what a file is and where it lies.
var fileRules = []Rule{
	{
		Name:  "file-name",
		Title: "A file lies in the folder of its kind, and its name is its id and .yaml.",
		Why:   "The name is the entry's address on the site and what other files call it. Anything else in data/ would be silently left out.",
		Wrong: "-- data/fixes/Restart_Phone.yml --\ntitle: Restart the phone\n",
		Right: rightFix,
		check: fileNames,
	},
	{
		Name:  "real-file",
		Title: "What has the name of a file is one: no folder, and no link to another file.",
		Why:   "A link could lead out of the project and show what was never meant to be published; a folder holds no entry.",
		Wrong: "-- data/fixes/restart-phone.yaml/steps.txt --\nHold the power button.\n",
		Right: rightFix,
		check: problems(catalog.NoFile),
	},
	{
		Name:  "file-size",
		Title: fmt.Sprintf("A file is at most %d KB, and at most %d groups and lists lie inside each other.", catalog.MaxBytes>>10, catalog.MaxDepth),
		Why:   "One entry is a few KB. What is much larger was made by a program, most often to keep another one busy.",
		Wrong: "-- data/fixes/look-around.yaml --\nneeds: [[[[[[[a cable]]]]]]]\n",
		Right: "-- data/fixes/look-around.yaml --\nneeds:\n  - A cable.\n",
		check: problems(catalog.TooLarge),
	},
	{
		Name:  "utf-8",
		Title: "A file is text in UTF-8.",
		Why:   "UTF-8 is what nearly all editors write today. In another encoding, é and “ become other characters on the page.",
		Wrong: "-- data/fixes/restart-phone.yaml --\ntitle: Restart the caf\xe9 phone\n",
		Right: "-- data/fixes/look-around.yaml --\ntitle: Look around the café\n",
		check: problems(catalog.NoText),
	},
	{
		Name:  "byte-order-mark",
		Title: "A file begins with its first character, not with a byte order mark.",
		Why:   "Some editors put the mark there. Nobody sees it, and some programs take it for a part of the first key.",
		Wrong: "-- data/fixes/restart-phone.yaml --\n\ufefftitle: Restart the phone\nsummary: Ends what hangs.\nplatforms:\n  - box\nminutes: 3\ntouches: restart\nsteps:\n  - Hold the power button.\ndone: The phone starts.\n" + someSource,
		Right: rightFix,
		Mends: formatCommand,
		check: byteOrderMarks,
	},
	{
		Name:  "line-ends",
		Title: "Lines end as on Linux and on a Mac, not as on Windows.",
		Why:   "Windows ends a line with one character more, a carriage return. With it, every line of the file counts as changed.",
		Wrong: "-- data/fixes/look-around.yaml --\nminutes: 3\r\n",
		Right: "-- data/fixes/look-around.yaml --\nminutes: 3\n",
		Mends: formatCommand,
		check: lineEnds,
	},
	{
		Name:  "tabs",
		Title: "Lines are indented with spaces.",
		Why:   "YAML does not take tabs: how deep one is depends on who looks.",
		Wrong: "-- data/fixes/look-around.yaml --\nsteps:\n\t- Open it.\n",
		Right: "-- data/fixes/look-around.yaml --\nsteps:\n  - Open it.\n",
		check: tabs,
	},
	{
		Name:  "yaml",
		Title: "A file is keys with values, written in YAML that can be read.",
		Why:   "What can't be read can't be checked or published. Most often a text needs quotes, because a colon and a space stand in it.",
		Wrong: "-- data/fixes/look-around.yaml --\nsummary: Good to know: nothing is lost.\n",
		Right: "-- data/fixes/look-around.yaml --\nsummary: \"Good to know: nothing is lost.\"\n",
		check: problems(catalog.BadYAML),
	},
	{
		Name:  "plain-yaml",
		Title: "A file holds no anchors, aliases, merge keys or tags.",
		Why:   "These are the words of YAML that begin with &, *, << or !. They make a file mean something else than what stands in it, and a small file huge.",
		Wrong: "-- data/fixes/look-around.yaml --\ndone: &same You know.\nsummary: Shows what is there.\n",
		Right: "-- data/fixes/look-around.yaml --\ndone: You know.\nsummary: Shows what is there.\n",
		check: oddities,
	},
	{
		Name:   "formatting",
		Title:  "A file is written in the one way of writing.",
		Why:    "Where all files look alike, a change shows what was changed and nothing else. A command does it; nothing of this keeps a correction from being taken.",
		Wrong:  "-- data/fixes/look-around.yaml --\nplatforms: [cloud, box]\n",
		Right:  "-- data/fixes/look-around.yaml --\nplatforms:\n  - cloud\n  - box\n",
		Note:   true,
		Yields: true,
		check:  formatting,
	},
}

// someSource and rightFix serve examples that need a whole file.
const (
	someSource = "sources:\n  - title: Restart your Pixel\n    url: https://support.google.com/pixelphone/\n    by: maker\n    checked: 2026-11-22\n"
	rightFix   = "-- data/fixes/restart-phone.yaml --\ntitle: Restart the phone\nsummary: Ends what hangs.\nplatforms:\n  - box\nminutes: 3\ntouches: restart\nsteps:\n  - Hold the power button.\ndone: The phone starts.\n" + someSource
)

// problems makes the function of the rule for a sort of problem.
func problems(sort catalog.ProblemSort) func(*pass) {
	return func(p *pass) {
		for _, f := range p.Files {
			if f.Problem != nil && f.Problem.Sort == sort {
				p.found(f.Problem.Pos, f.Problem.Message, f.Problem.WayOut)
			}
		}
	}
}

func oddities(p *pass) {
	for _, f := range p.Files {
		for _, odd := range f.Odd {
			p.found(odd.Pos, "this is "+odd.What, `write the value itself; a text that begins with &, * or ! needs "quotes"`)
		}
	}
}

func byteOrderMarks(p *pass) {
	for _, f := range p.Files {
		if f.ByteOrderMark {
			p.found(catalog.Pos{File: f.Path, Line: 1, Column: 1}, "the file begins with a byte order mark (U+FEFF)", repair(f))
		}
	}
}

func lineEnds(p *pass) {
	for _, f := range p.Files {
		if f.CarriageReturn > 0 {
			p.found(catalog.Pos{File: f.Path, Line: f.CarriageReturn, Column: 1}, "the line ends with a carriage return and a line feed", repair(f))
		}
	}
}

// formatCommand writes data files in the one way.
const formatCommand = "go run ./tools/data fmt"

// repair is the way out that a command goes by itself. Pages are for their authors to format.
func repair(f *catalog.File) string {
	if f.Kind == catalog.Pages {
		return "save the file with line feeds alone, and as UTF-8 without a byte order mark"
	}
	return "run: " + formatCommand + " " + f.Path
}

func tabs(p *pass) {
	problems(catalog.Tab)(p)
	for _, f := range p.Files {
		if f.Kind == catalog.Pages || f.Root == nil || bytes.IndexByte(f.Source, '\t') < 0 {
			continue
		}
		for n, line := range bytes.Split(f.Source, []byte("\n")) {
			if i := bytes.IndexByte(line, '\t'); i >= 0 {
				p.found(catalog.Pos{File: f.Path, Line: n + 1, Column: utf8.RuneCount(line[:i]) + 1}, "there is a tab", "write spaces")
			}
		}
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func fileNames(p *pass) {
	for _, f := range p.Files {
		switch {
		case f.Problem != nil && f.Problem.Sort == catalog.NoFile:
		case f.Kind == catalog.Pages && path.Ext(f.Path) != ".md":
			p.found(top(f), "this is no .md file, and content/ holds nothing else", "move it out of content/")
		case f.Kind == catalog.Pages:
			folder, id := path.Split(f.ID)
			if !pageFolder(f.ID) {
				p.found(top(f), "no page lives in content/"+folder, "move it to content/"+catalog.Guides+" or content/")
			}
			p.idForm(top(f), id, "page")
			if folder == "" && slices.Contains(catalog.MadePages, id) {
				p.found(top(f), "the page /"+id+"/ is made from the facts", "give this one another name")
			}
		case path.Ext(f.Path) == ".yml":
			p.found(top(f), `the ending is ".yml"`, `call it "`+f.ID+`.yaml"`)
		case path.Ext(f.Path) != ".yaml":
			p.found(top(f), "this is no .yaml file, and data/ holds nothing else", "move it out of data/")
		case f.Kind == "":
			to := folders()
			if kind := folderOf(f.Path); kind != "" {
				to = "data/" + string(kind) + "/"
			}
			p.found(top(f), "no kind of entry lives in "+path.Dir(f.Path)+"/", "move it to "+to)
		case p.all.elsewhere[f.Path] != "":
			kind := p.all.elsewhere[f.Path]
			p.found(top(f), fmt.Sprintf("this has the keys of a %s, and lies among the %s", kind.One(), f.Kind), "move it to data/"+string(kind)+"/")
		default:
			p.idForm(top(f), f.ID, "file")
		}
	}
}

// folderOf is the kind in whose folder a file lies, or in a folder inside, "" for any other.
func folderOf(file string) catalog.Kind {
	for _, k := range catalog.DataKinds {
		if strings.HasPrefix(file, "data/"+string(k)+"/") {
			return k
		}
	}
	return ""
}

// pageFolder tells that pages live in the folder of a page with this id.
func pageFolder(id string) bool {
	folder := path.Dir(id)
	return folder == "." || folder+"/" == catalog.Guides
}

// kindByKeys is the kind whose keys a file has: that of its folder, unless it lacks some of
// that one's keys and has far more of another's, or all.
func kindByKeys(f *catalog.File) catalog.Kind {
	if f.Kind == catalog.Pages {
		return f.Kind
	}
	fits := func(kind catalog.Kind) (known int, whole bool) {
		whole = true
		fields := catalog.Fields(catalog.TypeOf(kind))
		for i, v := range f.Root.Values(fields) {
			if v != nil {
				known++
			}
			whole = whole && (v != nil || !fields[i].Required)
		}
		return known, whole
	}
	own, whole := fits(f.Kind)
	if whole {
		return f.Kind
	}
	const far = 2
	best, most := f.Kind, own
	for _, kind := range catalog.DataKinds {
		if known, whole := fits(kind); known > most && (whole || known >= own+far) && 2*known > len(f.Root.Keys) {
			best, most = kind, known
		}
	}
	return best
}

func folders() string {
	var names []string
	for _, k := range catalog.DataKinds {
		names = append(names, "data/"+string(k)+"/")
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

func (p *pass) idForm(at catalog.Pos, id, what string) {
	if message, wayOut := noID(id, what); message != "" {
		p.found(at, message, wayOut)
	}
}

// mostIDCharacters keeps addresses short enough to be typed from paper.
const mostIDCharacters = 60

func noID(id, what string) (message, wayOut string) {
	switch {
	case !idForm.MatchString(id):
		return fmt.Sprintf("%q is no id for a %s", id, what), "lower-case words and numbers joined by single hyphens, such as restart-phone"
	case len(id) > mostIDCharacters:
		return fmt.Sprintf("%q has %d characters", id, len(id)), fmt.Sprintf("at most %d: people type addresses from paper", mostIDCharacters)
	case id == "index" || id == "404":
		// Hugo takes an index for the page of a folder, and 404 is the page for what is missing.
		return fmt.Sprintf("%q can't be an id", id), "name it after what it is about"
	}
	return "", ""
}

// WhyNoID says why a name can't be the id of an entry, "" where it can; what is the kind's single name.
func WhyNoID(id, what string) string {
	if message, wayOut := noID(id, what); message != "" {
		return message + "; " + wayOut
	}
	return ""
}
