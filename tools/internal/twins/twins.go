// Package twins writes each page as Markdown, for programs that read rather than look:
// what the page says, in its order, with every warning above its steps.
//
// It takes the documents of package api, the pages written by hand and the words of the
// interface, and gives files, in memory. It is pure and decides nothing: what is joined
// and ordered, package api has joined and ordered.
package twins

import (
	"fmt"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/api"
	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/markdown"
	"backupfirstaid/tools/internal/render"
	"backupfirstaid/tools/internal/words"
)

// maker holds what the twins are made from.
type maker struct {
	facts api.Facts
	texts render.Markdown
	base  string
	words words.Words
	fixes map[string]api.Fix
	names map[string]string
	// symptoms are in the order of lists, which is that of their titles.
	symptoms []api.Symptom
}

// Make gives the twins of all pages, and llms.txt, which leads to them, by path relative
// to the published root. Base is the site's address, with a slash at the end.
func Make(f api.Facts, pages []*catalog.Page, texts render.Markdown, said words.Words, base string) (map[string][]byte, error) {
	m := maker{f, texts, base, said, map[string]api.Fix{}, map[string]string{}, slices.SortedStableFunc(slices.Values(f.Symptoms), func(a, b api.Symptom) int {
		return strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title))
	})}
	for _, fix := range f.Fixes {
		m.fixes[fix.ID] = fix
	}
	for _, p := range f.Platforms {
		m.names[p.ID] = p.Title
	}
	files := map[string][]byte{}
	add := func(kind catalog.Kind, h api.Head, d *document) {
		files[kind.Address(h.ID)+catalog.TwinName] = d.bytes()
		for _, former := range h.FormerIDs {
			moved := &document{}
			moved.add(said.Say("moved") + ": " + link(h.Title, h.URL))
			files[kind.Address(former)+catalog.TwinName] = moved.bytes()
		}
	}
	for _, s := range f.Symptoms {
		add(catalog.Symptoms, s.Head, m.symptom(s))
	}
	for _, fix := range f.Fixes {
		add(catalog.Fixes, fix.Head, m.fix(fix))
	}
	for _, p := range f.Platforms {
		add(catalog.Platforms, p.Head, m.platform(p))
	}
	for _, r := range f.Routines {
		add(catalog.Routines, r.Head, m.routine(r))
	}
	for _, p := range pages {
		files[catalog.Pages.Address(p.ID)+catalog.TwinName] = m.page(p).bytes()
	}
	files[LLMsFile] = m.llms(pages)
	return files, said.Err()
}

func (m maker) begin(title, url string) *document {
	d := &document{}
	d.add("# " + markdown.Escape(title))
	d.add("<" + url + ">")
	return d
}

func (m maker) symptom(s api.Symptom) *document {
	d := m.begin(s.Title, s.URL)
	var platforms []string
	for _, p := range s.Platforms {
		platforms = append(platforms, p.ID)
	}
	if len(s.Messages) > 0 {
		d.add("## " + m.words.Say("says"))
		var said []api.Markdown
		for _, message := range s.Messages {
			said = append(said, api.Markdown("“"+markdown.Escape(message)+"”"))
		}
		d.add(bullets(said))
		d.add(m.words.Say("says-note"))
	}
	if len(s.Codes) > 0 {
		d.add(labelled(m.words.Say("codes-shown")+":", markdown.Escape(strings.Join(s.Codes, ", "))))
	}
	m.list(d, "signs", s.Signs)
	if s.First != "" {
		d.add("## " + m.words.Say("first"))
		d.add(string(s.First))
	}
	m.list(d, "causes", s.Causes)
	d.add("## " + m.words.Say("try"))
	d.add(m.words.Say("try-note") + " " + m.words.Say("whole-list") + " " + m.time(s.Minutes) + ".")
	for i, try := range s.Fixes {
		d.add(fmt.Sprintf("### %d. %s", i+1, link(try.Title, try.URL)))
		m.body(d, m.fixes[try.ID], platforms)
	}
	d.add("## " + m.words.Say("help"))
	d.add(string(s.GetHelpWhen))
	m.links(d, "related", s.Related)
	m.evidence(d, s.Evidence, s.Platforms)
	return d
}

func (m maker) fix(f api.Fix) *document {
	d := m.begin(f.Title, f.URL)
	var platforms []string
	for _, p := range f.Platforms {
		platforms = append(platforms, p.ID)
	}
	m.body(d, f, platforms)
	m.links(d, "used-for", f.UsedFor)
	m.evidence(d, f.Evidence, f.Platforms)
	return d
}

// body is a fix without its title, as it is done on some platforms.
func (m maker) body(d *document, f api.Fix, platforms []string) {
	d.add(fmt.Sprintf("%s (%s). %s %s.", m.words.Say("rung-"+string(f.Rung)), m.words.With("rung-of", f.RungNumber), m.words.With("minutes", f.Minutes), m.words.Say("hands-on")))
	d.add(string(f.Summary))
	m.warning(d, f)
	m.needs(d, f.Needs)
	m.picture(d, f.Picture)
	m.steps(d, f.Steps, platforms)
	d.add(labelled(m.words.Say("done"), string(f.Done)))
}

// warning is what is lost, what to do first and how to take it back, framed as a quote.
func (m maker) warning(d *document, f api.Fix) {
	w := &document{}
	loses := "changes"
	if f.Risky {
		loses = "loses"
		w.add("**" + m.words.Say("warning") + "**")
	}
	if f.Loses != "" {
		w.add(labelled(m.words.Say(loses), string(f.Loses)))
	}
	if len(f.Before) > 0 {
		w.add("**" + m.words.Say("before") + "**")
		w.add(bullets(f.Before))
	}
	if f.Undo != "" {
		w.add(labelled(m.words.Say("undo"), string(f.Undo)))
	}
	d.add(prefixed(w.text(), "> ", "> "))
}

func (m maker) needs(d *document, needs []api.Markdown) {
	if len(needs) > 0 {
		d.add("**" + m.words.Say("needs") + "**")
		d.add(bullets(needs))
	}
}

// steps are those for some platforms, whose names stand above where they differ.
// picture says what a drawing shows, for whoever sees none.
func (m maker) picture(d *document, p *api.Picture) {
	if p != nil {
		d.add(labelled(m.words.Say("drawing")+":", markdown.Escape(p.Alt)))
	}
}

func (m maker) steps(d *document, groups []api.Steps, platforms []string) {
	type named struct {
		names []string
		steps []api.Markdown
	}
	var shown []named
	for _, g := range groups {
		n := named{steps: g.Steps}
		for _, id := range platforms {
			if slices.Contains(g.Platforms, id) {
				n.names = append(n.names, markdown.Escape(m.names[id]))
			}
		}
		if n.names != nil {
			shown = append(shown, n)
		}
	}
	for _, n := range shown {
		if len(shown) > 1 {
			d.add("**" + strings.Join(n.names, ", ") + "**")
		}
		d.add(numbered(n.steps))
	}
}

func (m maker) platform(p api.Platform) *document {
	d := m.begin(p.Title, p.URL)
	d.add(string(p.Summary))
	d.add(m.words.Say("written-for") + ": " + markdown.Escape(strings.Join(p.Versions, ", ")))
	m.trouble(d, p)
	m.list(d, "conditions", p.Needs)
	m.list(d, "saves", p.Saves)
	m.list(d, "skips", p.Skips)
	m.links(d, "routines", p.Routines)
	if p.Status != nil {
		d.add(labelled(m.words.Say("status"), link(p.Status.Title, p.Status.URL)))
	}
	if p.Support != nil {
		d.add(labelled(m.words.Say("support")+":", link(p.Support.Title, p.Support.URL)))
	}
	m.evidence(d, p.Evidence, nil)
	return d
}

// trouble is what can go wrong on a platform, backing up first.
func (m maker) trouble(d *document, p api.Platform) {
	if len(p.Symptoms) == 0 {
		return
	}
	d.add("## " + m.words.Say("trouble"))
	for _, phase := range []string{"backup", "restore"} {
		var items []api.Markdown
		for _, s := range m.on(p) {
			if s.Phase == phase {
				items = append(items, api.Markdown(link(s.Title, s.URL)))
			}
		}
		if items != nil {
			d.add("### " + m.words.Say("phase-"+phase))
			d.add(bullets(items))
		}
	}
}

// on are the symptoms of a platform.
func (m maker) on(p api.Platform) []api.Symptom {
	var out []api.Symptom
	for _, s := range m.symptoms {
		if slices.ContainsFunc(s.Platforms, func(on api.On) bool { return on.ID == p.ID }) {
			out = append(out, s)
		}
	}
	return out
}

func (m maker) routine(r api.Routine) *document {
	d := m.begin(r.Title, r.URL)
	d.add(string(r.Summary))
	d.add(labelled(m.words.Say("when")+":", markdown.Escape(strings.TrimSuffix(r.When, "."))+". "+m.words.With("minutes", r.Minutes)+"."))
	m.needs(d, r.Needs)
	var platforms []string
	for _, p := range r.Platforms {
		platforms = append(platforms, p.ID)
	}
	m.steps(d, r.Steps, platforms)
	m.evidence(d, r.Evidence, r.Platforms)
	return d
}

func (m maker) page(p *catalog.Page) *document {
	d := m.begin(p.Title.Value, m.base+catalog.Pages.Address(p.ID))
	d.add(markdown.Escape(p.Description.Value))
	m.picture(d, api.PictureOf(p.Picture))
	d.add(m.texts.Of(p.Body))
	if len(p.Sources) > 0 {
		m.evidence(d, api.EvidenceOf(p.Sources), nil)
	}
	return d
}

func (m maker) list(d *document, heading string, items []api.Markdown) {
	if len(items) > 0 {
		d.add("## " + m.words.Say(heading))
		d.add(bullets(items))
	}
}

func (m maker) links(d *document, heading string, refs []api.Ref) {
	var items []api.Markdown
	for _, r := range refs {
		items = append(items, api.Markdown(link(r.Title, r.URL)))
	}
	m.list(d, heading, items)
}

func (m maker) evidence(d *document, e api.Evidence, on []api.On) {
	d.add("## " + m.words.Say("evidence"))
	sure := labelled(m.words.Say("level-"+string(e.Level))+".", m.words.Say("level-"+string(e.Level)+"-text"))
	if e.Checked != "" {
		sure += " " + m.words.Say("checked") + ": " + e.Checked + "."
	}
	d.add(sure)
	var systems []string
	for _, p := range on {
		systems = append(systems, markdown.Escape(fmt.Sprintf("%s (%s)", p.Title, strings.Join(p.Versions, ", "))))
	}
	if systems != nil {
		d.add(m.words.Say("written-for") + ": " + strings.Join(systems, "; ") + ".")
	}
	d.add("### " + m.words.Say("sources"))
	var sources []api.Markdown
	for _, s := range e.Sources {
		read := m.words.Say("unread")
		if s.Checked != "" {
			read = m.words.Say("read") + " " + s.Checked
		}
		sources = append(sources, api.Markdown(fmt.Sprintf("%s (%s, %s)", link(s.Title, s.URL), m.words.Say("by-"+s.By), read)))
	}
	d.add(bullets(sources))
}

// time is how long something takes, rounded as on the page.
func (m maker) time(minutes int) string {
	if minutes > 60 {
		minutes = (minutes + 4) / 5 * 5
	}
	var parts []string
	if h := minutes / 60; h > 0 {
		parts = append(parts, m.words.With("hours", h))
	}
	if rest := minutes % 60; rest > 0 {
		parts = append(parts, m.words.With("minutes", rest))
	}
	return strings.Join(parts, " ")
}
