// Package install makes what lets a phone put the site on its home screen as an app: the
// manifest and the icons.
//
// It takes the site's own mark, colors and words, and gives files. It is pure: the same
// sources give the same bytes.
package install

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"

	"backupfirstaid/tools/internal/icon"
	"backupfirstaid/tools/internal/words"
)

// File is where the manifest lies, relative to the published root.
const File = "manifest.webmanifest"

const iconsFolder = "icons/"

// MarkFile is where the site's mark is drawn, relative to the site's root.
const MarkFile = "assets/icon.svg"

// Look is what the site looks like on a home screen.
type Look struct {
	// Mark is the text of [MarkFile].
	Mark []byte
	// Paper is the color of pages in light, Behind that which fills the icon around the mark.
	Paper, Behind color.RGBA
}

// manifest is a web application manifest (https://www.w3.org/TR/appmanifest/). Its addresses
// are relative to it, so the app works under any base path.
type manifest struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	ShortName   string     `json:"short_name"`
	Description string     `json:"description"`
	Lang        string     `json:"lang"`
	Dir         string     `json:"dir"`
	StartURL    string     `json:"start_url"`
	Scope       string     `json:"scope"`
	Display     string     `json:"display"`
	Theme       string     `json:"theme_color"`
	Background  string     `json:"background_color"`
	Categories  []string   `json:"categories"`
	Icons       []picture  `json:"icons"`
	Shortcuts   []shortcut `json:"shortcuts"`
}

type picture struct {
	Src     string `json:"src"`
	Sizes   string `json:"sizes"`
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
}

// shortcut is a page that a long press on the icon leads to.
type shortcut struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// shortName is what fits under an icon: Android cuts after about twelve letters.
const shortName = "Backup Aid"

// drawings are the icons of pixels. A maskable one is cut to whatever shape the phone likes:
// what must be seen lies in the middle, in a circle of four fifths
// (https://www.w3.org/TR/appmanifest/#icon-masks). An iPhone shows what it is given on black
// where there is nothing, so its icon has no such place.
var drawings = []struct {
	file    string
	pixels  int
	part    float64
	filled  bool
	purpose string
}{
	{"192.png", 192, 1, false, "any"},
	{"512.png", 512, 1, false, "any"},
	{"maskable-512.png", 512, .62, true, "maskable"},
	{"apple-touch.png", 180, .74, true, ""},
}

// Make gives the files by path relative to the published root.
func Make(look Look, said words.Words) (map[string][]byte, error) {
	paper := fmt.Sprintf("#%02x%02x%02x", look.Paper.R, look.Paper.G, look.Paper.B)
	files := map[string][]byte{iconsFolder + "mark.svg": look.Mark}
	m := manifest{
		ID: "./", Name: words.SiteName, ShortName: shortName, Description: said.Say("lead"), Lang: "en", Dir: "ltr",
		StartURL: "./", Scope: "./", Display: "standalone", Theme: paper, Background: paper,
		Categories: []string{"utilities", "education"},
		Icons:      []picture{{iconsFolder + "mark.svg", "any", "image/svg+xml", "any"}},
		Shortcuts:  []shortcut{{said.Say("symptoms"), "symptoms/"}, {said.Say("codes"), "codes/"}, {said.Say("routines"), "routines/"}},
	}
	for _, d := range drawings {
		o := icon.Options{Pixels: d.pixels, Part: d.part}
		if d.filled {
			o.Behind = look.Behind
		}
		drawn, err := icon.PNG(look.Mark, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", MarkFile, err)
		}
		files[iconsFolder+d.file] = drawn
		if d.purpose != "" {
			m.Icons = append(m.Icons, picture{iconsFolder + d.file, fmt.Sprintf("%dx%d", d.pixels, d.pixels), "image/png", d.purpose})
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(m)
	files[File] = b.Bytes()
	return files, err
}
