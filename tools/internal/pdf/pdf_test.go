package pdf

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/paper"
)

// started is a browser that ends with the test.
func started(t *testing.T) *Browser {
	t.Helper()
	b, err := Start(t.Context(), browsertest.Find(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}

// sheet is a page for paper with so many steps.
func sheet(title string, steps int, more string) paper.Page {
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>%s</title><style>@page { margin: 15mm }</style></head>
<body><h1>%s</h1><h2>Steps</h2><ol>`, title, title)
	for i := range steps {
		fmt.Fprintf(&b, "<li>Step %d of this sheet: look at the phone.</li>", i+1)
	}
	fmt.Fprintf(&b, "</ol><table><tr><th>a<th>b<tr><td>c<td>d</table>%s</body></html>", more)
	return paper.Page{Name: strings.ToLower(title) + "/checklist.html", Content: []byte(b.String()), Layouts: paper.Layouts(nil)}
}

func printed(t *testing.T, b *Browser, pages ...paper.Page) map[string][]byte {
	t.Helper()
	made, err := b.Print(pages, nil, func() {})
	if err != nil {
		t.Fatal(err)
	}
	pdfs := map[string][]byte{}
	for name, p := range made {
		pdfs[name] = p.PDF
	}
	return pdfs
}

// poppler runs one of its tools on a PDF.
func poppler(t *testing.T, pdf []byte, tool string, args ...string) string {
	t.Helper()
	browsertest.Poppler(t, tool)
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	var complaints strings.Builder
	cmd := exec.Command(tool, append(args, file, "-")...)
	if tool != "pdftotext" {
		cmd = exec.Command(tool, append(args, file)...)
	}
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("%s: %v %s", tool, err, complaints.String())
	}
	return string(out)
}

func TestAPDFIsTaggedAndSaysWhatItIs(t *testing.T) {
	made := printed(t, started(t), sheet("First", 90, `<p><a href="#end">to the end</a></p><h2 id="end">Ende</h2>`))
	var names []string
	for name := range made {
		names = append(names, name)
	}
	if len(names) != 2 || made["first/checklist.pdf"] == nil || made["first/checklist-letter.pdf"] == nil {
		t.Fatalf("made %v", names)
	}
	for name, want := range map[string]string{"first/checklist.pdf": "(A4)", "first/checklist-letter.pdf": "612 x 792 pts (letter)"} {
		info := poppler(t, made[name], "pdfinfo")
		for _, want := range []string{"Title:           First", "Tagged:          yes", "Creator:         Backup First Aid", want} {
			if !strings.Contains(info, want) {
				t.Errorf("%s: pdfinfo lacks %q:\n%s", name, want, info)
			}
		}
		if strings.Contains(info, "Date:") {
			t.Errorf("%s says when it was made:\n%s", name, info)
		}
		for _, want := range []string{"/Lang (en)", "/DisplayDocTitle true", "/Outlines ", "/Title (Steps)", "/Dest /end"} {
			if !strings.Contains(string(made[name]), want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if structure := poppler(t, made[name], "pdfinfo", "-struct"); !strings.Contains(structure, "H1") || !strings.Contains(structure, "LI") || !strings.Contains(structure, "TD") {
			t.Errorf("%s: its structure is\n%s", name, structure)
		}
		text := poppler(t, made[name], "pdftotext", "-raw")
		at := 0
		for i := range 90 {
			next := strings.Index(text[at:], fmt.Sprintf("Step %d of", i+1))
			if next < 0 {
				t.Fatalf("%s: step %d is not there, or not in order", name, i+1)
			}
			at += next
		}
	}
}

// Whatever was printed before it, and by another browser of the kind.
func TestTheSamePageGivesTheSameBytes(t *testing.T) {
	a, b := sheet("First", 3, ""), sheet("Second", 40, "")
	browser := started(t)
	once := printed(t, browser, a, b)
	time.Sleep(1100 * time.Millisecond) // PDFs count seconds.
	for name, again := range printed(t, browser, a) {
		if diff := cmp.Diff(string(once[name]), string(again)); diff != "" {
			t.Errorf("%s differs from itself: %.500s", name, diff)
		}
	}
	for name, again := range printed(t, started(t), b) {
		if string(again) != string(once[name]) {
			t.Errorf("%s differs from itself in another browser", name)
		}
	}
}

// inOneTab prints pages one after the other in a new tab.
func inOneTab(t *testing.T, b *Browser, pages []paper.Page) map[string][]byte {
	t.Helper()
	tab, err := b.newTab(b.ctx)
	if err != nil {
		t.Fatal(err)
	}
	pdfs := map[string][]byte{}
	for _, p := range pages {
		if err := tab.print(p, nil, func(name string, pdf []byte, _ map[string]int) { pdfs[name] = pdf }); err != nil {
			t.Fatal(err)
		}
	}
	return pdfs
}

// The browser numbers what it shows, from one page in a tab to the next.
func TestTheSamePageGivesTheSameBytesWhateverTheTabShowedBefore(t *testing.T) {
	browser := started(t)
	last := sheet("Last", 3, "")
	var prints [][]byte
	for _, pages := range [][]paper.Page{{last}, {sheet("First", 40, ""), sheet("Second", 20, ""), last}} {
		prints = append(prints, inOneTab(t, browser, pages)["last/checklist.pdf"])
	}
	if string(prints[0]) != string(prints[1]) {
		t.Error("the prints differ")
	}
}

// guarded is a page with a font of its own, and the policy that allows its styles and no others.
func guarded(title, font string) paper.Page {
	style := "@page { margin: 15mm } html { font-family: " + font + " }"
	sum := sha256.Sum256([]byte(style))
	content := fmt.Sprintf(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'sha256-%s'"><title>%s</title><style>%s</style></head><body><h1>%[2]s</h1></body></html>`,
		base64.StdEncoding.EncodeToString(sum[:]), title, style)
	return paper.Page{Name: strings.ToLower(title) + "/checklist.html", Content: []byte(content), Layouts: []paper.Layout{paper.Sizes[0].Alone()}}
}

// What one page allows holds for it alone, and each has its styles.
func TestEachPageHasItsOwnStyles(t *testing.T) {
	browser := started(t)
	last := guarded("Last", "monospace")
	var prints [][]byte
	for _, pages := range [][]paper.Page{{last}, {guarded("First", "serif"), last}} {
		prints = append(prints, inOneTab(t, browser, pages)["last/checklist.pdf"])
	}
	if string(prints[0]) != string(prints[1]) {
		t.Errorf("what was printed before changes a page:\n%s\n%s", poppler(t, prints[0], "pdffonts"), poppler(t, prints[1], "pdffonts"))
	}
}

func TestNothingIsLoadedAndNothingRuns(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	t.Cleanup(server.Close)
	dot := "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
	page := sheet("First", 1, `<img alt="" src="`+server.URL+`/a.png"><link rel=stylesheet href="`+server.URL+`/a.css"><img alt="a dot" src="`+dot+`"><script>document.title="Ran"</script>`)
	made := printed(t, started(t), page)
	if n := asked.Load(); n > 0 {
		t.Errorf("%d requests were made", n)
	}
	pdf := made["first/checklist.pdf"]
	if info := poppler(t, pdf, "pdfinfo"); !strings.Contains(info, "Title:           First") {
		t.Errorf("a script ran: %s", info)
	}
	if !strings.Contains(string(pdf), "/Subtype /Image") {
		t.Error("the picture in the page is missing")
	}
}

func TestABrowserThatDies(t *testing.T) {
	b := started(t)
	var pages []paper.Page
	for i := range 30 {
		pages = append(pages, sheet(fmt.Sprintf("Sheet%d", i), 50, ""))
	}
	var made atomic.Int32
	start := time.Now()
	prints, err := b.Print(pages, nil, func() {
		// By then all tabs are open.
		if made.Add(1) == 20 {
			_ = chromedp.FromContext(b.ctx).Browser.Process().Kill()
		}
	})
	if err == nil || prints != nil || !strings.Contains(err.Error(), "printing sheet") || !strings.Contains(err.Error(), "/checklist.html with ") {
		t.Errorf("%d made, %v", len(prints), err)
	}
	if took := time.Since(start); took > startPatience {
		t.Errorf("it took %v to see that the browser is gone", took)
	}
	t.Log(err)
}

func TestAPageThatHangs(t *testing.T) {
	b := started(t)
	b.patience = time.Millisecond
	_, err := b.Print([]paper.Page{sheet("First", 2000, "")}, nil, func() {})
	if err == nil || !strings.Contains(err.Error(), "printing first/checklist.html with ") || !strings.Contains(err.Error(), "it was not done in 1ms") {
		t.Errorf("got %v", err)
	}
}

// program is a program that takes the browser's place.
func program(t *testing.T, text string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the program is a shell script")
	}
	file := filepath.Join(t.TempDir(), "chromium")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+text+"\n"), 0o777); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestABrowserThatDoesNotStart(t *testing.T) {
	_, err := start(t.Context(), program(t, "echo no room >&2; exit 3"), startPatience)
	if err == nil || !strings.Contains(err.Error(), "chromium does not start: ") || !strings.Contains(err.Error(), "no room") {
		t.Errorf("got %v", err)
	}
	_, err = start(t.Context(), program(t, "exec sleep 600"), 200*time.Millisecond)
	if err == nil || !strings.Contains(err.Error(), "it said nothing for 200ms") {
		t.Errorf("got %v", err)
	}
}

func TestPrintingStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b, err := Start(ctx, browsertest.Find(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	cancel()
	if made, err := b.Print([]paper.Page{sheet("First", 1, "")}, nil, func() {}); err == nil {
		t.Errorf("%d made", len(made))
	}
}
