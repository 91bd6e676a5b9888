package booklet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	gocmp "github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/browsertest"
)

func TestWrite(t *testing.T) {
	at := map[string]int{"fix-a": 12, "b": 3}
	tests := []struct{ name, page, want, err string }{
		{"as written", `<body data-page="page"><span class="at" data-at="fix-a"></span>`, `<body data-page="page"><span class="at" data-at="fix-a">page 12</span>`, ""},
		{"minified", `<body data-page=page><span class=at data-at=b></span>`, `<body data-page=page><span class=at data-at=b>page 3</span>`, ""},
		{"again", `<body data-page=page><span class=at data-at=b>page 7</span>`, `<body data-page=page><span class=at data-at=b>page 3</span>`, ""},
		{"without a word", `<body><span class=at data-at=b></span>`, `<body><span class=at data-at=b>3</span>`, ""},
		{"nothing to write", `<body><span class=attic>x</span>`, `<body><span class=attic>x</span>`, ""},
		{"on no page", `<body><span class=at data-at=c></span>`, "", `"c" is on no page of the print`},
	}
	for _, tt := range tests {
		got, err := Write([]byte(tt.page), at)
		if tt.err != "" {
			if err == nil || err.Error() != tt.err {
				t.Errorf("%s: %v", tt.name, err)
			}
			continue
		}
		if err != nil || string(got) != tt.want {
			t.Errorf("%s: %q, %v", tt.name, got, err)
		}
	}
}

func TestWhatIsNoPDF(t *testing.T) {
	for _, pdf := range []string{"", "%PDF-1.4", "%PDF-1.4\nxref\n0 99999999\nstartxref\n9\n%%EOF", "<html>"} {
		if at, err := Places([]byte(pdf)); err == nil {
			t.Errorf("%q has %v", pdf, at)
		}
		if out, err := Fold([]byte(pdf), A4); err == nil {
			t.Errorf("%q is folded to %d bytes", pdf, len(out))
		}
		if _, err := inOrder([]byte(pdf)); err == nil {
			t.Errorf("%q has a table", pdf)
		}
	}
}

func TestPrintingThatFails(t *testing.T) {
	gone := errors.New("the browser is gone")
	if _, _, err := Print([]byte(`<span class=at data-at=b></span>`), nil, func([]byte, bool) ([]byte, error) { return nil, gone }); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}

// long is a page of chapters, with a line about each in front that needs room for its number.
func long(chapters int) []byte {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><head><title>T</title><style>@page{margin:10mm} h2{break-before:page} li{line-height:2}</style></head><body data-page="page"><ol>`)
	for i := range chapters {
		fmt.Fprintf(&b, `<li><a href="#c%d">Chapter number %d</a> <span class="at" data-at="c%d"></span></li>`, i, i, i)
	}
	b.WriteString(`</ol>`)
	for i := range chapters {
		fmt.Fprintf(&b, `<h2 id="c%d">Chapter %d begins</h2><p>Words.</p>`, i, i)
	}
	b.WriteString(`</body></html>`)
	return []byte(b.String())
}

// printer prints pages on paper of a size.
func printer(t *testing.T, size chromedp.PaperSize) func([]byte, bool) ([]byte, error) {
	t.Helper()
	ctx := browsertest.New(t)
	file := filepath.Join(t.TempDir(), "page.html")
	return func(page []byte, _ bool) ([]byte, error) {
		if err := os.WriteFile(file, page, 0o666); err != nil {
			return nil, err
		}
		return printFile(ctx, file, size)
	}
}

func printFile(ctx context.Context, file string, size chromedp.PaperSize) ([]byte, error) {
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+file)); err != nil {
		return nil, err
	}
	return chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(size), chromedp.PDFOutlineAndTagged()))
}

// text is that of the pages of a PDF.
func text(t *testing.T, pdf []byte) []string {
	t.Helper()
	return strings.Split(strings.TrimSuffix(pdftotext(t, pdf, "-raw"), "\f"), "\f")
}

func pdftotext(t *testing.T, pdf []byte, options ...string) string {
	t.Helper()
	browsertest.Poppler(t, "pdftotext")
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", append(options, file, "-")...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// half is narrower than half of A4 and lower than half of Letter, as what is printed for both.
var half = chromedp.PaperSize{Width: 5.5, Height: 210 / 25.4}

func TestNumbersLeadToPages(t *testing.T) {
	const chapters = 30
	print := printer(t, half)
	var drafts []bool
	counted := func(page []byte, draft bool) ([]byte, error) {
		drafts = append(drafts, draft)
		return print(page, draft)
	}
	pdf, at, err := Print(long(chapters), nil, counted)
	if err != nil {
		t.Fatal(err)
	}
	// The guess leaves as much room as the numbers need.
	if want := []bool{true, false}; !slices.Equal(drafts, want) {
		t.Errorf("drafts: %v, want %v", drafts, want)
	}
	// Known numbers that are right still are printed once, and wrong ones once more. What is printed is the same.
	wrong := map[string]int{"nothing": 1}
	for target := range at {
		wrong[target] = 1
	}
	for _, before := range []struct {
		at     map[string]int
		prints int
	}{{at, 1}, {wrong, 2}} {
		drafts = nil
		again, numbers, err := Print(long(chapters), before.at, counted)
		if err != nil || !maps.Equal(numbers, at) || !slices.Equal(drafts, make([]bool, before.prints)) {
			t.Errorf("%d prints, %v, want %d and the same numbers", len(drafts), err, before.prints)
		}
		if got, want := text(t, again), text(t, pdf); !slices.Equal(got, want) {
			t.Errorf("with numbers from before, other words are printed")
		}
	}
	pages := text(t, pdf)
	line := regexp.MustCompile(`Chapter number (\d+)\s+page (\d+)`)
	found := 0
	for _, m := range line.FindAllStringSubmatch(strings.Join(pages, "\n"), -1) {
		var n int
		if _, err := fmt.Sscan(m[2], &n); err != nil || n < 1 || n > len(pages) || !strings.Contains(pages[n-1], "Chapter "+m[1]+" begins") {
			t.Errorf("%s: no chapter begins there", m[0])
		}
		found++
	}
	if found != chapters {
		t.Errorf("%d of %d numbers", found, chapters)
	}
}

// Folded sheets hold the pages as they come when the booklet is opened: the last beside the first, then the second
// beside the one before the last.
func TestFold(t *testing.T) {
	pdf, err := printer(t, half)(long(6), true)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(text(t, pdf)); n != 7 {
		t.Fatalf("%d pages", n)
	}
	for _, paper := range []Paper{A4, Letter} {
		folded, err := Fold(pdf, paper)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		begins := regexp.MustCompile(`Chapter (\d+) begins|Chapter number 0`)
		for _, side := range text(t, folded) {
			// A page that stands on its side is read word by word.
			got = append(got, strings.Join(begins.FindAllString(strings.Join(strings.Fields(side), " "), -1), ", "))
		}
		// Seven pages and an empty one.
		want := []string{"Chapter number 0", "Chapter 0 begins, Chapter 5 begins", "Chapter 4 begins, Chapter 1 begins", "Chapter 2 begins, Chapter 3 begins"}
		for i := range want {
			if i >= len(got) || !same(want[i], got[i]) {
				t.Errorf("%s: %s", paper, gocmp.Diff(want, got))
				break
			}
		}
		again, err := Fold(pdf, paper)
		if err != nil || string(again) != string(folded) {
			t.Errorf("%s: folded again, it differs (%v)", paper, err)
		}
		if regexp.MustCompile(`/(CreationDate|ModDate|ID)\b`).Match(folded) {
			t.Errorf("%s: it says when it was made", paper)
		}
	}
}

// A page is as large when folded, and in the middle of its half: nothing is cut off at a side.
func TestPagesAreInTheMiddleOfTheirHalves(t *testing.T) {
	pdf, err := printer(t, half)(long(6), true)
	if err != nil {
		t.Fatal(err)
	}
	// The heading of the second page and the sixth, both on the second side.
	alone := boxes(t, pdf, 2, "Chapter")[0]
	for paper, sheet := range map[Paper]box{A4: {0, 0, 595.28, 841.89}, Letter: {0, 0, 612, 792}} {
		folded, err := Fold(pdf, paper)
		if err != nil {
			t.Fatal(err)
		}
		on := boxes(t, folded, 2, "Chapter")
		if len(on) != 2 {
			t.Fatalf("%s: %d headings", paper, len(on))
		}
		slices.SortFunc(on, func(a, b box) int { return cmp.Compare(a.top, b.top) })
		const width, height = 5.5 * 72, 210 / 25.4 * 72
		for i, got := range on {
			// Pages lie on their sides, the same way up: what is left on a page is below, and its top is left.
			x, y := (sheet.right-height)/2, sheet.bottom/2*float64(i+1)-(sheet.bottom/2-width)/2
			want := box{x + alone.top, y - alone.right, x + alone.bottom, y - alone.left}
			if i := (box{sheet.right - want.right, sheet.bottom - want.bottom, sheet.right - want.left, sheet.bottom - want.top}); !got.near(want) && !got.near(i) {
				t.Errorf("%s: a heading is at %.1f, want %.1f or %.1f", paper, got, want, i)
			}
		}
	}
}

// box is where a word is, in points from the top left.
type box struct{ left, top, right, bottom float64 }

// near tells that nobody would see a difference.
func (b box) near(c box) bool {
	const most = 1
	return math.Abs(b.left-c.left) < most && math.Abs(b.top-c.top) < most && math.Abs(b.right-c.right) < most && math.Abs(b.bottom-c.bottom) < most
}

// boxes are where a word stands on a page of a PDF.
func boxes(t *testing.T, pdf []byte, page int, word string) []box {
	t.Helper()
	number := strconv.Itoa(page)
	out := pdftotext(t, pdf, "-bbox", "-f", number, "-l", number)
	var found []box
	for _, m := range regexp.MustCompile(`<word xMin="(.*)" yMin="(.*)" xMax="(.*)" yMax="(.*)">`+word+`<`).FindAllStringSubmatch(out, -1) {
		var b box
		for i, to := range []*float64{&b.left, &b.top, &b.right, &b.bottom} {
			var err error
			if *to, err = strconv.ParseFloat(m[i+1], 64); err != nil {
				t.Fatal(err)
			}
		}
		found = append(found, b)
	}
	return found
}

// What no stapler takes comes in sections, each a booklet of its own.
func TestAThickBookletIsFoldedInSections(t *testing.T) {
	pdf, err := printer(t, half)(long(49), true)
	if err != nil {
		t.Fatal(err)
	}
	pages := len(text(t, pdf))
	folded, err := Fold(pdf, A4)
	if err != nil {
		t.Fatal(err)
	}
	sides := text(t, folded)
	// The first side holds the first page of the section and its last.
	first := strings.Join(strings.Fields(sides[0]), " ")
	last := fmt.Sprintf("Chapter %d begins", section*pagesOfSheet-(pages-49)-1)
	if pages <= stapled*pagesOfSheet || !strings.Contains(first, "Chapter number 0") || !strings.Contains(first, last) {
		t.Errorf("%d pages; the first side holds %q, want the first page and %q", pages, first, last)
	}
}

// same tells that the same pages are on a side, whichever is read first.
func same(a, b string) bool {
	x, y := strings.Split(a, ", "), strings.Split(b, ", ")
	if len(x) != len(y) {
		return false
	}
	for _, s := range x {
		if !strings.Contains(b, s) {
			return false
		}
	}
	return true
}
