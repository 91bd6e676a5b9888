package pages

import (
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/ledger"
)

// booklet is one for paper, with everything about a phone: the key, the lists, and each fix once.
type booklet struct {
	// Name is "iphone", "android" or "routines".
	Name string `json:"name"`
	bookletFacts
	Key  []question `json:"key,omitempty"`
	Help []external `json:"help,omitempty"`
	// Lists are by where the backup runs and what was being done.
	Lists []listGroup `json:"lists,omitempty"`
	// Fixes are by rung, the gentlest first.
	Fixes    []fixGroup      `json:"fixes,omitempty"`
	Routines []bookedRoutine `json:"routines,omitempty"`
	Index    []indexed       `json:"index,omitempty"`
}

// bookletFacts are what a booklet says of itself.
type bookletFacts struct {
	// Address is whole: paper is carried away from where it was printed.
	Address string `json:"address"`
	// Revision changes with every word that is read on one of its lists; that of the key alone, with every question.
	Revision string `json:"revision"`
	// Checked is the latest day on which a source of one of its lists was read.
	Checked *day `json:"checked,omitempty"`
}

// listGroup are the lists of a platform and a phase.
type listGroup struct {
	Platform string       `json:"platform"`
	Phase    string       `json:"phase"`
	Lists    []bookedList `json:"lists"`
}

// bookedList is a symptom in a booklet.
type bookedList struct {
	Number int `json:"number"`
	// ID is the anchor in the booklet.
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Messages []string    `json:"messages,omitempty"`
	Codes    []string    `json:"codes,omitempty"`
	Signs    []string    `json:"signs,omitempty"`
	First    string      `json:"first,omitempty"`
	Fixes    []bookedRef `json:"fixes"`
	Time     duration    `json:"time"`
	Help     string      `json:"help"`
	// Address is that of the page, which tells what changed since: relative to the root, with the code.
	Address  string `json:"address"`
	Revision string `json:"revision"`
}

// bookedRef is a fix in a list of a booklet, which stands elsewhere in it.
type bookedRef struct {
	Number int    `json:"number"`
	ID     string `json:"id"`
	Title  string `json:"title"`
	Rung   rung   `json:"rung"`
}

type fixGroup struct {
	Rung  rung        `json:"rung"`
	Fixes []bookedFix `json:"fixes"`
}

// bookedFix is a fix in a booklet, with all platforms of the phone.
type bookedFix struct {
	Number int    `json:"number"`
	Anchor string `json:"anchor"`
	block
}

type bookedRoutine struct {
	Number   int      `json:"number"`
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Summary  string   `json:"summary"`
	When     string   `json:"when"`
	Minutes  int      `json:"minutes"`
	Needs    []string `json:"needs,omitempty"`
	Steps    []steps  `json:"steps"`
	Address  string   `json:"address"`
	Revision string   `json:"revision"`
	// Named are the pages that its texts name.
	Named []mention `json:"named,omitempty"`
}

// bookletTitles are what booklets are called.
var bookletTitles = map[string]string{
	"iphone":   "iPhone: when a backup or a restore fails",
	"android":  "Android phone: when a backup or a restore fails",
	"routines": "Routines: keep it from happening again",
	"key":      "The key: from what you see to what to do",
}

// bookletAbouts say what is in them.
var bookletAbouts = map[string]string{
	"iphone":   "Every list and every fix for an iPhone, with contents, page numbers and an index of messages and codes. More than a hundred pages.",
	"android":  "Every list and every fix for an Android phone, with contents, page numbers and an index of messages and codes. More than a hundred pages.",
	"routines": "What to do each month, and before you change something, each with boxes to tick.",
	"key":      "About twenty pages of questions: which phone, backing up or restoring, what does it say? Every answer leads to a list, or to help.",
}

// notes are the names of texts that say how to use prints, which stand only where one was made.
type notes struct {
	If    string   `json:"if"`
	Texts []string `json:"texts"`
}

// forPaper is the type of pages that are booklets.
const forPaper = "booklets"

// bookletsTitle is that of the page of all booklets.
const bookletsTitle = "Booklets for paper"

func bookletEntry(name string) entry {
	return entry{link: link{catalog.BookletFile(name), bookletTitles[name]}, About: bookletAbouts[name], Booklet: name}
}

// booklets makes all of them, the key alone, and the page that leads to them.
func (m *maker) booklets() {
	var phones []*booklet
	var entries []entry
	for _, name := range m.BookletNames() {
		switch name {
		case "routines":
			m.addBooklet(name, m.routinesBooklet())
		case "key":
			m.addBooklet(name, m.keyAlone(phones))
		default:
			b := m.phoneBooklet(name)
			phones = append(phones, b)
			m.addBooklet(name, b)
		}
		entries = append(entries, bookletEntry(name))
	}
	var how *notes
	if len(entries) > 0 {
		how = &notes{entries[0].Booklet + ".pdf", []string{"booklets-flat", "booklets-folded"}}
	}
	m.addAs(catalog.Booklets+"_index.md", catalog.Booklets+"index.html", front{Title: bookletsTitle, Description: "All lists for one phone as one booklet, to print and to keep beside it, also folded.", Trail: m.trail(link{catalog.Booklets, bookletsTitle}), Params: struct {
		Root   string  `json:"root"`
		Groups []group `json:"groups"`
		Notes  *notes  `json:"notes,omitempty"`
	}{catalog.Root(catalog.Booklets), []group{{Entries: entries}}, how}})
}

func (m *maker) addBooklet(name string, b any) {
	file := catalog.BookletFile(name)
	m.onPaper(file)
	m.addAs(catalog.Booklets+name+".md", file, front{
		Title: bookletTitles[name], Type: forPaper, URL: "/" + file, Sitemap: &sitemap{Disable: true}, Params: b,
	})
}

// phoneBooklet is the booklet of a kind of phone.
func (m *maker) phoneBooklet(device string) *booklet {
	b := &booklet{Name: device}
	fixes, groups := m.fixesOf(device), m.symptomsOf(device)
	lists, refs := map[string]int{}, map[string]reference{}
	for i, f := range fixes {
		refs[catalog.Fixes.Address(f.ID)] = reference{"fix", i + 1, fixAnchor(f.ID)}
	}
	for _, g := range groups {
		for _, s := range g.symptoms {
			lists[s.ID] = len(lists) + 1
			refs[catalog.Symptoms.Address(s.ID)] = reference{"list", lists[s.ID], listAnchor(s.ID)}
		}
	}
	// A text can name what comes later, so all is numbered before one is shown.
	show := m.booked(refs)
	for _, g := range groups {
		for _, s := range g.symptoms {
			g.Lists = append(g.Lists, m.bookedList(s, refs, show))
		}
		b.Lists = append(b.Lists, g.listGroup)
	}
	b.Fixes = m.bookedFixes(fixes, device, show)
	b.Key, b.Help = m.questions(lists, device), m.helpers(device)
	b.Index = index(b.Lists)
	m.tell(&b.bookletFacts, device, b.Lists, lists)
	return b
}

// symptomGroup are the symptoms of a group, whose lists are still to be made.
type symptomGroup struct {
	listGroup
	symptoms []*catalog.Symptom
}

// symptomsOf are those of a phone, each once, by where the backup runs and what was being done.
func (m *maker) symptomsOf(device string) []symptomGroup {
	var out []symptomGroup
	listed := map[*catalog.Symptom]bool{}
	for _, d := range m.devices() {
		if d.Name != device {
			continue
		}
		for _, p := range d.Platforms {
			for _, ph := range p.Phases {
				g := symptomGroup{listGroup: listGroup{Platform: p.Title, Phase: ph.Name}}
				for _, s := range m.byTitle {
					if !listed[s] && s.Phase.Value == ph.Name && slices.Contains(values(s.Platforms), p.ID) {
						listed[s] = true
						g.symptoms = append(g.symptoms, s)
					}
				}
				if len(g.symptoms) > 0 {
					out = append(out, g)
				}
			}
		}
	}
	return out
}

// fixesOf are those of a phone, each once, the gentlest first.
func (m *maker) fixesOf(device string) []*catalog.Fix {
	var out []*catalog.Fix
	for _, touches := range catalog.Ladder {
		var fixes []*catalog.Fix
		for _, f := range m.Fixes {
			if f.Touches.Value == touches && slices.ContainsFunc(m.usedBy[f.ID], func(s *catalog.Symptom) bool {
				return slices.ContainsFunc(s.Platforms, m.isOn(device))
			}) {
				fixes = append(fixes, f)
			}
		}
		slices.SortStableFunc(fixes, func(a, b *catalog.Fix) int { return catalog.CompareTitles(a.Title.Value, b.Title.Value) })
		out = append(out, fixes...)
	}
	return out
}

// isOn tells whether a platform is one of a phone.
func (m *maker) isOn(device string) func(catalog.Text) bool {
	return func(platform catalog.Text) bool { return m.Platform(platform.Value).Device.Value == device }
}

// bookedFixes are the fixes of a phone by rung, numbered through.
func (m *maker) bookedFixes(fixes []*catalog.Fix, device string, s show) []fixGroup {
	of := m.isOn(device)
	var out []fixGroup
	for i, f := range fixes {
		if i == 0 || fixes[i-1].Touches.Value != f.Touches.Value {
			out = append(out, fixGroup{Rung: newRung(f.Touches.Value)})
		}
		platforms := slices.DeleteFunc(slices.Clone(f.Platforms), func(id catalog.Text) bool { return !of(id) })
		g := &out[len(out)-1]
		g.Fixes = append(g.Fixes, bookedFix{i + 1, fixAnchor(f.ID), m.newBlock(f, platforms, s)})
	}
	return out
}

// reference is what a booklet calls a fix or a list, such as "fix 12", and its anchor there.
type reference struct {
	kind   string
	number int
	anchor string
}

// booked gives texts for a booklet, where a link can't be tapped: behind the words of a link to what is in the booklet
// too stand its number and room for its page. Refs are by address.
func (m *maker) booked(refs map[string]reference) show {
	root := catalog.Root(catalog.Fixes.Address("any"))
	return func(p catalog.Prose) string {
		return anchors.ReplaceAllStringFunc(m.texts.Screen(p), func(link string) string {
			found := anchors.FindStringSubmatch(link)
			address, _, _ := strings.Cut(strings.TrimPrefix(html.UnescapeString(found[1]), root), "#")
			r, ok := refs[address]
			if !ok {
				return "<em>" + found[2] + "</em>"
			}
			return fmt.Sprintf(`<em>%s</em> (<a href="#%s">%s %d</a><span class="at" data-at="%[2]s"></span>)`, found[2], r.anchor, r.kind, r.number)
		})
	}
}

func fixAnchor(id string) string  { return "fix-" + id }
func listAnchor(id string) string { return "list-" + id }

func (m *maker) bookedList(s *catalog.Symptom, refs map[string]reference, show show) bookedList {
	sheet := m.printed.Symptom(s)
	out := bookedList{
		Number: refs[catalog.Symptoms.Address(s.ID)].number, ID: listAnchor(s.ID), Title: s.Title.Value, Messages: values(s.Messages), Codes: values(s.Codes),
		Signs: all(s.Signs, show), First: show(s.First), Help: show(s.GetHelpWhen),
		Address: sheet.Address, Revision: sheet.Revision,
	}
	minutes := 0
	for _, id := range s.Fixes {
		f := m.Fix(id.Value)
		out.Fixes = append(out.Fixes, bookedRef{refs[catalog.Fixes.Address(f.ID)].number, fixAnchor(f.ID), f.Title.Value, newRung(f.Touches.Value)})
		minutes += f.Minutes.Value
	}
	out.Time = newDuration(minutes)
	return out
}

func (m *maker) routinesBooklet() *booklet {
	b := &booklet{Name: "routines"}
	var revisions []string
	var sources []catalog.Source
	for i, r := range m.Routines {
		sheet := m.printed.Routine(r)
		b.Routines = append(b.Routines, bookedRoutine{
			Number: i + 1, ID: "routine-" + r.ID, Title: r.Title.Value, Summary: m.texts.Sheet(r.Summary), When: r.When.Value, Minutes: r.Minutes.Value,
			Needs: all(r.Needs, m.texts.Sheet), Steps: m.steps(r.Steps, r.Platforms, m.texts.Sheet), Address: sheet.Address, Revision: sheet.Revision,
			Named: m.named(r),
		})
		revisions, sources = append(revisions, sheet.Revision), append(sources, r.Sources...)
	}
	b.bookletFacts = bookletFacts{m.base + catalog.BookletFile(b.Name), ledger.Revision(revisions...), newDay(catalog.EvidenceOf(sources).Checked)}
	return b
}

// tell fills in what a booklet says of itself.
func (m *maker) tell(f *bookletFacts, name string, groups []listGroup, lists map[string]int) {
	var revisions []string
	for _, g := range groups {
		for _, l := range g.Lists {
			revisions = append(revisions, l.Revision)
		}
	}
	var sources []catalog.Source
	for _, s := range m.Symptoms {
		if lists[s.ID] > 0 {
			sources = append(sources, s.Sources...)
		}
	}
	*f = bookletFacts{m.base + catalog.BookletFile(name), ledger.Revision(revisions...), newDay(catalog.EvidenceOf(sources).Checked)}
}

// helpers are the places where a person helps with a phone.
func (m *maker) helpers(device string) []external {
	var out []external
	for _, p := range m.Platforms {
		if e := newExternal(p.Support); e != nil && (device == "" || p.Device.Value == device) && !slices.Contains(out, *e) {
			out = append(out, *e)
		}
	}
	return out
}

// indexed is a number or a message with the lists that it leads to.
type indexed struct {
	Words string     `json:"words"`
	Lists []indexRef `json:"lists"`
}

type indexRef struct {
	Number int    `json:"number"`
	ID     string `json:"id"`
}

// index has all numbers, then all messages by letter.
func index(groups []listGroup) []indexed {
	byWords := map[string]int{}
	var out []indexed
	for _, g := range groups {
		for _, l := range g.Lists {
			for _, words := range slices.Concat(l.Codes, l.Messages) {
				i, ok := byWords[strings.ToLower(words)]
				if !ok {
					i = len(out)
					byWords[strings.ToLower(words)] = i
					out = append(out, indexed{Words: words})
				}
				if ref := (indexRef{l.Number, l.ID}); !slices.Contains(out[i].Lists, ref) {
					out[i].Lists = append(out[i].Lists, ref)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b indexed) int {
		return cmp.Or(cmp.Compare(catalog.CodeNumber(a.Words), catalog.CodeNumber(b.Words)), catalog.CompareTitles(a.Words, b.Words))
	})
	return out
}

// keyAlone is the key as a sheet of its own: it leads to lists in the booklets, and to their pages.
func (m *maker) keyAlone(phones []*booklet) any {
	lists := map[string]int{}
	var devices []string
	for _, b := range phones {
		devices = append(devices, b.Name)
		for _, g := range b.Lists {
			for _, l := range g.Lists {
				lists[strings.TrimPrefix(l.ID, listAnchor(""))] = l.Number
			}
		}
	}
	questions := m.questions(lists, devices...)
	// The key says nothing of what is in a list.
	facts := bookletFacts{Address: m.base + catalog.BookletFile("key"), Revision: ledger.Revision(string(m.json(questions)))}
	return struct {
		Name string `json:"name"`
		bookletFacts
		Key  []question `json:"key"`
		Help []external `json:"help,omitempty"`
	}{"key", facts, questions, m.helpers("")}
}
