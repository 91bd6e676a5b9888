package finding

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func report() Report {
	return Report{
		Files: 3,
		Findings: []Finding{
			{"unknown-fix", Error, "data/symptoms/icloud-full.yaml", 3, 5, `no fix is called "free-icloud-spce"`, `did you mean "free-icloud-space"?`},
			{"old-source", Note, "data/symptoms/icloud-full.yaml", 1, 1, "100% old, isn't it", ""},
		},
		Source: func(string) []byte { return []byte("title: x\nfixes:\n  - free-icloud-spce\n") },
		Title:  func(rule string) string { return "title of " + rule },
		Why:    func(rule string) string { return "why " + rule },
	}
}

func written(t *testing.T, f Format, color bool) string {
	t.Helper()
	var b strings.Builder
	if err := report().Write(&b, f, color); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextShowsTheLineAndTheWayOut(t *testing.T) {
	want := `data/symptoms/icloud-full.yaml:3:5: error: no fix is called "free-icloud-spce" [unknown-fix]
    2 | fixes:
    3 |   - free-icloud-spce
      |     ^ did you mean "free-icloud-space"?

data/symptoms/icloud-full.yaml:1:1: note: 100% old, isn't it [old-source]
    1 | title: x
      | ^

1 problem and 1 note in 1 of 3 files
`
	if diff := cmp.Diff(want, written(t, Text, false)); diff != "" {
		t.Error(diff)
	}
	if !strings.Contains(written(t, Text, true), "\x1b[31merror:\x1b[0m") {
		t.Error("no color where color was asked for")
	}
}

func TestJSONIsTheDocumentedDocument(t *testing.T) {
	var doc map[string]any
	if err := json.Unmarshal([]byte(written(t, JSON, false)), &doc); err != nil {
		t.Fatal(err)
	}
	first := doc["findings"].([]any)[0].(map[string]any)
	for key, want := range map[string]any{"rule": "unknown-fix", "severity": "error", "line": 3.0, "column": 5.0, "suggestion": `did you mean "free-icloud-space"?`} {
		if first[key] != want {
			t.Errorf("%s is %v, want %v", key, first[key], want)
		}
	}
	if doc["errors"] != 1.0 || doc["notes"] != 1.0 || len(doc) != 3 || len(first) != 7 {
		t.Errorf("document: %v", doc)
	}
	var b strings.Builder
	if err := (Report{}).Write(&b, JSON, false); err != nil || !strings.Contains(b.String(), `"findings": []`) {
		t.Errorf("no findings: %s, %v", b.String(), err)
	}
}

func TestJSONIsUnicodeAndShowsWhatIsUnseen(t *testing.T) {
	in := Finding{"r", Error, "data/caf\xe9.yaml", 1, 1, "a\x1b[31m\u202eb\xff\u2028\u0085\U000e0041", "\x7f"}
	var b strings.Builder
	if err := (Report{Findings: []Finding{in}}).Write(&b, JSON, false); err != nil {
		t.Fatal(err)
	}
	for _, r := range b.String() {
		if r != '\n' && !unicode.IsPrint(r) {
			t.Errorf("%U stands in %s", r, b.String())
		}
	}
	if !utf8.ValidString(b.String()) {
		t.Errorf("no UTF-8: %q", b.String())
	}
	var doc struct{ Findings []Finding }
	if err := json.Unmarshal([]byte(b.String()), &doc); err != nil {
		t.Fatal(err)
	}
	want := in
	want.File, want.Message = "data/caf\ufffd.yaml", "a\x1b[31m\u202eb\ufffd\u2028\u0085\U000e0041"
	if diff := cmp.Diff(want, doc.Findings[0]); diff != "" {
		t.Error(diff)
	}
}

// Many findings in a file of many lines: the file is taken apart once, not for each.
func BenchmarkWrite(b *testing.B) {
	const files, each = 10, 1000
	var r Report
	source := []byte(strings.Repeat("  - Tap **Delete**, and wait until the phone has restarted on its own.\n", each))
	r.Source = func(string) []byte { return source }
	for file := range files {
		for line := range each {
			r.Findings = append(r.Findings, Finding{"unknown-fix", Error, fmt.Sprintf("data/fixes/fix-%d.yaml", file), line + 1, 5, `no fix is called "x"`, `did you mean "y"?`})
		}
	}
	for _, format := range []Format{Text, JSON, GitHub, SARIF} {
		b.Run(string(format), func(b *testing.B) {
			for b.Loop() {
				if err := r.Write(io.Discard, format, false); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("summary", func(b *testing.B) {
		for b.Loop() {
			if err := r.WriteSummary(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func TestNearest(t *testing.T) {
	known := []string{"free-icloud-space", "restart-phone", "check-wifi"}
	for written, want := range map[string]string{
		"free-icloud-spce": "free-icloud-space", "restrat-phone": "restart-phone", "Check-WiFi": "check-wifi",
		"erase-everything": "", "": "", "wifi": "",
	} {
		if got := Nearest(written, known); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", written, got, want)
		}
	}
}
