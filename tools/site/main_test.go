package main

import (
	"context"
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
			// Where the command itself is, for scripts that leave out the rest.
			commands, _, _ := strings.Cut(e.Getenv("PATH"), string(os.PathListSeparator))
			e.Setenv("COMMANDS", commands)
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

// A card that lies in the folder under the name of what it shows is taken from there, whatever is in it, unless it is damaged.
func TestACardThatIsThereIsNotDrawnAgain(t *testing.T) {
	root := testsite.New(t)
	build := func() {
		t.Helper()
		if out, err := command(root).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	card := func(page string) string {
		t.Helper()
		found, err := filepath.Glob(filepath.Join(root, "public", page, "card.*.png"))
		if err != nil || len(found) != 1 {
			t.Fatalf("%s: %v, %v", page, found, err)
		}
		return found[0]
	}
	read := func(file string) string {
		t.Helper()
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	build()
	home, codes, guide := card(""), card("codes"), card("guides/rule")
	drawn, other := read(guide), read(home)
	for file, content := range map[string]string{codes: other, guide: drawn[:len(drawn)-1]} {
		if err := os.WriteFile(file, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	build()
	if read(codes) != other {
		t.Error("what was there was drawn again")
	}
	if read(guide) != drawn {
		t.Error("what was damaged was kept")
	}
}

func TestAKilledBuildLeavesTheOldSite(t *testing.T) {
	root := testsite.New(t)
	public := filepath.Join(root, "public")
	file := filepath.Join(root, "data/fixes/look-around.yaml")
	start := time.Now()
	if out, err := command(root).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(start)
	before := testsite.Contents(t, public)
	edit(t, file, "title: Look around", "title: Look about")
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
			edit(t, file, "title: Look about", "title: Look around")
			if out, err := command(root).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			edit(t, file, "title: Look around", "title: Look about")
			continue
		}
		if diff := cmp.Diff(before, after); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestTwoBuildsAtOnceDoNotMix(t *testing.T) {
	public := filepath.Join(t.TempDir(), "public")
	var wholes []map[string]string
	var builds []*exec.Cmd
	for _, title := range []string{"title: Look here", "title: Look there"} {
		root := testsite.New(t)
		edit(t, filepath.Join(root, "data/fixes/look-around.yaml"), "title: Look around", title)
		if out, err := command(root).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		wholes = append(wholes, testsite.Contents(t, filepath.Join(root, "public")))
		cmd := command(root)
		cmd.Args = append(cmd.Args, "--destination", public)
		builds = append(builds, cmd)
	}
	for range 3 {
		for i := range builds {
			again := exec.Command(builds[i].Path, builds[i].Args[1:]...)
			again.Env = builds[i].Env
			builds[i] = again
			if err := again.Start(); err != nil {
				t.Fatal(err)
			}
		}
		for _, cmd := range builds {
			if err := cmd.Wait(); err != nil {
				t.Fatal(err)
			}
		}
		got := testsite.Contents(t, public)
		if !maps.Equal(got, wholes[0]) && !maps.Equal(got, wholes[1]) {
			t.Fatal("what is there is neither the one site nor the other")
		}
	}
}

func TestABuildThatIsAskedToStopPublishesNothing(t *testing.T) {
	root := testsite.New(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var out, errs strings.Builder
	if code := run(ctx, []string{"build", "--source", root}, &out, &errs); code != 1 || !strings.Contains(errs.String(), "stopped") {
		t.Errorf("exit %d: %s", code, errs.String())
	}
	if _, err := os.Stat(filepath.Join(root, "public")); err == nil {
		t.Error("something was published")
	}
}

// edit changes the first old in a file, which must have one.
func edit(t *testing.T, file, old, new string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), old) {
		t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(b), old, new, 1)), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{0: "0 kB", 1499: "1 kB", 999_400: "999 kB", 1_949_000: "1.9 MB"} {
		if got := size(n); got != want {
			t.Errorf("size(%d) = %s, want %s", n, got, want)
		}
	}
}
