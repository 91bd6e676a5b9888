package pages

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/qrcode"
)

// sheet is what every sheet of paper has besides its texts.
type sheet struct {
	// Address is that of the page, whole: paper is carried away from where it was printed.
	Address string `json:"address"`
	// Code leads a camera to where a copy leads.
	Code qrcode.Drawing `json:"code"`
	// Named are the pages that the texts name and that are not on the sheet: a hand can type what it can't tap.
	Named []mention `json:"named,omitempty"`
	// Running stands in the margin of each page, as a string of CSS.
	Running string `json:"running"`
}

// symptomSheet are the texts of the page for paper.
type symptomSheet struct {
	sheet
	Signs []string `json:"signs,omitempty"`
	First string   `json:"first,omitempty"`
	Help  string   `json:"help"`
	// Risky are the fixes of the list that can lose something.
	Risky []numbered `json:"risky,omitempty"`
}

type routineSheet struct {
	sheet
	Summary string   `json:"summary"`
	Needs   []string `json:"needs,omitempty"`
	Steps   []steps  `json:"steps"`
}

// mention is a page in the words of a text.
type mention struct {
	Words string `json:"words"`
	// Address is relative to the site's root for pages of the site, else whole.
	Address string `json:"address"`
}

// numbered is a fix with its place in a list, from 1.
type numbered struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
}

func (m *maker) symptomSheet(s *catalog.Symptom, keys []string, p printed) symptomSheet {
	out := symptomSheet{
		sheet: m.newSheet(s.Title.Value, p, s.OnSheet(), m.SheetTexts(s)),
		Signs: all(s.Signs, m.texts.Sheet), First: m.texts.Sheet(s.First), Help: m.texts.Sheet(s.GetHelpWhen),
	}
	for i, key := range keys {
		if b := m.sheets[key]; b.Rung.Risky {
			out.Risky = append(out.Risky, numbered{i + 1, b.Title})
		}
	}
	return out
}

func (m *maker) routineSheet(r *catalog.Routine, p printed) routineSheet {
	return routineSheet{
		sheet:   m.newSheet(r.Title.Value, p, []string{catalog.Routines.Address(r.ID)}, r.SheetTexts()),
		Summary: m.texts.Sheet(r.Summary), Needs: all(r.Needs, m.texts.Sheet), Steps: m.steps(r.Steps, r.Platforms, m.texts.Sheet),
	}
}

// named are the pages that a routine names.
func (m *maker) named(r *catalog.Routine) []mention {
	return m.mentions([]string{catalog.Routines.Address(r.ID)}, r.SheetTexts())
}

// newSheet takes the addresses of what stands on the sheet, that of its page first, and its texts.
func (m *maker) newSheet(title string, p printed, here []string, texts []catalog.Prose) sheet {
	code, err := qrcode.Draw(p.CopyAddress)
	if err != nil {
		m.fail(err)
	}
	return sheet{m.base + here[0], code, m.mentions(here, texts), cssString(title)}
}

// Rendered attributes hold no bare quote, and no link holds another.
var (
	anchors = regexp.MustCompile(`(?s)<a href="([^"]*)">(.*?)</a>`)
	tags    = regexp.MustCompile(`<[^>]*>`)
)

// mentions are the pages that texts name, each once, in order, without those that are here or whose address is what is read.
func (m *maker) mentions(here []string, texts []catalog.Prose) []mention {
	var out []mention
	for _, t := range texts {
		for _, link := range anchors.FindAllStringSubmatch(m.texts.Screen(t), -1) {
			address, _, _ := strings.Cut(strings.TrimPrefix(html.UnescapeString(link[1]), catalog.Root(here[0])), "#")
			words := strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(link[2], ""))), " ")
			known := slices.ContainsFunc(out, func(other mention) bool { return other.Address == address })
			if !known && !slices.Contains(here, address) && !strings.Contains(address, words) {
				out = append(out, mention{words, address})
				if !strings.Contains(address, ":") {
					m.onPaper(address)
				}
			}
		}
	}
	return out
}

// cssString writes a text as a string of CSS inside of a style element, where "<" could end it.
func cssString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\5c `, `"`, `\22 `, "<", `\3c `, "\n", `\a `).Replace(s) + `"`
}

// checklist makes a page come out for paper too, in both sizes of print.
func (m *maker) checklist(f *front, address string) {
	f.Outputs = []string{"html", "checklist", "large", "copy"}
	for _, name := range append([]string{catalog.CopyName}, catalog.Checklists...) {
		m.expect[address+name] = true
	}
}
