package markdown_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"backupfirstaid/tools/internal/markdown"
	"backupfirstaid/tools/internal/render"
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
	refused := 0
	for name, text := range hostileTexts() {
		texts := []string{text}
		if d := markdown.Parse(text); d.Overload != nil {
			refused++
			texts = append(texts, text[:d.Overload.At], lines(text[:d.Overload.At]))
		}
		for n, text := range texts {
			if what := tooMuchWork(t, text); what != "" {
				// Where one is slow, most are, and all together would take an hour.
				t.Fatalf("%s, %d: %d bytes %s", name, n, len(text), what)
			}
		}
	}
	if refused == 0 {
		t.Error("no text was too much")
	}
}

// tooMuchWork says what a text takes too much of, "" where it takes little.
func tooMuchWork(t *testing.T, text string) string {
	const (
		moment   = 300 * time.Millisecond
		someSize = 1 << 30
	)
	// Most of what is counted is garbage again before the end.
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	html, took := work(t, text)
	runtime.ReadMemStats(&after)
	size := after.TotalAlloc - before.TotalAlloc
	if testing.Verbose() && took > moment {
		t.Logf("%.20q: %d bytes, %v, %d MB", text, len(text), took, size>>20)
	}
	switch {
	case size > someSize:
		return fmt.Sprintf("take %d MB", size>>20)
	case len(html) > 64*len(text)+1024:
		return fmt.Sprintf("give %d KB of HTML", len(html)>>10)
	case took > moment:
		return slow(t, text)
	}
	return ""
}

// slow says that a text is slow whatever else the machine does: in each of several tries it takes
// as long as more than a thousand ordinary ones take just before or after. The slowest that is allowed
// takes as long as six hundred, and most that take time by the square of their size thousands.
func slow(t *testing.T, text string) string {
	const (
		tries    = 5
		texts    = 100
		most     = 12
		hopeless = 10 * most
	)
	ordinary := strings.Repeat("Tap **Back Up Now** in {place:backup}, then [restart](fix:restart-phone) it, and wait until it says so. ", 100)
	usual := func() time.Duration {
		start := time.Now()
		for range texts {
			_, _ = work(t, ordinary)
		}
		return time.Since(start)
	}
	times := 0.0
	for try := 0; try < tries && times < hopeless; try++ {
		before := usual()
		_, took := work(t, text)
		if times = float64(took) / float64(max(before, usual())); times < most {
			return ""
		}
	}
	return fmt.Sprintf("take as long as %.0f ordinary texts", times*texts)
}

// work does all that is ever done with a text.
func work(t *testing.T, text string) (screen string, took time.Duration) {
	start := time.Now()
	d := markdown.Parse(text)
	_, _, _ = d.Plain(), d.Loose(), d.Runs()
	_ = d.Written(resolver())
	html, err := render.Text(d, resolver())
	if err != nil {
		t.Errorf("%.20q: %v", text, err)
	}
	return html.Screen, time.Since(start)
}

// lines gives a text with the rest of the largest file filled with short lines, as many as may be.
func lines(s string) string {
	for n := markdown.MostLines - strings.Count(s, "\n") - 2; n > 0 && len(s) < 63<<10; n-- {
		s += "\n" + strings.Repeat("a", min(30, (64<<10-len(s))/n))
	}
	return s
}
