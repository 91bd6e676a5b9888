//go:build race

package preview

import (
	"os"
	"path/filepath"
	"time"

	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/load"
)

// mistaken is the error of facts with mistakes.
type mistaken struct{ finding.Report }

func (mistaken) Error() string { return "the facts have mistakes" }

// maker makes bare pages. What the race detector looks at is the preview, and to build Hugo for it takes minutes.
func maker(root string) Maker {
	return func(string, func(string) []byte) (Made, error) {
		facts, err := load.Catalog(os.DirFS(root))
		if err != nil {
			return Made{}, err
		}
		report := check.Report(facts, time.Now())
		if problems, _ := finding.Count(report.Findings); problems > 0 {
			return Made{}, mistaken{report}
		}
		files := map[string][]byte{"index.html": []byte("<h1>Home</h1>"), "robots.txt": []byte("User-agent: *")}
		for _, f := range facts.Fixes {
			files["fixes/"+f.ID+"/index.html"] = []byte("<h1>" + f.Title.Value + "</h1>")
		}
		for _, p := range facts.Pages {
			files[p.ID+"/index.html"] = []byte("<h1>" + p.Title.Value + "</h1>")
		}
		files["404.html"], err = os.ReadFile(filepath.Join(root, "layouts", "404.html"))
		return Made{Files: files, Entries: 1, Pages: len(files)}, err
	}
}
