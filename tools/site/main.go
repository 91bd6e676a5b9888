// Command site is for people who make the site: it goes the whole way from data
// files to published pages, and shows them while they are being written.
//
//	go run ./tools/site build
//	go run ./tools/site serve
//	go run ./tools/site pdf
//	go run ./tools/site kit
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
	"backupfirstaid/tools/internal/paper"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/preview"
	"backupfirstaid/tools/internal/publish"
	"backupfirstaid/tools/internal/terminal"
)

type cli struct {
	Source string `help:"The site's root, where config.toml is." default:"." type:"path" placeholder:"DIR"`

	Build buildCommand `cmd:"" help:"Check the facts, build the site, verify it and publish it to a folder."`
	Serve serveCommand `cmd:"" help:"Show the site on this computer and rebuild it on every change."`
	PDF   pdfCommand   `cmd:"" name:"pdf" help:"Build the site and print its sheets as PDF, on A4 and on Letter, with a Chromium that is there."`
	Kit   kitCommand   `cmd:"" help:"Make the site for where there is no network: one HTML file that holds all, and a zip."`
}

// place is where a site goes.
type place struct {
	Destination string `help:"The folder to publish to; default: public in the site's root." type:"path" placeholder:"DIR"`
	BaseURL     string `help:"The address the site will have; default: the one of config.toml." name:"base-url" placeholder:"URL"`
}

type buildCommand struct {
	place
	Keep string `help:"Also write out the files that are laid over the tree for Hugo, to look at." type:"path" placeholder:"DIR"`
}

type pdfCommand struct{ place }

type kitCommand struct {
	Destination string `help:"The folder to put both files in; default: kit in the site's root." type:"path" placeholder:"DIR"`
	BaseURL     string `help:"The address of the site on the web; default: the one of config.toml." name:"base-url" placeholder:"URL"`
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
	destination := b.destination(all)
	if err := b.usable(all.Source, destination); err != nil {
		return err
	}
	if err := b.keepable(all.Source, destination); err != nil {
		return err
	}
	gone := 0
	site, err := b.publish(all, s, func(folder *publish.Folder, _ progress, files map[string][]byte) (map[string][]byte, error) {
		var kept paper.Prints
		kept, gone = paper.Kept(folder.File, files, "")
		return kept.Files(files)
	})
	if err == nil && gone > 0 {
		fmt.Fprintf(s.errs, "%d PDFs are gone, since their sheets have changed; `site pdf` prints what is missing.\n", gone)
	}
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

// destination is the folder to publish to.
func (p place) destination(all *cli) string {
	if p.Destination != "" {
		return p.Destination
	}
	return filepath.Join(all.Source, "public")
}

// sources are folders of the root that are for what a site is made from. What is made would be taken for a source there.
var sources = []string{"assets", "content", "data", "generated", "i18n", "layouts", "tools"}

// usable says what can't be right, before anything is made.
func (p place) usable(source, destination string) error {
	if err := pipeline.Readable(source); err != nil {
		return err
	}
	if p.BaseURL != "" {
		if err := finish.Address(p.BaseURL); err != nil {
			return fmt.Errorf("--base-url: %w", err)
		}
	}
	for _, folder := range sources {
		if taken := filepath.Join(source, folder); inside(destination, taken) {
			return fmt.Errorf("--destination %s: this folder is for sources (%s); name one of its own", destination, taken)
		}
	}
	return nil
}

// keepable says that what is kept would be taken for a source or a site.
func (b *buildCommand) keepable(source, destination string) error {
	if b.Keep == "" {
		return nil
	}
	taken := []string{destination}
	for _, folder := range sources {
		taken = append(taken, filepath.Join(source, folder))
	}
	for _, folder := range taken {
		if inside(b.Keep, folder) || inside(folder, b.Keep) {
			return fmt.Errorf("--keep %s: this folder has another use (%s); name one of its own", b.Keep, folder)
		}
	}
	return nil
}

// inside tells whether a folder is another or lies in it.
func inside(dir, other string) bool {
	relative, err := filepath.Rel(other, dir)
	return err == nil && relative != ".." && !strings.HasPrefix(relative, ".."+string(filepath.Separator))
}

// printer gives what is made of finished pages, and of what the folder held before.
type printer func(folder *publish.Folder, p progress, files map[string][]byte) (map[string][]byte, error)

// publish goes the whole way into the folder, and says what was published.
func (p place) publish(all *cli, s session, print printer) (pipeline.Site, error) {
	destination := p.destination(all)
	// The folder is held from the beginning, so that of two builds the one that saw the newer facts is published last.
	folder, err := publish.Open(s.ctx, destination, func() {
		fmt.Fprintf(s.errs, "Another build is at work beside %s; waiting for it to end.\n", destination)
	})
	if err != nil {
		return pipeline.Site{}, terminal.Failure{Err: err}
	}
	progress := newProgress(s.errs)
	site, result, err := p.make(s.ctx, all, folder, progress, print)
	progress.end()
	if err == nil {
		tell(s, destination, site, result)
	}
	return site, errors.Join(err, folder.Close())
}

// make goes the whole way into a folder.
func (p place) make(ctx context.Context, all *cli, folder *publish.Folder, progress progress, print printer) (pipeline.Site, publish.Result, error) {
	site, err := pipeline.Make(pipeline.Options{
		Root: all.Source, BaseURL: p.BaseURL, Day: time.Now(), Have: folder.File, Progress: progress.step,
		Print: func(files map[string][]byte) (map[string][]byte, error) { return print(folder, progress, files) },
	})
	if ctx.Err() != nil {
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
	make := func(address string, shown func(string) []byte) (preview.Made, error) {
		site, err := pipeline.Make(pipeline.Options{Root: all.Source, BaseURL: address, Day: time.Now(), Have: shown, Preview: true})
		return preview.Made{Files: site.Files, Entries: site.Entries, Pages: site.Pages}, err
	}
	err := preview.Serve(s.ctx, preview.Options{Root: all.Source, Make: make, Port: c.Port, Log: s.errs, Color: terminal.Color(s.errs)})
	if err != nil {
		return terminal.Failure{Err: err}
	}
	return nil
}
