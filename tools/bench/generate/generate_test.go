package generate

import (
	"maps"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/load"
)

func TestFilesHaveNoMistakes(t *testing.T) {
	for _, size := range []Size{{1, 1}, {7, 23}, {20, 20}, {100, 100}} {
		fsys := fstest.MapFS{}
		for name, content := range Files(size) {
			fsys[name] = &fstest.MapFile{Data: content}
		}
		c, err := load.Catalog(fsys)
		if err != nil {
			t.Fatal(err)
		}
		// With one fix or symptom, what points at a neighbour points at itself, twice.
		for _, f := range check.Catalog(c, time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)) {
			if f.Severity == finding.Note {
				continue
			}
			if size.Fixes > 5 || f.Rule != "listed-twice" && f.Rule != "unknown-symptom" {
				t.Errorf("%+v: %+v", size, f)
			}
		}
		if len(c.Symptoms) != size.Symptoms || len(c.Fixes) != size.Fixes {
			t.Errorf("%d symptoms, %d fixes", len(c.Symptoms), len(c.Fixes))
		}
	}
}

func TestEachFixIsUsedByFiveSymptoms(t *testing.T) {
	fsys := fstest.MapFS{}
	for name, content := range Files(Size{200, 200}) {
		fsys[name] = &fstest.MapFile{Data: content}
	}
	c, err := load.Catalog(fsys)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]int{}
	for _, s := range c.Symptoms {
		for _, id := range s.Fixes {
			used[id.Value]++
		}
	}
	for id, n := range used {
		if n != fixesPerSymptom {
			t.Errorf("%s is used by %d", id, n)
		}
	}
	if len(used) != 200 {
		t.Errorf("%d fixes are used", len(used))
	}
}

func TestTheSameSizeGivesTheSameFiles(t *testing.T) {
	a, b := Files(Size{20, 20}), Files(Size{20, 20})
	if !maps.EqualFunc(a, b, func(x, y []byte) bool { return string(x) == string(y) }) {
		t.Error(cmp.Diff(a, b))
	}
}
