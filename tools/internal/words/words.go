// Package words reads the words of the interface, which pages, their twins and their cards have in common.
//
// It takes the text of a file in i18n/ and gives words by name, and after all the names that were asked for in vain.
package words

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// SiteName is what the site is called.
const SiteName = "Backup First Aid"

// File is where the words are, relative to the site's root.
const File = "i18n/en.toml"

// Words are the words of the interface. They are not safe for use by several goroutines at once.
type Words struct {
	words   map[string]any
	missing map[string]bool
}

// Read takes them from the text of a file in i18n/.
func Read(file []byte) (Words, error) {
	w := Words{missing: map[string]bool{}}
	if err := toml.Unmarshal(file, &w.words); err != nil {
		return Words{}, fmt.Errorf("reading the words of the interface: %w", err)
	}
	return w, nil
}

// Say gives the words of a name.
func (w Words) Say(name string) string {
	said, ok := w.words[name].(string)
	if !ok {
		w.missing[name] = true
	}
	return said
}

// With gives the words of a name for a number of things, or with a number in them.
func (w Words) With(name string, n int) string {
	said, ok := w.words[name].(string)
	if forms, plural := w.words[name].(map[string]any); plural {
		form := "other"
		if n == 1 {
			form = "one"
		}
		said, ok = forms[form].(string)
	}
	if !ok {
		w.missing[name] = true
	}
	return strings.ReplaceAll(said, "{{ . }}", strconv.Itoa(n))
}

// Err names the words that were asked for and are not there.
func (w Words) Err() error {
	if len(w.missing) == 0 {
		return nil
	}
	return fmt.Errorf("the words of the interface lack %s", strings.Join(slices.Sorted(maps.Keys(w.missing)), ", "))
}
