package install

import (
	"bytes"
	"encoding/json"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"backupfirstaid/tools/internal/testsite"
	"backupfirstaid/tools/internal/words"
)

// real are the look and the words of the real site.
func real(t *testing.T) (Look, words.Words) {
	t.Helper()
	read := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join(testsite.Repository(), name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	said, err := words.Read(read(words.File))
	if err != nil {
		t.Fatal(err)
	}
	return Look{Mark: read(MarkFile), Paper: color.RGBA{0xfb, 0xf9, 0x04, 0xff}, Behind: color.RGBA{0xe2, 0xef, 0xec, 0xff}}, said
}

func TestMake(t *testing.T) {
	look, said := real(t)
	files, err := Make(look, said)
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(files[File], &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != "./" || m.StartURL != "./" || m.Scope != "./" || m.Display != "standalone" || m.Description != said.Say("lead") || len(m.ShortName) > 12 {
		t.Errorf("got %+v", m)
	}
	if m.Theme != "#fbf904" || m.Background != m.Theme {
		t.Errorf("the colors are %s and %s", m.Theme, m.Background)
	}
	if err := said.Err(); err != nil {
		t.Error(err)
	}
	purposes := map[string]bool{}
	for _, i := range m.Icons {
		purposes[i.Purpose+" "+i.Sizes] = true
		content := files[i.Src]
		if i.Type != "image/png" {
			continue
		}
		config, err := png.DecodeConfig(bytes.NewReader(content))
		if err != nil || !strings.HasPrefix(i.Sizes, "192x192") && !strings.HasPrefix(i.Sizes, "512x512") || config.Width != config.Height {
			t.Errorf("%s: %+v, %v", i.Src, config, err)
		}
	}
	for _, want := range []string{"any any", "any 192x192", "any 512x512", "maskable 512x512"} {
		if !purposes[want] {
			t.Errorf("no icon is %s: %v", want, purposes)
		}
	}
	// What shows nothing in its corners would be black there on an iPhone, or cut to a shape by Android with holes.
	for _, name := range []string{"icons/apple-touch.png", "icons/maskable-512.png"} {
		img, err := png.Decode(bytes.NewReader(files[name]))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, alpha := img.At(0, 0).RGBA(); alpha != 0xffff {
			t.Errorf("%s has nothing in its corner", name)
		}
	}
	again, err := Make(look, said)
	if err != nil || !maps.EqualFunc(files, again, slices.Equal) {
		t.Error("the same sources gave other bytes")
	}
}

func TestMakeSaysWhatIsWrong(t *testing.T) {
	look, said := real(t)
	look.Mark = []byte(`<svg viewBox="0 0 1 1"><circle/></svg>`)
	if _, err := Make(look, said); err == nil || !strings.Contains(err.Error(), "assets/icon.svg: the mark, line 1: <circle>") {
		t.Errorf("got %v", err)
	}
}
