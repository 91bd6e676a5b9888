package check

import (
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
)

// otherNames are what people write for a key that spelling does not lead to: a key of another
// kind, or what other sites call it.
var otherNames = map[string]string{
	"title":         "name heading headline",
	"name":          "title heading headline",
	"summary":       "description desc about intro overview",
	"description":   "summary about intro overview",
	"platforms":     "for systems devices applies_to",
	"device":        "phone",
	"versions":      "systems os",
	"places":        "menus paths menu_paths",
	"saves":         "includes included contains",
	"skips":         "excludes excluded leaves_out",
	"needs":         "requires required requirements tools you_need",
	"phase":         "stage",
	"messages":      "texts errors error_message error_messages",
	"codes":         "numbers error_code error_codes",
	"signs":         "symptoms",
	"causes":        "reasons why",
	"first":         "warning do_first",
	"fixes":         "solutions remedies",
	"get_help_when": "help when_to_get_help ask_for_help",
	"related":       "similar see_also",
	"keywords":      "tags search search_terms",
	"formerly":      "aliases redirects old_ids",
	"sources":       "links references evidence",
	"minutes":       "time duration takes",
	"touches":       "rung",
	"loses":         "lost loss",
	"before":        "prepare preparation save_first",
	"undo":          "revert reverse",
	"steps":         "instructions how_to actions",
	"done":          "result success worked",
	"when":          "how_often frequency schedule",
	"picture":       "image drawing photo",
	"weight":        "order",
	"url":           "link href address uri website",
	"by":            "from author who publisher",
	"checked":       "date day read verified accessed",
	"file":          "src image path name",
	"alt":           "text description caption",
}

// joins are what people join words with, and what a key does.
var joins = strings.NewReplacer(" ", "_", "-", "_")

// meant is the key of a group that one which it does not have stands for, "" where none is near.
func meant(written string, known []string) string {
	written = joins.Replace(strings.ToLower(seen(written)))
	for _, key := range known {
		if key == written || slices.Contains(strings.Fields(otherNames[key]), written) {
			return key
		}
	}
	if near := finding.Nearest(written, known); near != "" {
		return near
	}
	// "min" begins one key of a fix, "ti" could be many a word.
	const few = 3
	begun := ""
	for _, key := range known {
		short := min(len(written), len(key))
		switch {
		case short < few || written[:short] != key[:short] || len(key) == short && written[short] != '_':
		case begun != "":
			return ""
		default:
			begun = key
		}
	}
	return begun
}

// misspelt tells that a key is there under another name, which unknown-key says already.
func misspelt(n *catalog.Node, key string, known []string) bool {
	for _, k := range n.Keys {
		if !slices.Contains(known, k.Name.Value) && meant(k.Name.Value, known) == key {
			return true
		}
	}
	return false
}

// lacks tells that an entry has no such key, under no other name either.
func lacks(f *catalog.File, key string) bool {
	return f.Root.Get(key) == nil && !misspelt(f.Root, key, keys(catalog.Fields(catalog.TypeOf(f.Kind))))
}

// seen is a text without what nobody sees of it.
func seen(s string) string {
	return strings.Map(func(r rune) rune {
		if hidden(r, 0) != "" {
			return -1
		}
		return r
	}, s)
}
