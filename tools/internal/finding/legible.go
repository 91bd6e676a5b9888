package finding

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Legible is a text with a mark for each character that nobody would see: ⟨U+FEFF⟩,
// ⟨tab⟩, ⟨CR⟩, ⟨space⟩ at the end of a line, and ⟨byte E9⟩ for what is not UTF-8. Other
// spaces and the ends of lines stay.
func Legible(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, "⟨byte %02X⟩", text[0])
		case r == '\t':
			b.WriteString("⟨tab⟩")
		case r == '\r':
			b.WriteString("⟨CR⟩")
		case r == ' ' && trails(text):
			b.WriteString("⟨space⟩")
		case r != '\n' && leavesNoMark(r):
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		default:
			b.WriteRune(r)
		}
		text = text[size:]
	}
	return b.String()
}

// trails tells that only spaces stand before the end of the line.
func trails(text string) bool {
	line, _, _ := strings.Cut(text, "\n")
	return strings.Trim(line, " \r") == ""
}

// leavesNoMark tells that a character leaves no mark, or looks like a space and is none.
func leavesNoMark(r rune) bool {
	// A pattern of braille without a dot counts as a symbol and is blank.
	return unseen(r) || !unicode.IsPrint(r) || r == '\u2800' || unicode.Is(unicode.Variation_Selector, r)
}
