package paper

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const laidOut = `<!doctype html><style>a{color:red}</style><style media=print>@page{margin:15mm}</style>`

func site() map[string][]byte {
	return map[string][]byte{
		"index.html":                  []byte(`<style>a{color:red}</style><p>The rule @page is for paper.`),
		"print/index.html":            []byte(`<!doctype html><link rel=stylesheet href=../css/site.css><style media=print>@page{margin:15mm}</style>`),
		"css/site.css":                []byte(`@page{margin:15mm}`),
		"symptoms/a/checklist.html":   []byte(laidOut + "a"),
		"symptoms/b/checklist.html":   []byte(laidOut + "b"),
		"booklets/iphone.html":        []byte(laidOut + "c"),
		"symptoms/old/checklist.html": []byte(`<!doctype html><meta http-equiv=refresh content="0; url=../../symptoms/a/checklist.html">`),
		"fixes/old/index.html":        []byte(`<!doctype html><meta http-equiv="refresh" content="0; url=../../fixes/x/">`),
	}
}

// all is a print of every page, and the folder of a site that holds them.
func all(t *testing.T, files map[string][]byte, by string) (Prints, map[string][]byte) {
	t.Helper()
	prints := Prints{}
	for _, p := range Missing(files, prints) {
		for _, layout := range p.Layouts {
			for _, s := range layout.Papers {
				prints[s.File(p.Name)] = NewPrint([]byte("%PDF of "+p.Name+" on "+s.Name), p.Content, by, nil)
			}
		}
	}
	made, err := prints.Files(files)
	if err != nil {
		t.Fatal(err)
	}
	return prints, made
}

func TestPages(t *testing.T) {
	want := []string{"booklets/iphone.html", "symptoms/a/checklist.html", "symptoms/b/checklist.html"}
	if diff := cmp.Diff(want, Pages(site())); diff != "" {
		t.Error(diff)
	}
}

// What is laid out once fits onto each of its papers.
func TestLayouts(t *testing.T) {
	booklet := []byte(`<body><span class="at" data-at="a"></span>`)
	if got := Layouts([]byte("<p>")); len(got) != 1 || len(Layouts(booklet)) != 2 {
		t.Errorf("%d layouts of a sheet, %d of a booklet", len(got), len(Layouts(booklet)))
	}
	for _, l := range Layouts(booklet) {
		var wide, high bool
		for _, p := range l.Papers {
			if p.Width < l.Width || p.Height < l.Height {
				t.Errorf("%g x %g inches do not fit onto %s", l.Width, l.Height, p.Name)
			}
			wide, high = wide || p.Width == l.Width, high || p.Height == l.Height
		}
		if !wide || !high {
			t.Errorf("%g x %g inches are less than %d papers have in common", l.Width, l.Height, len(l.Papers))
		}
	}
	for _, s := range Sizes {
		if l := s.Alone(); l.Width != s.Width || l.Height != s.Height || len(l.Papers) != 1 {
			t.Errorf("%s alone is laid out on %+v", s.Name, l)
		}
	}
}

func TestFilesOfPrints(t *testing.T) {
	_, folder := all(t, site(), "Chrome/1")
	want := []string{
		RecordFile, "booklets/iphone-letter.pdf", "booklets/iphone.pdf",
		"symptoms/a/checklist-letter.pdf", "symptoms/a/checklist.pdf", "symptoms/b/checklist-letter.pdf", "symptoms/b/checklist.pdf",
		"symptoms/old/checklist-letter.pdf", "symptoms/old/checklist.pdf",
	}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(folder))); diff != "" {
		t.Error(diff)
	}
	if got := string(folder["symptoms/old/checklist.pdf"]); got != "%PDF of symptoms/a/checklist.html on A4" {
		t.Errorf("at the former address: %s", got)
	}
	if files, err := (Prints{}).Files(site()); files != nil || err != nil {
		t.Errorf("no prints give %v, %v", files, err)
	}
}

func TestKept(t *testing.T) {
	const by = "Chrome/1"
	for _, tt := range []struct {
		name   string
		by     string
		change func(files map[string][]byte, folder map[string][]byte)
		// lost are the prints that are no longer true.
		lost []string
	}{
		{name: "nothing changed"},
		{name: "nothing changed, the same browser", by: by},
		{name: "another browser", by: "Chrome/2", lost: []string{
			"booklets/iphone-letter.pdf", "booklets/iphone.pdf", "symptoms/a/checklist-letter.pdf", "symptoms/a/checklist.pdf",
			"symptoms/b/checklist-letter.pdf", "symptoms/b/checklist.pdf",
		}},
		{name: "a page changed", by: by, change: func(files map[string][]byte, _ map[string][]byte) {
			files["symptoms/a/checklist.html"] = []byte(laidOut + "another")
		}, lost: []string{"symptoms/a/checklist-letter.pdf", "symptoms/a/checklist.pdf"}},
		{name: "a page is gone", change: func(files map[string][]byte, _ map[string][]byte) {
			delete(files, "symptoms/b/checklist.html")
		}, lost: []string{"symptoms/b/checklist-letter.pdf", "symptoms/b/checklist.pdf"}},
		{name: "a file is gone", change: func(_ map[string][]byte, folder map[string][]byte) {
			delete(folder, "symptoms/b/checklist.pdf")
		}, lost: []string{"symptoms/b/checklist.pdf"}},
		{name: "a file is another", change: func(_ map[string][]byte, folder map[string][]byte) {
			folder["symptoms/b/checklist.pdf"] = []byte("%PDF of somebody's")
		}, lost: []string{"symptoms/b/checklist.pdf"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := site()
			prints, folder := all(t, files, by)
			if tt.change != nil {
				tt.change(files, folder)
			}
			kept, gone := Kept(func(name string) []byte { return folder[name] }, files, tt.by)
			var lost []string
			for name := range prints {
				if _, ok := kept[name]; !ok {
					lost = append(lost, name)
				}
			}
			slices.Sort(lost)
			if diff := cmp.Diff(tt.lost, lost); diff != "" {
				t.Error(diff)
			}
			if gone != len(tt.lost) {
				t.Errorf("%d are said to be gone", gone)
			}
			var again []string
			for _, p := range Missing(files, kept) {
				again = append(again, p.Files()...)
			}
			slices.Sort(again)
			if want := slices.DeleteFunc(tt.lost, func(name string) bool { return tt.name == "a page is gone" }); !slices.Equal(want, again) {
				t.Errorf("to be printed are %v, want %v", again, want)
			}
		})
	}
}

func TestKeptOfAFolderWithoutARecord(t *testing.T) {
	_, folder := all(t, site(), "Chrome/1")
	written := string(folder[RecordFile])
	for name, content := range map[string]string{
		"none": "", "broken": "{", "of another format": strings.Replace(written, `"format": 3`, `"format": 1`, 1),
	} {
		if folder[RecordFile] = []byte(content); name == "none" {
			delete(folder, RecordFile)
		}
		if kept, _ := Kept(func(name string) []byte { return folder[name] }, site(), ""); len(kept) != 0 {
			t.Errorf("%s: %d kept", name, len(kept))
		}
	}
}

func TestTheRecordIsSorted(t *testing.T) {
	_, folder := all(t, site(), "Chrome/1")
	var r record
	if err := json.Unmarshal(folder[RecordFile], &r); err != nil {
		t.Fatal(err)
	}
	if !slices.IsSortedFunc(r.Prints, func(a, b recordPrint) int { return strings.Compare(a.File, b.File) }) || len(r.Prints) != 6 {
		t.Errorf("%+v", r)
	}
}
