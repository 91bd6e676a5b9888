package catalog

import (
	"strings"

	"backupfirstaid/tools/internal/markdown"
)

// Resolver answers for a text where its links lead and what its places are.
func (c *Catalog) Resolver(t Scoped) markdown.Resolver {
	return markdown.Resolver{
		Link:  func(destination string) (string, bool) { return link(t.Root, destination) },
		Place: func(name string) []markdown.Path { return c.paths(t.Platforms, name) },
	}
}

// link turns "fix:restart-phone#steps" into an address relative to the page, and lets https through.
func link(root, destination string) (string, bool) {
	scheme, rest, _ := strings.Cut(destination, ":")
	if kind, ok := KindOf(scheme); ok {
		id, fragment, found := strings.Cut(rest, "#")
		href := root + kind.Address(id)
		if found {
			href += "#" + fragment
		}
		return href, true
	}
	return destination, scheme == "https"
}

// paths are the menu paths of a place: one where all platforms have the same, else
// one for each, with the names of the platforms it holds for.
func (c *Catalog) paths(platforms []string, name string) []markdown.Path {
	var written []string
	owners := map[string][]string{}
	for _, id := range platforms {
		p := c.Platform(id)
		if p == nil {
			continue
		}
		path, ok := p.Path(name)
		if !ok {
			continue
		}
		if owners[path] == nil {
			written = append(written, path)
		}
		owners[path] = append(owners[path], p.Name.Value)
	}
	var out []markdown.Path
	for _, path := range written {
		p := markdown.Path{Parts: strings.Split(path, " > ")}
		if len(written) > 1 {
			p.For = strings.Join(owners[path], ", ")
		}
		out = append(out, p)
	}
	return out
}
