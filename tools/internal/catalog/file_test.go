package catalog

import (
	"reflect"
	"testing"
)

// Each fact of a tag does something, each field says what it is for, and what can be long is bounded.
func TestFieldsAreDescribed(t *testing.T) {
	types := []reflect.Type{reflect.TypeFor[Address](), reflect.TypeFor[Source](), reflect.TypeFor[Picture]()}
	for _, kind := range append([]Kind{Pages}, DataKinds...) {
		types = append(types, TypeOf(kind))
	}
	for _, typ := range types {
		for _, f := range Fields(typ) {
			name := typ.Name() + "." + f.Key
			if f.About == "" {
				t.Errorf("%s says not what it is for", name)
			}
			switch f.Type {
			case reflect.TypeFor[Text](), reflect.TypeFor[Prose]():
				if f.MostCharacters == 0 && f.OneOf == nil || f.Example == "" {
					t.Errorf("%s: %+v", name, f)
				}
			case reflect.TypeFor[[]Text](), reflect.TypeFor[[]Prose](), reflect.TypeFor[Steps](), reflect.TypeFor[[]Place]():
				if f.MostCharacters == 0 || f.MostItems == 0 || f.Example == "" {
					t.Errorf("%s: %+v", name, f)
				}
			case reflect.TypeFor[Whole]():
				if f.From < 1 || f.To <= f.From {
					t.Errorf("%s: %+v", name, f)
				}
			case reflect.TypeFor[[]Source]():
				if f.MostItems == 0 {
					t.Errorf("%s: %+v", name, f)
				}
			}
		}
	}
}
