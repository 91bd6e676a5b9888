package check

import (
	"fmt"
	"net/url"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// evidenceRules are about what the facts rest on.
var evidenceRules = []Rule{
	{
		Name:  "https",
		Title: "Addresses of sources and services begin with https://.",
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
}

func httpsOnly(p *pass) {
	secure := func(address catalog.Text) {
		if address.Value != "" && !isHTTPS(address.Value) {
			p.found(address.Pos, fmt.Sprintf("%q is no https address", address.Value), "it begins with https://, such as https://support.apple.com/en-us/108366")
		}
	}
	p.sources(func(s catalog.Source) { secure(s.URL) })
	for _, platform := range p.Platforms {
		secure(platform.Status.URL)
		secure(platform.Support.URL)
	}
}

func isHTTPS(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "https" && u.Host != "" && strings.HasPrefix(address, "https://")
}
