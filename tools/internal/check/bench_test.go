package check

import (
	"testing"
	"testing/fstest"

	"backupfirstaid/tools/bench/generate"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// BenchmarkRules measures each rule alone over 10,000 generated entries, and over the real ones,
// whose texts say more.
func BenchmarkRules(b *testing.B) {
	fsys := fstest.MapFS{}
	for name, content := range generate.Files(generate.Size{Symptoms: 5000, Fixes: 5000}) {
		fsys[name] = &fstest.MapFile{Data: content}
	}
	generated, err := load.Catalog(fsys)
	if err != nil {
		b.Fatal(err)
	}
	written, err := load.Folder(testsite.Repository())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("generated", func(b *testing.B) { eachRule(b, generated) })
	b.Run("real", func(b *testing.B) { eachRule(b, written) })
}

func eachRule(b *testing.B, c *catalog.Catalog) {
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
