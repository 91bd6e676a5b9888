// Package machines makes all that is published for programs, beside the pages for people: for
// those that others write, for search engines, readers of feeds and home screens.
//
// It takes a checked catalog and the address that the site is built for, and gives files, in
// memory. It is pure: the same facts give the same bytes.
package machines

import (
	"maps"
	"strings"

	"backupfirstaid/tools/internal/api"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/feed"
	"backupfirstaid/tools/internal/install"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/twins"
	"backupfirstaid/tools/internal/words"
)

// Make gives the files by path relative to the published root. Said are
// the words of the interface, and look is what the site looks like on a home screen.
func Make(c *catalog.Catalog, said words.Words, look install.Look, address string) (map[string][]byte, error) {
	base := strings.TrimSuffix(address, "/") + "/"
	texts := render.ForPrograms(c, base)
	facts := api.Make(c, texts, base)
	files, err := facts.Files()
	if err != nil {
		return nil, err
	}
	written, err := twins.Make(facts, c.Pages, texts, said, base)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, written)
	app, err := install.Make(look, said)
	if err != nil {
		return nil, err
	}
	maps.Copy(files, app)
	if files[feed.File], err = feed.Make(c, base); err != nil {
		return nil, err
	}
	files[feed.SearchFile], err = feed.Search(base)
	return files, err
}
