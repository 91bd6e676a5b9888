package catalog

import (
	"reflect"
	"strings"
	"sync"
)

// File is one file as it was read.
type File struct {
	// Path is relative to the site's root, with forward slashes.
	Path string
	// Kind is empty where the file lies in no folder of a kind.
	Kind Kind
	// ID is the file's name less its ending; for a page, its path under content/.
	ID     string
	Source []byte
	// Root is the mapping that the file holds, nil where it could not be read.
	Root *Node
	// Problem says why Root is nil.
	Problem *Problem
}

// Problem is what kept a file from being read as YAML.
type Problem struct {
	Pos     Pos
	Message string
}

// Shape is the kind of value a [Node] is.
type Shape int

const (
	// Missing is a key with nothing behind it.
	Missing Shape = iota
	TextShape
	NumberShape
	// TruthShape is a bare true or false.
	TruthShape
	ListShape
	MapShape
	// OtherShape is YAML that no key takes: anchors, aliases, tags.
	OtherShape
)

func (s Shape) String() string {
	return [...]string{"nothing", "a text", "a number", "true or false", "a list", "a group of keys", "an anchor, alias or tag"}[s]
}

// Node is a value of a YAML file with its place, before anything is known about its meaning.
type Node struct {
	Shape Shape
	Pos   Pos
	// Value is the text of a scalar: of a string what it says, of a number what is written.
	Value string
	Items []*Node
	Keys  []Key
	// Comment tells that a comment follows on the text's line, Bullet that a line of a
	// text without quotes begins with a dash: both are most often slips that lose words.
	Comment, Bullet bool
}

// Key is a key of a mapping and its value, in the order written. A key may come twice.
type Key struct {
	Name  Text
	Value *Node
}

// Get gives the value of the first key of that name, nil where there is none.
func (n *Node) Get(name string) *Node {
	for _, k := range n.Keys {
		if k.Name.Value == name {
			return k.Value
		}
	}
	return nil
}

// Field is a key that a type takes.
type Field struct {
	Key      string
	Required bool
	// OneOf is the list that the value must come from, nil for any.
	OneOf []string
	// Type is the type of the Go field; Index its place in the struct.
	Type  reflect.Type
	Index int
}

// Fields lists the keys that a struct of this package takes, in the order of a well-written file.
func Fields(t reflect.Type) []Field {
	if known, ok := knownFields.Load(t); ok {
		return known.([]Field)
	}
	fields := readFields(t)
	knownFields.Store(t, fields)
	return fields
}

// knownFields holds the fields of each type once read, since every group of every file asks for them.
var knownFields sync.Map

func readFields(t reflect.Type) []Field {
	var fields []Field
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("yaml")
		if key == "" || key == "-" {
			continue
		}
		field := Field{Key: key, Type: f.Type, Index: i}
		for _, fact := range strings.Split(f.Tag.Get("fact"), ",") {
			if fact == "required" {
				field.Required = true
			}
			if list, ok := strings.CutPrefix(fact, "one of "); ok {
				field.OneOf = strings.Fields(list)
			}
		}
		fields = append(fields, field)
	}
	return fields
}

// TypeOf is the Go type of a kind's entries.
func TypeOf(kind Kind) reflect.Type {
	switch kind {
	case Platforms:
		return reflect.TypeFor[Platform]()
	case Symptoms:
		return reflect.TypeFor[Symptom]()
	case Fixes:
		return reflect.TypeFor[Fix]()
	case Routines:
		return reflect.TypeFor[Routine]()
	case Pages:
		return reflect.TypeFor[Page]()
	}
	return nil
}
