package finish

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// page is what was taken down of an HTML file.
type page struct {
	// links are the addresses it leads to, loads those it fetches by itself, and shared those of which it says
	// that they stand for it elsewhere.
	links, loads, shared []string
	// first are those of the loads that come with a first visit, later those that wait until a reader asks.
	first, later []string
	ids          map[string]bool
	// twice are ids that more than one element has.
	twice []string
	// titles counts its h1 elements.
	titles int
	// waiting are the elements that stand only where a file was made. Links in them are not in links.
	waiting []waiting
	// endless tells that one of these has no end.
	endless bool
	uses    uses
}

// loading are the attributes whose address a browser fetches without being asked.
var loading = map[string]bool{
	"src": true, "srcset": true, "imagesrcset": true, "poster": true, "data": true, "background": true, "xlink:href": true,
	// Ours: what a script fetches when it is needed, with spaces between.
	deferred: true,
}

const deferred = "data-load"

// visited are the links that a browser fetches on its own; the others wait for a reader's wish.
var visited = []string{"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"}

// leading are the elements whose href a reader follows; any other element loads it.
var leading = map[string]bool{"a": true, "area": true, "base": true}

// sharing are the properties of a page whose content is an address (https://ogp.me).
var sharing = map[string]bool{"og:url": true, "og:image": true, "og:image:url": true, "og:image:secure_url": true}

// forPrograms is the type of a script that no browser runs.
const forPrograms = "application/ld+json"

// readPage takes down a page of a site at an address.
func readPage(content []byte, base string) *page {
	p := &page{ids: map[string]bool{}}
	z := html.NewTokenizer(bytes.NewReader(content))
	// in is the element whose text comes next, where the text is no text for readers; kind is its type.
	in, kind := "", ""
	var open *waiting
	for at, next := 0, 0; ; at = next {
		token := z.Next()
		next += len(z.Raw())
		switch token {
		case html.ErrorToken:
			p.endless = open != nil
			return p
		case html.TextToken:
			switch text := string(z.Text()); in {
			case "style":
				p.load(styleLoads(text)...)
				p.uses.styles = append(p.uses.styles, text)
			case "noscript":
				// What a browser without scripts makes of it leads somewhere too.
				inside := readPage([]byte(text), base)
				p.links, p.loads = append(p.links, inside.links...), append(p.loads, inside.loads...)
			case "script":
				p.uses.script(kind, text)
				if kind == forPrograms {
					p.links = append(p.links, whole(text, base)...)
				}
			}
		case html.EndTagToken:
			in = ""
			if name, _ := z.TagName(); open.end(string(name)) {
				open.close(next, p)
				open = nil
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			if open == nil {
				open = newWaiting(z.Raw(), at, p)
			}
			name, more := z.TagName()
			in = string(name)
			open.start(in)
			kind = p.element(in, more, z)
		}
	}
}

// element takes down an element and gives its type, as scripts have one.
func (p *page) element(name string, more bool, z *html.Tokenizer) (kind string) {
	p.uses.element(name)
	var href, rel, content, equiv, property string
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		p.uses.attribute(name, string(k), string(v))
		switch key := string(k); {
		case key == "href":
			href = string(v)
		case key == "type":
			kind = string(v)
		case key == "property":
			property = string(v)
		case key == "rel":
			rel = string(v)
		case key == "id":
			if id := string(v); p.ids[id] {
				p.twice = append(p.twice, id)
			} else {
				p.ids[id] = true
			}
		case key == "content":
			content = string(v)
		case key == "http-equiv":
			equiv = strings.ToLower(string(v))
		case key == "action", key == "formaction", key == "ping":
			p.loads = append(p.loads, string(v))
		case loading[key]:
			if key == deferred {
				p.loads, p.later = append(p.loads, sources(key, string(v))...), append(p.later, sources(key, string(v))...)
			} else {
				p.load(sources(key, string(v))...)
			}
		case key == "style":
			p.load(styleLoads(string(v))...)
		}
	}
	switch name {
	case "h1":
		p.titles++
	case "link":
		p.uses.link(rel, href)
	}
	refresh := ""
	if i := strings.Index(strings.ToLower(content), "url="); i >= 0 && name == "meta" && equiv == "refresh" {
		refresh = content[i+len("url="):]
	}
	leads := leading[name] || name == "link" && (rel == "canonical" || rel == "alternate")
	switch {
	case href != "" && !leads && (name != "link" || atFirst(rel)):
		p.load(href)
	case href != "" && !leads:
		p.loads = append(p.loads, href)
	case href != "":
		p.links = append(p.links, href)
	case refresh != "":
		p.links = append(p.links, refresh)
	case sharing[property]:
		p.shared = append(p.shared, content)
	}
	return kind
}

// load takes down what a first visit fetches.
func (p *page) load(addresses ...string) {
	p.loads, p.first = append(p.loads, addresses...), append(p.first, addresses...)
}

// atFirst tells that a link is fetched with the page, by its kinds.
func atFirst(rel string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(rel)), func(kind string) bool { return slices.Contains(visited, kind) })
}

// sources are the addresses of an attribute; some have several.
func sources(key, value string) []string {
	if key == deferred {
		return strings.Fields(value)
	}
	if !strings.HasSuffix(key, "srcset") {
		return []string{value}
	}
	var out []string
	for _, candidate := range strings.Split(value, ",") {
		if f := strings.Fields(candidate); len(f) > 0 {
			out = append(out, f[0])
		}
	}
	return out
}

var styleAddress = regexp.MustCompile(`url\(\s*["']?([^"')]+)|(?:@import|image-set\()\s*["']([^"']+)`)

// styleLoads are the addresses that a stylesheet fetches.
func styleLoads(css string) []string {
	var out []string
	for _, m := range styleAddress.FindAllStringSubmatch(css, -1) {
		out = append(out, m[1]+m[2])
	}
	return out
}

// whole are the addresses of the site itself in a file for programs, where every address is whole.
func whole(text, base string) []string {
	var out []string
	for {
		i := strings.Index(text, base)
		if i < 0 {
			return out
		}
		text = text[i:]
		end := strings.IndexAny(text, " \t\n\"'()<>[]\\")
		if end < 0 {
			end = len(text)
		}
		out = append(out, text[:end])
		text = text[end:]
	}
}
