package schema

import (
	"encoding/json"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"github.com/invopop/jsonschema"
)

// idForm is what an id looks like.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// patterns are the forms of texts that have one. They say what the rules of package check
// say, which a test holds.
var patterns = map[string]string{
	"formerly": idForm.String(),
	"url":      `^https://[^\s/?#]\S*$`,
	"codes":    `^-?[A-Za-z0-9]+([-._][A-Za-z0-9]+)*$`,
	"file":     `^[a-z0-9]+(-[a-z0-9]+)*\.svg$`,
}

// titled is the title of a group: "A fix", "An address".
func titled(t reflect.Type) string {
	article := "A "
	if strings.ContainsAny(t.Name()[:1], "AEIOU") {
		article = "An "
	}
	return article + strings.ToLower(t.Name())
}

// having is a group in which a key, where it is there, is what s describes.
func having(key string, s *jsonschema.Schema) *jsonschema.Schema {
	group := &jsonschema.Schema{Properties: jsonschema.NewProperties()}
	group.Properties.Set(key, s)
	return group
}

func anys(list []string) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// count is a bound on how many there are, nil where there is none.
func count(n int) *uint64 {
	if n <= 0 {
		return nil
	}
	bound := uint64(n)
	return &bound
}

func number(n int) json.Number {
	if n == 0 {
		return ""
	}
	return json.Number(strconv.Itoa(n))
}
