package check

import (
	"testing"
	"testing/fstest"

	"backupfirstaid/tools/bench/generate"
	"backupfirstaid/tools/internal/load"
)

// BenchmarkRules measures each rule alone over 10,000 entries.
func BenchmarkRules(b *testing.B) {
	fsys := fstest.MapFS{}
	for name, content := range generate.Files(generate.Size{Symptoms: 5000, Fixes: 5000}) {
		fsys[name] = &fstest.MapFile{Data: content}
	}
	c, err := load.Catalog(fsys)
	if err != nil {
		b.Fatal(err)
	}
	all := gather(c)
	b.Run("gather", func(b *testing.B) {
		for b.Loop() {
			gather(c)
		}
	})
	for _, rule := range Rules {
		b.Run(rule.Name, func(b *testing.B) {
			for b.Loop() {
				rule.check(&pass{Catalog: c, all: all, day: today})
			}
		})
	}
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			run(c, today, Rules)
		}
	})
}
