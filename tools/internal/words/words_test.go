package words

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	w, err := Read([]byte("moved = \"Moved\"\nrung = \"rung {{ . }} of 6\"\n[minutes]\none = \"{{ . }} minute\"\nother = \"{{ . }} minutes\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		w.Say("moved"): "Moved", w.With("rung", 3): "rung 3 of 6", w.With("minutes", 1): "1 minute", w.With("minutes", 2): "2 minutes",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if err := w.Err(); err != nil {
		t.Error(err)
	}
	// Words that are not there, and words for a number asked for without one.
	w.Say("nowhere")
	w.Say("minutes")
	w.With("none", 1)
	if err := w.Err(); err == nil || !strings.HasSuffix(err.Error(), "lack minutes, none, nowhere") {
		t.Errorf("got %v", err)
	}
}

func TestReadSaysWhatIsNoTOML(t *testing.T) {
	if _, err := Read([]byte("a = ")); err == nil || !strings.Contains(err.Error(), "reading the words of the interface") {
		t.Errorf("got %v", err)
	}
}
