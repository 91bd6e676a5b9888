package preview

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"mime"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
)

// The preview's own addresses, which no page of a site can have.
const (
	eventsPath   = "/-/events"
	scriptPath   = "/-/reload.js"
	mistakesPath = "/-/mistakes"
)

//go:embed reload.js
var script []byte

// show serves the last good site and says when there is a newer one, or a mistake.
type show struct {
	mu sync.Mutex
	// files are those of the last good site, nil before the first.
	files map[string][]byte
	// mistakes say why the present sources make no site, "" when they do.
	mistakes string
	// version counts the changes of either.
	version int
	// changed is closed at the next change.
	changed chan struct{}
}

func newShow() *show {
	return &show{changed: make(chan struct{})}
}

func (s *show) made(files map[string][]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files, s.mistakes = files, ""
	s.announce()
}

func (s *show) mistaken(mistakes string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mistakes = mistakes
	s.announce()
}

func (s *show) announce() {
	s.version++
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *show) now() (files map[string][]byte, mistakes string, version int, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.files, s.mistakes, s.version, s.changed
}

// file gives a file of the last good site, nil where it has none.
func (s *show) file(name string) []byte {
	files, _, _, _ := s.now()
	return files[name]
}

func (s *show) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// A page elsewhere could give its own name this computer's address and read what is here.
	if !loopback(r.Host) {
		http.Error(w, "this preview is for this computer only", http.StatusForbidden)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	files, mistakes, _, _ := s.now()
	switch {
	case r.URL.Path == eventsPath:
		s.events(w, r)
	case r.URL.Path == scriptPath:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write(script)
	case r.URL.Path == mistakesPath:
		page(w, http.StatusOK, mistakesPage(mistakes))
	case files == nil:
		page(w, http.StatusInternalServerError, mistakesPage(mistakes))
	default:
		serveFile(w, r, files)
	}
}

func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return host == "localhost" || net.ParseIP(strings.Trim(host, "[]")).IsLoopback()
}

func serveFile(w http.ResponseWriter, r *http.Request, files map[string][]byte) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	content, ok := files[name]
	if _, isFolder := files[name+"/index.html"]; !ok && isFolder {
		http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
		return
	}
	status := http.StatusOK
	if !ok {
		name, status = "404.html", http.StatusNotFound
		content = files[name]
	}
	if path.Ext(name) == ".html" {
		page(w, status, content)
		return
	}
	w.Header().Set("Content-Type", mediaType(name))
	_, _ = w.Write(content)
}

// mediaType is that of a file. Not every system knows Markdown.
func mediaType(name string) string {
	if path.Ext(name) == ".md" {
		return "text/markdown; charset=utf-8"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// page writes a page with the script that reloads it.
func page(w http.ResponseWriter, status int, content []byte) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	before, after, _ := bytes.Cut(content, []byte("</body>"))
	_, _ = fmt.Fprintf(w, `%s<script src="%s" data-events="%s" data-mistakes="%s"></script></body>%s`, before, scriptPath, eventsPath, mistakesPath, after)
}

func mistakesPage(mistakes string) []byte {
	title, text := "The last change can't be built", mistakes
	if mistakes == "" {
		title, text = "No mistakes", "The pages show the last change."
	}
	return fmt.Appendf(nil, `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title>
<style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.95rem}</style></head>
<body><h1>%[1]s</h1><pre>%s</pre><p><a href="/">To the last good pages</a></p></body></html>`, title, html.EscapeString(text))
}

// events tells a browser of each change: "made" when there are new pages, "mistaken"
// when the sources have a mistake. A browser that joins late is told of a mistake at once.
func (s *show) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "this connection can't stream", http.StatusInternalServerError)
		return
	}
	first := true
	for {
		_, mistakes, version, changed := s.now()
		event := "made"
		if mistakes != "" {
			event = "mistaken"
		} else if first {
			event = "joined"
		}
		first = false
		if _, err := fmt.Fprintf(w, "event: %s\ndata: %d\n\n", event, version); err != nil {
			return
		}
		flusher.Flush()
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
