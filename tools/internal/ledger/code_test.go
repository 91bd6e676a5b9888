package ledger

import (
	"strings"
	"testing"
)

func TestCode(t *testing.T) {
	if got := Revision("a", "b"); got != Revision("a", "b") || len(got) != revisionLetters || strings.Trim(got, letters) != "" {
		t.Errorf("%q", got)
	}
	if Revision("a", "b") == Revision("ab") || Revision("a", "b") == Revision("ab", "") {
		t.Error("where a text ends is of no matter")
	}
	if Part() != "" || Part("", "") != "" || Part("", "a") == "" {
		t.Error("only what says nothing has no code")
	}
	if strings.ContainsAny(letters, "01ilo") {
		t.Error("letters that are taken for others")
	}
}
