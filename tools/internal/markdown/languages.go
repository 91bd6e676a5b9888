package markdown

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
)

// languageNames are what the highlighter calls its languages, one a line. They are written down because
// the highlighter itself takes longer to start than a whole check does; a test in package render
// compares them.
//
//go:embed languages.txt
var languageNames string

// KnowsLanguage tells whether code blocks in this language can be highlighted.
func KnowsLanguage(language string) bool {
	return languages()[strings.ToLower(language)]
}

// languages are the names of all languages. The highlighter itself would also hold an unknown
// name against the names of files, which takes so long that a text could be made of it.
var languages = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for name := range strings.Lines(languageNames) {
		known[strings.TrimSuffix(name, "\n")] = true
	}
	return known
})

// language is the first word behind the marks of a code block. The node's own method would
// keep it, and the highlighter would look up what is unknown.
func language(n *ast.FencedCodeBlock, source []byte) string {
	if n.Info == nil {
		return ""
	}
	word, _, _ := strings.Cut(string(n.Info.Segment.Value(source)), " ")
	return word
}
