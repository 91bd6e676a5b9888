// Package format knows the one way of writing a data file: the order of its keys, when
// a text has quotes, white space, lists.
//
// It takes a file as it was read and gives its bytes as they should be. It changes no
// meaning: what it writes is read again and held against what was read first, and
// where the two differ, by a value or by a comment, the file stays as it is. How a
// text is broken into lines in a folded block is its author's.
package format

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
)

// ErrUnread is the answer for a file that can't be read, that is no data file, or that
// holds YAML which no entry needs: what is wrong is mended by a person first.
var ErrUnread = errors.New("the file can't be read as an entry")

// ErrChanged is the answer where writing the file anew would change what it says. It is
// about YAML that nobody writes; the file is left alone.
var ErrChanged = errors.New("written anew, the file would say something else")

// File gives the file as it should be written.
func File(f *catalog.File) ([]byte, error) {
	if f.Root == nil || f.Kind == "" || f.Kind == catalog.Pages || len(f.Odd) > 0 {
		return nil, ErrUnread
	}
	// Now and then a comment belongs to another line once the file is written anew, and comes
	// to rest the second time.
	const tries = 3
	written, last := write(f), f
	for range tries {
		if bytes.Equal(written, last.Source) {
			return written, nil
		}
		again, _ := load.Data(f.Path, written)
		if again.Root == nil || len(again.Odd) > 0 || !same(f.Root, again.Root) || !slices.Equal(comments(f.Root), comments(again.Root)) {
			return nil, ErrChanged
		}
		written, last = write(again), again
	}
	return nil, ErrChanged
}

// write gives the bytes of a file; those of its source where they are the same.
func write(f *catalog.File) []byte {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	w.out.Reset()
	w.lines = w.lines[:0]
	for line := range bytes.SplitSeq(f.Source, []byte("\n")) {
		w.lines = append(w.lines, line)
	}
	w.file(f)
	if bytes.Equal(w.out.Bytes(), f.Source) {
		return f.Source
	}
	return bytes.Clone(w.out.Bytes())
}

// writers are kept, since nearly every file is as it should be and nothing of the writing remains.
var writers = sync.Pool{New: func() any { return &writer{} }}

type writer struct {
	out bytes.Buffer
	// lines are the source's, for blocks that keep their lines.
	lines [][]byte
}

func (w *writer) file(f *catalog.File) {
	w.line(0, f.Kind.Modeline())
	notes := around(f.Root.Notes)
	w.comment(0, withoutModeline(notes.Above))
	keys := ordered(f.Root.Keys, catalog.TypeOf(f.Kind))
	for _, k := range keys {
		if k.Notes != nil {
			cleaned := *k.Notes
			cleaned.Above = withoutModeline(cleaned.Above)
			k.Notes = &cleaned
		}
		w.key(0, k, typeOf(k, catalog.TypeOf(f.Kind)))
	}
	w.comment(0, notes.Below)
}

func withoutModeline(comment string) string {
	lines := slices.DeleteFunc(strings.Split(comment, "\n"), func(line string) bool {
		return strings.HasPrefix(strings.TrimSpace(line), catalog.ModelineStart)
	})
	return strings.Join(lines, "\n")
}

// ordered gives the keys in the order of the format. One that the format doesn't know stays behind the one it follows.
func ordered(keys []catalog.Key, t reflect.Type) []catalog.Key {
	if t == nil || inOrder(keys, catalog.Fields(t)) {
		return keys
	}
	type placed struct {
		catalog.Key
		place int
	}
	list, last := make([]placed, len(keys)), -1
	for i, k := range keys {
		if place := slices.IndexFunc(catalog.Fields(t), func(f catalog.Field) bool { return f.Key == k.Name.Value }); place >= 0 {
			last = place
		}
		list[i] = placed{k, last}
	}
	slices.SortStableFunc(list, func(a, b placed) int { return a.place - b.place })
	out := make([]catalog.Key, len(keys))
	for i, p := range list {
		out[i] = p.Key
	}
	return out
}

// inOrder tells that known keys come in the order of the format already.
func inOrder(keys []catalog.Key, fields []catalog.Field) bool {
	at := 0
	for _, k := range keys {
		for at < len(fields) && fields[at].Key != k.Name.Value {
			at++
		}
		if at == len(fields) {
			return false
		}
	}
	return true
}

// typeOf is the type whose fields are the keys of a value, nil where they are the author's own.
func typeOf(k catalog.Key, t reflect.Type) reflect.Type {
	if t == nil {
		return nil
	}
	for _, f := range catalog.Fields(t) {
		switch {
		case f.Key != k.Name.Value:
		case f.Type == reflect.TypeFor[[]catalog.Source]():
			return f.Type.Elem()
		case f.Type == reflect.TypeFor[catalog.Address](), f.Type == reflect.TypeFor[catalog.Picture]():
			return f.Type
		}
	}
	return nil
}

func around(n *catalog.Notes) catalog.Notes {
	if n == nil {
		return catalog.Notes{}
	}
	return *n
}

const step = 2

func (w *writer) indent(n int) {
	for range n {
		w.out.WriteByte(' ')
	}
}

func (w *writer) line(indent int, s string) {
	w.indent(indent)
	w.out.WriteString(s)
	w.out.WriteByte('\n')
}

func (w *writer) comment(indent int, comment string) {
	if comment == "" {
		return
	}
	for line := range strings.SplitSeq(comment, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			w.line(indent, line)
		}
	}
}

// behind writes what stands behind a value and ends the line.
func (w *writer) behind(notes ...string) {
	for _, n := range notes {
		if n == "" {
			continue
		}
		if n = strings.Join(strings.Fields(strings.ReplaceAll(n, "\n", " ")), " "); n != "" {
			w.out.WriteString(" " + n)
		}
	}
	w.out.WriteByte('\n')
}

// key writes a key with its value. The key's own line is indented already where a list's dash stands before it.
func (w *writer) key(indent int, k catalog.Key, t reflect.Type) {
	w.comment(indent, around(k.Notes).Above)
	w.indent(indent)
	w.keyHere(indent, k, t)
}

func (w *writer) keyHere(indent int, k catalog.Key, t reflect.Type) {
	w.out.WriteString(inline(k.Name.Value))
	w.out.WriteByte(':')
	w.value(indent, k.Value, t, around(k.Notes).Behind)
	w.comment(indent, around(k.Notes).Below)
}

// value writes what stands behind a key or a dash, from the space on, and ends the line.
func (w *writer) value(indent int, n *catalog.Node, t reflect.Type, keyBehind string) {
	notes := around(n.Notes)
	switch n.Shape {
	case catalog.MapShape:
		if len(n.Keys) == 0 {
			w.out.WriteString(" {}")
			w.behind(keyBehind, notes.Behind)
			break
		}
		w.behind(keyBehind, notes.Behind)
		w.comment(indent+step, notes.Above)
		for _, k := range ordered(n.Keys, t) {
			w.key(indent+step, k, typeOf(k, t))
		}
	case catalog.ListShape:
		if len(n.Items) == 0 {
			w.out.WriteString(" []")
			w.behind(keyBehind, notes.Behind)
			break
		}
		w.behind(keyBehind, notes.Behind)
		w.comment(indent+step, notes.Above)
		for _, item := range n.Items {
			w.item(indent+step, item, t)
		}
	case catalog.Missing:
		w.behind(keyBehind, notes.Behind)
	case catalog.TextShape:
		w.text(indent, n, keyBehind)
	default:
		w.out.WriteString(" " + n.Value)
		w.behind(keyBehind, notes.Behind)
	}
	w.comment(indent, notes.Below)
}

func (w *writer) item(indent int, n *catalog.Node, t reflect.Type) {
	notes := around(n.Notes)
	w.comment(indent, notes.Above)
	w.indent(indent)
	w.out.WriteByte('-')
	if n.Shape != catalog.MapShape || len(n.Keys) == 0 {
		if notes.Above != "" {
			bare := *n
			bare.Notes = &catalog.Notes{Behind: notes.Behind, Below: notes.Below}
			n = &bare
		}
		w.value(indent, n, t, "")
		return
	}
	keys := ordered(n.Keys, t)
	if first := around(keys[0].Notes); first.Above != "" || notes.Behind != "" {
		// A comment stands between the dash and the first key.
		w.behind(notes.Behind)
		for _, k := range keys {
			w.key(indent+step, k, typeOf(k, t))
		}
	} else {
		w.out.WriteByte(' ')
		w.keyHere(indent+step, keys[0], typeOf(keys[0], t))
		for _, k := range keys[1:] {
			w.key(indent+step, k, typeOf(k, t))
		}
	}
	w.comment(indent, notes.Below)
}

// same tells that two values say the same, whatever the order of the keys of a group.
func same(a, b *catalog.Node) bool {
	if a.Shape != b.Shape || a.Value != b.Value || len(a.Items) != len(b.Items) || len(a.Keys) != len(b.Keys) {
		return false
	}
	for i := range a.Items {
		if !same(a.Items[i], b.Items[i]) {
			return false
		}
	}
	byName := func(x, y catalog.Key) int { return strings.Compare(x.Name.Value, y.Name.Value) }
	ka, kb := slices.SortedStableFunc(slices.Values(a.Keys), byName), slices.SortedStableFunc(slices.Values(b.Keys), byName)
	for i := range ka {
		if ka[i].Name.Value != kb[i].Name.Value || !same(ka[i].Value, kb[i].Value) {
			return false
		}
	}
	return true
}

// comments are the words of all comments, sorted, but for the line that names the schema.
func comments(n *catalog.Node) []string {
	var all []string
	add := func(notes *catalog.Notes) {
		for _, c := range []string{around(notes).Above, around(notes).Behind, around(notes).Below} {
			for line := range strings.SplitSeq(c, "\n") {
				if !strings.HasPrefix(strings.TrimSpace(line), catalog.ModelineStart) {
					all = append(all, strings.Fields(line)...)
				}
			}
		}
	}
	var walk func(n *catalog.Node)
	walk = func(n *catalog.Node) {
		add(n.Notes)
		for _, item := range n.Items {
			walk(item)
		}
		for _, k := range n.Keys {
			add(k.Notes)
			walk(k.Value)
		}
	}
	walk(n)
	slices.Sort(all)
	return all
}
