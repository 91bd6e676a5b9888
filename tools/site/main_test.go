package main

import (
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"backupfirstaid/tools/internal/testsite"
)

// asCommand makes the test binary be the command.
const asCommand = "BE_THE_SITE_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"site": main})
}

func TestScripts(t *testing.T) {
	commands := maps.Clone(testsite.Commands)
	commands["left-alone"] = leftAlone
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		// Each script starts in a small site with the real layouts.
		Setup: func(e *testscript.Env) error {
			e.Setenv("REPOSITORY", testsite.Repository())
			return testsite.Write(e.WorkDir)
		},
		Cmds: commands,
	})
}

// left-alone NAME… says that the folder holds nothing but these.
func leftAlone(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs("."))
	ts.Check(err)
	var got []string
	for _, e := range entries {
		if e.Name() != ".tmp" {
			got = append(got, e.Name())
		}
	}
	if diff := cmp.Diff(args, got); diff != "" {
		ts.Fatalf("%s", diff)
	}
}

func command(root string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], "build", "--source", root)
	cmd.Env = append(os.Environ(), asCommand+"=1")
	return cmd
}

func TestAKilledBuildLeavesTheOldSite(t *testing.T) {
	root := testsite.New(t)
	public := filepath.Join(root, "public")
	file := filepath.Join(root, "data/fixes/look-around.yaml")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if out, err := command(root).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(start)
	before := testsite.Contents(t, public)
	if err := os.WriteFile(file, []byte(strings.Replace(string(good), "title: Look around", "title: Look about", 1)), 0o666); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 12 {
		cmd := command(root)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole))))
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		after := testsite.Contents(t, public)
		if strings.Contains(after["fixes/look-around/index.html"], "Look about") {
			// It had ended already: put the old site back for the next try.
			if len(after) != len(before) {
				t.Fatalf("%d files, and the whole site has %d", len(after), len(before))
			}
			if err := os.WriteFile(file, good, 0o666); err != nil {
				t.Fatal(err)
			}
			if out, err := command(root).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			if err := os.WriteFile(file, []byte(strings.Replace(string(good), "title: Look around", "title: Look about", 1)), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestTwoBuildsAtOnceDoNotMix(t *testing.T) {
	root := testsite.New(t)
	first, second := command(root), command(root)
	var said strings.Builder
	second.Stderr = &said
	for _, cmd := range []*exec.Cmd{first, second} {
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
	}
	if err := first.Wait(); err != nil {
		t.Fatal(err)
	}
	if err := second.Wait(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	if got := testsite.Contents(t, filepath.Join(root, "public")); got["index.html"] == "" {
		t.Error("no site is there")
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 kB", 1499: "1 kB", 999_400: "999 kB", 1_949_000: "1.9 MB"} {
		if got := size(n); got != want {
			t.Errorf("size(%d) = %s, want %s", n, got, want)
		}
	}
}
