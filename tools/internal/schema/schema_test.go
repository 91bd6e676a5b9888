package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	invopop "github.com/invopop/jsonschema"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// small is the small site with more files laid over it.
func small(t *testing.T, extra map[string]string) *catalog.Catalog {
	t.Helper()
	return read(t, testsite.FS(extra))
}

func read(t *testing.T, fsys fs.FS) *catalog.Catalog {
	t.Helper()
	c, err := load.Catalog(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func written(t *testing.T, kind catalog.Kind, c *catalog.Catalog) []byte {
	t.Helper()
	b, err := For(kind, c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// compile makes a schema fit to validate with; the metaschema has its say first. Programs
// are free to look at formats, or to let them be.
func compile(t *testing.T, source []byte, fragment string, formats bool) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	if formats {
		compiler.AssertFormat()
	}
	if err := compiler.AddResource("file:///schema.json", parseJSON(t, source)); err != nil {
		t.Fatal(err)
	}
	s, err := compiler.Compile("file:///schema.json" + fragment)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parseJSON(t *testing.T, source []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// parseYAML gives a file as a program that reads JSON would see it. A day stays the text it is.
func parseYAML(t *testing.T, source string) any {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(source), &document); err != nil {
		t.Fatal(err)
	}
	return plain(t, document.Content[0])
}

func plain(t *testing.T, n *yaml.Node) any {
	t.Helper()
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(t, n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, plain(t, item))
		}
		return list
	}
	switch n.ShortTag() {
	case "!!str", "!!timestamp":
		return n.Value
	case "!!int", "!!float":
		return json.Number(n.Value)
	case "!!bool":
		return n.Value == "true"
	case "!!null":
		return nil
	}
	t.Fatalf("line %d: %s is no value of a data file", n.Line, n.ShortTag())
	return nil
}

func TestTheFilesForEditorsAreThoseOfTheTypesAndTheFacts(t *testing.T) {
	c := read(t, os.DirFS(testsite.Repository()))
	for _, kind := range catalog.DataKinds {
		committed, err := os.ReadFile(filepath.Join(testsite.Repository(), filepath.FromSlash(kind.EditorSchema())))
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(string(committed), string(written(t, kind, c))); diff != "" {
			t.Errorf("%s is not up to date; run: go run ./tools/data schema\n%s", kind.EditorSchema(), diff)
		}
	}
}

// The settings that VS Code reads name each schema, and the extension that reads schemas.
func TestEditorsAreToldOfTheSchemas(t *testing.T) {
	var settings struct {
		Schemas map[string]string `json:"yaml.schemas"`
	}
	var extensions struct{ Recommendations []string }
	for name, v := range map[string]any{"settings.json": &settings, "extensions.json": &extensions} {
		b, err := os.ReadFile(filepath.Join(testsite.Repository(), ".vscode", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, v); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	want := map[string]string{}
	for _, kind := range catalog.DataKinds {
		want["./"+kind.EditorSchema()] = "data/" + string(kind) + "/*.yaml"
		// From a data file, the modeline leads to the same schema.
		_, address, _ := strings.Cut(kind.Modeline(), "$schema=")
		if got := path.Join("data", string(kind), address); got != kind.EditorSchema() {
			t.Errorf("the first line of a %s leads to %s", kind.One(), got)
		}
	}
	if diff := cmp.Diff(want, settings.Schemas); diff != "" {
		t.Error(diff)
	}
	if !slices.Contains(extensions.Recommendations, "redhat.vscode-yaml") {
		t.Error(extensions)
	}
}

func TestTheRealFilesAreValid(t *testing.T) {
	c := read(t, os.DirFS(testsite.Repository()))
	valid(t, c)
	if len(c.Files) < 100 {
		t.Errorf("only %d files", len(c.Files))
	}
}

func TestTheSmallSiteIsValid(t *testing.T) { valid(t, small(t, nil)) }

func valid(t *testing.T, c *catalog.Catalog) {
	t.Helper()
	for _, kind := range catalog.DataKinds {
		s := compile(t, written(t, kind, c), "", true)
		for _, f := range c.Files {
			if f.Kind == kind {
				if err := s.Validate(parseYAML(t, string(f.Source))); err != nil {
					t.Errorf("%s: %v", f.Path, err)
				}
			}
		}
	}
}

func TestTheMetaschemaTakesTheSchemas(t *testing.T) {
	meta, err := jsonschema.NewCompiler().Compile(invopop.Version)
	if err != nil {
		t.Fatal(err)
	}
	if meta.Validate(map[string]any{"minLength": "one"}) == nil {
		t.Fatal("the metaschema takes anything")
	}
	for _, c := range []*catalog.Catalog{small(t, nil), {}, read(t, os.DirFS(testsite.Repository()))} {
		for _, kind := range catalog.DataKinds {
			if err := meta.Validate(parseJSON(t, written(t, kind, c))); err != nil {
				t.Errorf("%s: %v", kind, err)
			}
		}
	}
}

// wrong is a file of the small site with something wrong in it.
type wrong struct {
	// keyword is the one that finds it, at the place in the file.
	keyword, at string
	kind        catalog.Kind
	// with are keys that replace those of the file, or are added; without is one that is taken away.
	with, without string
	// says is a piece of what the validator says.
	says string
}

// anywhere is for names of keys: jsonschema v6.0.3 gives a place that it has meanwhile used for another.
const anywhere = "*"

var wrongFiles = []wrong{
	{keyword: "additionalProperties", at: "", kind: catalog.Fixes, with: "minuts: 3", says: "'minuts' not allowed"},
	{keyword: "additionalProperties", at: "/sources/0", kind: catalog.Fixes, with: "sources: [{title: a, url: 'https://a.example/', by: app, day: x}]"},
	{keyword: "additionalProperties", at: "/status", kind: catalog.Platforms, with: "status: {title: a, url: 'https://a.example/', by: app}"},
	{keyword: "additionalProperties", at: "/picture", kind: catalog.Fixes, with: "picture: {file: a.svg, alt: b, width: 3}"},
	{keyword: "required", at: "", kind: catalog.Fixes, without: "done", says: "'done'"},
	{keyword: "required", at: "/sources/0", kind: catalog.Routines, with: "sources: [{title: a, by: app}]", says: "'url'"},
	{keyword: "required", at: "/picture", kind: catalog.Fixes, with: "picture: {file: a.svg}", says: "'alt'"},
	{keyword: "type", at: "", kind: catalog.Fixes, with: "[a]"},
	{keyword: "type", at: "/title", kind: catalog.Symptoms, with: "title: 4013"},
	{keyword: "type", at: "/title", kind: catalog.Symptoms, with: "title:"},
	{keyword: "type", at: "/codes/0", kind: catalog.Symptoms, with: "codes: [4013]"},
	{keyword: "type", at: "/causes", kind: catalog.Symptoms, with: "causes: Photos fill it."},
	{keyword: "type", at: "/minutes", kind: catalog.Fixes, with: "minutes: \"5\""},
	{keyword: "type", at: "/places", kind: catalog.Platforms, with: "places: [a]"},
	{keyword: "type", at: "/steps/1", kind: catalog.Fixes, with: "steps: [a, 2]"},
	{keyword: "type", at: "/steps/cloud/1", kind: catalog.Fixes, with: "steps: {cloud: [a, 2]}"},
	{keyword: "enum", at: "/touches", kind: catalog.Fixes, with: "touches: remov"},
	{keyword: "enum", at: "/phase", kind: catalog.Symptoms, with: "phase: both"},
	{keyword: "enum", at: "/device", kind: catalog.Platforms, with: "device: tablet"},
	{keyword: "enum", at: "/sources/0/by", kind: catalog.Fixes, with: "sources: [{title: a, url: 'https://a.example/', by: me}]"},
	{keyword: "enum", at: "/platforms/1", kind: catalog.Fixes, with: "platforms: [cloud, clod]"},
	{keyword: "enum", at: "/fixes/0", kind: catalog.Symptoms, with: "fixes: [look-arond]"},
	{keyword: "enum", at: "/related/0", kind: catalog.Symptoms, with: "related: [ful]"},
	{keyword: "minLength", at: "/done", kind: catalog.Fixes, with: "done: ''"},
	{keyword: "minLength", at: "/needs/0", kind: catalog.Fixes, with: "needs: ['']"},
	{keyword: "maxLength", at: "/title", kind: catalog.Routines, with: "title: " + strings.Repeat("é", 81), says: "got 81, want 80"},
	{keyword: "maxLength", at: "/messages/0", kind: catalog.Symptoms, with: "messages: [" + strings.Repeat("a", 301) + "]"},
	{keyword: "maxLength", at: "/places/a", kind: catalog.Platforms, with: "places: {a: " + strings.Repeat("a", 161) + "}"},
	{keyword: "maxLength", at: "/steps/cloud/0", kind: catalog.Fixes, with: "steps: {cloud: [" + strings.Repeat("a", 801) + "]}"},
	{keyword: "minItems", at: "/platforms", kind: catalog.Fixes, with: "platforms: []"},
	{keyword: "minItems", at: "/sources", kind: catalog.Fixes, with: "sources: []"},
	{keyword: "minItems", at: "/steps", kind: catalog.Fixes, with: "steps: []"},
	{keyword: "maxItems", at: "/keywords", kind: catalog.Symptoms, with: "keywords: [" + strings.Join(strings.Split(strings.Repeat("ab", 41), "b")[:41], "1, ") + "]"},
	{keyword: "maxItems", at: "/steps/cloud", kind: catalog.Fixes, with: "steps: {cloud: [a" + strings.Repeat(", a", 25) + "]}"},
	{keyword: "uniqueItems", at: "/fixes", kind: catalog.Symptoms, with: "fixes: [look-around, look-around]"},
	{keyword: "uniqueItems", at: "/formerly", kind: catalog.Fixes, with: "formerly: [a, a]"},
	{keyword: "uniqueItems", at: "/causes", kind: catalog.Symptoms, with: "causes: [a, a]"},
	{keyword: "minimum", at: "/minutes", kind: catalog.Fixes, with: "minutes: 0"},
	{keyword: "maximum", at: "/minutes", kind: catalog.Routines, with: "minutes: 1441"},
	{keyword: "pattern", at: "/formerly/0", kind: catalog.Routines, with: "formerly: [Monthly Check]"},
	{keyword: "pattern", at: "/sources/0/url", kind: catalog.Fixes, with: "sources: [{title: a, url: 'http://a.example/', by: app}]"},
	{keyword: "pattern", at: "/support/url", kind: catalog.Platforms, with: "support: {title: a, url: a.example}"},
	{keyword: "pattern", at: "/codes/0", kind: catalog.Symptoms, with: "codes: [error 4013]"},
	{keyword: "pattern", at: "/picture/file", kind: catalog.Fixes, with: "picture: {file: a.png, alt: b}"},
	{keyword: "pattern", at: "/sources/0/checked", kind: catalog.Fixes, with: "sources: [{title: a, url: 'https://a.example/', by: app, checked: 22 November}]"},
	{keyword: "format", at: "/sources/0/checked", kind: catalog.Fixes, with: "sources: [{title: a, url: 'https://a.example/', by: app, checked: 2026-02-30}]"},
	{keyword: "oneOf", at: "/steps", kind: catalog.Fixes, with: "steps: Tap it."},
	{keyword: "oneOf", at: "/steps", kind: catalog.Routines, with: "steps: 3"},
	{keyword: "minProperties", at: "/steps", kind: catalog.Fixes, with: "steps: {}"},
	{keyword: "minProperties", at: "/places", kind: catalog.Platforms, with: "places: {}"},
	{keyword: "maxProperties", at: "/places", kind: catalog.Platforms, with: "places: {" + manyPlaces(81) + "}"},
	{keyword: "propertyNames", at: anywhere, kind: catalog.Platforms, with: "places: {my backup: a}", says: "'my backup'"},
	{keyword: "propertyNames", at: anywhere, kind: catalog.Fixes, with: "steps: {clod: [a]}", says: "'clod'"},
	{keyword: "anyOf", at: "", kind: catalog.Symptoms, without: "messages"},
	// What is needed where: the validator names the key that lacks.
	{keyword: "required", at: "", kind: catalog.Fixes, with: "touches: settings", without: "loses", says: "'loses'"},
	{keyword: "required", at: "", kind: catalog.Fixes, with: "touches: erase", without: "loses", says: "'loses'"},
	{keyword: "required", at: "", kind: catalog.Fixes, with: "touches: remove", without: "before", says: "'before'"},
	{keyword: "required", at: "", kind: catalog.Fixes, with: "touches: erase", without: "undo", says: "'undo'"},
	{keyword: "false schema", at: "/loses", kind: catalog.Fixes, with: "touches: look"},
	{keyword: "required", at: "", kind: catalog.Symptoms, without: "first", says: "'first'"},
}

func manyPlaces(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("a", i+1) + ": x, ")
	}
	return strings.TrimSuffix(b.String(), ", ")
}

// rightFiles are near misses of the table above.
var rightFiles = []wrong{
	{kind: catalog.Fixes, with: "touches: toggle", without: "loses"},
	{kind: catalog.Fixes, with: "touches: restart"},
	{kind: catalog.Fixes, with: "touches: settings", without: "before"},
	{kind: catalog.Fixes, with: "title: " + strings.Repeat("é", 80)},
	{kind: catalog.Fixes, with: "minutes: 1440"},
	{kind: catalog.Fixes, with: "steps: [a, a]"},
	{kind: catalog.Fixes, with: "sources: [{title: a, url: 'https://a.example', by: app, checked: 2024-02-29}]"},
	{kind: catalog.Symptoms, with: "codes: ['-50', a.b]", without: "messages"},
	{kind: catalog.Symptoms, with: "signs: [a]", without: "messages"},
	{kind: catalog.Symptoms, with: "fixes: [look-around]", without: "first"},
	{kind: catalog.Platforms, with: "places: {" + manyPlaces(80) + "}"},
	{kind: catalog.Platforms, without: "places"},
}

var bases = map[catalog.Kind]string{
	catalog.Platforms: "data/platforms/cloud.yaml", catalog.Symptoms: "data/symptoms/full.yaml",
	catalog.Fixes: "data/fixes/clear-out.yaml", catalog.Routines: "data/routines/monthly.yaml",
}

// value is the file as the validator sees it.
func (w wrong) value(t *testing.T) any {
	t.Helper()
	base := parseYAML(t, source(t, bases[w.kind])).(map[string]any)
	if w.with != "" {
		change, ok := parseYAML(t, w.with).(map[string]any)
		if !ok {
			return parseYAML(t, w.with)
		}
		maps.Copy(base, change)
	}
	delete(base, w.without)
	return base
}

func source(t *testing.T, name string) string {
	t.Helper()
	f, ok := testsite.FS(nil)[name]
	if !ok {
		t.Fatalf("the small site has no %s", name)
	}
	return string(f.Data)
}

func TestWrongFilesAreFoundAtTheRightPlace(t *testing.T) {
	schemas, lax := map[catalog.Kind]*jsonschema.Schema{}, map[catalog.Kind]*jsonschema.Schema{}
	for _, kind := range catalog.DataKinds {
		schemas[kind] = compile(t, written(t, kind, small(t, nil)), "", true)
		lax[kind] = compile(t, written(t, kind, small(t, nil)), "", false)
	}
	for _, w := range wrongFiles {
		found := append(complaints(schemas[w.kind].Validate(w.value(t))), complaints(lax[w.kind].Validate(w.value(t)))...)
		if !slices.ContainsFunc(found, func(c complaint) bool {
			return c.keyword == w.keyword && (c.at == w.at || w.at == anywhere) && strings.Contains(c.says, w.says)
		}) {
			t.Errorf("%s with %q without %q: want %s at %q %s, got %+v", w.kind.One(), w.with, w.without, w.keyword, w.at, w.says, found)
		}
	}
	for _, w := range rightFiles {
		if err := schemas[w.kind].Validate(w.value(t)); err != nil {
			t.Errorf("%s with %q without %q: %v", w.kind.One(), w.with, w.without, err)
		}
	}
}

// complaint is something that a validator found.
type complaint struct{ keyword, at, says string }

func complaints(err error) []complaint {
	failed, ok := err.(*jsonschema.ValidationError)
	if !ok {
		return nil
	}
	at := ""
	for _, step := range failed.InstanceLocation {
		at += "/" + step
	}
	says := failed.ErrorKind.LocalizedString(message.NewPrinter(language.English))
	keyword := says
	if p := failed.ErrorKind.KeywordPath(); len(p) > 0 {
		keyword = p[0]
	}
	out := []complaint{{keyword, at, says}}
	for _, cause := range failed.Causes {
		out = append(out, complaints(cause)...)
	}
	return out
}

// Whatever keyword a schema uses, a wrong file shows that it does something.
func TestEveryKeywordHasAWrongFile(t *testing.T) {
	tried := map[string]bool{
		// These say nothing by themselves, or say it in words of others.
		"$schema": true, "$defs": true, "$ref": true, "title": true, "description": true, "examples": true, "properties": true,
		"items": true, "allOf": true, "if": true, "then": true, "contains": true, "const": true,
	}
	for _, w := range wrongFiles {
		tried[w.keyword] = true
	}
	var walk func(v any, names bool)
	walk = func(v any, names bool) {
		switch v := v.(type) {
		case map[string]any:
			for k, child := range v {
				if !names && !tried[k] {
					t.Errorf("no wrong file for the keyword %s", k)
				}
				if k != "examples" || names {
					walk(child, !names && (k == "properties" || k == "$defs"))
				}
			}
		case []any:
			for _, child := range v {
				walk(child, false)
			}
		}
	}
	for _, kind := range catalog.DataKinds {
		walk(parseJSON(t, written(t, kind, small(t, nil))), false)
	}
}

// Every key of the types is in the schema, in the same order, and there are no others.
func TestTheKeysAreThoseOfTheTypes(t *testing.T) {
	c := small(t, nil)
	var same func(at string, s *invopop.Schema, typ reflect.Type)
	same = func(at string, s *invopop.Schema, typ reflect.Type) {
		var want, required, got []string
		for _, f := range catalog.Fields(typ) {
			want = append(want, f.Key)
			if f.Required {
				required = append(required, f.Key)
			}
			child, ok := s.Properties.Get(f.Key)
			if !ok {
				continue
			}
			if child.Description != f.About {
				t.Errorf("%s/%s is described as %q", at, f.Key, child.Description)
			}
			switch f.Type {
			case reflect.TypeFor[[]catalog.Source]():
				same(at+"/"+f.Key, child.Items, f.Type.Elem())
			case reflect.TypeFor[catalog.Address](), reflect.TypeFor[catalog.Picture]():
				same(at+"/"+f.Key, child, f.Type)
			default:
				if f.Example != "" && child.Examples == nil && linked[f.Key] == "" {
					t.Errorf("%s/%s has no example", at, f.Key)
				}
			}
		}
		for p := s.Properties.Oldest(); p != nil; p = p.Next() {
			got = append(got, p.Key)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", at, diff)
		}
		if diff := cmp.Diff(required, s.Required); diff != "" {
			t.Errorf("%s needs: %s", at, diff)
		}
	}
	for _, kind := range catalog.DataKinds {
		var s invopop.Schema
		if err := json.Unmarshal(written(t, kind, c), &s); err != nil {
			t.Fatal(err)
		}
		same(string(kind), &s, catalog.TypeOf(kind))
	}
}

// An editor offers the examples: each must be right where it stands.
func TestExamplesAreValid(t *testing.T) {
	for name, c := range map[string]*catalog.Catalog{"real": read(t, os.DirFS(testsite.Repository())), "small": small(t, nil)} {
		tried := 0
		for _, kind := range catalog.DataKinds {
			s := written(t, kind, c)
			var walk func(at string, v any)
			walk = func(at string, v any) {
				m, ok := v.(map[string]any)
				if !ok {
					return
				}
				examples, _ := m["examples"].([]any)
				for _, example := range examples {
					tried++
					if err := compile(t, s, "#"+at, true).Validate(example); err != nil {
						t.Errorf("%s site, %s%s: %v", name, kind, at, err)
					}
				}
				children, _ := m["properties"].(map[string]any)
				for k, child := range children {
					walk(at+"/properties/"+k, child)
				}
				walk(at+"/items", m["items"])
			}
			walk("", parseJSON(t, s))
		}
		if tried < 50 {
			t.Errorf("%s site: only %d examples", name, tried)
		}
	}
}

// The forms of texts in a schema are those that the rules ask for.
func TestPatternsSayWhatTheRulesSay(t *testing.T) {
	const address = "sources: [{title: a, by: app, url: '%'}]"
	tests := []struct {
		rule string
		kind catalog.Kind
		with string
		try  []string
	}{
		{"https", catalog.Fixes, address, []string{"https://a.example/b?c=d#e", "https://a.example", "http://a.example/", "HTTPS://a.example/", "https:///a", "https://", "a.example", "//a.example/"}},
		{"code-form", catalog.Symptoms, "codes: ['%']", []string{"4013", "-50", "a.b_c-d", "0xE80000A", "a b", "error: 3", "-", "a-", "4013.", "#3"}},
		{"picture", catalog.Fixes, "picture: {alt: a, file: '%'}", []string{"side-button.svg", "a.svg", "A.svg", "a.png", "a/b.svg", "../a.svg", "a.svg.svg", "-a.svg"}},
		{"formerly", catalog.Fixes, "formerly: ['%']", []string{"restart-phone", "4013", "Restart", "a--b", "a_b", "-a", "a-", "a b"}},
	}
	for _, tt := range tests {
		s := compile(t, written(t, tt.kind, small(t, nil)), "", true)
		seen := map[bool]bool{}
		for _, try := range tt.try {
			w := wrong{kind: tt.kind, with: strings.ReplaceAll(tt.with, "%", try)}
			file, err := yaml.Marshal(w.value(t))
			if err != nil {
				t.Fatal(err)
			}
			c := small(t, map[string]string{bases[tt.kind]: string(file)})
			refused := slices.ContainsFunc(check.Catalog(c, time.Now()), func(f finding.Finding) bool { return f.Rule == tt.rule })
			invalid := s.Validate(w.value(t)) != nil
			if refused != invalid {
				t.Errorf("%q: the rule %s refuses it: %v, the schema: %v", try, tt.rule, refused, invalid)
			}
			seen[refused] = true
		}
		if len(seen) != 2 {
			t.Errorf("%s: right and wrong ones are needed", tt.rule)
		}
	}
}

func TestIDsAreThoseOfTheFiles(t *testing.T) {
	type group struct {
		Enum  []string
		AnyOf []struct{ Const, Description string }
	}
	ids := func(c *catalog.Catalog) (out struct{ Platform, Symptom, Fix group }) {
		var s struct {
			Defs struct{ Platform, Symptom, Fix group } `json:"$defs"`
		}
		if err := json.Unmarshal(written(t, catalog.Symptoms, c), &s); err != nil {
			t.Fatal(err)
		}
		return s.Defs
	}
	// What can't be read still has its id; what is no id is not offered.
	got := ids(small(t, map[string]string{"data/fixes/broken.yaml": "title: \"x\n", "data/fixes/My_Fix.yaml": "title: x\n", "data/fixes/other.txt": "x"}))
	if diff := cmp.Diff([]string{"broken", "clear-out", "look-around"}, got.Fix.Enum); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"box", "cloud"}, got.Platform.Enum); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"full"}, got.Symptom.Enum); diff != "" {
		t.Error(diff)
	}
	// Each is offered with its title.
	titles := map[string]string{}
	for _, one := range got.Fix.AnyOf {
		titles[one.Const] = one.Description
	}
	if diff := cmp.Diff(map[string]string{"clear-out": "Clear out", "look-around": "Look around", "": ""}, titles); diff != "" {
		t.Error(diff)
	}
	// Where there are none at all, any id will do.
	s := compile(t, written(t, catalog.Symptoms, &catalog.Catalog{}), "", true)
	if err := s.Validate(wrong{kind: catalog.Symptoms}.value(t)); err != nil {
		t.Error(err)
	}
	if s.Validate(wrong{kind: catalog.Symptoms, with: "fixes: [Look Around]"}.value(t)) == nil {
		t.Error("what is no id is taken for one")
	}
}

func TestTheSameFactsGiveTheSameBytes(t *testing.T) {
	for _, kind := range catalog.DataKinds {
		first := written(t, kind, small(t, nil))
		if !bytes.Equal(first, written(t, kind, small(t, nil))) {
			t.Errorf("%s differ", kind)
		}
		if !bytes.HasSuffix(first, []byte("\n}\n")) || bytes.Contains(first, []byte("$id")) {
			t.Errorf("%s: %s", kind, first)
		}
	}
}

func TestPagesHaveNoSchema(t *testing.T) {
	if _, err := For(catalog.Pages, &catalog.Catalog{}); err == nil {
		t.Error("no error")
	}
}
