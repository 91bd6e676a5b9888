package render

import (
	"strings"
	"testing"
	"testing/fstest"

	"backupfirstaid/tools/internal/load"
)

func TestCatalog(t *testing.T) {
	c, err := load.Catalog(fstest.MapFS{
		"data/platforms/cloud.yaml": {Data: []byte("name: Cloud\nplaces: {backup: Settings > Backup, wifi: Settings > Wi-Fi}\n")},
		"data/platforms/box.yaml":   {Data: []byte("name: Box\nplaces: {backup: Settings > Box, wifi: Settings > Wi-Fi}\n")},
		"data/fixes/x.yaml": {Data: []byte(`platforms: [cloud, box]
summary: "{place:backup}"
done: "{place:wifi}, [then](symptom:y#fix-x), [or](page:guides/z)"
undo: "[a](https://a.example/)"
steps:
  cloud: ["{place:backup}"]
  box: ["{place:backup}"]
`)},
		"content/about.md": {Data: []byte("---\ntitle: T\n---\n[x](fix:x)\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	texts, err := Catalog(c)
	if err != nil {
		t.Fatal(err)
	}
	fix := c.Fix("x")
	for name, tt := range map[string]struct {
		got  string
		want []string
	}{
		"a place that differs names its platforms": {texts.Screen(fix.Summary), []string{"Backup</span> (Cloud) or <span", "Box</span> (Box)"}},
		"a place that is the same does not":        {texts.Screen(fix.Done), []string{"Wi-Fi</span>, "}},
		"links are relative to the page":           {texts.Screen(fix.Done), []string{`href="../../symptoms/y/#fix-x"`, `href="../../guides/z/"`}},
		"https stays":                              {texts.Screen(fix.Undo), []string{`href="https://a.example/"`}},
		"steps have their platform's place":        {texts.Screen(fix.Steps.For("box")[0]), []string{"Box</span>"}},
		"a page knows its depth":                   {texts.Screen(c.Pages[0].Body), []string{`href="../fixes/x/"`}},
	} {
		for _, want := range tt.want {
			if !strings.Contains(tt.got, want) {
				t.Errorf("%s: no %s in %s", name, want, tt.got)
			}
		}
	}
	if got := texts.Sheet(fix.Undo); got != "<em>a</em>" {
		t.Errorf("on paper: %q", got)
	}
	if strings.Contains(texts.Screen(fix.Steps.For("box")[0]), "(Box)") {
		t.Error("a step for one platform names it again")
	}
}
