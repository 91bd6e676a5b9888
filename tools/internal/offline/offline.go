// Package offline packs the whole guide for a phone: every page for readers, in a few files
// that are small because what pages have in common is in them once.
//
// It takes a finished site and gives the files to publish beside it. assets/js/keep.js
// fetches them and puts the pages together again. It is pure: the same site gives the same
// bytes.
//
// Why packed: one by one, the real site's pages are 327 requests and 1.6 MB (gzip). In one file
// they are 0.9 MB, since gzip looks back no more than 32 KB, and the same fix stands in lists
// far apart. In pieces, each once, they are 28 requests and 0.3 MB.
package offline

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/parallel"
)

const (
	// Folder is where the packed guide lies, relative to the published root.
	Folder = "offline/"
	// GuideFile says what there is to fetch. Its name stays; all that it names has a hash in its name.
	GuideFile   = Folder + "guide.json"
	partsFolder = Folder + "parts/"
)

// guide says what a phone has to fetch for the whole guide of one version.
type guide struct {
	// Version names the way from pages to pieces, which is one of Files. It is the hash of it,
	// and so of all that the guide holds: parts are named in it by their hashes, and what pages
	// load is named by its own in the pages.
	Version string `json:"version"`
	// Script is the script that fetches it.
	Script string `json:"script"`
	// Pages counts the pages.
	Pages int `json:"pages"`
	// Files are the sizes of what is to be fetched, in bytes as a server sends them (gzip), by
	// path relative to the site's root.
	Files map[string]int `json:"files"`
}

// index leads from pages to pieces.
type index struct {
	// Parts are files with a list of pieces each. Pieces are numbered through all of them.
	Parts []string `json:"parts"`
	// Pages are the numbers of the pieces that make a page, by its address relative to the site's root.
	Pages map[string][]int `json:"pages"`
}

// Make gives the files of the packed guide, by path relative to the published root; none
// where the site has no script that could fetch them.
func Make(files map[string][]byte) (map[string][]byte, error) {
	var script string
	var names, addresses []string
	var pages [][]byte
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if scriptName.MatchString(name) {
			script = name
		}
		if forReaders(name) {
			names = append(names, name)
			addresses = append(addresses, strings.TrimSuffix(name, "index.html"))
			pages = append(pages, forReading(files[name]))
		}
	}
	if script == "" {
		return nil, nil
	}
	out := map[string][]byte{}
	pieces, numbers := pack(pages)
	in := index{Pages: map[string][]int{}}
	for i, address := range addresses {
		in.Pages[address] = numbers[i]
	}
	for _, part := range parts(pieces, partBytes) {
		name, err := add(out, part)
		if err != nil {
			return nil, err
		}
		in.Parts = append(in.Parts, name)
	}
	g := guide{Script: script, Pages: len(pages), Files: map[string]int{}}
	way, err := add(out, in)
	if err != nil {
		return nil, err
	}
	g.Version = strings.TrimSuffix(path.Base(way), ".json")
	needed := maps.Clone(out)
	for i, page := range pages {
		for _, name := range loads(names[i], page) {
			if needed[name] = files[name]; needed[name] == nil {
				return nil, fmt.Errorf("%s needs %s, which is not there", names[i], name)
			}
		}
	}
	g.measure(needed)
	written, err := write(g)
	out[GuideFile] = written
	return out, err
}

// scriptName is that of the script that fetches the guide.
var scriptName = regexp.MustCompile(`^js/keep\.[0-9a-f]{16}\.js$`)

// forReaders tells the pages of the guide from all files: those for people whose backup
// fails, and not those for people who change the site, nor sheets of paper. With the sheets,
// each of which has a drawing of its own address, there would be more than twice as much to
// fetch; whoever prints has a connection, or the kit.
func forReaders(name string) bool {
	return path.Base(name) == "index.html" && (!strings.HasPrefix(name, "contribute/") || name == "contribute/index.html")
}

// forOthers are elements in the head of a page that say what it is to those who do not read
// it: search engines, and sites where it is shared.
var forOthers = regexp.MustCompile(`<script type="?application/ld\+json"?>[^<]*</script>|` +
	`<(?:meta (?:property="?og:[^" >]*|name="?(?:twitter:[^" >]*|description))|link rel="?(?:alternate|canonical|search))"?(?:"[^"]*"|'[^']*'|[^"'>])*>`)

// ofData is where the policy of a page names the data that went.
var ofData = regexp.MustCompile(`(script-src(?: 'self')?)(?: 'sha256-[^']*')+`)

// forReading is what a reader has of a page. The rest is a fourth of what there would be to fetch.
func forReading(page []byte) []byte {
	head, body, found := bytes.Cut(page, []byte("<body"))
	if !found {
		return page
	}
	head = ofData.ReplaceAll(forOthers.ReplaceAll(head, nil), []byte("$1"))
	return slices.Concat(head, []byte("<body"), body)
}

// loads are the files with a hash in their names that a page names, by path relative to the
// root. Others are for the home screen and for sharing, and not kept.
func loads(name string, page []byte) []string {
	var out []string
	text := string(page)
	for at := 0; ; {
		dot := strings.IndexByte(text[at:], '.')
		if dot < 0 {
			return out
		}
		at += dot + 1
		if !hasHash(text[at:]) {
			continue
		}
		from := strings.LastIndexAny(text[:at], "\"'= \t\n") + 1
		to := len(text)
		if end := strings.IndexAny(text[at:], "\"'> \t\n"); end >= 0 {
			to = at + end
		}
		// A whole address is for others, such as the picture that stands for the page where it is shared.
		if address := text[from:to]; !strings.Contains(address, ":") {
			out = append(out, strings.TrimPrefix(path.Join("/", path.Dir(name), address), "/"))
		}
		at = to
	}
}

// hasHash tells that a text begins with the hash in the name of a file.
func hasHash(text string) bool {
	const least = 16
	digits := len(text) - len(strings.TrimLeft(text, "0123456789abcdef"))
	return digits >= least && strings.HasPrefix(text[digits:], ".")
}

// add writes something down as a file that is named by its content.
func add(files map[string][]byte, content any) (name string, err error) {
	written, err := write(content)
	name = partsFolder + hash(written) + ".json"
	files[name] = written
	return name, err
}

func write(content any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(content)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// hash is the beginning of the SHA-256 of a content: as much of it as the names of styles and scripts have.
func hash(content []byte) string {
	sum := sha256.Sum256(content)
	return fmt.Sprintf("%x", sum[:16])
}

// measure takes down how much there is to fetch.
func (g *guide) measure(files map[string][]byte) {
	names := slices.Sorted(maps.Keys(files))
	sizes := make([]int, len(names))
	parallel.Do(len(names), func(i int) {
		var b bytes.Buffer
		// Most servers compress as they send, and gzip's own level is what they take.
		w := gzip.NewWriter(&b)
		_, _ = w.Write(files[names[i]])
		_ = w.Close()
		sizes[i] = b.Len()
	})
	for i, name := range names {
		g.Files[name] = sizes[i]
	}
}
