package render

import (
	"flag"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/markdown"
	"backupfirstaid/tools/internal/testsite"
)

var update = flag.Bool("update", false, "write what is made into the golden files")

func someResolver() markdown.Resolver {
	return markdown.Resolver{
		Link: func(d string) (string, bool) {
			if id, ok := strings.CutPrefix(d, "fix:"); ok {
				return "../../fixes/" + id + "/", true
			}
			return d, strings.HasPrefix(d, "https://")
		},
		Place: func(name string) []markdown.Path {
			if name == "wifi" {
				return []markdown.Path{{Parts: []string{"Settings", "Wi-Fi"}}}
			}
			return []markdown.Path{{Parts: []string{"A"}, For: "one"}, {Parts: []string{"B & C"}, For: "other"}}
		},
	}
}

func TestRender(t *testing.T) {
	tests := []struct{ name, in, screen, sheet string }{
		{"plain", `Wait for "a day"`, `Wait for &#34;a day&#34;`, ""},
		{"bold", "Tap **Back Up Now**.", "Tap <strong>Back Up Now</strong>.", ""},
		{"link", "[Restart](fix:restart-phone) it", `<a href="../../fixes/restart-phone/">Restart</a> it`, "<em>Restart</em> it"},
		{"two links", "[a](https://a.example/) [b](fix:b)", `<a href="https://a.example/">a</a> <a href="../../fixes/b/">b</a>`, "<em>a</em> <em>b</em>"},
		{"unknown scheme is text", "[x](javascript:alert)", "x", ""},
		{"raw html goes", "a <b>c</b>", "a c", ""},
		{"image goes", "a ![alt](https://x.example/y.png)", "a ", ""},
		{"autolink", "<https://a.example/>", `<a href="https://a.example/">https://a.example/</a>`, "<em>https://a.example/</em>"},
		{"place", "Open {place:wifi}.", "Open " + placeOpen + "Settings" + placeArrow + "Wi-Fi</span>.", ""},
		{"place that differs", "{place:x}", placeOpen + "A</span> (one) or " + placeOpen + "B &amp; C</span> (other)", ""},
		{"no place in code", "`{place:wifi}`", "<code>{place:wifi}</code>", ""},
		{"a table scrolls", "| a |\n|---|\n| b |", "<div class=\"table\" tabindex=\"0\"><table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table></div>\n", ""},
		{"two paragraphs keep theirs", "a\n\nb", "<p>a</p>\n<p>b</p>\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Text(markdown.Parse(tt.in), someResolver())
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
	got, err := Text(markdown.Parse("Run:\n\n```bash\ndf -h / # free\n```\n"), someResolver())
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

// The names of languages are written down, since the checker does without the highlighter.
func TestLanguagesAreThoseOfTheHighlighter(t *testing.T) {
	var names []string
	for _, name := range lexers.Names(true) {
		names = append(names, strings.ToLower(name))
	}
	slices.Sort(names)
	testsite.Golden(t, *update, "../../markdown/languages.txt", []byte(strings.Join(slices.Compact(names), "\n")+"\n"))
}
