package format

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

const name = "data/fixes/x.yaml"

// written formats a fix, and fails unless formatting it again changes nothing.
func written(t *testing.T, source string) string {
	t.Helper()
	file, _ := load.Data(name, []byte(source))
	out, err := File(file)
	if err != nil {
		t.Fatalf("%v: %q", err, source)
	}
	file, _ = load.Data(name, out)
	again, err := File(file)
	if err != nil || !bytes.Equal(out, again) {
		t.Fatalf("the second time is another: %v\n%s", err, cmp.Diff(string(out), string(again)))
	}
	body, ok := strings.CutPrefix(string(out), catalog.Fixes.Modeline()+"\n")
	if !ok {
		t.Fatalf("the first line names no schema:\n%s", out)
	}
	return body
}

func TestFileWritesOneWay(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"keys come in the order of the format", "minutes: 3\ntitle: A\n", "title: A\nminutes: 3\n"},
		{"an unknown key stays behind the one it follows", "minutes: 3\nmine: x\ntitle: A\n", "title: A\nminutes: 3\nmine: x\n"},
		{"keys of a source too", "sources:\n  - by: maker\n    title: T\n", "sources:\n  - title: T\n    by: maker\n"},
		{"the author's own keys stay", "steps:\n  b:\n    - x\n  a:\n    - x\n", "steps:\n  b:\n    - x\n  a:\n    - x\n"},
		{"lists have one item a line", "platforms: [a, \"b\"]\n", "platforms:\n  - a\n  - b\n"},
		{"lists are indented", "platforms:\n- a\n-   b\n", "platforms:\n  - a\n  - b\n"},
		{"groups too", "picture: {alt: b, file: a}\n", "picture:\n  file: a\n  alt: b\n"},
		{"spaces and empty lines go", "title:   A  \n\n\nminutes: 3\n\n", "title: A\nminutes: 3\n"},
		{"quotes go where they are not needed", "title: \"A\"\ndone: 'B'\n", "title: A\ndone: B\n"},
		{"quotes stay where they are", "title: \"a: b\"\nneeds:\n  - \"12.10\"\n  - \"no\"\n  - \"# x\"\n  - \"[a](b)\"\n  - \"2026\"\n",
			"title: \"a: b\"\nneeds:\n  - \"12.10\"\n  - \"no\"\n  - \"# x\"\n  - \"[a](b)\"\n  - \"2026\"\n"},
		{"a text with quotes has single ones", `title: "\"a\": b"`, "title: '\"a\": b'\n"},
		{"a number stays one", "minutes: 12.10\n", "minutes: 12.10\n"},
		{"a day has no quotes", "sources:\n  - checked: \"2026-11-22\"\n", "sources:\n  - checked: 2026-11-22\n"},
		{"folded lines are the author's", "done: >-\n    One\n    two.\n", "done: >-\n  One\n  two.\n"},
		{"a text over two lines is folded", "done: One\n  two.\n", "done: >-\n  One two.\n"},
		{"a quoted one too", "done: \"One:\n  two.\"\n", "done: >-\n  One: two.\n"},
		{"a block of lines stays one", "done: |-\n    a\n      b\n\n    c\n", "done: |-\n  a\n    b\n\n  c\n"},
		{"comments stay where they are", "# top\n\n# of title\ntitle: A # behind\n# of steps\nsteps:\n  # of a\n  - a # behind a\n  # end\n",
			"# top\n# of title\ntitle: A # behind\n# of steps\nsteps:\n  # of a\n  - a # behind a\n  # end\n"},
		{"a comment moves with its key", "# of minutes\nminutes: 3\n# of title\ntitle: A\n", "# of title\ntitle: A\n# of minutes\nminutes: 3\n"},
		{"an old schema line goes", "# yaml-language-server: $schema=old.json\ntitle: A\n", "title: A\n"},
		{"line ends and a byte order mark", "\ufefftitle: A\r\nminutes: 3\r\n", "title: A\nminutes: 3\n"},
		{"what is missing stays missing", "title:\nneeds: []\npicture: {}\n", "title:\nneeds: []\npicture: {}\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, written(t, tt.in)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFoldBreaksAtSingleSpaces(t *testing.T) {
	long := strings.Repeat("word  and word ", 30) + "end"
	lines := fold(long)
	if strings.Join(lines, " ") != long {
		t.Error("the lines do not make the text")
	}
	for _, line := range lines {
		if len(line) > width || strings.HasPrefix(line, " ") || strings.HasSuffix(line, " ") {
			t.Errorf("%d: %q", len(line), line)
		}
	}
}

func TestFileRefusesWhatAPersonMustMend(t *testing.T) {
	for _, in := range []string{"", "title: \"a\n", "a: &x b\nc: *x\n", "- a\n", "title: !!str a\n"} {
		file, _ := load.Data(name, []byte(in))
		if out, err := File(file); !errors.Is(err, ErrUnread) {
			t.Errorf("%q: %v %q", in, err, out)
		}
	}
	page, _ := load.Page("content/x.md", []byte("---\ntitle: \"T\"\n---\n"))
	if _, err := File(page); !errors.Is(err, ErrUnread) {
		t.Errorf("a page: %v", err)
	}
}

// holds checks what must be true of any file that can be formatted. Comments are counted
// by another parser, which has no part in the formatting.
func holds(t *testing.T, path string, source []byte) {
	t.Helper()
	before, _ := load.Data(path, source)
	out, err := File(before)
	switch {
	case errors.Is(err, ErrUnread), errors.Is(err, ErrChanged):
		return
	case err != nil:
		t.Fatal(err)
	}
	after, _ := load.Data(path, out)
	if after.Root == nil {
		t.Fatalf("can't be read any more: %+v\n%q\n%q", after.Problem, source, out)
	}
	if !same(before.Root, after.Root) {
		t.Fatalf("says something else:\n%q\n%q", source, out)
	}
	again, err := File(after)
	if err != nil || !bytes.Equal(out, again) {
		t.Fatalf("the second time is another (%v):\n%q\n%q\n%q", err, source, out, again)
	}
	if was, is := commentWords(before.Source), commentWords(out); was != nil && is != nil {
		if diff := cmp.Diff(count(was), count(is)); diff != "" {
			t.Fatalf("comments are not the same:\n%q\n%q\n%s", source, out, diff)
		}
	}
}

func count(words []string) map[string]int {
	m := map[string]int{}
	for _, w := range words {
		m[w]++
	}
	return m
}

// commentWords are the words of all comments; nil where the other parser does not take the file.
func commentWords(source []byte) (words []string) {
	defer func() {
		if recover() != nil {
			words = nil
		}
	}()
	words = []string{}
	for _, tok := range lexer.Tokenize(string(source)) {
		switch {
		case tok.Type == token.InvalidType:
			return nil
		case tok.Type == token.CommentType && !strings.HasPrefix("#"+tok.Value, catalog.ModelineStart):
			words = append(words, strings.Fields(strings.TrimLeft(tok.Value, "# "))...)
		}
	}
	return words
}

func realFiles(t testing.TB) map[string][]byte {
	t.Helper()
	root := testsite.Repository()
	paths, err := filepath.Glob(filepath.Join(root, "data", "*", "*.yaml"))
	if err != nil || len(paths) < 100 {
		t.Fatal(len(paths), err)
	}
	files := map[string][]byte{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.ToSlash(rel)] = b
	}
	return files
}

func TestFormattingNeverChangesWhatTheRealFilesSay(t *testing.T) {
	for path, source := range realFiles(t) {
		holds(t, path, source)
		file, _ := load.Data(path, source)
		if _, err := File(file); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// other writes a file as somebody else might: keys in another order, comments here and
// there, other indentation, other quotes.
func other(random *rand.Rand, source string) string {
	groups := group.FindAllString(source, -1)
	random.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
	var out []string
	block := -1
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.Join(groups, ""), "\n"), "\n") {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		if block >= 0 && (indent > block || line == "") {
			out = append(out, line)
			continue
		}
		block = -1
		if blockHead.MatchString(line) {
			block = indent
		}
		if random.IntN(6) == 0 {
			out = append(out, strings.Repeat(" ", indent)+fmt.Sprintf("# a comment %d", random.IntN(1000)))
		}
		switch {
		case random.IntN(8) == 0 && oneText.MatchString(line):
			line = oneText.ReplaceAllString(line, `$1'$2'`)
		case random.IntN(8) == 0 && oneText.MatchString(line):
			line = oneText.ReplaceAllString(line, `$1   $2  `)
		}
		if block < 0 && random.IntN(10) == 0 {
			line += " # behind it"
		}
		out = append(out, line)
		if block < 0 && random.IntN(12) == 0 {
			out = append(out, "")
		}
	}
	return strings.Join(out, "\n") + "\n"
}

var (
	group     = regexp.MustCompile(`(?m)^[^\s#-].*\n(?:[ ].*\n|\n)*`)
	blockHead = regexp.MustCompile(`[|>][-+]?$`)
	// oneText is a line with a key or a dash and a text without quotes.
	oneText = regexp.MustCompile(`^( *(?:- )?[a-z_-]+: |  +- )([A-Za-z][^:'"#]*)$`)
)

func TestFormattingBringsOtherHandsToOneWay(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	files := realFiles(t)
	for _, path := range slices.Sorted(maps.Keys(files)) {
		file, _ := load.Data(path, files[path])
		want, err := File(file)
		if err != nil {
			t.Fatal(path, err)
		}
		for range 6 {
			in := other(random, string(files[path]))
			holds(t, path, []byte(in))
			changed, _ := load.Data(path, []byte(in))
			if changed.Problem != nil {
				t.Fatalf("%s: %+v\n%s", path, changed.Problem, in)
			}
			got, err := File(changed)
			if err != nil {
				t.Fatalf("%s: %v\n%s", path, err, in)
			}
			if diff := cmp.Diff(withoutComments(string(want)), withoutComments(string(got))); diff != "" {
				t.Fatalf("%s\n%s\n%s", path, diff, in)
			}
		}
	}
}

// withoutComments takes the comments away that other has put in.
func withoutComments(s string) string {
	return regexp.MustCompile(`(?m)^ *# a comment \d+\n| # behind it( # behind it)*$`).ReplaceAllString(s, "")
}

func FuzzFile(f *testing.F) {
	for _, source := range realFiles(f) {
		f.Add(source)
	}
	for _, s := range []string{
		"a: b # c\n", "# a\n\nb:\n  - c # d\n  # e\n", "a: {b: c, d: [e]} # f\n", "a: >+\n  b\n\n", "a: |2\n    b\n", "a: \"b\\\n  c\"\n", "? a\n: b\n",
		"a: 'b\n\n  c'\n", "- a\n", "a: \u2028b\n", "a: !!str b\n", "a: &x b\n", "a:\n  - - b\n", "a:\n- b: c\n  # d\n  e: f\n", "\"a b\": c\n", "a: -\n", "a: b\n...\n# c\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		if len(source) <= catalog.MaxBytes {
			holds(t, name, source)
		}
	})
}
