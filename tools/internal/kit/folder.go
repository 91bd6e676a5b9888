package kit

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// missing is the page that a server shows where there is none. A folder has no server.
const missing = "404.html"

// Folder gives the files of a site that is opened from a folder, where an address that ends with a slash
// shows a list of files and no page: links name the page. What is for search engines, and for
// those who share a link, stays on the web.
func Folder(files map[string][]byte) map[string][]byte {
	out := make(map[string][]byte, len(files))
	for name, content := range files {
		card, _ := path.Match("card.*.png", path.Base(name))
		switch {
		case name == missing, card:
		case path.Ext(name) == ".html":
			out[name] = named(content)
		default:
			out[name] = content
		}
	}
	return out
}

// named gives a page whose links name pages.
func named(page []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(page) + 4096)
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.Bytes()
		case html.StartTagToken, html.SelfClosingTagToken:
			if sharing.Match(z.Raw()) {
				continue
			}
			if forPrograms.Match(z.Raw()) {
				// Its text, and its end.
				z.Next()
				z.Next()
				continue
			}
			tag := z.Raw()
			if policy.Match(tag) {
				// Not every browser counts the folder as the page's own (https://github.com/w3c/webappsec-csp/issues/459).
				tag = bytes.ReplaceAll(tag, []byte("'self'"), []byte("'self' file:"))
			}
			b.Write(address.ReplaceAllFunc(tag, func(found []byte) []byte {
				m := address.FindSubmatch(found)
				return bytes.Join([][]byte{m[1], withPage(m[2])}, nil)
			}))
		default:
			b.Write(z.Raw())
		}
	}
}

// policy is what a page may load.
var policy = regexp.MustCompile(`(?i)^<meta\s+http-equiv=["']?content-security-policy`)

// sharing is what a page says of itself for those who share a link to it (https://ogp.me).
var sharing = regexp.MustCompile(`(?i)^<meta\s+property=["']?og:`)

// forPrograms begins what a page says to search engines (https://json-ld.org).
var forPrograms = regexp.MustCompile(`(?i)^<script\s+type=["']?application/ld\+json`)

// address is an address in a tag: of a link or a form, or of where a page leads on to (after which nothing comes).
var address = regexp.MustCompile(`(?i)(\s(?:href|action)=["']?|url=)([^\s"'>]*)`)

// withPage names the page in the address of a folder.
func withPage(address []byte) []byte {
	a := string(address)
	if a == "" || strings.Contains(a, ":") || a[0] == '#' || a[0] == '?' {
		return address
	}
	file, rest := a, ""
	if i := strings.IndexAny(a, "?#"); i >= 0 {
		file, rest = a[:i], a[i:]
	}
	switch {
	case strings.HasSuffix(file, "/"):
		file += "index.html"
	case file == "." || file == ".." || strings.HasSuffix(file, "/.."):
		file += "/index.html"
	}
	return []byte(file + rest)
}
