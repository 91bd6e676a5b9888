package preview

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"backupfirstaid/tools/internal/testsite"
)

// log is a writer that can be read while it is written.
type log struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// patience is how long a test waits for what must come; a slow machine needs it, nothing else does.
const patience = 30 * time.Second

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatal("never came: ", what)
}

// start serves a site and gives its address.
func start(t *testing.T, root string) (address string, said *log) {
	t.Helper()
	said = &log{}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, Options{Root: root, Make: maker(root), Log: said}) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	at := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)
	eventually(t, "the address", func() bool { address = at.FindString(said.String()); return address != "" })
	return address, said
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

// listen gives the names of the events that a browser would be told.
func listen(t *testing.T, address string) <-chan string {
	t.Helper()
	r, err := http.Get(strings.TrimSuffix(address, "/") + eventsPath)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Body.Close() })
	events := make(chan string, 16)
	go func() {
		for s := bufio.NewScanner(r.Body); s.Scan(); {
			if name, ok := strings.CutPrefix(s.Text(), "event: "); ok {
				events <- name
			}
		}
	}()
	return events
}

func expect(t *testing.T, events <-chan string, want string) {
	t.Helper()
	select {
	case got := <-events:
		if got != want {
			t.Fatalf("told %q, want %q", got, want)
		}
	case <-time.After(patience):
		t.Fatalf("never told %q", want)
	}
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestServeKeepsTheLastGoodPagesWhileAFileIsBroken(t *testing.T) {
	root := testsite.New(t)
	address, said := start(t, root)
	events := listen(t, address)
	expect(t, events, "joined")
	status, page := get(t, address+"fixes/look-around/")
	if status != http.StatusOK || !strings.Contains(page, "Look around") || !strings.Contains(page, scriptPath) {
		t.Fatalf("%d %s", status, page)
	}

	file := filepath.Join(root, "data/fixes/look-around.yaml")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, strings.Replace(string(good), "touches: look", "touches: lok", 1))
	expect(t, events, "mistaken")
	const finding = `data/fixes/look-around.yaml:8:10: error: `
	if !strings.Contains(said.String(), finding) {
		t.Errorf("the log says nothing of it: %s", said)
	}
	if _, mistakes := get(t, address+strings.TrimPrefix(mistakesPath, "/")); !strings.Contains(mistakes, finding) {
		t.Errorf("the browser is shown nothing of it: %s", mistakes)
	}
	if status, page := get(t, address+"fixes/look-around/"); status != http.StatusOK || !strings.Contains(page, "Look around") {
		t.Errorf("the last good page is gone: %d %s", status, page)
	}
	// A browser that comes while the file is broken is told at once.
	late := listen(t, address)
	expect(t, late, "mistaken")

	write(t, file, strings.Replace(string(good), "title: Look around", "title: Look about", 1))
	expect(t, events, "made")
	expect(t, late, "made")
	if _, page := get(t, address+"fixes/look-around/"); !strings.Contains(page, "Look about") {
		t.Errorf("the repaired page: %s", page)
	}
	if _, mistakes := get(t, address+strings.TrimPrefix(mistakesPath, "/")); strings.Contains(mistakes, finding) {
		t.Error("the mistake is still shown")
	}
}

// What is being written must never come from a browser's store.
func TestServeLetsNoBrowserKeepAnything(t *testing.T) {
	address, _ := start(t, testsite.New(t))
	for _, name := range []string{"sw.js", "offline/guide.json"} {
		if status, _ := get(t, address+name); status != http.StatusNotFound {
			t.Errorf("%s: %d", name, status)
		}
	}
}

func TestServeRebuildsOnEverySource(t *testing.T) {
	root := testsite.New(t)
	address, _ := start(t, root)
	events := listen(t, address)
	expect(t, events, "joined")
	for file, content := range map[string]string{
		"content/guides/new.md": "---\ntitle: Quite new\ndescription: D\n---\nText\n",
		"layouts/404.html":      `{{ define "main" }}<h1>Gone astray</h1>{{ end }}`,
		"assets/css/code.css":   "code { color: rebeccapurple }\n",
		"data/fixes/new.yaml":   strings.Replace(string(fix(t)), "Look around", "Look here too", 1),
	} {
		name := filepath.Join(root, file)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		write(t, name, content)
		select {
		case <-events:
		case <-time.After(patience):
			t.Fatalf("nothing was built after a change of %s", file)
		}
	}
	eventually(t, "all changes", func() bool {
		_, guide := get(t, address+"guides/new/")
		_, lost := get(t, address+"nothing/")
		_, fix := get(t, address+"fixes/new/")
		return strings.Contains(guide, "Quite new") && strings.Contains(lost, "Gone astray") &&
			strings.Contains(fix, "Look here too")
	})
}

func fix(t *testing.T) []byte {
	t.Helper()
	for _, f := range testsite.Files() {
		if f.Name == "data/fixes/look-around.yaml" {
			return f.Data
		}
	}
	t.Fatal("the small site has changed")
	return nil
}

func TestServeStartsWithABrokenSite(t *testing.T) {
	root := testsite.New(t)
	file := filepath.Join(root, "data/routines/monthly.yaml")
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	write(t, file, "title: [\n")
	address, _ := start(t, root)
	if status, page := get(t, address); status != http.StatusInternalServerError || !strings.Contains(page, "monthly.yaml") {
		t.Errorf("%d %s", status, page)
	}
	write(t, file, string(good))
	eventually(t, "the repaired site", func() bool { status, _ := get(t, address); return status == http.StatusOK })
}

func TestServeIsForThisComputerOnly(t *testing.T) {
	address, _ := start(t, testsite.New(t))
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "evil.example"
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("a foreign name is answered with %d", answer.StatusCode)
	}
}

func TestServeAddresses(t *testing.T) {
	address, _ := start(t, testsite.New(t))
	if status, page := get(t, address+"nothing/there"); status != http.StatusNotFound || !strings.Contains(page, "<h1") {
		t.Errorf("a page that is not there: %d %s", status, page)
	}
	if status, page := get(t, address+"fixes/look-around"); status != http.StatusOK || !strings.Contains(page, "Look around") {
		t.Errorf("an address without its slash: %d", status)
	}
	if status, page := get(t, address+"robots.txt"); status != http.StatusOK || strings.Contains(page, "script") {
		t.Errorf("robots.txt: %d %s", status, page)
	}
}

func TestServeSaysWhenThePortIsTaken(t *testing.T) {
	address, _ := start(t, testsite.New(t))
	port := 0
	for _, c := range regexp.MustCompile(`\d+/$`).FindString(address) {
		if c != '/' {
			port = port*10 + int(c-'0')
		}
	}
	err := Serve(context.Background(), Options{Root: testsite.New(t), Port: port, Log: io.Discard})
	if err == nil || !strings.Contains(err.Error(), "--port") {
		t.Errorf("got %v", err)
	}
}
