package load

import (
	"reflect"
	"strconv"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/markdown"
)

// decodeEntry makes the entry of a file. What does not fit is passed over: the
// rules on shape walk the same tree and say so.
func decodeEntry(file *catalog.File) any {
	t := catalog.TypeOf(file.Kind)
	v := reflect.New(t)
	v.Elem().FieldByName("Entry").Set(reflect.ValueOf(catalog.Entry{ID: file.ID, File: file}))
	decodeStruct(file.Root, v.Elem())
	return v.Interface()
}

func decodeStruct(n *catalog.Node, v reflect.Value) {
	if n.Shape != catalog.MapShape {
		return
	}
	fields := catalog.Fields(v.Type())
	for i, value := range n.Values(fields) {
		if value != nil {
			decode(value, v.Field(fields[i].Index))
		}
	}
}

func decode(n *catalog.Node, v reflect.Value) {
	switch target := v.Addr().Interface().(type) {
	case *catalog.Text:
		*target = text(n)
	case *catalog.Date:
		target.Text = text(n)
	case *catalog.Prose:
		if written(n) {
			*target = prose(n.Value, n.Pos)
		}
	case *catalog.Whole:
		if i, err := strconv.Atoi(n.Value); err == nil && n.Shape == catalog.NumberShape {
			*target = catalog.Whole{Value: i, Set: true, Pos: n.Pos}
		}
	case *catalog.Steps:
		*target = steps(n)
	case *[]catalog.Place:
		for _, k := range n.Keys {
			*target = append(*target, catalog.Place{Name: k.Name, Path: text(k.Value)})
		}
	case *[]catalog.Prose:
		*target = proses(n)
	case *[]catalog.Text:
		for _, item := range n.Items {
			if written(item) {
				*target = append(*target, text(item))
			}
		}
	case *[]catalog.Source:
		for _, item := range n.Items {
			var s catalog.Source
			decodeStruct(item, reflect.ValueOf(&s).Elem())
			*target = append(*target, s)
		}
	case *catalog.Address, *catalog.Picture:
		decodeStruct(n, v)
	}
}

// written tells that a node is a text that somebody wrote.
func written(n *catalog.Node) bool {
	return n.Shape == catalog.TextShape && !strings.Contains(n.Value, catalog.Placeholder)
}

func text(n *catalog.Node) catalog.Text {
	if !written(n) {
		return catalog.Text{Pos: n.Pos}
	}
	return catalog.Text{Value: n.Value, Pos: n.Pos}
}

func prose(s string, pos catalog.Pos) catalog.Prose {
	return catalog.Prose{Text: catalog.Text{Value: s, Pos: pos}, Doc: markdown.Parse(s)}
}

func proses(n *catalog.Node) []catalog.Prose {
	var out []catalog.Prose
	for _, item := range n.Items {
		if written(item) {
			out = append(out, prose(item.Value, item.Pos))
		}
	}
	return out
}

func steps(n *catalog.Node) catalog.Steps {
	s := catalog.Steps{Pos: n.Pos, All: proses(n)}
	for _, k := range n.Keys {
		s.ByPlatform = append(s.ByPlatform, catalog.PlatformSteps{Platform: k.Name, Steps: proses(k.Value)})
	}
	return s
}
