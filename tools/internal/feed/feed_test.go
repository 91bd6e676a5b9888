package feed

import (
	"encoding/xml"
	"flag"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

var update = flag.Bool("update", false, "write what is made into the golden files")

const base = "https://a.example/below/"

func small(t *testing.T, extra map[string]string) *catalog.Catalog {
	t.Helper()
	c, err := load.Catalog(testsite.FS(extra))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func made(t *testing.T, c *catalog.Catalog) []byte {
	t.Helper()
	got, err := Make(c, base)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestGolden(t *testing.T) {
	search, err := Search(base)
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][]byte{File: made(t, small(t, nil)), SearchFile: search} {
		testsite.Golden(t, *update, name, got)
	}
}

// fix is one that was checked on a day, "" for never.
func fix(day string) string {
	if day != "" {
		day = "\n    checked: " + day
	}
	return "title: Look & see <all>\nsummary: S.\nplatforms: [cloud]\nminutes: 1\ntouches: look\nsteps: [Look.]\ndone: D.\nsources:\n  - title: T\n    url: https://b.example/\n    by: press" + day + "\n"
}

func TestNewestFirstAndNoMoreThanMost(t *testing.T) {
	extra := map[string]string{"data/fixes/never.yaml": fix("")}
	for i := range Most {
		extra[fmt.Sprintf("data/fixes/f%d.yaml", i)] = fix(fmt.Sprintf("2026-11-%02d", 1+i%28))
	}
	extra["data/fixes/latest.yaml"] = fix("2026-12-01")
	var f feed
	if err := xml.Unmarshal(made(t, small(t, extra)), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Entries) != Most || f.Updated != "2026-12-01T00:00:00Z" {
		t.Fatalf("%d entries, updated %s", len(f.Entries), f.Updated)
	}
	if first := f.Entries[0]; first.ID != base+"fixes/latest/" || first.Title != "Look & see <all>" {
		t.Errorf("the first is %+v", first)
	}
	for i := range f.Entries[1:] {
		if f.Entries[i].Updated < f.Entries[i+1].Updated {
			t.Errorf("%s stands before %s", f.Entries[i].Updated, f.Entries[i+1].Updated)
		}
	}
}

// What RFC 4287 asks of a feed and of its entries, on the facts that are published.
func TestTheRealFeedKeepsToItsStandard(t *testing.T) {
	facts, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	var f feed
	if err := xml.Unmarshal(made(t, facts), &f); err != nil {
		t.Fatal(err)
	}
	// 4.1.1 and 4.2: one id, title and updated, an author, and by 4.2.7.2 a link to itself.
	if f.ID != base || f.Title == "" || f.Author == "" || len(f.Links) != 2 || f.Links[0] != (link{"self", "application/atom+xml", base + File}) {
		t.Errorf("got %+v", f.Links)
	}
	ids := map[string]bool{}
	for _, e := range f.Entries {
		updated, err := time.Parse(time.RFC3339, e.Updated)
		if err != nil || updated.After(time.Now()) || e.Updated > f.Updated {
			t.Errorf("%s was updated %q, the feed %s: %v", e.ID, e.Updated, f.Updated, err)
		}
		// 4.2.6: an id is an absolute address and no other entry's. 4.1.1.1: without content, a summary tells more than nothing.
		if u, err := url.Parse(e.ID); err != nil || !u.IsAbs() || ids[e.ID] || e.Title == "" || e.Summary == "" || e.Category.Term == "" {
			t.Errorf("got %+v", e)
		}
		ids[e.ID] = true
		// 4.1.2: an entry without content has an alternate link, and of each type one.
		types := map[string]bool{}
		for _, l := range e.Links {
			if l.Rel != "alternate" || types[l.Type] || !strings.HasPrefix(l.Href, e.ID) {
				t.Errorf("%s has the link %+v", e.ID, l)
			}
			types[l.Type] = true
		}
		if !types["text/html"] {
			t.Errorf("%s has no link to its page", e.ID)
		}
	}
	if len(f.Entries) != Most {
		t.Errorf("%d entries", len(f.Entries))
	}
}

// What OpenSearch 1.1 asks of a description: how long its texts may be, and a place for what is searched.
func TestTheSearchKeepsToItsStandard(t *testing.T) {
	written, err := Search(base)
	if err != nil {
		t.Fatal(err)
	}
	var s search
	if err := xml.Unmarshal(written, &s); err != nil {
		t.Fatal(err)
	}
	if n := utf8.RuneCountInString(s.Short); n == 0 || n > 16 || s.About == "" || utf8.RuneCountInString(s.About) > 1024 {
		t.Errorf("%q, %q", s.Short, s.About)
	}
	if len(s.URLs) == 0 || s.URLs[0].Type != "text/html" || !strings.Contains(s.URLs[0].Template, "{searchTerms}") || !strings.HasPrefix(s.URLs[0].Template, base) {
		t.Errorf("got %+v", s.URLs)
	}
}

func TestAFeedOfNothingIsAFeed(t *testing.T) {
	var f feed
	if err := xml.Unmarshal(made(t, &catalog.Catalog{}), &f); err != nil || f.Updated == "" {
		t.Errorf("%v, updated %q", err, f.Updated)
	}
}
