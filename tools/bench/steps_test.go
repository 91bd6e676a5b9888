package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"backupfirstaid/tools/bench/generate"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/pages"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/testsite"
)

var sizes = []generate.Size{{Symptoms: 100, Fixes: 100}, {Symptoms: 1000, Fixes: 1000}}

// site writes generated facts with the real layouts to a folder.
func site(b *testing.B, size generate.Size) string {
	b.Helper()
	root := b.TempDir()
	if err := testsite.Write(root); err != nil {
		b.Fatal(err)
	}
	for _, dir := range []string{"data", "content"} {
		if err := os.RemoveAll(filepath.Join(root, dir)); err != nil {
			b.Fatal(err)
		}
	}
	for name, content := range generate.Files(size) {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o666); err != nil {
			b.Fatal(err)
		}
	}
	return root
}

func each(b *testing.B, run func(b *testing.B, root string)) {
	for _, size := range sizes {
		b.Run(fmt.Sprint(size.Symptoms+size.Fixes), func(b *testing.B) {
			root := site(b, size)
			b.ReportAllocs()
			b.ResetTimer()
			run(b, root)
		})
	}
}

// The whole way but for the writing, with the seconds of each step.
func BenchmarkMake(b *testing.B) {
	each(b, func(b *testing.B, root string) {
		took := map[string]float64{}
		for b.Loop() {
			made, err := pipeline.Make(pipeline.Options{Root: root})
			if err != nil {
				b.Fatal(err)
			}
			for _, s := range made.Steps {
				took[s.Name] += s.Took.Seconds()
			}
		}
		for name, seconds := range took {
			b.ReportMetric(seconds/float64(b.N), "s-"+name)
		}
	})
}

func BenchmarkLoadAndCheck(b *testing.B) {
	each(b, func(b *testing.B, root string) {
		for b.Loop() {
			c, err := load.Folder(root)
			if err != nil {
				b.Fatal(err)
			}
			if found := check.Catalog(c, time.Now()); slices.ContainsFunc(found, func(f finding.Finding) bool { return f.Severity == finding.Error }) {
				b.Fatal(found)
			}
		}
	})
}

func BenchmarkRenderAndPages(b *testing.B) {
	each(b, func(b *testing.B, root string) {
		for b.Loop() {
			b.StopTimer()
			// A text keeps what it was told when it was rendered, so each round has its own catalog.
			c, err := load.Folder(root)
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			texts, err := render.Catalog(c)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := pages.Make(c, texts); err != nil {
				b.Fatal(err)
			}
		}
	})
}
