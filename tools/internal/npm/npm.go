// Package npm finds the packages of npm that only tests need: axe-core, the Nu checker, Lighthouse, and
// MiniSearch to compare with. The site is made without any of them.
//
// They are listed in package.json, and installed by
//
//	npm ci --prefix tools/internal/npm
//
// The overrides there pin what Lighthouse asks for as "latest": without addresses of a registry in the lock
// file, npm takes no other version for the right one.
package npm

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// Package is the folder of a package. Where it is not installed, the test is skipped and says so; in CI,
// where the variable CI is set, that is a failure.
func Package(t testing.TB, name string) string {
	t.Helper()
	_, file, _, _ := runtime.Caller(0)
	dir := filepath.Join(filepath.Dir(file), "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(filepath.Join(dir, "package.json")); err != nil {
		miss(t, name+" is not here; `npm ci --prefix tools/internal/npm` installs it")
	}
	return dir
}

// Program is the path of a program that packages run in, such as node or java. What is missing is told as [Package] does.
func Program(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		miss(t, "there is no "+name+" here to run a package with")
	}
	return path
}

func miss(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatal(what + ", and in CI this test must run")
	}
	t.Skip(what)
}
