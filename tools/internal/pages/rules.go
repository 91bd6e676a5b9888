package pages

import (
	"path"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/render"
)

// contribute is the id of the page for people who correct one; it is written by hand.
const contribute = "contribute"

const rulesTitle = "What every file is checked for"

// The way to a rule.
var (
	contributeLink = link{catalog.Pages.Address(contribute), "Correct a page"}
	rulesLink      = link{check.Address, rulesTitle}
)

// ruleFamily is a part of the page of all rules.
type ruleFamily struct {
	Name  string     `json:"name"`
	Title string     `json:"title"`
	Rules []ruleLink `json:"rules"`
}

type ruleLink struct {
	link
	Name string `json:"name"`
	Note bool   `json:"note,omitempty"`
}

type rulePage struct {
	Root string `json:"root"`
	Name string `json:"name"`
	// Weight is "error" or "note".
	Weight string    `json:"weight"`
	Why    string    `json:"why"`
	Wrong  []example `json:"wrong"`
	Right  []example `json:"right"`
	// Marks tells that the examples have marks for what can't be seen.
	Marks bool `json:"marks,omitempty"`
	// Explain and Mends are commands, as blocks of code.
	Explain string `json:"explain"`
	Mends   string `json:"mends,omitempty"`
	neighbors
}

// example is a file of an example.
type example struct {
	Name string `json:"name"`
	Code string `json:"code"`
}

// rules makes a page for each rule and one of them all, from the very values that check the facts.
func (m *maker) rules() {
	var families []ruleFamily
	var order []entry
	for _, f := range check.Families {
		for _, r := range f.Rules {
			order = append(order, entry{link: link{r.Address(), heading(r)}})
		}
	}
	for _, f := range check.Families {
		family := ruleFamily{Name: f.Name, Title: f.Title}
		for _, r := range f.Rules {
			family.Rules = append(family.Rules, ruleLink{link{r.Address(), heading(r)}, r.Name, r.Note})
			m.rule(r, beside(order, r.Address()))
		}
		families = append(families, family)
	}
	m.addAs(check.Address+"_index.md", check.Address+"index.html", front{Title: rulesTitle, Trail: m.trail(rulesLink, contributeLink), Params: struct {
		Root     string       `json:"root"`
		Families []ruleFamily `json:"families"`
	}{catalog.Root(check.Address), families}})
	if !m.Has(catalog.Pages, contribute) {
		m.toRules()
	}
}

// toRules leads on from the address above the rules where nobody wrote its page.
func (m *maker) toRules() {
	address := catalog.Pages.Address(contribute)
	m.add(address, front{Title: rulesTitle, Type: redirects, Sitemap: &sitemap{Disable: true}, Params: redirect{catalog.Root(address), check.Address}})
}

func (m *maker) rule(r check.Rule, n neighbors) {
	p := rulePage{
		Root: catalog.Root(r.Address()), Name: r.Name, Weight: "error", Why: r.Why,
		Wrong: m.example(r.Wrong), Right: m.example(r.Right), Explain: m.code("bash", "go run ./tools/data explain "+r.Name),
		Marks: check.Marked(r.Wrong) || check.Marked(r.Right), neighbors: n,
	}
	if r.Note {
		p.Weight = "note"
	}
	if r.Mends != "" {
		p.Mends = m.code("bash", r.Mends)
	}
	m.add(r.Address(), front{Title: heading(r), Description: r.Why, Trail: m.trail(link{r.Address(), heading(r)}, contributeLink, rulesLink), Params: p})
}

// heading is a rule's title as a heading, which ends without a mark.
func heading(r check.Rule) string { return strings.TrimSuffix(r.Title, ".") }

func (m *maker) example(files string) []example {
	var out []example
	for _, f := range check.ExampleFiles(files) {
		language := map[string]string{".yaml": "yaml", ".yml": "yaml", ".md": "markdown"}[path.Ext(f.Name)]
		if language == "" {
			language = "text"
		}
		out = append(out, example{f.Name, m.code(language, f.Text)})
	}
	return out
}

func (m *maker) code(language, lines string) string {
	html, err := render.Code(language, lines)
	if err != nil {
		m.fail(err)
	}
	return html.Screen
}
