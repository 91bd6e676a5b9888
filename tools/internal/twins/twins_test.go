package twins

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/api"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/testsite"
	"backupfirstaid/tools/internal/words"
)

var update = flag.Bool("update", false, "write what is made into the golden files")

const base = "https://a.example/below/"

func filesOf(t *testing.T, c *catalog.Catalog) map[string][]byte {
	t.Helper()
	file, err := os.ReadFile(filepath.Join(testsite.Repository(), "i18n", "en.toml"))
	if err != nil {
		t.Fatal(err)
	}
	said, err := words.Read(file)
	if err != nil {
		t.Fatal(err)
	}
	texts := render.ForPrograms(c, base)
	files, err := Make(api.Make(c, texts, base), c.Pages, texts, said, base)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func small(t *testing.T, extra map[string]string) map[string][]byte {
	t.Helper()
	c, err := load.Catalog(testsite.FS(extra))
	if err != nil {
		t.Fatal(err)
	}
	return filesOf(t, c)
}

func TestGolden(t *testing.T) {
	files := small(t, nil)
	for golden, name := range map[string]string{"full.md": "symptoms/full/index.md", "rule.md": "guides/rule/index.md", "llms.txt": "llms.txt"} {
		testsite.Golden(t, *update, golden, files[name])
	}
}

const risky = `title: Clear out
summary: Makes room.
platforms: [cloud, box]
minutes: 5
touches: remove
loses: What you delete.
before:
  - First.
  - |
    Then, in two parts:

    - one
    - two
undo: Nobody can.
formerly: [sweep]
steps:
  cloud: [One., Two., "Three."]
  box: ["Open {place:cable}."]
done: There is room.
sources: []
`

// Every line of a warning is inside the quote, and the quote is above the steps.
func TestAWarningIsWholeAndAboveItsSteps(t *testing.T) {
	files := small(t, map[string]string{"data/fixes/clear-out.yaml": risky})
	want := `> **Warning**
>
> **You lose:** What you delete.
>
> **Before you start:**
>
> - First.
> - Then, in two parts:
>
>   - one
>   - two
>
> **To take it back:** Nobody can.

`
	for name, steps := range map[string]string{
		"symptoms/full/index.md":   "1. One.\n2. Two.\n3. Three.\n\n**It worked when:**",
		"fixes/clear-out/index.md": "**Cloud**\n\n1. One.\n2. Two.\n3. Three.\n\n**Box**\n\n1. Open **Settings > Cable**.\n\n**It worked when:**",
	} {
		if !strings.Contains(string(files[name]), want+steps) {
			t.Errorf("%s has no such warning above the steps: %s", name, files[name])
		}
	}
}

func TestAFormerIDLeadsOn(t *testing.T) {
	files := small(t, map[string]string{"data/fixes/clear-out.yaml": risky})
	if got := string(files["fixes/sweep/index.md"]); got != "This page has moved: [Clear out](https://a.example/below/fixes/clear-out/)\n" {
		t.Errorf("got %q", got)
	}
}

// On the real facts: each symptom's twin has every warning of its list above the steps it is for.
func TestRealTwinsKeepTheWarnings(t *testing.T) {
	c, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	files := filesOf(t, c)
	texts := render.ForPrograms(c, base)
	for _, s := range c.Symptoms {
		rest := string(files[catalog.Symptoms.Address(s.ID)+catalog.TwinName])
		for _, id := range s.Fixes {
			f := c.Fix(id.Value)
			_, after, found := strings.Cut(rest, "/fixes/"+f.ID+"/)\n\n")
			if !found {
				t.Fatalf("%s lacks %s, or has it in another place", s.ID, f.ID)
			}
			rest = after
			above, _, _ := strings.Cut(rest, "\n1. ")
			for _, warning := range append([]catalog.Prose{f.Loses, f.Undo}, f.Before...) {
				// Lines after the first have marks before them.
				first, _, _ := strings.Cut(texts.Of(warning), "\n")
				if !strings.Contains(above, first) {
					t.Errorf("%s: above the steps of %s there is no %q", s.ID, f.ID, first)
				}
			}
		}
	}
}

// A drawing can't be seen in a text, so the text says what it shows: above the steps of a fix, above the text of a page.
func TestADrawingIsSaidInWords(t *testing.T) {
	picture := "picture:\n  file: around.svg\n  alt: Two *eyes*.\n"
	files := small(t, map[string]string{
		"data/fixes/look-around.yaml": "title: Look around\nsummary: S.\nplatforms: [cloud]\nminutes: 2\ntouches: look\nsteps: [Look.]\ndone: D.\n" + picture + "sources: []\n",
		"content/guides/rule.md":      "---\ntitle: The rule\ndescription: Three.\n" + picture + "---\nThe text.\n",
	})
	for name, below := range map[string]string{"fixes/look-around/index.md": "1. Look.", "symptoms/full/index.md": "1. Look.", "guides/rule/index.md": "The text."} {
		if !strings.Contains(string(files[name]), "**The drawing shows:** Two \\*eyes\\*.\n\n"+below) {
			t.Errorf("%s: %s", name, files[name])
		}
	}
}

func TestMissingWordsAreNamed(t *testing.T) {
	said, err := words.Read([]byte(`moved = "x"`))
	if err != nil {
		t.Fatal(err)
	}
	c, err := load.Catalog(testsite.FS(nil))
	if err != nil {
		t.Fatal(err)
	}
	texts := render.ForPrograms(c, base)
	if _, err := Make(api.Make(c, texts, base), c.Pages, texts, said, base); err == nil || !strings.Contains(err.Error(), "level-confirmed") {
		t.Errorf("got %v", err)
	}
}
