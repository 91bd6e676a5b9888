package check

import (
	"fmt"
	"slices"
	"strings"

	"backupfirstaid/tools/internal/catalog"
)

// ladderRules are about order, and the warnings it promises.
var ladderRules = []Rule{
	{
		Name:  "ladder-order",
		Title: "Fixes come gentlest first: look, toggle, restart, settings, remove, erase.",
		Why:   "Nothing risky is ever tried before something gentle. Readers work down the list and stop when it works. What counts is the word behind touches: in the file of each fix.",
		Wrong: `-- data/symptoms/full.yaml --
fixes:
  - clear-out # touches: remove
  - look-around # touches: look
`,
		Right: `-- data/symptoms/full.yaml --
fixes:
  - look-around # touches: look
  - clear-out # touches: remove
`,
		check: ladderOrder,
	},
	{
		Name:  "first",
		Title: "A symptom with a fix that removes or erases says first what is safe.",
		Why:   "A worried reader must know what not to do before the list begins.",
		Wrong: `-- data/symptoms/stands-still.yaml --
fixes:
  - charge-overnight
  - clear-out
`,
		Right: `-- data/symptoms/stands-still.yaml --
first: Nothing is lost. Delete nothing yet.
fixes:
  - charge-overnight
  - clear-out
`,
		check: saysFirst,
	},
	{
		Name:  "loses",
		Title: "A fix that touches settings or more says what is lost, and one that only looks loses nothing.",
		Why:   "The warning stands above the steps. A fix that looks and yet loses something is on the wrong rung of the ladder.",
		Wrong: `-- data/fixes/look-around.yaml --
touches: settings
`,
		Right: `-- data/fixes/look-around.yaml --
touches: settings
loses: Saved Wi-Fi passwords.
`,
		check: saysWhatIsLost,
	},
	{
		Name:  "before",
		Title: "A fix that removes or erases says what to save first.",
		Why:   "Afterwards it is too late: what was not copied is gone.",
		Wrong: `-- data/fixes/look-around.yaml --
touches: remove
loses: The photos you delete.
undo: Nobody can take it back.
`,
		Right: `-- data/fixes/look-around.yaml --
touches: remove
loses: The photos you delete.
before:
  - Copy your photos to a computer.
undo: Nobody can take it back.
`,
		check: saysWhatToSave,
	},
	{
		Name:  "undo",
		Title: "A fix that removes or erases says how to take it back, or that nobody can.",
		Why:   "It decides whether a reader dares to try it, and should.",
		Wrong: `-- data/fixes/look-around.yaml --
touches: remove
loses: The photos you delete.
before:
  - Copy your photos to a computer.
`,
		Right: `-- data/fixes/look-around.yaml --
touches: remove
loses: The photos you delete.
before:
  - Copy your photos to a computer.
undo: Nobody can take it back.
`,
		check: saysHowToUndo,
	},
}

func ladderOrder(p *pass) {
	var list []listed
	for _, s := range p.Symptoms {
		list = list[:0]
		for _, id := range s.Fixes {
			if fix := p.Fix(id.Value); fix != nil {
				if rung := catalog.Rung(fix.Touches.Value); rung >= 0 {
					list = append(list, listed{id, fix, rung})
				}
			}
		}
		if slices.IsSortedFunc(list, func(a, b listed) int { return a.rung - b.rung }) {
			continue
		}
		stays := longestClimb(list)
		for i, f := range list {
			if !stays[i] {
				p.misplaced(list, stays, i, f)
			}
		}
	}
}

// listed is a fix where a symptom lists it.
type listed struct {
	id   catalog.Text
	fix  *catalog.Fix
	rung int
}

func (l listed) String() string { return fmt.Sprintf("%q (%s)", l.fix.ID, l.fix.Touches.Value) }

// longestClimb tells which fixes of a list can stay where they are so that the fewest
// have to move: those of its longest part that never goes down the ladder.
func longestClimb(list []listed) []bool {
	length, before := make([]int, len(list)), make([]int, len(list))
	last := -1
	for i := range list {
		length[i], before[i] = 1, -1
		for j := range i {
			if list[j].rung <= list[i].rung && length[j]+1 > length[i] {
				length[i], before[i] = length[j]+1, j
			}
		}
		// Of two climbs of one length the one that ends lower down the list is taken: what stands too early moves.
		if last < 0 || length[i] >= length[last] {
			last = i
		}
	}
	stays := make([]bool, len(list))
	for ; last >= 0; last = before[last] {
		stays[last] = true
	}
	return stays
}

// misplaced names the pair and where the fix belongs.
func (p *pass) misplaced(list []listed, stays []bool, i int, f listed) {
	for j := range i {
		if stays[j] && list[j].rung > f.rung {
			p.found(f.id.Pos, fmt.Sprintf("%s is gentler than %s, which comes before it", f, list[j]), fmt.Sprintf("move it up, before %q", list[j].fix.ID))
			return
		}
	}
	after := -1
	for j := i + 1; j < len(list); j++ {
		if stays[j] && list[j].rung <= f.rung {
			after = j
		}
	}
	if after >= 0 {
		p.found(f.id.Pos, fmt.Sprintf("%s is riskier than %s, which comes behind it", f, firstGentler(list, i)), fmt.Sprintf("move it down, behind %q", list[after].fix.ID))
	}
}

// firstGentler is the first fix behind i that is gentler.
func firstGentler(list []listed, i int) listed {
	for _, l := range list[i+1:] {
		if l.rung < list[i].rung {
			return l
		}
	}
	return list[i]
}

func saysFirst(p *pass) {
	for _, s := range p.Symptoms {
		if s.File.Root.Get("first") != nil {
			continue
		}
		for _, id := range s.Fixes {
			if fix := p.Fix(id.Value); fix != nil && catalog.Rung(fix.Touches.Value) >= catalog.RungRemove && lacks(s.File, "first") {
				p.found(id.Pos, fmt.Sprintf("%q can %s something, and this symptom says nothing under \"first\"", fix.ID, fix.Touches.Value),
					"add first: what is safe, and what not to do now")
				break
			}
		}
	}
}

func saysWhatIsLost(p *pass) {
	for _, f := range p.Fixes {
		rung, loses := catalog.Rung(f.Touches.Value), f.File.Root.Get("loses")
		switch {
		case rung >= catalog.RungSettings && loses == nil:
			if lacks(f.File, "loses") {
				p.found(f.Touches.Pos, fmt.Sprintf("a fix that touches %q says what is lost", f.Touches.Value), "add loses: what is gone, or must be set up again")
			}
		case rung == 0 && loses != nil:
			p.found(keyPos(f.File, "loses"), `a fix that only looks loses nothing`, "take loses: away, or move the fix up the ladder")
		case rung >= catalog.RungSettings && saysNothing(f.Loses.Value):
			p.found(f.Loses.Pos, fmt.Sprintf("a fix that touches %q loses more than %q", f.Touches.Value, f.Loses.Value), "say what is gone or must be set up again, or move the fix down the ladder")
		}
	}
}

// saysNothing tells that a warning is none.
func saysNothing(warning string) bool {
	words := strings.Fields(strings.ToLower(strings.Trim(warning, " .!")))
	if len(words) == 0 || !slices.Contains([]string{"nothing", "none", "no"}, words[0]) {
		return false
	}
	return len(words) == 1 || len(words) <= 4 && slices.Contains([]string{"lost", "gone", "data", "needed", "required", "all"}, words[len(words)-1])
}

func saysWhatToSave(p *pass) {
	p.removing("before", "add before: what to do or save first, one item a line")
	for _, f := range p.Fixes {
		if catalog.Rung(f.Touches.Value) >= catalog.RungRemove && len(f.Before) == 1 && saysNothing(f.Before[0].Value) {
			p.found(f.Before[0].Pos, fmt.Sprintf("a fix that touches %q has something to do first", f.Touches.Value), "say what to do or save first: a copy, and where to see that it is there")
		}
	}
}

func saysHowToUndo(p *pass) {
	p.removing("undo", "add undo: how to take it back, or that nobody can")
}

// removing says that a fix which removes or erases lacks a key.
func (p *pass) removing(key, wayOut string) {
	for _, f := range p.Fixes {
		if catalog.Rung(f.Touches.Value) >= catalog.RungRemove && lacks(f.File, key) {
			p.found(f.Touches.Pos, fmt.Sprintf("a fix that touches %q needs %q", f.Touches.Value, key), wayOut)
		}
	}
}
