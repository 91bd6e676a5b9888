package finish

import (
	"bytes"
	"fmt"
	"strings"
)

// Alone minifies and verifies a page that is complete in one file and is opened from a disk: every link leads
// into it or to another site, and it loads nothing. Its scripts stand in it, which no other page may do.
func Alone(name string, content []byte) ([]byte, error) {
	small, err := minifier.Bytes("text/html", bytes.ReplaceAll(content, drawing, hidden))
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

// nowhere is an address that no site has.
const nowhere = "https://nowhere.invalid/"
