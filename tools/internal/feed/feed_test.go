package feed

import (
	"encoding/xml"
	"flag"
	"fmt"
	"testing"

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

func TestAFeedOfNothingIsAFeed(t *testing.T) {
	var f feed
	if err := xml.Unmarshal(made(t, &catalog.Catalog{}), &f); err != nil || f.Updated == "" {
		t.Errorf("%v, updated %q", err, f.Updated)
	}
}
