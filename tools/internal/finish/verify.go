package finish

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/parallel"
)

// verifier follows the links of a site inside the site.
type verifier struct {
	files map[string][]byte
	pages map[string]*page
	// base is the site's address and basePath the path in it; both end with a slash.
	base, basePath string
}

func (v verifier) all(names []string) []Problem {
	found := make([][]Problem, len(names))
	parallel.Do(len(names), func(i int) {
		if p := v.pages[names[i]]; p != nil {
			found[i] = v.page(names[i], p)
		}
	})
	return slices.Concat(found...)
}

func (v verifier) page(name string, p *page) []Problem {
	var problems []Problem
	say := func(link, what string) { problems = append(problems, Problem{name, link, what}) }
	for _, link := range p.links {
		if what := v.follow(name, link, false); what != "" {
			say(link, what)
		}
	}
	for _, load := range p.loads {
		if what := v.follow(name, load, true); what != "" {
			say(load, what)
		}
	}
	for _, address := range p.shared {
		if !strings.HasPrefix(address, v.base) {
			say(address, "elsewhere this stands for the page, so it must be a whole address of this site: "+v.base+"…")
		} else if what := v.follow(name, address, true); what != "" {
			say(address, what)
		}
	}
	if p.titles > 1 {
		say("", "two elements are the page's title (h1)")
	}
	if p.endless {
		say("", "an element with data-if has no end")
	}
	for _, id := range p.twice {
		say("", `two elements have the id "`+id+`"`)
	}
	for _, what := range p.uses.never {
		say("", what)
	}
	return problems
}

// kept gives the promises that are not kept.
func (v verifier) kept(promised []ledger.Promise) []Problem {
	var problems []Problem
	for _, p := range promised {
		if what := v.follow(ledger.File, p.Address, false); what != "" {
			problems = append(problems, Problem{fmt.Sprintf("%s:%d", ledger.File, p.Line), p.Address, what + ", and it stands on paper"})
		}
	}
	return problems
}

// follow says what is wrong with an address on a page, "" where nothing is. Addresses
// of other sites are right for links, as long as they are secure, and wrong for loads.
func (v verifier) follow(from, address string, load bool) string {
	inside, own := v.inside(from, address)
	if !own {
		switch {
		case load && !strings.HasPrefix(address, "data:"):
			return "this would be loaded from another host"
		case !load && !strings.HasPrefix(address, "https://"):
			return "this is neither inside the site nor https"
		}
		return ""
	}
	target, fragment, hasFragment := strings.Cut(inside, "#")
	file := file(target)
	if _, ok := v.files[file]; !ok {
		if _, ok := v.files[file+"/index.html"]; ok {
			return "the slash at the end is missing"
		}
		return "nothing is there"
	}
	if !hasFragment || fragment == "" {
		return ""
	}
	if decoded, err := url.PathUnescape(fragment); err == nil {
		fragment = decoded
	}
	if to := v.pages[file]; to == nil || !to.ids[fragment] {
		return `nothing there has the id "` + fragment + `"`
	}
	return ""
}

// file is what a server sends for an address inside the site, without its fragment.
func file(inside string) string {
	target, _, _ := strings.Cut(inside, "?")
	if decoded, err := url.PathUnescape(target); err == nil {
		target = decoded
	}
	if target == "" || strings.HasSuffix(target, "/") {
		return target + "index.html"
	}
	return target
}

// inside gives an address relative to the site's root; false where it leads out of the site.
func (v verifier) inside(from, address string) (string, bool) {
	switch {
	case strings.HasPrefix(address, v.base):
		return address[len(v.base):], true
	case strings.HasPrefix(address, "//"), hasScheme(address):
		return "", false
	case strings.HasPrefix(address, "/"):
		// A path that leaves the base path is a page that is not there.
		if !strings.HasPrefix(address, v.basePath) {
			return strings.TrimPrefix(address, "/") + " outside the site", true
		}
		return address[len(v.basePath):], true
	case strings.HasPrefix(address, "#"):
		return from + address, true
	case strings.HasPrefix(address, "?"), address == "":
		return from, true
	}
	file, rest := address, ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		file, rest = address[:i], address[i:]
	}
	joined := path.Join("/", path.Dir(from), file)
	if strings.HasSuffix(file, "/") || strings.HasSuffix(file, ".") {
		joined = strings.TrimSuffix(joined, "/") + "/"
	}
	return strings.TrimPrefix(joined, "/") + rest, true
}

// hasScheme tells that an address begins with a scheme such as "https:" or "javascript:".
func hasScheme(address string) bool {
	i := strings.IndexAny(address, ":/?#")
	return i > 0 && address[i] == ':'
}
