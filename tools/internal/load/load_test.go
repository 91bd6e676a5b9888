package load

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/testsite"
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

// Lines are those of the fix look-around: the title is in 2, minutes in 7, touches in 8, steps in
// 9 and 10, done in 11, sources from 12 on.
func TestDataTellsThePlaceAndTheCauseOfWhatCantBeRead(t *testing.T) {
	const (
		colon    = `a key lacks its ":" (write it as key: value, or indent a text that goes on in a second line)`
		space    = `a key lacks its ":" with a space behind it (write it as key: value, or indent a text that goes on in a second line)`
		merge    = `"<<<<<<<", "=======" and ">>>>>>>" are marks of a merge that was not finished (keep one of the two versions and delete the marks)`
		open     = `a [list] or a {group} is not closed (close it, or write one item a line, each with a dash; a text that begins with it needs "quotes")`
		dots     = `a line "..." ends the entry, and a file holds no second one (delete the line)`
		dashes   = `a file holds one entry; a line "---" begins a second (write the second into a file of its own)`
		escape   = `a \ in "quotes" has a meaning of its own (write it twice, \\, or use 'single quotes')`
		begins   = `a text can't begin with this character (put the whole text in "quotes")`
		inside   = `there is a ": " inside a text, or a line is indented too deep (put the whole text in "quotes")`
		unclosed = `a quote that was opened is never closed (close it, and write a quote inside it as \")`
		early    = `a quote closed too early, the text goes on behind it (write a quote inside quotes as \", or put the whole text in 'single quotes')`
		tab      = "there is a tab (indent with spaces)"
		nothing  = "there is a character here that can't be seen (U+200B) (delete it)"
		nextLine = "there is a character here that can't be seen (U+0085) (delete it)"
		line     = "there is a character here that can't be seen (U+2028) (delete it, or write an ordinary space)"
		oddSpace = "there is a space here that is no ordinary one (U+00A0) (delete it, or write an ordinary space)"
	)
	type way struct{ old, new, want, says string }
	tests := map[string][]way{
		"a key without its colon": {
			{"touches: look", "touches look", "8:1", colon},
			{"touches: look", "touches:look", "8:1", space},
			{"touches: look", "touches\tlook", "8:1", colon},
			{"done: You", "done You", "11:1", colon},
			{"title: Look", "title Look", "2:1", colon},
			{"title: Look", "title:Look", "2:1", space},
			{"title: Look around", "Look around", "2:1", colon},
			{"# yaml", "Look around\n# yaml", "1:1", colon},
			{"steps:", "steps", "9:1", colon},
			{"sources:", "sources", "12:1", colon},
			{"title: Help", "title Help", "13:5", colon},
			{"url: ", "url ", "14:5", colon},
			{"checked: ", "checked:", "16:5", space},
			{"  - Open {place:backup}.", "  cloud\n    - Open\n  box:\n    - Open", "10:3", colon},
			{"  - Open {place:backup}.", "  cloud:\n    - Open\n  box\n    - Open", "12:3", colon},
			{"You know.", "You know.\nAnd more.", "12:1", colon},
			{"backup}.", "backup}.\n  -Wait.", "11:3", "a dash lacks the space behind it (write a dash, a space and the text)"},
		},
		"a colon too many": {
			{"minutes: 2", "minutes: 2: 3", "7:11", inside},
			{"Look around", "Look\n  summary: x", "3:10", inside},
			{"- box", "- box\n    minutes: 2", "7:12", inside},
			{"- Open {place:backup}.", "- Open it\n    then: wait", "11:9", inside},
			{"    url", "      url", "14:10", inside},
		},
		"marks of a merge": {
			{"minutes: 2\n", "<<<<<<< HEAD\nminutes: 2\n=======\nminutes: 3\n>>>>>>> other\n", "7:1", merge},
			{"  - box\n", "<<<<<<< HEAD\n  - box\n||||||| 1a2b3c\n=======\n  - disk\n>>>>>>> other\n", "6:1", merge},
			{"minutes: 2\n", "minutes: 2\n=======\nminutes: 3\n", "8:1", merge},
			{"minutes: 2\n", "minutes: 2\n>>>>>>> 1a2b3c (fix: Say more)\n", "8:1", merge},
			{"# yaml", "<<<<<<< HEAD\n# yaml", "1:1", merge},
		},
		"a bracket that is not closed": {
			{"platforms:\n  - cloud\n  - box", "platforms: [cloud, box", "4:12", open},
			{"platforms:\n  - cloud\n  - box\nminutes: 2\ntouches: look", "platforms: [cloud, box", "4:12", open},
			{"minutes: 2", "minutes: {2", "7:10", open},
			{"minutes: 2", "minutes: [2}", "7:10", open},
			{"2026-11-22", "[2026-11-22", "16:14", open},
			{"- Open {place:backup}.", "- [a, [b, c]", "10:5", open},
		},
		"a line of dots or dashes": {
			{"minutes: 2", "minutes: 2\n...", "8:1", dots},
			{"minutes: 2", "...", "7:1", dots},
			{"minutes: 2", "... and so on", "7:1", dots},
			{"minutes: 2", "...\n# more\nminutes 2", "7:1", dots},
			{"minutes: 2", "minutes: 2\n---", "8:1", dashes},
			{"minutes: 2", "---\nminutes 2", "7:1", dashes},
			{"Look around", "\"Look around\n...", "2:8", unclosed},
		},
		"a backslash in quotes": {
			{"You know.", `"C:\Users"`, "11:10", escape},
			{"You know.", `"C:\xyz"`, "11:10", escape},
			{"You know.", `"C:\ud800"`, "11:10", escape},
			{"You know.", `"C:\data"`, "11:10", escape},
		},
		"a text that needs quotes": {
			{"You know.", "[Clear out](fix:clear-out)", "11:7", begins},
			{"You know.", "[Clear out](fix:clear-out): do it", "11:7", begins},
			{"You know.", "{place:backup} shows it.", "11:7", begins},
			{"- Open {place:backup}.", "- [Clear out](fix:clear-out), then wait.", "10:5", begins},
			{"- Open {place:backup}.", "- [Clear\n    out](fix:clear-out), then wait.", "10:5", begins},
			{"- Open {place:backup}.", "- {place:backup} shows it.", "10:5", begins},
			{"You know.", "@you", "11:7", begins},
			{"You know.", "* You", "11:7", begins},
			{"You know.", "> You know.", "11:7", `behind > or | a text begins in the next line (write it there, or put the whole text in "quotes")`},
			{"You know.", "- You know.", "11:7", `a list can't begin behind its key (begin it in the next line; a text that begins with a dash needs "quotes")`},
			{"You know.", `"You"# know.`, "11:12", `a # needs a space before it (write one, or put the whole text in "quotes")`},
		},
		"a quote in the wrong place": {
			{"You know.", `"You" know.`, "11:13", early},
			{"You know.", `'It's there.'`, "11:11", `a quote closed too early, the text goes on behind it (put the whole text in "quotes")`},
			{"- Open {place:backup}.", `- "Open" it.`, "10:12", early},
			{"Look around\nsummary: Shows what is there.", "\"Look around\nsummary: \"Shows what is there.\"", "2:8", unclosed},
			{"title: Look around", "title: \"Look\n  around\" here", "3:11", early},
			{"Shows what is there.\n", "\"Shows\nneeds:\n  - A \"cable\".\n", "3:10", unclosed},
			{"You know.", "'You know.", "11:7", "a quote that was opened is never closed (close it, and write a ' inside it twice: '')"},
		},
		"a line indented otherwise": {
			{"minutes: 2", " minutes: 2", "7:2", `this stands where a key should be: it is indented otherwise than the lines above, or a quote closed too early (indent the keys of a group alike; write a quote inside quotes as \")`},
			{"    url", "   url", "14:4", "this stands where the next dash of a list should be (indent all dashes of a list alike)"},
		},
		"a tab": {
			{"  - Open", "\t- Open", "10:1", tab},
			{"  - box", "\t- box", "6:1", tab},
			{"  - title", "  -\ttitle", "13:4", tab},
		},
		"a space that is none": {
			{"minutes: 2", "minutes:\u00a02", "7:9", oddSpace},
			{"minutes: 2", "minutes: \u00a02", "7:10", oddSpace},
			{"minutes: 2", "minutes\u00a0: 2", "7:8", oddSpace},
			{"minutes: 2", "\u00a0minutes: 2", "7:1", oddSpace},
			{"touches: look", "\u00a0 touches: look", "8:1", oddSpace},
			{"title: Look", "title:\u00a0Look", "2:7", oddSpace},
			{"steps:", "steps:\u00a0", "9:7", oddSpace},
			{"  - cloud", "\u00a0 - cloud", "5:1", oddSpace},
			{"  - cloud", " \u00a0- cloud", "5:2", oddSpace},
			{"  - cloud", "  -\u00a0cloud", "5:4", oddSpace},
			{"  - box", " \u00a0- box", "6:2", oddSpace},
			{"  - box", "  -\u00a0box", "6:4", oddSpace},
			{"  - box", "    \u00a0- box", "6:5", oddSpace},
			{"- title", "-\u00a0title", "13:4", oddSpace},
			{"    by", "    \u00a0by", "15:5", oddSpace},
			{"    by", "   \u00a0by", "15:4", oddSpace},
			{"minutes: 2", "minutes\u200b: 2", "7:8", nothing},
			{"You know.", "You \u2028know.", "11:11", line},
			{"You know.", "\"You\u2028know.\"", "11:11", line},
			{"minutes: 2", "minutes: 2\u0085", "7:11", nextLine},
		},
	}
	source := string(testsite.FS(nil)["data/fixes/look-around.yaml"].Data)
	for name, ways := range tests {
		t.Run(name, func(t *testing.T) {
			for _, w := range ways {
				broken := strings.Replace(source, w.old, w.new, 1)
				if broken == source {
					t.Fatalf("there is no %q", w.old)
				}
				file, _ := Data("data/fixes/look-around.yaml", []byte(broken))
				if file.Problem == nil {
					t.Errorf("%q was read", w.new)
					continue
				}
				sort := catalog.BadYAML
				switch w.says {
				case tab:
					sort = catalog.Tab
				case oddSpace, nothing, line, nextLine:
					sort = catalog.Unseen
				}
				got := file.Problem
				at := fmt.Sprintf("%d:%d", got.Pos.Line, got.Pos.Column)
				says := strings.TrimPrefix(got.Message, "this can't be read as YAML: ") + " (" + got.WayOut + ")"
				if at != w.want || says != w.says || got.Sort != sort {
					t.Errorf("%q:\ngot  %s %s, sort %d\nwant %s %s, sort %d", w.new, at, says, got.Sort, w.want, w.says, sort)
				}
			}
		})
	}
}

func TestDataTakesOddSpacesInsideATextAndInLiteralLines(t *testing.T) {
	for _, in := range []string{"done: iOS\u00a018\n", "done: 18\u00a0- 26\n", "done: >-\n  \u00a0a\n", "done: \"\u00a0a\"\n", "done: a\u00a0\n  b\n", "# a\u00a0\ndone: a\n"} {
		if file, _ := Data("data/fixes/x.yaml", []byte(in)); file.Problem != nil {
			t.Errorf("%q: %+v", in, file.Problem)
		}
	}
}

func TestPageTellsThePlaceAndTheCauseOfWhatCantBeRead(t *testing.T) {
	for _, tt := range []struct{ in, want, says string }{
		{"---\ntitle: T\ndescription D\n---\n\nBody\n", "3:1", `a key lacks its ":"`},
		{"---\ntitle: T\n\u00a0description: D\n---\n", "3:1", "no ordinary one"},
		{"---\ntitle: [T\n---\n", "2:8", "is not closed"},
		{"---\n<<<<<<< HEAD\ntitle: T\n=======\ntitle: U\n>>>>>>> other\n---\n", "2:1", "marks of a merge"},
		{"<<<<<<< HEAD\n---\ntitle: T\n", "1:1", "marks of a merge"},
	} {
		file, page := Page("content/x.md", []byte(tt.in))
		if page != nil {
			t.Errorf("%q was read", tt.in)
			continue
		}
		at := fmt.Sprintf("%d:%d", file.Problem.Pos.Line, file.Problem.Pos.Column)
		if at != tt.want || !strings.Contains(file.Problem.Message, tt.says) {
			t.Errorf("%q: %s %s", tt.in, at, file.Problem.Message)
		}
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
	for _, s := range []string{"title: x\n", "title x\n\u00a0a: [b\n", "a: \"b\nc: \"d\"\n", "a: [b](c): d\n...\n", "a: [b, {c: d}]\n", "- x\n", "a: &b c\nd: *b\n", "\xff\xfe", "a: !!int \"3\"\n", "? a\n: b\n", "<<: {a: b}\n", "a: |\n  b\n"} {
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
