// Package readability holds the words of the site to the school year that its readers have behind them.
package readability

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/summarize"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/parallel"
	"backupfirstaid/tools/internal/testsite"
)

// The Flesch–Kincaid grade (Kincaid and others, 1975) is the year of an American school
// that a text is for, so 7 to 8 is an age of twelve to fourteen. It counts the words of
// sentences and the syllables of words, and knows nothing of what a text is about.
const (
	wantedGrade = 8
	// A single page may be a little above: "iCloud Backup" and "verification code" have many syllables.
	mostGrade = 10
)

// TestReadingAge holds all that was written for readers against that. Menu paths, commands,
// messages and the titles of sources are others' words and are left out.
func TestReadingAge(t *testing.T) {
	c, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]*strings.Builder{}
	for text := range c.Texts() {
		file := text.Prose.Pos.File
		if said[file] == nil {
			said[file] = &strings.Builder{}
		}
		said[file].WriteString(sentences(text.Prose))
	}
	files := slices.Sorted(maps.Keys(said))
	pages := make([]*summarize.Document, len(files))
	parallel.Do(len(files), func(i int) { pages[i] = summarize.NewDocument(said[files[i]].String()) })
	kinds, all := map[catalog.Kind]*summarize.Document{}, &summarize.Document{}
	for i, file := range files {
		kind := c.File(file).Kind
		if kinds[kind] == nil {
			kinds[kind] = &summarize.Document{}
		}
		add(kinds[kind], pages[i])
		add(all, pages[i])
		if grade := pages[i].FleschKincaid(); grade > mostGrade {
			t.Errorf("%s: grade %.1f, and %d is the most: make sentences shorter, take plainer words", file, grade, mostGrade)
		}
	}
	for kind, sum := range kinds {
		t.Logf("%s: grade %.1f", kind, sum.FleschKincaid())
		if grade := sum.FleschKincaid(); grade > wantedGrade {
			t.Errorf("%s: grade %.1f, and %d is wanted", kind, grade, wantedGrade)
		}
	}
	t.Logf("all %.0f words: grade %.1f; %.1f words a sentence", all.NumWords, all.FleschKincaid(), all.NumWords/all.NumSentences)
}

// add makes one long text of two.
func add(sum, page *summarize.Document) {
	sum.NumWords += page.NumWords
	sum.NumSentences += page.NumSentences
	sum.NumSyllables += page.NumSyllables
}

// sentences is what a text says, with a stop behind each paragraph, each item of a list and each cell of a table.
func sentences(p *catalog.Prose) string {
	var b strings.Builder
	for _, run := range p.Doc.Runs() {
		if run.Code {
			continue
		}
		if run.Begins && b.Len() > 0 {
			b.WriteString(".\n\n")
		}
		b.WriteString(run.Text)
	}
	return stops.ReplaceAllString(b.String()+".\n\n", "$1\n\n")
}

// stops are marks before the stop that sentences adds.
var stops = regexp.MustCompile(`([.:;!?])[ ]*\.\n\n`)

func TestGradeTellsPlainFromHard(t *testing.T) {
	plain := "Tap the button. Wait for the date. It should be today. If it is not, try again at night."
	hard := "Notwithstanding the aforementioned prerequisites, authentication irregularities occasionally necessitate comprehensive reconfiguration of synchronization infrastructure."
	if p, h := summarize.NewDocument(plain).FleschKincaid(), summarize.NewDocument(hard).FleschKincaid(); p > 3 || h < 15 {
		t.Errorf("plain %.1f, hard %.1f", p, h)
	}
}
