// Package pdf prints pages through a Chromium that is there.
//
// It takes pages that are complete in one file and gives PDFs: tagged, with outline,
// title and language. The same page gives the same bytes. It writes nothing, and the
// browser can ask no network.
package pdf

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Browser is one that has been started and waits for pages.
type Browser struct {
	// Version is its name and number.
	Version string

	ctx   context.Context
	close func()
	// patience is how long a page may take.
	patience time.Duration
}

const (
	// startPatience is how long a browser may take to start, on a machine that is busy.
	startPatience = time.Minute
	pagePatience  = time.Minute
)

// Start starts the browser at a path. It ends with [Browser.Close], or with ctx.
func Start(ctx context.Context, path string) (*Browser, error) {
	return start(ctx, path, startPatience)
}

func start(ctx context.Context, path string, patience time.Duration) (*Browser, error) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path),
		// It becomes the creator that a PDF names; the browser's own tells of the machine.
		chromedp.UserAgent("Backup First Aid"),
		// Pages are complete. What asks for more, the browser itself among them, finds no host.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"),
		chromedp.Flag("disable-component-update", true))
	if os.Geteuid() == 0 {
		// The sandbox needs a user that is not root.
		options = append(options, chromedp.NoSandbox)
	}
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	ctx, stopTab := chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	b := &Browser{ctx: ctx, close: func() { stopTab(); stop() }, patience: pagePatience}
	// The context of its first call is the browser's own, so it can't be one with a deadline.
	late := time.AfterFunc(patience, stopTab)
	version, err := chromedp.CallBrowser(ctx, browser.GetVersion, cdp.Empty{})
	if !late.Stop() {
		err = fmt.Errorf("it said nothing for %v", patience)
	}
	if err != nil {
		b.Close()
		// What it said itself comes in lines of its own.
		return nil, fmt.Errorf("%s does not start: %s", path, strings.TrimSpace(strings.TrimPrefix(err.Error(), "chrome failed to start:\n")))
	}
	b.Version = version.Product
	return b, nil
}

// Close ends the browser.
func (b *Browser) Close() { b.close() }
