package markdown

import (
	"slices"
	"strings"
	"testing"
)

func TestOverloadSaysWhatAndWhere(t *testing.T) {
	tests := []struct {
		in, want string
		at       int
	}{
		{strings.Repeat("a\n", mostLines+5), "more than 2000 lines", 2 * mostLines},
		{strings.Repeat("a*b", mostMarks+5), "more than 3000 marks of Markdown", 3*mostMarks + 1},
		{"a\n" + strings.Repeat("|a", mostColumns+1), "a line with more than 40 columns", 2},
		{"a\n" + strings.Repeat("- ", mostNested+1) + "b", "a line more than 12 lists and quotes deep", 2},
		{strings.Repeat(" ", mostIndent+1) + "*b*", "a line more than 12 lists and quotes deep", 0},
	}
	for _, tt := range tests {
		d := Parse(tt.in)
		if d.Overload == nil || *d.Overload != (Overload{tt.want, tt.at}) {
			t.Errorf("%.20q: %+v", tt.in, d.Overload)
		}
		if !d.Unmarked() {
			t.Errorf("%.20q was read", tt.in)
		}
	}
	for _, in := range []string{"- - -", "1. a\n   - b\n     > c", strings.Repeat("a ", 5000) + "**b**", "|a|b|\n|-|-|\n|c|d|", "**" + strings.Repeat("-", 80) + "**"} {
		if d := Parse(in); d.Overload != nil {
			t.Errorf("%.20q: %+v", in, d.Overload)
		}
	}
}

func TestParseKnowsWhereThingsStand(t *testing.T) {
	for _, in := range []string{
		"a [b](§c \"t\") [d `](`](<§e f>) [x][y] §![i](j) §![i][y] <§https://a/> <§x@y.example>\n\n[y]: §https://u/ 'T'\n[y]: §dup\n[u u]:\n  <§unused>\n",
		"> §# h\n>\n> ```§bash\n> x\n> ```\n\n- §## k\n- ~~~  §sh\n  y\n  ~~~\n- §```\n  z\n\n§Setext\n===\n",
		"*\n\t§#\n\n-\t§## b\n\n>\t§~~~\n> c\n",
		"| a §<b> | [l](§m) |\n|--|--|\n| §{place:q} | §<!-- c --> |\n\n  §<div>\n\n§<?php\nx\n?>\n",
		"*[a](§b)* [`](b`](§c) [q](§) [](§z) [a\nb](\n§d) é [a](§a) `[a](a)` [a](§a)",
	} {
		var want []int
		text := in
		for i := strings.Index(text, "§"); i >= 0; i = strings.Index(text, "§") {
			want = append(want, i)
			text = text[:i] + text[i+len("§"):]
		}
		d := Parse(text)
		var got []int
		for _, l := range d.Links {
			got = append(got, l.At)
		}
		for _, p := range slices.Concat(d.Places, d.Languages, d.RawHTML) {
			got = append(got, p.At)
		}
		for _, h := range d.Headings {
			got = append(got, h.At)
		}
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}
