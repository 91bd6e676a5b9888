package preview

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/testsite"
)

func TestABrowserFollowsTheChanges(t *testing.T) {
	root := testsite.New(t)
	ctx := browsertest.New(t)
	address, _ := start(t, root)
	file := filepath.Join(root, "data/fixes/look-around.yaml")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	browsertest.Open(t, ctx, address+"fixes/look-around/", 800)

	write(t, file, strings.Replace(string(good), "title: Look around", "title: Look about", 1))
	eventually(t, "the new page", func() bool {
		return browsertest.Becomes(ctx, `document.querySelector("h1")?.textContent === "Look about"`)
	})

	write(t, file, strings.Replace(string(good), "touches: look", "touches: lok", 1))
	eventually(t, "the word that the page is old", func() bool {
		return browsertest.Becomes(ctx, `!!document.querySelector("#preview-mistaken a")`)
	})
	if got := browsertest.Ask[string](t, ctx, `document.querySelector("h1").textContent`); got != "Look about" {
		t.Errorf("the last good page is gone: %q", got)
	}
	browsertest.Ask[bool](t, ctx, `document.querySelector("#preview-mistaken a").click() ?? true`)
	eventually(t, "the mistakes", func() bool {
		return browsertest.Becomes(ctx, `document.body.textContent.includes("data/fixes/look-around.yaml:8:10: error")`)
	})

	write(t, file, string(good))
	eventually(t, "the repaired page", func() bool {
		return browsertest.Becomes(ctx, `document.querySelector("h1")?.textContent === "Look around"`)
	})
	eventually(t, "the word that the page is old goes", func() bool {
		return browsertest.Becomes(ctx, `!document.querySelector("#preview-mistaken")`)
	})
}
