package search

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// real is the index of the facts that are published.
func real(t testing.TB) []byte {
	t.Helper()
	facts, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	return script(t, facts)
}

func script(t testing.TB, facts *catalog.Catalog) []byte {
	t.Helper()
	index, err := Script(facts)
	if err != nil {
		t.Fatal(err)
	}
	return index
}

type answers struct {
	// Started is how long it took to get ready, in milliseconds.
	Started float64
	Answers []answer
}

type answer struct {
	// Cold and Warm are milliseconds, the first time and the least of several.
	Cold, Warm float64
	Terms      []string
	Found      []found
}

type found struct {
	Kind, Href, Title string
	Phase             int
	Systems           []system
	Marks             [][2]int
}

type system struct{ Device, Name string }

// ask asks the script that readers get.
func ask(t testing.TB, index []byte, texts []string) answers {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no Node.js is here, and in CI this test must run")
		}
		t.Skip("no Node.js is here to run the script of the search")
	}
	// Copies, because Go runs a test again when a file changed that the test itself has read.
	dir := t.TempDir()
	files := map[string][]byte{"index.js": index}
	for name, from := range map[string]string{
		"ask.js": filepath.Join("testdata", "ask.js"), "find.js": filepath.Join(testsite.Repository(), "assets", "js", "find.js"),
	} {
		if files[name], err = os.ReadFile(from); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	input, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(node, "ask.js", "index.js", "find.js")
	command.Dir = dir
	command.Stdin, command.Stderr = bytes.NewReader(input), os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got answers
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Answers) != len(texts) {
		t.Fatalf("%d answers to %d texts", len(got.Answers), len(texts))
	}
	return got
}
