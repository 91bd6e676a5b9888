package main

import (
	"os"
	"os/exec"
	"path/filepath"
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
		Setup: func(e *testscript.Env) error {
			for _, f := range testsite.Files() {
				name := filepath.Join(e.WorkDir, f.Name)
				if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
					return err
				}
				if err := os.WriteFile(name, f.Data, 0o666); err != nil {
					return err
				}
			}
			return nil
		},
		Cmds: testsite.Commands,
	})
}

// A program that imports Hugo takes minutes to compile for the first time. Somebody
// who corrects a step should wait seconds.
func TestDataNeverImportsHugo(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	for _, dep := range deps {
		if strings.HasPrefix(dep, "github.com/gohugoio/") {
			t.Errorf("imports %s", dep)
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

func TestTheRealFactsHaveNoProblems(t *testing.T) {
	var out, errs strings.Builder
	if code := run([]string{"--source", testsite.Repository(), "check"}, &out, &errs); code != 0 {
		t.Errorf("exit %d\n%s%s", code, out.String(), errs.String())
	}
}
