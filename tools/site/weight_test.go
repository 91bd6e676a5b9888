package main

import (
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/parallel"
)

const (
	firstVisit = 14 << 10
	worker     = 1280
)

// heaviest are the symptom pages by what is sent for them, the heaviest first, each with its weight.
func heaviest(files map[string][]byte) (names []string, sent map[string]int) {
	for name := range files {
		if ok, err := path.Match("symptoms/*/index.html", name); ok && err == nil {
			names = append(names, name)
		}
	}
	sent = map[string]int{}
	var mu sync.Mutex
	parallel.Do(len(names), func(i int) {
		n := len(smallest(files[names[i]]))
		mu.Lock()
		defer mu.Unlock()
		sent[names[i]] = n
	})
	slices.SortFunc(names, func(a, b string) int { return sent[b] - sent[a] })
	return names, sent
}

// The build holds pages to their budgets by what it reads in them; here a browser that was never here before fetches
// what it fetches, and every page is weighed to the byte.
func TestAFirstVisitIsLight(t *testing.T) {
	_, files := real(t)
	names, sent := heaviest(files)
	h := &host{files: files}
	address, server := h.start(t)
	server.Start()
	browser := browsertest.New(t)
	if err := chromedp.Do(browser); err != nil {
		t.Fatal(err)
	}
	weigh := func() (weight int, asked []string) {
		for _, name := range h.since() {
			asked = append(asked, name)
			weight += len(h.sends(name))
		}
		h.since()
		return weight, asked
	}
	visit := func(page string) (besides int, weight int, asked []string) {
		// What one visit leaves, the next does not see.
		ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
		defer cancel()
		h.since()
		browsertest.Open(t, ctx, address+page, 360)
		// What would come unasked would be there by now.
		time.Sleep(500 * time.Millisecond)
		weight, asked = weigh()
		browsertest.Touch(t, ctx)
		if !browsertest.Await[bool](t, ctx, kept) {
			t.Errorf("/%s: the worker never kept the page", page)
		}
		if later, names := weigh(); !slices.Equal(names, []string{"sw.js"}) || later > worker {
			t.Errorf("/%s: a reader's touch brings %d bytes: %s", page, later, strings.Join(names, ", "))
		}
		return len(asked) - 1, weight, asked
	}
	// Pages with commands have styles for them too.
	shared := 0
	for i, name := range slices.Concat(names[:3], names[len(names)-1:]) {
		besides, weight, asked := visit(strings.TrimSuffix(name, "index.html"))
		if besides > 3 || weight > firstVisit {
			t.Errorf("/%s: %d files besides the page, %d bytes in all: %s", name, besides, weight, strings.Join(asked, ", "))
		}
		shared = max(shared, weight-sent[name])
		if i == 0 {
			t.Logf("the heaviest is %s: %d bytes, and %d with what it loads: %s", name, sent[name], weight, strings.Join(asked, ", "))
		}
	}
	if shared == 0 {
		t.Error("nothing is loaded but pages")
	}
	for _, name := range names {
		if whole := sent[name] + shared; whole > firstVisit {
			t.Errorf("/%s: %d bytes", name, whole)
		}
	}
	if _, weight, asked := visit(""); weight > firstVisit {
		t.Errorf("the home page: %d bytes: %s", weight, strings.Join(asked, ", "))
	}
}

// kept tells that the worker which pages bring is there and has done what it does at a first visit.
const kept = `(async () => {
  await navigator.serviceWorker.ready
  for (let i = 0; i < 100; i++) {
    if (await caches.match(location.href)) return true
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return false
})()`
