package search

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// folds are texts and what is looked up of them, in Go and in the script alike.
var folds = []struct{ name, text, want string }{
	{"nothing", "", ""},
	{"only marks", " …!?() ", ""},
	{"case and punctuation", "Restore PAUSED!", "restor paus"},
	{"straight and curly apostrophes", "couldn't couldn’t couldnʼt won‘t", "not not not not"},
	{"no apostrophe", "couldnt cant wont", "not not not"},
	{"negation in two words", "could not be completed", "not complet"},
	{"a hyphen, a space, nothing", "Wi-Fi wi fi wifi WLAN", "wifi wifi wifi wifi"},
	{"noun and verb", "back-up back up backup backing up backed up", "backup backup backup backup backup"},
	{"names in two words", "i phone whats app What's App One Drive", "iphon whatsap whatsap onedriv"},
	{"a number against a unit", "50GB iPhone15 error4013", "50 gb iphon 15 error 4013"},
	{"a number in brackets", "(4013) #4013 4013.", "4013 4013 4013"},
	{"a number with letters", "0xE8000013", "0xe8000013"},
	{"British and American", "grey gray greyed grayed colour color recognise recognize", "grai grai grai grai color color recogniz recogniz"},
	{"organise", "organised organized organising organizing", "organiz organiz organiz organiz"},
	{"old names", "Apple ID Apple Account", "appl account appl account"},
	{"other words for one thing", "cellular data mobile data reboot restart", "mobil data mobil data restart restart"},
	{"forms of a word", "restore restores restored restoring", "restor restor restor restor"},
	{"doubled letters", "stopped stopping stops", "stop stop stop"},
	{"endings in y", "copy copies copied", "copi copi copi"},
	{"what only looks like an ending", "speed string bus", "speed string bus"},
	{"words that say nothing", "please help my screen says the backup", "screen backup"},
	{"accents and other forms", "Café ﬁle １２", "caf fil 12"},
	{"marks that nobody sees", "back\u00adup i\u200bCloud", "backup icloud"},
	{"other scripts", "Резервная копия", "резервная копия"},
	{"an emoji", "help 😭 backup", "backup"},
}

func TestTerms(t *testing.T) {
	for _, f := range folds {
		t.Run(f.name, func(t *testing.T) {
			if diff := cmp.Diff(f.want, strings.Join(Terms(f.text), " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTheScriptFoldsAlike(t *testing.T) {
	var texts []string
	for _, f := range folds {
		texts = append(texts, f.text)
	}
	for _, q := range queries(t) {
		texts = append(texts, q.text)
	}
	for i, a := range ask(t, real(t), texts).Answers {
		if diff := cmp.Diff(strings.Join(Terms(texts[i]), " "), strings.Join(a.Terms, " ")); diff != "" {
			t.Errorf("%q: %s", texts[i], diff)
		}
	}
}

// Terms are kept in texts with a space between, and the tables that lead to them must not break that.
func TestTermsAreSingleWords(t *testing.T) {
	for _, m := range []map[string]string{same, joins} {
		for from, to := range m {
			if to == "" || strings.Contains(to, " ") {
				t.Errorf("%q becomes %q", from, to)
			}
			if again, ok := same[to]; ok {
				t.Errorf("%q becomes %q, which becomes %q", from, to, again)
			}
		}
	}
}
