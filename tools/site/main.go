// Command site is for people who make the site: it goes the whole way from data
// files to published pages, and shows them while they are being written.
//
//	go run ./tools/site build
//	go run ./tools/site serve
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/finish"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/preview"
	"backupfirstaid/tools/internal/publish"
	"backupfirstaid/tools/internal/terminal"
)

type cli struct {
	Source string `help:"The site's root, where config.toml is." default:"." type:"path" placeholder:"DIR"`

	Build buildCommand `cmd:"" help:"Check the facts, build the site, verify it and publish it to a folder."`
	Serve serveCommand `cmd:"" help:"Show the site on this computer and rebuild it on every change."`
}

type buildCommand struct {
	Destination string `help:"The folder to publish to; default: public in the site's root." type:"path" placeholder:"DIR"`
	BaseURL     string `help:"The address the site will have; default: the one of config.toml." name:"base-url" placeholder:"URL"`
	Keep        string `help:"Also write out the files that are laid over the tree for Hugo, to look at." type:"path" placeholder:"DIR"`
}

type serveCommand struct {
	Port int `help:"The port on this computer; 0 picks a free one." default:"1313"`
}

func main() {
	// A build makes many small things and ends: memory is cheaper than looking for what could be freed.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(300)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The first signal asks to stop, a second one kills.
	context.AfterFunc(ctx, stop)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string, out, errs io.Writer) int {
	var c cli
	return terminal.Run("site", "Tools for people who make the site of Backup First Aid.", &c, args, out, errs, &c, session{ctx, out, errs})
}

// session is what a command runs in.
type session struct {
	ctx       context.Context
	out, errs io.Writer
}

func (b *buildCommand) Run(all *cli, s session) error {
	destination := b.Destination
	if destination == "" {
		destination = filepath.Join(all.Source, "public")
	}
	if err := b.usable(all.Source, destination); err != nil {
		return err
	}
	// The folder is held from the beginning, so that of two builds the one that saw the newer facts is published last.
	folder, err := publish.Open(s.ctx, destination, func() {
		fmt.Fprintf(s.errs, "Another build is at work beside %s; waiting for it to end.\n", destination)
	})
	if err != nil {
		return terminal.Failure{Err: err}
	}
	progress := newProgress(s.errs)
	site, result, err := b.make(s.ctx, all, folder, progress)
	progress.end()
	if err == nil {
		tell(s, destination, site, result)
	}
	err = errors.Join(err, folder.Close())
	// What was laid is most worth a look when Hugo could not make a site of it.
	if b.Keep != "" && site.Laid != nil {
		err = errors.Join(err, keep(s.ctx, b.Keep, site.Laid))
	}
	if err != nil {
		return failed(err, s)
	}
	return nil
}

// tell says what was published.
func tell(s session, destination string, site pipeline.Site, result publish.Result) {
	fmt.Fprintf(s.out, "%d entries made %d pages, %s, in %s: %s.\n",
		site.Entries, site.Pages, size(result.Bytes), destination, changes(result))
	fmt.Fprintln(s.errs, times(site.Steps))
	if result.Left != nil {
		fmt.Fprintf(s.errs, "The new site is in place, but the old one could not be removed; remove it by hand: %v\n", result.Left)
	}
}

// usable says what can't be right, before anything is made.
func (b *buildCommand) usable(source, destination string) error {
	if err := pipeline.Readable(source); err != nil {
		return err
	}
	if b.BaseURL != "" {
		if err := finish.Address(b.BaseURL); err != nil {
			return fmt.Errorf("--base-url: %w", err)
		}
	}
	// What is made would be taken for a source, and what is kept for a site.
	for _, folder := range []string{"assets", "content", "data", "generated", "i18n", "layouts", "tools"} {
		if taken := filepath.Join(source, folder); inside(destination, taken) {
			return fmt.Errorf("--destination %s: this folder is for sources (%s); name one of its own", destination, taken)
		} else if b.Keep != "" && (inside(b.Keep, taken) || inside(taken, b.Keep)) {
			return fmt.Errorf("--keep %s: this folder has another use (%s); name one of its own", b.Keep, taken)
		}
	}
	if b.Keep != "" && (inside(b.Keep, destination) || inside(destination, b.Keep)) {
		return fmt.Errorf("--keep %s: this folder has another use (%s); name one of its own", b.Keep, destination)
	}
	return nil
}

// inside tells whether a folder is another or lies in it.
func inside(dir, other string) bool {
	relative, err := filepath.Rel(other, dir)
	return err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
}

// make goes the whole way into a folder.
func (b *buildCommand) make(ctx context.Context, all *cli, folder *publish.Folder, progress progress) (pipeline.Site, publish.Result, error) {
	site, err := pipeline.Make(pipeline.Options{Root: all.Source, BaseURL: b.BaseURL, Day: time.Now(), Have: folder.File, Progress: progress.step})
	if err == nil && ctx.Err() != nil {
		err = errors.New("stopped before anything was published")
	}
	if err != nil {
		return site, publish.Result{}, err
	}
	progress.step("publish")
	start := time.Now()
	result, err := folder.Publish(site.Files)
	site.Steps = append(site.Steps, pipeline.Step{Name: "publish", Took: time.Since(start)})
	return site, result, err
}

// failed says why the site could not be made.
func failed(err error, s session) error {
	var found pipeline.Findings
	if errors.As(err, &found) {
		if err := found.Write(s.errs, finding.Text, terminal.Color(s.errs)); err != nil {
			return err
		}
		fmt.Fprintln(s.errs, "Nothing was published; the last site is as it was.")
		return terminal.ErrFound
	}
	var unreadable pipeline.Unreadable
	if errors.As(err, &unreadable) {
		return err
	}
	return terminal.Failure{Err: err}
}

func keep(ctx context.Context, dir string, files map[string][]byte) error {
	folder, err := publish.Open(ctx, dir, func() {})
	if err != nil {
		return err
	}
	_, err = folder.Publish(files)
	return errors.Join(err, folder.Close())
}

func changes(r publish.Result) string {
	if !r.Touched() {
		return "nothing changed, nothing touched"
	}
	return fmt.Sprintf("%d files new, %d changed, %d removed, %d as before", r.Added, r.Changed, r.Removed, r.Unchanged)
}

// size is a number of bytes for people.
func size(n int64) string {
	if n < 1_000_000 {
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

func times(steps []pipeline.Step) string {
	var parts []string
	var whole time.Duration
	for _, s := range steps {
		parts = append(parts, fmt.Sprintf("%s %.2f", s.Name, s.Took.Seconds()))
		whole += s.Took
	}
	return fmt.Sprintf("Seconds: %s; in all %.2f.", strings.Join(parts, ", "), whole.Seconds())
}

// progress names the step at work, on a terminal.
type progress struct {
	w  io.Writer
	on bool
}

func newProgress(w io.Writer) progress { return progress{w, terminal.Is(w)} }

const clearLine = "\r\x1b[K"

func (p progress) step(name string) {
	if p.on {
		fmt.Fprintf(p.w, "%s%s …", clearLine, name)
	}
}

func (p progress) end() {
	if p.on {
		fmt.Fprint(p.w, clearLine)
	}
}

func (c *serveCommand) Run(all *cli, s session) error {
	if err := pipeline.Readable(all.Source); err != nil {
		return err
	}
	err := preview.Serve(s.ctx, preview.Options{Root: all.Source, Port: c.Port, Log: s.errs, Color: terminal.Color(s.errs)})
	if err != nil {
		return terminal.Failure{Err: err}
	}
	return nil
}
