// Package testsite gives tests a small site without a mistake: a handful of entries,
// with the real layouts, styles and configuration where a test asks for them.
package testsite

import (
	_ "embed"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

//go:embed small.txtar
var small []byte

// Files are the small site's data and content.
func Files() []txtar.File {
	return txtar.Parse(small).Files
}

// FS is the small site's data and content in memory, with other files laid over it.
func FS(extra map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range Files() {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for name, content := range extra {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fsys
}

// Repository is the root of this repository.
func Repository() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..")
}

// New writes the small site with the real config.toml, layouts, assets and i18n to a new folder.
func New(t testing.TB) (root string) {
	t.Helper()
	root = t.TempDir()
	if err := Write(root); err != nil {
		t.Fatal(err)
	}
	return root
}

// Write writes what [New] does to a folder that is there.
func Write(root string) error {
	for _, dir := range []string{"layouts", "assets", "i18n"} {
		if err := os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join(Repository(), dir))); err != nil {
			return err
		}
	}
	config, err := os.ReadFile(filepath.Join(Repository(), "config.toml"))
	if err != nil {
		return err
	}
	return write(root, append(Files(), txtar.File{Name: "config.toml", Data: config}))
}

// WriteFacts writes the small site's data and content alone to a folder that is there.
func WriteFacts(root string) error { return write(root, Files()) }

func write(root string, files []txtar.File) error {
	for _, f := range files {
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			return err
		}
	}
	return nil
}
