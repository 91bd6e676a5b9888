package main

import (
	"bytes"
	"mime"
	"net/http"
	"net/http/httptest"
	"path"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// host sends files as a good server does: compressed as far as brotli can, and what has its hash in its name
// is kept by the browser for ever.
type host struct {
	files map[string][]byte

	mu    sync.Mutex
	small map[string][]byte
	asked []string
}

// start gives the address that the host has, and the server to start when the files are there.
func (h *host) start(t *testing.T) (address string, server *httptest.Server) {
	t.Helper()
	server = httptest.NewUnstartedServer(h)
	t.Cleanup(server.Close)
	return "http://" + server.Listener.Addr().String() + "/", server
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	content, ok := h.files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "br") {
		http.ServeContent(w, r, path.Base(name), time.Time{}, bytes.NewReader(content))
		return
	}
	w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	w.Header().Set("Content-Encoding", "br")
	if path.Ext(name) != ".html" {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	_, _ = w.Write(h.sends(name))
}

// sends takes down that a file was asked for and gives what is sent for it.
func (h *host) sends(name string) []byte {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = append(h.asked, name)
	if h.small == nil {
		h.small = map[string][]byte{}
	}
	if h.small[name] == nil {
		h.small[name] = smallest(h.files[name])
	}
	return h.small[name]
}

// since gives what was asked for since the last time.
func (h *host) since() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	asked := h.asked
	h.asked = nil
	return asked
}

// smallest is a content as brotli makes it with all its might.
func smallest(content []byte) []byte {
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	_, _ = w.Write(content)
	_ = w.Close()
	return b.Bytes()
}
