// Package papertest gives tests real paper: it prints pages as PDF in a real browser, and
// reads what came out with poppler.
//
// Where one of the two is not there, the test is skipped and says so; in CI, where the
// variable CI is set, that is a failure.
package papertest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
)

// Press prints, in one browser with several tabs.
type Press struct{ tabs chan context.Context }

// NewPress starts a browser that prints as many pages at once. It ends with the test.
func NewPress(t testing.TB, tabs int) *Press {
	t.Helper()
	needed(t)
	p := &Press{make(chan context.Context, tabs)}
	browser := browsertest.NewFor(t, time.Hour)
	// A tab is one of this browser only where it has started.
	browsertest.Open(t, browser, "about:blank", 800)
	for range tabs {
		tab, cancel := chromedp.NewContext(browser)
		t.Cleanup(cancel)
		p.tabs <- tab
	}
	return p
}

// Print prints a page as a reader's browser does by itself: without backgrounds, and on
// the size of paper that is in the printer.
func (p *Press) Print(t testing.TB, url string, size chromedp.PaperSize, more ...chromedp.PDFOption) Paper {
	t.Helper()
	tab := <-p.tabs
	defer func() { p.tabs <- tab }()
	browsertest.Open(t, tab, url, 800)
	pdf, err := chromedp.Run(tab, chromedp.PrintToPDF(append(more, chromedp.PDFPaper(size), chromedp.PDFPreferCSSPageSize())...))
	if err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	return Open(t, pdf)
}

// Open is what was printed as a PDF.
func Open(t testing.TB, pdf []byte) Paper {
	t.Helper()
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	return Paper{file}
}

// needed ends a test where poppler is not here.
func needed(t testing.TB) {
	t.Helper()
	browsertest.Poppler(t, "pdftotext", "pdftohtml", "pdftoppm")
}
