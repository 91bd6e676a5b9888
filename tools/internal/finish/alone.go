package finish

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"strings"

	"github.com/tdewolff/minify/v2/html"
)

// Alone minifies and verifies a page that is complete in one file and is opened from a disk: every link leads
// into it or to another site, and it loads nothing.
func Alone(name string, content []byte) ([]byte, error) {
	small, err := smallest.Bytes("text/html", content)
	if err != nil {
		return nil, fmt.Errorf("minifying %s: %w", name, err)
	}
	p := takeDown(name, small, nowhere)
	v := verifier{files: map[string][]byte{name: small}, pages: map[string]*page{name: p}, base: nowhere, basePath: "/"}
	problems := v.page(name, p)
	for _, load := range p.loads {
		if !strings.HasPrefix(load, "data:") {
			problems = append(problems, Problem{name, load, "this would be loaded, and the file must be complete"})
		}
	}
	if len(problems) > 0 {
		return nil, Problems(problems)
	}
	return guarded(small), nil
}

var (
	inside  = regexp.MustCompile(`(?s)<(style|script)[^>]*>(.*?)</(?:style|script)>`)
	charset = []byte("<meta charset=utf-8>")
)

// guarded gives a page the policy that lets the styles and scripts that stand in it do their work, and nothing else
// (https://www.w3.org/TR/CSP3/). It comes after everything was made small, because it holds the sums of the texts.
func guarded(page []byte) []byte {
	sums := map[string][]string{}
	for _, m := range inside.FindAllSubmatch(page, -1) {
		sum := sha256.Sum256(m[2])
		sums[string(m[1])] = append(sums[string(m[1])], "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	}
	policy := "default-src 'none'"
	for _, name := range []string{"script", "style"} {
		if len(sums[name]) > 0 {
			policy += ";" + name + "-src " + strings.Join(sums[name], " ")
		}
	}
	policy += ";img-src data:;base-uri 'none';form-action 'none'"
	return bytes.Replace(page, charset, []byte(string(charset)+`<meta http-equiv=content-security-policy content="`+policy+`">`), 1)
}

// smallest leaves out end tags that the next tag implies. A browser sees no difference; in a file that holds a whole
// site they are a twentieth of it.
var smallest = newMinifier(&html.Minifier{KeepDocumentTags: true, KeepDefaultAttrVals: true})

// nowhere is an address that no site has.
const nowhere = "https://nowhere.invalid/"
