package finding

import "testing"

func TestLegibleShowsWhatCannotBeSeen(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "",
		"a plain é “text”\n  - 4013\n": "a plain é “text”\n  - 4013\n",
		"\ufefftitle":                  "⟨U+FEFF⟩title",
		"minutes: 3\r\n":               "minutes: 3⟨CR⟩\n",
		"title: x \n  \n\nend  ":       "title: x⟨space⟩\n⟨space⟩⟨space⟩\n\nend⟨space⟩⟨space⟩",
		"done: x \r\n":                 "done: x⟨space⟩⟨CR⟩\n",
		"\t- Open it.":                 "⟨tab⟩- Open it.",
		"caf\xe9, \xff":                "caf⟨byte E9⟩, ⟨byte FF⟩",
		"\ufffd":                       "\ufffd",
		"a\u00a0b\u200bc\u202ed":       "a⟨U+00A0⟩b⟨U+200B⟩c⟨U+202E⟩d",
		"\x00\x1b[31m":                 "⟨U+0000⟩⟨U+001B⟩[31m",
		"\u2800\u3164\ufe0f":           "⟨U+2800⟩⟨U+3164⟩⟨U+FE0F⟩",
		"\U000e0041":                   "⟨U+E0041⟩",
	} {
		if got := Legible(text); got != want {
			t.Errorf("Legible(%q) = %q, want %q", text, got, want)
		}
	}
}
