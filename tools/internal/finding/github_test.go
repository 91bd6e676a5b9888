package finding

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

func TestGitHubEscapesWhatCommandsGiveAMeaning(t *testing.T) {
	want := `::error file=data/symptoms/icloud-full.yaml,line=3,col=5,title=unknown-fix::no fix is called "free-icloud-spce" (did you mean "free-icloud-space"?)
::notice file=data/symptoms/icloud-full.yaml,line=1,col=1,title=old-source::100%25 old, isn't it
1 problem and 1 note in 1 of 3 files
`
	if diff := cmp.Diff(want, written(t, GitHub, false)); diff != "" {
		t.Error(diff)
	}
}

// hostile are texts that somebody may put into a file or its name.
var hostile = []string{
	"a\n::error file=x::evil", "a\r\n::set-output name=x::y", "a\r::stop-commands::x", "%0A::error::x",
	"a | b", `a \| b`, `\`, "`code`", "``", "<img src=x onerror=alert(1)>", "<!-- ", "</td></table><script>x</script>", "&lt;b&gt; &amp;",
	"@octocat and @github/team, me@example.com", "[text](https://evil.example)", "![x](https://evil.example/x.png)",
	"https://evil.example www.evil.example", "**bold** _it_ ~~no~~ $x$ # head", "- [ ] x", "[^1]", "[x][y]", "***", "---", "| --- |",
	"\u202e\u200b\x1b[31m\x00", "caf\xe9",
}

func TestNothingInAFileIsACommandToGitHub(t *testing.T) {
	command := regexp.MustCompile(`^::(error|notice) file=[^:,\r\n]*,line=1,col=2,title=r::[^\r\n]*$`)
	for _, h := range hostile {
		r := Report{Findings: []Finding{{"r", Error, "data/" + h, 1, 2, h, h}, {"r", Note, h, 1, 2, h, ""}}, Files: 2}
		var b strings.Builder
		if err := r.Write(&b, GitHub, false); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(b.String(), "\n")
		if len(lines) != 4 || !command.MatchString(lines[0]) || !command.MatchString(lines[1]) || lines[2] != r.Summary() {
			t.Errorf("%q gives %q", h, lines)
		}
		_, message, _ := strings.Cut(strings.TrimPrefix(lines[0], "::"), "::")
		if !utf8.ValidString(b.String()) || strings.ContainsFunc(message, unseen) {
			t.Errorf("%q gives what nobody sees: %q", h, lines)
		}
	}
}

func TestGitHubSaysWhenItWillNotShowAll(t *testing.T) {
	of := func(errors, notes int) string {
		var r Report
		for i := range errors + notes {
			f := Finding{"r", Note, "f", i + 1, 1, "m", ""}
			if i >= notes {
				f.Severity = Error
			}
			r.Findings = append(r.Findings, f)
		}
		var b strings.Builder
		if err := r.Write(&b, GitHub, false); err != nil {
			t.Fatal(err)
		}
		if first, last := strings.Index(b.String(), "::notice"), strings.LastIndex(b.String(), "::error"); errors > 0 && notes > 0 && first < last {
			t.Error("a note stands before an error")
		}
		lines := strings.Split(strings.TrimSpace(b.String()), "\n")
		return lines[len(lines)-1]
	}
	for _, c := range []struct {
		errors, notes int
		said          bool
	}{{10, 10, false}, {11, 0, true}, {0, 11, true}, {10, 11, true}, {0, 0, false}} {
		if got := strings.Contains(of(c.errors, c.notes), "summary"); got != c.said {
			t.Errorf("%d errors and %d notes: %q", c.errors, c.notes, of(c.errors, c.notes))
		}
	}
}

func summary(t *testing.T, r Report) string {
	t.Helper()
	var b strings.Builder
	if err := r.WriteSummary(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shown is what a reader sees of Markdown: the texts of the cells and headings, and all elements and links.
func shown(t *testing.T, markdown string) (texts []string, elements map[string]bool, links []string) {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(markdown), &page); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	elements = map[string]bool{}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			elements["comment"] = true
		}
		if n.Type != html.ElementNode {
			continue
		}
		elements[n.Data] = true
		switch n.Data {
		case "a":
			links = append(links, n.Attr[0].Val)
		case "td", "h2", "h3", "p":
			text := ""
			for part := range n.Descendants() {
				if part.Type == html.TextNode {
					text += part.Data
				}
			}
			texts = append(texts, text)
		}
	}
	return texts, elements, links
}

func TestSummaryIsATableForEachFile(t *testing.T) {
	r := report()
	r.RulePages = "https://backup.example/contribute/rules/#"
	r.Findings = append(r.Findings, Finding{"old-source", Note, "data/fixes/a.yaml", 2, 1, "old", "read it"})
	Sort(r.Findings)
	texts, _, links := shown(t, summary(t, r))
	want := []string{
		"1 problem and 2 notes in 2 of 3 files",
		"data/symptoms/icloud-full.yaml",
		"3:5", "error", `no fix is called "free-icloud-spce"`, `did you mean "free-icloud-space"?`, "unknown-fix",
		"1:1", "note", "100% old, isn't it", "", "old-source",
		"data/fixes/a.yaml",
		"2:1", "note", "old", "read it", "old-source",
	}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Error(diff)
	}
	page := "https://backup.example/contribute/rules/#"
	if diff := cmp.Diff([]string{page + "unknown-fix", page + "old-source", page + "old-source"}, links); diff != "" {
		t.Error(diff)
	}
	if got := summary(t, Report{Files: 3}); got != "## 3 files, no problems\n" {
		t.Errorf("nothing wrong: %q", got)
	}
}

func TestNothingInAFileMeansAnythingInTheSummary(t *testing.T) {
	plainElements := map[string]bool{}
	for _, e := range strings.Fields("html head body h2 h3 table thead tbody tr th td strong") {
		plainElements[e] = true
	}
	for _, h := range hostile {
		texts, elements, links := shown(t, summary(t, Report{Findings: []Finding{{"r", Error, h, 1, 2, h, h}}}))
		// What is seen is the text, with what is unseen named, and names of people parted from their @.
		seen := strings.TrimSpace(strings.ReplaceAll(visible(h), "@", "@\u200b"))
		want := []string{"1 problem in 1 of 0 files", seen, "1:2", "error", seen, seen, "r"}
		if diff := cmp.Diff(want, texts); diff != "" {
			t.Errorf("%q: %s", h, diff)
		}
		for e := range elements {
			if !plainElements[e] {
				t.Errorf("%q makes a %s", h, e)
			}
		}
		if len(links) > 0 {
			t.Errorf("%q makes links: %q", h, links)
		}
	}
}

func TestSummaryStaysBelowTheLimit(t *testing.T) {
	const limit = 1 << 20
	var r Report
	for i := range 20_000 {
		r.Findings = append(r.Findings, Finding{"r", Error, fmt.Sprintf("data/fixes/%d.yaml", i/3), 1, 1, strings.Repeat("m", 50), "write it"})
	}
	got := summary(t, r)
	rows := strings.Count(got, "| 1:1 |")
	if len(got) > limit || len(got) < limit/2 {
		t.Errorf("%d bytes", len(got))
	}
	if last := fmt.Sprintf("\n%d findings more; this page has room for no more of them. `go run ./tools/data check` shows all.\n", 20_000-rows); !strings.HasSuffix(got, last) {
		t.Errorf("%d rows, and the end is %q", rows, got[len(got)-200:])
	}
}
