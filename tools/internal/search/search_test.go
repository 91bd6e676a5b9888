package search

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/testsite"
)

func texts(values ...string) []catalog.Text {
	var out []catalog.Text
	for _, v := range values {
		out = append(out, catalog.Text{Value: v})
	}
	return out
}

// few are a handful of entries with words that are in no other.
func few() *catalog.Catalog {
	platform := func(id, name, device string) *catalog.Platform {
		return &catalog.Platform{Entry: catalog.Entry{ID: id}, Name: catalog.Text{Value: name}, Device: catalog.Text{Value: device}}
	}
	symptom := func(id, title, platform, phase string, messages, codes, keywords []catalog.Text) *catalog.Symptom {
		return &catalog.Symptom{
			Entry: catalog.Entry{ID: id}, Title: catalog.Text{Value: title}, Platforms: texts(platform), Phase: catalog.Text{Value: phase},
			Messages: messages, Codes: codes, Keywords: keywords,
		}
	}
	c := &catalog.Catalog{
		Platforms: []*catalog.Platform{platform("cloud", "iCloud Backup", "iphone"), platform("drive", "Google backup", "android")},
		Symptoms: []*catalog.Symptom{
			symptom("last", "The last backup could not be completed", "cloud", "backup", texts("The last backup could not be completed."), nil, nil),
			symptom("newer", "A backup from a newer version", "cloud", "restore",
				texts("The last backup could not be completed because iCloud contains a backup from a newer version."), nil, nil),
			symptom("number", "Error 4013 or 9 on the computer", "cloud", "restore", texts(`The iPhone "[name]" could not be restored. An unknown error occurred (4013).`), texts("4013", "9"), nil),
			symptom("fifteen", "Error 15 on the computer", "cloud", "restore", nil, texts("15"), nil),
			symptom("gray", "Back up now is gray", "cloud", "backup", nil, nil, nil),
			symptom("old", "The backup is old", "drive", "backup", nil, nil, texts("organise cellular data", "estimating")),
			symptom("spread", "The list is short", "drive", "restore", nil, nil, texts("yesterday", "evening arrived", "half")),
			symptom("whole", "The list is long", "drive", "restore", nil, nil, texts("half arrived yesterday evening")),
			symptom("old-cloud", "The backup is old and small", "cloud", "backup", nil, nil, nil),
		},
		Fixes: []*catalog.Fix{{Entry: catalog.Entry{ID: "restart"}, Title: catalog.Text{Value: "Restart the phone, gray or not"}}},
		Pages: []*catalog.Page{
			{Entry: catalog.Entry{ID: "guides/rule"}, Title: catalog.Text{Value: "The rule of three"}},
			{Entry: catalog.Entry{ID: "about"}, Title: catalog.Text{Value: "About nonsuch"}},
		},
	}
	c.Index()
	return c
}

func TestFind(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"an exact message", "The last backup could not be completed.", "symptoms/last/"},
		{"a longer message with the shorter in it", "The last backup could not be completed because iCloud contains a backup from a newer version", "symptoms/newer/"},
		{"with the name of the phone in it", "The iPhone “Anna’s phone” could not be restored. An unknown error occurred (4013).", "symptoms/number/"},
		{"a number alone", "4013", "symptoms/number/"},
		{"a number last", "please help with error 4013", "symptoms/number/"},
		{"a number first", "4013 iphone 15", "symptoms/number/"},
		{"the number of a model is none", "iphone 15 error 9", "symptoms/number/"},
		{"the same number as an error", "error 15 iphone", "symptoms/fifteen/"},
		{"the beginning of a word", "last backup compl", "symptoms/last/"},
		{"the beginning of a number", "401", "symptoms/number/"},
		{"what people search with, as a whole", "half arrived yesterday evening", "symptoms/whole/"},
		{"a slip", "estimeting", "symptoms/old/"},
		{"two slips in a long word", "cempleded", "symptoms/last/"},
		{"letters that changed places", "vesrion", "symptoms/newer/"},
		{"a short word has no slips", "odl", ""},
		{"British", "grey back up", "symptoms/gray/"},
		{"American", "organize mobile data", "symptoms/old/"},
		{"two words in one", "lastbackup completed", "symptoms/last/"},
		{"the named phone's page", "old backup android", "symptoms/old/"},
		{"the named system's page", "old backup icloud", "symptoms/old-cloud/"},
		{"a symptom before a fix", "gray", "symptoms/gray/"},
		{"a fix where no symptom is", "reboot", "fixes/restart/"},
		{"a guide", "rule", "guides/rule/"},
		{"pages about the site are left out", "nonsuch", ""},
		{"nothing", "", ""},
		{"only words that say nothing", "please help me", ""},
		{"what is nowhere", "zzzzqqqq", ""},
		{"very long", strings.Repeat("zebra completed ", 50), "symptoms/last/"},
		{"names of objects", "constructor __proto__ toString", ""},
	}
	var asked []string
	for _, tt := range tests {
		asked = append(asked, tt.text)
	}
	answers := ask(t, script(t, few()), asked).Answers
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if f := answers[i].Found; len(f) > 0 {
				got = f[0].Href
			}
			if got != tt.want {
				t.Errorf("%q leads to %q, want %q; all: %v", tt.text, got, tt.want, answers[i].Found)
			}
		})
	}
}

func TestFindSaysWhatItFound(t *testing.T) {
	got := ask(t, script(t, few()), []string{"gray backup"}).Answers[0].Found
	i := slices.IndexFunc(got, func(f found) bool { return f.Kind == "symptom" })
	want := found{
		Kind: "symptom", Href: "symptoms/gray/", Title: "Back up now is gray", Phase: 0,
		Systems: []system{{"iphone", "iCloud Backup"}}, Marks: [][2]int{{0, 7}, {15, 19}},
	}
	if i != 0 || cmp.Diff(want, got[0]) != "" {
		t.Error(cmp.Diff(want, got[max(i, 0)]))
	}
}

func TestTheSameFactsGiveTheSameBytes(t *testing.T) {
	if !bytes.Equal(script(t, few()), script(t, few())) {
		t.Error("they differ")
	}
}

// What is loaded when the field is touched must come quickly over a poor connection. Gzip is a tenth larger than
// Brotli, so this holds for both.
func TestAllOfItIsSmall(t *testing.T) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	all := real(t)
	for _, name := range []string{"open", "find", "combobox"} {
		b, err := os.ReadFile(filepath.Join(testsite.Repository(), "assets", "js", name+".js"))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, b...)
	}
	if _, err := w.Write(all); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes, %d over the wire", len(all), packed.Len())
	if packed.Len() > 30_000 {
		t.Errorf("index and scripts are %d bytes over the wire", packed.Len())
	}
}
