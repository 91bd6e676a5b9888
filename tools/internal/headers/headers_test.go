package headers

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const hash = "0123456789abcdef0123456789abcdef"

func page(policy string) []byte {
	return []byte(`<meta charset=utf-8><meta http-equiv=content-security-policy content="` + policy + `">`)
}

func TestMake(t *testing.T) {
	got, err := Make(map[string][]byte{
		"index.html":                      page("default-src 'none';script-src 'self' 'sha256-data=';style-src 'self';form-action 'self'"),
		"404.html":                        page("default-src 'none';style-src 'self';form-action 'none'"),
		"symptoms/x/index.html":           page("default-src 'none';style-src 'self';form-action 'none'"),
		"symptoms/x/checklist.html":       page("default-src 'none';style-src 'sha256-a=';form-action 'none'"),
		"css/site." + hash + ".css":       nil,
		"js/a." + hash + ".js":            nil,
		"sw.js":                           nil,
		"api/v1/index.json":               nil,
		"offline/index.html":              page("default-src 'none';manifest-src 'self'"),
		"offline/guide.json":              nil,
		"offline/parts/" + hash + ".json": nil,
	}, "https://a.example/below/a/path/")
	if err != nil {
		t.Fatal(err)
	}
	want := `# What a server should say of each file. Netlify and Cloudflare Pages read this.

/below/a/path/*
  Content-Security-Policy: default-src 'none'; form-action 'self'; manifest-src 'self'; script-src 'self'; style-src 'self' 'sha256-a='; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()
  # Where the whole host is served with https, and will be:
  # Strict-Transport-Security: max-age=63072000; includeSubDomains

/below/a/path/
  Cache-Control: no-cache
/below/a/path/404.html
  Cache-Control: no-cache
/below/a/path/api/*
  Cache-Control: no-cache
/below/a/path/css/*
  Cache-Control: public, max-age=31536000, immutable
/below/a/path/js/*
  Cache-Control: public, max-age=31536000, immutable
/below/a/path/offline/
  Cache-Control: no-cache
/below/a/path/offline/guide.json
  Cache-Control: no-cache
/below/a/path/offline/parts/*
  Cache-Control: public, max-age=31536000, immutable
/below/a/path/sw.js
  Cache-Control: no-cache
/below/a/path/symptoms/*
  Cache-Control: no-cache

# The facts are for every program, those in pages of other sites too.
/below/a/path/api/*
  Access-Control-Allow-Origin: *
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
}

// A file without a hash in its name must never be kept for good, whatever lies beside it.
func TestAFolderOfBothKindsIsToldApart(t *testing.T) {
	got, err := Make(map[string][]byte{"js/a." + hash + ".js": nil, "js/b.js": nil, "js/c.deadbeef.js": nil}, "https://a.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/js/a." + hash + ".js\n  Cache-Control: public, max-age=31536000, immutable", "/js/b.js\n  Cache-Control: no-cache", "/js/c.deadbeef.js\n  Cache-Control: no-cache"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("it lacks %s:\n%s", want, got)
		}
	}
}

func TestAFolderOfManyKindsIsOneRule(t *testing.T) {
	files := map[string][]byte{}
	for i := range 50 {
		files[fmt.Sprintf("symptoms/%d/index.html", i)] = nil
		files[fmt.Sprintf("symptoms/%d/card.%s.png", i, hash)] = nil
	}
	got, err := Make(files, "https://a.example")
	if err != nil {
		t.Fatal(err)
	}
	if want := "/symptoms/*\n  Cache-Control: no-cache\n"; !strings.HasSuffix(string(got), want) || strings.Count(string(got), "symptoms") != 1 {
		t.Errorf("%s", got)
	}
}
