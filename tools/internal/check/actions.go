package check

import (
	"fmt"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// doing are the words that begin an action on a screen. Going to a screen is none, for it
// tells where the action is, and swiping leads there; pressing is none, for buttons and keys are pressed in one go.
var doing = map[string]bool{
	"tap": true, "choose": true, "select": true, "click": true, "double-click": true, "type": true, "enter": true,
	"tick": true, "untick": true, "turn": true, "switch": true,
}

// doers are the same words, and the one that may stand for another, ready to be looked for.
var doers = func() *phrases[struct{}] {
	ps := newPhrases[struct{}]()
	ps.add("then", struct{}{})
	for word := range doing {
		ps.add(word, struct{}{})
	}
	return ps
}()

// depends are words that make an action one of several: it is done on some phone, or where something shows.
var depends = map[string]bool{
	"if": true, "when": true, "where": true, "whether": true, "unless": true, "until": true, "or": true,
	"not": true, "never": true, "without": true, "instead": true, "otherwise": true,
}

// oneAction finds the second action of a step. It counts only what surely is one: a word
// of doing where a sentence or a clause begins, in a sentence in which nothing depends on anything.
func (p *pass) oneAction(step *catalog.Prose) {
	if !doers.hints(step.Value, 2) {
		return
	}
	n := 0
	for _, s := range sentences(running(step.Value), stops) {
		for _, a := range actions(s.text) {
			if n++; n == 2 {
				p.found(p.place(step, s.at+a.at, a.word), fmt.Sprintf("a second action begins at %q", a.word), "make it a step of its own")
				return
			}
		}
	}
}

// actions are the words with which a sentence tells to do something.
func actions(sentence string) []token {
	var out []token
	before, begins := "", true
	for t := range tokens(sentence) {
		word := strings.ToLower(t.word)
		switch {
		case depends[word], begins && (word == "on" || word == "in" || word == "with"):
			return nil
		case doing[word] && (begins || before == "then" || before == "and" || clause(sentence[:t.at])):
			out = append(out, t)
		case word == "then" && len(out) > 0 && strings.HasPrefix(strings.TrimLeft(sentence[t.at+len(t.word):], " \n"), string(label)):
			// The verb of the second is left out: tap **A** and then **B**.
			out = append(out, t)
		}
		before, begins = word, false
	}
	return out
}

// clause tells that a new part of a sentence begins behind a text.
func clause(before string) bool {
	before = strings.TrimRight(before, " \n\x02")
	return strings.HasSuffix(before, ",") || strings.HasSuffix(before, ";") || strings.HasSuffix(before, ":")
}
