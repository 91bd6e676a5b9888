// Package hugo builds the site with Hugo, in this process, from memory to memory.
//
// It takes the site's root and the generated files, and gives every file that Hugo
// made. It writes nothing to disk. Hugo promises no library API, so this is the one
// package that imports it, and a test says which version it was made for.
package hugo

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/bep/logg"
	"github.com/bep/overlayfs"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"
	"github.com/spf13/afero"
)

// Options say what to build.
type Options struct {
	// Root is the folder with config.toml.
	Root string
	// BaseURL overrides the one of config.toml unless it is empty.
	BaseURL string
	// Overlay are files laid over the tree in memory, by path relative to Root.
	Overlay map[string][]byte
}

// Result is a built site.
type Result struct {
	// Files are contents by path relative to the published root, with forward slashes.
	Files map[string][]byte
	// BaseURL is the address that the site was built for.
	BaseURL string
}

// Build builds the site. Hugo's warnings count as errors: what it warns of stays wrong on the page.
func Build(o Options) (result Result, err error) {
	root, err := filepath.Abs(o.Root)
	if err != nil {
		return Result{}, err
	}
	source, err := overlay(root, o.Overlay)
	if err != nil {
		return Result{}, err
	}
	// Strange input makes Hugo panic now and then; a build that fails must not take the preview with it.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("hugo panicked: %v", r)
		}
	}()
	var warnings strings.Builder
	log := loggers.New(loggers.Options{
		Level: logg.LevelWarn, StdOut: &warnings, StdErr: &warnings, DistinctLevel: logg.LevelWarn,
	})
	configs, err := configuration(root, o.BaseURL, source, log)
	if err != nil {
		return Result{}, err
	}
	made := afero.NewMemMapFs()
	filesystems := hugofs.NewFromSourceAndDestination(source, made, configs.LoadingInfo.Cfg)
	sites, err := hugolib.NewHugoSites(deps.DepsCfg{
		Configs: configs, Fs: filesystems, LogLevel: logg.LevelWarn, StdOut: io.Discard, StdErr: &warnings,
	})
	if err != nil {
		return Result{}, fmt.Errorf("starting hugo: %w", err)
	}
	defer func() { err = errors.Join(err, sites.Close()) }()
	err = sites.Build(hugolib.BuildCfg{NoBuildLock: true})
	if said := strings.TrimSpace(warnings.String()); err != nil || said != "" {
		return Result{}, errors.Join(err, errors.New(said))
	}
	files, err := collect(made, filepath.Join(root, "public"))
	return Result{files, configs.Base.BaseURL}, err
}

func configuration(root, baseURL string, source afero.Fs, log loggers.Logger) (*allconfig.Configs, error) {
	settings := config.New()
	settings.Set("workingDir", root)
	settings.Set("publishDir", "public")
	if baseURL != "" {
		settings.Set("baseURL", baseURL)
	}
	configs, err := allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
		Fs: source, Logger: log, Flags: settings, Filename: filepath.Join(root, "config.toml"),
		// The environment could change what is built.
		Environ: []string{"HUGO_ENV=production"}, Environment: "production",
	})
	if err != nil {
		return nil, fmt.Errorf("reading config.toml: %w", err)
	}
	return configs, nil
}

// Address is the one that the site of a root would be built for: the one given, or else that of config.toml.
func Address(root, baseURL string) (string, error) {
	if baseURL != "" {
		return baseURL, nil
	}
	root, err := filepath.Abs(root)
	if err != nil {
		return "", err
	}
	configs, err := configuration(root, "", hugofs.Os, loggers.NewDefault())
	if err != nil {
		return "", err
	}
	return configs.Base.BaseURL, nil
}

// overlay is the tree on disk with files in memory over it. Afero's own
// CopyOnWriteFs makes Hugo panic; this is the one Hugo itself uses. What Hugo
// writes beside the site, such as a cache folder, goes to memory too.
func overlay(root string, files map[string][]byte) (afero.Fs, error) {
	memory := afero.NewMemMapFs()
	for name, content := range files {
		if err := afero.WriteFile(memory, filepath.Join(root, filepath.FromSlash(name)), content, 0o666); err != nil {
			return nil, err
		}
	}
	return overlayfs.New(overlayfs.Options{Fss: []afero.Fs{memory, hugofs.Os}, FirstWritable: true}), nil
}

func collect(made afero.Fs, root string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := afero.Walk(made, root, func(path string, info fs.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		content, err := afero.ReadFile(made, path)
		files[filepath.ToSlash(name)] = content
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading what hugo made: %w", err)
	}
	return files, nil
}
