package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"backupfirstaid/tools/internal/kit"
	"backupfirstaid/tools/internal/pipeline"
	"backupfirstaid/tools/internal/publish"
	"backupfirstaid/tools/internal/terminal"
)

func (c *kitCommand) Run(all *cli, s session) error {
	p := place(*c)
	if p.Destination == "" {
		p.Destination = filepath.Join(all.Source, "kit")
	}
	if err := p.usable(all.Source, p.Destination); err != nil {
		return err
	}
	folder, err := publish.Open(s.ctx, p.Destination, func() {
		fmt.Fprintf(s.errs, "Another build is at work beside %s; waiting for it to end.\n", p.Destination)
	})
	if err != nil {
		return terminal.Failure{Err: err}
	}
	progress := newProgress(s.errs)
	steps, files, result, err := c.make(all, s, folder, progress)
	progress.end()
	if err = errors.Join(err, folder.Close()); err != nil {
		return failed(err, s)
	}
	fmt.Fprintf(s.out, "%s, %s, and %s, %s, in %s: %s.\n", kit.OneFile, size(int64(len(files[kit.OneFile]))),
		kit.ZipFile, size(int64(len(files[kit.ZipFile]))), p.Destination, changes(result))
	fmt.Fprintln(s.errs, times(steps))
	return nil
}

// make builds the site and publishes what is made of it.
func (c *kitCommand) make(all *cli, s session, folder *publish.Folder, progress progress) ([]pipeline.Step, map[string][]byte, publish.Result, error) {
	site, err := pipeline.Make(pipeline.Options{Root: all.Source, BaseURL: c.BaseURL, Day: time.Now(), Kit: true, Progress: progress.step})
	if err != nil {
		return nil, nil, publish.Result{}, err
	}
	progress.step("kit")
	start := time.Now()
	files, err := kit.Make(site.Kit, site.Files, site.Expected, site.Address)
	if err == nil && s.ctx.Err() != nil {
		err = errors.New("stopped before anything was published")
	}
	if err != nil {
		return nil, nil, publish.Result{}, err
	}
	result, err := folder.Publish(files)
	return append(site.Steps, pipeline.Step{Name: "kit", Took: time.Since(start)}), files, result, err
}
