// Package schema makes the JSON Schemas (draft 2020-12) of the data files, for editors
// and for programs that write such files.
//
// It takes a kind and a catalog and gives the text of a schema: its shape is read from the
// types of package catalog and their tags, the ids that an editor offers are those of the
// catalog. It is pure, and the same facts give the same bytes. A schema sees one file at a
// time: that the files hang together, that texts are safe and the order gentle is for
// package check to say. A new file, where placeholders are still to be written over, is not
// valid yet.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"

	"github.com/invopop/jsonschema"

	"backupfirstaid/tools/internal/catalog"
)

// about says what a kind is, for people who hover over a file.
var about = map[catalog.Kind]string{
	catalog.Platforms: "Where a backup runs.",
	catalog.Symptoms:  "What a person sees when a backup or a restore fails.",
	catalog.Fixes:     "What to do. Symptoms name fixes in the order to try them, gentlest first.",
	catalog.Routines:  "What keeps trouble from happening again.",
}

// For gives the schema of a kind's files as indented JSON. The ids in it are those of the
// files in the catalog, also of files that could not be read.
func For(kind catalog.Kind, c *catalog.Catalog) ([]byte, error) {
	if about[kind] == "" {
		return nil, fmt.Errorf("no schema describes %q", kind)
	}
	s := maker{c, jsonschema.Definitions{}}.entry(kind)
	written, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("writing the schema of %s: %w", kind, err)
	}
	var b bytes.Buffer
	if err := json.Indent(&b, written, "", "  "); err != nil {
		return nil, fmt.Errorf("writing the schema of %s: %w", kind, err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

// maker makes a schema and gathers what several of its parts share.
type maker struct {
	*catalog.Catalog
	shared jsonschema.Definitions
}

func (m maker) entry(kind catalog.Kind) *jsonschema.Schema {
	s := m.group(catalog.TypeOf(kind))
	s.Version = jsonschema.Version
	s.Description = about[kind] + " The file's name, less .yaml, is its id."
	s.Definitions = m.shared
	switch kind {
	case catalog.Symptoms:
		s.AnyOf = []*jsonschema.Schema{{Required: []string{"messages"}}, {Required: []string{"codes"}}, {Required: []string{"signs"}}}
		s.AllOf = m.firstWhereRisky()
	case catalog.Fixes:
		s.AllOf = warnings()
	}
	return s
}

// warnings are the keys that a rung of the ladder needs, or has no use for.
func warnings() []*jsonschema.Schema {
	touches := func(rungs ...string) *jsonschema.Schema {
		s := having("touches", &jsonschema.Schema{Enum: anys(rungs)})
		s.Required = []string{"touches"}
		return s
	}
	return []*jsonschema.Schema{
		{If: touches(catalog.Ladder[0]), Then: having("loses", jsonschema.FalseSchema)},
		{If: touches(catalog.Ladder[catalog.RungSettings:]...), Then: &jsonschema.Schema{Required: []string{"loses"}}},
		{If: touches(catalog.Ladder[catalog.RungRemove:]...), Then: &jsonschema.Schema{Required: []string{"before", "undo"}}},
	}
}

// firstWhereRisky asks for `first` where a symptom lists a fix that removes or erases.
func (m maker) firstWhereRisky() []*jsonschema.Schema {
	var risky []any
	for _, f := range m.Fixes {
		if catalog.Rung(f.Touches.Value) >= catalog.RungRemove && idForm.MatchString(f.ID) {
			risky = append(risky, f.ID)
		}
	}
	if risky == nil {
		return nil
	}
	lists := having("fixes", &jsonschema.Schema{Type: "array", Contains: &jsonschema.Schema{Enum: risky}})
	lists.Required = []string{"fixes"}
	return []*jsonschema.Schema{{If: lists, Then: &jsonschema.Schema{Required: []string{"first"}}}}
}

// group is the schema of a group of keys.
func (m maker) group(t reflect.Type) *jsonschema.Schema {
	s := &jsonschema.Schema{Title: titled(t), Type: "object", Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema}
	for _, f := range catalog.Fields(t) {
		s.Properties.Set(f.Key, m.field(f))
		if f.Required {
			s.Required = append(s.Required, f.Key)
		}
	}
	return s
}

// field is the schema of a key's value.
func (m maker) field(f catalog.Field) *jsonschema.Schema {
	s := m.value(f)
	s.Description = f.About
	return s
}

func (m maker) value(f catalog.Field) *jsonschema.Schema {
	switch f.Type {
	case reflect.TypeFor[catalog.Whole]():
		s := &jsonschema.Schema{Type: "integer", Minimum: number(f.From), Maximum: number(f.To)}
		if n, err := strconv.Atoi(f.Example); err == nil {
			s.Examples = []any{n}
		}
		return s
	case reflect.TypeFor[catalog.Date]():
		return &jsonschema.Schema{Type: "string", Format: "date", Pattern: `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, Examples: []any{f.Example}}
	case reflect.TypeFor[[]catalog.Text](), reflect.TypeFor[[]catalog.Prose]():
		s := list(m.text(f), f)
		s.UniqueItems = true
		// An id that is an example in the tags need not be one of the catalog.
		if _, links := linked[f.Key]; !links || m.knows(f) {
			s.Examples = []any{[]string{f.Example}}
		}
		return s
	case reflect.TypeFor[[]catalog.Source]():
		return list(m.group(f.Type.Elem()), f)
	case reflect.TypeFor[[]catalog.Place]():
		return &jsonschema.Schema{
			Type: "object", PropertyNames: &jsonschema.Schema{Pattern: `^[^\s{}]+$`}, AdditionalProperties: m.text(f),
			MinProperties: count(1), MaxProperties: count(f.MostItems), Examples: []any{map[string]string{"backup": f.Example}},
		}
	case reflect.TypeFor[catalog.Steps]():
		return m.steps(f)
	case reflect.TypeFor[catalog.Address](), reflect.TypeFor[catalog.Picture]():
		return m.group(f.Type)
	default:
		s := m.text(f)
		s.Examples = []any{f.Example}
		return s
	}
}

// list is a list of at least one item.
func list(items *jsonschema.Schema, f catalog.Field) *jsonschema.Schema {
	return &jsonschema.Schema{Type: "array", Items: items, MinItems: count(1), MaxItems: count(f.MostItems)}
}

// steps are one list, or one for each platform.
func (m maker) steps(f catalog.Field) *jsonschema.Schema {
	m.shared["steps"] = list(m.text(f), f)
	same := &jsonschema.Schema{Title: "The same steps on all platforms", Ref: "#/$defs/steps"}
	each := &jsonschema.Schema{
		Title: "Steps for each platform", Type: "object", PropertyNames: m.id(catalog.Platforms),
		AdditionalProperties: &jsonschema.Schema{Ref: "#/$defs/steps"}, MinProperties: count(1),
	}
	return &jsonschema.Schema{OneOf: []*jsonschema.Schema{same, each}, Examples: []any{[]string{f.Example}}}
}

// linked are the keys whose texts are ids of other entries.
var linked = map[string]catalog.Kind{"platforms": catalog.Platforms, "fixes": catalog.Fixes, "related": catalog.Symptoms}

// text is the schema of a text, or of one in a list.
func (m maker) text(f catalog.Field) *jsonschema.Schema {
	if kind, ok := linked[f.Key]; ok {
		return m.id(kind)
	}
	s := &jsonschema.Schema{Type: "string"}
	if f.OneOf != nil {
		s.Enum = anys(f.OneOf)
		return s
	}
	s.MinLength, s.MaxLength, s.Pattern = count(1), count(f.MostCharacters), patterns[f.Key]
	return s
}

// id is the schema of the id of an entry.
func (m maker) id(kind catalog.Kind) *jsonschema.Schema {
	if m.shared[kind.One()] == nil {
		m.shared[kind.One()] = m.ids(kind)
	}
	return &jsonschema.Schema{Ref: "#/$defs/" + kind.One()}
}

// ids offers the ids of a kind. In anyOf, editors find what each is called: keywords made
// for that would stop validators that take no keyword of others. The last one lets a wrong
// id be a mistake against the enum alone.
func (m maker) ids(kind catalog.Kind) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	titles := m.titles(kind)
	for _, f := range m.Files {
		if f.Kind != kind || !idForm.MatchString(f.ID) {
			continue
		}
		s.Enum = append(s.Enum, f.ID)
		if title := titles[f.ID]; title != "" {
			s.AnyOf = append(s.AnyOf, &jsonschema.Schema{Const: f.ID, Description: title})
		}
	}
	switch {
	case s.Enum == nil:
		s.Pattern = idForm.String()
	case s.AnyOf != nil:
		s.AnyOf = append(s.AnyOf, &jsonschema.Schema{Type: "string"})
	}
	return s
}

// knows tells that the example of a field is the id of an entry.
func (m maker) knows(f catalog.Field) bool { return m.Has(linked[f.Key], f.Example) }

func (m maker) titles(kind catalog.Kind) map[string]string {
	titles := map[string]string{}
	switch kind {
	case catalog.Platforms:
		for _, e := range m.Platforms {
			titles[e.ID] = e.Name.Value
		}
	case catalog.Symptoms:
		for _, e := range m.Symptoms {
			titles[e.ID] = e.Title.Value
		}
	case catalog.Fixes:
		for _, e := range m.Fixes {
			titles[e.ID] = e.Title.Value
		}
	}
	return titles
}
