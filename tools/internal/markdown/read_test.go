package markdown

import "testing"

func TestRead(t *testing.T) {
	places := Resolver{
		Link: func(string) (string, bool) { return "", false },
		Place: func(name string) []Path {
			if name == "wifi" {
				return []Path{{Parts: []string{"Settings", "Wi-Fi"}}}
			}
			return []Path{{Parts: []string{"Settings", "Backup"}, For: "Pixel"}, {Parts: []string{"Backup"}, For: "Galaxy"}}
		},
	}
	for in, want := range map[string]string{
		"":                                "",
		" a\n b ":                         "a b",
		"a **b**, c":                      "a b, c",
		"a\n\nb":                          "a b",
		"a  \nb &amp; \\*c":               "a b & *c",
		"Open {place:wifi}.":              "Open Settings › Wi-Fi.",
		"Open {place:backup}.":            "Open Settings › Backup (Pixel) or Backup (Galaxy).",
		"- a\n- `b &amp;`c":               "a b &amp;c",
		"[a](fix:b) <https://c.example>":  "a https://c.example",
		"x <i>y</i> ![z](z.png)":          "x y",
		"a\n\n```sh\nb c\n```\n\nd":       "a b c d",
		"| a | b |\n|---|---|\n| c | d |": "a b c d",
	} {
		if got := Parse(in).Read(places); got != want {
			t.Errorf("%q is read %q, want %q", in, got, want)
		}
	}
}
