package finding

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func TestExcerptShowsWhatIsUnseenAndPointsAtTheRightPlace(t *testing.T) {
	const x = "x" // the character at the place of each finding
	cases := []struct {
		name   string
		before string // what stands on the line before the place
		shown  string
		width  int
	}{
		{"plain", "title: ", "title: ", 7},
		{"a tab is as wide wherever it stands", "a\tb\t", "a    b    ", 10},
		{"without width", "a\u200bb\u2060\ufeff", "a⟨U+200B⟩b⟨U+2060⟩⟨U+FEFF⟩", 26},
		{"changes direction", "\u202eevil\u202c\u2066\u200f", "⟨U+202E⟩evil⟨U+202C⟩⟨U+2066⟩⟨U+200F⟩", 36},
		{"controls the terminal", "\x1b[2J\a\x7f\u009b", "⟨U+001B⟩[2J⟨U+0007⟩⟨U+007F⟩⟨U+009B⟩", 35},
		{"splits lines elsewhere", "\u2028\u0085", "⟨U+2028⟩⟨U+0085⟩", 16},
		{"a filler that looks like nothing", "\u3164\u034f", "⟨U+3164⟩⟨U+034F⟩", 16},
		{"a tag nobody sees", "\U000e0041", "⟨U+E0041⟩", 9},
		{"no text", "caf\xe9 \xff", "caf⟨byte E9⟩ ⟨byte FF⟩", 22},
		{"wide", "写真 한글 ", "写真 한글 ", 10},
		{"an emoji", "📱👍🏽 ⚠️ 🇫🇷", "📱👍🏽 ⚠️ 🇫🇷", 10},
		{"joined emoji are seen apart", "👨\u200d👩", "👨⟨U+200D⟩👩", 12},
		{"accents", "e\u0301te\u0301 ", "e\u0301te\u0301 ", 4},
		{"other scripts", "Резервная копия ", "Резервная копия ", 16},
		{"no-break space", "a\u00a0b", "a\u00a0b", 3},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			column := len([]rune(c.before)) + 1
			f := Finding{"r", Error, "f", 1, column, "m", "run: go run ./tools/data fmt data/fixes/x.yaml"}
			var b strings.Builder
			if err := (Report{Findings: []Finding{f}, Source: func(string) []byte { return []byte(c.before + x + " end\n") }}).Write(&b, Text, false); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(b.String(), "\n")
			want := []string{"    1 | " + c.shown + x + " end", "      | " + strings.Repeat(" ", c.width) + "^ run: go run ./tools/data fmt data/fixes/x.yaml"}
			if diff := cmp.Diff(want, lines[1:3]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestACaretStandsUnderTheLetterOfAnAccent(t *testing.T) {
	if text, indent := window("ae\u0301x", 3); text != "ae\u0301x" || indent != 1 {
		t.Errorf("%q, caret at %d", text, indent)
	}
}

func TestEachFindingShowsItsOwnFile(t *testing.T) {
	r := Report{
		Findings: []Finding{{"r", Error, "a", 1, 1, "m", ""}, {"r", Error, "b", 1, 1, "m", ""}},
		Source:   func(file string) []byte { return []byte("this is " + file + "\n") },
	}
	var b strings.Builder
	if err := r.Write(&b, Text, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"a:1:1: error: m [r]\n    1 | this is a\n", "b:1:1: error: m [r]\n    1 | this is b\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestLongLinesAreCutAroundThePlace(t *testing.T) {
	const length = 1000
	for _, column := range []int{1, 2, 79, 80, 81, 82, 160, 161, 500, 919, 920, 921, 999, 1000, 1001} {
		line := strings.Repeat(".", column-1) + "x" + strings.Repeat(".", max(0, length-column))
		text, indent := window(line, column)
		shown := []rune(text)
		if len(shown) > maxWidth+2 || len(shown) < maxWidth {
			t.Errorf("column %d: %d characters are shown", column, len(shown))
		}
		if shown[indent] != 'x' {
			t.Errorf("column %d: the caret is under %q in %q", column, shown[indent], text)
		}
		if left, right := shown[0] == '…', shown[len(shown)-1] == '…'; left != (column > maxWidth/2+1) || right != (column < length-maxWidth/2+1) {
			t.Errorf("column %d: cut on the left: %v, on the right: %v", column, left, right)
		}
	}
	if text, indent := window(strings.Repeat("写", length), 501); len([]rune(text)) != maxWidth/2+2 || indent != maxWidth/2+1 {
		t.Errorf("wide characters: %d of them, caret at %d", len([]rune(text)), indent)
	}
	if text, indent := window(strings.Repeat("a", maxWidth), maxWidth); len(text) != maxWidth || indent != maxWidth-1 {
		t.Errorf("a line that fits is cut to %q", text)
	}
}

// A line of what is in a file, a message or a name must not do anything to a terminal.
func TestTextHoldsNothingUnseen(t *testing.T) {
	hostile := "\x1b]0;title\a\r\n::error::x\u202e\u200b\x00\t"
	f := Finding{"r", Error, "data/" + hostile + ".yaml", 1, 3, hostile, hostile}
	for _, source := range []string{hostile, "", "\n"} {
		var b strings.Builder
		if err := (Report{Findings: []Finding{f}, Source: func(string) []byte { return []byte(source) }}).Write(&b, Text, false); err != nil {
			t.Fatal(err)
		}
		for _, r := range b.String() {
			if r != '\n' && !unicode.IsPrint(r) {
				t.Errorf("%U stands in %q", r, b.String())
			}
		}
		for line := range strings.Lines(b.String()) {
			if strings.HasPrefix(strings.TrimSpace(line), "::") {
				t.Errorf("a line begins like a command: %q", line)
			}
		}
	}
}

func TestPlacesOutsideOfTheFile(t *testing.T) {
	for _, at := range [][2]int{{0, 0}, {-1, -1}, {1, 0}, {1, 99}, {2, 1}, {9, 9}} {
		var b strings.Builder
		r := Report{Findings: []Finding{{"r", Error, "f", at[0], at[1], "m", "way out"}}, Source: func(string) []byte { return []byte("abc\n") }}
		if err := r.Write(&b, Text, false); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), "way out\n") {
			t.Errorf("%v: no way out in %s", at, b.String())
		}
	}
}
