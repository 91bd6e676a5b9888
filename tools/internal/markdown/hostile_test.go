package markdown

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// hostileTexts are texts as large as a file may be that are made to keep a parser of
// Markdown busy: each repeats what opens something that never ends, or nests.
func hostileTexts() map[string]string {
	const size = 64 << 10
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	numbered := func(form string) string {
		var b strings.Builder
		for i := 0; b.Len() < size-40; i++ {
			fmt.Fprintf(&b, form, i)
		}
		return b.String()
	}
	growing := func(mark, between string) string {
		var b strings.Builder
		for i := 1; b.Len()+i < size; i++ {
			b.WriteString(strings.Repeat(mark, i) + between)
		}
		return b.String()
	}
	nested := func(open, close string) string {
		n := size / (len(open) + len(close))
		return strings.Repeat(open, n) + "a" + strings.Repeat(close, n)
	}
	tree := func(form string, most int) string {
		var b strings.Builder
		for i := 0; b.Len() < size-2*most; i++ {
			b.WriteString(strings.Repeat(" ", i*2%most) + form + "\n")
		}
		return b.String()
	}
	return map[string]string{
		"[":                       fill("["),
		"]":                       fill("]"),
		"![":                      fill("!["),
		"[a](":                    fill("[a]("),
		"[](":                     fill("[]("),
		"[a](b":                   fill("[a](b"),
		"[a](<b":                  fill("[a](<b"),
		"[a](b 'c":                fill("[a](b 'c"),
		"[a](b \"c lines":         fill("[a](b \"c\n"),
		"[a](b (c":                fill("[a](b (c"),
		"[a][":                    fill("[a]["),
		"[a]":                     fill("[a]"),
		"nested links":            nested("[", "](b)"),
		"nested references":       nested("[", "][b]"),
		"nested images":           nested("![", "](b)"),
		"nested [x]":              nested("[", "]"),
		"nested parentheses":      "[a](" + nested("(", ")") + ")",
		"link in link":            fill("[a](b)["),
		"links":                   fill("[a](b) "),
		"link, then [":            "[a](b)" + fill("["),
		"[ and links":             strings.Repeat("[", size/2) + strings.Repeat("[a](b)", size/12) + strings.Repeat("](b)", 10),
		"links in brackets":       fill("[[a](b)]"),
		"deep links":              strings.Repeat("[", size/16) + strings.Repeat("[a](b)", size/16) + strings.Repeat("](c)", size/16),
		"backslashes":             fill("\\"),
		"`":                       fill("`"),
		"` of all lengths":        growing("`", " "),
		"` of all lengths, lines": growing("`", "\n"),
		"` a":                     fill("` a`` "),
		"*":                       fill("*"),
		"_":                       fill("_"),
		"* a":                     fill("*a "),
		"*a**":                    fill("*a**b_c__"),
		"a**b":                    fill("a**b"),
		"a_":                      fill("_a "),
		"** a *":                  fill("** a *"),
		"*x_":                     fill("*_x "),
		"nested emphasis":         nested("*a ", " b*"),
		"nested strong":           nested("**a ", " b**"),
		"stars of all lengths":    growing("*", "a"),
		"emphasis in brackets":    fill("*[a"),
		"emphasis in links":       fill("*[a](b)_"),
		"<":                       fill("<"),
		"<a":                      fill("<a "),
		"<a b":                    fill("<a b='"),
		"<a b=":                   "<a" + fill(" b=c"),
		"<a many":                 fill("<a b=c "),
		"<a lines":                fill("<a\n"),
		"<a b lines":              fill("<a b\nc\n"),
		"</a":                     fill("</a "),
		"<!--":                    fill("<!--"),
		"a <!--":                  fill("a <!-- "),
		"a <!-- lines":            fill("a <!--\n"),
		"<?":                      fill("a <?"),
		"<? lines":                fill("a <?\n"),
		"<!A":                     fill("a <!A "),
		"<!A lines":               fill("a <!A\n"),
		"<![CDATA[":               fill("a <![CDATA["),
		"<![CDATA[ lines":         fill("a <![CDATA[\n"),
		"<div>":                   fill("<div>\n"),
		"<script>":                fill("<script>\n"),
		"<https:":                 fill("<https:"),
		"<https://a":              fill("<https://a "),
		"<a@":                     fill("<a@"),
		"<a@a.":                   "<a@" + fill("a."),
		"&":                       fill("&"),
		"&a":                      fill("&a"),
		"&#":                      fill("&#1"),
		"&amp;":                   fill("&amp;"),
		"&lt; long":               "&" + fill("a") + ";",
		"{":                       fill("{"),
		"{place:":                 fill("{place:"),
		"{place: lines":           fill("{place:a\n"),
		"{place:a}":               fill("{place:a}"),
		">":                       fill(">"),
		"> ":                      fill("> "),
		"> lines":                 fill("> a\n"),
		"quotes, deeper":          growing(">", "a\n"),
		"- ":                      fill("- "),
		"* ":                      fill("* "),
		"1. ":                     fill("1. "),
		"> - ":                    fill("> - "),
		"- lines":                 fill("- a\n"),
		"- and empty lines":       fill("-\n\n"),
		"* and - lines":           fill("- a\n* b\n"),
		"lists, deeper":           tree("- a", 1000),
		"lists, deeper still":     tree("- a", 20000),
		"numbers, deeper":         tree("1. a", 1000),
		"quotes in lists":         tree("- > a", 600),
		"#":                       fill("#"),
		"# lines":                 fill("# a\n"),
		"# same":                  fill("# a\n\n"),
		"# many":                  numbered("# %d\n"),
		"setext":                  fill("a\n=\n"),
		"= lines":                 "a\n" + fill("=\n"),
		"a lines":                 fill("a\n"),
		"a, spaces":               fill("a  \n"),
		"spaces":                  fill(" "),
		"tabs":                    fill("\t"),
		"empty lines":             fill("\n"),
		"- and tabs":              fill("-\t"),
		"|":                       fill("|"),
		"| lines":                 fill("|\n"),
		"a table":                 "|a|b|\n|-|-|\n" + fill("|c|d|\n"),
		"a wide table":            strings.Repeat("|a", 8000) + "|\n" + strings.Repeat("|-", 8000) + "|\n" + strings.Repeat("|b", 8000),
		"a wide, long table":      strings.Repeat("|a", 4000) + "|\n" + strings.Repeat("|-", 4000) + "|\n" + strings.Repeat("|\n", 20000),
		"a wide table, half":      strings.Repeat("|a", 5000) + "|\n" + strings.Repeat("|-", 5000) + "|\n" + strings.Repeat("b\n", 20000),
		"many tables":             fill("|a|\n|-|\n\n"),
		"a|b lines":               fill("a|b\n"),
		"-| lines":                fill("-|-\n"),
		"a table of `":            "|a|\n|-|\n" + fill("|`|\n"),
		"``` ":                    fill("```\n"),
		"~~~":                     fill("~~~\na\n"),
		"``` deeper":              growing("`", "\n"),
		"code of one language":    fill("```bash\na\n```\n"),
		"code of many":            numbered("```x%d\na\n```\n"),
		"powershell":              "```powershell\n" + fill("$a[") + "\n```\n",
		"bash (":                  "```bash\n" + fill("$((") + "\n```\n",
		"bash `":                  "```bash\n" + fill("`") + "\n```\n",
		"bash \"":                 "```bash\n" + fill("\"$(") + "\n```\n",
		"bash <<":                 "```bash\n" + fill("<<a ") + "\n```\n",
		"bat":                     "```bat\n" + fill("%a") + "\n```\n",
		"bat (":                   "```bat\n" + fill("if a (") + "\n```\n",
		"bat ^":                   "```bat\n" + fill("for /f ^") + "\n```\n",
		"definitions":             numbered("[%[1]d]: b%[1]d\n"),
		"definitions, used":       numbered("[a%d]: b\n\n")[:size/2] + fill("[a1]")[:size/2],
		"one definition, used":    "[a]: " + strings.Repeat("b", size/2) + "\n\n" + strings.Repeat("[a] ", size/8),
		"a long title, used":      "[a]: b '" + strings.Repeat("c", size/2) + "'\n\n" + strings.Repeat("[a] ", size/8),
		"[a]: lines":              fill("[a]:\n"),
		"[a]: b 'c":               fill("[a]: b 'c\n"),
		"[a]: <":                  fill("[a]: <b\n"),
		"[a\\":                    fill("[a\\"),
		"[ over lines":            fill("[a\n"),
		"a long label":            "[" + fill("a") + "]",
		"long labels":             strings.Repeat("["+strings.Repeat("a", 900)+"]", size/902),
		"labels of [":             strings.Repeat("["+strings.Repeat("\\[", 490)+"]", size/982),
		"![a](b)":                 fill("![a](b)"),
		"zero":                    fill("\x00"),
		"no UTF-8":                fill("\xff"),
		"_ and letters":           fill("é_"),
		"ordinary":                fill("Tap **Back Up Now** in {place:backup}, then [restart](fix:restart-phone). "),
	}
}

// Whatever fills the largest file is read, or refused, in a moment and in bounded memory,
// and so is as much of it as a text may hold.
func TestHostileTextsEndSoon(t *testing.T) {
	const (
		soon     = 2 * time.Second
		someSize = 1 << 30
	)
	refused := 0
	for name, text := range hostileTexts() {
		texts := []string{text}
		if d := Parse(text); d.Overload != nil {
			refused++
			texts = append(texts, text[:d.Overload.At], lines(text[:d.Overload.At]))
		}
		for n, text := range texts {
			// Most of what is counted is garbage again before the end.
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			d := Parse(text)
			_, _, _ = d.Plain(), d.Loose(), d.Runs()
			html, err := d.Render(resolver())
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if took > soon || after.TotalAlloc-before.TotalAlloc > someSize || len(html.Screen) > 64*len(text)+1024 {
				t.Errorf("%s, %d: %d bytes took %v and %d MB and gave %d KB of HTML", name, n, len(text), took, (after.TotalAlloc-before.TotalAlloc)>>20, len(html.Screen)>>10)
			}
			if testing.Verbose() && took > 50*time.Millisecond {
				t.Logf("%s, %d: %d bytes, %v, %d MB", name, n, len(text), took, (after.TotalAlloc-before.TotalAlloc)>>20)
			}
		}
	}
	if refused == 0 {
		t.Error("no text was too much")
	}
}

// lines gives a text with the rest of the largest file filled with short lines, as many as may be.
func lines(s string) string {
	for n := mostLines - strings.Count(s, "\n") - 2; n > 0 && len(s) < 63<<10; n-- {
		s += "\n" + strings.Repeat("a", min(30, (64<<10-len(s))/n))
	}
	return s
}

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
		if html, err := d.Render(resolver()); err != nil || strings.ContainsAny(html.Screen, "<") {
			t.Errorf("%.20q: %.40q, %v", tt.in, html.Screen, err)
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
