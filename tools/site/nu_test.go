package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/npm"
)

// W3C's Nu checker says nothing of any page, style or drawing, not even a hint.
func TestTheNuCheckerFindsNothing(t *testing.T) {
	checker, java := filepath.Join(npm.Package(t, "vnu-jar"), "build/dist/vnu.jar"), npm.Program(t, "java")
	site, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name string, content []byte) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range site.Files {
		if slices.Contains([]string{".html", ".css", ".svg"}, path.Ext(name)) {
			write(name, content)
		}
	}
	// Mistakes of each kind show that it looks.
	mistakes := map[string]string{
		"mistakes/a.html": `<!doctype html><html lang="en"><title>A</title><p id="a" id="b">a`,
		"mistakes/b.html": `<!doctype html><html lang="en"><title>A</title><style>@layer a { a { colr: red } }</style><p>a`,
		"mistakes/c.css":  "@layer a { a { colr: red } }",
		"mistakes/d.svg":  `<svg xmlns="http://www.w3.org/2000/svg"><circl/></svg>`,
	}
	for name, content := range mistakes {
		write(name, []byte(content))
	}
	command := exec.Command(java, "-Xss1m", "-jar", checker, "--also-check-css", "--also-check-svg", "--stdout", "--exit-zero-always", "--format", "json", dir)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var said struct {
		Messages []struct{ Type, SubType, URL, Message, Extract string }
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	for _, m := range said.Messages {
		// For it nothing in a folder is the site itself. A browser is asked by TestNothingOnAPageIsBlockedByItsPolicy.
		if strings.HasPrefix(m.Message, "Resource violates Content Security Policy") {
			continue
		}
		_, name, _ := strings.Cut(m.URL, filepath.ToSlash(dir)+"/")
		if _, ok := mistakes[name]; ok {
			delete(mistakes, name)
		} else if !strings.HasPrefix(name, "mistakes/") {
			t.Errorf("%s: %s %s: %s\n  at %s", name, m.Type, m.SubType, m.Message, strings.TrimSpace(m.Extract))
		}
	}
	for name := range mistakes {
		t.Errorf("it says nothing of %s", name)
	}
}
