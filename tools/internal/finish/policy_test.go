package finish

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// A page may do what it does, and nothing else.
func TestSiteGivesEachPageItsPolicy(t *testing.T) {
	hash := hashOf("a{color:red}")
	tests := []struct{ name, html, want string }{
		{"nothing", `<p>x`, "default-src 'none';base-uri 'none';form-action 'none'"},
		{"redirect", `<meta http-equiv="refresh" content="0; url=fixes/x/">`, "default-src 'none';base-uri 'none';form-action 'none'"},
		{"script", `<script defer src="a.js"></script>`, "default-src 'none';script-src 'self';connect-src 'self';base-uri 'none';form-action 'none'"},
		{"stylesheet", `<link rel="stylesheet" href="css/a.css">`, "default-src 'none';style-src 'self';base-uri 'none';form-action 'none'"},
		{"styles inside, as they are published", `<style> a { color : red } </style>`, "default-src 'none';style-src 'sha256-" + hash + "';base-uri 'none';form-action 'none'"},
		{"the same styles twice", `<style>a{color:red}</style><style>a{color:red}</style>`, "default-src 'none';style-src 'sha256-" + hash + "';base-uri 'none';form-action 'none'"},
		{"image", `<img src="a.svg" alt="">`, "default-src 'none';img-src 'self';base-uri 'none';form-action 'none'"},
		{"image inside", `<link rel="icon" href="data:image/svg+xml,%3Csvg/%3E">`, "default-src 'none';img-src data:;base-uri 'none';form-action 'none'"},
		{"both", `<link rel="icon" href="data:,"><link rel="apple-touch-icon" href="a.svg">`, "default-src 'none';img-src 'self' data:;base-uri 'none';form-action 'none'"},
		{"manifest", `<link rel="manifest" href="a.webmanifest">`, "default-src 'none';manifest-src 'self';base-uri 'none';form-action 'none'"},
		{"form", `<form action="fixes/x/"></form>`, "default-src 'none';base-uri 'none';form-action 'self'"},
		{"data", `<script type="application/ld+json">{"a":1}</script>`, "default-src 'none';script-src 'sha256-" + hashOf(`{"a":1}`) + "';base-uri 'none';form-action 'none'"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := site(map[string]string{"index.html": tt.html, "a.js": "a()", "a.svg": "<svg/>", "a.webmanifest": "{}"})
			got, err := made(files, expected, "https://a.example/sub/")
			if err != nil {
				t.Fatal(err)
			}
			if policy := Policy(got["index.html"]); policy != tt.want {
				t.Errorf("got  %s\nwant %s", policy, tt.want)
			}
			if !bytes.HasPrefix(got["index.html"], []byte(`<!doctype html><meta charset=utf-8><meta http-equiv=content-security-policy content="`)) {
				t.Errorf("something stands before the policy: %.100s", got["index.html"])
			}
		})
	}
}

func TestSiteRefusesWhatThePolicyWouldBlock(t *testing.T) {
	tests := []struct{ name, file, content, want string }{
		{"handler", "index.html", `<button onclick="a()">x</button>`, "index.html: the handler onclick= stands on <button>"},
		{"handler in a drawing", "index.html", `<svg><rect onload="a()"/></svg>`, "the handler onload= stands on <rect>"},
		{"style", "index.html", `<p style="color:red">x`, "the attribute style= stands on <p>"},
		{"script", "index.html", `<script>a()</script>`, "a script stands in the page itself"},
		{"script with a type", "index.html", `<script type="text/javascript">a()</script>`, "a script stands in the page itself"},
		{"module", "index.html", `<script type="module">a()</script>`, "a script stands in the page itself"},
		{"script that says what others are", "index.html", `<script type="importmap">{}</script>`, "a script stands in the page itself"},
		{"script in an address", "index.html", `<script src="data:text/javascript,a()"></script>`, "a script is written into its address"},
		{"styles in an address", "index.html", `<link rel="stylesheet" href="data:text/css,a{}">`, "a stylesheet is written into its address"},
		{"frame", "index.html", `<iframe src="fixes/x/"></iframe>`, "the policy of the site lets no <iframe> load anything"},
		{"film", "index.html", `<video src="css/a.css"></video>`, "the policy of the site lets no <video> load anything"},
		{"base", "index.html", `<base href="./">`, "the policy of the site allows no <base>"},
		{"drawing with a script", "a.svg", `<svg><script>a()</script></svg>`, "a.svg: a script stands in the page itself"},
		{"policy comes too late", "index.html", `<html lang=en><script defer src="css/a.css"></script><meta charset="utf-8">`, "has to be the first in <head>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := site(nil)
			files[tt.file] = []byte(tt.content)
			if tt.file == "index.html" && !strings.Contains(tt.content, "charset") {
				files[tt.file] = []byte(`<meta charset="utf-8">` + tt.content)
			}
			if _, err := made(files, expected, "https://a.example/sub/"); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// As base64 it would be a third longer, and compress to three times as much.
func TestSiteLeavesADrawingInAnAddressAsItIs(t *testing.T) {
	icon := `<link rel=icon href="data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20viewBox='0%200%2032%2032'%3E%3Cpath%20d='M10%2025v-4h4v-4h4v-4h4v12z'/%3E%3C/svg%3E">`
	got, err := made(site(map[string]string{"index.html": icon}), expected, "https://a.example/sub/")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(got["index.html"]), icon) {
		t.Errorf("it became %s", got["index.html"])
	}
}
