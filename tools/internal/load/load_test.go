package load

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
)

func TestDataKeepsThePlaceOfEveryValue(t *testing.T) {
	_, entry := Data("data/fixes/x.yaml", []byte(`title: Restart
platforms: [a, "b"]
minutes: 3
steps:
  a:
    - >-
      One
      two
  b:
    - "Three: four"
sources:
  - title: T
    url: https://x.example/
    by: maker
    checked: 2026-11-22
`))
	fix := entry.(*catalog.Fix)
	at := func(line, column int) catalog.Pos {
		return catalog.Pos{File: "data/fixes/x.yaml", Line: line, Column: column}
	}
	if diff := cmp.Diff(catalog.Text{Value: "Restart", Pos: at(1, 8)}, fix.Title); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]catalog.Text{{Value: "a", Pos: at(2, 13)}, {Value: "b", Pos: at(2, 16)}}, fix.Platforms); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(catalog.Whole{Value: 3, Set: true, Pos: at(3, 10)}, fix.Minutes); diff != "" {
		t.Error(diff)
	}
	a, b := fix.Steps.For("a"), fix.Steps.For("b")
	if len(a) != 1 || a[0].Value != "One two" || a[0].Pos != at(6, 7) {
		t.Errorf("steps on a: %+v", a)
	}
	if len(b) != 1 || b[0].Value != "Three: four" || b[0].Pos != at(10, 7) {
		t.Errorf("steps on b: %+v", b)
	}
	if got := fix.Sources[0].Checked; got.Value != "2026-11-22" || got.Pos != at(15, 14) {
		t.Errorf("checked: %+v", got)
	}
}

func TestDataSaysWhyAFileCantBeRead(t *testing.T) {
	tests := []struct {
		name, in, want string
		line           int
	}{
		{"empty", "", "the file is empty", 1},
		{"comment only", "# nothing\n", "the file is empty", 1},
		{"a list", "- a\n", "a group of keys", 1},
		{"two documents", "a: b\n---\nc: d\n", "a file holds one entry", 0},
		{"open quote", "title: \"Restart\nsummary: x\n", "never closed", 1},
		{"colon in a text", "title: Restart: now\n", `": " inside a text`, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file, entry := Data("data/fixes/x.yaml", []byte(tt.in))
			if entry != nil || file.Problem == nil {
				t.Fatalf("entry %v, problem %v", entry, file.Problem)
			}
			if !strings.Contains(file.Problem.Message, tt.want) {
				t.Errorf("message %q lacks %q", file.Problem.Message, tt.want)
			}
			if tt.line > 0 && file.Problem.Pos.Line != tt.line {
				t.Errorf("line %d, want %d", file.Problem.Pos.Line, tt.line)
			}
		})
	}
}

func TestPageCountsLinesFromTheTopOfTheFile(t *testing.T) {
	file, page := Page("content/guides/x.md", []byte("---\ntitle: T\ndescription: D\n---\n\nBody\n"))
	if file.Problem != nil {
		t.Fatal(file.Problem)
	}
	if page.ID != "guides/x" || page.Description.Pos.Line != 3 || page.Body.Pos.Line != 5 || page.Body.Value != "\nBody\n" {
		t.Errorf("%+v", page)
	}
}

func TestCatalogNeverStopsAtABadFile(t *testing.T) {
	c, err := Catalog(fstest.MapFS{
		"data/fixes/bad.yaml":    {Data: []byte("title: \"x\n")},
		"data/fixes/good.yaml":   {Data: []byte("title: x\n")},
		"data/fixes/.good.swp":   {Data: []byte("x")},
		"data/notes.txt":         {Data: []byte("x")},
		"content/guides/late.md": {Data: []byte("no front matter")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.Fix("good") == nil || c.Fix("bad") != nil || len(c.Files) != 4 {
		t.Errorf("%d files, good %v, bad %v", len(c.Files), c.Fix("good"), c.Fix("bad"))
	}
}

func TestCatalogWithoutData(t *testing.T) {
	if _, err := Catalog(fstest.MapFS{"README.md": {}}); err != ErrNoData {
		t.Errorf("got %v", err)
	}
}

func FuzzData(f *testing.F) {
	for _, s := range []string{"title: x\n", "a: [b, {c: d}]\n", "- x\n", "a: &b c\nd: *b\n", "\xff\xfe", "a: !!int \"3\"\n", "? a\n: b\n", "<<: {a: b}\n", "a: |\n  b\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		file, entry := Data("data/symptoms/x.yaml", source)
		if (entry == nil) != (file.Problem != nil) {
			t.Errorf("entry %v with problem %v", entry, file.Problem)
		}
		if file.Problem != nil && (file.Problem.Pos.Line < 1 || file.Problem.Pos.Column < 1) {
			t.Errorf("no place for %q", file.Problem.Message)
		}
	})
}

func TestDataReadsWhatOtherEditorsWrite(t *testing.T) {
	tests := []struct{ name, in string }{
		{"carriage returns", "title: >-\r\n  a\r\n  b\r\nplatforms:\r\n  - x\r\n"},
		{"a byte order mark", "\ufefftitle: >-\n  a\n  b\nplatforms:\n  - x\n"},
		{"spaces behind", "title: >-\n  a\n  b\nplatforms:\n  - x   \n"},
		{"explicit keys", "? title\n: >-\n  a b\nplatforms:\n  - x\n"},
		{"a directive", "%YAML 1.1\n---\ntitle: >-\n  a b\nplatforms:\n  - x\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := Catalog(fstest.MapFS{"data/fixes/x.yaml": {Data: []byte(tt.in)}})
			if err != nil {
				t.Fatal(err)
			}
			f := c.Fix("x")
			if f == nil {
				t.Fatal(c.Files[0].Problem)
			}
			want := catalog.Pos{File: "data/fixes/x.yaml", Line: 5, Column: 5}
			if f.Title.Value != "a b" || len(f.Platforms) != 1 || f.Platforms[0].Value != "x" || f.Platforms[0].Pos.Column != 5 {
				t.Errorf("title %q, platforms %+v, want %+v", f.Title.Value, f.Platforms, want)
			}
		})
	}
}

func TestDataRefusesWhatIsNoText(t *testing.T) {
	for in, want := range map[string]catalog.Pos{
		"title: a\nsummary: b\x00c\n": {File: "data/fixes/x.yaml", Line: 2, Column: 11},
		"title: a\xffb\n":             {File: "data/fixes/x.yaml", Line: 1, Column: 9},
		"title: \"a\x1bb\"\n":         {File: "data/fixes/x.yaml", Line: 1, Column: 10},
	} {
		file, _ := Data("data/fixes/x.yaml", []byte(in))
		if file.Problem == nil || file.Problem.Pos != want {
			t.Errorf("%q: %+v, want %+v", in, file.Problem, want)
		}
	}
}

func TestDataMarksWhatACommentCutsOff(t *testing.T) {
	for in, want := range map[string]bool{
		"done: a # b\n": true, "done: a\n  b # c\n": true, "done: >-\n  a # b\n": false, "done: \"a\" # b\n": false,
		"done: a\n# b\n": false, "done: a#b\n": false, "done: [a, # b\n  c]\n": false, "done: {a: b # c\n}\n": false,
	} {
		file, _ := Data("data/fixes/x.yaml", []byte(in))
		if file.Root == nil {
			t.Errorf("%q: %+v", in, file.Problem)
			continue
		}
		n := file.Root.Get("done")
		for len(n.Items) > 0 {
			n = n.Items[0]
		}
		if len(n.Keys) > 0 {
			n = n.Keys[0].Value
		}
		if n.Comment != want {
			t.Errorf("%q: %v", in, n.Comment)
		}
	}
}

func TestDataCountsNoSpacesBehindIntoAColumn(t *testing.T) {
	for in, want := range map[string]int{
		"minutes: 0    \n": 10, "minutes: 0": 10, "minutes: true   \n": 10, "minutes: a  \n  b\n": 10, "minutes: a minutes   \n": 10,
	} {
		file, _ := Data("data/fixes/x.yaml", []byte(in))
		if got := file.Root.Get("minutes").Pos.Column; got != want {
			t.Errorf("%q: column %d, want %d", in, got, want)
		}
		if got := file.Root.Keys[0].Name.Pos.Column; got != 1 {
			t.Errorf("%q: the key is in column %d", in, got)
		}
	}
}

func TestPageTakesFencesAsPeopleWriteThem(t *testing.T) {
	for _, in := range []string{"---\ntitle: T\n---\nx\n", "---  \ntitle: T\n--- \nx\n", "---\ntitle: T\n---"} {
		file, page := Page("content/x.md", []byte(in))
		if page == nil || page.Title.Value != "T" || strings.Contains(page.Body.Value, "-") {
			t.Errorf("%q: %+v, %+v", in, file.Problem, page)
		}
	}
	for _, in := range []string{"title: T\n", "---\ntitle: T\n", "--- a\ntitle: T\n---\n"} {
		if file, page := Page("content/x.md", []byte(in)); page != nil || file.Problem == nil {
			t.Errorf("%q was taken", in)
		}
	}
}

// refusing is a folder with a file that may not be opened.
type refusing struct {
	fstest.MapFS
	file string
}

func (r refusing) Open(name string) (fs.File, error) {
	if name == r.file {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return r.MapFS.Open(name)
}

func TestCatalogNamesTheFileThatMayNotBeRead(t *testing.T) {
	const file = "data/fixes/shut.yaml"
	c, err := Catalog(refusing{fstest.MapFS{file: {}, "data/fixes/open.yaml": {Data: []byte("title: x\n")}}, file})
	if c != nil || !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), file) {
		t.Errorf("%v, %v", c, err)
	}
}
