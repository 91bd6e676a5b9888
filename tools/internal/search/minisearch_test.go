package search

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/npm"
	"backupfirstaid/tools/internal/testsite"
)

// entry is a page as MiniSearch takes it.
type entry struct {
	ID        string `json:"id"`
	Kind      string `json:"kind"`
	Title     string `json:"title"`
	Messages  string `json:"messages"`
	Codes     string `json:"codes"`
	Keywords  string `json:"keywords"`
	Signs     string `json:"signs"`
	Platforms string `json:"platforms"`
}

// What we wrote ourselves must be worth it: a library that many use, given the same facts, finds less, at once and among
// three, and its index alone takes more bytes than all of ours.
func TestMiniSearchFindsLess(t *testing.T) {
	library, node := npm.Package(t, "minisearch"), npm.Program(t, "node")
	facts, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	asked := queries(t)
	texts := make([]string, len(asked))
	for i, q := range asked {
		texts[i] = q.text
	}
	index := script(t, facts)
	find, err := os.ReadFile(filepath.Join(testsite.Repository(), "assets", "js", "find.js"))
	if err != nil {
		t.Fatal(err)
	}
	input, err := json.Marshal(map[string]any{"documents": entries(facts), "queries": texts, "ours": string(index) + string(find)})
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, "testdata/minisearch.js", library)
	command.Stdin, command.Stderr = bytes.NewReader(input), os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var theirs struct {
		Found [][]string
		// Bytes are those of their index, Ours those of our index and script, as Brotli packs them.
		Bytes, Ours int
	}
	if err := json.Unmarshal(out, &theirs); err != nil {
		t.Fatal(err)
	}
	var ours [][]string
	for _, a := range ask(t, index, texts).Answers {
		ours = append(ours, ids(a))
	}
	ourFirst, ourThree := recall(asked, ours)
	first, three := recall(asked, theirs.Found)
	t.Logf("of %d queries: ours %.1f %% at once, %.1f %% among three, %d bytes; MiniSearch %.1f %%, %.1f %%, %d bytes of index", len(asked), ourFirst, ourThree, theirs.Ours, first, three, theirs.Bytes)
	if first >= ourFirst || three >= ourThree {
		t.Error("MiniSearch finds as much")
	}
	if theirs.Bytes <= theirs.Ours {
		t.Error("MiniSearch is as small")
	}
}

func entries(c *catalog.Catalog) []entry {
	var out []entry
	join := func(texts []catalog.Text) string {
		var values []string
		for _, t := range texts {
			values = append(values, t.Value)
		}
		return strings.Join(values, "\n")
	}
	for _, s := range c.Symptoms {
		e := entry{ID: s.ID, Kind: "symptoms", Title: s.Title.Value, Messages: join(s.Messages), Codes: join(s.Codes), Keywords: join(s.Keywords)}
		for _, sign := range s.Signs {
			e.Signs += sign.Doc.Plain() + "\n"
		}
		for _, id := range s.Platforms {
			p := c.Platform(id.Value)
			e.Platforms += p.Name.Value + " " + p.Device.Value + "\n"
		}
		out = append(out, e)
	}
	for _, f := range c.Fixes {
		out = append(out, entry{ID: "fixes/" + f.ID, Kind: "fixes", Title: f.Title.Value})
	}
	return out
}

// ids are the symptoms that an answer leads to; pages of other kinds keep their address.
func ids(a answer) []string {
	var out []string
	for _, f := range a.Found {
		out = append(out, strings.TrimSuffix(strings.TrimPrefix(f.Href, "symptoms/"), "/"))
	}
	return out
}

// recall is how many of a hundred queries lead to what was wanted first, and among the first three.
func recall(asked []query, found [][]string) (first, three float64) {
	for i, q := range asked {
		switch at := slices.Index(found[i], q.wanted); {
		case at == 0:
			first++
			three++
		case at > 0 && at < 3:
			three++
		}
	}
	share := 100 / float64(len(asked))
	return first * share, three * share
}
