// Package search makes what the search of the site looks things up in: a script of its
// own that holds nothing but words, and where they stand.
//
// It takes a checked catalog and gives bytes. It is pure: no folder, no clock, no network; the
// same facts give the same bytes. What a reader types is held against it in the browser, by
// assets/js/find.js; nothing that is typed goes anywhere.
package search

import (
	"cmp"
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// levels are how much a word says by where it stands, from the least.
const (
	onPlatform = iota
	inSigns
	inKeywords
	inTitle
)

// document is a page that can be found.
type document struct {
	kind      catalog.Kind
	id, title string
	// restoring and platforms are of symptoms only.
	restoring bool
	platforms []int
	// level is the best place of each term.
	level map[string]int
	// phrases are what may be typed as a whole.
	phrases []phrase
}

// phrase is a text in the order of its terms.
type phrase struct {
	terms []string
	// said tells that the screen says it; else it is what people search with.
	said bool
}

// Script is the index as a script, because a page opened from a folder can load a script and no data.
func Script(c *catalog.Catalog) ([]byte, error) { return asScript(newIndex(c)) }

// Untitled is the same without the titles of what is found, for a page that holds them anyway.
func Untitled(c *catalog.Catalog) ([]byte, error) {
	x := newIndex(c)
	for _, g := range x.Groups {
		for _, page := range g.Pages {
			page[1] = ""
		}
	}
	return asScript(x)
}

func asScript(x index) ([]byte, error) {
	written, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte("var searchIndex="), written, []byte("\n")), nil
}

// index is what the script reads. Its keys are short words for the sake of nobody: Brotli makes them nothing.
type index struct {
	// The tables of folding, so that they are written once.
	Stop    string            `json:"stop"`
	Dropped string            `json:"dropped"`
	Endings [][][3]any        `json:"endings"`
	Same    map[string]string `json:"same"`
	Joins   map[string]string `json:"joins"`
	Models  string            `json:"models"`
	Units   string            `json:"units"`

	Platforms []platform `json:"platforms"`
	Groups    []group    `json:"groups"`
	// Terms are all words, sorted, with a space between. Places has as many parts: the documents in
	// which the term stands as packed numbers, the distance from the one before times 4, and the level.
	Terms  string `json:"terms"`
	Places string `json:"places"`
	// Phrases are the numbers of terms, packed. One that the screen says ends with a comma, one that people search with
	// with a full stop, and the phrases of a document with a space.
	Phrases string `json:"phrases"`
	// Names are the terms that tell whose phone and which system it is.
	Names string `json:"names"`
}

type platform struct {
	Device string `json:"device"`
	Name   string `json:"name"`
}

// group are the documents of a kind, which share the beginning of their addresses.
type group struct {
	Kind string `json:"kind"`
	At   string `json:"at"`
	// Pages are id, title and, for a symptom, the packed numbers of its phase and its platforms.
	Pages [][]string `json:"pages"`
}

func newIndex(c *catalog.Catalog) index {
	x := index{
		Stop: list(stopped), Dropped: dropped, Same: same, Joins: joins, Models: list(models), Units: list(units),
	}
	for _, g := range endings {
		var written [][3]any
		for _, e := range g {
			written = append(written, [3]any{e.from, e.long, e.to})
		}
		x.Endings = append(x.Endings, written)
	}
	names := map[string]bool{}
	for _, p := range c.Platforms {
		x.Platforms = append(x.Platforms, platform{p.Device.Value, p.Name.Value})
		for _, t := range platformTerms(p) {
			names[t] = true
		}
	}
	for _, t := range Terms(commonNames) {
		delete(names, t)
	}
	x.Names = list(names)
	docs := documents(c)
	x.Groups = groups(docs)
	x.pack(docs)
	return x
}

// commonNames are words in the names of systems that do not tell one from another.
const commonNames = "backup phone cloud computer other mobile photos apple devices"

// alsoCalled are words for phones and systems that are in no name.
var alsoCalled = map[string]string{
	"iphone": "iphone ipad ios apple", "android": "android phone",
}

func platformTerms(p *catalog.Platform) []string {
	return Terms(p.Name.Value + " " + alsoCalled[p.Device.Value])
}

func list(m map[string]bool) string {
	return strings.Join(slices.Sorted(maps.Keys(m)), " ")
}

func documents(c *catalog.Catalog) []*document {
	var docs []*document
	number := map[string]int{}
	for i, p := range c.Platforms {
		number[p.ID] = i
	}
	for _, s := range c.Symptoms {
		d := &document{kind: catalog.Symptoms, id: s.ID, title: s.Title.Value, restoring: s.Phase.Value == "restore", level: map[string]int{}}
		d.say(s.Title.Value, inTitle)
		d.phrase(s.Title.Value, true)
		for _, m := range s.Messages {
			text := unknown.ReplaceAllString(m.Value, " ")
			d.say(text, inTitle)
			d.phrase(text, true)
		}
		for _, code := range s.Codes {
			d.say(code.Value, inTitle)
			d.phrase(code.Value, true)
		}
		for _, k := range s.Keywords {
			d.keyword(k)
		}
		for _, sign := range s.Signs {
			d.say(sign.Doc.Plain(), inSigns)
		}
		for _, id := range s.Platforms {
			d.platforms = append(d.platforms, number[id.Value])
			for _, t := range platformTerms(c.Platform(id.Value)) {
				d.put(t, onPlatform)
			}
		}
		docs = append(docs, d)
	}
	add := func(kind catalog.Kind, id, title string, keywords ...catalog.Text) {
		d := &document{kind: kind, id: id, title: title, level: map[string]int{}}
		d.say(title, inTitle)
		for _, k := range keywords {
			d.keyword(k)
		}
		docs = append(docs, d)
	}
	for _, f := range c.Fixes {
		add(catalog.Fixes, f.ID, f.Title.Value)
	}
	for _, r := range c.Routines {
		add(catalog.Routines, r.ID, r.Title.Value)
	}
	for _, p := range c.Pages {
		if strings.HasPrefix(p.ID, catalog.Guides) {
			add(catalog.Pages, p.ID, p.Title.Value, p.Keywords...)
		}
	}
	return docs
}

// unknown is what differs from phone to phone in a message, such as its name.
var unknown = regexp.MustCompile(`\[[^\]]*\]`)

func (d *document) say(text string, level int) {
	for _, t := range Terms(text) {
		d.put(t, level)
	}
}

// keyword takes down words that people search with.
func (d *document) keyword(k catalog.Text) {
	d.say(k.Value, inKeywords)
	d.phrase(k.Value, false)
}

func (d *document) put(term string, level int) {
	d.level[term] = max(level, d.level[term])
}

// phrase keeps a text, once.
func (d *document) phrase(text string, said bool) {
	terms := Terms(text)
	if len(terms) > 0 && !slices.ContainsFunc(d.phrases, func(p phrase) bool { return slices.Equal(p.terms, terms) }) {
		d.phrases = append(d.phrases, phrase{terms, said})
	}
}

func groups(docs []*document) []group {
	var out []group
	for _, d := range docs {
		if len(out) == 0 || out[len(out)-1].Kind != d.kind.One() {
			out = append(out, group{Kind: d.kind.One(), At: at(d.kind)})
		}
		// The id of a page is its whole path, of which the address takes the rest.
		page := []string{strings.TrimSuffix(strings.TrimPrefix(d.kind.Address(d.id), at(d.kind)), "/"), d.title}
		if d.kind == catalog.Symptoms {
			phase := 0
			if d.restoring {
				phase = 1
			}
			page = append(page, pack(append([]int{phase}, d.platforms...)))
		}
		g := &out[len(out)-1]
		g.Pages = append(g.Pages, page)
	}
	return out
}

// at is what all addresses of a kind that is found begin with.
func at(kind catalog.Kind) string {
	if kind == catalog.Pages {
		return catalog.Guides
	}
	return string(kind) + "/"
}

// pack writes terms, where they stand, and phrases.
func (x *index) pack(docs []*document) {
	all := map[string]bool{}
	for _, d := range docs {
		for t := range d.level {
			all[t] = true
		}
	}
	terms := slices.SortedFunc(maps.Keys(all), cmp.Compare[string])
	number := make(map[string]int, len(terms))
	places := make([]string, len(terms))
	for i, t := range terms {
		number[t] = i
		var numbers []int
		last := 0
		for j, d := range docs {
			if level, ok := d.level[t]; ok {
				numbers = append(numbers, (j-last)*4+level)
				last = j
			}
		}
		places[i] = pack(numbers)
	}
	var phrases []string
	for _, d := range docs {
		var written strings.Builder
		for _, p := range d.phrases {
			var numbers []int
			for _, t := range p.terms {
				numbers = append(numbers, number[t])
			}
			end := "."
			if p.said {
				end = ","
			}
			written.WriteString(pack(numbers) + end)
		}
		if len(d.phrases) > 0 {
			phrases = append(phrases, written.String())
		}
	}
	x.Terms, x.Places, x.Phrases = strings.Join(terms, " "), strings.Join(places, " "), strings.Join(phrases, " ")
}

// digits are what packed numbers are written with; the half of 32 says that there is more to come.
const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// pack writes numbers with five bits a letter, the lowest first.
func pack(numbers []int) string {
	var b strings.Builder
	for _, n := range numbers {
		for ; n >= 32; n /= 32 {
			b.WriteByte(digits[32+n%32])
		}
		b.WriteByte(digits[n])
	}
	return b.String()
}
