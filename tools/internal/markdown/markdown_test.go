package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
