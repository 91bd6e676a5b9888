package preview

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"backupfirstaid/tools/internal/ledger"
)

// sources are the folders a site is made of.
var sources = []string{"data", "content", "layouts", "assets", "i18n"}

// settle is how long to wait after a change for the next: editors write a file in
// several goes, and a change of branch touches many.
const settle = 40 * time.Millisecond

// watch tells, until ctx ends, that something under the sources, config.toml or the ledger has changed.
func watch(ctx context.Context, root string) (<-chan struct{}, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	// The root too, for config.toml, the ledger and a folder of sources that appears.
	if err := w.Add(root); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	for _, dir := range sources {
		if err := addAll(w, filepath.Join(root, dir)); err != nil {
			return nil, errors.Join(err, w.Close())
		}
	}
	changes := make(chan struct{}, 1)
	go func() {
		defer w.Close()
		quiet := time.NewTimer(0)
		<-quiet.C
		for {
			select {
			case <-ctx.Done():
				return
			case e := <-w.Events:
				if !matters(root, e) {
					continue
				}
				if e.Has(fsnotify.Create) {
					// A folder that is gone again already needs no watching.
					_ = addAll(w, e.Name)
				}
				quiet.Reset(settle)
			case <-w.Errors:
				// Events may have been lost; building once too often is harmless.
				quiet.Reset(settle)
			case <-quiet.C:
				select {
				case changes <- struct{}{}:
				default:
				}
			}
		}
	}()
	return changes, nil
}

func addAll(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, os.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir():
			return w.Add(path)
		}
		return nil
	})
}

// matters tells whether an event can change the site.
func matters(root string, e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	name, err := filepath.Rel(root, e.Name)
	if err != nil || strings.HasPrefix(filepath.Base(name), ".") {
		return false
	}
	first, _, _ := strings.Cut(filepath.ToSlash(name), "/")
	if first == "config.toml" || first == ledger.File {
		return true
	}
	for _, dir := range sources {
		if first == dir {
			return true
		}
	}
	return false
}
