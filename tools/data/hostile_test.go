package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"backupfirstaid/tools/internal/testsite"
)

// Whatever is put into a pull request, check ends soon, in little memory, with a finding or a sentence.
func TestHostileFiles(t *testing.T) {
	command := commandData(t)
	fix := "data/fixes/x.yaml"
	nested := func(open string) string { return strings.Repeat(open, 60_000/len(open)) }
	text := func(body string) string {
		return "title: T\nsummary: |-\n  " + strings.ReplaceAll(body, "\n", "\n  ") + "\n"
	}
	var laughs strings.Builder
	laughs.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 20; i++ {
		fmt.Fprintf(&laughs, "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1, i-1, i-1, i-1, i-1, i-1)
	}
	tests := []struct {
		name, path, content, rule string
	}{
		{"a billion laughs", fix, laughs.String(), "plain-yaml"},
		{"an alias of itself", fix, "a: &a [*a]\n", "plain-yaml"},
		{"a merge key of itself", fix, "a: &a\n  <<: *a\n", "plain-yaml"},
		{"brackets", fix, "title: " + nested("["), "file-size"},
		{"braces", fix, "title: " + nested("{a: "), "file-size"},
		{"dashes", fix, nested("- "), "file-size"},
		{"question marks", fix, nested("? "), "file-size"},
		{"indentation", fix, staircase(300), "file-size"},
		{"brackets that close", fix, "title: " + nested("[]"), "yaml"},
		{"anchors", fix, nested("&a "), "yaml"},
		{"tags", fix, nested("!a "), "yaml"},
		{"quotes", fix, "title: " + nested("'"), ""},
		{"escapes", fix, "title: \"" + nested(`\x41`) + "\"\n", "length"},
		{"a million keys", fix, nested("a: b\n"), "duplicate-key"},
		{"different keys", fix, manyKeys(), "unknown-key"},
		{"comments", fix, nested("#\n"), "yaml"},
		{"documents", fix, nested("---\n"), "yaml"},
		{"directives", fix, nested("%YAML 1.1\n"), "yaml"},
		{"colons", fix, nested("a:"), ""},
		{"64 MB in one text", fix, "title: " + strings.Repeat("x", 64<<20) + "\n", "file-size"},
		{"64 MB of nothing", fix, strings.Repeat("\x00", 64<<20), "file-size"},
		{"64 MB page", "content/guides/x.md", "---\ntitle: T\n---\n" + strings.Repeat("x\n", 32<<20), "file-size"},
		{"invalid UTF-8", fix, "title: \xc0\xaf\n", "utf-8"},
		{"a surrogate", fix, "title: \xed\xa0\x80\n", "utf-8"},
		{"UTF-16", fix, "\xff\xfet\x00i\x00t\x00l\x00e\x00:\x00 \x00x\x00", "utf-8"},
		{"UTF-32", fix, "\xff\xfe\x00\x00t\x00\x00\x00", "utf-8"},
		{"NUL", fix, "title: a\x00b\n", "hidden-character"},
		{"a terminal's escape", fix, "title: \x1b[2J\x1b]0;x\x07\n", "hidden-character"},
		{"carriage returns alone", fix, "title: a\rsummary: b\r", "hidden-character"},
		{"nothing", fix, "", "yaml"},
		{"a number", fix, "1e999999999\n", "yaml"},
		{"numbers", fix, "title: T\nminutes: 1" + strings.Repeat("0", 50_000) + "\n", "wrong-type"},
		{"an entry called true", fix, "true: false\n", "unknown-key"},
		{"keys that are groups", fix, "? {a: b}\n: c\n", "plain-yaml"},
		{"unclosed links", fix, text(nested("[")), "length"},
		{"links in links", fix, text(nested("[a](") + nested(")")), "file-size"},
		{"backticks", fix, text(backticks()), "length"},
		{"stars", fix, text(nested("**a ")), "length"},
		{"underscores and stars", fix, text(nested("*a _a ")), "length"},
		{"quotes in quotes", fix, text(nested("> ")), "length"},
		{"lists in lists", fix, text(nested("- ")), "length"},
		{"less than", fix, text(nested("<")), "length"},
		{"HTML", fix, text(nested("<a>")), "length"},
		{"entities", fix, text(nested("&amp;")), "length"},
		{"places", fix, text(nested("{place:")), "length"},
		{"tables", fix, text("a|b\n-|-\n" + nested("a|b\n")[:30_000]), "length"},
		{"reference links", fix, text("[a]: https://a.org/\n" + nested("[a]")), "length"},
		{"front matter without an end", "content/guides/x.md", "---\n" + nested("a: b\n"), "yaml"},
		{"stars on a page", "content/guides/x.md", "---\ntitle: T\ndescription: D\n---\n" + nested("**a ")[:50_000], ""},
		{"a name with a space", "data/fixes/a b.yaml", "title: T\n", "file-name"},
		{"a name with capitals", "data/fixes/Ab.yaml", "title: T\n", "file-name"},
		{"a name with dots", "data/fixes/a..b.yaml", "title: T\n", "file-name"},
		{"a name in another script", "data/fixes/обнов.yaml", "title: T\n", "file-name"},
		{"a name with a line in it", "data/fixes/a\n::error::b.yaml", "title: T\n", "file-name"},
		{"a name with an escape", "data/fixes/a\x1b[2Jb.yaml", "title: T\n", "file-name"},
		{"a name that is no text", "data/fixes/a\xffb.yaml", "title: T\n", "file-name"},
		{"a backslash", `data/fixes/a\b.yaml`, "title: T\n", "file-name"},
		{"a long name", "data/fixes/" + strings.Repeat("a", 200) + ".yaml", "title: T\n", "file-name"},
		{"a folder", "data/fixes/x.yaml/y.yaml", "title: T\n", "real-file"},
		{"a subfolder", "data/fixes/more/x.yaml", "title: T\n", "file-name"},
		{"another folder", "data/more/x.yaml", "title: T\n", "file-name"},
		{"a capital ending", "data/fixes/x.YAML", "title: T\n", "file-name"},
		{"no ending", "data/fixes/x", "title: T\n", "file-name"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			if err := testsite.WriteFacts(root); err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(root, filepath.FromSlash(tt.path))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Skip("this system has no such names: ", err)
			}
			if err := os.WriteFile(name, []byte(tt.content), 0o666); err != nil {
				t.Skip("this system has no such names: ", err)
			}
			out := expectBounded(t, command, root, 1)
			if !strings.Contains(out, "["+tt.rule) {
				t.Errorf("no finding of %q:\n%.2000s", tt.rule, out)
			}
			if strings.ContainsAny(out, "\x00\x1b\r\x07") || strings.Contains(out, "\n::") {
				t.Errorf("what is in a file reaches the terminal:\n%.2000q", out)
			}
		})
	}
}

// What can't be read at all is exit code 2 with a sentence; a link out of the tree is never followed.
func TestHostileFolders(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links and rights are others on Windows")
	}
	command := commandData(t)
	secret := filepath.Join(t.TempDir(), "secret.yaml")
	if err := os.WriteFile(secret, []byte("title: nobody's business\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		make func(root string) error
		code int
		want string
	}{
		{"a link out of the tree", func(root string) error { return os.Symlink(secret, root+"/data/fixes/x.yaml") }, 1, "[real-file]"},
		{"a link to itself", func(root string) error { return os.Symlink("x.yaml", root+"/data/fixes/x.yaml") }, 1, "[real-file]"},
		{"a link to an endless device", func(root string) error { return os.Symlink("/dev/zero", root+"/data/fixes/x.yaml") }, 1, "[real-file]"},
		{"a pipe nobody writes to", func(root string) error { return syscall.Mkfifo(root+"/data/fixes/x.yaml", 0o666) }, 1, "[real-file]"},
		{"a folder that is a link out of the tree", func(root string) error {
			return replaceWith(root+"/data/routines", func(p string) error { return os.Symlink(filepath.Dir(secret), p) })
		}, 1, "[real-file]"},
		{"data/ is a link out of the tree", func(root string) error {
			return replaceWith(root+"/data", func(p string) error { return os.Symlink(filepath.Dir(secret), p) })
		}, 2, "there is no folder data/"},
		{"data/ is a file", func(root string) error {
			return replaceWith(root+"/data", func(p string) error { return os.WriteFile(p, nil, 0o666) })
		}, 2, "there is no folder data/"},
		{"a folder in a folder, deep", func(root string) error {
			return os.MkdirAll(root+"/data/fixes"+strings.Repeat("/a", 500)+"/x.yaml", 0o777)
		}, 1, "[real-file]"},
		{"a file that may not be read", func(root string) error { return os.WriteFile(root+"/data/fixes/x.yaml", nil, 0) }, 2, "data/fixes/x.yaml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			if err := testsite.WriteFacts(root); err != nil {
				t.Fatal(err)
			}
			if err := tt.make(root); err != nil {
				t.Fatal(err)
			}
			if tt.code == 2 && strings.Contains(tt.want, "x.yaml") && os.Geteuid() == 0 {
				t.Skip("root may read everything")
			}
			out := expectBounded(t, command, root, tt.code)
			if !strings.Contains(out, tt.want) {
				t.Errorf("says not %q:\n%.2000s", tt.want, out)
			}
			if strings.Contains(out, "business") {
				t.Errorf("shows what lies outside:\n%.2000s", out)
			}
		})
	}
}

func replaceWith(path string, with func(path string) error) error {
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	return with(path)
}

// staircase is a group in a group in a group.
func staircase(deep int) string {
	var b strings.Builder
	for i := range deep {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func manyKeys() string {
	var b strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&b, "k%d: x\n", i)
	}
	return b.String()
}

// backticks are runs of ever more of them, which search for each other.
func backticks() string {
	var b strings.Builder
	for i := 1; b.Len() < 50_000; i++ {
		b.WriteString(strings.Repeat("`", i) + "a")
	}
	return b.String()
}

// commandData gives this test's program under the name by which it is the command.
func commandData(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "data")
	if err := os.Symlink(self, name); err != nil {
		t.Skip("no links on this system: ", err)
	}
	return name
}

// Bounds that a slow machine keeps: what they rule out is minutes and gigabytes.
const (
	mostTime   = 20 * time.Second
	mostMemory = 1 << 30
)

// expectBounded runs check as a process of its own and holds it to time, memory and an exit code.
func expectBounded(t *testing.T, command, root string, code int) (output string) {
	t.Helper()
	for _, format := range []string{"text", "github"} {
		ctx, cancel := context.WithTimeout(context.Background(), mostTime)
		var out bytes.Buffer
		run := exec.CommandContext(ctx, command, "--source", root, "check", "--format", format)
		run.Stdout, run.Stderr = &out, &out
		_ = run.Run()
		expired := ctx.Err() != nil
		cancel()
		if expired {
			t.Fatalf("not done after %s", mostTime)
		}
		if got := run.ProcessState.ExitCode(); got != code {
			t.Fatalf("exit code %d, want %d:\n%.2000s", got, code, out.String())
		}
		if strings.Contains(out.String(), "goroutine ") || strings.Contains(out.String(), "panic") {
			t.Fatalf("a stack trace:\n%.2000s", out.String())
		}
		if usage, ok := run.ProcessState.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" && usage.Maxrss<<10 > mostMemory {
			t.Errorf("%d MB of memory", usage.Maxrss>>10)
		}
		if format == "text" {
			output = out.String()
		}
	}
	return output
}
