package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/testsite"
)

var update = flag.Bool("update", false, "write what is made into the golden files")

const base = "https://a.example/below/"

func filesOf(t *testing.T, c *catalog.Catalog) map[string][]byte {
	t.Helper()
	files, err := Make(c, render.ForPrograms(c, base), base).Files()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func small(t *testing.T, extra map[string]string) *catalog.Catalog {
	t.Helper()
	c, err := load.Catalog(testsite.FS(extra))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func real(t *testing.T) *catalog.Catalog {
	t.Helper()
	c, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestGolden(t *testing.T) {
	files := filesOf(t, small(t, nil))
	for _, name := range []string{"index", "symptoms/full", "fixes/clear-out"} {
		var got bytes.Buffer
		if err := json.Indent(&got, files[Folder+name+".json"], "", "  "); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		testsite.Golden(t, *update, path.Base(name)+".golden", got.Bytes())
	}
}

// What is published is what its schema says, on the facts that are published.
func TestEveryDocumentIsValid(t *testing.T) {
	for name, c := range map[string]*catalog.Catalog{"small": small(t, nil), "real": real(t), "empty": emptied()} {
		files := filesOf(t, c)
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		for name, written := range files {
			if strings.HasPrefix(name, Folder+"schema/") {
				if err := compiler.AddResource(base+name, parsed(t, written)); err != nil {
					t.Fatal(err)
				}
			}
		}
		checked := 0
		for file, written := range files {
			if strings.HasPrefix(file, Folder+"schema/") {
				continue
			}
			document := parsed(t, written)
			s, err := compiler.Compile(document.(map[string]any)["$schema"].(string))
			if err != nil {
				t.Fatalf("%s, %s: %v", name, file, err)
			}
			if err := s.Validate(document); err != nil {
				t.Errorf("%s, %s: %v", name, file, err)
			}
			checked++
		}
		if want := 5 + c.Entries() + formers(c); checked != want {
			t.Errorf("%s: %d documents were held against a schema, want %d", name, checked, want)
		}
	}
}

// A schema that takes everything would find every document valid.
func TestASchemaFindsWhatIsWrong(t *testing.T) {
	files := filesOf(t, small(t, nil))
	const name = Folder + "schema/fix.json"
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(base+name, parsed(t, files[name])); err != nil {
		t.Fatal(err)
	}
	s, err := compiler.Compile(base + name)
	if err != nil {
		t.Fatal(err)
	}
	for key, wrong := range map[string]any{
		"rung": "smash", "rung_number": 7.0, "kind": "fiction", "url": "no address", "steps": []any{map[string]any{}},
		"loses": nil, "undo": 1.0, "before": []any{},
		"evidence": map[string]any{"level": "sure", "sources": []any{}}, "done": nil,
	} {
		document := parsed(t, files[Folder+"fixes/clear-out.json"]).(map[string]any)
		document[key] = wrong
		if s.Validate(document) == nil {
			t.Errorf("%s may be %v", key, wrong)
		}
		delete(document, key)
		if s.Validate(document) == nil {
			t.Errorf("%s may be missing", key)
		}
	}
}

func parsed(t *testing.T, written []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(written))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func emptied() *catalog.Catalog {
	c := &catalog.Catalog{}
	c.Index()
	return c
}

func formers(c *catalog.Catalog) int {
	n := 0
	for _, e := range c.Symptoms {
		n += len(e.Formerly)
	}
	for _, e := range c.Fixes {
		n += len(e.Formerly)
	}
	for _, e := range c.Platforms {
		n += len(e.Formerly)
	}
	for _, e := range c.Routines {
		n += len(e.Formerly)
	}
	return n
}

func TestAFormerIDHasTheDocument(t *testing.T) {
	files := filesOf(t, small(t, map[string]string{"data/fixes/look-around.yaml": `title: Look around
summary: Shows what is there.
platforms: [cloud, box]
minutes: 2
touches: look
steps: [Look.]
done: You know.
formerly: [peep]
sources: []
`}))
	if got := files[Folder+"fixes/peep.json"]; got == nil || !bytes.Equal(got, files[Folder+"fixes/look-around.json"]) {
		t.Errorf("got %s", got)
	}
}

// A drawing says things that stand nowhere else.
func TestADrawingIsSaidInWords(t *testing.T) {
	files := filesOf(t, small(t, map[string]string{"data/fixes/look-around.yaml": `title: Look around
summary: Shows what is there.
platforms: [cloud, box]
minutes: 2
touches: look
steps: [Look.]
done: You know.
picture:
  file: around.svg
  alt: "Two eyes. <1> opens, 2 closes."
sources: []
`}))
	var look, clear struct {
		Picture *struct{ Alt string }
	}
	for name, to := range map[string]any{"look-around": &look, "clear-out": &clear} {
		if err := json.Unmarshal(files[Folder+"fixes/"+name+".json"], to); err != nil {
			t.Fatal(err)
		}
	}
	if look.Picture == nil || look.Picture.Alt != "Two eyes. <1> opens, 2 closes." || clear.Picture != nil {
		t.Errorf("got %+v and %+v", look.Picture, clear.Picture)
	}
}

// Whoever reads a fix from its beginning has read the warnings when the steps come.
func TestWarningsComeBeforeTheSteps(t *testing.T) {
	document := string(filesOf(t, small(t, nil))[Folder+"fixes/clear-out.json"])
	steps := strings.Index(document, `"steps"`)
	for _, warning := range []string{`"risky":true`, `"loses"`, `"before"`, `"undo"`} {
		if at := strings.Index(document, warning); at < 0 || at > steps {
			t.Errorf("%s is at %d, the steps are at %d", warning, at, steps)
		}
	}
}

var tag = regexp.MustCompile(`</?[a-z][^>]*>`)

// Programs show the texts in ways we don't know.
func TestNoHTML(t *testing.T) {
	for name, written := range filesOf(t, real(t)) {
		if found := tag.Find(written); found != nil && !bytes.HasPrefix(found, []byte("<https://")) {
			t.Errorf("%s has %s", name, found)
		}
		if bytes.Contains(written, []byte("{place:")) {
			t.Errorf("%s has a place that is not spelt out", name)
		}
	}
}

func TestTheSameFactsGiveTheSameBytes(t *testing.T) {
	first, second := filesOf(t, real(t)), filesOf(t, real(t))
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
}
