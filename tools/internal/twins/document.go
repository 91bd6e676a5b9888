package twins

import (
	"strconv"
	"strings"

	"backupfirstaid/tools/internal/api"
	"backupfirstaid/tools/internal/markdown"
)

// document is a Markdown text, block by block.
type document struct{ blocks []string }

// add sets a block below those that are there; nothing where it is empty.
func (d *document) add(block string) {
	if block != "" {
		d.blocks = append(d.blocks, block)
	}
}

func (d *document) text() string { return strings.Join(d.blocks, "\n\n") }

func (d *document) bytes() []byte { return []byte(d.text() + "\n") }

func link(title, url string) string {
	// Such a mark in an address would end the link.
	return "[" + markdown.Escape(title) + "](" + strings.NewReplacer("(", "%28", ")", "%29").Replace(url) + ")"
}

// labelled is a text behind what it is, or below it where it has more than one line.
func labelled(label, text string) string {
	if strings.Contains(text, "\n") {
		return "**" + label + "**\n\n" + text
	}
	return "**" + label + "** " + text
}

func bullets(items []api.Markdown) string {
	var out []string
	for _, item := range items {
		out = append(out, prefixed(string(item), "- ", "  "))
	}
	return strings.Join(out, "\n")
}

func numbered(items []api.Markdown) string {
	var out []string
	for i, item := range items {
		mark := strconv.Itoa(i+1) + ". "
		out = append(out, prefixed(string(item), mark, strings.Repeat(" ", len(mark))))
	}
	return strings.Join(out, "\n")
}

// prefixed sets something before the first line of a text, and before all others.
func prefixed(text, first, others string) string {
	if text == "" {
		return ""
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		prefix := others
		if i == 0 {
			prefix = first
		}
		lines[i] = strings.TrimRight(prefix+line, " ")
	}
	return strings.Join(lines, "\n")
}
