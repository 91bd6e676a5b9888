package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"backupfirstaid/tools/internal/booklet"
	"backupfirstaid/tools/internal/browsertest"
	"backupfirstaid/tools/internal/paper"
	"backupfirstaid/tools/internal/pdf"
)

// A reader with a booklet and no phone follows numbers of pages: each leads to the heading that it
// names, as it is published and as it is folded, and each number of the key, of a list and of the index has its page.
func TestEveryPageReferenceOfABookletLeadsThere(t *testing.T) {
	t.Parallel()
	_, files := real(t)
	browsertest.Poppler(t, "pdftotext")
	browser, err := pdf.Start(t.Context(), browsertest.Find(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(browser.Close)
	for _, page := range paper.Missing(files, nil) {
		if !booklet.Numbered(page.Content) {
			continue
		}
		name := path.Base(page.Name)
		h := readHeadings(t, page.Content)
		for _, layout := range page.Layouts {
			// What is folded is out of order, so it is read on paper of half the size.
			layout.Papers = []paper.Size{{Name: "its own", Width: layout.Width, Height: layout.Height}}
			one := paper.Page{Name: page.Name, Content: page.Content, Layouts: []paper.Layout{layout}}
			made, err := browser.Print([]paper.Page{one}, nil, func() {})
			if err != nil {
				t.Fatal(err)
			}
			pages := pagesOf(t, made[one.Files()[0]].PDF)
			followPages(t, fmt.Sprintf("%s, %.0f inches high", name, layout.Height), h, pages)
		}
	}
}

func pagesOf(t *testing.T, pdf []byte) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "booklet.pdf")
	if err := os.WriteFile(file, pdf, 0o666); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

// bookletHeadings are those of a booklet by what a reference calls them, such as "list 12", and how many references there are.
type bookletHeadings struct {
	titles map[string]string
	rooms  int
}

func readHeadings(t *testing.T, page []byte) bookletHeadings {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	h := bookletHeadings{map[string]string{}, bytes.Count(page, []byte(" data-at="))}
	for n := range doc.Descendants() {
		id := ""
		for _, a := range n.Attr {
			if a.Key == "id" {
				id = a.Val
			}
		}
		kind, _, _ := strings.Cut(id, "-")
		switch title := bookedWords(n); {
		case kind == "question":
			// Its first words are its number and what it asks.
			for heading := range n.ChildNodes() {
				if heading.Data == "h3" {
					title = bookedWords(heading)
				}
			}
			fallthrough
		case kind == "list", kind == "fix", kind == "routine":
			number, _, _ := strings.Cut(strings.TrimSpace(title), " ")
			h.titles[kind+" "+number] = title
		}
	}
	if len(h.titles) == 0 {
		t.Fatal("no heading was found")
	}
	return h
}

var (
	reference = regexp.MustCompile(`(question|list|fix)\s+(\d+),\s+page\s+(\d+)`)
	toHelp    = regexp.MustCompile(`get\s+help,\s+page\s+(\d+)`)
	anyPage   = regexp.MustCompile(`page\s+\d+`)
)

// followPages goes to the page of each reference, and holds what is there against the heading's words.
func followPages(t *testing.T, name string, h bookletHeadings, pages []string) {
	t.Helper()
	all := strings.Join(pages, "\n")
	named := map[string]bool{}
	for _, m := range reference.FindAllStringSubmatch(all, -1) {
		what := m[1] + " " + m[2]
		named[what] = true
		n, err := strconv.Atoi(m[3])
		if err != nil || n < 1 || n > len(pages) {
			t.Errorf("%s: %q leads out of the booklet, which has %d pages", name, m[0], len(pages))
			continue
		}
		if h.titles[what] == "" || !strings.Contains(bookedLetters(pages[n-1]), bookedLetters(h.titles[what])) {
			t.Errorf("%s: %q leads to a page without %q", name, m[0], h.titles[what])
		}
	}
	for _, m := range toHelp.FindAllStringSubmatch(all, -1) {
		if n, err := strconv.Atoi(m[1]); err != nil || n < 1 || n > len(pages) || !strings.Contains(pages[n-1], "No honest helper asks") {
			t.Errorf("%s: %q leads to a page without help", name, m[0])
		}
	}
	for i, p := range pages {
		if !regexp.MustCompile(`(?m)^` + strconv.Itoa(i+1) + `$`).MatchString(p) {
			t.Errorf("%s: page %d does not say that it is", name, i+1)
		}
	}
	for what, title := range h.titles {
		if !named[what] && what != "question 1" && !inContents(bookedLetters(title), pages) {
			t.Errorf("%s: nothing leads to %q, %q", name, what, title)
		}
	}
	if got := len(anyPage.FindAllString(all, -1)); got < h.rooms {
		t.Errorf("%s: %d of %d references have a page", name, got, h.rooms)
	}
}

// inContents tells that a title is named with a page, and stands on that page.
func inContents(title string, pages []string) bool {
	line := regexp.MustCompile(title + `[A-Za-z0-9]{0,80}?page(\d+)`)
	for i, p := range pages {
		m := line.FindStringSubmatch(bookedLetters(p))
		if m == nil {
			continue
		}
		// The number of the next line may follow at once.
		for end := 1; end <= len(m[1]); end++ {
			n, err := strconv.Atoi(m[1][:end])
			if err == nil && n != i+1 && n >= 1 && n <= len(pages) && strings.Contains(bookedLetters(pages[n-1]), title) {
				return true
			}
		}
	}
	return false
}

// bookedWords is the text of an element as it is printed: what is only for the ear is left out.
func bookedWords(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	for _, a := range n.Attr {
		if a.Key == "class" && a.Val == "place-then" {
			return ""
		}
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(bookedWords(c))
	}
	return b.String()
}

// bookedLetters leaves letters and digits only: lines break elsewhere on paper, and ligatures come out differently.
func bookedLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
