package catalog

import (
	"testing"
	"time"
)

func TestEvidenceIsWorkedOutFromSources(t *testing.T) {
	s := func(by, checked string) Source {
		return Source{By: Text{Value: by}, Checked: Date{Text{Value: checked}}}
	}
	tests := []struct {
		name    string
		sources []Source
		level   Level
		checked string
		unread  int
	}{
		{"a maker, checked", []Source{s("maker", "2026-11-22")}, Confirmed, "2026-11-22", 0},
		{"an app, checked", []Source{s("press", "2026-11-23"), s("app", "2026-11-02")}, Confirmed, "2026-11-23", 0},
		{"another after a maker", []Source{s("maker", "2026-11-22"), s("community", "2026-11-20")}, Confirmed, "2026-11-22", 0},
		{"others, checked", []Source{s("maker", ""), s("press", "2026-11-22"), s("community", "2025-01-01")}, Reported, "2026-11-22", 1},
		{"tried", []Source{s("tested", "2026-11-22")}, Reported, "2026-11-22", 0},
		{"nobody read any", []Source{s("maker", ""), s("press", "")}, Unconfirmed, "", 2},
		{"no day of the calendar", []Source{s("maker", "2026-02-30")}, Unconfirmed, "", 1},
		{"no source", nil, Unconfirmed, "", 0},
	}
	for _, tt := range tests {
		e := EvidenceOf(tt.sources)
		checked := ""
		if !e.Checked.IsZero() {
			checked = e.Checked.Format(time.DateOnly)
		}
		if e.Level != tt.level || checked != tt.checked || e.Unread != tt.unread {
			t.Errorf("%s: %s, checked %q, %d unread; want %s, %q, %d", tt.name, e.Level, checked, e.Unread, tt.level, tt.checked, tt.unread)
		}
	}
}
