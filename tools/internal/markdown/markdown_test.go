package markdown

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func resolver() Resolver {
	return Resolver{
		Link: func(d string) (string, bool) {
			if id, ok := strings.CutPrefix(d, "fix:"); ok {
				return "../../fixes/" + id + "/", true
			}
			return d, strings.HasPrefix(d, "https://")
		},
		Place: func(name string) []Path {
			if name == "wifi" {
				return []Path{{Parts: []string{"Settings", "Wi-Fi"}}}
			}
			return []Path{{Parts: []string{"A"}, For: "one"}, {Parts: []string{"B & C"}, For: "other"}}
		},
	}
}

func TestRender(t *testing.T) {
	tests := []struct{ name, in, screen, sheet string }{
		{"plain", `Wait for "a day"`, `Wait for &#34;a day&#34;`, ""},
		{"bold", "Tap **Back Up Now**.", "Tap <strong>Back Up Now</strong>.", ""},
		{"link", "[Restart](fix:restart-phone) it", `<a href="../../fixes/restart-phone/">Restart</a> it`, "Restart it"},
		{"two links", "[a](https://a.example/) [b](fix:b)", `<a href="https://a.example/">a</a> <a href="../../fixes/b/">b</a>`, "a b"},
		{"unknown scheme is text", "[x](javascript:alert)", "x", ""},
		{"raw html goes", "a <b>c</b>", "a c", ""},
		{"image goes", "a ![alt](https://x.example/y.png)", "a ", ""},
		{"autolink", "<https://a.example/>", `<a href="https://a.example/">https://a.example/</a>`, "https://a.example/"},
		{"place", "Open {place:wifi}.", "Open " + placeOpen + "Settings" + placeArrow + "Wi-Fi</span>.", ""},
		{"place that differs", "{place:x}", placeOpen + "A</span> (one) or " + placeOpen + "B &amp; C</span> (other)", ""},
		{"no place in code", "`{place:wifi}`", "<code>{place:wifi}</code>", ""},
		{"a table scrolls", "| a |\n|---|\n| b |", "<div class=\"table\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table></div>\n", ""},
		{"two paragraphs keep theirs", "a\n\nb", "<p>a</p>\n<p>b</p>\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse(tt.in).Render(resolver())
			if err != nil {
				t.Fatal(err)
			}
			if tt.sheet == "" {
				tt.sheet = tt.screen
			}
			if diff := cmp.Diff(HTML{tt.screen, tt.sheet}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRenderHighlightsWithClasses(t *testing.T) {
	got, err := Parse("Run:\n\n```bash\ndf -h / # free\n```\n").Render(resolver())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<pre tabindex="0" class="chroma"><code>`, `<span class="c1"># free`} {
		if !strings.Contains(got.Screen, want) {
			t.Errorf("no %s in %s", want, got.Screen)
		}
	}
	if strings.Contains(got.Screen, "style=") {
		t.Errorf("inline style in %s", got.Screen)
	}
}

func TestCodeShowsLinesAsTheyAre(t *testing.T) {
	for _, tt := range []struct{ language, lines, want string }{
		{"yaml", "minutes: 2\n", `<span class="nt">minutes</span>`},
		{"yaml", "a: <b>\n", `&lt;b&gt;`},
		{"markdown", "```\nno end\n````\n[x](javascript:y)\n", "```\nno end\n````\n[x](javascript:y)\n</code></pre>"},
		{"text", "{place:x}", "{place:x}\n</code></pre>"},
	} {
		got, err := Code(tt.language, tt.lines)
		if err != nil {
			t.Fatal(err)
		}
		plain := regexp.MustCompile(`<span[^>]*>|</span>`).ReplaceAllString(got.Screen, "")
		if strings.Count(plain, "<") != 4 || !strings.HasPrefix(plain, `<pre tabindex="0"`) {
			t.Errorf("%q is more than a block of code: %s", tt.lines, plain)
		}
		if !strings.Contains(got.Screen, tt.want) && !strings.Contains(plain, tt.want) {
			t.Errorf("%q is missing in %s", tt.want, got.Screen)
		}
	}
}

func TestParseNotesWhatATextRefersTo(t *testing.T) {
	d := Parse("[a](java&#115;cript:x) ![b](https://c.example/d.png) <x@y.example> {place:wifi} <i>e</i>\n\n<div>\n\n```brainfog\n```\n\n```\n```\n")
	words := func(pieces []Piece) (out []string) {
		for _, p := range pieces {
			out = append(out, p.Text)
		}
		return out
	}
	if diff := cmp.Diff([]Link{{Destination: "javascript:x", At: 4}, {Destination: "https://c.example/d.png", Image: true, At: 23}, {Destination: "mailto:x@y.example", At: 54}}, d.Links); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"wifi"}, words(d.Places)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"brainfog", ""}, words(d.Languages)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"<i>", "</i>", "<div>\n"}, words(d.RawHTML)); diff != "" {
		t.Error(diff)
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Tap **Restart**, then\nwait.":         "Tap Restart, then wait.",
		"[a](fix:b) and `c`":                   "a and c",
		`a & \*b\* &amp; <https://c.example/>`: "a & *b* & https://c.example/",
		"- a\n- b":                             "a b",
		"Run:\n\n```bash\nx\n```\n\nThen.":     "Run: Then.",
	} {
		if got := Parse(in).Plain(); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestLooseLeavesOutWhatIsNoPlainWord(t *testing.T) {
	for in, want := range map[string]string{
		"a ** b": "a ** b", "**a**": "a", "`a ** b` c": "c", `2 \*\* 3`: "2     3", "[a](fix:b)": "a", "[a](fix:b c)": "[a](fix:b c)", "```bash\n**\n```": "",
	} {
		if got := strings.TrimSpace(Parse(in).Loose()); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]bool{
		"a": true, "{place:x}": true, "`a`": true, "```bash\nx\n```": true, "**a**": true, "&amp;": true, "<https://a.example/>": true,
		"": false, " ": false, "\u200b": false, "&#8203;": false, "[x]: https://a.example": false, "<!-- a -->": false, "    code": true, "```bash\n```": false, "- ": false, "![](x)": false,
	} {
		if got := Parse(in).Visible; got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}
