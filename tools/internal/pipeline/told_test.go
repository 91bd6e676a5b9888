package pipeline

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/testsite"
)

const published = "https://backupfirstaid.example/"

// told is what a page says about itself to programs.
type told struct {
	title, canonical string
	noindex, moved   bool
	// meta are contents by name or property.
	meta map[string]string
	// data are the contents of scripts that no browser runs.
	data []string
}

func toldBy(t *testing.T, page []byte) told {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	out := told{meta: map[string]string{}}
	for n := range doc.Descendants() {
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		switch {
		case n.Data == "title" && n.FirstChild != nil && n.Parent.Data == "head":
			out.title = n.FirstChild.Data
		case n.Data == "link" && attr["rel"] == "canonical":
			out.canonical += attr["href"]
		case n.Data == "meta" && attr["http-equiv"] == "refresh":
			out.moved = true
		case n.Data == "meta":
			name := attr["name"] + attr["property"]
			if _, twice := out.meta[name]; twice && name != "" {
				t.Errorf("two elements say %s", name)
			}
			out.meta[name] = attr["content"]
		case n.Data == "script" && attr["type"] == "application/ld+json":
			out.data = append(out.data, n.FirstChild.Data)
		}
	}
	out.noindex = out.meta["robots"] == "noindex"
	return out
}

// Whoever is sent an address sees what it is of: the page's own words, and a picture.
func TestEveryPageSaysWhatStandsForIt(t *testing.T) {
	site, err := Make(Options{Root: testsite.Repository()})
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]told{}
	for name, content := range site.Files {
		if path.Ext(name) == ".html" {
			pages[name] = toldBy(t, content)
		}
	}
	t.Run("shared", func(t *testing.T) { shared(t, site, pages) })
	t.Run("indexed", func(t *testing.T) { indexed(t, site, pages) })
	t.Run("linked data", func(t *testing.T) { linkedData(t, pages) })
}

// aside tells that a page is for paper, or for whoever comes from paper: nobody looks for it.
func aside(name string) bool { return isSheet(name) || path.Base(name) == catalog.CopyName }

func isSheet(name string) bool {
	return isBooklet(name) || slices.Contains(catalog.Checklists, path.Base(name))
}

func isBooklet(name string) bool {
	return path.Dir(name)+"/" == catalog.Booklets && path.Base(name) != "index.html"
}

func shared(t *testing.T, site Site, pages map[string]told) {
	cards := map[string]bool{}
	for name, p := range pages {
		if p.moved || aside(name) || name == "404.html" {
			for key := range p.meta {
				if strings.HasPrefix(key, "og:") {
					t.Errorf("%s says %s", name, key)
				}
			}
			continue
		}
		// A website is what a page is that says nothing of it.
		kind := "article"
		if name == "index.html" {
			kind = ""
		}
		title := strings.TrimSuffix(p.title, " – Backup First Aid")
		for key, want := range map[string]string{
			"og:url": p.canonical, "og:type": kind, "og:title": title, "og:description": p.meta["description"],
			"twitter:card": "summary_large_image",
		} {
			if p.meta[key] != want {
				t.Errorf("%s: %s is %q, want %q", name, key, p.meta[key], want)
			}
		}
		file := strings.TrimPrefix(p.meta["og:image"], published)
		cards[file] = true
		// That there is such a file, finish has seen to. A page of an entry has its own.
		own := path.Dir(name) == path.Dir(file)
		_, twin := site.Files[path.Dir(name)+"/"+catalog.TwinName]
		if twin && !own {
			t.Errorf("%s has the card %s", name, file)
		}
		if alt := p.meta["og:image:alt"]; alt == "" || own && name != "index.html" && !strings.HasPrefix(alt, title) {
			t.Errorf("%s: its card says %q", name, alt)
		}
	}
	for name := range site.Files {
		// Those in icons/ stand for the site on a home screen.
		if path.Ext(name) == ".png" && !cards[name] && !strings.HasPrefix(name, "icons/") {
			t.Errorf("no page has the card %s", name)
		}
	}
}

// What search engines may show is what the sitemap lists, each under one address.
func indexed(t *testing.T, site Site, pages map[string]told) {
	var want []string
	for name, p := range pages {
		address := published + strings.TrimSuffix(name, "index.html")
		out := p.moved || aside(name) || name == "404.html"
		if p.noindex != out {
			t.Errorf("%s: kept out of search engines: %v", name, p.noindex)
		}
		if out {
			// An address of another page would say that this one is to be shown as that one.
			address = ""
		} else {
			want = append(want, address)
		}
		if p.canonical != address {
			t.Errorf("%s says that its address is %q", name, p.canonical)
		}
	}
	var sitemap struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(site.Files["sitemap.xml"], &sitemap); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range sitemap.URLs {
		got = append(got, u.Loc)
		if _, err := time.Parse(catalog.DateForm, u.Lastmod); u.Lastmod != "" && err != nil {
			if _, err := time.Parse(time.RFC3339, u.Lastmod); err != nil {
				t.Errorf("%s was changed on %q", u.Loc, u.Lastmod)
			}
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if robots := string(site.Files["robots.txt"]); !strings.Contains(robots, "Sitemap: "+published+"sitemap.xml\n") || strings.Contains(robots, "Disallow") {
		t.Errorf("robots.txt is %q", robots)
	}
}

// required are the keys that say something of each type.
var required = map[string][]string{
	"WebSite":        {"name", "url", "image", "publisher", "license", "inLanguage", "potentialAction"},
	"TechArticle":    {"headline", "url", "image", "inLanguage", "isPartOf"},
	"Article":        {"headline", "url", "image", "inLanguage", "isPartOf"},
	"HowTo":          {"name", "description", "url", "image", "inLanguage", "isPartOf", "about", "totalTime", "step"},
	"DefinedTermSet": {"name", "url", "image", "inLanguage", "isPartOf", "hasDefinedTerm"},
	"DefinedTerm":    {"name", "url", "description"},
	"BreadcrumbList": {"itemListElement"},
	"ListItem":       {"position", "name", "item"},
	"HowToSection":   {"name", "itemListElement"},
	"HowToStep":      {"text"},
	"HowToTip":       {"text"},
	"Organization":   {"name", "url"},
	"SearchAction":   {"target", "query-input"},
	"Thing":          {"name"},
	// The site as a part of which a page is.
	"WebSite as part": {"name", "url"},
}

// addresses are the keys whose value is one, and others those of pages elsewhere.
var (
	addresses = map[string]bool{"url": true, "item": true, "image": true, "target": true}
	others    = map[string]bool{"citation": true, "license": true}
	marks     = regexp.MustCompile(`</?[a-z]|&[a-z]+;|{place`)
	period    = regexp.MustCompile(`^PT[1-9][0-9]*M$`)
)

func linkedData(t *testing.T, pages map[string]told) {
	types := map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(pages)) {
		p := pages[name]
		if p.moved || aside(name) || name == "404.html" {
			if len(p.data) > 0 {
				t.Errorf("%s has linked data", name)
			}
			continue
		}
		if len(p.data) != 1 {
			t.Errorf("%s has %d blocks of linked data", name, len(p.data))
			continue
		}
		if strings.Contains(p.data[0], "<") {
			t.Errorf("%s: what a script element holds must have no < in it", name)
		}
		var doc struct {
			Context string           `json:"@context"`
			Graph   []map[string]any `json:"@graph"`
		}
		d := json.NewDecoder(strings.NewReader(p.data[0]))
		d.DisallowUnknownFields()
		if err := d.Decode(&doc); err != nil || doc.Context != "https://schema.org" || len(doc.Graph) == 0 {
			t.Errorf("%s: %v, %+v", name, err, doc)
			continue
		}
		say := func(what string, about any) { t.Errorf("%s: %s: %v", name, what, about) }
		for i, thing := range doc.Graph {
			kind, _ := thing["@type"].(string)
			types[kind]++
			valid(say, thing, "")
			switch {
			case kind == "BreadcrumbList":
				crumbs, _ := thing["itemListElement"].([]any)
				for i, c := range crumbs {
					if c.(map[string]any)["position"] != float64(i+1) {
						say("out of order", c)
					}
				}
				if last := crumbs[len(crumbs)-1].(map[string]any); last["item"] != p.canonical {
					say("the way leads elsewhere", last)
				}
			case i > 0 || thing["url"] != p.canonical:
				say("this is another page", thing["url"])
			}
		}
	}
	for kind, least := range map[string]int{"WebSite": 1, "TechArticle": 140, "HowTo": 150, "Article": 10, "DefinedTermSet": 1, "BreadcrumbList": 300} {
		if types[kind] < least {
			t.Errorf("only %d pages are %s", types[kind], kind)
		}
	}
}

// valid holds a thing and all in it against what its type asks for.
func valid(say func(string, any), thing map[string]any, in string) {
	kind, _ := thing["@type"].(string)
	rules, ok := required[kind]
	if in == "isPartOf" {
		rules = required[kind+" as part"]
	}
	if !ok {
		say("not a type that is known here", thing)
	}
	for _, key := range rules {
		if v := thing[key]; v == nil || v == "" {
			say(kind+" lacks "+key, thing)
		}
	}
	for key, value := range thing {
		for _, v := range list(value) {
			switch v := v.(type) {
			case map[string]any:
				valid(say, v, key)
			case string:
				if what := wrong(key, v); what != "" {
					say(what, v)
				}
			}
		}
	}
}

func list(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	return []any{v}
}

// wrong says what is wrong with a value. Whether the site's own addresses lead somewhere, finish has seen to.
func wrong(key, value string) string {
	switch {
	case strings.TrimSpace(value) == "":
		return key + " says nothing"
	case addresses[key] && !strings.HasPrefix(value, published):
		return key + " is no whole address of this site"
	case others[key] && !strings.HasPrefix(value, "https://"):
		return key + " is no address"
	case key == "dateModified":
		if day, err := time.Parse(catalog.DateForm, value); err != nil || day.Year() < 2020 || day.After(time.Now()) {
			return "that is no day on which a source was read"
		}
	case (key == "totalTime" || key == "timeRequired") && !period.MatchString(value):
		return "that is no time"
	case key == "headline" && len([]rune(value)) > 110:
		return "that is too long for a headline"
	case key == "text" && marks.MatchString(value):
		return "there are marks in the text"
	}
	return ""
}
