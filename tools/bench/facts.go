package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/parser"
	"go.yaml.in/yaml/v4"

	"backupfirstaid/tools/bench/generate"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/check"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/parallel"
	"backupfirstaid/tools/internal/terminal"
)

// floors are readers of YAML that do nothing but parse: no checker that reads with them can be faster.
var floors = []struct {
	name  string
	parse func([]byte) error
}{
	{"goccy", func(source []byte) error {
		_, err := parser.ParseBytes(source, 0)
		return err
	}},
	{"yaml/v4", func(source []byte) error {
		var document yaml.Node
		return yaml.Load(source, &document)
	}},
}

// parseAll parses the files one by one on all processors.
func parseAll(sources [][]byte, parse func([]byte) error) error {
	errs := make([]error, len(sources))
	parallel.Do(len(sources), func(i int) { errs[i] = parse(sources[i]) })
	return errors.Join(errs...)
}

// lastDay is later than every day in the generated facts, which all rules allow then.
var lastDay = time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)

// loadAndCheck is what is measured beside the floors. The facts are without a mistake.
func loadAndCheck(root string) (*catalog.Catalog, error) {
	c, err := load.Folder(root)
	if err != nil {
		return nil, err
	}
	for _, f := range check.Catalog(c, lastDay) {
		if f.Severity == finding.Error {
			return nil, fmt.Errorf("%s:%d: %s", f.File, f.Line, f.Message)
		}
	}
	return c, nil
}

// facts are generated files on disk and in memory.
type facts struct {
	root    string
	entries int
	sources [][]byte
	bytes   int64
}

// newFacts writes facts with so many symptoms and fixes, half and half, to a folder.
func newFacts(root string, entries int) (facts, error) {
	f := facts{root: root, entries: entries}
	made := generate.Files(generate.Size{Symptoms: entries / 2, Fixes: entries - entries/2})
	for _, name := range slices.Sorted(maps.Keys(made)) {
		content := made[name]
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return f, err
		}
		if err := os.WriteFile(path, content, 0o666); err != nil {
			return f, err
		}
		f.sources = append(f.sources, content)
		f.bytes += int64(len(content))
	}
	return f, nil
}

// bound is the most memory that loading and checking so many bytes of YAML may take.
func bound(yamlBytes int64) int64 { return 30*yamlBytes + 50e6 }

type factsCommand struct {
	Entries []int `help:"How many entries, half symptoms and half fixes." default:"1000,10000,50000" placeholder:"N,…"`
}

// Run measures each way in a process of its own, since only that tells how much memory it took.
func (f *factsCommand) Run(c *cli, s streams) error {
	for _, n := range f.Entries {
		if n < 2 {
			return fmt.Errorf("--entries: %d is too few; write 2 or more", n)
		}
	}
	scratch, err := os.MkdirTemp(scratchRoot(c.Scratch), "backupfirstaid-bench-")
	if err != nil {
		return err
	}
	if !c.Keep {
		defer func() { _ = os.RemoveAll(scratch) }()
	}
	b := bench{root: c.Source, scratch: scratch}
	for _, program := range []string{"data", "bench"} {
		if err := b.program(program, "./tools/"+program); err != nil {
			return err
		}
	}
	fmt.Fprintf(s.out, "Medians of %d, %d processors, %s.\n", c.Runs, runtime.NumCPU(), scratchKind(scratch))
	for _, n := range f.Entries {
		if err := b.facts(s.out, n, c.Runs); err != nil {
			return terminal.Failure{Err: err}
		}
	}
	return nil
}

// facts prints the table for so many entries.
func (b *bench) facts(out io.Writer, entries, runs int) error {
	made, err := newFacts(b.dir("facts"), entries)
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(made.root) }()
	ways := []way{
		{"load and check", b.dir("bench.program"), []string{"work", checking, made.root}},
		{"the whole command, data check", b.dir("data.program"), []string{"check", "--source", made.root, "--day", lastDay.Format(catalog.DateForm)}},
	}
	for _, f := range floors {
		ways = append(ways, way{f.name + " alone", b.dir("bench.program"), []string{"work", f.name, made.root}})
	}
	results := make([][]measure, len(ways))
	for range runs {
		for i, w := range ways {
			m, err := w.run()
			if err != nil {
				return err
			}
			results[i] = append(results[i], m)
		}
	}
	fmt.Fprintf(out, "\n%d entries, %.1f MB of YAML:\n\n| | wall s | CPU s | peak MB |", entries, float64(made.bytes)/1e6)
	for _, f := range floors {
		fmt.Fprintf(out, " × %s |", f.name)
	}
	fmt.Fprintf(out, "\n| --- | --- | --- | --- |%s\n", strings.Repeat(" --- |", len(floors)))
	for i, w := range ways {
		fmt.Fprintf(out, "| %s | %.3f | %.3f | %.0f |", w.name, median(results[i], wall), median(results[i], cpu), median(results[i], memory)/1e6)
		for j := range floors {
			fmt.Fprintf(out, " %.2f |", median(results[i], wall)/median(results[len(ways)-len(floors)+j], wall))
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "\nThe bound on memory, 30 × the bytes and 50 MB: %.0f MB.\n", float64(bound(made.bytes))/1e6)
	return nil
}

func cpu(m measure) float64    { return m.cpu.Seconds() }
func memory(m measure) float64 { return float64(m.memory) }

// way is a program to measure.
type way struct {
	name, program string
	args          []string
}

func (w way) run() (measure, error) {
	var out, errs strings.Builder
	cmd := exec.Command(w.program, w.args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	start := time.Now()
	err := cmd.Run()
	m := measure{wall: time.Since(start)}
	if err != nil {
		return m, fmt.Errorf("%s: %w\n%s%s", w.name, err, errs.String(), out.String())
	}
	m.cpu, m.memory = cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), peak(cmd.ProcessState)
	if w.args[0] == "work" {
		seconds, err := strconv.ParseFloat(strings.TrimSpace(out.String()), 64)
		if err != nil {
			return m, fmt.Errorf("%s said no time: %w", w.name, err)
		}
		m.wall = time.Duration(seconds * float64(time.Second))
	}
	return m, nil
}

// checking is the work that is no floor.
const checking = "load-and-check"

// workCommand is the child process of [factsCommand].
type workCommand struct {
	Name string `arg:"" help:"load-and-check, or a parser."`
	Root string `arg:"" help:"A folder with facts." type:"path"`
}

// Run does the work once and prints how long it took. A parser's time begins when the files are in memory.
func (w *workCommand) Run(s streams) error {
	start := time.Now()
	if w.Name == checking {
		if _, err := loadAndCheck(w.Root); err != nil {
			return err
		}
		fmt.Fprintln(s.out, time.Since(start).Seconds())
		return nil
	}
	for _, f := range floors {
		if f.name != w.Name {
			continue
		}
		sources, err := readFacts(w.Root)
		if err != nil {
			return err
		}
		start = time.Now()
		if err := parseAll(sources, f.parse); err != nil {
			return err
		}
		fmt.Fprintln(s.out, time.Since(start).Seconds())
		return nil
	}
	return fmt.Errorf("there is no work %q", w.Name)
}

// readFacts reads all files of data/ into memory.
func readFacts(root string) ([][]byte, error) {
	names, err := filepath.Glob(filepath.Join(root, "data", "*", "*.yaml"))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	sources := make([][]byte, len(names))
	for i, name := range names {
		if sources[i], err = os.ReadFile(name); err != nil {
			return nil, err
		}
	}
	return sources, nil
}
