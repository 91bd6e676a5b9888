package check

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// Each character of each text of the real data is found where it stands.
func TestEveryCharacterIsFoundWhereItStands(t *testing.T) {
	c, err := load.Catalog(os.DirFS(testsite.Repository()))
	if err != nil {
		t.Fatal(err)
	}
	texts := 0
	for text := range c.Texts() {
		p := &pass{Catalog: c}
		lines := bytes.Split(c.File(text.Prose.Pos.File).Source, []byte("\n"))
		texts++
		for i, r := range text.Prose.Value {
			if blank(r) {
				continue
			}
			at := p.at(text.Prose, i)
			got := []rune(string(lines[at.Line-1]))[at.Column-1]
			if escaped := got == '\\' || got == '\''; got != r && !escaped {
				t.Fatalf("%q of %.40q is not at %+v, where %q stands", r, text.Prose.Value[i:], at, got)
			}
		}
	}
	if texts < 1000 {
		t.Errorf("only %d texts", texts)
	}
}

func TestPiecesAreFoundInEveryFormOfYAML(t *testing.T) {
	tests := []struct {
		name, yaml   string
		piece        string
		line, column int
	}{
		{"bare", "summary: é see X\n", "X", 1, 16},
		{"bare, folded", "summary: é see\n    that X\n", "X", 2, 10},
		{"folded", "summary: >-\n  a\n  b\n\n  c X\n", "X", 5, 5},
		{"folded, with a header's comment", "summary: > # why\n  a\n    b\n  X\n", "X", 4, 3},
		{"literal", "summary: |-\n  a\n\n    b X\n", "X", 4, 7},
		{"literal, indented by itself", "summary: |2\n    a\n  X\n", "X", 3, 3},
		{"double quotes", "summary: \"a \\\"b\\\" \\\\ \\u0041 \\x42 \\U00000043 \\n\\t é X\"\n", "X", 1, 52},
		{"double quotes, folded", "summary: \"a\n  b \\\n  c\\ \\\n  X\"\n", "X", 4, 3},
		{"double quotes, an escape", "summary: \"a \\u0058\"\n", "X", 1, 13},
		{"single quotes", "summary: 'a ''b'' \\ X'\n", "X", 1, 21},
		{"a list in brackets", "before: [a, b X]\n", "X", 1, 15},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			file, entry := load.Data("data/fixes/x.yaml", []byte(tt.yaml))
			if entry == nil {
				t.Fatalf("%+v", file.Problem)
			}
			fix := entry.(*catalog.Fix)
			c := &catalog.Catalog{Files: []*catalog.File{file}, Fixes: []*catalog.Fix{fix}}
			c.Index()
			p := &pass{Catalog: c}
			for text := range c.Texts() {
				i := strings.Index(text.Prose.Value, tt.piece)
				if i < 0 {
					continue
				}
				if got := p.at(text.Prose, i); got.Line != tt.line || got.Column != tt.column {
					t.Errorf("at %d:%d, want %d:%d", got.Line, got.Column, tt.line, tt.column)
				}
				if got := p.at(text.Prose, utf8.RuneLen('é')); got.Line > tt.line {
					t.Errorf("going back: %+v", got)
				}
				if got := p.search(text.Prose).next(tt.piece); got.Line != tt.line || got.Column != tt.column {
					t.Errorf("searched: %+v", got)
				}
				return
			}
			t.Error("the text is not there")
		})
	}
}
