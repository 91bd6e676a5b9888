// Package scaffold makes the file that a new entry begins with: every key of its kind,
// each explained, with a placeholder where something is to be written.
//
// It is made from the types of package catalog, so it says what the checker asks for. It
// writes no file.
package scaffold

import (
	"fmt"
	"reflect"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// File is a new file of a kind. It is written as the command fmt would write it.
func File(kind catalog.Kind) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", kind.Modeline())
	fmt.Fprintf(&b, "# A new %s. Write over each %s.\n", kind.One(), catalog.Placeholder)
	b.WriteString("# A key behind a # is optional: take the # away to use it.\n")
	b.WriteString("# To see what is left to do: go run ./tools/data check\n")
	for _, f := range catalog.Fields(catalog.TypeOf(kind)) {
		given := f.Required || f.Usual
		b.WriteString("#\n")
		for _, line := range about(f, given) {
			b.WriteString("# " + line + "\n")
		}
		mark := "# "
		if given {
			mark = ""
		}
		for _, line := range value(f) {
			b.WriteString(mark + line + "\n")
		}
	}
	return []byte(b.String())
}

// about is what a field is for, in lines of comment.
func about(f catalog.Field, given bool) []string {
	first := f.About
	if !given {
		first = "Optional. " + first
	}
	switch {
	case len(f.OneOf) > 0:
		return []string{first, "One of: " + strings.Join(f.OneOf, ", ")}
	case f.Example != "":
		return []string{first, "Such as: " + f.Example}
	}
	return []string{first}
}

// value is a key with its placeholder.
func value(f catalog.Field) []string {
	switch f.Type {
	case reflect.TypeFor[[]catalog.Text](), reflect.TypeFor[[]catalog.Prose](), reflect.TypeFor[catalog.Steps]():
		return []string{f.Key + ":", "  - " + catalog.Placeholder}
	case reflect.TypeFor[[]catalog.Place]():
		return []string{f.Key + ":", "  backup: " + catalog.Placeholder}
	case reflect.TypeFor[[]catalog.Source]():
		lines := []string{f.Key + ":"}
		for i, line := range group(f.Type.Elem()) {
			lines = append(lines, map[bool]string{true: "  - ", false: "    "}[i == 0]+line)
		}
		return lines
	case reflect.TypeFor[catalog.Address](), reflect.TypeFor[catalog.Picture]():
		lines := []string{f.Key + ":"}
		for _, line := range group(f.Type) {
			lines = append(lines, "  "+line)
		}
		return lines
	default:
		return []string{f.Key + ": " + catalog.Placeholder}
	}
}

// group are the keys of a group inside an entry: those that are needed, then what there is to say of the others.
func group(t reflect.Type) []string {
	var needed, more []string
	for _, f := range catalog.Fields(t) {
		switch {
		case !f.Required:
			more = append(more, "# Optional. "+f.About, "# "+f.Key+": "+f.Example)
		case len(f.OneOf) > 0:
			more = append(more, "# "+f.Key+": "+f.About)
			fallthrough
		default:
			needed = append(needed, f.Key+": "+catalog.Placeholder)
		}
	}
	return append(needed, more...)
}
