package main

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"backupfirstaid/tools/internal/chromium"
	"backupfirstaid/tools/internal/paper"
	"backupfirstaid/tools/internal/pdf"
	"backupfirstaid/tools/internal/publish"
)

func (c *pdfCommand) Run(all *cli, s session) error {
	if err := c.usable(all.Source, c.destination(all)); err != nil {
		return err
	}
	path := chromium.Find()
	if path == "" {
		return errors.New("no Chromium is here to print with; install Chromium or Google Chrome, and all else works without")
	}
	browser := starting(s.ctx, path)
	defer browser.close()
	var told string
	_, err := c.publish(all, s, func(folder *publish.Folder, p progress, files map[string][]byte) (map[string][]byte, error) {
		b, err := browser.started()
		if err != nil {
			return nil, err
		}
		prints, _ := paper.Kept(folder.File, files, b.Version)
		kept := len(prints)
		if err := printed(b, files, prints, paper.Numbers(folder.File), p); err != nil {
			return nil, err
		}
		told = fmt.Sprintf("%d PDFs: %d printed, %d as before.", len(prints), len(prints)-kept, kept)
		return prints.Files(files)
	})
	if err != nil {
		return failed(err, s)
	}
	fmt.Fprintln(s.out, told)
	return nil
}

// printed adds to prints what is missing. Before are the numbers of pages in the last booklets.
func printed(b *pdf.Browser, files map[string][]byte, prints paper.Prints, before map[string]map[string]int, p progress) error {
	missing := paper.Missing(files, prints)
	count := 0
	for _, m := range missing {
		count += len(m.Files())
	}
	done := 0
	made, err := b.Print(missing, before, func() {
		done++
		p.step(fmt.Sprintf("print, %d of %d done", done, count))
	})
	if err != nil {
		return err
	}
	maps.Copy(prints, made)
	return nil
}

// browserStarting is a browser that starts while the site is being made.
type browserStarting struct {
	stop    func()
	ready   chan struct{}
	browser *pdf.Browser
	err     error
}

func starting(ctx context.Context, path string) *browserStarting {
	ctx, stop := context.WithCancel(ctx)
	s := &browserStarting{stop: stop, ready: make(chan struct{})}
	go func() {
		defer close(s.ready)
		s.browser, s.err = pdf.Start(ctx, path)
	}()
	return s
}

func (s *browserStarting) started() (*pdf.Browser, error) {
	<-s.ready
	return s.browser, s.err
}

func (s *browserStarting) close() {
	s.stop()
	if b, err := s.started(); err == nil {
		b.Close()
	}
}
