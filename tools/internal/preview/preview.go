// Package preview shows the site on this computer while it is being written: from
// memory, on loopback only, rebuilt on every change of a source.
//
// It takes the site's root and serves until its context ends. A change that can't be
// built shows its mistakes, in the log and in the browser, and the last good pages
// stay up. It writes nothing.
package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"backupfirstaid/tools/internal/finding"
)

// Made is a site to show.
type Made struct {
	// Files are contents by path relative to the site's root.
	Files map[string][]byte
	// Entries counts the data files, Pages the HTML files.
	Entries, Pages int
}

// Maker makes the site from its sources as they are now, for an address; shown gives a file of the site that is shown,
// nil where it has none.
type Maker func(address string, shown func(name string) []byte) (Made, error)

// Options say what to show and where.
type Options struct {
	// Root is the site's root, which is watched, and Make makes the site.
	Root string
	Make Maker
	// Port is the port on loopback; 0 picks a free one.
	Port int
	// Log is told each build, and all mistakes.
	Log   io.Writer
	Color bool
}

// Serve builds and shows the site until ctx ends. The error is about the port or the
// watching; a site that can't be built is no error here.
func Serve(ctx context.Context, o Options) error {
	listener, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", o.Port))
	if err != nil {
		return fmt.Errorf("opening port %d: %w (another one: --port)", o.Port, err)
	}
	address := "http://" + listener.Addr().String() + "/"
	changes, err := watch(ctx, o.Root)
	if err != nil {
		return errors.Join(fmt.Errorf("watching the sources: %w", err), listener.Close())
	}
	show := newShow()
	build(o, address, show)
	fmt.Fprintf(o.Log, "The site is at %s (Ctrl+C ends it).\n", address)

	server := &http.Server{Handler: show, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	for {
		select {
		case <-changes:
			build(o, address, show)
		case err := <-ended:
			return err
		case <-ctx.Done():
			// Open event streams end with ctx, so this does not hang.
			return server.Close()
		}
	}
}

// build makes the site anew and shows it, or what keeps it from being made.
func build(o Options, address string, show *show) {
	start := time.Now()
	site, err := o.Make(address, show.file)
	if err != nil {
		fmt.Fprintln(o.Log, mistakes(err, o.Color))
		show.mistaken(mistakes(err, false))
		return
	}
	show.made(site.Files)
	fmt.Fprintf(o.Log, "%d pages from %d entries in %.2f s.\n", site.Pages, site.Entries, time.Since(start).Seconds())
}

// mistakes is what is wrong, as text: findings come with their excerpts.
func mistakes(err error, color bool) string {
	var found interface {
		Write(w io.Writer, as finding.Format, color bool) error
	}
	if !errors.As(err, &found) {
		return err.Error()
	}
	var b strings.Builder
	_ = found.Write(&b, finding.Text, color)
	return b.String()
}
