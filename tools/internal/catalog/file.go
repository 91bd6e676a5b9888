package catalog

import (
	"reflect"
	"strconv"
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
	ID string
	// Source is the text as it was read, less a byte order mark and the carriage returns of Windows.
	Source []byte
	// ByteOrderMark tells that the file began with one; CarriageReturn is the first line
	// that ends with one, 0 where none does.
	ByteOrderMark  bool
	CarriageReturn int
	// Root is the mapping that the file holds, nil where it could not be read.
	Root *Node
	// Problem says why Root is nil.
	Problem *Problem
	// Odd is what the file uses of YAML beyond keys, lists and texts, in the order written.
	Odd []Odd
}

// The size of a file. Nothing that a person writes comes near; what a program could
// write would keep the checker busy.
const (
	// MaxBytes is the most that a file may hold.
	MaxBytes = 64 << 10
	// MaxDepth is how many groups and lists may lie inside each other.
	MaxDepth = 6
)

// Problem is what kept a file from being read.
type Problem struct {
	Sort    ProblemSort
	Pos     Pos
	Message string
	// WayOut is how to mend it, as a phrase; it may be empty.
	WayOut string
}

// ProblemSort is a sort of [Problem]: each has a rule of its own.
type ProblemSort int

const (
	// BadYAML is a text that is not one group of keys.
	BadYAML ProblemSort = iota
	// NoFile is a folder, a link or a device in the place of a file.
	NoFile
	// TooLarge is more than [MaxBytes] or deeper than [MaxDepth].
	TooLarge
	// NoText is bytes that are not UTF-8.
	NoText
	// Unseen is a character that can't be seen, where a file can't be read with it.
	Unseen
	// Tab is a tab that YAML does not take.
	Tab
)

// Odd is a piece of YAML that no file needs: an anchor, an alias, a tag, a merge key.
type Odd struct {
	Pos  Pos
	What string
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
	// OtherShape is a value behind an alias or a tag, which no key takes.
	OtherShape
)

func (s Shape) String() string {
	return [...]string{"nothing", "a text", "a number", "true or false", "a list", "a group of keys", "an alias or a tag"}[s]
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
	// Style is how a text is written.
	Style Style
	// Notes are the comments around it, nil where there are none.
	Notes *Notes
}

// Style is a way to write a text in YAML.
type Style int

const (
	Plain Style = iota
	Quoted
	// Literal is a block behind a |, Folded one behind a >.
	Literal
	Folded
)

// Notes are the comments around a value, each with its # and, where there are several lines, line by line.
type Notes struct {
	Above, Behind, Below string
}

// Key is a key of a mapping and its value, in the order written. A key may come twice.
type Key struct {
	Name  Text
	Value *Node
	// Notes are the comments around the key, nil where there are none.
	Notes *Notes
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

// Values gives the value of each field, nil where its key is not there.
func (n *Node) Values(fields []Field) []*Node {
	values := make([]*Node, len(fields))
	at := 0
	for _, k := range n.Keys {
		// Keys most often come in the order of the fields.
		for range fields {
			if fields[at].Key == k.Name.Value {
				if values[at] == nil {
					values[at] = k.Value
				}
				break
			}
			at = (at + 1) % len(fields)
		}
	}
	return values
}

// Field is a key that a type takes. See the tags of the types for what its facts mean.
type Field struct {
	Key      string
	Required bool
	// Usual tells that most entries have it though it is not required.
	Usual bool
	// OneOf is the list that the value must come from, nil for any.
	OneOf []string
	// MostCharacters and MostItems bound a text and a list, 0 for no bound.
	MostCharacters, MostItems int
	// From and To bound a number; To is 0 for no bound.
	From, To int
	// About says what it means, Example is a value; for people.
	About, Example string
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
		field := Field{Key: key, Type: f.Type, Index: i, About: f.Tag.Get("about"), Example: f.Tag.Get("example")}
		for _, fact := range strings.Split(f.Tag.Get("fact"), ",") {
			field.learn(fact)
		}
		fields = append(fields, field)
	}
	return fields
}

// learn takes one fact of a tag. A fact that can't be read is a mistake in this package, which a test finds.
func (f *Field) learn(fact string) {
	what, rest, _ := strings.Cut(fact, " ")
	switch what {
	case "required":
		f.Required = true
	case "usual":
		f.Usual = true
	case "one":
		f.OneOf = strings.Fields(strings.TrimPrefix(rest, "of "))
	case "most":
		f.MostCharacters, _ = strconv.Atoi(rest)
	case "items":
		f.MostItems, _ = strconv.Atoi(rest)
	case "from":
		from, to, _ := strings.Cut(rest, " to ")
		f.From, _ = strconv.Atoi(from)
		f.To, _ = strconv.Atoi(to)
	}
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
