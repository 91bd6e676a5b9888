package finish

import (
	"errors"
	"strings"
	"testing"
)

const waits = `<title>Home</title><main><p data-if="fixes/x/sheet.pdf">Or <a href="fixes/x/sheet.pdf">print</a> <p>it.</p></p><a href="fixes/x/">x</a></main>`

// waitingSite is a site whose home is this.
func waitingSite(t *testing.T, home string) Site {
	t.Helper()
	s, err := Read(site(map[string]string{"index.html": home}), expected, "https://a.example/sub/")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestALinkStandsWhereItsFileWasMade(t *testing.T) {
	home := strings.ReplaceAll(waits, "<p>it.</p>", "")
	for _, tt := range []struct {
		name, home, want string
		more             map[string][]byte
	}{
		{"made", home, `<main><p>Or <a href=fixes/x/sheet.pdf>print</a></p><a href=fixes/x/>x</a></main>`, map[string][]byte{"fixes/x/sheet.pdf": []byte("%PDF")}},
		{"not made", home, `<title>Home</title><main><a href=fixes/x/>x</a></main>`, nil},
		{"another made", home, `<title>Home</title><main><a href=fixes/x/>x</a></main>`, map[string][]byte{"fixes/sheet.pdf": nil}},
		{"nested", strings.NewReplacer("<p", "<div", "</p", "</div").Replace(waits), `<title>Home</title><main><a href=fixes/x/>x</a></main>`, nil},
		{"two", home + home[len("<title>Home</title>"):], `<title>Home</title><main><a href=fixes/x/>x</a></main><main><a href=fixes/x/>x</a></main>`, nil},
	} {
		files, err := waitingSite(t, tt.home).With(tt.more)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		if got := string(files["index.html"]); !strings.HasSuffix(got, tt.want) || strings.Contains(got, "data-if") {
			t.Errorf("%s: %s", tt.name, got)
		}
		for name, content := range tt.more {
			if got, ok := files[name]; !ok || string(got) != string(content) {
				t.Errorf("%s: %s is %q", tt.name, name, got)
			}
		}
	}
}

// The same site can be tried with more and with nothing.
func TestWithLeavesTheSiteAsItWas(t *testing.T) {
	s := waitingSite(t, strings.ReplaceAll(waits, "<p>it.</p>", ""))
	if _, err := s.With(map[string][]byte{"fixes/x/sheet.pdf": nil}); err != nil {
		t.Fatal(err)
	}
	files, err := s.With(nil)
	if err != nil || strings.Contains(string(files["index.html"]), "print") {
		t.Errorf("%s %v", files["index.html"], err)
	}
}

func TestWhatWaitsIsVerifiedToo(t *testing.T) {
	s := waitingSite(t, `<div data-if="sheet.pdf"><a href="nowhere/">x</a></div>`)
	if _, err := s.With(nil); err != nil {
		t.Errorf("what does not stand leads nowhere: %v", err)
	}
	_, err := s.With(map[string][]byte{"sheet.pdf": nil})
	var problems Problems
	if !errors.As(err, &problems) || problems[0].String() != "index.html: nowhere/: nothing is there" {
		t.Errorf("got %v", err)
	}
}

func TestWithReplacesNothing(t *testing.T) {
	_, err := waitingSite(t, `x`).With(map[string][]byte{"css/a.css": nil})
	if err == nil || !strings.Contains(err.Error(), "css/a.css") {
		t.Errorf("got %v", err)
	}
}

func TestAnElementThatWaitsHasAnEnd(t *testing.T) {
	_, err := made(site(map[string]string{"index.html": `<div data-if="sheet.pdf">x<p>y</p>`}), expected, "https://a.example/sub/")
	if err == nil || !strings.Contains(err.Error(), "index.html: an element with data-if has no end") {
		t.Errorf("got %v", err)
	}
}
