package publish

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/testsite"
)

func TestMain(m *testing.M) {
	if dest := os.Getenv("PUBLISH_FOREVER_TO"); dest != "" {
		publishForever(dest)
	}
	os.Exit(m.Run())
}

func publish(t *testing.T, dest string, files map[string][]byte) Result {
	t.Helper()
	f, err := Open(context.Background(), dest, func() { t.Error("had to wait") })
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := f.Publish(files)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// contents reads a published folder, without the marker.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := testsite.Contents(t, dir)
	delete(got, Marker)
	return got
}

func bytesOf(files map[string]string) map[string][]byte {
	out := map[string][]byte{}
	for k, v := range files {
		out[k] = []byte(v)
	}
	return out
}

func TestPublishMakesTheFolderHoldExactlyTheSite(t *testing.T) {
	parent := t.TempDir()
	dest := filepath.Join(parent, "public")
	for _, step := range []struct {
		files map[string]string
		want  Result
	}{
		{map[string]string{"index.html": "a", "fixes/x/index.html": "b"}, Result{Added: 3}},
		{map[string]string{"index.html": "a", "fixes/x/index.html": "B", "new/y.html": "c"}, Result{Added: 1, Changed: 1, Unchanged: 2}},
		{map[string]string{"index.html": "a"}, Result{Removed: 2, Unchanged: 2}},
		// A folder where a file was, and the other way around.
		{map[string]string{"index.html/a": "a"}, Result{Added: 1, Removed: 1, Unchanged: 1}},
	} {
		got := publish(t, dest, bytesOf(step.files))
		got.Bytes = 0
		if diff := cmp.Diff(step.want, got); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(step.files, contents(t, dest)); diff != "" {
			t.Error(diff)
		}
		if entries, _ := os.ReadDir(parent); len(entries) != 1 {
			t.Errorf("left beside the site: %v", entries)
		}
	}
}

// stamp is the time of the last change and the identity of everything in a folder.
func TestFileGivesWhatWasPublished(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "site")
	publish(t, dest, map[string][]byte{"a/b.png": []byte("b")})
	if err := os.WriteFile(filepath.Join(dest, "..", "beside"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := Open(context.Background(), dest, func() { t.Error("had to wait") })
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for name, want := range map[string]string{"a/b.png": "b", "a": "", "a/c.png": "", "../beside": ""} {
		if got := string(f.File(name)); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func stamp(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := os.Stat(p)
		if err == nil {
			got[p] = fmt.Sprintf("%v %+v", info.ModTime(), info.Sys())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestPublishTouchesNothingWhenNothingChanged(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	files := bytesOf(map[string]string{"index.html": "a", "fixes/x/index.html": "b"})
	publish(t, dest, files)
	before := stamp(t, dest)
	if r := publish(t, dest, files); r.Touched() || r.Unchanged != 3 {
		t.Errorf("%+v", r)
	}
	after := stamp(t, dest)
	for p, want := range before {
		// Reading a file may move its access time; everything else stays.
		if w, g := strings.Split(want, "Atim")[0], strings.Split(after[p], "Atim")[0]; w != g {
			t.Errorf("%s was touched:\n%s\n%s", p, w, g)
		}
	}
}

func TestPublishRefusesAFolderThatItDidNotMake(t *testing.T) {
	dest := t.TempDir()
	if err := os.WriteFile(filepath.Join(dest, "thesis.txt"), []byte("years"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := Open(context.Background(), dest, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Publish(bytesOf(map[string]string{"index.html": "a"})); err == nil || !strings.Contains(err.Error(), Marker) {
		t.Errorf("got %v", err)
	}
	if diff := cmp.Diff(map[string]string{"thesis.txt": "years"}, contents(t, dest)); diff != "" {
		t.Error(diff)
	}
}

func TestPublishFollowsALinkToTheFolder(t *testing.T) {
	parent := t.TempDir()
	real, link := filepath.Join(parent, "real"), filepath.Join(parent, "link")
	publish(t, real, bytesOf(map[string]string{"a": "1"}))
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here")
	}
	publish(t, link, bytesOf(map[string]string{"a": "2"}))
	if diff := cmp.Diff(map[string]string{"a": "2"}, contents(t, real)); diff != "" {
		t.Error(diff)
	}
}

func TestPublishKeepsTheOldSiteWhenItFails(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	publish(t, dest, bytesOf(map[string]string{"a": "1"}))
	f, err := Open(context.Background(), dest, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, bad := range []map[string]string{{"../out": "x"}, {"a/b": "x", "a": "a file in the place of a folder"}} {
		if _, err := f.Publish(bytesOf(bad)); err == nil {
			t.Errorf("%v was published", bad)
		}
		if diff := cmp.Diff(map[string]string{"a": "1"}, contents(t, dest)); diff != "" {
			t.Error(diff)
		}
		if _, err := os.Stat(f.next()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a half-laid site is left: %v", err)
		}
	}
}

func TestOpenBringsBackASiteMovedAside(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	publish(t, dest, bytesOf(map[string]string{"a": "1"}))
	if err := os.Rename(dest, (&Folder{path: dest}).old()); err != nil {
		t.Fatal(err)
	}
	f, err := Open(context.Background(), dest, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if diff := cmp.Diff(map[string]string{"a": "1"}, contents(t, dest)); diff != "" {
		t.Error(diff)
	}
}

func TestPublishRemovesNothingThatNoBuildMade(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	for _, beside := range []string{(&Folder{path: dest}).next(), (&Folder{path: dest}).old()} {
		if err := os.Mkdir(beside, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(beside, "precious"), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
		f, err := Open(context.Background(), dest, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Publish(bytesOf(map[string]string{"a": "1"})); err == nil || !strings.Contains(err.Error(), "in the way") {
			t.Errorf("got %v", err)
		}
		if got := contents(t, beside); got["precious"] != "x" {
			t.Errorf("what lay beside is gone: %v", got)
		}
		if err := errors.Join(f.Close(), os.RemoveAll(beside)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestPublishRemovesNoFileThatIsInTheWay(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	beside := (&Folder{path: dest}).old()
	if err := os.WriteFile(beside, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := Open(context.Background(), dest, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.Publish(bytesOf(map[string]string{"a": "1"})); err == nil {
		t.Error("no error")
	}
	if b, err := os.ReadFile(beside); err != nil || string(b) != "mine" {
		t.Errorf("the file is gone: %v", err)
	}
}

func TestOpenRefusesALinkThatLeadsNowhere(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	if err := os.Symlink("nowhere", dest); err != nil {
		t.Skip("no symbolic links here")
	}
	if _, err := Open(context.Background(), dest, nil); err == nil || !strings.Contains(err.Error(), "leads nowhere") {
		t.Errorf("got %v", err)
	}
}

func TestSwapByRenaming(t *testing.T) {
	dir := t.TempDir()
	next, path, old := filepath.Join(dir, "next"), filepath.Join(dir, "path"), filepath.Join(dir, "old")
	for i, name := range []string{next, path} {
		if err := os.Mkdir(name, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(name, "n"), []byte{byte('0' + i)}, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := swapByRenaming(next, path, old); err != nil {
		t.Fatal(err)
	}
	if a, b := contents(t, path)["n"], contents(t, old)["n"]; a != "0" || b != "1" {
		t.Errorf("path has %s, old has %s", a, b)
	}
	if err := swapByRenaming(filepath.Join(dir, "nothing"), path, next); err == nil || contents(t, path)["n"] != "0" {
		t.Errorf("a swap with nothing: %v", err)
	}
}

func TestTheSecondBuildWaits(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	first, err := Open(context.Background(), dest, nil)
	if err != nil {
		t.Fatal(err)
	}
	waiting, done := make(chan bool), make(chan error)
	go func() {
		second, err := Open(context.Background(), dest, func() { close(waiting) })
		if err == nil {
			_, err = second.Publish(bytesOf(map[string]string{"a": "2"}))
			err = errors.Join(err, second.Close())
		}
		done <- err
	}()
	<-waiting
	if _, err := first.Publish(bytesOf(map[string]string{"a": "1"})); err != nil {
		t.Fatal(err)
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if got := contents(t, dest)["a"]; got != "2" {
		t.Errorf("the first build's site is there: %s", got)
	}
	third, err := Open(context.Background(), dest, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 3*retry)
	defer cancel()
	if _, err := Open(ctx, dest, func() {}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a build that gave up waiting: %v", err)
	}
}

// version is a whole site of which every file says which version it is of.
func version(n int) map[string][]byte {
	files := map[string][]byte{}
	for i := range 150 {
		files[fmt.Sprintf("p/%d/index.html", i)] = fmt.Appendf(nil, "version %d", n)
	}
	files["same.html"] = []byte("same")
	return files
}

// publishForever publishes one version after the other until it is killed.
func publishForever(dest string) {
	for n := 1; ; n++ {
		f, err := Open(context.Background(), dest, func() {})
		if err == nil {
			_, err = f.Publish(version(n))
			err = errors.Join(err, f.Close())
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(n)
	}
}

func TestAKilledBuildLeavesAWholeSite(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "public")
	random := rand.New(rand.NewPCG(1, 2))
	for range 25 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "PUBLISH_FOREVER_TO="+dest)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// From the first published version on, it is killed at any moment of the work.
		if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || strings.TrimSpace(line) != "1" {
			t.Fatalf("the first version said %q, %v", line, err)
		}
		time.Sleep(time.Duration(random.IntN(20_000)) * time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		got := contents(t, dest)
		if len(got) != 151 {
			t.Fatalf("%d files of 151 are there", len(got))
		}
		for name, content := range got {
			if name != "same.html" && content != got["p/0/index.html"] {
				t.Fatalf("two versions are mixed: %q and %q", content, got["p/0/index.html"])
			}
		}
	}
	publish(t, dest, version(0))
	if entries, _ := os.ReadDir(filepath.Dir(dest)); len(entries) != 1 {
		t.Errorf("left beside the site after the next build: %v", entries)
	}
}
