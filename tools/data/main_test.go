package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"backupfirstaid/tools/internal/testsite"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"data": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		// Each script starts in a small site without a mistake.
		Setup: func(e *testscript.Env) error { return testsite.WriteFacts(e.WorkDir) },
		Cmds:  testsite.Commands,
	})
}

// A program that imports Hugo takes minutes to compile for the first time, and one that imports the
// highlighter reads its hundreds of languages and styles at each start. Somebody who corrects a
// step should wait seconds once, and then no time at all.
func TestDataImportsNothingHeavy(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	for _, dep := range deps {
		for _, heavy := range []string{"github.com/gohugoio/", "github.com/alecthomas/chroma/", "github.com/yuin/goldmark-highlighting/"} {
			if strings.HasPrefix(dep, heavy) {
				t.Errorf("imports %s", dep)
			}
		}
	}
	if len(deps) < 50 {
		t.Errorf("only %d packages: is this the list?", len(deps))
	}
}

func TestOnlyOnePackageImportsHugo(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}} {{join .TestImports " "}}`, "backupfirstaid/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		pkg, imports, _ := strings.Cut(line, " ")
		if strings.Contains(imports, "github.com/gohugoio/") && !strings.HasSuffix(pkg, "/internal/hugo") && !strings.Contains(pkg, "/bench") {
			t.Errorf("%s imports Hugo", pkg)
		}
	}
}

// guide reads a file of the repository that people follow.
func guide(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(testsite.Repository(), name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// copyFacts makes a copy of the real facts that a test may change.
func copyFacts(t *testing.T) (root string) {
	t.Helper()
	root = t.TempDir()
	for _, dir := range []string{"data", "content"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join(testsite.Repository(), dir))); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestTheEntriesInTheContributingGuideAreRight(t *testing.T) {
	root := copyFacts(t)
	found := 0
	// An indented block that begins with a title is a whole entry.
	for _, block := range regexp.MustCompile(`(?m)^    title: .*\n(?:    .*\n)+`).FindAllString(guide(t, "CONTRIBUTING.md"), -1) {
		entry := regexp.MustCompile(`(?m)^    `).ReplaceAllString(block, "")
		folder := "fixes"
		if strings.Contains(entry, "phase:") {
			folder = "symptoms"
		}
		found++
		makeRoom(t, root, entry)
		if err := os.WriteFile(filepath.Join(root, "data", folder, fmt.Sprintf("example-%d.yaml", found)), []byte(entry), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if found != 2 {
		t.Errorf("%d entries, want a fix and a symptom", found)
	}
	var out, errs strings.Builder
	if code := run([]string{"--source", root, "check"}, &out, &errs); code != 0 {
		t.Errorf("exit %d\n%s%s", code, out.String(), errs.String())
	}
}

// makeRoom renames what a copy of the facts says in the same words as an example: the
// example may show what is there already.
func makeRoom(t *testing.T, root, example string) {
	t.Helper()
	var same []string
	for _, line := range regexp.MustCompile(`(?m)^(?:title: |  - )([A-Z].*)$`).FindAllStringSubmatch(example, -1) {
		same = append(same, line[1], line[1]+" (there already)")
	}
	rename := strings.NewReplacer(same...)
	files, err := filepath.Glob(filepath.Join(root, "data/*/*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "example-") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(rename.Replace(string(b))), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheFindingInTheReadmeIsRight(t *testing.T) {
	root := copyFacts(t)
	file := filepath.Join(root, "data/symptoms/icloud-not-enough-storage.yaml")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(b), "- free-icloud-storage", "- free-icloud-storge", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, errs strings.Builder
	if code := run([]string{"--source", root, "check"}, &out, &errs); code != 1 {
		t.Errorf("exit %d: %s", code, errs.String())
	}
	// The readme may show it on another line once the file has grown.
	squeeze := func(s string) string { return regexp.MustCompile(`[0-9]+|\s+`).ReplaceAllString(s, "") }
	said := ""
	for _, block := range strings.Split(out.String(), "\n\n") {
		if strings.Contains(block, "[unknown-fix]") {
			said = block
		}
	}
	if said == "" || !strings.Contains(squeeze(guide(t, "README.md")), squeeze(said)) {
		t.Errorf("the readme does not show\n%s", said)
	}
}

func TestTheRealFactsHaveNoProblems(t *testing.T) {
	var out, errs strings.Builder
	if code := run([]string{"--source", testsite.Repository(), "check"}, &out, &errs); code != 0 {
		t.Errorf("exit %d\n%s%s", code, out.String(), errs.String())
	}
}

func TestTheRealFactsAreFormatted(t *testing.T) {
	var out, errs strings.Builder
	if code := run([]string{"--source", testsite.Repository(), "fmt", "--dry-run"}, &out, &errs); code != 0 {
		t.Errorf("go run ./tools/data fmt would write:\n%s%s", out.String(), errs.String())
	}
}
