// Command bench compares the whole build with Hugo alone making the same pages from
// the same YAML, in one go, and prints medians.
//
//	go run ./tools/bench
//	go run ./tools/bench --symptoms 2000 --fixes 2000 --runs 9
//
// It also measures load and check beside the YAML parsers alone:
//
//	go run ./tools/bench facts
package main

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"backupfirstaid/tools/bench/generate"
	"backupfirstaid/tools/internal/terminal"
)

type cli struct {
	Source   string `help:"The site's root." default:"." type:"path" placeholder:"DIR"`
	Symptoms int    `help:"How many symptoms." default:"1000"`
	Fixes    int    `help:"How many fixes." default:"1000"`
	Runs     int    `help:"How often each is run; medians are printed." default:"7"`
	Scratch  string `help:"A folder to work in, best on a memory disk; default: /dev/shm where there is one." type:"path" placeholder:"DIR"`
	Keep     bool   `help:"Leave the folder there, to look at both sites."`

	Compare compareCommand `cmd:"" default:"1" help:"Run both and compare (the default)."`
	Facts   factsCommand   `cmd:"" help:"Measure load and check, and their memory, beside the YAML parsers alone."`
	Work    workCommand    `cmd:"" hidden:""`
}

type compareCommand struct{}

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, out, errs io.Writer) int {
	var c cli
	if len(args) == 0 {
		args = []string{"compare"}
	}
	return terminal.Run("bench", "Compares the build with Hugo alone.", &c, args, out, errs, &c, streams{out})
}

// streams is where the result goes.
type streams struct{ out io.Writer }

func (*compareCommand) Run(c *cli, s streams) error {
	out := s.out
	scratch, err := os.MkdirTemp(scratchRoot(c.Scratch), "backupfirstaid-bench-")
	if err != nil {
		return err
	}
	if !c.Keep {
		defer os.RemoveAll(scratch)
	}
	b := bench{root: c.Source, scratch: scratch, files: generate.Files(generate.Size{Symptoms: c.Symptoms, Fixes: c.Fixes})}
	for _, prepare := range []func() error{b.ours, b.alone} {
		if err := prepare(); err != nil {
			return err
		}
	}
	results := [2][]measure{}
	for range c.Runs {
		for i, run := range []func() (measure, error){b.runOurs, b.runAlone} {
			m, err := run()
			if err != nil {
				return terminal.Failure{Err: err}
			}
			results[i] = append(results[i], m)
		}
	}
	fmt.Fprintf(out, "%d symptoms, %d fixes, %d runs each, %d processors, %s:\n\n", c.Symptoms, c.Fixes, c.Runs, runtime.NumCPU(), scratchKind(scratch))
	fmt.Fprintln(out, "| | wall s | CPU s | memory MB | pages | MB |")
	fmt.Fprintln(out, "| --- | --- | --- | --- | --- | --- |")
	for i, name := range []string{"site build, every step", "Hugo alone"} {
		fmt.Fprintln(out, row(name, results[i]))
	}
	ours, alone := median(results[0], wall), median(results[1], wall)
	fmt.Fprintf(out, "\nWall time: %.2f of Hugo alone. Seconds of the last build by step: %s\n", ours/alone, b.steps)
	if c.Keep {
		fmt.Fprintln(out, "Both are in", scratch)
	}
	return nil
}

// scratchRoot prefers a memory disk: creating thousands of files on a real one drowns the rest.
func scratchRoot(wanted string) string {
	if wanted != "" {
		return wanted
	}
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return os.TempDir()
}

func scratchKind(dir string) string {
	if strings.HasPrefix(dir, "/dev/shm") {
		return "memory disk"
	}
	return "in " + filepath.Dir(dir)
}

type bench struct {
	root, scratch string
	files         map[string][]byte
	// steps is what the last of our builds said of its steps.
	steps string
}

func (b *bench) dir(parts ...string) string {
	return filepath.Join(append([]string{b.scratch}, parts...)...)
}

// ours is the site as it is, with the generated facts in the place of the real ones.
func (b *bench) ours() error {
	if err := b.copy("ours", "layouts", "assets", "i18n", "config.toml"); err != nil {
		return err
	}
	return b.lay("ours", "./tools/site")
}

// alone is the baseline's folder over the site's own partials, styles and words.
func (b *bench) alone() error {
	if err := b.copy("alone", "layouts/_partials", "layouts/baseof.html", "layouts/404.html", "layouts/robots.txt", "assets", "i18n"); err != nil {
		return err
	}
	if err := overlay(b.dir("alone"), filepath.Join(b.root, "tools", "bench", "baseline")); err != nil {
		return err
	}
	return b.lay("alone", "./tools/bench/hugo-alone")
}

func (b *bench) copy(to string, names ...string) error {
	for _, name := range names {
		if err := overlay(b.dir(to, name), filepath.Join(b.root, name)); err != nil {
			return err
		}
	}
	return nil
}

// lay writes the generated facts and builds the program.
func (b *bench) lay(to, program string) error {
	for name, content := range b.files {
		path := b.dir(to, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o666); err != nil {
			return err
		}
	}
	return b.program(to, program)
}

// program compiles a command.
func (b *bench) program(name, pkg string) error {
	build := exec.Command("go", "build", "-o", b.dir(name+".program"), pkg)
	build.Dir = b.root
	if said, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", pkg, err, said)
	}
	return nil
}

// overlay copies a file or a folder, over what is there.
func overlay(to, from string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, name)
		if d.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o666)
	})
}

// measure is one run.
type measure struct {
	wall, cpu time.Duration
	// memory is the peak resident size in bytes.
	memory int64
	pages  int
	bytes  int64
}

func wall(m measure) float64 { return m.wall.Seconds() }

func (b *bench) runOurs() (measure, error) {
	var said strings.Builder
	m, err := b.time("ours", &said, "build", "--source", b.dir("ours"), "--destination", b.dir("ours.public"))
	if i := strings.Index(said.String(), "Seconds: "); i >= 0 {
		b.steps = strings.TrimSpace(said.String()[i+len("Seconds: "):])
	}
	return m, err
}

func (b *bench) runAlone() (measure, error) {
	// What we publish is minified, so Hugo's own minifier is on; the lock and the cache are off, as they are with us.
	var said strings.Builder
	return b.time("alone", &said, "--source", b.dir("alone"), "--destination", b.dir("alone.public"), "--minify", "--noBuildLock", "--quiet")
}

func (b *bench) time(which string, said *strings.Builder, args ...string) (measure, error) {
	if err := os.RemoveAll(b.dir(which + ".public")); err != nil {
		return measure{}, err
	}
	cmd := exec.Command(b.dir(which+".program"), args...)
	cmd.Stdout, cmd.Stderr = said, said
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if err != nil {
		return measure{}, fmt.Errorf("%s: %w\n%s", which, err, said)
	}
	m := measure{wall: took, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), memory: peak(cmd.ProcessState)}
	err = filepath.WalkDir(b.dir(which+".public"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		m.bytes += info.Size()
		if filepath.Ext(path) == ".html" {
			m.pages++
		}
		return nil
	})
	return m, err
}

func median(ms []measure, of func(measure) float64) float64 {
	values := make([]float64, len(ms))
	for i, m := range ms {
		values[i] = of(m)
	}
	slices.SortFunc(values, cmp.Compare[float64])
	return values[len(values)/2]
}

func row(name string, ms []measure) string {
	return fmt.Sprintf("| %s | %.2f | %.2f | %.0f | %d | %.1f |", name,
		median(ms, wall), median(ms, cpu), median(ms, memory)/1e6, ms[0].pages, float64(ms[0].bytes)/1e6)
}
