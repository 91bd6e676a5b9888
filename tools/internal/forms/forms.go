// Package forms makes the issue forms of the repository: a wrong step, a new symptom, a
// new fix. They are for people who have never seen a data file.
//
// It takes a catalog and gives the files of .github/ISSUE_TEMPLATE. What is asked, with
// which example and from which list, is read from the types of package catalog; the words
// are this package's own where the types speak to people who write files. It is pure. The
// files are committed, since GitHub reads them there; a test compares and, with -update,
// writes them.
package forms

import (
	"bytes"
	"cmp"
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"

	"backupfirstaid/tools/internal/catalog"
)

// Folder is where GitHub looks for forms, relative to the repository's root.
const Folder = ".github/ISSUE_TEMPLATE/"

// WrongStep is the file of the form for a correction. A link can fill in its field "page".
const WrongStep = "1-wrong-step.yml"

// Command writes the files.
const Command = "go test ./tools/internal/forms -update"

// form is an issue form as GitHub takes it:
// https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
type form struct {
	Name        string    `yaml:"name"`
	Description string    `yaml:"description"`
	Title       string    `yaml:"title"`
	Body        []element `yaml:"body"`
}

// element is a part of a form.
type element struct {
	Type        string       `yaml:"type"`
	ID          string       `yaml:"id,omitempty"`
	Attributes  attributes   `yaml:"attributes"`
	Validations *validations `yaml:"validations,omitempty"`
}

type attributes struct {
	Value       string   `yaml:"value,omitempty"`
	Label       string   `yaml:"label,omitempty"`
	Description string   `yaml:"description,omitempty"`
	Placeholder string   `yaml:"placeholder,omitempty"`
	Multiple    bool     `yaml:"multiple,omitempty"`
	Options     []string `yaml:"options,omitempty"`
}

type validations struct {
	Required bool `yaml:"required"`
}

// Files gives the forms by their names in [Folder].
func Files(c *catalog.Catalog) (map[string][]byte, error) {
	m := maker{c}
	files := map[string][]byte{}
	for name, content := range map[string]any{
		WrongStep: form{
			Name: "A step is wrong", Description: "The phone shows something else than the page says.",
			Title: "Wrong step: ", Body: m.body(wrongStep),
		},
		"2-new-symptom.yml": form{
			Name: "A problem is missing", Description: "A message, a number or a trouble that has no page yet.",
			Title: "New symptom: ", Body: m.body(newSymptom),
		},
		"3-new-fix.yml": form{
			Name: "Something else helps", Description: "A way to get a backup going again that has no page yet.",
			Title: "New fix: ", Body: m.body(newFix),
		},
		"config.yml": struct {
			BlankIssues bool `yaml:"blank_issues_enabled"`
		}{true},
	} {
		written, err := write(content)
		if err != nil {
			return nil, fmt.Errorf("writing %s: %w", name, err)
		}
		files[name] = written
	}
	return files, nil
}

func write(content any) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("# Made from the types in tools/internal/catalog and the names of the platforms by: " + Command + "\n")
	written, err := yaml.Dump(content, yaml.WithIndent(2), yaml.WithLineWidth(120))
	b.Write(written)
	return b.Bytes(), err
}

// maker makes the parts of forms.
type maker struct{ *catalog.Catalog }

// note stands above each form.
const note = `Thank you for telling us. Plain words are enough: somebody else writes them into the site. What you don't know, leave empty.

**Everybody can read what you send.** Please leave out passwords, codes that were sent to you, recovery keys, serial numbers, phone numbers, e-mail and home addresses, and names. Error numbers are welcome. Look at a screenshot once more before you add it.
`

func (m maker) body(questions []question) []element {
	body := []element{{Type: "markdown", Attributes: attributes{Value: note}}}
	for _, q := range questions {
		body = append(body, m.element(q))
	}
	return body
}

// element is the part of a form that asks a question.
func (m maker) element(q question) element {
	e := element{Type: "textarea", ID: q.id, Attributes: attributes{Label: q.label, Description: q.about}, Validations: &validations{q.needed}}
	if q.of == nil {
		return e
	}
	f := q.field()
	e.ID = cmp.Or(q.id, f.Key)
	e.Attributes.Description = cmp.Or(q.about, f.About)
	e.Validations.Required = q.needed || f.Required && !q.spare
	switch {
	case f.Key == "platforms":
		e.Type, e.Attributes.Multiple, e.Attributes.Options = "dropdown", true, m.platforms()
	case f.OneOf != nil:
		e.Type = "dropdown"
		for _, word := range f.OneOf {
			e.Attributes.Options = append(e.Attributes.Options, words[word]+" ("+word+")")
		}
	default:
		if q.line || short[f.Type] {
			e.Type = "input"
		}
		e.Attributes.Placeholder = cmp.Or(q.example, q.before+f.Example)
	}
	return e
}

// short are the types whose values are a line.
var short = map[reflect.Type]bool{
	reflect.TypeFor[catalog.Text](): true, reflect.TypeFor[catalog.Whole](): true, reflect.TypeFor[catalog.Date](): true,
}

// elsewhere is for those whose phone or service the site does not know yet.
const elsewhere = "Something else, or I am not sure"

// platforms are the names of the platforms, as people know them.
func (m maker) platforms() []string {
	var names []string
	for _, p := range m.Platforms {
		if name := strings.TrimSpace(p.Name.Value); name != "" {
			names = append(names, name)
		}
	}
	return append(names, elsewhere)
}
