package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"github.com/invopop/jsonschema"

	"backupfirstaid/tools/internal/catalog"
)

// JSONSchema lists the kinds.
func (Kind) JSONSchema() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string", Description: "What sort of entry it is."}
	for _, k := range catalog.DataKinds {
		s.Enum = append(s.Enum, k.One())
	}
	return s
}

// JSONSchema lists the rungs.
func (Rung) JSONSchema() *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string", Description: "The rung of the ladder, gentlest first: only reads; switches what can be switched back; restarts; loses settings; loses content; erases a device."}
	for _, r := range catalog.Ladder {
		s.Enum = append(s.Enum, r)
	}
	return s
}

// JSONSchema lists the levels.
func (Level) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{
		Type: "string", Enum: []any{catalog.Confirmed, catalog.Reported, catalog.Unconfirmed},
		Description: "confirmed: the maker's or the app's own text was read. reported: another's was. unconfirmed: nobody has read a source yet.",
	}
}

// JSONSchema says what is in a text.
func (Markdown) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Description: "A text in Markdown without HTML. Its links are whole addresses."}
}

// JSONSchemaExtend promises that what can lose something says so, and how to be safe.
func (Fix) JSONSchemaExtend(s *jsonschema.Schema) {
	risky, warned := jsonschema.NewProperties(), jsonschema.NewProperties()
	risky.Set("risky", &jsonschema.Schema{Const: true})
	one := uint64(1)
	warned.Set("before", &jsonschema.Schema{MinItems: &one})
	s.If = &jsonschema.Schema{Properties: risky, Required: []string{"risky"}}
	s.Then = &jsonschema.Schema{Properties: warned, Required: []string{"loses", "undo"}}
}

// documents are the types of the documents, by the name of their schema.
var documents = map[string]any{
	"index":     Index{},
	"symptom":   Symptom{},
	"fix":       Fix{},
	"platform":  Platform{},
	"routine":   Routine{},
	"symptoms":  List[Symptom]{},
	"fixes":     List[Fix]{},
	"platforms": List[Platform]{},
	"routines":  List[Routine]{},
}

// schemas gives the schema of each document, by its file.
func (m maker) schemas() (map[string]any, error) {
	files := map[string]any{}
	for name, document := range documents {
		// Open to more keys, so that a program which holds on to a schema is not stopped by one that came later.
		r := jsonschema.Reflector{Anonymous: true, ExpandedStruct: true, AllowAdditionalProperties: true, Namer: named}
		s := r.Reflect(document)
		s.ID = jsonschema.ID(m.base + schemaFile(name))
		s.Title = strings.ToUpper(name[:1]) + name[1:] + " (Backup First Aid)"
		// What it writes has the order of the types; maps are sorted.
		written, err := json.Marshal(s)
		if err != nil {
			return nil, fmt.Errorf("writing the schema of %s: %w", name, err)
		}
		files[schemaFile(name)] = json.RawMessage(written)
	}
	return files, nil
}

// named is the name of a type in a schema, "symptom".
func named(t reflect.Type) string { return strings.ToLower(t.Name()) }
