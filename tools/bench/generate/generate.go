// Package generate makes data files in the real shape and in any number, for
// benchmarks. The same numbers give the same files.
package generate

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// Size says how much to make.
type Size struct {
	Symptoms, Fixes int
}

// Each fix is used by as many symptoms as each symptom has fixes where there are as many of both.
const (
	fixesPerSymptom = 5
	stepsPerFix     = 6
	commandsEvery   = 4
)

var platforms = []struct{ id, name, device string }{
	{"icloud-backup", "iCloud Backup", "iphone"},
	{"computer-backup", "Computer backup", "iphone"},
	{"google-backup", "Google backup", "android"},
	{"google-photos", "Google Photos", "android"},
	{"samsung", "Samsung", "android"},
}

// Files gives the files by path relative to a site's root.
func Files(size Size) map[string][]byte {
	g := &generator{rand.New(rand.NewPCG(uint64(size.Symptoms), uint64(size.Fixes))), map[string][]byte{}}
	for i, p := range platforms {
		g.platform(i, p.id, p.name, p.device)
	}
	for i := range size.Fixes {
		g.fix(i, size)
	}
	for i := range size.Symptoms {
		g.symptom(i, size)
	}
	return g.files
}

type generator struct {
	random *rand.Rand
	files  map[string][]byte
}

var words = strings.Fields(`the phone backup cloud computer cable account storage settings restart update photos message
screen button menu night charge wait open close turn leave connect network space old new safe copy again lift
until every each after before under with without from into`)

func (g *generator) words(n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = words[g.random.IntN(len(words))]
	}
	s := strings.Join(out, " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

func (g *generator) sentence(n int) string { return g.words(n) + "." }

func fixID(i int) string     { return fmt.Sprintf("fix-number-%d", i) }
func symptomID(i int) string { return fmt.Sprintf("symptom-number-%d", i) }

// rung spreads the fixes over the ladder, more of them at its gentle end.
func rung(i int) string {
	return catalog.Ladder[[]int{0, 0, 1, 1, 1, 2, 3, 3, 4, 5}[i%10]]
}

type file struct{ strings.Builder }

func (f *file) line(format string, args ...any) { fmt.Fprintf(f, format+"\n", args...) }

func (g *generator) add(kind catalog.Kind, id string, f *file) {
	g.files["data/"+string(kind)+"/"+id+".yaml"] = []byte(kind.Modeline() + "\n" + f.String())
}

func (g *generator) source(f *file) {
	f.line("sources:\n  - title: %s\n    url: https://support.apple.com/en-us/%d\n    by: maker\n    checked: 2026-%02d-%02d",
		g.words(4), g.random.IntN(10000), 1+g.random.IntN(10), 1+g.random.IntN(28))
	f.line("  - title: %s\n    url: https://arstechnica.com/%d\n    by: press", g.words(5), g.random.IntN(10000))
}

func (g *generator) platform(i int, id, name, device string) {
	var f file
	f.line("name: %s\nsummary: %s\ndevice: %s\nversions:\n  - \"%d\"\n  - \"%d\"", name, g.sentence(12), device, 15+i, 16+i)
	f.line("places:\n  backup: Settings > your name > Backup\n  wifi: Settings > Wi-Fi")
	f.line("status:\n  title: Status\n  url: https://www.apple.com/status/%s", id)
	for _, key := range []string{"saves", "skips", "needs"} {
		f.line("%s:\n  - %s\n  - %s", key, g.sentence(5), g.sentence(6))
	}
	g.source(&f)
	g.add(catalog.Platforms, id, &f)
}

func (g *generator) fix(i int, size Size) {
	var f file
	touches := rung(i)
	f.line("title: %s %d\nsummary: %s See [another](fix:%s).\nplatforms:", g.words(4), i, g.sentence(14), fixID((i+7)%size.Fixes))
	for _, p := range platforms {
		f.line("  - %s", p.id)
	}
	f.line("minutes: %d\ntouches: %s", 1+g.random.IntN(30), touches)
	if catalog.Rung(touches) >= catalog.RungSettings {
		f.line("loses: %s", g.sentence(9))
	}
	if catalog.Rung(touches) >= catalog.RungRemove {
		f.line("before:\n  - %s\n  - \"[Copy](fix:%s) everything first.\"\nundo: %s", g.sentence(8), fixID((i+3)%size.Fixes), g.sentence(6))
	}
	f.line("steps:")
	for n := range stepsPerFix {
		switch {
		case n == 2:
			f.line("  - Open {place:backup} and tap **%s**.", g.words(2))
		case n == 3:
			f.line("  - Look for `%s-%d` and [start again](fix:%s).", words[g.random.IntN(len(words))], i, fixID((i+1)%size.Fixes))
		case n == 4 && i%commandsEvery == 0:
			f.line("  - |-\n    Run this. %s\n\n    ```bash\n    df -h / # %s\n    ls -lt ~/Library/\"Backup %d\" | head -n %d\n    ```", g.sentence(6), g.words(4), i, n)
		default:
			f.line("  - %s", g.sentence(8+g.random.IntN(10)))
		}
	}
	f.line("done: %s", g.sentence(8))
	g.source(&f)
	g.add(catalog.Fixes, fixID(i), &f)
}

func (g *generator) symptom(i int, size Size) {
	var f file
	p := platforms[i%len(platforms)]
	f.line("title: %s %d\nplatforms:\n  - %s\nphase: %s", g.words(6), i, p.id, []string{"backup", "restore"}[i/5%2])
	f.line("messages:\n  - %s", g.sentence(7))
	if i%3 == 0 {
		f.line("codes:\n  - \"%d\"", 1000+i)
	}
	f.line("signs:\n  - %s\ncauses:\n  - %s\n  - %s\n  - %s", g.sentence(8), g.sentence(7), g.sentence(9), g.sentence(6))
	f.line("first: %s Do not [erase](fix:%s) now.\nfixes:", g.sentence(14), fixID(i%size.Fixes))
	for _, id := range g.list(i, size) {
		f.line("  - %s", id)
	}
	f.line("get_help_when: %s %s", g.sentence(10), g.sentence(12))
	f.line("related:\n  - %s\n  - %s", symptomID((i+1)%size.Symptoms), symptomID((i+size.Symptoms-1)%size.Symptoms))
	f.line("keywords:\n  - %s\n  - %s", strings.ToLower(g.words(3)), strings.ToLower(g.words(4)))
	g.source(&f)
	g.add(catalog.Symptoms, symptomID(i), &f)
}

// list is the fixes of a symptom, in the order of the ladder.
func (g *generator) list(i int, size Size) []string {
	// The stride spreads a list over all fixes, and over the rungs where there are enough.
	stride := max(1, size.Fixes/fixesPerSymptom)
	if stride >= fixesPerSymptom {
		stride++
	}
	byRung := make([][]string, len(catalog.Ladder))
	for n := range min(fixesPerSymptom, size.Fixes) {
		fix := (i + n*stride) % size.Fixes
		r := catalog.Rung(rung(fix))
		byRung[r] = append(byRung[r], fixID(fix))
	}
	var out []string
	for _, ids := range byRung {
		out = append(out, ids...)
	}
	return out
}
