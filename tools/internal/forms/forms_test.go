package forms

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

var update = flag.Bool("update", false, "write the forms into "+Folder)

func files(t *testing.T) map[string][]byte {
	t.Helper()
	c, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	made, err := Files(c)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestTheFormsAreThoseOfTheTypesAndThePlatforms(t *testing.T) {
	folder := filepath.Join(testsite.Repository(), filepath.FromSlash(Folder))
	made := files(t)
	for name, want := range made {
		file := filepath.Join(folder, name)
		if *update {
			if err := os.MkdirAll(folder, 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, want, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(string(got), string(want)); diff != "" {
			t.Errorf("%s%s is not up to date; run: %s\n%s", Folder, name, Command, diff)
		}
	}
	there, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range there {
		if made[f.Name()] == nil {
			t.Errorf("%s%s is made by nobody", Folder, f.Name())
		}
	}
}

// What GitHub asks of a form, as it says under "Common validation errors when creating issue
// forms". A form that breaks a rule is not offered to anybody.
func mistakes(source string) []string {
	var found []string
	say := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	form := map[string]any{}
	if err := yaml.Unmarshal([]byte(source), &form); err != nil {
		return []string{err.Error()}
	}
	keys(say, "the form", form, []string{"name", "description", "body"}, []string{"title", "labels", "assignees", "projects", "type"})
	for _, k := range []string{"name", "description", "title"} {
		texts(say, "the form", form, k)
	}
	if name, ok := form["name"].(string); ok && len(name) <= 3 {
		say("the name is too short")
	}
	body, _ := form["body"].([]any)
	asks := false
	ids, references, labels := map[string]bool{}, map[string]bool{}, map[string]bool{}
	once := func(seen map[string]bool, what, value string) {
		if seen[value] {
			say("two have the %s %q", what, value)
		}
		seen[value] = true
	}
	for i, part := range body {
		at := fmt.Sprintf("body[%d]", i)
		e, ok := part.(map[string]any)
		if !ok {
			say("%s is no group of keys", at)
			continue
		}
		kind, _ := e["type"].(string)
		known, ok := kinds[kind]
		if !ok {
			say("%s: %q is no type", at, kind)
			continue
		}
		keys(say, at, e, []string{"type", "attributes"}, known.keys)
		attributes, _ := e["attributes"].(map[string]any)
		keys(say, at, attributes, known.needed, known.attributes)
		for k := range attributes {
			if k != "options" && k != "multiple" && k != "default" {
				texts(say, at, attributes, k)
			}
		}
		if v, ok := e["validations"].(map[string]any); ok {
			keys(say, at, v, nil, []string{"required"})
			if _, ok := v["required"].(bool); !ok && v["required"] != nil {
				say("%s: required is true or false", at)
			}
		}
		if kind == "markdown" {
			continue
		}
		asks = true
		label, _ := attributes["label"].(string)
		once(labels, "label", label)
		if regexp.MustCompile(`(?i)passw`).MatchString(label) {
			say("%s: the label has a forbidden word", at)
		}
		reference := strings.Trim(regexp.MustCompile(`[^a-z0-9_-]+`).ReplaceAllString(strings.ToLower(label), "-"), "-")
		if id, ok := e["id"].(string); ok {
			once(ids, "id", id)
			if !regexp.MustCompile(`^[a-zA-Z0-9_-]+$`).MatchString(id) {
				say("%s: %q is no id", at, id)
			}
			reference = id
		}
		once(references, "reference", reference)
		if options, ok := attributes["options"]; ok {
			choices(say, at, kind, options)
		}
	}
	if !asks {
		say("the form asks nothing")
	}
	return found
}

// kinds are the types of elements, with the keys they take.
var kinds = map[string]struct{ keys, needed, attributes []string }{
	"markdown":   {nil, []string{"value"}, nil},
	"input":      {[]string{"id", "validations"}, []string{"label"}, []string{"description", "placeholder", "value"}},
	"textarea":   {[]string{"id", "validations"}, []string{"label"}, []string{"description", "placeholder", "value", "render"}},
	"dropdown":   {[]string{"id", "validations"}, []string{"label", "options"}, []string{"description", "multiple", "default"}},
	"checkboxes": {[]string{"id", "validations"}, []string{"label", "options"}, []string{"description"}},
}

func keys(say func(string, ...any), at string, group map[string]any, needed, allowed []string) {
	for _, k := range needed {
		if group[k] == nil {
			say("%s: %s is missing", at, k)
		}
	}
	for _, k := range slices.Sorted(maps.Keys(group)) {
		if !slices.Contains(needed, k) && !slices.Contains(allowed, k) {
			say("%s: %s is not permitted", at, k)
		}
	}
}

func texts(say func(string, ...any), at string, group map[string]any, key string) {
	if v, ok := group[key]; ok {
		if s, ok := v.(string); !ok || strings.TrimSpace(s) == "" {
			say("%s: %s is no text", at, key)
		}
	}
}

func choices(say func(string, ...any), at, kind string, options any) {
	list, _ := options.([]any)
	if len(list) == 0 {
		say("%s: no options", at)
	}
	seen := map[string]bool{}
	for _, o := range list {
		if box, ok := o.(map[string]any); ok && kind == "checkboxes" {
			o = box["label"]
		}
		s, ok := o.(string)
		switch {
		case !ok || strings.TrimSpace(s) == "":
			say("%s: an option is no text", at)
		case strings.EqualFold(s, "none"):
			say("%s: an option is None", at)
		case seen[s]:
			say("%s: two options are %q", at, s)
		}
		seen[s] = true
	}
}

func TestTheFormsKeepTheRulesOfGitHub(t *testing.T) {
	names := map[string]string{}
	for file, source := range files(t) {
		if file == "config.yml" {
			continue
		}
		for _, m := range mistakes(string(source)) {
			t.Errorf("%s: %s", file, m)
		}
		var form struct{ Name string }
		if err := yaml.Unmarshal(source, &form); err != nil {
			t.Fatal(err)
		}
		if other := names[form.Name]; other != "" {
			t.Errorf("%s and %s have one name", file, other)
		}
		names[form.Name] = file
		if path.Ext(file) != ".yml" {
			t.Errorf("GitHub does not look at %s", file)
		}
	}
	if len(names) != 3 {
		t.Errorf("%d forms", len(names))
	}
}

func TestTheRulesFindWrongForms(t *testing.T) {
	const right = "name: Bug\nx: y\ndescription: A bug\nbody:\n- type: markdown\n  attributes: {value: Hello}\n- type: input\n  id: a\n  attributes: {label: Name}\n- type: dropdown\n  id: b\n  attributes: {label: Pie, options: [apple, \"No\"]}\n- type: checkboxes\n  attributes: {label: Boxes, options: [{label: one}]}\n"
	form := strings.Replace(right, "x: y\n", "", 1)
	form = strings.Replace(form, "name: Bug", "name: A bug", 1)
	if found := mistakes(form); found != nil {
		t.Fatal(found)
	}
	for _, tt := range []struct{ old, new, want string }{
		{"name: A bug\n", "", "the form: name is missing"},
		{"name: A bug", "name: Bug", "the name is too short"},
		{"name: A bug", "name: A bug\nhello: world", "the form: hello is not permitted"},
		{"description: A bug", "description: true", "the form: description is no text"},
		{"description: A bug", "description: ' '", "the form: description is no text"},
		{form[strings.Index(form, "- type: input"):], "", "the form asks nothing"},
		{form[strings.Index(form, "body:"):], "", "the form: body is missing"},
		{"id: b", "id: a", `two have the id "a"`},
		{"label: Pie", "label: Name", `two have the label "Name"`},
		{"id: b\n  attributes: {label: Pie", "attributes: {label: A??", `two have the reference "a"`},
		{"type: input", "type: line", `"line" is no type`},
		{"- type: input\n  id: a", "- id: a", `body[1]: "" is no type`},
		{"{value: Hello}", "{}", "body[0]: value is missing"},
		{"{value: Hello}", "{value: Hello, x: y}", "body[0]: x is not permitted"},
		{"attributes: {value: Hello}", "attributes: {value: Hello}\n  id: x", "body[0]: id is not permitted"},
		{"{label: Name}", "{label: 12}", "body[1]: label is no text"},
		{"{label: Name}", "{label: Your password}", "body[1]: the label has a forbidden word"},
		{"{label: Name}", "{label: Name, options: [a]}", "body[1]: options is not permitted"},
		{"id: a", "id: first name", `body[1]: "first name" is no id`},
		{"id: a", "id: a\n  x: woof", "body[1]: x is not permitted"},
		{"id: a", "id: a\n  validations: {required: maybe}", "body[1]: required is true or false"},
		{"id: a", "id: a\n  validations: {needed: true}", "body[1]: needed is not permitted"},
		{"[apple, \"No\"]", "[apple, apple]", `body[2]: two options are "apple"`},
		{"[apple, \"No\"]", "[apple, none]", "body[2]: an option is None"},
		{"[apple, \"No\"]", "[apple, true]", "body[2]: an option is no text"},
		{"[apple, \"No\"]", "[]", "body[2]: no options"},
		{"[{label: one}]", "[{label: one}, {label: one}]", `body[3]: two options are "one"`},
	} {
		if !strings.Contains(form, tt.old) {
			t.Fatalf("no %q", tt.old)
		}
		if found := strings.Join(mistakes(strings.Replace(form, tt.old, tt.new, 1)), "\n"); !strings.Contains(found, tt.want) {
			t.Errorf("%q in place of %q: want %q, got %q", tt.new, tt.old, tt.want, found)
		}
	}
}

// leftOut are the keys that no form asks for.
var leftOut = map[reflect.Type]map[string]string{
	symptom: {"related": "whoever writes the page knows the others", "formerly": "a new page has no former id", "sources": "asked one key at a time"},
	fix:     {"picture": "drawn for the site", "formerly": "a new page has no former id", "sources": "asked one key at a time"},
	source:  {"title": "stands on the page that the link leads to"},
}

// A key that is new in the types is asked for, or left out for a reason.
func TestEveryKeyIsAskedForOrLeftOut(t *testing.T) {
	for _, tt := range []struct {
		name      string
		questions []question
		types     []reflect.Type
	}{
		{"wrong step", wrongStep, []reflect.Type{source}},
		{"new symptom", newSymptom, []reflect.Type{symptom, source}},
		{"new fix", newFix, []reflect.Type{fix, source}},
	} {
		for _, typ := range tt.types {
			for _, f := range catalog.Fields(typ) {
				asked := slices.ContainsFunc(tt.questions, func(q question) bool { return q.of == typ && q.key == f.Key })
				if reason := leftOut[typ][f.Key]; asked == (reason != "") {
					t.Errorf("%s, %s: asked %v, left out because %q", tt.name, f.Key, asked, reason)
				}
			}
		}
	}
}

// Somebody who saw a message can report it: nothing must be answered that an entry can do
// without, and little of what it can't.
func TestAFormNeedsNoMoreThanAnEntry(t *testing.T) {
	for name, questions := range map[string][]question{"wrong step": wrongStep, "new symptom": newSymptom, "new fix": newFix} {
		var needed []string
		for _, q := range questions {
			e := maker{&catalog.Catalog{}}.element(q)
			if e.Validations.Required {
				needed = append(needed, e.ID)
			}
			if q.spare && !q.field().Required {
				t.Errorf("%s: %s is spared, and no entry needs it", name, e.ID)
			}
			if q.needed && q.of != nil {
				t.Errorf("%s: whether %s is needed is for its type to say", name, e.ID)
			}
		}
		want := map[string][]string{
			"wrong step":  {"page", "step", "wrong", "phone", "by"},
			"new symptom": {"title", "platforms", "phase", "phone", "by"},
			"new fix":     {"title", "platforms", "steps", "touches", "phone", "by"},
		}[name]
		if diff := cmp.Diff(want, needed); diff != "" {
			t.Errorf("%s needs %s", name, diff)
		}
	}
}

// Each word of a list in the types has words for people, and those of the site where it has some.
func TestOptionsAreTheWordsOfTheTypes(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(testsite.Repository(), "i18n", "en.toml"))
	if err != nil {
		t.Fatal(err)
	}
	site := string(b)
	used := map[string]bool{}
	for _, questions := range [][]question{wrongStep, newSymptom, newFix} {
		for _, q := range questions {
			if q.of == nil || q.field().OneOf == nil {
				continue
			}
			e := maker{&catalog.Catalog{}}.element(q)
			if len(e.Attributes.Options) != len(q.field().OneOf) || e.Type != "dropdown" {
				t.Errorf("%s: %+v", q.key, e)
			}
			for i, word := range q.field().OneOf {
				used[word] = true
				if words[word] == "" || !strings.HasSuffix(e.Attributes.Options[i], " ("+word+")") {
					t.Errorf("no words for %q", word)
				}
				for _, prefix := range []string{"rung-", "phase-"} {
					line := "\n" + prefix + word + " = "
					if strings.Contains(site, line) && !strings.Contains(site, line+strconv.Quote(words[word])+"\n") {
						t.Errorf("the forms call %q %q, the site calls it otherwise", word, words[word])
					}
				}
			}
		}
	}
	for word := range words {
		if !used[word] {
			t.Errorf("no list has %q", word)
		}
	}
}

// A form warns of what must not be posted, before it asks anything.
func TestEachFormSaysWhatNotToPost(t *testing.T) {
	for name, source := range files(t) {
		if name == "config.yml" {
			continue
		}
		var f form
		if err := yaml.Unmarshal(source, &f); err != nil {
			t.Fatal(err)
		}
		first := f.Body[0]
		for _, what := range []string{"Everybody can read", "passwords", "codes", "serial numbers", "phone numbers", "addresses"} {
			if first.Type != "markdown" || !strings.Contains(first.Attributes.Value, what) {
				t.Errorf("%s does not warn of %s", name, what)
			}
		}
		if !strings.HasPrefix(string(source), "# Made from the types") || !strings.Contains(string(source), Command) {
			t.Errorf("%s does not say what makes it", name)
		}
	}
}

func TestPlatformsAreOfferedByName(t *testing.T) {
	c := &catalog.Catalog{Platforms: []*catalog.Platform{{Name: catalog.Text{Value: "Cloud"}}, {}}}
	for _, q := range newFix {
		if q.key == "platforms" {
			if diff := cmp.Diff([]string{"Cloud", elsewhere}, maker{c}.element(q).Attributes.Options); diff != "" {
				t.Error(diff)
			}
			return
		}
	}
	t.Error("nobody asks for platforms")
}

func TestIssuesWithoutAFormAreTaken(t *testing.T) {
	config := map[string]any{}
	if err := yaml.Unmarshal(files(t)["config.yml"], &config); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{"blank_issues_enabled": true}, config); diff != "" {
		t.Error(diff)
	}
}
