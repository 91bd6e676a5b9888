package triage

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
)

// facts are a catalog of symptoms, each "id platform phase what", where what is shown is a number, words or a sign.
func facts(t *testing.T, symptoms ...string) *catalog.Catalog {
	t.Helper()
	fsys := fstest.MapFS{}
	for id, device := range map[string]string{"cloud": "iphone", "cable": "iphone", "box": "android"} {
		fsys["data/platforms/"+id+".yaml"] = &fstest.MapFile{Data: []byte("name: " + id + "\ndevice: " + device + "\n")}
	}
	for _, s := range symptoms {
		f := strings.Fields(s)
		text := fmt.Sprintf("title: %s\nplatforms: [%s]\nphase: %s\n", f[0], f[1], f[2])
		for _, what := range f[3:] {
			text += map[string]string{"number": "codes: [\"1\"]\n", "words": "messages: [Full]\n", "sign": "signs: [It waits.]\n"}[what]
		}
		fsys["data/symptoms/"+f[0]+".yaml"] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := load.Catalog(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// written is a key as lines.
func written(k Key) string {
	var b strings.Builder
	for _, q := range k {
		fmt.Fprintf(&b, "%d %s %s\n", q.Number, q.Asks, strings.Join(strings.Fields(q.Device+" "+q.Platform+" "+q.Phase), "/"))
		for _, a := range q.Answers {
			to := "help"
			switch {
			case a.Question > 0:
				to = fmt.Sprint(a.Question)
			case a.Symptom != "":
				to = a.Symptom
			}
			fmt.Fprintf(&b, "  %s -> %s\n", strings.TrimSpace(string(a.Says)+" "+a.Value), to)
		}
	}
	return b.String()
}

func TestMake(t *testing.T) {
	long := []string{"a cable restore number", "b cable restore words", "c cable restore sign", "d cable restore number words", "e cable restore sign", "f cable restore words", "g cable restore words"}
	tests := []struct {
		name     string
		symptoms []string
		devices  []string
		want     string
	}{
		{"two phones", []string{"full cloud backup words", "late cloud restore sign", "stuck box backup words"}, []string{"iphone", "android"}, `1 device 
  device iphone -> 2
  device android -> 6
  none -> help
2 platform iphone
  platform cloud -> 3
  none -> help
3 phase iphone/cloud
  phase backup -> 4
  phase restore -> 5
  none -> help
4 seen iphone/cloud/backup
  symptom -> full
  none -> help
5 seen iphone/cloud/restore
  symptom -> late
  none -> help
6 platform android
  platform box -> 7
  none -> help
7 seen android/box/backup
  symptom -> stuck
  none -> help
`},
		{"a long list", append(long, "z cloud backup words"), []string{"iphone"}, `1 platform iphone
  platform cable -> 2
  platform cloud -> 6
  none -> help
2 shown iphone/cable/restore
  shown number -> 3
  shown words -> 4
  shown sign -> 5
  none -> help
3 number iphone/cable/restore
  symptom -> a
  symptom -> d
  none -> 4
4 words iphone/cable/restore
  symptom -> b
  symptom -> d
  symptom -> f
  symptom -> g
  none -> 5
5 sign iphone/cable/restore
  symptom -> c
  symptom -> e
  none -> help
6 seen iphone/cloud/backup
  symptom -> z
  none -> help
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := facts(t, tt.symptoms...)
			k := Make(c, tt.devices...)
			if diff := cmp.Diff(tt.want, written(k)); diff != "" {
				t.Error(diff)
			}
			if f := k.Faults(c, tt.devices...); f != nil {
				t.Error(f)
			}
		})
	}
}

// All facts of this repository: every way is gone, and none is long.
func TestEveryWayEnds(t *testing.T) {
	c, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	const most = 8
	for _, devices := range [][]string{{"iphone"}, {"android"}, {"iphone", "android"}} {
		k := Make(c, devices...)
		if f := k.Faults(c, devices...); f != nil {
			t.Errorf("%v: %s", devices, strings.Join(f, "\n"))
		}
		ends, helped := map[string]bool{}, 0
		var walk func(number, asked int)
		walk = func(number, asked int) {
			if asked > most {
				t.Fatalf("%v: at question %d, %d questions were asked", devices, number, asked)
			}
			for _, a := range k[number-1].Answers {
				switch {
				case !a.Ends():
					walk(a.Question, asked+1)
				case a.Symptom != "":
					ends[a.Symptom] = true
				default:
					helped++
				}
			}
		}
		walk(1, 1)
		if helped == 0 || len(ends) < 50 {
			t.Errorf("%v: %d symptoms are ends, and %d ways end with help", devices, len(ends), helped)
		}
	}
}

func TestFaults(t *testing.T) {
	c := facts(t, "full cloud backup words", "late cloud restore sign")
	tests := []struct {
		name   string
		change func(Key) Key
		want   string
	}{
		{"no question", func(Key) Key { return nil }, "no question is asked"},
		{"a loop", func(k Key) Key { k[1].Answers[0].Question = 1; return k }, "answer 1 of question 2 leads back to question 1"},
		{"an answer to itself", func(k Key) Key { k[1].Answers[0].Question = 2; return k }, "answer 1 of question 2 leads back to question 2"},
		{"no way out", func(k Key) Key { k[2].Answers = k[2].Answers[:1]; return k }, "question 3 has no answer for whoever sees something else"},
		{"a question nobody comes to", func(k Key) Key { k[1].Answers[1].Question = 3; return k }, "nothing leads to question 4"},
		{"a question nobody asks", func(k Key) Key { k[3].Answers[1].Question = 9; return k }, "answer 2 of question 4 leads to question 9, which nobody asks"},
		{"two places", func(k Key) Key { k[1].Answers[0].Symptom = "full"; return k }, "answer 1 of question 2 leads to two places"},
		{"no such symptom", func(k Key) Key { k[2].Answers[0].Symptom = "gone"; return k }, `answer 1 of question 3 leads to "gone", which is no symptom`},
		{"a symptom without its list", func(k Key) Key { k[2].Answers[0].Symptom = ""; return k }, "answer 1 of question 3 names no symptom"},
		{"a symptom left out", func(k Key) Key { k[3].Answers = k[3].Answers[1:]; return k }, `no way ends at "late"`},
		{"twice", func(k Key) Key { k[2].Answers = append([]Answer{k[2].Answers[0]}, k[2].Answers...); return k }, "answer 2 of question 3 is there twice"},
		{"another number", func(k Key) Key { k[2].Number = 7; return k }, "question 7 stands in the place of question 3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(tt.change(Make(c, "iphone")).Faults(c, "iphone"), "\n")
			if !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
