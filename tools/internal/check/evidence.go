package check

import (
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/markdown"
)

// evidenceRules are about what the facts rest on.
var evidenceRules = []Rule{
	{
		Name:  "https",
		Title: "The address of a source or a service is one address, and begins with https://.",
		Why:   "What comes over http:// can be changed on the way, and a source that others can change proves nothing.",
		Wrong: `-- data/symptoms/full.yaml --
sources:
  - title: Back up with iCloud
    url: http://support.apple.com/en-us/108366
    by: maker
`,
		Right: `-- data/symptoms/full.yaml --
sources:
  - title: Back up with iCloud
    url: https://support.apple.com/en-us/108366
    by: maker
`,
		check: httpsOnly,
	},
	{
		Name:  "real-host",
		Title: "An address leads to a public site, by its name.",
		Why:   "A number, a name that only one network knows or one reserved for examples leads a reader nowhere, or somewhere else than the one who wrote it. Letters of other scripts can look like those of a name one knows.",
		Wrong: "-- data/fixes/look-around.yaml --\nsources:\n  - title: Help\n    url: https://192.168.0.1/help\n    by: maker\n    checked: 2026-11-22\n",
		Right: "-- data/fixes/look-around.yaml --\nsources:\n  - title: Help\n    url: https://support.google.com/help\n    by: maker\n    checked: 2026-11-22\n",
		check: realHosts,
	},
	{
		Name:  "clean-address",
		Title: "An address holds no password and nothing that follows readers.",
		Why:   "What is published is read by everybody, and parts such as utm_source tell a site where a reader comes from. Without them the address leads to the same page.",
		Wrong: "-- data/fixes/look-around.yaml --\nsources:\n  - title: Help\n    url: https://support.google.com/help?hl=en&utm_source=mail\n    by: maker\n    checked: 2026-11-22\n",
		Right: "-- data/fixes/look-around.yaml --\nsources:\n  - title: Help\n    url: https://support.google.com/help?hl=en\n    by: maker\n    checked: 2026-11-22\n",
		check: cleanAddresses,
	},
	{
		Name:  "maker-source",
		Title: "A fix that removes or erases has a source by the maker or the app.",
		Why:   "Only they can say what is gone afterwards. Others have been wrong about it. A note, since for some fixes no such page is known: never make one up.",
		Wrong: "-- data/fixes/clear-out.yaml --\nsources:\n  - title: A report\n    url: https://www.phonearena.com/news/report\n    by: press\n    checked: 2026-11-22\n",
		Right: "-- data/fixes/clear-out.yaml --\nsources:\n  - title: Help\n    url: https://support.google.com/help\n    by: maker\n    checked: 2026-11-22\n",
		Note:  true,
		check: makerSources,
	},
	{
		Name:   "never-checked",
		Title:  "At least one source of an entry was read and held against it.",
		Why:    "Until then nobody knows whether it is true, and its page says so. One that was read is enough for an entry to leave the list of what is to be done; the others can follow.",
		Wrong:  "-- data/fixes/look-around.yaml --\nsources:\n  - title: Help\n    url: https://support.google.com/help\n    by: maker\n",
		Right:  "-- data/fixes/look-around.yaml --\nsources:\n  - title: Help\n    url: https://support.google.com/help\n    by: maker\n    checked: 2026-11-22\n",
		Note:   true,
		Yields: true,
		check:  neverChecked,
	},
	{
		Name:   "old-check",
		Title:  "The newest check of an entry is not older than a year.",
		Why:    "Each year brings a new system to every phone, and menus move with it.",
		Wrong:  "-- data/fixes/look-around.yaml --\nsources:\n  - title: Help\n    url: https://support.google.com/help\n    by: maker\n    checked: 2025-03-01\n",
		Right:  "-- data/fixes/look-around.yaml --\nsources:\n  - title: Help\n    url: https://support.google.com/help\n    by: maker\n    checked: 2026-03-01\n",
		Note:   true,
		Yields: true,
		check:  oldChecks,
	},
	{
		Name:   "older-system",
		Title:  "What was checked is not only about systems older than the steps are for.",
		Why:    "What was true of an older system may have moved since. Old words on a screen are still evidence beside a source that is newer or names no system, so only an entry that has nothing else is named.",
		Wrong:  "-- data/platforms/cloud.yaml --\nversions: [iOS 18, iOS 26]\nsources:\n  - title: Back up in iOS 15\n    url: https://support.apple.com/en-us/help\n    by: maker\n    checked: 2026-11-22\n",
		Right:  "-- data/platforms/cloud.yaml --\nversions: [iOS 18, iOS 26]\nsources:\n  - title: Back up in iOS 15\n    url: https://support.apple.com/en-us/help\n    by: maker\n    checked: 2026-11-22\n  - title: Back up in iOS 18\n    url: https://support.apple.com/en-us/backup\n    by: maker\n    checked: 2026-11-22\n",
		Note:   true,
		Yields: true,
		check:  olderSystems,
	},
}

func httpsOnly(p *pass) {
	p.addresses(func(address catalog.Text) {
		switch {
		case !oneAddress(address.Value) && several.MatchString(address.Value):
			p.found(address.Pos, fmt.Sprintf("%q is more than one address", shorten(address.Value)), "keep one of them here; another is a source of its own")
		case !oneAddress(address.Value):
			p.found(address.Pos, fmt.Sprintf("%q has a space in it, and an address has none", shorten(address.Value)), "copy the address that a browser shows for the page, and nothing else")
		case !isHTTPS(address.Value):
			p.found(address.Pos, fmt.Sprintf("%q is no https address", address.Value), "it begins with https://, such as https://support.apple.com/en-us/108366")
		}
	})
}

// several is where a second address begins. One that goes on in another behind a slash is that of an archive.
var several = regexp.MustCompile(`(?i)https?://.*[\s,;|]https?://`)

// oneAddress tells that a value is not several addresses, or one among other words.
func oneAddress(s string) bool {
	if !strings.ContainsAny(s, " \t\n,;|") {
		return true
	}
	return !strings.ContainsAny(s, " \t\n") && !several.MatchString(s)
}

func isHTTPS(address string) bool {
	var u url.URL
	return strings.HasPrefix(address, "https://") && parseAddress(address, &u) && u.Scheme == "https" && u.Host != ""
}

// parseAddress reads an address into u; false where it can't be read. Nearly all are written
// plainly, and need no more than to be cut.
func parseAddress(address string, u *url.URL) bool {
	if rest, ok := strings.CutPrefix(address, "https://"); ok {
		host := rest
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			host = rest[:i]
		}
		if path := rest[len(host):]; host != "" && inHosts.all(host) && inPaths.all(path) {
			*u = url.URL{Scheme: "https", Host: host, Path: path}
			return true
		}
	}
	parsed, err := url.Parse(address)
	if err == nil {
		*u = *parsed
	}
	return err == nil
}

// What parts of an address hold that mean nothing but themselves.
var (
	inHosts = setOf("abcdefghijklmnopqrstuvwxyz0123456789-.")
	inPaths = setOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/")
)

// addresses visits the addresses of all sources and services.
func (p *pass) addresses(visit func(catalog.Text)) {
	written := func(address catalog.Text) {
		if address.Value != "" {
			visit(address)
		}
	}
	p.sources(func(s *catalog.Source) { written(s.URL) })
	for _, platform := range p.Platforms {
		written(platform.Status.URL)
		written(platform.Support.URL)
	}
}

// secure visits all https addresses, those of links in texts too. What is no https
// address, or more than one, has a finding of another rule.
func (p *pass) secure(visit func(at func() catalog.Pos, u *url.URL)) {
	var u url.URL
	one := func(at func() catalog.Pos, address string) {
		if strings.HasPrefix(address, "https://") && parseAddress(address, &u) && u.Host != "" {
			visit(at, &u)
		}
	}
	p.addresses(func(address catalog.Text) {
		if oneAddress(address.Value) {
			one(func() catalog.Pos { return address.Pos }, address.Value)
		}
	})
	p.links(func(at func() catalog.Pos, l markdown.Link) {
		if !l.Image {
			one(at, l.Destination)
		}
	})
}

const ownAddress = "write the address that a browser shows for the page"

func realHosts(p *pass) {
	// Most addresses are of a few hosts.
	judged := map[string]string{}
	p.secure(func(at func() catalog.Pos, u *url.URL) {
		why, known := judged[u.Host]
		if !known {
			why = unreal(u)
			judged[u.Host] = why
		}
		if why != "" {
			p.found(at(), fmt.Sprintf("%q %s", u.Host, why), ownAddress)
		}
	})
}

// reserved are names that no public site has, each with all names that end in them.
var reserved = []string{
	"test", "example", "invalid", "local", "localhost", "localdomain", "internal", "intranet", "private", "lan", "home", "corp",
	"home.arpa", "onion", "alt", "example.com", "example.org", "example.net",
}

// unreal says what keeps a host from being the name of a public site, "" where nothing does.
func unreal(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if strings.ContainsFunc(host, func(r rune) bool { return r > 0x7f }) {
		return "has letters that can look like others; its form in plain letters begins with xn--"
	}
	labels := strings.Split(host, ".")
	last := labels[len(labels)-1]
	switch {
	case strings.Contains(host, ":"), host != "" && strings.Trim(host, "0123456789.") == "":
		return "is a number, not the name of a site"
	case isReserved(host):
		return "is no public site"
	case len(labels) < 2:
		return "is no name of a public site, which has a dot"
	case !letters(last) && !strings.HasPrefix(last, "xn--"):
		return "does not end like the name of a site, such as .com"
	}
	for _, label := range labels {
		if !hostLabel(label) {
			return "is no name that a site can have"
		}
	}
	if port := u.Port(); port != "" || strings.HasSuffix(u.Host, ":") {
		return "has a port, which a public page does not need"
	}
	return ""
}

func isReserved(host string) bool {
	for _, name := range reserved {
		if rest, ok := strings.CutSuffix(host, name); ok && (rest == "" || strings.HasSuffix(rest, ".")) {
			return true
		}
	}
	return false
}

func letters(s string) bool {
	return len(s) > 1 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

func hostLabel(s string) bool {
	return s != "" && len(s) < 64 && s[0] != '-' && s[len(s)-1] != '-' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == ""
}

func cleanAddresses(p *pass) {
	p.secure(func(at func() catalog.Pos, u *url.URL) {
		if u.User == nil && u.RawQuery == "" {
			return
		}
		clean, dropped := cleaned(u)
		switch {
		case u.User != nil:
			p.found(at(), "the address holds a name or a password", "write "+clean)
		case dropped != "":
			p.found(at(), fmt.Sprintf("%q in the address follows readers", dropped), "write "+clean)
		}
	})
}

// cleaned gives an address without what is nobody's business, and the first part of its query that is left out.
func cleaned(u *url.URL) (address, dropped string) {
	clean := *u
	clean.User = nil
	var kept []string
	for _, part := range strings.Split(u.RawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		if tracks(strings.ToLower(name), strings.ToLower(u.Hostname())) {
			if dropped == "" {
				dropped = name
			}
			continue
		}
		kept = append(kept, part)
	}
	if dropped != "" {
		clean.RawQuery = strings.Join(kept, "&")
	}
	return clean.String(), dropped
}

// tracking are parts of a query by which sites count where readers come from.
var tracking = map[string]bool{
	"fbclid": true, "gclid": true, "gclsrc": true, "dclid": true, "gbraid": true, "wbraid": true, "msclkid": true, "twclid": true,
	"ttclid": true, "yclid": true, "li_fat_id": true, "igshid": true, "igsh": true, "mc_eid": true, "mc_cid": true, "mkt_tok": true,
	"_ga": true, "_gl": true, "_hsenc": true, "_hsmi": true, "ref_src": true, "ref_url": true, "spm": true, "vero_id": true, "srsltid": true,
}

func tracks(name, host string) bool {
	// On other sites si may be a part that finds the page.
	shared := name == "si" && (host == "youtu.be" || strings.HasSuffix(host, "youtube.com") || strings.HasSuffix(host, "spotify.com"))
	return tracking[name] || shared || strings.HasPrefix(name, "utm_")
}

func makerSources(p *pass) {
	for _, f := range p.Fixes {
		if catalog.Rung(f.Touches.Value) < catalog.RungRemove || len(f.Sources) == 0 || knowsBest(f.Sources) {
			continue
		}
		p.found(keyPos(f.File, "sources"), fmt.Sprintf("a fix that touches %q has no source by the maker or the app", f.Touches.Value),
			"add what the maker of the phone, the system or the app says about it, with by: maker or by: app")
	}
}

// knowsBest tells that a source is by those who made what is at risk, or that who says so is still to be mended.
func knowsBest(sources []catalog.Source) bool {
	for _, s := range sources {
		switch s.By.Value {
		case "press", "community", "tested":
		default:
			return true
		}
	}
	return false
}

// evident is an entry with what it rests on.
type evident struct {
	file      *catalog.File
	platforms []catalog.Text
	sources   []catalog.Source
}

// evidence gives every entry and page that names sources.
func (p *pass) evidence() iter.Seq[evident] {
	return func(yield func(evident) bool) {
		give := func(file *catalog.File, platforms []catalog.Text, sources []catalog.Source) bool {
			return len(sources) == 0 || yield(evident{file, platforms, sources})
		}
		for _, e := range p.Platforms {
			if !give(e.File, []catalog.Text{{Value: e.ID}}, e.Sources) {
				return
			}
		}
		for _, e := range p.Symptoms {
			if !give(e.File, e.Platforms, e.Sources) {
				return
			}
		}
		for _, e := range p.Fixes {
			if !give(e.File, e.Platforms, e.Sources) {
				return
			}
		}
		for _, e := range p.Routines {
			if !give(e.File, e.Platforms, e.Sources) {
				return
			}
		}
		for _, e := range p.Pages {
			if !give(e.File, nil, e.Sources) {
				return
			}
		}
	}
}

func neverChecked(p *pass) {
	for e := range p.evidence() {
		if newest(e.sources).Value == "" {
			p.found(keyPos(e.file, "sources"), "nobody has read a source of this yet", "read one, hold the text against it, and add the day: checked: 2026-11-22")
		}
	}
}

// newest is the newest day a source was checked. Days in this form sort as texts.
func newest(sources []catalog.Source) catalog.Date {
	var day catalog.Date
	for _, s := range sources {
		if s.Checked.Value > day.Value {
			day = s.Checked
		}
	}
	return day
}

func oldChecks(p *pass) {
	if p.day.IsZero() {
		return
	}
	const year = 365
	oldest := p.day.AddDate(0, 0, -year).Format(catalog.DateForm)
	for e := range p.evidence() {
		if day := newest(e.sources); day.Value != "" && day.Value < oldest {
			p.found(day.Pos, fmt.Sprintf("the newest check is from %s, more than a year ago", day.Value), "read the source again, hold the text against it, and write the new day")
		}
	}
}
