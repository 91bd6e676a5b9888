package hugo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	hugoinfo "github.com/gohugoio/hugo/common/hugo"
	"golang.org/x/tools/txtar"
)

// tree writes an archive to a new folder.
func tree(t *testing.T, archive string) string {
	t.Helper()
	root := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(root, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

const small = `
-- config.toml --
baseURL = "https://a.example/sub/"
disableKinds = ["taxonomy", "term", "rss", "sitemap"]
[[module.mounts]]
source = "content"
target = "content"
[[module.mounts]]
source = "generated"
target = "data"
[[module.mounts]]
source = "layouts"
target = "layouts"
-- content/about.md --
{"title": "On disk"}
-- layouts/page.html --
{{ .Title }} {{ hugo.Data.blocks.x }} {{ .RelPermalink }}
-- layouts/home.html --
home
`

func TestBuildLaysFilesOverTheTree(t *testing.T) {
	root := tree(t, small)
	got, err := Build(Options{Root: root, Overlay: map[string][]byte{
		"content/about.md":      []byte(`{"title": "In memory"}`),
		"content/new.md":        []byte(`{"title": "New"}`),
		"generated/blocks.json": []byte(`{"x": "data"}`),
	}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"about/index.html": "In memory data /sub/about/",
		"new/index.html":   "New data /sub/new/",
		"index.html":       "home",
	} {
		if s := strings.TrimSpace(string(got.Files[name])); s != want {
			t.Errorf("%s is %q, want %q", name, s, want)
		}
	}
	if got.BaseURL != "https://a.example/sub/" {
		t.Errorf("base URL %q", got.BaseURL)
	}
	if _, err := os.Stat(filepath.Join(root, "public")); err == nil {
		t.Error("something was written to disk")
	}
}

func TestBuildTakesAnotherBaseURL(t *testing.T) {
	got, err := Build(Options{Root: tree(t, small), BaseURL: "https://b.example/", Overlay: map[string][]byte{
		"generated/blocks.json": []byte(`{}`),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if s := string(got.Files["about/index.html"]); !strings.Contains(s, " /about/") {
		t.Errorf("got %q", s)
	}
}

func TestBuildFails(t *testing.T) {
	for name, tt := range map[string]struct{ archive, want string }{
		"bad config":       {"-- config.toml --\nbaseURL = [\n", "config.toml"},
		"template error":   {small + "-- layouts/home.html --\n{{ .Nothing }}\n", "Nothing"},
		"template warning": {small + "-- layouts/home.html --\n{{ warnf \"mind this\" }}\n", "mind this"},
		"template errorf":  {small + "-- layouts/home.html --\n{{ errorf \"not this\" }}\n", "not this"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Build(Options{Root: tree(t, tt.archive)})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q in it", err, tt.want)
			}
		})
	}
}

// Hugo has no stable library API (gohugoio/hugo#2667). A new version may still
// compile and behave otherwise: look at the site before changing this.
func TestHugoIsTheVersionThisWasMadeFor(t *testing.T) {
	if got := hugoinfo.CurrentVersion.String(); got != "0.165.0" {
		t.Errorf("hugo %s", got)
	}
}
