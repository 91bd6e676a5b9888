package search

import (
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// Whatever the facts say that a screen shows, typed as it stands, comes first: every title, message and number.
func TestWhatTheScreenSaysComesFirst(t *testing.T) {
	facts, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	// Two pages may have the same words; either is right.
	owners := map[string][]string{}
	var texts []string
	for _, s := range facts.Symptoms {
		say := func(text string) {
			texts = append(texts, text)
			key := strings.Join(Terms(unknown.ReplaceAllString(text, " ")), " ")
			owners[key] = append(owners[key], s.ID)
		}
		say(s.Title.Value)
		for _, m := range s.Messages {
			say(unknown.ReplaceAllString(m.Value, " "))
		}
		for _, c := range s.Codes {
			say(c.Value)
		}
	}
	for i, a := range ask(t, script(t, facts), texts).Answers {
		right := owners[strings.Join(Terms(texts[i]), " ")]
		if len(Terms(texts[i])) == 0 {
			continue
		}
		if got := ids(a); len(got) == 0 || !slices.Contains(right, got[0]) {
			t.Errorf("%q leads to %v, not to %v", texts[i], got, right)
		}
	}
}
