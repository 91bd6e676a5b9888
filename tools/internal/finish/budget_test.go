package finish

import (
	"encoding/base64"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// noise is text that hardly any compression makes smaller: of four letters three bytes stay.
func noise(n int) string {
	random := rand.New(rand.NewPCG(1, 2))
	raw := make([]byte, n/4*3)
	for i := range raw {
		raw[i] = byte(random.Uint32())
	}
	return base64.StdEncoding.EncodeToString(raw)
}

func TestBudgetsHold(t *testing.T) {
	const symptom = "symptoms/y/index.html"
	styles := `<link rel="stylesheet" href="../../css/a.css">`
	tests := []struct {
		name  string
		files map[string]string
		// want is what a problem says, "" where there must be none.
		want string
	}{
		{"three files", map[string]string{symptom: styles + `<script defer src="../../a.js"></script><link rel="icon" href="../../a.svg">`}, ""},
		{"the same file twice", map[string]string{symptom: styles + styles + `<script src="../../a.js"></script><img src="../../a.svg"><link rel=icon href="../../a.svg">`}, ""},
		{"a drawing in the page", map[string]string{symptom: styles + `<script src="../../a.js"></script><img src="../../a.svg"><link rel=icon href="data:image/svg+xml,%3Csvg/%3E">`}, ""},
		{"a picture too many", map[string]string{symptom: styles + `<script src="../../a.js"></script><img src="../../a.svg"><link rel="shortcut icon" href="../../b.svg">`},
			symptom + ": a first visit loads 4 files besides the page, and 3 are allowed: css/a.css, a.js, a.svg, b.svg"},
		{"a style that loads", map[string]string{symptom: `<link rel="stylesheet" href="../../css/b.css">`, "css/b.css": `@import "c.css";a{background:url(../a.svg)}`, "css/c.css": `a{background:url(../b.svg)}`},
			symptom + ": a first visit loads 4 files besides the page, and 3 are allowed: css/b.css, css/c.css, b.svg, a.svg"},
		{"a light worker", map[string]string{"sw.js": "a()"}, ""},
		{"a heavy worker", map[string]string{"sw.js": "a=`" + noise(2_000) + "`"}, "sw.js: this file weighs 1,5"},
		{"a manifest too many", map[string]string{symptom: styles + `<script src="../../a.js"></script><link rel=icon href="../../a.svg"><link rel=manifest href="../../a.webmanifest">`},
			symptom + ": a first visit loads 4 files besides the page"},
		{"links that wait", map[string]string{symptom: styles + `<script src="../../a.js"></script><link rel=icon href="../../a.svg"><link rel=search href="../../b.xml"><link rel=alternate href="../../b.xml">`}, ""},
		{"a fold that loads when it is touched", map[string]string{symptom: styles + `<script src="../../a.js"></script><link rel=icon href="../../a.svg"><form data-load="../../b.js ../../heavy.js"></form>`}, ""},
		{"a heavy page", map[string]string{symptom: "<p>" + noise(20_000)}, symptom + ": a first visit weighs 15,"},
		{"heavy styles", map[string]string{symptom: `<p>Light.<link rel=stylesheet href="../../css/b.css">`, "css/b.css": "a{--a:" + noise(20_000) + "}"},
			symptom + ": a first visit weighs 15,"},
		{"just light enough", map[string]string{symptom: "<p>" + noise(18_800)}, ""},
		{"a heavy page of another kind", map[string]string{"fixes/x/index.html": "<h2 id=steps>" + noise(40_000)}, ""},
		{"a heavy sheet", map[string]string{"symptoms/y/checklist.html": noise(40_000), symptom: ""}, ""},
		{"a heavy home page", map[string]string{"index.html": noise(20_000)}, "index.html: a first visit weighs 15,"},
		{"a light search", map[string]string{"index.html": `<script src="heavy.js"></script>`, "heavy.js": "a=`" + noise(10_000) + "`"}, ""},
		{"a heavy search", map[string]string{"index.html": `<form data-load="heavy.js b.js">`, "heavy.js": "a=`" + noise(55_000) + "`"},
			"index.html: what is loaded when a reader asks for it weighs 41,"},
		{"a search that is there already", map[string]string{"index.html": `<script src="b.js"></script><form data-load="b.js">`}, ""},
		{"a font", map[string]string{"a.woff2": "x"}, "a.woff2: this is, or loads, a web font"},
		{"a font in a style", map[string]string{"css/b.css": "@font-face{font-family:a;src:url(data:font/woff2;base64,AA)}"}, "css/b.css: this is, or loads, a web font"},
		{"a font in a page", map[string]string{"index.html": "<style>@font-face{font-family:a;src:local(a)}</style>"}, "index.html: this is, or loads, a web font"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"a.js": "a()", "b.js": "b()", "a.svg": "<svg/>", "b.svg": "<svg/>", "b.xml": "<b/>", "a.webmanifest": "{}", "heavy.js": "a=`" + noise(30_000) + "`"}
			all := slices.Clone(expected)
			for name, content := range tt.files {
				files[name] = content
				if strings.HasSuffix(name, ".html") && !slices.Contains(all, name) {
					all = append(all, name)
				}
			}
			_, err := made(site(files), all, "https://a.example/sub/")
			switch {
			case tt.want == "" && err != nil:
				t.Errorf("got %v", err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("got %v, want %s", err, tt.want)
			case tt.want != "" && len(err.(Problems)) != 1:
				t.Errorf("got %v, want one problem", err)
			}
		})
	}
}

// The largest parts come first, for they are where to begin.
func TestABrokenBudgetNamesItsParts(t *testing.T) {
	_, err := made(site(map[string]string{
		"symptoms/y/index.html": `<p>Some text.<link rel=stylesheet href="../../css/b.css"><script src="../../a.js"></script>`,
		"css/b.css":             "a{--a:" + noise(8_000) + "}", "a.js": "a=`" + noise(12_000) + "`",
	}), append(expected, "symptoms/y/index.html"), "https://a.example/sub/")
	want := "and 14,336 are allowed; shorten the longest of its parts: a.js 9,0"
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Fatalf("got %v, want %s", err, want)
	}
	if said := err.Error(); strings.Index(said, "a.js 9,0") > strings.Index(said, "css/b.css 6,0") || strings.Index(said, "css/b.css 6,0") > strings.LastIndex(said, "symptoms/y/index.html ") {
		t.Error(said)
	}
}

// What a quick quality tells is never less than what a slow one does, and the last is exact to the byte.
func TestAPageIsWeighedToTheByte(t *testing.T) {
	guide, err := os.ReadFile("../../../content/guides/before-you-erase.md")
	if err != nil {
		t.Fatal(err)
	}
	var marked strings.Builder
	for line := range strings.Lines(string(guide)) {
		marked.WriteString(`<li class="step"><label class="tick"><input type="checkbox"><span class="text">` + line + "</span></label></li>\n")
	}
	text := []byte(marked.String())
	quickly := scale{}
	quickly.put("a.html", text)
	if got, made := quickly["a.html"].at(0), compressed(text, qualities[0].brotli); got >= made {
		t.Errorf("a page of text is taken for %d by a quick quality, which makes it %d", got, made)
	}
	for name, page := range map[string][]byte{"text": text, "text with an icon": slices.Concat(text, []byte(noise(600))), "a word": []byte("moved")} {
		exact := compressed(page, 11)
		for i := range qualities {
			s := scale{}
			s.put("index.html", page)
			if got := s["index.html"].at(i); got < exact || i == len(qualities)-1 && got != exact {
				t.Errorf("%s: by quality %d it weighs %d, exactly %d", name, qualities[i].brotli, got, exact)
			}
		}
		for _, most := range []int{exact - 1, exact, exact + 1} {
			s := scale{}
			s.put("index.html", page)
			whole, parts := s.weigh([]string{"index.html"}, most)
			if over := whole > most; over != (most < exact) || over != (parts != "") {
				t.Errorf("%s: of %d allowed it weighs %d: %s", name, most, whole, parts)
			}
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 14_336: "14,336", 1_234_567: "1,234,567"} {
		if got := thousands(n); got != want {
			t.Errorf("%d is written %s", n, got)
		}
	}
}
