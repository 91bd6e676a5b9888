// Package booklet writes the numbers of pages into a booklet, and lays its pages out so that
// they can be folded.
//
// No browser can write the number of a page to which a line leads (target-counter of CSS). So a booklet
// is printed, read, written with its numbers, and printed again. The package takes the HTML and the
// PDF of a booklet, and gives the same; it prints nothing itself.
//
// It reads and lays out PDFs with pdfcpu, which does both in Go: no other program need be there.
package booklet

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// room is a place for the number of a page, as minified or as written.
var room = regexp.MustCompile(`(<span class="?at"? data-at="?([\w-]+)"?>)[^<]*(</span>)`)

// word is what stands before a number.
var word = regexp.MustCompile(`<body[^>]* data-page="?([^">]+)"?[ >]`)

// Numbered tells whether a page has places for numbers of pages.
func Numbered(page []byte) bool { return room.Match(page) }

// Write writes the numbers of pages into their places. An error names what is on no page.
func Write(page []byte, at map[string]int) ([]byte, error) {
	return write(page, func(target string) (int, bool) { n, ok := at[target]; return n, ok })
}

// guessed is written where no number is known yet: it takes as much room as most, so that little moves when the
// right one comes.
const guessed = 88

func write(page []byte, at func(target string) (int, bool)) ([]byte, error) {
	before := ""
	if m := word.FindSubmatch(page); m != nil {
		before = string(m[1]) + " "
	}
	var missing error
	out := room.ReplaceAllFunc(page, func(found []byte) []byte {
		m := room.FindSubmatch(found)
		n, ok := at(string(m[2]))
		if !ok && missing == nil {
			missing = fmt.Errorf("%q is on no page of the print", m[2])
		}
		return bytes.Join([][]byte{m[1], []byte(before + strconv.Itoa(n)), m[3]}, nil)
	})
	return out, missing
}

// Places are the numbers of the pages, from 1, on which the targets of a PDF's own links stand.
func Places(pdf []byte) (map[string]int, error) {
	ctx, err := api.ReadContext(bytes.NewReader(pdf), configuration())
	if err != nil {
		return nil, fmt.Errorf("reading a print: %w", err)
	}
	if err := ctx.EnsurePageCount(); err != nil {
		return nil, fmt.Errorf("counting the pages of a print: %w", err)
	}
	catalog, err := ctx.Catalog()
	if err != nil {
		return nil, fmt.Errorf("reading a print: %w", err)
	}
	targets, err := ctx.DereferenceDict(catalog["Dests"])
	if err != nil || targets == nil {
		return nil, fmt.Errorf("the print names no targets: %w", err)
	}
	numbers := map[int]int{}
	at := map[string]int{}
	for name, target := range targets {
		where, err := ctx.DereferenceArray(target)
		if err != nil || len(where) == 0 {
			return nil, fmt.Errorf("target %q of the print: %w", name, err)
		}
		page, ok := where[0].(types.IndirectRef)
		if !ok {
			return nil, fmt.Errorf("target %q of the print names no page", name)
		}
		object := page.ObjectNumber.Value()
		if numbers[object] == 0 {
			if numbers[object], err = ctx.PageNumber(object); err != nil {
				return nil, fmt.Errorf("target %q of the print: %w", name, err)
			}
		}
		at[name] = numbers[object]
	}
	return at, nil
}

// Print prints a booklet with the numbers of its pages, and gives them. A number can move what stands behind it, so
// it is printed until nothing moves any more. Before are the numbers of the last print, if there was one: mostly they
// are right still. Without them, the first print is a draft that nobody will see: only its pages count.
func Print(page []byte, before map[string]int, print func(page []byte, draft bool) ([]byte, error)) (pdf []byte, at map[string]int, err error) {
	if !Numbered(page) {
		pdf, err = print(page, false)
		return pdf, nil, err
	}
	draft := len(before) == 0
	shown, err := write(page, func(target string) (int, bool) {
		if n, ok := before[target]; ok {
			return n, true
		}
		return guessed, true
	})
	if err != nil {
		return nil, nil, err
	}
	const tries = 6
	for range tries {
		if pdf, err = print(shown, draft); err != nil {
			return nil, nil, err
		}
		if at, err = Places(pdf); err != nil {
			return nil, nil, err
		}
		written, err := Write(page, at)
		if err != nil {
			return nil, nil, err
		}
		if !draft && bytes.Equal(written, shown) {
			return pdf, at, nil
		}
		shown, draft = written, false
	}
	return nil, nil, fmt.Errorf("the numbers of the pages still move after %d prints", tries)
}

// Paper is a sheet that is folded once.
type Paper string

const (
	// A4 folds to A5, Letter to half of it.
	A4     Paper = "A4"
	Letter Paper = "Letter"
)

const (
	pagesOfSheet = 4
	// stapled is how many sheets a stapler for offices takes, folded.
	stapled = 10
	// section is how many sheets of a thicker booklet are folded together; sections lie behind each other.
	section = 8
)

// Fold lays the pages of a PDF, each half as large as the paper, out in pairs on both sides of sheets: printed on
// both sides, turned over at the long edge as printers do by themselves, folded and stapled, they come in order.
// A booklet that is too thick to staple comes in sections that are folded one by one. Links, tags and outline are left behind:
// they are for a screen, where the pages are out of order.
func Fold(pdf []byte, paper Paper) ([]byte, error) {
	out, err := fold(pdf, paper)
	if err != nil {
		return nil, fmt.Errorf("laying out a booklet on %s: %w", paper, err)
	}
	return out, nil
}

func fold(pdf []byte, paper Paper) ([]byte, error) {
	conf := configuration()
	ctx, err := api.ReadContext(bytes.NewReader(pdf), conf)
	if err != nil {
		return nil, err
	}
	if err := ctx.EnsurePageCount(); err != nil {
		return nil, err
	}
	layout, err := layoutOf(ctx.PageCount, paper, conf)
	if err != nil {
		return nil, err
	}
	catalog, err := ctx.Catalog()
	if err != nil {
		return nil, err
	}
	for _, key := range []string{"StructTreeRoot", "MarkInfo", "Outlines", "Dests", "PageMode"} {
		catalog.Delete(key)
	}
	sides, err := lay(ctx, layout)
	if err != nil {
		return nil, err
	}
	catalog.Update("Pages", *sides)
	var out bytes.Buffer
	if err := api.WriteContext(ctx, &out); err != nil {
		return nil, err
	}
	return inOrder(timeless(out.Bytes()))
}

// layoutOf is how so many pages are laid out, two on a side.
func layoutOf(pages int, paper Paper, conf *model.Configuration) (*model.NUp, error) {
	details := "formsize:" + string(paper) + ", border:off, guides:off, margin:0"
	if pages > stapled*pagesOfSheet {
		details += fmt.Sprintf(", multifolio:on, foliosize:%d", section)
	}
	layout, err := api.PDFBookletConfig(2, details, conf)
	if err == nil {
		layout.PageDim = types.PaperSize[layout.PageSize]
	}
	return layout, err
}

// lay makes the sides of the sheets, and gives their tree. The pages go onto them as they are: what pdfcpu does by
// itself packs each anew, which takes ten times as long, and makes them a little smaller.
func lay(ctx *model.Context, layout *model.NUp) (*types.IndirectRef, error) {
	box := types.RectForDim(layout.PageDim.Width, layout.PageDim.Height).Array()
	tree := types.Dict{"Type": types.Name("Pages"), "Count": types.Integer(0), "MediaBox": box}
	sides, err := ctx.IndRefForNewObject(tree)
	if err != nil {
		return nil, err
	}
	pages := types.IntSet{}
	for n := range ctx.PageCount {
		pages[n+1] = true
	}
	halves := layout.RectsForGrid()
	for pair := range slices.Chunk(pdfcpu.GetBookletOrdering(pages, layout), len(halves)) {
		var content bytes.Buffer
		forms := types.Dict{}
		for i, page := range pair {
			// Those behind the last are empty.
			if page.Number == 0 {
				continue
			}
			form, size, err := form(ctx, page.Number)
			if err != nil {
				return nil, fmt.Errorf("page %d: %w", page.Number, err)
			}
			name := fmt.Sprintf("P%d", page.Number)
			forms[name] = *form
			model.NUpTilePDFBytes(&content, size, middle(halves[i], size), name, layout, page.Rotate)
		}
		stream, err := ctx.NewStreamDictForBuf(content.Bytes())
		if err != nil {
			return nil, err
		}
		if err := stream.Encode(); err != nil {
			return nil, err
		}
		written, err := ctx.IndRefForNewObject(*stream)
		if err != nil {
			return nil, err
		}
		side, err := ctx.IndRefForNewObject(types.Dict{
			"Type": types.Name("Page"), "Parent": *sides, "MediaBox": box,
			"Resources": types.Dict{"XObject": forms}, "Contents": *written,
		})
		if err != nil {
			return nil, err
		}
		if err := model.AppendPageTree(side, 1, tree); err != nil {
			return nil, err
		}
	}
	return sides, nil
}

// form makes what is drawn on a page something that can be drawn on others (a form XObject, ISO 32000-1, 8.10), and
// gives the size of the page.
func form(ctx *model.Context, page int) (*types.IndirectRef, *types.Rectangle, error) {
	dict, _, inherited, err := ctx.PageDict(page, false)
	if err != nil {
		return nil, nil, err
	}
	content, ok := dict["Contents"].(types.IndirectRef)
	resources, drawn := dict["Resources"]
	if !ok || !drawn || inherited.MediaBox == nil {
		return nil, nil, errors.New("it is not as a browser writes it")
	}
	stream, _, err := ctx.DereferenceStreamDict(content)
	if err != nil || stream == nil {
		return nil, nil, fmt.Errorf("what is drawn on it can't be read: %w", err)
	}
	stream.Insert("Type", types.Name("XObject"))
	stream.Insert("Subtype", types.Name("Form"))
	stream.Insert("BBox", inherited.MediaBox.Array())
	stream.Insert("Resources", resources)
	return &content, inherited.MediaBox, nil
}

// middle is the middle of half a sheet, as large as a page that lies on its side.
func middle(half, page *types.Rectangle) *types.Rectangle {
	x, y := (half.Width()-page.Height())/2, (half.Height()-page.Width())/2
	return types.NewRectangle(half.LL.X+x, half.LL.Y+y, half.UR.X-x, half.UR.Y-y)
}

// dates are when a PDF was made, and the ID that follows from it. All of it may be missing.
var dates = regexp.MustCompile(`/(?:CreationDate|ModDate) ?\([^)]*\)|/ID ?\[[^\]]*\]`)

// timeless takes out of a PDF when it was made. Nothing moves, so that the table at its end, which counts bytes, stays true.
func timeless(pdf []byte) []byte {
	return dates.ReplaceAllFunc(pdf, func(found []byte) []byte { return bytes.Repeat([]byte(" "), len(found)) })
}

// configuration reads nothing from the home of whoever runs this, and writes nothing there.
func configuration() *model.Configuration {
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	// What the browser writes is small enough, and looking for more takes long.
	conf.Optimize, conf.OptimizeBeforeWriting, conf.OptimizeResourceDicts = false, false, false
	// What stands in streams could not be made to be the same for the same input.
	conf.WriteObjectStream, conf.WriteXRefStream = false, false
	return conf
}
