package pages

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/render"
)

// A title stands in a style element too, which it must not end.
func TestATitleInTheMarginStaysAString(t *testing.T) {
	for title, want := range map[string]string{
		`Back up`:           `"Back up"`,
		`The "old" one`:     `"The \22 old\22  one"`,
		`C:\ </style><b>`:   `"C:\5c  \3c /style>\3c b>"`,
		"two\nlines, <br>.": `"two\a lines, \3c br>."`,
	} {
		if got := cssString(title); got != want {
			t.Errorf("%q: %s, want %s", title, got, want)
		}
	}
}

// Whoever has a sheet in hand is told which of its fixes can cost something, by their numbers.
func TestASheetNumbersTheFixesThatCanLoseSomething(t *testing.T) {
	var page struct{ Params struct{ Sheet symptomSheet } }
	if err := json.Unmarshal(small(t, nil).Files["content/symptoms/full.md"], &page); err != nil {
		t.Fatal(err)
	}
	if got := page.Params.Sheet.Risky; len(got) != 1 || got[0] != (numbered{2, "Clear out"}) {
		t.Errorf("got %v", got)
	}
}

// A hand on paper can't tap: what the texts name elsewhere is told with its address, once.
func TestASheetTellsWhereTheRestIs(t *testing.T) {
	symptom := `title: T
platforms: [cloud]
phase: backup
signs: ["See [three & more](page:guides/rule#a), or [the **rule**](page:guides/rule)."]
causes: ["[Not on paper](fix:clear-out)"]
fixes: [look-around]
get_help_when: "Not [looking](fix:look-around). Ask [the maker](https://a.example/?a=1&b=2) or [a.example](https://a.example/)."
sources: []
`
	var page struct{ Params struct{ Sheet symptomSheet } }
	if err := json.Unmarshal(small(t, map[string]string{"data/symptoms/named.yaml": symptom}).Files["content/symptoms/named.md"], &page); err != nil {
		t.Fatal(err)
	}
	want := []mention{{"the maker", "https://a.example/?a=1&b=2"}, {"three & more", "guides/rule/"}}
	if diff := cmp.Diff(want, page.Params.Sheet.Named); diff != "" {
		t.Error(diff)
	}
}

func TestAnAddressThatNoCodeHoldsIsAnError(t *testing.T) {
	c := catalogOf(t, nil)
	texts, err := render.Catalog(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Make(c, texts, drawn(t), "https://a.example/"+strings.Repeat("below/", 1000)); err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("got %v", err)
	}
}
