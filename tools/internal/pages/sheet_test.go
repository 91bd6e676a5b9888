package pages

import (
	"encoding/json"
	"strings"
	"testing"

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
