package load

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/testsite"
)

// isUsual tells that a file is read in the usual form. What is read then is held against what
// the parser makes of it.
func isUsual(t *testing.T, source string) bool {
	t.Helper()
	const path = "data/fixes/x.yaml"
	if unreadable(path, []byte(source)) != nil {
		return false
	}
	got := &catalog.File{Path: path, Root: usual(path, []byte(source), 1)}
	if got.Root == nil {
		return false
	}
	want := &catalog.File{Path: path}
	if parseAny(want, []byte(source), 1); !cmp.Equal(want, got) {
		t.Errorf("%q: %s", source, cmp.Diff(want, got))
	}
	return true
}

// usualFiles are in the usual form, the others in one that is near it.
var (
	usualFiles = []string{
		"a: b\n", "a: \"b: c\"\n", "a: 'b \"c\" \\d'\n", "a: \"\"\n", "a: ''\n", "minutes: 30\n", "a: 0\n", "a: 3 minutes\n", "a: 2026-11-22\n", "a: 2026-99-99\n",
		"a: no\n", "a: yes\n", "a: y\n", "a: nullify\n", "a: truest\n", "a: René\n", "a: b#c\n", "a: https://a.example/#b\n", "a: b - c\n", "a: b [c], {d}\n",
		"a-b_c0: d\n", "0: a\n", "true: a\n", "null: a\n", "a: b\na: c\n",
		catalog.ModelineStart + "x\na: b\n",
		"a:\n  - b\n  - \"c\"\n  - 3\n", "a:\n  b: c\n  d:\n    - e\n", "a:\n  - b: c\n    d: e\n  - f: g\n", "a:\n  - b: >-\n      c\n    d: e\n",
		"a: >-\n  b\n", "a: >\n  b\n  c\n", "a: >-\n  b\n  c\n\n\n  d\n", "a: |-\n  b\n    c\n\n    d\n  e\n", "a: |\n  b: c\n  # d\n", "a:\n  - |-\n    - b\n  - >-\n    c\n",
		"a:\n  - b:\n      - c:\n          d: e\n", "a: >-\n  René: # x\n",
	}
	otherFiles = []string{
		"", "\n", "a", "a: b", "# c\na: b\n", "a: b # c\n", "a: b\n\n", "a: b\n\nc: d\n", "a:\n- b\n", "a:\n   - b\n", "a:\n    b: c\n", "a:  b\n", "a: b \n", "a:\n", "a: \n", "a: ~\n",
		"a: null\n", "a: True\n", "a: 12.10\n", "a: 012\n", "a: 0x1f\n", "a: 1_000\n", "a: 1e3\n", "a: 99999999999999999999\n", "a: b: c\n", "a: b:\n", "a: b #c\n", "a: b\n  c\n", "a: \"b\n  c\"\n",
		"a: \"b\\nc\"\n", "a: \"b\" c\n", "a: \"b\" # c\n", "a: 'b''c'\n", "a: \"b\"c\"\n", "a: [b]\n", "a: {b: c}\n", "a: &b c\n", "a: *b\n", "a: !!str b\n", "<<: *b\n", "? a\n: b\n", "a b: c\n", "\"a\": b\n",
		"- a\n", "--- \na: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "a:\tb\n", "a: \u00a0b\n", "a: b\u200b\n", "a: \ufeffb\n", "a: \ufffe\n", " a: b\n", "a: b\n c: d\n", "a:\n  b: c\n d: e\n",
		"a: >-\n\n  b\n", "a: >-\n   b\n", "a: >-\n  b\n    c\n", "a: >-\n  b\n c\n", "a: >-\n  b\n\n", "a: >-\n  b \n  c\n", "a: >-\n  b\n  \n  c\n", "a: >2\n  b\n", "a: |+\n  b\n", "a: |- # b\n  c\n", "a: >-\nb: c\n", "a: |-\n    b\n  c\n",
		"a:\n  - - b\n", "a:\n  -\n", "a:\n  - b:\n    c: d\n", "a:\n  - b: c\n   d: e\n", "a:\n  - b\n  c: d\n", "a:\n  b: c\n  - d\n", "a:\n  - b\n    - c\n",
		"a:\n  b:\n    c:\n      d:\n        e:\n          f:\n            g: h\n", "a:\n  b:\n    c:\n      d:\n        e:\n          f:\n            - g\n", strings.Repeat("a", 200) + ": b\n",
	}
)

func TestUsualReadsAsTheParserDoes(t *testing.T) {
	for _, source := range usualFiles {
		if !isUsual(t, source) {
			t.Errorf("%q is not read in the usual form", source)
		}
	}
	for _, source := range otherFiles {
		if isUsual(t, source) {
			t.Errorf("%q is read in the usual form", source)
		}
	}
}

// dataFiles are the real ones by path.
func dataFiles(t testing.TB) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(testsite.Repository(), "data", "*", "*.yaml"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	files := map[string][]byte{}
	for _, path := range paths {
		if files[path], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// What is read fast is worth nothing where files are written otherwise.
func TestMostFilesAreUsual(t *testing.T) {
	n, files := 0, dataFiles(t)
	for path, source := range files {
		if isUsual(t, string(source)) {
			n++
		} else {
			t.Logf("%s is not read in the usual form", path)
		}
	}
	if n < len(files)*9/10 {
		t.Errorf("%d of %d files are read in the usual form", n, len(files))
	}
}

// Whatever is read in the usual form is what the parser would read.
func FuzzUsual(f *testing.F) {
	for _, source := range usualFiles {
		f.Add(source)
	}
	for _, source := range otherFiles {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) { isUsual(t, source) })
}

// BenchmarkUsual reads all data files in the usual form, and with the parser.
func BenchmarkUsual(b *testing.B) {
	var sources [][]byte
	size := 0
	for _, source := range dataFiles(b) {
		sources = append(sources, source)
		size += len(source)
	}
	for name, read := range map[string]func(file *catalog.File, source []byte, lines int){"usual": parse, "any": parseAny} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, source := range sources {
					read(&catalog.File{}, source, 0)
				}
			}
		})
	}
}
