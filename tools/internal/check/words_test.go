package check

import (
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/catalog"
)

func TestRunningKeepsTheSitesOwnWords(t *testing.T) {
	show := strings.NewReplacer("\x01", "@", "\x02", "", "\x03", "/")
	for _, c := range []struct{ text, want string }{
		{"Nothing to leave out.", "Nothing to leave out."},
		{"Tap **Back Up Now** first.", "Tap @ first."},
		{"**Copy, never move.** A moved file", "@. A moved file"},
		{"Run `ls -l` and ``a ` b``.", "Run @ and @."},
		{"Open {place:backup}, not {this}.", "Open @, not {this}."},
		{"[Restart it](fix:restart-phone), then *wait*.", "Restart it, then wait."},
		{"It says \"No room\" or “Full”.", "It says @ or @."},
		{"A 6\" disk.", "A 6\" disk."},
		{"One \" here.\n\nOne \" there.", "One \" here./\nOne \" there."},
		{"See <https://support.apple.com/>.", "See @."},
		{"Left open **here, [there and `there](", "Left open **here, there and `there("},
		{"Do this:\n\n```bash\nls\n```\n\nThen that.", "Do this:/\n///////////////\nThen that."},
		{"- one\n- two", "/ one\n/ two"},
		{"1. one\n12. two", "// one\n/// two"},
		{"| a | b |", "/ a / b /"},
		{`Two \*\* stars \`, "Two ** stars "},
	} {
		if got := show.Replace(running(c.text)); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func FuzzRunning(f *testing.F) {
	for _, s := range []string{"a **b** `c` {place:d} [e](f) \"g\" “h” <https://i> | j\n\n- k\n# l\n```m\nn\n```", "](", "\\", "{place:", "1. ", "“", "```"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := running(s)
		if len(text) != len(s) {
			t.Fatalf("%q became %q", s, text)
		}
		for token := range tokens(text) {
			if !strings.HasPrefix(s[token.at:], token.word) {
				t.Errorf("%q is not at %d of %q", token.word, token.at, s)
			}
		}
		for _, sentence := range sentences(text, breaths) {
			sentence.words()
			sentence.first(s)
			actions(sentence.text)
		}
		if len(terms.in(text)) > 0 && !terms.perhapsIn(s) || len(unplain.in(text)) > 0 && !unplain.perhapsIn(s) {
			t.Errorf("the quick look misses what %q says", s)
		}
	})
}

// What the glossary wants must not be another's other, or two notes would send a writer in circles.
func TestTheGlossaryAgreesWithItself(t *testing.T) {
	for _, wanted := range glossary {
		for _, s := range terms.in(wanted.wanted) {
			if s.said != s.about.wanted {
				t.Errorf("%q is wanted, and %q wants %q", wanted.wanted, s.said, s.about.wanted)
			}
		}
		for _, s := range unplain.in(wanted.wanted) {
			t.Errorf("%q is wanted and %s", wanted.wanted, s.about.why)
		}
	}
}

func TestAWordIsFoundAtItsOwnPlace(t *testing.T) {
	p := &pass{Catalog: &catalog.Catalog{Files: []*catalog.File{{
		Path: "data/fixes/a.yaml", Kind: catalog.Fixes, Source: []byte("summary: >-\n  Tap **wifi**, the wifi\n  and a wifi.\n"),
	}}}}
	p.Index()
	text := &catalog.Prose{Text: catalog.Text{Value: "Tap **wifi**, the wifi and a wifi.", Pos: catalog.Pos{File: "data/fixes/a.yaml", Line: 1, Column: 10}}}
	for i, want := range map[int]catalog.Pos{6: {File: "data/fixes/a.yaml", Line: 2, Column: 9}, 18: {File: "data/fixes/a.yaml", Line: 2, Column: 21}, 29: {File: "data/fixes/a.yaml", Line: 3, Column: 9}} {
		if got := p.place(text, i, "wifi"); got != want {
			t.Errorf("%d: %+v, want %+v", i, got, want)
		}
	}
}

func FuzzSpot(f *testing.F) {
	for _, piece := range slices.Concat(stems, secretStems, productStems) {
		f.Add("x" + strings.ToUpper(piece) + " y")
		f.Add(piece[:len(piece)-1] + piece)
	}
	lists := map[families][]string{saysDestroying: stems, saysSecret: secretStems, saysProgram: productStems}
	f.Fuzz(func(t *testing.T, s string) {
		found := spot(s)
		small := smallLetters(s)
		for family, pieces := range lists {
			wanted := slices.ContainsFunc(pieces, func(piece string) bool { return strings.Contains(small, piece) })
			if wanted != (found&family != 0) {
				t.Errorf("%q: family %b is %t, and should be %t", s, family, !wanted, wanted)
			}
		}
	})
}

// smallLetters lowers A to Z and leaves all other bytes as they are.
func smallLetters(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
