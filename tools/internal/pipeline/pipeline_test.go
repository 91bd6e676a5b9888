package pipeline

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finish"
	"backupfirstaid/tools/internal/testsite"
)

func TestMakeNamesItsSteps(t *testing.T) {
	var told []string
	site, err := Make(Options{Root: testsite.New(t), Progress: func(step string) { told = append(told, step) }})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"load", "check", "render", "pages", "hugo", "machines", "cards", "finish", "offline"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	var took []string
	for _, s := range site.Steps {
		took = append(took, s.Name)
	}
	if diff := cmp.Diff(want, took); diff != "" {
		t.Error(diff)
	}
	// 6 entries and a guide, 2 checklists in 2 sizes and 2 pages for copies, home, codes, 5 lists, 404; the rules, their list, the pages of
	// components and for several lists, and the address above them; three booklets and their list.
	if site.Entries != 6 || site.Pages != 6+1+2*2+2+1+1+5+1+len(check.Rules)+1+1+1+1+3+1 {
		t.Errorf("%d entries, %d pages", site.Entries, site.Pages)
	}
}

func TestWhatIsPrintedStandsBesideThePages(t *testing.T) {
	var given map[string][]byte
	site, err := Make(Options{Root: testsite.New(t), Print: func(files map[string][]byte) (map[string][]byte, error) {
		given = files
		return map[string][]byte{"symptoms/full/checklist.pdf": []byte("%PDF"), "symptoms/full/checklist-letter.pdf": []byte("%PDF")}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if name := "symptoms/full/checklist.html"; string(given[name]) == "" || string(given[name]) != string(site.Files[name]) {
		t.Errorf("printed is %.100q, published is %.100q", given[name], site.Files[name])
	}
	if string(site.Files["symptoms/full/checklist.pdf"]) != "%PDF" {
		t.Error("what was printed is not among the files")
	}
	for name, want := range map[string]bool{"symptoms/full/index.html": true, "routines/monthly/index.html": false} {
		if got := strings.Contains(string(site.Files[name]), "checklist.pdf"); got != want {
			t.Errorf("%s leads to a PDF: %v", name, got)
		}
	}
	var steps []string
	for _, s := range site.Steps {
		steps = append(steps, s.Name)
	}
	if !slices.Contains(steps, "print") {
		t.Errorf("the steps are %v", steps)
	}
	_, err = Make(Options{Root: testsite.New(t), Print: func(map[string][]byte) (map[string][]byte, error) { return nil, errors.New("no paper") }})
	if err == nil || !strings.Contains(err.Error(), "no paper") {
		t.Errorf("got %v", err)
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	first, err := Make(Options{Root: testsite.New(t)})
	if err != nil {
		t.Fatal(err)
	}
	here := time.Local
	t.Cleanup(func() { time.Local = here })
	time.Local = time.FixedZone("far away", 13*60*60)
	second, err := Make(Options{Root: testsite.New(t)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first.Files, second.Files); diff != "" {
		t.Error(diff)
	}
}

// What was published before is taken from there, as long as it is what would be made.
func TestCardsThatArePublishedAreKept(t *testing.T) {
	root := testsite.New(t)
	first, err := Make(Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	var asked, given []string
	have := func(name string) []byte {
		asked = append(asked, name)
		if first.Files[name] != nil {
			given = append(given, name)
		}
		return first.Files[name]
	}
	change(t, root, "data/symptoms/full.yaml", "Storage is full", "Storage is brimful")
	var mu sync.Mutex
	second, err := Make(Options{Root: root, Have: func(name string) []byte {
		mu.Lock()
		defer mu.Unlock()
		return have(name)
	}})
	if err != nil {
		t.Fatal(err)
	}
	// Home, codes, 6 entries and a guide.
	if len(asked) != 9 || len(given) != 8 {
		t.Errorf("asked for %v, given %v", asked, given)
	}
	for _, name := range given {
		if &second.Files[name][0] != &first.Files[name][0] {
			t.Errorf("%s was drawn again", name)
		}
	}
}

func change(t *testing.T, root, file, old, new string) {
	t.Helper()
	name := filepath.Join(root, file)
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), old) {
		t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(b), old, new, 1)), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestMakeStopsAtMistakesInTheFacts(t *testing.T) {
	root := testsite.New(t)
	change(t, root, "data/symptoms/full.yaml", "- clear-out", "- claer-out")
	site, err := Make(Options{Root: root})
	var found Findings
	if !errors.As(err, &found) || len(found.Findings) != 1 || found.Findings[0].Rule != "unknown-fix" {
		t.Fatalf("got %v", err)
	}
	if site.Files != nil {
		t.Error("there are files to publish")
	}
}

func TestMakeNamesPageAndLinkOfADeadLink(t *testing.T) {
	root := testsite.New(t)
	change(t, root, "layouts/fixes/page.html", "<h1>", `<a href="../nowhere/">x</a><h1>`)
	_, err := Make(Options{Root: root})
	var problems finish.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("got %v", err)
	}
	want := finish.Problem{Page: "fixes/clear-out/index.html", Link: "../nowhere/", What: "nothing is there"}
	if !slices.Contains(problems, want) {
		t.Errorf("%v lacks %v", problems, want)
	}
}

func TestMakeMissesAPageThatHugoDidNotMake(t *testing.T) {
	root := testsite.New(t)
	change(t, root, "config.toml", `"taxonomy", "term"`, `"taxonomy", "term", "section"`)
	_, err := Make(Options{Root: root})
	if err == nil || !strings.Contains(err.Error(), "routines/index.html: this page is missing") {
		t.Errorf("got %v", err)
	}
}

func TestTheSchemasArePublished(t *testing.T) {
	site, err := Make(Options{Root: testsite.New(t)})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"schema/platform.json", "schema/symptom.json", "schema/fix.json", "schema/routine.json"} {
		if !strings.Contains(string(site.Files[name]), `"https://json-schema.org/draft/2020-12/schema"`) {
			t.Errorf("%s is %q", name, site.Files[name])
		}
	}
}

// No file may take the place of another in silence.
func TestTwoFilesOfOneNameAreAnError(t *testing.T) {
	files := map[string][]byte{"schema/fix.json": []byte("Hugo's")}
	err := add(files, map[string][]byte{"schema/fix.json": []byte("ours"), "schema/a.json": nil})
	if err == nil || !strings.Contains(err.Error(), "schema/fix.json") || string(files["schema/fix.json"]) != "Hugo's" {
		t.Errorf("got %v, %s", err, files)
	}
}

func TestFormerIDsRedirect(t *testing.T) {
	root := testsite.New(t)
	change(t, root, "data/symptoms/full.yaml", "sources:", "formerly: [brimming]\nsources:")
	change(t, root, "data/fixes/clear-out.yaml", "sources:", "formerly: [sweep]\nsources:")
	site, err := Make(Options{Root: root})
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		"symptoms/brimming/index.html":           "../../symptoms/full/",
		"symptoms/brimming/checklist.html":       "../../symptoms/full/checklist.html",
		"symptoms/brimming/checklist-large.html": "../../symptoms/full/checklist-large.html",
		"fixes/sweep/index.html":                 "../../fixes/clear-out/",
	} {
		if !strings.Contains(string(site.Files[from]), "url="+to) {
			t.Errorf("%s does not lead to %s: %s", from, to, site.Files[from])
		}
	}
	if strings.Contains(string(site.Files["sitemap.xml"]), "brimming") {
		t.Error("the sitemap lists a redirect")
	}
}

var allowed = regexp.MustCompile(`<script defer src=[./]*js/[a-z]+\.[0-9a-f]{16}\.js( data-[a-z-]+=("[^"]*"|[^" >]+))*></script>`)

// The promises that every page of the site makes, on the facts that are published.
func TestTheRealSite(t *testing.T) {
	site, err := Make(Options{Root: testsite.Repository()})
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range site.Files {
		// This one no browser runs.
		page := strings.Replace(string(content), "<script type=application/ld+json>", "", 1)
		if filepath.Ext(name) != ".html" || strings.Contains(page, "http-equiv=refresh") {
			continue
		}
		for what, want := range map[string]int{"<h1": 1, "<main": 1, "<html lang=en": 1, "<title": 1} {
			if got := strings.Count(page, what); got != want {
				t.Errorf("%s has %d of %s", name, got, what)
			}
		}
		// Scripts are loaded by an address: nothing is run that stands in a page, and nothing at all on a sheet.
		if !isSheet(name) {
			page = allowed.ReplaceAllString(page, "")
		}
		for _, never := range []string{"<script", " onclick=", " style=", "{place:", "%!", "ZgotmplZ", "data-if"} {
			// The pages about rules speak of such marks.
			if strings.Contains(page, never) && !(never == "{place:" && strings.HasPrefix(name, check.Address)) {
				t.Errorf("%s has %s", name, never)
			}
		}
		if isBooklet(name) {
			// It leads to its own pages alone.
			page = strings.ReplaceAll(page, "<a href=#", "")
			page = strings.Replace(page, "<nav class=contents", "", 1)
		}
		if isSheet(name) {
			for _, never := range []string{"<link rel=stylesheet", "<a ", "<nav", "<img", "<details"} {
				if strings.Contains(page, never) {
					t.Errorf("%s is not complete in one file, or not for paper: %s", name, never)
				}
			}
			if name != catalog.Booklets+"key.html" && !strings.Contains(page, "class=box") || !strings.Contains(page, "https://") {
				t.Errorf("%s has no boxes or no address", name)
			}
		}
	}
}

// What a reader of feeds and a browser parse is what was made small.
func TestWhatIsForProgramsIsPublishedWhole(t *testing.T) {
	site, err := Make(Options{Root: testsite.New(t), BaseURL: "https://a.example/below/a/path"})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"index.xml":                "<id>https://a.example/below/a/path/symptoms/full/</id>",
		"opensearch.xml":           `"https://a.example/below/a/path/?q={searchTerms}"`,
		"llms.txt":                 "(https://a.example/below/a/path/fixes/clear-out/index.md)",
		"fixes/clear-out/index.md": "<https://a.example/below/a/path/fixes/clear-out/>",
		"api/v1/index.json":        `"https://a.example/below/a/path/api/v1/fixes/clear-out.json"`,
	} {
		if !strings.Contains(string(site.Files[name]), want) {
			t.Errorf("%s lacks %s: %s", name, want, site.Files[name])
		}
	}
	for name, content := range site.Files {
		if path.Ext(name) != ".xml" {
			continue
		}
		for d := xml.NewDecoder(bytes.NewReader(content)); ; {
			if _, err := d.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
	}
	page := string(site.Files["index.html"])
	for _, want := range []string{"type=application/atom+xml", "href=index.xml", "rel=search", "href=opensearch.xml"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

// Every page about an entry has its twin, which is there to be lighter. That addresses in it
// lead somewhere, finish has seen to.
func TestTwinsAreLighterThanTheirPages(t *testing.T) {
	site, err := Make(Options{Root: testsite.Repository(), BaseURL: "https://a.example/below/a/path"})
	if err != nil {
		t.Fatal(err)
	}
	twins := 0
	for name, content := range site.Files {
		if path.Ext(name) != ".md" {
			continue
		}
		twins++
		page, ok := site.Files[path.Dir(name)+"/index.html"]
		if !ok || len(content) > len(page) {
			t.Errorf("%s has %d bytes, its page %d", name, len(content), len(page))
		}
		if !strings.Contains(string(page), "type=text/markdown href=index.md") && !strings.Contains(string(page), "http-equiv=refresh") {
			t.Errorf("no link leads to %s", name)
		}
	}
	if twins < site.Entries {
		t.Errorf("%d twins of %d entries", twins, site.Entries)
	}
}

func TestEveryRuleHasAPageThatShowsBothExamples(t *testing.T) {
	site, err := Make(Options{Root: testsite.New(t)})
	if err != nil {
		t.Fatal(err)
	}
	all := said(site.Files[check.Address+"index.html"])
	for _, r := range check.Rules {
		t.Run(r.Name, func(t *testing.T) {
			page := said(site.Files[r.Address()+"index.html"])
			for _, want := range []string{strings.TrimSuffix(r.Title, "."), r.Name, r.Why, "go run ./tools/data explain " + r.Name, r.Mends} {
				if !strings.Contains(page, want) {
					t.Errorf("the page does not say %q", want)
				}
			}
			for word, example := range map[string]string{"Wrong": r.Wrong, "Right": r.Right} {
				_, shown, found := strings.Cut(page, "\n"+word+"\n")
				if !found {
					t.Fatalf("the page has no heading %q:\n%s", word, page)
				}
				for _, f := range check.ExampleFiles(example) {
					if !strings.Contains(shown, f.Name) || !strings.Contains(shown, f.Text) {
						t.Errorf("behind %s the page does not show %s:\n%s", word, f.Name, f.Text)
					}
				}
			}
			if note := strings.Contains(page, "A note: "); note != r.Note {
				t.Errorf("the page says that it is a note: %v", note)
			}
			if !strings.Contains(all, strings.TrimSuffix(r.Title, ".")+"\n"+r.Name) || !strings.Contains(string(site.Files[check.Address+"index.html"]), "contribute/rules/"+r.Name+"/") {
				t.Error("the list lacks the rule, or does not lead to its page")
			}
		})
	}
}

var (
	inline  = regexp.MustCompile(`</?(span|code)( [^>]*)?>`)
	element = regexp.MustCompile(`<[^>]*>`)
)

// said is the text of a page, a line for each block.
func said(page []byte) string {
	return html.UnescapeString(element.ReplaceAllString(inline.ReplaceAllString(string(page), ""), "\n"))
}

// A warning stands above the steps it is about, on screen and on paper.
func TestWarningsComeBeforeTheirSteps(t *testing.T) {
	site, err := Make(Options{Root: testsite.New(t)})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"symptoms/full/index.html", "symptoms/full/checklist.html", "fixes/clear-out/index.html"} {
		page := string(site.Files[name])
		warning, step := strings.Index(page, "class=warning"), strings.Index(page, "<strong>Delete</strong>")
		if warning < 0 || step < warning {
			t.Errorf("%s: warning at %d, step at %d", name, warning, step)
		}
		if !strings.Contains(page, "What you delete.") || !strings.Contains(page, "Nobody can.") {
			t.Errorf("%s: the warning lacks what is lost or how to undo it", name)
		}
	}
}
