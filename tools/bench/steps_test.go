package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"backupfirstaid/tools/bench/generate"
	"backupfirstaid/tools/internal/cards"
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

// manyFacts are facts of a size on a memory disk, where there is one: what is measured is the reading, not the disk.
func manyFacts(b *testing.B, entries int) facts {
	b.Helper()
	root, err := os.MkdirTemp(scratchRoot(""), "backupfirstaid-bench-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = os.RemoveAll(root) })
	made, err := newFacts(root, entries)
	if err != nil {
		b.Fatal(err)
	}
	return made
}

// reportPerEntry adds what can be compared between sizes. MB/s are those of the YAML.
func reportPerEntry(b *testing.B, made facts) {
	b.ReportMetric(float64(made.entries)*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}

var manyEntries = []int{1_000, 10_000, 50_000}

// Load and check, and how many times as long as each parser alone that took. Each round
// measures all of them, so that other work on the machine falls on all alike.
func BenchmarkLoadAndCheck(b *testing.B) {
	for _, entries := range manyEntries {
		b.Run(fmt.Sprint(entries), func(b *testing.B) {
			made := manyFacts(b, entries)
			b.SetBytes(made.bytes)
			b.ReportAllocs()
			var ours []measure
			alone := make([][]measure, len(floors))
			timed := func(list *[]measure, do func() error) {
				start := time.Now()
				if err := do(); err != nil {
					b.Fatal(err)
				}
				*list = append(*list, measure{wall: time.Since(start)})
			}
			for b.Loop() {
				b.StopTimer()
				for i, f := range floors {
					runtime.GC()
					timed(&alone[i], func() error { return parseAll(made.sources, f.parse) })
				}
				runtime.GC()
				b.StartTimer()
				timed(&ours, func() error {
					_, err := loadAndCheck(made.root)
					return err
				})
			}
			reportPerEntry(b, made)
			for i, f := range floors {
				b.ReportMetric(median(ours, wall)/median(alone[i], wall), "x-"+f.name)
			}
		})
	}
}

// The floors: each parser alone over the same bytes, which are in memory, on the same processors.
func BenchmarkParserAlone(b *testing.B) {
	for _, f := range floors {
		for _, entries := range manyEntries {
			b.Run(fmt.Sprintf("%s/%d", strings.ReplaceAll(f.name, "/", "-"), entries), func(b *testing.B) {
				made := manyFacts(b, entries)
				b.SetBytes(made.bytes)
				b.ReportAllocs()
				for b.Loop() {
					if err := parseAll(made.sources, f.parse); err != nil {
						b.Fatal(err)
					}
				}
				reportPerEntry(b, made)
			})
		}
	}
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
			if _, err := pages.Make(c, texts, cards.Set{}, "https://backupfirstaid.example/"); err != nil {
				b.Fatal(err)
			}
		}
	})
}
