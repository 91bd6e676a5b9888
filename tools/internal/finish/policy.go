package finish

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// uses are what a page does that a Content-Security-Policy has a say in
// (https://www.w3.org/TR/CSP3/).
type uses struct {
	// scripts, stylesheets, images, manifest: loaded from the site itself; forms: sent to it.
	scripts, stylesheets, images, manifest, forms bool
	// inlineImages are those whose address is their content (data:).
	inlineImages bool
	// styles are the texts of style elements, inside those of scripts, and data those of script elements that no
	// browser runs.
	styles, inside, data []string
	// never says what stands in the page that no policy of ours allows.
	never []string
}

// attribute takes down one attribute of an element.
func (u *uses) attribute(element, key, value string) {
	switch {
	case key == "style":
		u.never = append(u.never, "the attribute style= stands on <"+element+">; write a rule in assets/css instead")
	case strings.HasPrefix(key, "on"):
		u.never = append(u.never, "the handler "+key+"= stands on <"+element+">; add it in a script in assets/js instead")
	case key == "src" && element == "img", strings.HasSuffix(key, "href") && element == "image", key == "srcset", key == "poster":
		u.image(value)
	case key == "src" && element == "script":
		u.scripts = true
		if strings.HasPrefix(value, "data:") {
			u.never = append(u.never, "a script is written into its address; move it to assets/js")
		}
	}
}

func (u *uses) image(address string) {
	if strings.HasPrefix(address, "data:") {
		u.inlineImages = true
	} else {
		u.images = true
	}
}

// link takes down a link element.
func (u *uses) link(rel, href string) {
	for _, r := range strings.Fields(strings.ToLower(rel)) {
		switch r {
		case "stylesheet":
			u.stylesheets = true
			if strings.HasPrefix(href, "data:") {
				u.never = append(u.never, "a stylesheet is written into its address; move it to assets/css")
			}
		case "icon", "apple-touch-icon":
			u.image(href)
		case "manifest":
			u.manifest = true
		}
	}
}

// closed are the elements that load what no page of this site shows.
var closed = []string{"applet", "audio", "embed", "fencedframe", "frame", "iframe", "object", "portal", "track", "video"}

// element takes down that there is an element.
func (u *uses) element(name string) {
	switch {
	case slices.Contains(closed, name):
		u.never = append(u.never, "the policy of the site lets no <"+name+"> load anything; leave it out")
	case name == "form":
		u.forms = true
	case name == "base":
		u.never = append(u.never, "the policy of the site allows no <base>; write links from the page itself")
	}
}

// run are the types of a script element whose text a browser obeys
// (https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element).
// Text of any other type is data, which no policy has a say in.
var run = regexp.MustCompile(`(?i)^\s*($|module\s*$|importmap\s*$|speculationrules\s*$|(text|application)/(x-)?(java|ecma|j|live)script)`)

// script takes down the text of a script element without an address.
func (u *uses) script(kind, text string) {
	switch {
	case strings.TrimSpace(text) == "":
	case run.MatchString(kind):
		u.inside = append(u.inside, text)
	default:
		u.data = append(u.data, text)
	}
}

// policy lets a page do what it does, and nothing else.
func (u *uses) policy() string {
	directives := []string{"default-src 'none'"}
	add := func(name string, sources ...string) {
		if sources = slices.DeleteFunc(sources, func(s string) bool { return s == "" }); len(sources) > 0 {
			directives = append(directives, name+" "+strings.Join(sources, " "))
		}
	}
	const self = "'self'"
	when := func(yes bool, source string) string {
		if yes {
			return source
		}
		return ""
	}
	// W3C's Nu checker takes data for a script, and warns that it would be blocked. With its hash it is at peace.
	add("script-src", append([]string{when(u.scripts, self)}, hashes(slices.Concat(u.inside, u.data))...)...)
	// Where scripts run, they may ask the site for more of it.
	add("connect-src", when(u.scripts, self))
	add("style-src", append([]string{when(u.stylesheets, self)}, hashes(u.styles)...)...)
	add("img-src", when(u.images, self), when(u.inlineImages, "data:"))
	add("manifest-src", when(u.manifest, self))
	add("base-uri", "'none'")
	if u.forms {
		add("form-action", self)
	} else {
		add("form-action", "'none'")
	}
	return strings.Join(directives, ";")
}

// hashes are sources that allow these texts.
func hashes(texts []string) []string {
	var out []string
	for _, text := range texts {
		sum := sha256.Sum256([]byte(text))
		if hash := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !slices.Contains(out, hash) {
			out = append(out, hash)
		}
	}
	return out
}

// first is what may stand before a page's policy: nothing that it could govern. Hugo puts
// its own name on the home page.
var first = regexp.MustCompile(`(?i)^(?:<!doctype html>)?\s*(?:<html[^>]*>)?\s*(?:<head>)?\s*(?:<meta name="?generator"?[^>]*>)?\s*<meta charset="?utf-8"?>`)

// guard gives a page its policy, as meta elements, because not every server lets its headers
// be set (GitHub Pages does not). No link that is followed tells the other site where from:
// the address of a page says what is wrong with somebody's phone. It comes after everything
// was made small, so that the hash of a style element is that of what is published.
func guard(content []byte, p *page) ([]byte, error) {
	at := first.FindIndex(content)
	if at == nil {
		return nil, fmt.Errorf(`<meta charset="utf-8"> has to be the first in <head>, so that the policy can stand behind it`)
	}
	meta := `<meta http-equiv=content-security-policy content="` + p.uses.policy() + `"><meta name=referrer content=no-referrer>`
	for i := range p.waiting {
		p.waiting[i].move(len(meta))
	}
	return slices.Concat(content[:at[1]], []byte(meta), content[at[1]:]), nil
}

// Policy reads the Content-Security-Policy of a finished page, "" where it has none.
func Policy(page []byte) string {
	const begin = `<meta http-equiv=content-security-policy content="`
	_, after, _ := bytes.Cut(page, []byte(begin))
	policy, _, found := bytes.Cut(after, []byte(`"`))
	if !found {
		return ""
	}
	return string(policy)
}
