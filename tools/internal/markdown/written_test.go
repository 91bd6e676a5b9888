package markdown

import (
	"strings"
	"testing"
)

func TestWrittenStandsAlone(t *testing.T) {
	r := Resolver{
		Link: func(to string) (string, bool) {
			id, ours := strings.CutPrefix(to, "fix:")
			return "https://a.example/fixes/" + id + "/", ours
		},
		Place: func(name string) []Path {
			if name == "both" {
				return []Path{{[]string{"A_b", "C"}, "Cloud"}, {[]string{"D"}, "Box"}}
			}
			return []Path{{Parts: []string{"Settings", "Backup & copies"}}}
		},
	}
	for source, want := range map[string]string{
		"Plain words.": "Plain words.",
		"[Restart](fix:restart \"why\") it, then **tap**.": "[Restart](https://a.example/fixes/restart/ \"why\") it, then **tap**.",
		"[fix:x](fix:x) and [y](fix:y)":                    "[fix:x](https://a.example/fixes/x/) and [y](https://a.example/fixes/y/)",
		"[Help](https://b.example/) stays.":                "[Help](https://b.example/) stays.",
		"Open {place:one}, not `{place:one}`.":             "Open **Settings > Backup & copies**, not `{place:one}`.",
		"{place:both} [x][y]\n\n[y]: fix:z":                "**A\\_b > C** (Cloud) or **D** (Box) [x][y]\n\n[y]: https://a.example/fixes/z/",
		"**Open {place:one} now**, then {place:one}":       "**Open Settings > Backup & copies now**, then **Settings > Backup & copies**",
		"A <b>bold</b> word":                               "A bold word",
		"```text\n{place:one} fix:x\n```\n":                "```text\n{place:one} fix:x\n```",
		"- a {place:one}\n- b [c](fix:c)":                  "- a **Settings > Backup & copies**\n- b [c](https://a.example/fixes/c/)",
	} {
		if got := Parse(source).Written(r); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}
