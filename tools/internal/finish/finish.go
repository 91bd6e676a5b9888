// Package finish reads what Hugo really made, once, and makes it fit to publish: each
// file is minified and, in the same pass, its links, ids and loads are taken down; each
// page gets the policy that lets a browser do with it what it needs and nothing else;
// then every page and every link is held against what is there.
//
// It takes files and the list of pages that must be among them, and gives the files
// to publish or all that is wrong. What is made of finished pages, such as a PDF, is
// laid beside them last, and links to it stand only where it was made. It writes
// nothing and knows no entry: that Hugo said nothing proves nothing, and neither does
// what we meant to make.
package finish

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"

	"backupfirstaid/tools/internal/ledger"
	"backupfirstaid/tools/internal/parallel"
)

// Problem is something wrong with a page that was made.
type Problem struct {
	// Page is the file, relative to the published root.
	Page string
	// Link is the link as it stands in the page, "" where the problem is another.
	Link string
	What string
}

func (p Problem) String() string {
	if p.Link == "" {
		return p.Page + ": " + p.What
	}
	return fmt.Sprintf("%s: %s: %s", p.Page, p.Link, p.What)
}

// Problems is the error of a site that can't be published.
type Problems []Problem

// shown is how many problems the error spells out; one mistake in a template is on every page.
const shown = 20

func (ps Problems) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d problems in the pages that were made:", len(ps))
	for i, p := range ps {
		if i == shown {
			fmt.Fprintf(&b, "\n  and %d more", len(ps)-shown)
			break
		}
		b.WriteString("\n  " + p.String())
	}
	return b.String()
}

// Site is a site that was found right. Only [Site.With] gives what can be published.
type Site struct {
	// Files are the files as they will be published, but for elements that wait for a file.
	Files map[string][]byte
	v     verifier
}

// Read minifies and verifies the files of a site built for an address. Expected are
// the HTML files that must be there, and no others; promised are the addresses that
// stand on paper and must lead somewhere. The error is of type [Problems]
// where the site was read and is not right.
func Read(files map[string][]byte, expected []string, baseURL string, promised ...ledger.Promise) (Site, error) {
	return readWith(read, budgets, files, expected, baseURL, promised...)
}

// Verify holds files that are finished against what is there, as [Read] does, and changes none. It weighs nothing:
// what is not sent over a network has no budget.
func Verify(files map[string][]byte, expected []string, baseURL string) error {
	_, err := readWith(func(name string, content []byte, base string) ([]byte, *page, error) {
		return content, takeDown(name, content, base), nil
	}, nil, files, expected, baseURL)
	return err
}

// reader makes a file small where it does, and takes down what is in it.
type reader func(name string, content []byte, base string) ([]byte, *page, error)

func readWith(read reader, budgets []budget, files map[string][]byte, expected []string, baseURL string, promised ...ledger.Promise) (Site, error) {
	if err := Address(baseURL); err != nil {
		return Site{}, err
	}
	base, err := url.Parse(baseURL)
	if err != nil {
		return Site{}, err
	}
	names := slices.Sorted(maps.Keys(files))
	v := verifier{files: files, base: strings.TrimSuffix(base.String(), "/") + "/", basePath: strings.TrimSuffix(base.EscapedPath(), "/") + "/"}
	var small map[string][]byte
	if small, v.pages, err = readAll(read, files, names, v.base); err != nil {
		return Site{}, err
	}
	problems := slices.Concat(counted(names, expected), v.all(names), v.kept(promised), v.weigh(small, names, budgets))
	if len(problems) > 0 {
		return Site{}, Problems(problems)
	}
	v.files = small
	return Site{small, v}, nil
}

// Address says what is wrong with the address a site is to have.
func Address(baseURL string) error {
	u, err := url.Parse(baseURL)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q can't be the site's address; write it whole, such as https://backup.example/help/", baseURL)
	}
	return nil
}

// minifier leaves out end tags that the next tag implies: a browser sees no difference, and every page is lighter.
var minifier = newMinifier()

func newMinifier() *minify.M {
	m := minify.New()
	// The tags of the document stay, for what reads pages without building their tree.
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepDefaultAttrVals: true})
	m.AddFunc("text/css", css.Minify)
	m.AddFunc("application/javascript", js.Minify)
	m.AddFunc("application/json", json.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	m.AddFunc("application/xml", xml.Minify)
	return m
}

// mediaTypes are the files that are made small, by the ending of their names.
var mediaTypes = map[string]string{
	".html": "text/html", ".css": "text/css", ".js": "application/javascript", ".json": "application/json",
	".webmanifest": "application/json", ".svg": "image/svg+xml", ".xml": "application/xml",
}

// drawing begins an address that holds a drawing. The minifier would write it as base64,
// of which brotli can make little: with it, each page has 120 bytes more. So it does not
// see that it is one.
var drawing, hidden = []byte("data:image/svg+xml,%3C"), []byte("hidden:image/svg+xml,%3C")

// readAll minifies every file and takes down the HTML pages, and whatever else leads to pages below base.
func readAll(read reader, files map[string][]byte, names []string, base string) (map[string][]byte, map[string]*page, error) {
	small := make([][]byte, len(names))
	pages := make([]*page, len(names))
	errs := make([]error, len(names))
	parallel.Do(len(names), func(i int) { small[i], pages[i], errs[i] = read(names[i], files[names[i]], base) })
	out, byName := make(map[string][]byte, len(names)), map[string]*page{}
	for i, name := range names {
		out[name] = small[i]
		if pages[i] != nil {
			byName[name] = pages[i]
		}
	}
	return out, byName, errors.Join(errs...)
}

func read(name string, content []byte, base string) ([]byte, *page, error) {
	mediaType, ok := mediaTypes[path.Ext(name)]
	if !ok {
		return content, takeDown(name, content, base), nil
	}
	small, err := minifier.Bytes(mediaType, bytes.ReplaceAll(content, drawing, hidden))
	if err != nil {
		return nil, nil, fmt.Errorf("minifying %s: %w", name, err)
	}
	small = bytes.ReplaceAll(small, hidden, drawing)
	p := takeDown(name, small, base)
	if len(p.uses.inside) > 0 {
		p.uses.never = append(p.uses.never, "a script stands in the page itself; move it to assets/js")
	}
	if mediaType == "text/html" {
		guarded, err := guard(small, p)
		if err != nil {
			p.uses.never = append(p.uses.never, err.Error())
		}
		return guarded, p, nil
	}
	return small, p, nil
}

// takeDown notes what a file leads to and loads.
func takeDown(name string, content []byte, base string) *page {
	switch mediaTypes[path.Ext(name)] {
	case "text/html", "image/svg+xml":
		return readPage(content, base)
	case "text/css":
		p := &page{}
		p.load(styleLoads(string(content))...)
		return p
	}
	return &page{links: whole(string(content), base)}
}

// counted holds the pages that were made against those that must be.
func counted(names, expected []string) []Problem {
	var problems []Problem
	expected = slices.Sorted(slices.Values(expected))
	for _, e := range expected {
		if _, ok := slices.BinarySearch(names, e); !ok {
			problems = append(problems, Problem{Page: e, What: "this page is missing; Hugo did not make it"})
		}
	}
	for _, name := range names {
		if path.Ext(name) != ".html" {
			continue
		}
		if _, ok := slices.BinarySearch(expected, name); !ok {
			problems = append(problems, Problem{Page: name, What: "this page belongs to no entry"})
		}
	}
	return problems
}
