package papertest

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/booklet"
	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/paper"
	"backupfirstaid/tools/internal/pdf"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/testsite"
)

// made is the real site, which all tests read.
var made = sync.OnceValues(func() (pipeline.Site, error) {
	return pipeline.Make(pipeline.Options{Root: testsite.Repository()})
})

// real are the files of the real site.
func real(t *testing.T) map[string][]byte {
	t.Helper()
	site, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return site.Files
}

// size is what a kind of sheet is held against.
type size struct {
	// points is the size of its smallest letters.
	points float64
	// sparse and dense are how many letters and digits a page holds at least, not counting two pages, and at most.
	sparse, dense int
}

// Measured on all sheets in November 2026, a little wider.
var sizes = map[string]size{catalog.ChecklistName: {11, 1500, 2100}, catalog.LargeName: {18, 800, 1050}}

// Every sheet of every symptom and routine, in both sizes of print, on both sizes of paper: as they are published, and
// as a reader's own browser prints them. With -short, every twelfth sheet.
func TestSheets(t *testing.T) {
	needed(t)
	files := real(t)
	pages := paper.Missing(files, nil)
	pages = slices.DeleteFunc(pages, func(p paper.Page) bool { return sizes[path.Base(p.Name)].points == 0 })
	if len(pages) < 200 {
		t.Fatalf("only %d sheets", len(pages))
	}
	if testing.Short() {
		i := -1
		// Two by two: those of a page in both sizes of print stand together.
		pages = slices.DeleteFunc(pages, func(paper.Page) bool { i++; return i%24 > 1 })
	}
	// A reader's browser lays a sheet out for the paper that is there.
	own := slices.Clone(pages)
	for i := range own {
		own[i].Layouts = nil
		for _, size := range paper.Sizes {
			own[i].Layouts = append(own[i].Layouts, size.Alone())
		}
	}
	browser, err := pdf.Start(t.Context(), browsertest.Find(t))
	if err != nil {
		t.Fatal(err)
	}
	published, err := browser.Print(pages, nil, func() {})
	if err != nil {
		t.Fatal(err)
	}
	byReaders, err := browser.Print(own, nil, func() {})
	browser.Close()
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		want, parts := sizes[path.Base(page.Name)], leaves(t, page.Content)
		for _, file := range page.Files() {
			t.Run(file, func(t *testing.T) {
				t.Parallel()
				s := newSheet(t, published[file].PDF, parts)
				s.isWhole(t)
				s.sparesPaper(t, want)
				s.isLegible(t, want)
				s.sparesInk(t)
				s.leadsBack(t, files)
			})
			t.Run(file+" by a reader", func(t *testing.T) {
				t.Parallel()
				s := newSheet(t, byReaders[file].PDF, parts)
				s.isWhole(t)
				s.sparesPaper(t, want)
			})
		}
	}
}

// A browser leaves out backgrounds unless it is told to print them: nothing may be lost.
func TestASheetHasNoBackground(t *testing.T) {
	press := NewPress(t, 1)
	page := real(t)["symptoms/recovery-screen/checklist.html"]
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(page) }))
	t.Cleanup(server.Close)
	without := press.Print(t, server.URL, chromedp.PaperA4).gray(t, "-r", "72")
	with := press.Print(t, server.URL, chromedp.PaperA4, chromedp.PDFPrintBackground()).gray(t, "-r", "72")
	if len(with) != len(without) {
		t.Fatalf("%d pages with backgrounds, %d without", len(with), len(without))
	}
	for i := range with {
		for j, dot := range with[i].Pix {
			// White paint below letters makes some of their edges one of 255 grays darker.
			if d := int(dot) - int(without[i].Pix[j]); d < -4 || d > 4 {
				t.Errorf("page %d differs where backgrounds are printed", i+1)
				break
			}
		}
	}
}

type sheet struct {
	paper  Paper
	leaves []leaf
	// pages are the words of each page.
	pages []string
}

func newSheet(t *testing.T, pdf []byte, parts []leaf) sheet {
	t.Helper()
	s := sheet{paper: Open(t, pdf), leaves: parts}
	s.pages = s.paper.Pages(t)
	return s
}

// isWhole tells that all words are on paper, in order, and that no page's end parts what belongs together.
func (s sheet) isWhole(t *testing.T) {
	t.Helper()
	pages := make([]string, len(s.pages))
	for i, p := range s.pages {
		pages[i] = squeeze(p)
	}
	on := make([]int, len(s.leaves))
	page, at := 0, 0
	for i, l := range s.leaves {
		p, from := page, at
		for p < len(pages) && !strings.Contains(pages[p][from:], l.words) {
			p, from = p+1, 0
		}
		if p == len(pages) {
			t.Fatalf("not there, not in order, or on two pages (last found on page %d): %q", page+1, l.words)
		}
		page, at = p, from+strings.Index(pages[p][from:], l.words)+len(l.words)
		on[i] = page
	}
	for i, l := range s.leaves {
		if i+1 == len(s.leaves) {
			break
		}
		next := s.leaves[i+1]
		parted := on[i] != on[i+1]
		heading := l.is("h1") || l.is("h2") || l.is("h3") || l.is("p.facts") || l.is("p.for") || l.is("p.ahead")
		switch {
		case !parted:
		case heading:
			t.Errorf("page %d ends with a heading: %q", on[i]+1, l.words)
		case l.step > 0 && l.step == next.step:
			t.Errorf("the end of page %d is inside of a step: %q", on[i]+1, l.words)
		case l.warning > 0 && next.warning != l.warning:
			t.Errorf("the end of page %d parts a warning from its step: %q", on[i]+1, l.words)
		case l.is("section.slip") && next.is("section.slip"):
			t.Errorf("the end of page %d is inside of what to tell: %q", on[i]+1, l.words)
		}
	}
	if last := s.leaves[len(s.leaves)-1]; last.is("footer") {
		t.Errorf("the last page may hold nothing but %q", last.words)
	}
	if page+1 != len(pages) {
		t.Errorf("page %d is empty", len(pages))
	}
}

// sparesPaper tells that as much paper is used as is needed.
func (s sheet) sparesPaper(t *testing.T, want size) {
	t.Helper()
	letters := len(squeeze(strings.Join(s.pages, "")))
	if most := letters/want.sparse + 2; len(s.pages) > most || len(s.pages)*want.dense < letters {
		t.Errorf("%d letters on %d pages; at most %d pages, with at most %d letters on each", letters, len(s.pages), most, want.dense)
	}
}

// isLegible tells that no letters are too small, in drawings and in the margin too.
func (s sheet) isLegible(t *testing.T, want size) {
	t.Helper()
	for _, size := range s.paper.Sizes(t) {
		if size.Points < want.points {
			t.Errorf("page %d: %.1f points and not %g: %s", size.Page, size.Points, want.points, size.Words)
		}
	}
}

// mostInk is how much of a page may be black. In November 2026 a page had 0.07, the darkest 0.10.
const mostInk = 0.12

func (s sheet) sparesInk(t *testing.T) {
	t.Helper()
	for i, ink := range s.paper.Ink(t) {
		if ink > mostInk {
			t.Errorf("page %d: %.3f of it is black", i+1, ink)
		}
	}
}

// leadsBack tells that the code on paper leads to a page of the site, whose address stands beside it.
func (s sheet) leadsBack(t *testing.T, files map[string][]byte) {
	t.Helper()
	code, copies, _ := strings.Cut(s.paper.Code(t, 1), "#")
	code = strings.TrimSuffix(code, catalog.CopyName)
	name := strings.TrimPrefix(code, "https://backupfirstaid.example/")
	if _, ok := files[name+"index.html"]; !ok || name == code {
		t.Errorf("the QR code leads to %s, where nothing is", code)
	}
	// There the page tells what became of this revision, whose code stands in words too.
	revision := strings.TrimPrefix(copies, ledger.Anchor(""))
	if !bytes.Contains(files[name+catalog.CopyName], []byte(" id="+copies+">")) || revision == copies || !strings.Contains(s.pages[0], revision) {
		t.Errorf("the QR code asks %s about copies with the code %q", code, copies)
	}
	if !strings.Contains(squeeze(s.pages[0]), squeeze(code)) {
		t.Errorf("the address %s does not stand on the first page", code)
	}
}

// halfAlone is the layout that is folded, on paper that is not.
func halfAlone(t *testing.T, page []byte) paper.Layout {
	t.Helper()
	for _, l := range paper.Layouts(page) {
		if l.Papers[0].Fold != "" {
			l.Papers = []paper.Size{{Name: "half", Width: l.Width, Height: l.Height}}
			return l
		}
	}
	t.Fatal("no booklet is folded")
	return paper.Layout{}
}

// Every booklet, as it is published and as it is folded: whole, in order, and no page's end parts what belongs together.
func TestBooklets(t *testing.T) {
	needed(t)
	files := real(t)
	browser, err := pdf.Start(t.Context(), browsertest.Find(t))
	if err != nil {
		t.Fatal(err)
	}
	defer browser.Close()
	flat := slices.DeleteFunc(paper.Missing(files, nil), func(p paper.Page) bool { return !booklet.Numbered(p.Content) })
	if len(flat) != 4 {
		t.Fatalf("%d booklets", len(flat))
	}
	half := slices.Clone(flat)
	for i, p := range flat {
		flat[i].Layouts, half[i].Layouts = p.Layouts[:1], []paper.Layout{halfAlone(t, p.Content)}
	}
	for kind, pages := range map[string][]paper.Page{"published": flat, "folded": half} {
		prints, err := browser.Print(pages, nil, func() {})
		if err != nil {
			t.Fatal(err)
		}
		for _, page := range pages {
			print := prints[page.Files()[0]].PDF
			at, err := booklet.Places(print)
			if err != nil {
				t.Fatal(err)
			}
			written, err := booklet.Write(page.Content, at)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(kind+" "+page.Name, func(t *testing.T) {
				s := newSheet(t, print, leaves(t, written))
				s.isWhole(t)
				for _, size := range s.paper.Sizes(t) {
					if size.Points < 11 {
						t.Errorf("page %d: %.1f points: %s", size.Page, size.Points, size.Words)
					}
				}
			})
		}
	}
}
