package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	cdpruntime "github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/booklet"
	"backupfirstaid/tools/internal/paper"
)

// tabs is how many pages are at work at once: one more than processors, since a tab
// waits for the process that puts its PDF together.
func tabs() int { return runtime.GOMAXPROCS(0) + 1 }

// Print prints each page in its layouts, on all their sizes of paper. Before are the numbers of pages in the last
// booklets, by the name of the print (see [paper.Numbers]); without them, a booklet takes longer. Done is called after
// each print. The first error ends it, and says which page.
func (b *Browser) Print(pages []paper.Page, before map[string]map[string]int, done func()) (paper.Prints, error) {
	// The longest first, so that no tab is left with one in the end.
	pages = slices.SortedStableFunc(slices.Values(apart(pages)), func(a, b paper.Page) int { return len(b.Content) - len(a.Content) })
	ctx, cancel := context.WithCancel(b.ctx)
	defer cancel()
	var mu sync.Mutex
	made := paper.Prints{}
	var failed error
	stop := func(err error) {
		mu.Lock()
		defer mu.Unlock()
		// What fails after the first fails because of it.
		if failed == nil {
			failed = err
		}
		cancel()
	}
	var workers sync.WaitGroup
	work := make(chan paper.Page)
	for range min(tabs(), len(pages)) {
		workers.Go(func() {
			t, err := b.newTab(ctx)
			if err != nil {
				stop(fmt.Errorf("opening a page in %s: %w", b.Version, err))
				return
			}
			for p := range work {
				err := t.print(p, before, func(name string, pdf []byte, at map[string]int) {
					mu.Lock()
					defer mu.Unlock()
					made[name] = paper.NewPrint(pdf, p.Content, b.Version, at)
					done()
				})
				if err != nil {
					stop(fmt.Errorf("printing %s with %s: %w", p.Name, b.Version, err))
					return
				}
			}
		})
	}
	for _, p := range pages {
		select {
		case work <- p:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(work)
	workers.Wait()
	if failed == nil {
		failed = ctx.Err()
	}
	if failed != nil {
		return nil, failed
	}
	return made, nil
}

// apart gives booklets once for each layout: one takes as long as many sheets, and is shown by itself anyway.
func apart(pages []paper.Page) []paper.Page {
	var out []paper.Page
	for _, p := range pages {
		if !booklet.Numbered(p.Content) {
			out = append(out, p)
			continue
		}
		for _, layout := range p.Layouts {
			out = append(out, paper.Page{Name: p.Name, Content: p.Content, Layouts: []paper.Layout{layout}})
		}
	}
	return out
}

// tab is a page of the browser that shows one document after the other.
type tab struct {
	*Browser
	ctx   context.Context
	frame cdp.FrameID
}

func (b *Browser) newTab(ctx context.Context) (tab, error) {
	// A page that nobody sees is laid out for paper only.
	background := true
	made, err := chromedp.CallBrowser(ctx, target.CreateTarget, target.CreateTargetParams{URL: "about:blank", Background: &background})
	if err != nil {
		return tab{}, err
	}
	// It is closed with the browser.
	ctx, _ = chromedp.NewContext(ctx, chromedp.WithTargetID(made.TargetID))
	tree, err := chromedp.Call(ctx, page.GetFrameTree, cdp.Empty{})
	if err != nil {
		return tab{}, err
	}
	// chromedp follows what a page consists of, which is work for nothing here.
	for _, domain := range []cdp.Command[cdp.Empty, cdp.Empty]{css.Disable, dom.Disable, log.Disable, network.Disable, cdpruntime.Disable} {
		if _, err := chromedp.Call(ctx, domain, cdp.Empty{}); err != nil {
			return tab{}, err
		}
	}
	_, err = chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	return tab{b, ctx, tree.FrameTree.Frame.ID}, err
}

// print shows a page and prints it in its layouts, within the patience there is.
func (t tab) print(p paper.Page, before map[string]map[string]int, give given) error {
	patience := t.patience
	if booklet.Numbered(p.Content) {
		// It is as long as a hundred sheets, and printed again and again until its numbers stay.
		patience *= 4
	}
	ctx, cancel := context.WithTimeoutCause(t.ctx, patience, fmt.Errorf("it was not done in %v", patience))
	defer cancel()
	err := t.printIn(ctx, p, before, give)
	if errors.Is(err, context.DeadlineExceeded) {
		err = context.Cause(ctx)
	}
	return err
}

// given takes a print by its name, with the numbers of its pages if it is a booklet.
type given func(name string, pdf []byte, at map[string]int)

func (t tab) printIn(ctx context.Context, p paper.Page, before map[string]map[string]int, give given) error {
	var shown []byte
	for _, layout := range p.Layouts {
		fold := layout.Papers[0].Fold != ""
		// Where targets stand is the same on each paper.
		last := before[layout.Papers[0].File(p.Name)]
		// A booklet is shown again with the numbers of its pages, which differ by layout.
		laidOut, at, err := booklet.Print(p.Content, last, func(content []byte, draft bool) ([]byte, error) {
			if !bytes.Equal(content, shown) {
				if err := t.show(ctx, content); err != nil {
					return nil, err
				}
				shown = content
			}
			// What is folded is for paper only, and loses its tags.
			return onPaper(ctx, layout, draft || fold)
		})
		if err != nil {
			return err
		}
		for _, size := range layout.Papers {
			pdf, err := on(size, laidOut)
			if err != nil {
				return fmt.Errorf("on %s: %w", size.Name, err)
			}
			give(size.File(p.Name), pdf, at)
		}
	}
	return nil
}

// on is what was laid out, on paper of a size.
func on(size paper.Size, laidOut []byte) ([]byte, error) {
	if size.Fold != "" {
		return booklet.Fold(laidOut, size.Fold)
	}
	return inTheMiddle(laidOut, size.Width, size.Height)
}

// show makes a page be the tab's document.
func (t tab) show(ctx context.Context, content []byte) error {
	// Quicker than going to an address, and nothing is asked of a network.
	set := chromedp.Func(func(ctx context.Context, to *chromedp.Target) error {
		_, err := cdp.Call(ctx, to, page.SetDocumentContent, page.SetDocumentContentParams{FrameID: t.frame, HTML: string(forPrint(content))})
		return err
	})
	_, err := chromedp.Run(ctx, chromedp.WaitEvent(page.LoadEventFired, nil, set))
	return err
}

var policy = regexp.MustCompile(`(?i)<meta http-equiv="?content-security-policy"?[^>]*>`)

// forPrint is a page as it is given to a tab. Its policy is left out: one document is written over the other, and each
// would be held to the policies of all before it, which allow none of its styles. Nothing runs here anyway, and nothing
// can be loaded. On the screen nothing is laid out, which nobody would see.
func forPrint(content []byte) []byte {
	content = policy.ReplaceAll(content, nil)
	return bytes.Replace(content, []byte("<title"), []byte("<style>@media screen{body{display:none}}</style><title"), 1)
}

// onPaper is what a tab shows, as it is laid out; bare where nobody will look for tags and an outline.
func onPaper(ctx context.Context, layout paper.Layout, bare bool) ([]byte, error) {
	// Margins are those of the page's own styles. Backgrounds are left out, as most people's printers do.
	complete := !bare
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperSize{Width: layout.Width, Height: layout.Height}),
		func(p *page.PrintToPDFParams) { p.GenerateTaggedPDF, p.GenerateDocumentOutline = &complete, &complete }))
	if err != nil {
		return nil, err
	}
	if lacks := lacking(pdf); complete && lacks != "" {
		return nil, fmt.Errorf("the PDF has no %s; take a newer browser", lacks)
	}
	return plain(pdf), nil
}

// lacking names what a PDF should have and has not, "" where it has all.
func lacking(pdf []byte) string {
	for _, want := range []struct{ name, mark string }{
		{"beginning", "%PDF-"}, {"end", "%%EOF"},
		{"title", "/Title "}, {"language", "/Lang "}, {"tags", "/StructTreeRoot "}, {"outline", "/Outlines "},
	} {
		if !bytes.Contains(pdf, []byte(want.mark)) {
			return want.name
		}
	}
	return ""
}
