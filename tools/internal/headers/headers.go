// Package headers writes down what a server should say of each file: what a browser may do
// with it, and for how long a copy is good.
//
// It takes a finished site and gives a file in the form that Netlify and Cloudflare Pages
// read. Other servers are told the same in their own form (README.md, "Publish it"). It is
// pure: the same site gives the same bytes.
package headers

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/finish"
)

// File is where it lies, relative to the published root.
const File = "_headers"

// always go with every file.
//
// Referrer-Policy: the address of a page says what is wrong with somebody's phone, and no
// other site needs to know. Cross-Origin-Opener-Policy: a page that is opened from here, or
// that opens this one, can't reach it. Permissions-Policy: nothing here asks for any of
// these, so nothing that got in could either; what a page may want (the clipboard to copy a
// command, sharing) is left as it is.
var always = []string{
	"Referrer-Policy: no-referrer",
	"X-Content-Type-Options: nosniff",
	"Cross-Origin-Opener-Policy: same-origin",
	"Permissions-Policy: accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
}

const (
	// forGood is for what has a hash in its name: another content has another name.
	forGood = "Cache-Control: public, max-age=31536000, immutable"
	// askFirst keeps a copy, and asks each time whether it is still good.
	askFirst = "Cache-Control: no-cache"
)

// Named tells that a file's name has a hash of its content in it.
var Named = regexp.MustCompile(`[./]([0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{64})\.[a-z0-9]+$`)

// Make gives the file for a site at an address.
func Make(files map[string][]byte, address string) ([]byte, error) {
	base, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	root := strings.TrimSuffix(base.EscapedPath(), "/") + "/"
	var b strings.Builder
	rule := func(pattern string, headers ...string) {
		fmt.Fprintf(&b, "%s\n", root+pattern)
		for _, h := range headers {
			fmt.Fprintf(&b, "  %s\n", h)
		}
	}
	b.WriteString("# What a server should say of each file. Netlify and Cloudflare Pages read this.\n\n")
	rule("*", append([]string{"Content-Security-Policy: " + policy(files)}, always...)...)
	// Once it is said, browsers refuse the host and all below it without https, for two years.
	b.WriteString("  # Where the whole host is served with https, and will be:\n  # Strict-Transport-Security: max-age=63072000; includeSubDomains\n\n")
	// A server that finds a header twice joins or picks, each its own way: no two of these rules meet.
	for _, r := range ages(files) {
		rule(r.pattern, r.header)
	}
	if slices.ContainsFunc(slices.Collect(maps.Keys(files)), func(name string) bool { return strings.HasPrefix(name, "api/") }) {
		b.WriteString("\n# The facts are for every program, those in pages of other sites too.\n")
		rule("api/*", "Access-Control-Allow-Origin: *")
	}
	return []byte(b.String()), nil
}

// age is how long the files of a pattern are good.
type age struct{ pattern, header string }

// ages are rules that cover every file once: a folder as a whole where all in it is alike,
// and else what is in it.
func ages(files map[string][]byte) []age {
	out := []age{{"", askFirst}}
	out = append(out, within("", slices.Sorted(maps.Keys(files)))...)
	return out
}

// within gives the rules for the files in a folder, "" for the root, whose names all begin with it.
func within(folder string, names []string) []age {
	alike := map[bool]bool{}
	for _, n := range names {
		alike[Named.MatchString(n)] = true
	}
	if folder != "" && len(alike) == 1 {
		return []age{{folder + "*", lasting(alike[true])}}
	}
	var out []age
	byFolder := map[string][]string{}
	for _, n := range names {
		if dir, _, inside := strings.Cut(strings.TrimPrefix(n, folder), "/"); inside {
			byFolder[folder+dir+"/"] = append(byFolder[folder+dir+"/"], n)
			continue
		}
		address := strings.TrimSuffix(n, "index.html")
		if path.Base(n) == "index.html" && folder == "" {
			// The rule of the root itself stands first.
			continue
		}
		out = append(out, age{address, lasting(Named.MatchString(n))})
	}
	for _, dir := range slices.Sorted(maps.Keys(byFolder)) {
		out = append(out, within(dir, byFolder[dir])...)
	}
	if folder != "" && len(out) > apart {
		// To ask is never wrong, and servers read only so many rules.
		return []age{{folder + "*", askFirst}}
	}
	slices.SortFunc(out, func(a, b age) int { return cmp.Compare(a.pattern, b.pattern) })
	return out
}

// apart is how many rules a folder may need. Cloudflare Pages reads a hundred in all.
const apart = 12

func lasting(named bool) string {
	if named {
		return forGood
	}
	return askFirst
}

// policy allows what any page's own policy does, and adds what only a header can say: that no
// site shows these pages as part of its own. A browser obeys both, so each page keeps its own.
func policy(files map[string][]byte) string {
	var order []string
	sources := map[string]map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) != ".html" {
			continue
		}
		for _, directive := range strings.Split(finish.Policy(files[name]), ";") {
			what, from, _ := strings.Cut(directive, " ")
			if what == "" {
				continue
			}
			if sources[what] == nil {
				sources[what] = map[string]bool{}
				order = append(order, what)
			}
			for _, source := range strings.Fields(from) {
				// Pages give the hashes of their data for a checker's sake only; no browser asks for them.
				if what != "script-src" || !strings.HasPrefix(source, "'sha") {
					sources[what][source] = true
				}
			}
		}
	}
	slices.Sort(order)
	var directives []string
	for _, what := range order {
		if len(sources[what]) > 1 {
			delete(sources[what], "'none'")
		}
		directives = append(directives, what+" "+strings.Join(slices.Sorted(maps.Keys(sources[what])), " "))
	}
	return strings.Join(append(directives, "frame-ancestors 'none'"), "; ")
}
