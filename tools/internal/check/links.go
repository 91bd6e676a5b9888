package check

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"backupfirstaid/tools/internal/catalog"
	"backupfirstaid/tools/internal/finding"
	"backupfirstaid/tools/internal/markdown"
)

// linkRules are about what entries say of each other.
var linkRules = []Rule{
	{
		Name:  "unknown-platform",
		Title: "Every platform that an entry names exists.",
		Why:   "Without its platform, an entry is in no list and nobody finds it. The id of a platform is the name of its file in data/platforms, less the ending.",
		Wrong: `-- data/routines/monthly.yaml --
platforms:
  - clowd
`,
		Right: `-- data/routines/monthly.yaml --
platforms:
  - cloud
`,
		check: unknownPlatforms,
	},
	{
		Name:  "unknown-fix",
		Title: "Every fix that a symptom lists exists.",
		Why:   "A link that leads nowhere leaves a reader stuck in the middle of a list. The id of a fix is the name of its file in data/fixes, less the ending.",
		Wrong: `-- data/symptoms/full.yaml --
fixes:
  - look-around
  - charge-overnigth
  - clear-out
`,
		Right: `-- data/symptoms/full.yaml --
fixes:
  - look-around
  - charge-overnight
  - clear-out
`,
		check: unknownFixes,
	},
	{
		Name:  "unknown-symptom",
		Title: "Every related symptom exists, and is another one.",
		Why:   whyLinks,
		Wrong: `-- data/symptoms/full.yaml --
related:
  - stand-still
-- data/symptoms/stands-still.yaml --
related:
  - full
`,
		Right: `-- data/symptoms/full.yaml --
related:
  - stands-still
-- data/symptoms/stands-still.yaml --
related:
  - full
`,
		check: unknownSymptoms,
	},
	{
		Name:  "unknown-link",
		Title: "Every link in a text leads to an entry or a page that exists.",
		Why:   "A link that leads nowhere leaves a reader stuck. An entry is named by its kind and its id, as in fix:restart-phone, likewise symptom:, platform: and routine:, a page by its path, as in page:guides/three-two-one.",
		Wrong: `-- data/fixes/clear-out.yaml --
before:
  - "[Look around](fix:look-arond) first."
`,
		Right: `-- data/fixes/clear-out.yaml --
before:
  - "[Look around](fix:look-around) first."
`,
		check: unknownLinks,
	},
	{
		Name:  "unknown-place",
		Title: "Every {place:name} is a place of each platform that the text speaks of.",
		Why:   "A menu path is written once, under places of its platform, so that a moved menu is mended in one file. Where there is no such place, the step would be without its path.",
		Wrong: `-- data/fixes/look-around.yaml --
steps:
  - Open {place:bakcup}.
`,
		Right: `-- data/fixes/look-around.yaml --
steps:
  - Open {place:backup}.
`,
		check: unknownPlaces,
	},
	{
		Name:  "place-differs",
		Title: "A {place:name} in a text for several platforms is the same path on all of them.",
		Why:   "A reader with one phone would be shown the menus of another. Steps can be written by platform.",
		Wrong: `-- data/fixes/look-around.yaml --
steps:
  - Open {place:backup}.
-- data/platforms/cloud.yaml --
places:
  backup: Settings > Backup
-- data/platforms/box.yaml --
places:
  backup: Settings > System > Backup
  cable: Settings > Cable
`,
		Right: `-- data/fixes/look-around.yaml --
steps:
  cloud:
    - Open {place:backup}.
  box:
    - Open {place:backup}.
-- data/platforms/cloud.yaml --
places:
  backup: Settings > Backup
-- data/platforms/box.yaml --
places:
  backup: Settings > System > Backup
  cable: Settings > Cable
`,
		check: differingPlaces,
	},
	{
		Name:  "formerly",
		Title: "A former id belongs to no other entry, now or before.",
		Why:   "The old address leads to this entry, so that links people have saved still work. One address can't lead to two pages.",
		Wrong: `-- data/fixes/look-around.yaml --
formerly:
  - clear-out
`,
		Right: `-- data/fixes/look-around.yaml --
formerly:
  - look-closely
`,
		check: formerlyTaken,
	},
	{
		Name:  "fix-serves-platform",
		Title: "A fix serves every platform of a symptom that lists it.",
		Why:   "Otherwise a reader on one phone gets the steps of another, or none.",
		Wrong: `-- data/fixes/look-around.yaml --
platforms:
  - box
-- data/symptoms/full.yaml --
platforms:
  - cloud
fixes:
  - look-around
  - clear-out
`,
		Right: `-- data/fixes/look-around.yaml --
platforms:
  - cloud
  - box
-- data/symptoms/full.yaml --
platforms:
  - cloud
fixes:
  - look-around
  - clear-out
`,
		check: fixServesPlatform,
	},
	{
		Name:  "steps-for-platforms",
		Title: "Steps by platform are there for each platform that is named, and for no other.",
		Why:   "A reader on a platform without steps finds an empty page, and steps for another are never shown.",
		Wrong: `-- data/fixes/clear-out.yaml --
platforms:
  - cloud
  - box
steps:
  cloud:
    - Tap **Delete**.
`,
		Right: `-- data/fixes/clear-out.yaml --
platforms:
  - cloud
  - box
steps:
  cloud:
    - Tap **Delete**.
  box:
    - Open {place:cable}.
`,
		check: stepsForPlatforms,
	},
	{
		Name:  "unused",
		Title: "Everything is used: a fix by a symptom or a text, a platform by an entry, a place by a text.",
		Why:   "What nothing uses is hardly found by a reader, and nobody mends it when phones change.",
		Wrong: "-- data/platforms/cloud.yaml --\nplaces:\n  backup: Settings > Backup\n  photos: Settings > Photos\n",
		Right: "-- data/platforms/cloud.yaml --\nplaces:\n  backup: Settings > Backup\n",
		Note:  true, Yields: true,
		check: unused,
	},
	{
		Name:  "related-back",
		Title: "A symptom to which another is related points back at it.",
		Why:   "What is easily taken for one another is so both ways, and a reader may land on either page.",
		Wrong: "-- data/symptoms/full.yaml --\nrelated:\n  - half-full\n" + halfFull,
		Right: "-- data/symptoms/full.yaml --\nrelated:\n  - half-full\n" + halfFull + "related:\n  - full\n",
		Note:  true, Yields: true,
		check: relatedBack,
	},
}

// halfFull is a second symptom, for examples.
const halfFull = "-- data/symptoms/half-full.yaml --\ntitle: Storage is nearly full\nplatforms:\n  - cloud\nphase: backup\nmessages:\n  - Storage Almost Full\ncauses:\n  - Photos fill it up.\nfixes:\n  - look-around\nget_help_when: After two days.\nsources:\n  - title: Help\n    url: https://support.apple.com/en-us/half\n    by: maker\n"

// exists says that there is no entry of an id, unless there is one.
func (p *pass) exists(kind catalog.Kind, at catalog.Pos, id string) {
	if id == "" || p.Has(kind, id) || p.wasMeant(kind, id) {
		return
	}
	known := p.IDs(kind)
	wayOut := didYouMean(id, known)
	if wayOut == "" {
		const few = 12
		var ways []string
		if len(known) > 0 && len(known) <= few {
			ways = append(ways, oneOf(known))
		}
		// What is no id would be no command to run either.
		if kind != catalog.Pages && idForm.MatchString(id) {
			ways = append(ways, fmt.Sprintf("make it: go run ./tools/data new %s %s", kind.One(), id))
		} else if kind != catalog.Pages && len(ways) == 0 {
			ways = append(ways, fmt.Sprintf("the ids are the names of the files in data/%s/", kind))
		}
		wayOut = strings.Join(ways, ", or ")
	}
	p.found(at, fmt.Sprintf("no %s is called %q", kind.One(), id), wayOut)
}

// wasMeant tells that a file would be the entry of an id if it could be read, or lay or were
// called as it should: another rule speaks of it.
func (p *pass) wasMeant(kind catalog.Kind, id string) bool {
	folder := "data/" + string(kind) + "/"
	if kind == catalog.Pages {
		folder = "content/"
	}
	return slices.ContainsFunc(p.strayFiles()[folded(path.Base(id))], func(f *catalog.File) bool {
		switch elsewhere := p.all.elsewhere[f.Path]; {
		case strings.TrimSuffix(f.Path, path.Ext(f.Path)) == folder+id:
			return true
		case f.Kind == "":
			home := folderOf(f.Path)
			return f.ID == id && (home == kind || home == "")
		case elsewhere != "":
			return f.ID == id && elsewhere == kind
		case f.Kind == catalog.Pages && !pageFolder(f.ID):
			return kind == f.Kind && path.Base(f.ID) == path.Base(id)
		}
		return f.Kind == kind && folded(f.ID) == folded(id)
	})
}

// strayFiles are those that make no entry of the id that they are meant to be, by the letters of their names.
func (p *pass) strayFiles() map[string][]*catalog.File {
	if p.stray == nil {
		p.stray = map[string][]*catalog.File{}
		for _, f := range p.Files {
			if f.Problem != nil || f.Kind == "" || p.all.elsewhere[f.Path] != "" || !idForm.MatchString(path.Base(f.ID)) || f.Kind == catalog.Pages && !pageFolder(f.ID) {
				name := folded(strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path)))
				p.stray[name] = append(p.stray[name], f)
			}
		}
	}
	return p.stray
}

func (p *pass) allExist(kind catalog.Kind, lists ...[]catalog.Text) {
	for _, list := range lists {
		for _, id := range list {
			p.exists(kind, id.Pos, id.Value)
		}
	}
}

func unknownPlatforms(p *pass) {
	for _, s := range p.Symptoms {
		p.allExist(catalog.Platforms, s.Platforms)
	}
	for _, f := range p.Fixes {
		p.allExist(catalog.Platforms, f.Platforms)
	}
	for _, r := range p.Routines {
		p.allExist(catalog.Platforms, r.Platforms)
	}
}

func unknownFixes(p *pass) {
	for _, s := range p.Symptoms {
		p.allExist(catalog.Fixes, s.Fixes)
	}
}

func unknownSymptoms(p *pass) {
	for _, s := range p.Symptoms {
		p.allExist(catalog.Symptoms, s.Related)
		for _, id := range s.Related {
			if id.Value == s.ID {
				p.found(id.Pos, "a symptom is not related to itself", "take it out")
			}
		}
	}
}

// entryLink splits "fix:restart-phone#steps" into kind and id.
func entryLink(destination string) (kind catalog.Kind, id string, ok bool) {
	scheme, rest, found := strings.Cut(destination, ":")
	if !found {
		return "", "", false
	}
	kind, ok = catalog.KindOf(scheme)
	id, _, _ = strings.Cut(rest, "#")
	return kind, id, ok
}

func unknownLinks(p *pass) {
	p.links(func(at func() catalog.Pos, l markdown.Link) {
		kind, id, ok := entryLink(l.Destination)
		switch {
		case !ok || l.Image:
		case id == "":
			p.found(at(), fmt.Sprintf("the link %q names nothing", l.Destination), "write the id behind the colon, such as fix:restart-phone")
		case kind != catalog.Pages && strings.Contains(l.Destination, "#"):
			p.found(at(), fmt.Sprintf("the link %q leads into a page", l.Destination), "link to the page as a whole: "+kind.One()+":"+id)
		case kind == catalog.Pages && slices.Contains(catalog.MadePages, id):
		case !p.Has(kind, id):
			p.exists(kind, at(), id)
		}
	})
}

// links visits the links of all texts. Where one stands is asked of those that are wrong only.
func (p *pass) links(visit func(at func() catalog.Pos, l markdown.Link)) {
	for t := range p.Texts() {
		for _, l := range t.Prose.Doc.Links {
			visit(func() catalog.Pos { return p.at(t.Prose, l.At) }, l)
		}
	}
}

// places visits the {place:name} marks of all texts, as links does with links.
func (p *pass) places(visit func(at func() catalog.Pos, name string, t catalog.Scoped)) {
	for t := range p.Texts() {
		for _, place := range t.Prose.Doc.Places {
			visit(func() catalog.Pos { return p.at(t.Prose, place.At) }, place.Text, t)
		}
	}
}

var platformKeys = keys(catalog.Fields(catalog.TypeOf(catalog.Platforms)))

func unknownPlaces(p *pass) {
	p.places(func(at func() catalog.Pos, name string, t catalog.Scoped) {
		if p.File(t.Prose.Pos.File).Kind == catalog.Pages {
			p.found(at(), fmt.Sprintf("{place:%s} works in data files only", name), "write the menu path out")
		}
		var without []*catalog.Platform
		for _, id := range t.Platforms {
			platform := p.Platform(id)
			if platform == nil || slices.Contains(without, platform) {
				continue
			}
			if _, ok := platform.Path(name); !ok && !misspelt(platform.File.Root, "places", platformKeys) && !hides(platform, name) {
				without = append(without, platform)
			}
		}
		if len(without) > 0 {
			p.found(at(), noPlace(without, name), placeWayOut(without, name))
		}
	})
}

// hides tells that a platform has a place whose name only looks like this one.
func hides(platform *catalog.Platform, name string) bool {
	return slices.ContainsFunc(platform.Places, func(place catalog.Place) bool {
		return place.Name.Value != name && seen(place.Name.Value) == name
	})
}

func noPlace(platforms []*catalog.Platform, name string) string {
	if len(platforms) == 1 {
		return fmt.Sprintf("platform %q has no place %q", platforms[0].ID, name)
	}
	return fmt.Sprintf("the platforms %s have no place %q", and(platforms, func(p *catalog.Platform) string { return strconv.Quote(p.ID) }), name)
}

// and joins what is said of each as a sentence does.
func and[E any](list []E, said func(E) string) string {
	var all strings.Builder
	for i, e := range list {
		switch i {
		case 0:
		case len(list) - 1:
			all.WriteString(" and ")
		default:
			all.WriteString(", ")
		}
		all.WriteString(said(e))
	}
	return all.String()
}

// differingPlaces finds the places in what several platforms share that lead another
// way on each: a page about one of them would show the paths of all.
func differingPlaces(p *pass) {
	p.places(func(at func() catalog.Pos, name string, t catalog.Scoped) {
		kind := p.File(t.Prose.Pos.File).Kind
		if kind != catalog.Fixes && kind != catalog.Routines {
			return
		}
		first, firstPath := "", ""
		for _, id := range t.Platforms {
			platform := p.Platform(id)
			if platform == nil {
				continue
			}
			path, ok := platform.Path(name)
			switch {
			case !ok:
			case first == "":
				first, firstPath = id, path
			case path != firstPath:
				p.found(at(), fmt.Sprintf("{place:%s} is another path on %q than on %q", name, id, first), "write the steps by platform, or say it without the path")
				return
			}
		}
	})
}

func placeWayOut(platforms []*catalog.Platform, name string) string {
	for _, platform := range platforms {
		if near := didYouMean(name, placeNames(platform)); near != "" {
			return near
		}
	}
	return "add it under places: in " + and(platforms, func(p *catalog.Platform) string { return p.File.Path })
}

func placeNames(platform *catalog.Platform) []string {
	var known []string
	for _, place := range platform.Places {
		known = append(known, place.Name.Value)
	}
	return known
}

func formerlyTaken(p *pass) {
	type key struct {
		kind catalog.Kind
		id   string
	}
	claimed := map[key]string{}
	claim := func(kind catalog.Kind, owner string, former []catalog.Text) {
		for _, f := range former {
			k := key{kind, f.Value}
			switch {
			case !idForm.MatchString(f.Value):
				p.idForm(f.Pos, f.Value, kind.One())
			case p.Has(kind, f.Value):
				p.found(f.Pos, fmt.Sprintf("a %s is called %q today", kind.One(), f.Value), "a former id can't be one in use")
			case claimed[k] != "" && claimed[k] != owner:
				p.found(f.Pos, fmt.Sprintf("%q redirects to %q already", f.Value, claimed[k]), "keep it in one of the two files")
			}
			claimed[k] = owner
		}
	}
	for _, e := range p.Platforms {
		claim(catalog.Platforms, e.ID, e.Formerly)
	}
	for _, e := range p.Symptoms {
		claim(catalog.Symptoms, e.ID, e.Formerly)
	}
	for _, e := range p.Fixes {
		claim(catalog.Fixes, e.ID, e.Formerly)
	}
	for _, e := range p.Routines {
		claim(catalog.Routines, e.ID, e.Formerly)
	}
}

func fixServesPlatform(p *pass) {
	for _, s := range p.Symptoms {
		for _, id := range s.Fixes {
			fix := p.Fix(id.Value)
			if fix == nil {
				continue
			}
			for _, platform := range s.Platforms {
				if !names(fix.Platforms, platform.Value) && p.Has(catalog.Platforms, platform.Value) && p.knows(fix.File, fix.Platforms) {
					p.found(id.Pos, fmt.Sprintf("the fix %q does not serve %q", id.Value, platform.Value),
						"add it to platforms: in "+fix.File.Path+", or take the fix out of this list")
				}
			}
		}
	}
}

// knows tells that the platforms of an entry are all named and exist; where not, other rules say so.
func (p *pass) knows(f *catalog.File, platforms []catalog.Text) bool {
	return len(platforms) > 0 && len(platforms) == len(f.Root.Get("platforms").Items) && !slices.ContainsFunc(platforms, func(id catalog.Text) bool { return !p.Has(catalog.Platforms, id.Value) })
}

func names(list []catalog.Text, id string) bool {
	return slices.ContainsFunc(list, func(t catalog.Text) bool { return t.Value == id })
}

func stepsForPlatforms(p *pass) {
	exact := func(f *catalog.File, steps catalog.Steps, platforms []catalog.Text) {
		if len(steps.ByPlatform) == 0 || !p.knows(f, platforms) {
			return
		}
		var known []string
		var without, unnamed []catalog.Text
		for _, id := range platforms {
			known = append(known, id.Value)
			if !slices.ContainsFunc(steps.ByPlatform, func(s catalog.PlatformSteps) bool { return s.Platform.Value == id.Value }) {
				without = append(without, id)
			}
		}
		for _, s := range steps.ByPlatform {
			if !slices.Contains(known, s.Platform.Value) {
				unnamed = append(unnamed, s.Platform)
			}
		}
		if len(unnamed) > 0 {
			without = p.unnamedSteps(f.Root.Get("steps"), unnamed, without, known)
		}
		for _, id := range without {
			p.found(id.Pos, fmt.Sprintf("there are no steps for %q", id.Value), "write them under steps:, or take the platform away here")
		}
	}
	for _, f := range p.Fixes {
		exact(f.File, f.Steps, f.Platforms)
	}
	for _, r := range p.Routines {
		exact(r.File, r.Steps, r.Platforms)
	}
}

// unnamedSteps speaks of steps for what is none of the known platforms, and gives the platforms
// without steps that this does not explain.
func (p *pass) unnamedSteps(steps *catalog.Node, unnamed, without []catalog.Text, known []string) []catalog.Text {
	standsFor := make([]string, len(unnamed))
	take := func(i int, id string) {
		standsFor[i] = id
		without = slices.DeleteFunc(without, func(t catalog.Text) bool { return t.Value == id })
	}
	for i, s := range unnamed {
		if near := finding.Nearest(seen(s.Value), known); near != "" {
			take(i, near)
		}
	}
	for i, s := range unnamed {
		switch list := steps.Get(s.Value); {
		case list.Shape != catalog.ListShape && list.Shape != catalog.Missing:
			// A step without a dash, of which wrong-type speaks.
			without = nil
		case standsFor[i] == "" && len(without) == 1 && !p.Has(catalog.Platforms, s.Value):
			take(i, without[0].Value)
			fallthrough
		default:
			wayOut := "name it under platforms:, or take its steps away"
			if standsFor[i] != "" {
				wayOut = `did you mean "` + standsFor[i] + `"?`
			}
			p.found(s.Pos, fmt.Sprintf("there are steps for %q, which platforms: does not name", s.Value), wayOut)
		}
	}
	return without
}

func unused(p *pass) {
	if p.all.unread || p.stepsUnread() {
		return
	}
	fixes, platforms, places := map[string]bool{}, map[string]bool{}, map[[2]string]bool{}
	serve := func(lists ...[]catalog.Text) {
		for _, list := range lists {
			for _, id := range list {
				platforms[id.Value] = true
			}
		}
	}
	for _, s := range p.Symptoms {
		serve(s.Platforms)
		for _, id := range s.Fixes {
			fixes[id.Value] = true
		}
	}
	for _, f := range p.Fixes {
		serve(f.Platforms)
	}
	for _, r := range p.Routines {
		serve(r.Platforms)
	}
	for t := range p.Texts() {
		for _, l := range t.Prose.Doc.Links {
			// What links to itself is used by nothing else.
			if kind, id, ok := entryLink(l.Destination); ok && kind == catalog.Fixes && t.Prose.Pos.File != "data/fixes/"+id+".yaml" {
				fixes[id] = true
			}
		}
		for _, place := range t.Prose.Doc.Places {
			for _, id := range t.Platforms {
				places[[2]string{id, place.Text}] = true
			}
		}
	}
	p.takeMeant(catalog.Fixes, fixes)
	p.takeMeant(catalog.Platforms, platforms)
	p.takeMeantPlaces(places)
	for _, f := range p.Fixes {
		if !fixes[f.ID] {
			p.found(keyPos(f.File, "title"), "no symptom lists this fix, and no text links to it", "list it under fixes: of the symptoms that it helps with, or delete the file")
		}
	}
	for _, platform := range p.Platforms {
		if !platforms[platform.ID] {
			p.found(keyPos(platform.File, "name"), "no symptom, fix or routine names this platform", "add it to platforms: of those it is about, or delete the file")
			continue
		}
		for _, place := range platform.Places {
			if !places[[2]string{platform.ID, place.Name.Value}] {
				p.found(place.Name.Pos, fmt.Sprintf("no text uses {place:%s} of this platform", place.Name.Value), "use it where a text writes the menu path out, or take it away")
			}
		}
	}
}

// stepsUnread tells that steps of a platform are not written as steps are: what they use is not known.
func (p *pass) stepsUnread() bool {
	unread := func(steps catalog.Steps) bool {
		return slices.ContainsFunc(steps.ByPlatform, func(s catalog.PlatformSteps) bool { return len(s.Steps) == 0 })
	}
	return slices.ContainsFunc(p.Fixes, func(f *catalog.Fix) bool { return unread(f.Steps) }) ||
		slices.ContainsFunc(p.Routines, func(r *catalog.Routine) bool { return unread(r.Steps) })
}

// takeMeant takes for used what an unknown id stands for: the rule about that one asks whether it is meant.
func (p *pass) takeMeant(kind catalog.Kind, used map[string]bool) {
	var unknown []string
	for id := range used {
		if !p.Has(kind, id) {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) == 0 {
		return
	}
	known := p.IDs(kind)
	for _, id := range unknown {
		used[finding.Nearest(seen(id), known)] = true
	}
}

// takeMeantPlaces does so with {place:name} marks, also with those of a platform that is unknown.
func (p *pass) takeMeantPlaces(used map[[2]string]bool) {
	for _, place := range slices.Collect(maps.Keys(used)) {
		id, name := place[0], place[1]
		platform := p.Platform(id)
		if platform == nil {
			for _, other := range p.Platforms {
				used[[2]string{other.ID, name}] = true
			}
			continue
		}
		if _, ok := platform.Path(name); !ok {
			used[[2]string{id, finding.Nearest(seen(name), placeNames(platform))}] = true
		}
	}
}

func relatedBack(p *pass) {
	for _, s := range p.Symptoms {
		for _, id := range s.Related {
			other := p.Symptom(id.Value)
			if other != nil && other != s && !names(other.Related, s.ID) {
				p.found(id.Pos, fmt.Sprintf("%q doesn't point back here", id.Value), fmt.Sprintf("add %q to related: in %s", s.ID, other.File.Path))
			}
		}
	}
}
