package pages

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/cards"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/schema"
	"backupfirstaid/tools/internal/testsite"
)

var update = flag.Bool("update", false, "write what is made into the golden files")

// catalogOf reads the small site with more files laid over it.
func catalogOf(t *testing.T, extra map[string]string) *catalog.Catalog {
	t.Helper()
	c, err := load.Catalog(testsite.FS(extra))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// drawn are some cards of the small site.
func drawn(t *testing.T) cards.Set {
	t.Helper()
	set, err := cards.NewSet(map[string]cards.Card{"": {Title: "All of it"}, "symptoms/full/": {Title: "Storage is full", Line: []string{"a", "b"}}}, cards.Colors{})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// small makes the content files of the small site with more files laid over it.
func small(t *testing.T, extra map[string]string) Site {
	t.Helper()
	c := catalogOf(t, extra)
	texts, err := render.Catalog(c)
	if err != nil {
		t.Fatal(err)
	}
	site, err := Make(c, texts, drawn(t), "https://a.example/below")
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// ofSearch is the index of the search, whose name changes with every word of the facts and of its tables.
var ofSearch = regexp.MustCompile(`js/index\.[0-9a-f]{32}\.js`)

// ofCard is the name of a card, which changes with whatever is drawn.
var ofCard = regexp.MustCompile(`card\.[0-9a-f]{8}\.png`)

// ofQR is the drawing of a QR code, which another package is tested for.
var ofQR = regexp.MustCompile(`"path":"m[^"]*"`)

func TestMakeGolden(t *testing.T) {
	site := small(t, nil)
	for _, name := range []string{
		"content/symptoms/full.md", "content/fixes/clear-out.md", "content/platforms/cloud.md", "content/routines/monthly.md",
		"content/guides/rule.md", "content/contribute/rules/line-ends.md", "content/_index.md", "content/fixes/_index.md", "generated/blocks.json",
		"content/booklets/iphone.md", "content/booklets/key.md",
	} {
		var got bytes.Buffer
		file := ofSearch.ReplaceAll(site.Files[name], []byte("js/index.HASH.js"))
		file = ofCard.ReplaceAll(file, []byte("card.HASH.png"))
		file = ofQR.ReplaceAll(file, []byte(`"path":"DRAWN"`))
		if err := json.Indent(&got, file, "", "  "); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		testsite.Golden(t, *update, name+".golden", got.Bytes())
	}
}

func TestMakeExpectsEveryPage(t *testing.T) {
	want := []string{
		"404.html", "codes/index.html", "contribute/components/index.html", "print/index.html", "fixes/clear-out/index.html", "fixes/index.html", "fixes/look-around/index.html",
		"guides/index.html", "guides/rule/index.html", "index.html", "platforms/box/index.html", "platforms/cloud/index.html",
		"platforms/index.html", "routines/index.html", "routines/monthly/checklist-large.html", "routines/monthly/checklist.html", "routines/monthly/copy.html", "routines/monthly/index.html",
		"symptoms/full/checklist-large.html", "symptoms/full/checklist.html", "symptoms/full/copy.html", "symptoms/full/index.html", "symptoms/index.html",
		"booklets/index.html", "booklets/iphone.html", "booklets/routines.html", "booklets/key.html",
		"contribute/index.html", "contribute/rules/index.html",
	}
	for _, r := range check.Rules {
		want = append(want, "contribute/rules/"+r.Name+"/index.html")
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, small(t, nil).Expected); diff != "" {
		t.Error(diff)
	}
}

// Somebody who shortens the address of a rule comes to the page written by hand, or, where there is none, to all rules.
func TestAboveTheRulesThereIsAPage(t *testing.T) {
	const file = "content/contribute.md"
	if got := string(small(t, nil).Files[file]); !strings.Contains(got, `"type":"redirect"`) || !strings.Contains(got, `"root":"../","to":"contribute/rules/"`) {
		t.Errorf("no redirect: %s", got)
	}
	site := small(t, map[string]string{file: "---\ntitle: Correct it\ndescription: D\n---\nWords, and [rules](page:contribute/rules).\n"})
	if got := string(site.Files[file]); !strings.Contains(got, `"title":"Correct it"`) || !strings.Contains(got, `href=\"../contribute/rules/\"`) {
		t.Errorf("not the page: %s", got)
	}
}

// The schemas that are published are those that editors use.
func TestMakePublishesTheSchemas(t *testing.T) {
	site := small(t, nil)
	got := slices.Sorted(maps.Keys(site.Extra))
	got = slices.DeleteFunc(got, func(name string) bool { return !strings.HasPrefix(name, "schema/") })
	if diff := cmp.Diff([]string{"schema/fix.json", "schema/platform.json", "schema/routine.json", "schema/symptom.json"}, got); diff != "" {
		t.Error(diff)
	}
	want, err := schema.For(catalog.Fixes, catalogOf(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(site.Extra["schema/fix.json"])); diff != "" {
		t.Error(diff)
	}
}

// The page names the index that is published.
func TestTheHomePageNamesTheIndex(t *testing.T) {
	site := small(t, nil)
	name := string(ofSearch.Find(site.Files["content/_index.md"]))
	if !bytes.HasPrefix(site.Extra[name], []byte("var searchIndex=")) {
		t.Errorf("%s is %q", name, site.Extra[name])
	}
}

func texts(values ...string) []catalog.Text {
	var out []catalog.Text
	for _, v := range values {
		out = append(out, catalog.Text{Value: v})
	}
	return out
}

func TestEvidenceNamesEachSourceWithItsDay(t *testing.T) {
	s := func(by, checked string) catalog.Source {
		return catalog.Source{By: catalog.Text{Value: by}, Checked: catalog.Date{Text: catalog.Text{Value: checked}}}
	}
	got := newEvidence([]catalog.Source{s("maker", ""), s("press", "2026-11-02")})
	read := &day{"2026-11-02", "2 November 2026"}
	want := evidence{Level: "reported", Checked: read, Sources: []source{{By: "maker"}, {By: "press", Checked: read}}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(source{})); diff != "" {
		t.Error(diff)
	}
	if e := newEvidence([]catalog.Source{s("maker", "")}); e.Checked != nil || e.lastmod() != "" {
		t.Errorf("a page that nobody checked has the day %+v", e.Checked)
	}
}

func TestStepsThatAreTheSameAreShownOnce(t *testing.T) {
	m := &maker{Catalog: &catalog.Catalog{}, texts: render.Texts{}}
	for _, id := range []string{"a", "b", "c"} {
		m.Platforms = append(m.Platforms, &catalog.Platform{Entry: catalog.Entry{ID: id}, Name: catalog.Text{Value: "Name " + id}})
	}
	m.Index()
	on := func(platform, step string) catalog.PlatformSteps {
		return catalog.PlatformSteps{Platform: catalog.Text{Value: platform}, Steps: []catalog.Prose{{Text: catalog.Text{Value: step}}}}
	}
	st := catalog.Steps{ByPlatform: []catalog.PlatformSteps{on("a", "x"), on("b", "y"), on("c", "x")}}
	show := func(p catalog.Prose) string { return p.Value }
	tests := []struct {
		platforms []catalog.Text
		want      []steps
	}{
		{texts("a", "b", "c"), []steps{{"Name a, Name c", []string{"x"}}, {"Name b", []string{"y"}}}},
		{texts("a", "c"), []steps{{"", []string{"x"}}}},
		{texts("b"), []steps{{"", []string{"y"}}}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, m.steps(st, tt.platforms, show)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestDuration(t *testing.T) {
	for minutes, want := range map[int]duration{5: {0, 5}, 60: {1, 0}, 61: {1, 5}, 101: {1, 45}, 120: {2, 0}} {
		if got := newDuration(minutes); got != want {
			t.Errorf("%d minutes: %+v, want %+v", minutes, got, want)
		}
	}
}

func TestCodesAreInTheOrderOfNumbers(t *testing.T) {
	symptom := `title: T
platforms: [cloud]
phase: restore
codes: ["4013", "9", "ABC", "10"]
causes: [x]
fixes: [look-around]
get_help_when: x
sources: []
`
	site := small(t, map[string]string{"data/symptoms/codes.yaml": symptom})
	var page struct {
		Params struct{ Codes []string }
	}
	if err := json.Unmarshal(site.Files["content/codes.md"], &page); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"9", "10", "4013", "ABC"}, page.Params.Codes); diff != "" {
		t.Error(diff)
	}
}
