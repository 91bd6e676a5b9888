package finding

import (
	"encoding/json"
	"strings"
	"testing"

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

func TestGitHubEscapesWhatCommandsGiveAMeaning(t *testing.T) {
	want := `::error file=data/symptoms/icloud-full.yaml,line=3,col=5,title=unknown-fix::no fix is called "free-icloud-spce" (did you mean "free-icloud-space"?)
::notice file=data/symptoms/icloud-full.yaml,line=1,col=1,title=old-source::100%25 old, isn't it
1 problem and 1 note in 1 of 3 files
`
	if diff := cmp.Diff(want, written(t, GitHub, false)); diff != "" {
		t.Error(diff)
	}
}

func TestSARIFNamesItsRules(t *testing.T) {
	got := written(t, SARIF, false)
	for _, want := range []string{`"version": "2.1.0"`, `"id": "old-source"`, `"text": "title of unknown-fix"`, `"startLine": 3`, `"level": "note"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
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
