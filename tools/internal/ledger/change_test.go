package ledger

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// copied is a sheet as somebody printed it.
func copied() Sheet {
	return Sheet{Address: "symptoms/full/", Revision: "aaaaaa", First: "fffff", Fixes: []Fix{
		{ID: "look", Rung: 1, Steps: "stepa"},
		{ID: "reset", Rung: 4, Steps: "stepb", Warning: "warnb"},
		{ID: "clear", Rung: 5, Steps: "stepc", Warning: "warnc"},
	}}
}

func TestSince(t *testing.T) {
	tests := []struct {
		name   string
		change func(*Sheet)
		want   Change
	}{
		{"nothing", func(s *Sheet) { s.Revision = "aaaaaa" }, Change{Kind: Same}},
		{"words or minutes", func(*Sheet) {}, Change{Kind: Words}},
		{"another order", func(s *Sheet) { s.Fixes[0], s.Fixes[1] = s.Fixes[1], s.Fixes[0] }, Change{Kind: Steps, Order: true}},
		{"a new fix", func(s *Sheet) { s.Fixes = slices.Insert(s.Fixes, 1, Fix{ID: "restart", Rung: 3, Steps: "stepd"}) }, Change{Kind: Steps, New: 1}},
		{"a fix taken out", func(s *Sheet) { s.Fixes = s.Fixes[1:] }, Change{Kind: Steps, Fixes: []FixChange{{Was: "look"}}}},
		{"a risky fix taken out", func(s *Sheet) { s.Fixes = s.Fixes[:2] }, Change{Kind: Danger, Fixes: []FixChange{{Was: "clear", Riskier: true}}}},
		{"a step", func(s *Sheet) { s.Fixes[1].Steps = "stepx" }, Change{Kind: Steps, Fixes: []FixChange{{Was: "reset", ID: "reset"}}}},
		{"a higher rung", func(s *Sheet) { s.Fixes[0].Rung = 2 }, Change{Kind: Danger, Fixes: []FixChange{{Was: "look", ID: "look", Riskier: true}}}},
		{"a lower rung", func(s *Sheet) { s.Fixes[1].Rung = 3 }, Change{Kind: Steps, Fixes: []FixChange{{Was: "reset", ID: "reset"}}}},
		{"a new warning", func(s *Sheet) { s.Fixes[0].Warning = "warna" }, Change{Kind: Danger, Fixes: []FixChange{{Was: "look", ID: "look", Riskier: true}}}},
		{"another warning", func(s *Sheet) { s.Fixes[2].Warning = "warnx" }, Change{Kind: Danger, Fixes: []FixChange{{Was: "clear", ID: "clear", Riskier: true}}}},
		{"a warning less", func(s *Sheet) { s.Fixes[1].Warning = "" }, Change{Kind: Steps, Fixes: []FixChange{{Was: "reset", ID: "reset"}}}},
		{"what is safe first", func(s *Sheet) { s.First = "ggggg" }, Change{Kind: Danger, First: true}},
		{"nothing more is said first", func(s *Sheet) { s.First = "" }, Change{Kind: Danger, First: true}},
		{"a fix with another id", func(s *Sheet) { s.Fixes[0].ID = "look-around" }, Change{Kind: Words}},
		{"a risky fix in whose place is a gentle one", func(s *Sheet) { s.Fixes = []Fix{{ID: "look-around", Rung: 1, Steps: "stepa"}, s.Fixes[1]} }, Change{Kind: Danger, Fixes: []FixChange{{Was: "clear", ID: "look-around", Riskier: true}}}},
		{"two fixes that are one now", func(s *Sheet) { s.Fixes = []Fix{{ID: "look-around", Rung: 1, Steps: "stepa"}, s.Fixes[2]} }, Change{Kind: Steps, Fixes: []FixChange{{Was: "reset", ID: "look-around"}}}},
		{"all at once", func(s *Sheet) {
			s.First = "ggggg"
			s.Fixes = []Fix{{ID: "reset", Rung: 4, Steps: "stepx", Warning: "warnb"}, {ID: "look", Rung: 1, Steps: "stepa"}, {ID: "new", Rung: 1, Steps: "stepn"}}
		}, Change{Kind: Danger, First: true, Order: true, New: 1, Fixes: []FixChange{{Was: "reset", ID: "reset"}, {Was: "clear", Riskier: true}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now := copied()
			now.Revision = "bbbbbb"
			tt.change(&now)
			today := func(id string) string {
				if now.Fixes[0].ID == "look-around" && (id == "look" || !slices.ContainsFunc(now.Fixes, func(f Fix) bool { return f.ID == id })) {
					return "look-around"
				}
				return id
			}
			if diff := cmp.Diff(tt.want, now.Since(copied(), today)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
