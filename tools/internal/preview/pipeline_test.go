//go:build !race

package preview

import (
	"time"

	"backupfirstaid/tools/internal/pipeline"
)

// maker makes the real site.
func maker(root string) Maker {
	return func(address string, shown func(string) []byte) (Made, error) {
		site, err := pipeline.Make(pipeline.Options{Root: root, BaseURL: address, Day: time.Now(), Have: shown, Preview: true})
		return Made{Files: site.Files, Entries: site.Entries, Pages: site.Pages}, err
	}
}
