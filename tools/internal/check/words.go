package check

import (
	"fmt"
	"strings"
	"unicode"

	"backupfirstaid/tools/internal/catalog"
)

// wordRules are about how things are said.
var wordRules = []Rule{
	{
		Name:  "title-twice",
		Title: "No two titles are the same but for case and marks.",
		Why:   "In a list, in a search and in the tab of a browser the title is all that tells two pages apart, of whatever kind they are.",
		Wrong: "-- data/fixes/look-around.yaml --\ntitle: Storage is full\n",
		Right: "-- data/fixes/look-around.yaml --\ntitle: See what fills the storage\n",
		// Most often a copy that is still to be changed.
		Yields: true,
		check:  titlesTwice,
	},
	{
		Name:  "message-twice",
		Title: "A message or a code belongs to one symptom of a platform.",
		Why:   "Who types in the words on the screen must land on one page, not on two that differ.",
		Wrong: `-- data/symptoms/no-room.yaml --
title: No room for the backup
platforms: [cloud]
phase: backup
messages:
  - Not enough storage.
causes:
  - Photos fill it.
fixes:
  - look-around
get_help_when: After a day.
sources:
  - title: Help
    url: https://support.apple.com/en-us/help
    by: maker
    checked: 2026-11-22
`,
		Right: `-- data/symptoms/no-room.yaml --
title: No room on the phone
platforms: [cloud]
phase: backup
messages:
  - Not enough room on this phone.
causes:
  - Photos fill it.
fixes:
  - look-around
get_help_when: After a day.
sources:
  - title: Help
    url: https://support.apple.com/en-us/help
    by: maker
    checked: 2026-11-22
`,
		Yields: true,
		check:  messagesTwice,
	},
	{
		Name:  "two-actions",
		Title: "A step is one action.",
		Why:   "Eyes go from the page to the phone and back after each tap, and the second half of a step is easily missed. Going to a screen and tapping there is one action, and so is what a step says for another phone.",
		Wrong: "-- data/fixes/look-around.yaml --\nsteps:\n  - Tap **Storage**, then tap **Backups**.\n",
		Right: "-- data/fixes/look-around.yaml --\nsteps:\n  - Tap **Storage**.\n  - Tap **Backups**.\n",
		Note:  true,
		check: twoActions,
	},
	{
		Name:  "long-sentence",
		Title: "A sentence has no more than 25 words.",
		Why:   "Somebody who is worried reads a long one twice, or not to its end. A label, a menu path and a command count as one word, and a colon or a semicolon ends a sentence too.",
		Wrong: "-- data/fixes/look-around.yaml --\nsummary: Shows what is there so that you know before you begin how much room there is on the phone and in the cloud and on your own computer.\n",
		Right: "-- data/fixes/look-around.yaml --\nsummary: Shows what is there before you begin. You see how much room there is on the phone, in the cloud and on your own computer.\n",
		Note:  true,
		check: longSentences,
	},
	{
		Name:  "plain-words",
		Title: "Texts do not guess, do not make light of a step and blame nobody.",
		Why:   "A guess looks like a fact on a screen. And who can't do what is \"easy\", or reads whose fault it is, stops reading.",
		Wrong: "-- data/fixes/look-around.yaml --\nsummary: Simply shows what is there.\n",
		Right: "-- data/fixes/look-around.yaml --\nsummary: Shows what is there.\n",
		Note:  true,
		check: plainWords,
	},
	{
		Name:  "term",
		Title: "One thing has one name on the whole site.",
		Why:   "Two words for one thing look like two things. The site uses the makers' own names, and of two words the one that more readers know.",
		Wrong: "-- data/fixes/look-around.yaml --\nsummary: Shows what is there on the wifi.\n",
		Right: "-- data/fixes/look-around.yaml --\nsummary: Shows what is there on the Wi-Fi.\n",
		Note:  true,
		check: usesTerms,
	},
}

// folded is a text without case and marks: its letters and digits.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func titlesTwice(p *pass) {
	titles := map[*catalog.File]catalog.Text{}
	for _, e := range p.Platforms {
		titles[e.File] = e.Name
	}
	for _, e := range p.Symptoms {
		titles[e.File] = e.Title
	}
	for _, e := range p.Fixes {
		titles[e.File] = e.Title
	}
	for _, e := range p.Routines {
		titles[e.File] = e.Title
	}
	for _, e := range p.Pages {
		titles[e.File] = e.Title
	}
	first := make(map[string]*catalog.File, len(titles))
	for _, file := range p.Files {
		title := titles[file]
		key := folded(title.Value)
		if key == "" {
			continue
		}
		if other := first[key]; other != nil {
			p.found(title.Pos, fmt.Sprintf("%q is the title of %s too", title.Value, other.Path), "say in the title what is different here")
			continue
		}
		first[key] = file
	}
}

func messagesTwice(p *pass) {
	type where struct {
		platform, said string
	}
	first := map[where]catalog.Text{}
	for _, s := range p.Symptoms {
		for _, list := range [][]catalog.Text{s.Messages, s.Codes} {
			for _, m := range list {
				key := folded(m.Value)
				if key == "" {
					continue
				}
				told := false
				for _, platform := range s.Platforms {
					w := where{platform.Value, key}
					other, taken := first[w]
					switch {
					case !taken:
						first[w] = m
					case !told && other.Pos.File != m.Pos.File:
						told = true
						p.found(m.Pos, fmt.Sprintf("%q stands in %s, line %d, too, and both are about %q", shorten(m.Value), other.Pos.File, other.Pos.Line, platform.Value),
							"keep it where it leads to the right fixes, or make one symptom of the two")
					}
				}
			}
		}
	}
}

// mostWords is how long a sentence may be: at a slow reader's pace, one breath.
const mostWords = 25

func longSentences(p *pass) {
	for t := range p.ownTexts() {
		if gaps(t.running) < mostWords {
			continue
		}
		for _, s := range sentences(t.running, breaths) {
			if gaps(s.text) < mostWords {
				continue
			}
			if n := s.words(); n > mostWords {
				first := s.first(t.text.Value)
				p.found(p.place(t.text, s.at, first), fmt.Sprintf("a sentence of %d words", n), fmt.Sprintf("make two of it; %d are enough for one", mostWords))
			}
		}
	}
}

// gaps counts what can stand between two words.
func gaps(text string) int { return strings.Count(text, " ") + strings.Count(text, "\n") }

func plainWords(p *pass) {
	for t := range p.ownTexts() {
		if !unplain.perhapsIn(t.text.Value) {
			continue
		}
		for _, s := range unplain.in(t.running) {
			if s.about == blame && doubts[s.before] {
				continue
			}
			p.found(p.place(t.text, s.at, s.first), fmt.Sprintf("%q %s", s.said, s.about.why), s.about.wayOut)
		}
	}
}

// doubts are words before "you forgot" and the like that leave open whether somebody did.
var doubts = map[string]bool{"if": true, "when": true, "where": true, "unless": true, "case": true, "whether": true, "that": true, "what": true}

// formerNames are the words by which a text tells that a name is an older one.
var formerNames = []string{"formerly", "before ", "older", "old ", "once ", "used to", "until ", "earlier"}

func usesTerms(p *pass) {
	for t := range p.ownTexts() {
		if !terms.perhapsIn(t.text.Value) {
			continue
		}
		for _, s := range terms.in(t.running) {
			if s.said == s.about.wanted || s.about.older && told(t.running, s.at) || s.about.verb && nouns[s.before] {
				continue
			}
			p.found(p.place(t.text, s.at, s.first), fmt.Sprintf("%q is called %q on this site", s.said, s.about.wanted), "write "+s.about.wanted)
		}
	}
}

// told tells that the sentence at i of a text speaks of a name as an older one.
func told(text string, i int) bool {
	for _, s := range sentences(text, stops) {
		if s.at <= i && i < s.at+len(s.text) {
			said := strings.ToLower(s.text)
			for _, word := range formerNames {
				if strings.Contains(said, word) {
					return true
				}
			}
		}
	}
	return false
}

// sentence is a piece of a running text, and where it begins.
type sentence struct {
	text string
	at   int
}

var (
	stops = setOf(".!?")
	// breaths are where a reader can pause.
	breaths = setOf(".!?:;")
	// behindStops is what stands behind a mark that ends a sentence.
	behindStops = setOf(" \n)\"\x01\x02\x03")
	// unsaid is what says nothing.
	unsaid = setOf(" \n\x02\x03")
)

// characters are a set of single bytes.
type characters [256]bool

func setOf(bytes string) *characters {
	var set characters
	for i := range len(bytes) {
		set[bytes[i]] = true
	}
	return &set
}

// any tells that a text has one of them.
func (set *characters) any(text string) bool {
	for i := range len(text) {
		if set[text[i]] {
			return true
		}
	}
	return false
}

// all tells that a text has no others.
func (set *characters) all(text string) bool {
	for i := range len(text) {
		if !set[text[i]] {
			return false
		}
	}
	return true
}

// sentences splits a running text behind marks, and at the ends of blocks.
func sentences(text string, marks *characters) []sentence {
	var out []sentence
	start := 0
	cut := func(end int) {
		if !unsaid.all(text[start:end]) {
			out = append(out, sentence{text[start:end], start})
		}
		start = end
	}
	for i := range len(text) {
		switch c := text[i]; {
		case c == pause:
			cut(i + 1)
		case !marks[c]:
		case i+1 == len(text) || behindStops[text[i+1]]:
			if !abbreviated(text[:i+1]) {
				cut(i + 1)
			}
		}
	}
	cut(len(text))
	return out
}

// abbreviated tells that a text ends in a full stop that ends no sentence.
func abbreviated(s string) bool {
	for _, end := range []string{"e.g.", "i.e.", "etc.", "vs.", "approx."} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// words counts what a reader takes for words: runs of characters with a letter, a digit or a label.
func (s sentence) words() int {
	n := 0
	in := false
	for _, r := range s.text {
		switch {
		case r == filler || r == '\'' || r == '’':
		case r == label || unicode.IsLetter(r) || unicode.IsDigit(r):
			if !in {
				n++
			}
			in = true
		case r == ' ' || r == '\n':
			in = false
		}
	}
	return n
}

// first is how a sentence begins in the text itself.
func (s sentence) first(text string) string {
	word := strings.TrimLeft(text[s.at:], " \n-#>|")
	if end := strings.IndexAny(word, " \n"); end > 0 {
		return word[:end]
	}
	return word
}

func twoActions(p *pass) {
	for _, f := range p.Fixes {
		p.stepsOf(f.Steps)
	}
	for _, r := range p.Routines {
		p.stepsOf(r.Steps)
	}
}

func (p *pass) stepsOf(steps catalog.Steps) {
	lists := [][]catalog.Prose{steps.All}
	for _, s := range steps.ByPlatform {
		lists = append(lists, s.Steps)
	}
	for _, list := range lists {
		for i := range list {
			p.oneAction(&list[i])
		}
	}
}
