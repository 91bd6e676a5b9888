package check

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/markdown"
)

// shapeRules are about what the keys of an entry hold.
var shapeRules = []Rule{
	{
		Name:  "unknown-key",
		Title: "Every key is one that files of this kind have.",
		Why:   "A key is the word before the colon. One with a slip in its name would be passed over, and what it says would be missing from the page.",
		Wrong: `-- data/fixes/look-around.yaml --
need:
  - The charging cable.
`,
		Right: `-- data/fixes/look-around.yaml --
needs:
  - The charging cable.
`,
		check: unknownKeys,
	},
	{
		Name:  "duplicate-key",
		Title: "No key stands twice in a file or a group.",
		Why:   "Only one of the two can be on the page, and programs disagree on which.",
		Wrong: `-- data/fixes/look-around.yaml --
touches: look
minutes: 2
minutes: 20
`,
		Right: `-- data/fixes/look-around.yaml --
touches: look
minutes: 2
`,
		check: duplicateKeys,
	},
	{
		Name:  "missing-key",
		Title: "The keys that every file of a kind needs are there.",
		Why:   "A page without them would have a hole in it.",
		Wrong: `-- data/symptoms/full.yaml --
sources:
  - title: Back up with iCloud
    url: https://support.apple.com/en-us/108366
`,
		Right: `-- data/symptoms/full.yaml --
sources:
  - title: Back up with iCloud
    url: https://support.apple.com/en-us/108366
    by: maker
`,
		check: missingKeys,
	},
	{
		Name:  "empty-value",
		Title: "Something stands behind every key.",
		Why:   "An empty value looks as if somebody forgot it. Leave the key out instead.",
		Wrong: `-- data/fixes/clear-out.yaml --
undo:
`,
		Right: `-- data/fixes/clear-out.yaml --
undo: Nobody can bring back what you delete.
`,
		check: emptyValues,
	},
	{
		Name:  "wrong-type",
		Title: "A text is where a text is meant, a list where a list is, a number where a number is.",
		Why:   "A number in the place of a text loses digits (12.10 becomes 12.1), and a text in the place of a list is one long item. Quotes make a number a text.",
		Wrong: `-- data/symptoms/full.yaml --
codes:
  - 4013
`,
		Right: `-- data/symptoms/full.yaml --
codes:
  - "4013"
`,
		check: wrongTypes,
	},
	{
		Name:  "unknown-word",
		Title: "Where a key takes one word of a list, it is a word of that list.",
		Why:   "Pages are put in order by these words: a symptom with another word would be in no list.",
		Wrong: `-- data/symptoms/full.yaml --
phase: backing up
`,
		Right: `-- data/symptoms/full.yaml --
phase: backup
`,
		check: unknownWords,
	},
	{
		Name:  "minutes",
		Title: "Minutes are at least 1 and at most a day.",
		Why:   "They are the time that hands are busy, without the waiting, and are added up to tell a reader how long a list takes.",
		Wrong: `-- data/fixes/look-around.yaml --
minutes: 0
`,
		Right: `-- data/fixes/look-around.yaml --
minutes: 2
`,
		check: minutes,
	},
	{
		Name:  "checked-date",
		Title: "A source's day is a real one, not in the future, written year-month-day.",
		Why:   "Readers are shown the day, and judge by it how much to rely on a page.",
		Wrong: `-- data/symptoms/full.yaml --
sources:
  - title: Back up with iCloud
    url: https://support.apple.com/en-us/108366
    by: maker
    checked: 22.11.2026
`,
		Right: `-- data/symptoms/full.yaml --
sources:
  - title: Back up with iCloud
    url: https://support.apple.com/en-us/108366
    by: maker
    checked: 2026-11-22
`,
		check: checkedDates,
	},
	{
		Name:  "listed-twice",
		Title: "Nothing stands twice in a list.",
		Why:   "A reader would be sent the same way again, or read the same twice.",
		Wrong: `-- data/symptoms/full.yaml --
keywords:
  - icloud full
  - backup too big
  - icloud full
`,
		Right: `-- data/symptoms/full.yaml --
keywords:
  - icloud full
  - backup too big
`,
		check: listedTwice,
	},
	{
		Name:  "lost-text",
		Title: "No text is cut off or swallowed by the one before.",
		Why:   "Everything behind a space and a # is a comment, and a dash that is indented too deep belongs to the text above it: a step or a warning would be gone from the page. Quotes around a text keep all of it.",
		Wrong: `-- data/fixes/look-around.yaml --
done: The list shows backup #1 with today's date.
`,
		Right: `-- data/fixes/look-around.yaml --
done: "The list shows backup #1 with today's date."
`,
		check: lostTexts,
	},
	{
		Name:  "code-form",
		Title: "A code is a number or a short name without spaces.",
		Why:   "The number alone is what people search for, and a part of an address: /codes/#4013. Whole sentences are messages.",
		Wrong: `-- data/symptoms/full.yaml --
codes:
  - Error 4013
`,
		Right: `-- data/symptoms/full.yaml --
codes:
  - "4013"
`,
		check: codeForms,
	},
	{
		Name:  "placeholder",
		Title: "Everything is written.",
		Why:   "A reader would find a gap where help should be.",
		Wrong: "-- data/fixes/look-around.yaml --\nsummary: " + catalog.Placeholder + "\nminutes: " + catalog.Placeholder + "\n",
		Right: "-- data/fixes/look-around.yaml --\nsummary: Shows what is there.\nminutes: 2\n",
		check: placeholders,
	},
	{
		Name:  "length",
		Title: "Texts and lists are no longer than a worried reader can take.",
		Why:   "What is too long is not read, and does not fit on a phone or a sheet. How long each may be stands in the schemas.",
		Wrong: "-- data/fixes/look-around.yaml --\ntitle: Look around in the settings of the phone until you have found out where it keeps its backups\n",
		Right: "-- data/fixes/look-around.yaml --\ntitle: Find out where the phone keeps its backups\n",
		check: lengths,
	},
	{
		Name:  "something-seen",
		Title: "A symptom has messages, codes or signs.",
		Why:   "It is how a reader knows that the page is about their trouble.",
		Wrong: `-- data/symptoms/paused.yaml --
title: The backup is paused
platforms:
  - cloud
phase: backup
causes:
  - The Wi-Fi dropped.
fixes:
  - look-around
get_help_when: After three nights.
` + someSource,
		Right: `-- data/symptoms/paused.yaml --
title: The backup is paused
platforms:
  - cloud
phase: backup
messages:
  - Waiting for Wi-Fi
causes:
  - The Wi-Fi dropped.
fixes:
  - look-around
get_help_when: After three nights.
` + someSource,
		check: somethingSeen,
	},
	{
		Name:  "picture",
		Title: "A picture is named by its file in assets/pictures, an SVG.",
		Why:   "Drawings made for this site stay sharp on every screen and on paper, and weigh little.",
		Wrong: `-- data/fixes/look-around.yaml --
picture:
  file: Side Button.png
  alt: The side button is at the right.
`,
		Right: `-- data/fixes/look-around.yaml --
picture:
  file: side-button.svg
  alt: The side button is at the right.
`,
		check: pictures,
	},
}

// group is a group of keys that the format knows: a file's own, or that of a source, an address, a picture.
type group struct {
	node *catalog.Node
	// what names it: "a fix", "a source".
	what   string
	fields []catalog.Field
	// values are those of the fields, nil for a key that is not there.
	values []*catalog.Node
	// odd tells that it has a key that is none, or one twice.
	odd bool
}

// groupsOf are the groups of a file.
func groupsOf(f *catalog.File) []group {
	var list []group
	var walk func(n *catalog.Node, what string, t reflect.Type)
	walk = func(n *catalog.Node, what string, t reflect.Type) {
		if n.Shape != catalog.MapShape {
			return
		}
		g := group{node: n, what: what, fields: catalog.Fields(t)}
		g.values = n.Values(g.fields)
		there := 0
		for _, v := range g.values {
			if v != nil {
				there++
			}
		}
		g.odd = there != len(n.Keys)
		list = append(list, g)
		for i, field := range g.fields {
			switch value := g.values[i]; {
			case value == nil:
			case field.Type == reflect.TypeFor[[]catalog.Source]():
				for _, item := range value.Items {
					walk(item, "a source", field.Type.Elem())
				}
			case isGroup(field.Type):
				walk(value, `"`+field.Key+`"`, field.Type)
			}
		}
	}
	if f.Root != nil {
		walk(f.Root, entryOf[f.Kind], catalog.TypeOf(f.Kind))
	}
	return list
}

// entryOf is what the keys of a file are said to be of.
var entryOf = func() map[catalog.Kind]string {
	names := map[catalog.Kind]string{}
	for _, kind := range append([]catalog.Kind{catalog.Pages}, catalog.DataKinds...) {
		names[kind] = "a " + kind.One()
	}
	return names
}()

// groups visits every group of keys of all files.
func (p *pass) groups(visit func(g *group)) {
	for _, list := range p.all.groups {
		for i := range list {
			visit(&list[i])
		}
	}
}

// fields visits the fields of all groups that are there.
func (p *pass) fields(visit func(v *catalog.Node, f *catalog.Field)) {
	p.groups(func(g *group) { g.visit(visit) })
}

// visit visits the fields that are there.
func (g *group) visit(visit func(v *catalog.Node, f *catalog.Field)) {
	for i, v := range g.values {
		if v != nil {
			visit(v, &g.fields[i])
		}
	}
}

func isGroup(t reflect.Type) bool {
	return t == reflect.TypeFor[catalog.Address]() || t == reflect.TypeFor[catalog.Picture]()
}

func keys(fields []catalog.Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Key)
	}
	return out
}

func unknownKeys(p *pass) {
	p.groups(func(g *group) {
		for _, k := range g.node.Keys {
			if slices.ContainsFunc(g.fields, func(f catalog.Field) bool { return f.Key == k.Name.Value }) {
				continue
			}
			known := keys(g.fields)
			wayOut := "the keys are: " + strings.Join(known, ", ")
			if key := meant(k.Name.Value, known); key != "" {
				wayOut = `did you mean "` + key + `"?`
			}
			p.found(k.Name.Pos, fmt.Sprintf("%s has no key %q", g.what, k.Name.Value), wayOut)
		}
	})
}

func duplicateKeys(p *pass) {
	seen := map[string]int{}
	twice := func(n *catalog.Node) {
		clear(seen)
		for _, k := range n.Keys {
			if line, ok := seen[k.Name.Value]; ok {
				p.found(k.Name.Pos, fmt.Sprintf("%q stands in line %d already", k.Name.Value, line), "keep one of the two")
				continue
			}
			seen[k.Name.Value] = k.Name.Pos.Line
		}
	}
	p.groups(func(g *group) { twice(g.node) })
	p.fields(func(v *catalog.Node, f *catalog.Field) {
		if isMap(f.Type) {
			twice(v)
		}
	})
}

// isMap tells that a value of the type is a group whose keys are the contributor's own.
func isMap(t reflect.Type) bool {
	return t == reflect.TypeFor[catalog.Steps]() || t == reflect.TypeFor[[]catalog.Place]()
}

func missingKeys(p *pass) {
	p.groups(func(g *group) {
		for i, f := range g.fields {
			if f.Required && g.values[i] == nil && !misspelt(g.node, f.Key, keys(g.fields)) {
				p.found(g.node.Pos, fmt.Sprintf("%s needs %q", g.what, f.Key), "add a line that begins "+f.Key+":")
			}
		}
	})
}

func emptyValues(p *pass) {
	var empty func(n *catalog.Node, key string, prose bool)
	empty = func(n *catalog.Node, key string, prose bool) {
		switch n.Shape {
		case catalog.Missing:
			p.found(n.Pos, fmt.Sprintf("nothing stands behind %q", key), "write it, or take the key away")
		case catalog.TextShape:
			if strings.TrimSpace(n.Value) == "" {
				p.found(n.Pos, fmt.Sprintf("the text of %q is empty", key), "write it, or take it away")
			} else if !prose && !markdown.Visible(n.Value) {
				p.found(n.Pos, invisible, writeIt)
			}
		case catalog.ListShape:
			if len(n.Items) == 0 {
				p.found(n.Pos, fmt.Sprintf("the list %q is empty", key), "write an item, or take the key away")
			}
			for _, item := range n.Items {
				if item.Shape != catalog.MapShape {
					empty(item, key, prose)
				}
			}
		case catalog.MapShape:
			if len(n.Keys) == 0 {
				p.found(n.Pos, fmt.Sprintf("%q is empty", key), "write it, or take the key away")
			}
		}
	}
	p.fields(func(v *catalog.Node, f *catalog.Field) {
		empty(v, f.Key, isProse(f.Type))
		if isMap(f.Type) {
			for _, k := range v.Keys {
				empty(k.Value, k.Name.Value, isProse(f.Type))
			}
		}
	})
	for t := range p.Texts() {
		if strings.TrimSpace(t.Prose.Value) != "" && !t.Prose.Doc.Visible {
			p.found(t.Prose.Pos, invisible, writeIt)
		}
	}
}

const (
	invisible = "a reader sees nothing of this text"
	writeIt   = "write what it should say, or take it away"
)

// isProse tells that texts of the type are Markdown.
func isProse(t reflect.Type) bool {
	return t == reflect.TypeFor[catalog.Prose]() || t == reflect.TypeFor[[]catalog.Prose]() || t == reflect.TypeFor[catalog.Steps]()
}

func wrongTypes(p *pass) {
	p.fields(p.fits)
}

// wholeForm is a whole number as everybody reads it: 012 is 10 to some programs.
var wholeForm = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,8})$`)

func isWhole(v *catalog.Node) bool {
	return v.Shape == catalog.NumberShape && wholeForm.MatchString(v.Value)
}

const dashes = `a list has one item a line, each with a dash: "  - …"`

// fits holds a value against the type of its key.
func (p *pass) fits(v *catalog.Node, f *catalog.Field) {
	switch f.Type {
	case reflect.TypeFor[catalog.Text](), reflect.TypeFor[catalog.Prose](), reflect.TypeFor[catalog.Date]():
		p.isText(v, f.Key)
	case reflect.TypeFor[catalog.Whole]():
		if placeholder(v) {
			return
		}
		if v.Shape != catalog.Missing && v.Shape != catalog.OtherShape && !isWhole(v) {
			wayOut := "write digits only, such as 5, without quotes"
			if v.Shape == catalog.NumberShape && strings.Trim(v.Value, "0123456789") == "" {
				wayOut = fmt.Sprintf("write a number from %d to %d", f.From, f.To)
				if v.Value[0] == '0' {
					wayOut += ", without a 0 before it"
				}
			}
			p.found(v.Pos, fmt.Sprintf("%q is a whole number", f.Key), wayOut)
		}
	case reflect.TypeFor[[]catalog.Text](), reflect.TypeFor[[]catalog.Prose]():
		p.isTextList(v, f.Key)
	case reflect.TypeFor[[]catalog.Source]():
		if p.is(v, catalog.ListShape, f.Key, dashes) {
			for _, item := range v.Items {
				p.is(item, catalog.MapShape, "a source", "a source has the keys title, url and by")
			}
		}
	case reflect.TypeFor[[]catalog.Place]():
		if p.is(v, catalog.MapShape, f.Key, "write one place a line, such as backup: Settings > Backup") {
			for _, k := range v.Keys {
				p.isText(k.Value, k.Name.Value)
			}
		}
	case reflect.TypeFor[catalog.Steps]():
		if v.Shape != catalog.MapShape {
			p.isTextList(v, f.Key)
			return
		}
		byPlatform := slices.ContainsFunc(v.Keys, func(k catalog.Key) bool {
			return k.Value.Shape != catalog.TextShape || p.Has(catalog.Platforms, k.Name.Value)
		})
		if len(v.Keys) > 0 && !byPlatform {
			// Steps without dashes are one slip, however many they are.
			p.is(v, catalog.ListShape, f.Key, dashes)
			return
		}
		for _, k := range v.Keys {
			p.isTextList(k.Value, k.Name.Value)
		}
	default:
		p.is(v, catalog.MapShape, f.Key, "write its keys below it, indented by two spaces")
	}
}

func (p *pass) is(v *catalog.Node, want catalog.Shape, key, wayOut string) bool {
	if v.Shape == want || v.Shape == catalog.Missing || v.Shape == catalog.OtherShape {
		return v.Shape == want
	}
	p.found(v.Pos, fmt.Sprintf("%q is %s, and this is %s", key, want, v.Shape), wayOut)
	return false
}

func (p *pass) isTextList(v *catalog.Node, key string) {
	if p.is(v, catalog.ListShape, key, dashes) {
		for _, item := range v.Items {
			p.isText(item, "an item of "+key)
		}
	}
}

func (p *pass) isText(v *catalog.Node, key string) {
	switch v.Shape {
	case catalog.TextShape, catalog.Missing, catalog.OtherShape:
	case catalog.NumberShape, catalog.TruthShape:
		p.found(v.Pos, fmt.Sprintf("%s is read as %s, and a text is meant", v.Value, v.Shape), fmt.Sprintf("put it in quotes: %q", v.Value))
	case catalog.MapShape:
		p.found(v.Pos, fmt.Sprintf("%q is a text, and this is read as a group of keys", key), `put a text with ": " in it in "quotes"`)
	default:
		p.found(v.Pos, fmt.Sprintf("%q is a text, and this is %s", key, v.Shape), "write the words themselves")
	}
}

func unknownWords(p *pass) {
	p.fields(func(v *catalog.Node, f *catalog.Field) {
		if len(f.OneOf) == 0 || v.Shape != catalog.TextShape || placeholder(v) || v.Value == "" || slices.Contains(f.OneOf, v.Value) {
			return
		}
		wayOut := didYouMean(v.Value, f.OneOf)
		if wayOut == "" {
			wayOut = oneOf(f.OneOf)
		}
		p.found(v.Pos, fmt.Sprintf("%q can't be %q", f.Key, v.Value), wayOut)
	})
}

func minutes(p *pass) {
	few := func(f *catalog.File, m catalog.Whole) {
		const most = 24 * 60
		if m.Set && (m.Value < 1 || m.Value > most) && isWhole(f.Root.Get("minutes")) {
			p.found(m.Pos, fmt.Sprintf("%d minutes can't be", m.Value), fmt.Sprintf("write the time that hands are busy, from 1 to %d", most))
		}
	}
	for _, f := range p.Fixes {
		few(f.File, f.Minutes)
	}
	for _, r := range p.Routines {
		few(r.File, r.Minutes)
	}
}

func checkedDates(p *pass) {
	// Where the reader of a source lives it may be tomorrow already.
	tomorrow := p.day.AddDate(0, 0, 1).Format(catalog.DateForm)
	p.sources(func(s *catalog.Source) {
		if s.Checked.Value == "" {
			return
		}
		switch _, ok := s.Checked.Day(); {
		case !ok:
			p.found(s.Checked.Pos, fmt.Sprintf("%q is no day", s.Checked.Value), "write it year-month-day, such as 2026-11-22")
		case !p.day.IsZero() && s.Checked.Value > tomorrow:
			p.found(s.Checked.Pos, fmt.Sprintf("%q lies in the future", s.Checked.Value), "write the day on which somebody read the source")
		}
	})
}

// sources visits the sources of all entries and pages.
func (p *pass) sources(visit func(*catalog.Source)) {
	all := func(list []catalog.Source) {
		for i := range list {
			visit(&list[i])
		}
	}
	for _, e := range p.Platforms {
		all(e.Sources)
	}
	for _, e := range p.Symptoms {
		all(e.Sources)
	}
	for _, e := range p.Fixes {
		all(e.Sources)
	}
	for _, e := range p.Routines {
		all(e.Sources)
	}
	for _, e := range p.Pages {
		all(e.Sources)
	}
}

func listedTwice(p *pass) {
	seen := map[string]int{}
	twice := func(list []*catalog.Node, what func(*catalog.Node) *catalog.Node) {
		if len(list) < 2 {
			return
		}
		clear(seen)
		for _, item := range list {
			v := what(item)
			if v == nil || v.Shape != catalog.TextShape || placeholder(v) {
				continue
			}
			if line, ok := seen[v.Value]; ok {
				p.found(v.Pos, fmt.Sprintf("%q stands in line %d already", shorten(v.Value), line), "keep one of the two")
			}
			seen[v.Value] = v.Pos.Line
		}
	}
	itself := func(n *catalog.Node) *catalog.Node { return n }
	p.fields(func(v *catalog.Node, f *catalog.Field) {
		switch f.Type {
		case reflect.TypeFor[[]catalog.Source]():
			twice(v.Items, func(source *catalog.Node) *catalog.Node { return source.Get("url") })
		case reflect.TypeFor[[]catalog.Text](), reflect.TypeFor[[]catalog.Prose]():
			twice(v.Items, itself)
		}
	})
}

var codeForm = regexp.MustCompile(`^-?[A-Za-z0-9]+([-._][A-Za-z0-9]+)*$`)

func codeForms(p *pass) {
	for _, s := range p.Symptoms {
		for _, code := range s.Codes {
			if code.Value != "" && !codeForm.MatchString(code.Value) {
				p.found(code.Pos, fmt.Sprintf("%q is no code", code.Value), "write the number or short name alone, such as \"4013\"; whole sentences are messages")
			}
		}
	}
}

var pictureForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.svg$`)

func pictures(p *pass) {
	one := func(picture catalog.Picture) {
		if file := picture.File; file.Value != "" && !pictureForm.MatchString(file.Value) {
			p.found(file.Pos, fmt.Sprintf("%q is no name of a picture", file.Value), "write the name of a file in assets/pictures, such as side-button.svg")
		}
	}
	for _, f := range p.Fixes {
		one(f.Picture)
	}
	for _, page := range p.Pages {
		one(page.Picture)
	}
}

func lostTexts(p *pass) {
	var look func(n *catalog.Node)
	// Where a word from a list or an id stands, nothing that matters can be cut off.
	wordless := []string{"url", "platforms", "fixes", "related", "formerly", "codes", "checked"}
	look = func(n *catalog.Node) {
		switch {
		case n.Comment:
			p.found(n.Pos, "what stands behind the # is cut off", "put the whole text in \"quotes\", or move a comment to a line of its own")
		case n.Bullet:
			p.found(n.Pos, "a dash below this text became a part of it", "indent all dashes of a list alike")
		}
		for _, item := range n.Items {
			look(item)
		}
		for _, k := range n.Keys {
			look(k.Value)
		}
	}
	p.fields(func(v *catalog.Node, f *catalog.Field) {
		// Groups are visited by themselves.
		group := isGroup(f.Type) || f.Type == reflect.TypeFor[[]catalog.Source]()
		if !group && len(f.OneOf) == 0 && !slices.Contains(wordless, f.Key) {
			look(v)
		}
	})
}

func somethingSeen(p *pass) {
	for _, s := range p.Symptoms {
		root := s.File.Root
		if root.Get("messages") == nil && root.Get("codes") == nil && root.Get("signs") == nil &&
			lacks(s.File, "messages") && lacks(s.File, "codes") && lacks(s.File, "signs") {
			p.found(top(s.File), "a symptom needs messages, codes or signs", "write what a person sees, one item a line")
		}
	}
}

func placeholder(v *catalog.Node) bool {
	return v.Shape == catalog.TextShape && strings.Contains(v.Value, catalog.Placeholder)
}

// values visits every value of a field that the format knows, of all files.
func (p *pass) values(visit func(v *catalog.Node, f *catalog.Field)) {
	for _, list := range p.all.groups {
		valuesOf(list, visit)
	}
}

// valuesOf visits those of some groups.
func valuesOf(groups []group, visit func(v *catalog.Node, f *catalog.Field)) {
	var walk func(v *catalog.Node, f *catalog.Field)
	walk = func(v *catalog.Node, f *catalog.Field) {
		visit(v, f)
		for _, item := range v.Items {
			if item.Shape != catalog.MapShape {
				walk(item, f)
			}
		}
		if isMap(f.Type) {
			for _, k := range v.Keys {
				walk(k.Value, f)
			}
		}
	}
	for i := range groups {
		groups[i].visit(walk)
	}
}

// unwritten are marks that people leave where something is still to be written.
var unwritten = regexp.MustCompile(`\b(TODO|TBD|FIXME|XXX)\b|(?i:lorem ipsum)|\?\?\?`)

// unwrittenPieces are pieces one of which unwritten finds, whatever it finds.
var unwrittenPieces = []string{"TODO", "TBD", "FIXME", "XXX", "???", "psum", "PSUM"}

// maybeUnwritten is quick, and true wherever unwritten finds something.
func maybeUnwritten(s string) bool {
	return slices.ContainsFunc(unwrittenPieces, func(piece string) bool { return strings.Contains(s, piece) })
}

func placeholders(p *pass) {
	for i, f := range p.Files {
		if perhapsUnwritten(f.Source) {
			p.unwrittenIn(p.all.groups[i])
		}
	}
	for _, page := range p.Pages {
		if !maybeUnwritten(page.Body.Value) {
			continue
		}
		if mark := unwritten.FindString(page.Body.Doc.Loose()); mark != "" {
			p.found(p.search(&page.Body).next(mark), fmt.Sprintf("%q says that something is still to be written", mark), "write it, or take it away")
		}
	}
}

// perhapsUnwritten is quick, and true wherever a value of a file is still to be written. What is
// looked for there may be broken into two lines in the file, or written with escapes.
func perhapsUnwritten(source []byte) bool {
	holds := func(piece string) bool { return bytes.Contains(source, []byte(piece)) }
	first, _, _ := strings.Cut(catalog.Placeholder, " ")
	return holds(`\`) || holds(first) || slices.ContainsFunc(unwrittenPieces, holds)
}

func (p *pass) unwrittenIn(groups []group) {
	valuesOf(groups, func(v *catalog.Node, f *catalog.Field) {
		if v.Shape != catalog.TextShape {
			return
		}
		switch {
		case placeholder(v):
			p.found(v.Pos, fmt.Sprintf("%q is still to be written", f.Key), p.meaning(f))
		case maybeUnwritten(v.Value):
			if mark := unwritten.FindString(v.Value); mark != "" {
				p.found(v.Pos, fmt.Sprintf("%q says that something is still to be written", mark), "write it, or take it away")
			}
		}
	})
}

// meaning is what a field wants, for somebody who fills it in.
func (p *pass) meaning(f *catalog.Field) string {
	if len(f.OneOf) > 0 {
		return oneOf(f.OneOf)
	}
	if f.Example == "" {
		return f.About
	}
	return f.About + " Such as: " + f.Example
}

func lengths(p *pass) {
	p.values(func(v *catalog.Node, f *catalog.Field) {
		switch {
		case v.Shape == catalog.TextShape && f.MostCharacters > 0 && len(v.Value) > f.MostCharacters:
			if n := utf8.RuneCountInString(v.Value); n > f.MostCharacters {
				p.found(v.Pos, fmt.Sprintf("a text of %q has %d characters", f.Key, n), fmt.Sprintf("at most %d: say less, or make two of it", f.MostCharacters))
			}
		case v.Shape == catalog.ListShape && f.MostItems > 0 && len(v.Items) > f.MostItems:
			p.found(v.Items[f.MostItems].Pos, fmt.Sprintf("a list of %q has %d items", f.Key, len(v.Items)), fmt.Sprintf("at most %d: keep those that matter", f.MostItems))
		case v.Shape == catalog.MapShape && f.MostItems > 0 && f.Type == reflect.TypeFor[[]catalog.Place]() && len(v.Keys) > f.MostItems:
			p.found(v.Keys[f.MostItems].Name.Pos, fmt.Sprintf("%q has %d lines", f.Key, len(v.Keys)), fmt.Sprintf("at most %d: keep those that texts use", f.MostItems))
		}
	})
}
