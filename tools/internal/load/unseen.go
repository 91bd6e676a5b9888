package load

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"backupfirstaid/tools/internal/catalog"
)

// A no-break space and its like look like a space, or like nothing. Inside a text that is no
// matter here. Around a key or a dash it makes them a part of a text, and whoever is told only
// what follows from that looks for the cause in vain.

// unseen is the problem of such a character.
func unseen(at catalog.Pos, r rune) *catalog.Problem {
	message, wayOut := "there is a character here that can't be seen (%U)", "delete it"
	if unicode.Is(unicode.Z, r) {
		wayOut = "delete it, or write an ordinary space"
	}
	if unicode.Is(unicode.Zs, r) {
		message = "there is a space here that is no ordinary one (%U)"
	}
	return &catalog.Problem{Sort: catalog.Unseen, Pos: at, Message: fmt.Sprintf(message, r), WayOut: wayOut}
}

// isUnseen tells that a character is such a one.
func isUnseen(r rune) bool {
	return r > unicode.MaxASCII && (unicode.Is(unicode.Zs, r) || unicode.Is(unicode.Cf, r))
}

// wanted matches such a character before a dash, a key or its value, and behind a dash or a key.
var wanted = regexp.MustCompile(`^[ -]*(?:` + aKey + `: *)?(` + anUnseen + `)|^[ -]*` + aKey + `(` + anUnseen + `)(?: |` + anUnseen + `)*:`)

const (
	aKey     = `[a-z0-9_-]+ *`
	anUnseen = `[\x{a0}\x{1680}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}\p{Cf}]`
)

// strange finds such a character in a line, where YAML wants a space or nothing.
func (p *treeMaker) strange(number int) *catalog.Problem {
	line := p.line(number)
	found := wanted.FindSubmatchIndex(line)
	if found == nil {
		return nil
	}
	i := max(found[2], found[4])
	r, _ := utf8.DecodeRune(line[i:])
	return unseen(p.pos(number, utf8.RuneCount(line[:i])+1), r)
}

// seems notes such a character where it makes a text of what seems to be a key, a number or an item.
func (p *treeMaker) seems(n *yaml.Node) {
	if n.Style != 0 || p.unseen != nil || !holdsUnseen(n.Value) {
		return
	}
	for number := n.Line; p.unseen == nil; number++ {
		p.unseen = p.strange(number)
		next := string(bytes.Trim(p.line(number+1), " "))
		if next == "" || !strings.Contains(n.Value, next) {
			return
		}
	}
}

// holdsUnseen tells that such a character stands at either end of a text or before a dash. It
// is asked of every text, and so looks at few characters.
func holdsUnseen(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimPrefix(text, "-"))
	last, _ := utf8.DecodeLastRuneInString(text)
	before, _, dash := strings.Cut(text, "- ")
	beside, _ := utf8.DecodeLastRuneInString(before)
	return isUnseen(first) || isUnseen(last) || dash && isUnseen(beside)
}
