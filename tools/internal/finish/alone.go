package finish

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/tdewolff/minify/v2/html"
)

// Alone minifies and verifies a page that is complete in one file and is opened from a disk: every link leads
// into it or to another site, and it loads nothing. Its scripts stand in it, which no other page may do.
func Alone(name string, content []byte) ([]byte, error) {
	small, err := smallest.Bytes("text/html", bytes.ReplaceAll(content, drawing, hidden))
	if err != nil {
		return nil, fmt.Errorf("minifying %s: %w", name, err)
	}
	small = bytes.ReplaceAll(small, hidden, drawing)
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
	return guard(small, p)
}

// smallest leaves out end tags that the next tag implies. A browser sees no difference; in a file that holds a whole
// site they are a twentieth of it.
var smallest = newMinifier(&html.Minifier{KeepDocumentTags: true, KeepDefaultAttrVals: true})

// nowhere is an address that no site has.
const nowhere = "https://nowhere.invalid/"
