package pages

import (
	"encoding/json"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/words"
)

// graph is what search engines and other programs are told of a page (https://schema.org, as JSON-LD).
//
// No page says that it is questions with answers (FAQPage), because none is: a symptom has words from a screen where
// that type wants a question, and fixes where it wants the one right answer.
type graph struct {
	Context string `json:"@context"`
	Things  []any  `json:"@graph"`
}

// work is what a page is. Its keys are those of https://schema.org/CreativeWork.
type work struct {
	Type        string `json:"@type"`
	Name        string `json:"name,omitempty"`
	Headline    string `json:"headline,omitempty"`
	Description string `json:"description,omitempty"`
	// URL and Image are whole addresses.
	URL      string `json:"url"`
	Image    string `json:"image"`
	Language string `json:"inLanguage"`
	// Modified is the latest day on which a source of the page was read.
	Modified string `json:"dateModified,omitempty"`
	// License and Publisher are said once, of the site that pages are part of. The publisher is also who wrote
	// it: pages are by many, whom Git knows.
	License   string  `json:"license,omitempty"`
	Publisher *named  `json:"publisher,omitempty"`
	Part      *named  `json:"isPartOf,omitempty"`
	About     []named `json:"about,omitempty"`
	// Takes is how long hands are busy (ISO 8601).
	Takes    string   `json:"timeRequired,omitempty"`
	Citation []string `json:"citation,omitempty"`

	*howTo
	Terms  []term        `json:"hasDefinedTerm,omitempty"`
	Search *searchAction `json:"potentialAction,omitempty"`
}

// howTo are the keys that https://schema.org/HowTo has besides.
type howTo struct {
	Total string   `json:"totalTime"`
	Tools []string `json:"tool,omitempty"`
	Steps []any    `json:"step"`
}

type named struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// section is a group of steps, and direction one step.
type section struct {
	Type  string      `json:"@type"`
	Name  string      `json:"name"`
	Steps []direction `json:"itemListElement"`
}

type direction struct {
	Type string `json:"@type"`
	Text string `json:"text"`
}

// searchAction is the field of the home page (https://schema.org/SearchAction).
type searchAction struct {
	Type   string `json:"@type"`
	Target string `json:"target"`
	Query  string `json:"query-input"`
}

// licence is what all pages may be used under.
const licence = "https://creativecommons.org/licenses/by/4.0/"

// work begins what is said of the page at an address.
func (m *maker) work(kind, address, title string, e *evidence) *work {
	w := &work{
		Type: kind, URL: m.base + address, Image: m.base + m.cards.Of(address).File, Language: "en",
		Part: &named{"WebSite", words.SiteName, m.base},
	}
	if strings.HasSuffix(kind, "Article") {
		w.Headline = title
	} else {
		w.Name = title
	}
	if e != nil {
		w.Modified = e.lastmod()
		for _, s := range e.Sources {
			// What nobody read is no ground for what is said.
			if s.Checked != nil {
				w.Citation = append(w.Citation, s.URL)
			}
		}
	}
	return w
}

// site is the home page, which stands for all of it.
func (m *maker) site() *work {
	w := m.work("WebSite", "", words.SiteName, nil)
	w.Part = nil
	w.License, w.Publisher = licence, &named{"Organization", words.SiteName, m.base}
	w.Search = &searchAction{"SearchAction", m.base + "?q={search_term_string}", "required name=search_term_string"}
	return w
}

func about(systems []system) []named {
	var out []named
	for _, s := range systems {
		out = append(out, named{Type: "Thing", Name: s.Title})
	}
	return out
}

// instructions are steps, below what somebody must know before them.
func instructions(minutes int, needs []string, warning []direction, groups []steps) *howTo {
	h := &howTo{Total: period(minutes), Tools: spoken(needs)}
	if len(warning) > 0 {
		h.Steps = append(h.Steps, section{"HowToSection", "Before you start", warning})
	}
	for _, g := range groups {
		name := g.For
		switch {
		case name == "" && len(warning) == 0:
			for _, d := range directions("HowToStep", g.Steps...) {
				h.Steps = append(h.Steps, d)
			}
			continue
		case name == "":
			name = "Steps"
		}
		h.Steps = append(h.Steps, section{"HowToSection", name, directions("HowToStep", g.Steps...)})
	}
	return h
}

// warning is what stands above the steps of a fix. No program may show the ones without the other.
func (m *maker) warning(f *catalog.Fix) []direction {
	var out []direction
	if loses := m.texts.Sheet(f.Loses); loses != "" {
		out = directions("HowToTip", "You lose or must set up again: "+loses)
	}
	if undo := m.texts.Sheet(f.Undo); undo != "" {
		out = append(out, directions("HowToTip", "To take it back: "+undo)...)
	}
	return append(out, directions("HowToStep", all(f.Before, m.texts.Sheet)...)...)
}

func (m *maker) fixWork(f *catalog.Fix, e *evidence, systems []system) *work {
	w := m.work("HowTo", catalog.Fixes.Address(f.ID), f.Title.Value, e)
	w.Description, w.About = f.Summary.Doc.Plain(), about(systems)
	w.howTo = instructions(f.Minutes.Value, all(f.Needs, m.texts.Sheet), m.warning(f), m.steps(f.Steps, f.Platforms, m.texts.Sheet))
	return w
}

func (m *maker) routineWork(r *catalog.Routine, e *evidence, systems []system) *work {
	w := m.work("HowTo", catalog.Routines.Address(r.ID), r.Title.Value, e)
	w.Description, w.About = r.Summary.Doc.Plain(), about(systems)
	w.howTo = instructions(r.Minutes.Value, all(r.Needs, m.texts.Sheet), nil, m.steps(r.Steps, r.Platforms, m.texts.Sheet))
	return w
}

// term is a number on the page of all of them (https://schema.org/DefinedTerm).
type term struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url"`
	// Description are the titles of the symptoms that it leads to.
	Description string `json:"description"`
}

func (m *maker) codesWork(families []*codeFamily) *work {
	w := m.work("DefinedTermSet", codesAddress, codesTitle, nil)
	for _, f := range families {
		var titles []string
		for _, s := range f.Symptoms {
			titles = append(titles, s.Title)
		}
		for _, c := range f.Codes {
			w.Terms = append(w.Terms, term{"DefinedTerm", c, m.base + codesAddress + "#" + c, strings.Join(titles, "; ")})
		}
	}
	return w
}

func directions(kind string, texts ...string) []direction {
	var out []direction
	for _, text := range spoken(texts) {
		out = append(out, direction{kind, text})
	}
	return out
}

// period is a time as ISO 8601 writes it.
func period(minutes int) string { return fmt.Sprintf("PT%dM", minutes) }

// spoken are texts on paper as words alone.
func spoken(texts []string) []string {
	var out []string
	for _, text := range texts {
		out = append(out, plain(text))
	}
	return out
}

// plain is the text of HTML as an eye sees it.
func plain(written string) string {
	if !strings.ContainsAny(written, "<&") {
		return written
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(written))
	hidden := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(b.String()), " ")
		case html.TextToken:
			if !hidden {
				b.Write(z.Text())
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			// Between the names of a menu path stands a comma for the ear; the styles draw an arrow.
			if hidden = string(name) == "i"; hidden {
				b.WriteString(" › ")
			}
			if string(name) == "li" || string(name) == "p" {
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			hidden = false
		}
	}
}

// told is what a page is and the way to it, as JSON that may stand inside of a script element: it holds no "<". A
// browser runs no such element, so a Content-Security-Policy need make no exception for it.
func (m *maker) told(f front) string {
	g := graph{Context: "https://schema.org"}
	if f.Work != nil {
		g.Things = append(g.Things, f.Work)
	}
	if f.Trail != nil {
		g.Things = append(g.Things, f.Trail)
	}
	if g.Things == nil {
		return ""
	}
	written, err := json.Marshal(g)
	if err != nil {
		m.fail(err)
	}
	return string(written)
}
