package offline

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	sum  = "0123456789abcdef"
	sum2 = "fedcba9876543210fedcba9876543210"
)

// forSharing names a file that is for others.
const forSharing = `<meta property=og:image content=https://a.example/cards/x.` + sum2 + `.png>`

func site() map[string][]byte {
	files := map[string][]byte{
		"js/keep." + sum + ".js":        []byte("keep()"),
		"js/find." + sum + ".js":        []byte("find()"),
		"js/other." + sum + ".js":       []byte("other()"),
		"css/site." + sum + ".css":      []byte("a{}"),
		"cards/x." + sum2 + ".png":      []byte("a picture for other sites"),
		"icon.png":                      []byte("a picture for the home screen"),
		"404.html":                      []byte("<p>lost"),
		"contribute/rules/a/index.html": []byte("<p>for those who change the site"),
		"contribute/index.html":         []byte("<p>how to correct"),
		"api/v1/index.json":             []byte("{}"),
	}
	for i := range 20 {
		page := `<title>Page ` + fmt.Sprint(i) + `</title>` + forSharing + `<link rel=stylesheet href=../../css/site.` + sum + `.css><body><h1>Page ` + fmt.Sprint(i) + `</h1>`
		for j := range 15 {
			if (i+j)%3 > 0 {
				page += fmt.Sprintf(`<div><h2>Fix %d</h2><p>%s</div>`, j, strings.Repeat(fmt.Sprint("What to do – ", j, " "), 20))
			}
		}
		files[fmt.Sprintf("symptoms/%d/index.html", i)] = []byte(page)
	}
	files["symptoms/1/checklist.html"] = []byte("<p>for paper")
	files["symptoms/1/index.html"] = []byte(`<head><meta content="script-src 'self' 'sha256-a+/b=';style-src 'sha256-c='"><title>Page 1</title><meta name="description" content="a > b"><meta name=description content='say "a > b"'><meta property="og:title" content="Page 1"><script type=application/ld+json>{"a":"b"}</script><link rel=canonical href=https://a.example/><meta name=color-scheme content=light></head><body><p>It says: &lt;meta property=og:title>`)
	files["index.html"] = []byte(`<link rel=apple-touch-icon href=icon.png><form data-load="js/find.` + sum + `.js css/site.` + sum + `.css"><p>home</form>`)
	files["offline/index.html"] = []byte(`<script defer src=../js/keep.` + sum + `.js></script>`)
	return files
}

// unpack does what assets/js/keep.js does.
func unpack(t *testing.T, files map[string][]byte) (guide, map[string]string) {
	t.Helper()
	var g guide
	var in index
	read := func(name string, into any) {
		if err := json.Unmarshal(files[name], into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	read(GuideFile, &g)
	read(partsFolder+g.Version+".json", &in)
	var pieces []string
	for _, part := range in.Parts {
		var list []string
		read(part, &list)
		pieces = append(pieces, list...)
	}
	pages := map[string]string{}
	for address, numbers := range in.Pages {
		for _, n := range numbers {
			pages[address] += pieces[n]
		}
	}
	return g, pages
}

func TestMakeHoldsEveryPageForReaders(t *testing.T) {
	files := site()
	made, err := Make(files)
	if err != nil {
		t.Fatal(err)
	}
	g, pages := unpack(t, made)
	want := map[string]string{}
	for name, content := range files {
		if strings.HasSuffix(name, "index.html") && !strings.HasPrefix(name, "contribute/rules/") {
			want[strings.TrimSuffix(name, "index.html")] = strings.Replace(string(content), forSharing, "", 1)
		}
	}
	// What is for search engines and for sharing stays away, and not a word that is for readers.
	want["symptoms/1/"] = `<head><meta content="script-src 'self';style-src 'sha256-c='"><title>Page 1</title><meta name=color-scheme content=light></head><body><p>It says: &lt;meta property=og:title>`
	if diff := cmp.Diff(want, pages); diff != "" {
		t.Error(diff)
	}
	if g.Pages != len(want) || g.Script != "js/keep."+sum+".js" {
		t.Errorf("%d pages, script %s", g.Pages, g.Script)
	}
	var beside []string
	for name := range g.Files {
		if _, ok := made[name]; !ok {
			beside = append(beside, name)
		} else if !regexp.MustCompile(`^offline/parts/[0-9a-f]{32}\.json$`).MatchString(name) {
			t.Errorf("%s has no hash in its name", name)
		}
	}
	slices.Sort(beside)
	if diff := cmp.Diff([]string{"css/site." + sum + ".css", "js/find." + sum + ".js", "js/keep." + sum + ".js"}, beside); diff != "" {
		t.Errorf("besides the parts: %s", diff)
	}
	for name, content := range made {
		if name != GuideFile && g.Files[name] == 0 {
			t.Errorf("%s is made and not named", name)
		}
		if name != GuideFile && !strings.Contains(name, hash(content)) {
			t.Errorf("%s does not have the hash of its content in its name", name)
		}
	}
}

func TestMakeIsSmallerThanItsPages(t *testing.T) {
	files := site()
	made, err := Make(files)
	if err != nil {
		t.Fatal(err)
	}
	whole, packed := 0, 0
	for name, content := range files {
		if strings.HasSuffix(name, ".html") {
			whole += len(content)
		}
	}
	for _, content := range made {
		packed += len(content)
	}
	if packed > whole/5 {
		t.Errorf("%d bytes of pages became %d", whole, packed)
	}
}

func TestTheSameSiteGivesTheSameBytes(t *testing.T) {
	first, err := Make(site())
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if again, err := Make(site()); err != nil || !maps.EqualFunc(first, again, slices.Equal) {
			t.Fatal("it does not")
		}
	}
}

func TestEveryChangeIsAVersion(t *testing.T) {
	versions := map[string]string{}
	for name, change := range map[string][2]string{
		"nothing": {"", ""}, "a word": {"What to do – 9", "What to do first – 9"},
		// Pages name their styles.
		"a style": {"css/site." + sum, "css/site." + sum2},
	} {
		files := site()
		files["css/site."+sum2+".css"] = []byte("b{}")
		for file, content := range files {
			files[file] = []byte(strings.ReplaceAll(string(content), change[0], change[1]))
		}
		made, err := Make(files)
		if err != nil {
			t.Fatal(err)
		}
		g, _ := unpack(t, made)
		if other := versions[g.Version]; other != "" {
			t.Errorf("with %s changed and with %s the version is the same", name, other)
		}
		versions[g.Version] = name
	}
}

// Whoever has the guide fetches little when one page changes.
func TestAChangeLeavesMostPartsAsTheyWere(t *testing.T) {
	var pieces []string
	for i := range 5000 {
		pieces = append(pieces, fmt.Sprintf("<p>Piece %d of many, each of which says something else.", i*i))
	}
	before := parts(pieces, 10_000)
	for name, after := range map[string][][]string{
		"changed": parts(slices.Replace(slices.Clone(pieces), 2000, 2001, "<p>Something else"), 10_000),
		"new":     parts(slices.Insert(slices.Clone(pieces), 2000, "<p>One more"), 10_000),
		"gone":    parts(slices.Delete(slices.Clone(pieces), 2000, 2001), 10_000),
	} {
		known := map[string]bool{}
		for _, part := range before {
			known[strings.Join(part, "")] = true
		}
		fresh := 0
		for _, part := range after {
			if !known[strings.Join(part, "")] {
				fresh++
			}
		}
		if len(after) < 15 || fresh > 2 {
			t.Errorf("%s: %d of %d parts are others", name, fresh, len(after))
		}
	}
	for _, part := range before {
		if size := len(strings.Join(part, "")); size > 20_100 {
			t.Errorf("a part has %d bytes", size)
		}
	}
}

func TestMakeFails(t *testing.T) {
	files := site()
	delete(files, "css/site."+sum+".css")
	if _, err := Make(files); err == nil || !strings.Contains(err.Error(), "needs css/site."+sum+".css, which is not there") {
		t.Errorf("got %v", err)
	}
}

func TestASiteWithoutTheScriptHasNoGuide(t *testing.T) {
	if made, err := Make(map[string][]byte{"index.html": []byte("<p>home")}); len(made) > 0 || err != nil {
		t.Errorf("got %v, %v", made, err)
	}
}

func TestPack(t *testing.T) {
	tests := []struct {
		name  string
		texts []string
		want  []string
		order [][]int
	}{
		{"one text is one piece", []string{"<p>a<p>b"}, []string{"<p>a<p>b"}, [][]int{{0}}},
		{"what is shared", []string{"<p>a<p>b<p>c<p>d", "<p>x<p>b<p>c<p>y"}, []string{"<p>a", "<p>b<p>c", "<p>d", "<p>x", "<p>y"}, [][]int{{0, 1, 2}, {3, 1, 4}}},
		{"the same after itself", []string{"<p>a<p>a<p>b"}, []string{"<p>a", "<p>b"}, [][]int{{0, 0, 1}}},
		{"one text ends where another goes on", []string{"<p>a<p>b", "<p>a<p>b<p>c"}, []string{"<p>a<p>b", "<p>c"}, [][]int{{0}, {0, 1}}},
		{"one text begins in the middle of another", []string{"<p>a<p>b", "<p>b"}, []string{"<p>a", "<p>b"}, [][]int{{0, 1}, {1}}},
		{"nothing", []string{""}, []string{""}, [][]int{{0}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var texts [][]byte
			for _, text := range tt.texts {
				texts = append(texts, []byte(text))
			}
			pieces, order := pack(texts)
			if diff := cmp.Diff(tt.want, pieces); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.order, order); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzPack(f *testing.F) {
	f.Add("<p>a<p>b", "<p>b<p>a<p>", "<p>a<p>b<p>a<p>b")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		texts := [][]byte{[]byte(a), []byte(b), []byte(c)}
		pieces, order := pack(texts)
		for i, text := range texts {
			got := ""
			for _, n := range order[i] {
				got += pieces[n]
			}
			if got != string(text) {
				t.Errorf("%q became %q", text, got)
			}
		}
	})
}
