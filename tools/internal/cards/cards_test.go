package cards

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/load"
	"backupfirstaid/tools/internal/testsite"
	"backupfirstaid/tools/internal/words"
)

var update = flag.Bool("update", false, "write what is made into the golden files")

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(testsite.Repository(), filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func tokens(t testing.TB) Colors {
	t.Helper()
	colors, err := ReadColors(read(t, TokensFile))
	if err != nil {
		t.Fatal(err)
	}
	return colors
}

func set(t testing.TB, cards map[string]Card) Set {
	t.Helper()
	s, err := NewSet(cards, tokens(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func of(t testing.TB, c *catalog.Catalog) map[string]Card {
	t.Helper()
	said, err := words.Read(read(t, words.File))
	if err != nil {
		t.Fatal(err)
	}
	cards := Of(c, said)
	if err := said.Err(); err != nil {
		t.Fatal(err)
	}
	return cards
}

// real are the cards of the facts that are published.
func real(t testing.TB) Set {
	t.Helper()
	facts, err := load.Folder(testsite.Repository())
	if err != nil {
		t.Fatal(err)
	}
	return set(t, of(t, facts))
}

func drawn(t *testing.T, c Card) *image.Paletted {
	t.Helper()
	s := set(t, map[string]Card{"": c})
	files, err := s.Draw(nil)
	if err != nil {
		t.Fatal(err)
	}
	return decoded(t, files[s.Of("").File])
}

func decoded(t *testing.T, file []byte) *image.Paletted {
	t.Helper()
	p, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return p.(*image.Paletted)
}

// extent is the least box around all that is not paper within another.
func extent(p *image.Paletted, in image.Rectangle) image.Rectangle {
	var out image.Rectangle
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if p.ColorIndexAt(x, y) != paper {
				out = out.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return out
}

var (
	// A letter may reach a little over the line that it begins or ends on.
	titleRoom = image.Rect(margin-4, titleTop, Width-margin+4, titleBottom)
	lineRoom  = image.Rect(margin-4, titleBottom, margin+lineWidth+4, lineBottom+12)
	headRoom  = image.Rect(margin-4, top-4, Width-margin, titleTop)
	stairRoom = image.Rect(Width-6*stairWidth, Height-6*stairHeight, Width, Height)
)

// Every page that is shared has a card, every letter of it is in the font, and nothing is cut off or written over another thing.
func TestTheRealCards(t *testing.T) {
	if testing.Short() {
		t.Skip("to look at every dot takes long where races are looked for")
	}
	s := real(t)
	files, err := s.Draw(nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 300 {
		t.Errorf("only %d cards", len(files))
	}
	bytes := 0
	for name, file := range files {
		if bytes += len(file); len(file) > 25_000 {
			t.Errorf("%s is %d bytes", name, len(file))
		}
		p := decoded(t, file)
		if p.Rect != image.Rect(0, 0, Width, Height) {
			t.Fatalf("%s is %v", name, p.Rect)
		}
		for y := range Height {
			for x := range Width {
				at := image.Pt(x, y)
				if p.Pix[y*p.Stride+x] != paper && !at.In(titleRoom) && !at.In(lineRoom) && !at.In(headRoom) && !at.In(stairRoom) {
					t.Fatalf("%s: something is at %v", name, at)
				}
			}
		}
		if extent(p, titleRoom).Dy() < smallest {
			t.Errorf("%s has no title", name)
		}
	}
	t.Logf("%d cards, %d bytes each", len(files), bytes/len(files))
}

func TestATitleIsAsLargeAsItCanBeAndNeverCut(t *testing.T) {
	tests := []struct {
		name, title string
		// height is about that of the lines, in pixels.
		least, most int
	}{
		{"one word", "Erase", 55, 90},
		{"two lines", "The last backup could not be completed", 150, 215},
		{"as long as it may be", strings.Repeat("Wide ", 16), 180, 292},
		{"much longer than that", strings.Repeat("longer and longer ", 20), 180, 292},
		{"a word longer than a line", strings.Repeat("Wm", 60), 20, 292},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := drawn(t, Card{Title: tt.title})
			got := extent(p, image.Rect(0, titleTop-10, Width, Height-6*stairHeight))
			if !got.In(titleRoom) {
				t.Errorf("it reaches from %v to %v", got.Min, got.Max)
			}
			if got.Dy() < tt.least || got.Dy() > tt.most {
				t.Errorf("it is %d high, want %d to %d", got.Dy(), tt.least, tt.most)
			}
		})
	}
}

func TestLinesAreBalanced(t *testing.T) {
	lines, ok, err := bold.set(strings.Fields("one two three four five six seven eight nine ten"), " ", 64, 1040, 3)
	if err != nil || !ok || len(lines) != 2 {
		t.Fatalf("%q, %v, %v", lines, ok, err)
	}
	a, _ := bold.width(lines[0], 64)
	b, _ := bold.width(lines[1], 64)
	if max(a, b)-min(a, b) > 250 {
		t.Errorf("%q are %d and %d wide", lines, a, b)
	}
}

func TestTheStairsAreFilledUpToTheRung(t *testing.T) {
	for rung := range 7 {
		p := drawn(t, Card{Title: "x", Rung: rung, Line: []string{"Word", "more"}})
		for i := range 6 {
			want := uint8(soft)
			if i < rung {
				want = map[bool]uint8{false: accent, true: risk}[rung >= 5]
			}
			x, y := Width-(6-i)*stairWidth+stairWidth/2, Height-i*stairHeight-stairHeight/2
			if got := p.ColorIndexAt(x, y); got != want {
				t.Errorf("rung %d: stair %d has color %d, want %d", rung, i+1, got, want)
			}
			if got := p.ColorIndexAt(x, Height-(i+1)*stairHeight-2); got != paper {
				t.Errorf("rung %d: stair %d is too high", rung, i+1)
			}
		}
	}
}

// What the mark looks like is said in one file, of which drawing knows three shapes.
func TestTheMarkIsThatOfTheSite(t *testing.T) {
	icon := string(read(t, "assets/icon.svg"))
	for _, shape := range []string{`<rect x="6" y="1.5" width="20" height="29" rx="4" fill="#0f5f5c"/>`, `<path d="M10 25v-4h4v-4h4v-4h4v12z" fill="#fff"/>`} {
		if !strings.Contains(icon, shape) {
			t.Errorf("the icon has no %s any more; draw what it has now in artist.mark", shape)
		}
	}
	p := drawn(t, Card{Title: "x"})
	for _, tt := range []struct {
		x, y float64
		want uint8
	}{{16, 3, accent}, {6.2, 1.7, paper}, {8, 26, accent}, {12, 23, raised}, {12, 20, accent}, {16, 19, raised}, {16, 16, accent}, {20, 15, raised}, {20, 12, accent}} {
		at := image.Pt(margin+int((tt.x-6)*2), top+int((tt.y-1.5)*2))
		if got := p.ColorIndexAt(at.X, at.Y); got != tt.want {
			t.Errorf("at %v, %v the color is %d, want %d", tt.x, tt.y, got, tt.want)
		}
	}
}

func TestALetterThatNoFontHasIsNamed(t *testing.T) {
	_, err := set(t, map[string]Card{"fixes/x/": {Title: "Tap ☃"}}).Draw(nil)
	if err == nil || !strings.Contains(err.Error(), `the card of /fixes/x/: the font of the cards has no '☃'`) {
		t.Errorf("got %v", err)
	}
}

func TestANameSaysWhatIsDrawn(t *testing.T) {
	colors := tokens(t)
	card := Card{"Title", []string{"a", "b"}, 1}
	name := func(c Card, colors Colors) string {
		s, err := NewSet(map[string]Card{"fixes/x/": c}, colors)
		if err != nil {
			t.Fatal(err)
		}
		return s.Of("fixes/x/").File
	}
	first := name(card, colors)
	if !regexp.MustCompile(`^fixes/x/card\.[0-9a-f]{8}\.png$`).MatchString(first) || name(card, colors) != first {
		t.Errorf("got %s", first)
	}
	other := colors
	other.Risk = color.RGBA{1, 2, 3, 255}
	for what, got := range map[string]string{
		"title":  name(Card{"Other", card.Line, 1}, colors),
		"line":   name(Card{"Title", []string{"a b"}, 1}, colors),
		"rung":   name(Card{"Title", card.Line, 2}, colors),
		"colors": name(card, other),
	} {
		if got == first {
			t.Errorf("another %s has the same name", what)
		}
	}
}

func TestWhatWasPublishedIsNotDrawnAgain(t *testing.T) {
	s := set(t, map[string]Card{"": {Title: "a"}, "b/": {Title: "b"}, "c/": {Title: "c"}})
	first, err := s.Draw(nil)
	if err != nil {
		t.Fatal(err)
	}
	// A picture of something else, so that it is seen whose it is.
	other, err := encode(image.NewPaletted(image.Rect(0, 0, 8, 8), tokens(t).palette()))
	if err != nil {
		t.Fatal(err)
	}
	kept, damaged := s.Of("b/").File, s.Of("c/").File
	again, err := s.Draw(func(name string) []byte {
		return map[string][]byte{kept: other, damaged: first[damaged][:len(first[damaged])-1]}[name]
	})
	if err != nil {
		t.Fatal(err)
	}
	want := maps.Clone(first)
	want[kept] = other
	if diff := cmp.Diff(want, again); diff != "" {
		t.Error(diff)
	}
}

func TestOf(t *testing.T) {
	c, err := load.Catalog(testsite.FS(map[string]string{
		"data/symptoms/both.yaml": "title: On both\nplatforms: [cloud, box]\nphase: restore\nsigns: [x]\ncauses: [x]\nfixes: [look-around]\nget_help_when: x\nsources: []\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	c.Platform("cloud").Name.Value = "Cloud (by night)"
	want := map[string]Card{
		"":                   {"A backup that failed is not a lost photo", []string{"What to do, gentlest first, on iPhone and Android"}, 0},
		"codes/":             {"Error codes", []string{"The screen shows a number?"}, 0},
		"symptoms/full/":     {"Storage is full", []string{"iPhone", "Cloud", "backing up"}, 0},
		"symptoms/both/":     {"On both", []string{"Cloud", "Box", "restoring"}, 0},
		"fixes/look-around/": {"Look around", []string{"Only looks", "rung 1 of 6", "2 minutes"}, 1},
		"fixes/clear-out/":   {"Clear out", []string{"Removes something", "rung 5 of 6", "5 minutes"}, 5},
		"platforms/cloud/":   {"Cloud (by night)", []string{"iPhone", "What can go wrong"}, 0},
		"platforms/box/":     {"Box", []string{"Android phone", "What can go wrong"}, 0},
		"routines/monthly/":  {"Monthly check", []string{"Routine", "5 minutes", "Once a month"}, 0},
		"guides/rule/":       {"The rule", []string{"Guide"}, 0},
	}
	got := of(t, c)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	s := set(t, got)
	if p := s.Of("fixes/"); p != s.Of("") || p.Alt != "A backup that failed is not a lost photo. What to do, gentlest first, on iPhone and Android" {
		t.Errorf("a list has the card %+v", p)
	}
	if p := s.Of("fixes/look-around/"); p.Alt != "Look around. Only looks • rung 1 of 6 • 2 minutes" || p.Width != 1200 || p.Height != 630 {
		t.Errorf("got %+v", p)
	}
}

// A card that was published is kept for as long as its name is the same, so whoever changes how cards look must
// change all names too.
func TestDrawingIsCounted(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("edges of letters are reckoned with fractions, which processors round differently")
	}
	// Colors of its own: those of the site are in the names.
	colors := Colors{Raised: color.RGBA{255, 255, 255, 255}, Ink: color.RGBA{0, 0, 90, 255}}
	a := newArtist(colors)
	var b strings.Builder
	fmt.Fprintf(&b, "drawing %d\n", drawing)
	for _, c := range []Card{
		{"The last backup could not be completed", []string{"iPhone", "iCloud Backup", "backing up"}, 0},
		{"Erase", []string{"Erases everything", "rung 6 of 6", "10 minutes"}, 6},
		{strings.Repeat("Wide ", 16), []string{strings.Repeat("long ", 12), strings.Repeat("long ", 12), "end"}, 3},
	} {
		file, err := a.draw(c)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%x\n", sha256.Sum256(decoded(t, file).Pix))
	}
	const golden = "testdata/drawing.golden"
	before, _ := os.ReadFile(golden)
	count, _, _ := strings.Cut(string(before), "\n")
	if now, _, _ := strings.Cut(b.String(), "\n"); now == count && string(before) != b.String() {
		t.Fatal("cards come out differently; raise the constant drawing, then run this test with -update")
	}
	testsite.Golden(t, *update, "drawing.golden", []byte(b.String()))
}

func TestReadColors(t *testing.T) {
	all := ""
	for _, name := range []string{"paper", "line", "accent-soft", "accent", "ink", "quiet", "risk"} {
		all += "--" + name + ": #010203;\n"
	}
	got, err := ReadColors([]byte(":root {" + all + "--raised: #fAf; --raised:#fac;} @media { --ink: #ffffff; }"))
	if err != nil || got.Raised != (color.RGBA{0xff, 0xaa, 0xcc, 0xff}) {
		t.Errorf("got %v, %v", got, err)
	}
	if got.Ink != (color.RGBA{1, 2, 3, 255}) {
		t.Errorf("ink is %v, and the dark one comes second", got.Ink)
	}
	if _, err := ReadColors([]byte(all)); err == nil || !strings.Contains(err.Error(), "--raised") {
		t.Errorf("got %v", err)
	}
}

func TestEncode(t *testing.T) {
	colors := tokens(t).palette()
	for _, size := range []image.Point{{1, 1}, {7, 3}, {8, 2}, {23, 5}, {64, 64}} {
		p := image.NewPaletted(image.Rectangle{Max: size}, colors)
		for i := range p.Pix {
			// Long runs of paper with something between.
			if i%11 < 4 {
				p.Pix[i] = uint8(i * 7 % len(colors))
			}
		}
		file, err := encode(p)
		if err != nil {
			t.Fatal(err)
		}
		got := decoded(t, file)
		for y := range size.Y {
			for x := range size.X {
				if got.ColorIndexAt(x, y) != p.ColorIndexAt(x, y) || got.At(x, y) != p.At(x, y) {
					t.Fatalf("%v: at %d, %d is %v, want %v", size, x, y, got.At(x, y), p.At(x, y))
				}
			}
		}
		if !whole(file) {
			t.Errorf("%v: what was written is not whole", size)
		}
	}
}

func TestWhole(t *testing.T) {
	file, err := encode(image.NewPaletted(image.Rect(0, 0, 8, 8), tokens(t).palette()))
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string][]byte{
		"nothing": nil, "text": []byte("<html>"), "only its beginning": []byte(signature), "cut": file[:len(file)-1], "a chunk is missing": file[:len(file)-12],
		"more behind": append(slices.Clone(file), 'x'), "too long a chunk": []byte(signature + "\xff\xff\xff\xffIDAT1234"),
	} {
		if whole(damaged) {
			t.Errorf("%s: taken for whole", name)
		}
	}
	for i := range file {
		damaged := slices.Clone(file)
		damaged[i] ^= 4
		if whole(damaged) {
			t.Errorf("byte %d is another, and nobody sees", i)
		}
	}
}

func BenchmarkCards(b *testing.B) {
	s := real(b)
	first, err := s.Draw(nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("all new", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Draw(nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all there", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Draw(func(name string) []byte { return first[name] }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
