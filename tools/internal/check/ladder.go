package check

import (
	"fmt"

	"backupfirstaid/tools/internal/catalog"
)

func ladderOrder(p *pass) {
	for _, s := range p.Symptoms {
		// steepest is the first fix so far on the highest rung so far.
		var steepest *catalog.Fix
		for _, id := range s.Fixes {
			fix := p.Fix(id.Value)
			if fix == nil || catalog.Rung(fix.Touches.Value) < 0 {
				continue
			}
			if steepest != nil && catalog.Rung(fix.Touches.Value) < catalog.Rung(steepest.Touches.Value) {
				above := firstAbove(p, s, fix)
				p.found(id.Pos, fmt.Sprintf("%q (%s) is gentler than %q (%s), which comes before it", fix.ID, fix.Touches.Value, above.ID, above.Touches.Value),
					fmt.Sprintf("move it up, before %q", above.ID))
				continue
			}
			if steepest == nil || catalog.Rung(fix.Touches.Value) > catalog.Rung(steepest.Touches.Value) {
				steepest = fix
			}
		}
	}
}

// firstAbove is the first fix of the list that touches more than fix: the place where fix belongs.
func firstAbove(p *pass, s *catalog.Symptom, fix *catalog.Fix) *catalog.Fix {
	for _, id := range s.Fixes {
		if other := p.Fix(id.Value); other != nil && catalog.Rung(other.Touches.Value) > catalog.Rung(fix.Touches.Value) {
			return other
		}
	}
	return fix
}

func saysFirst(p *pass) {
	for _, s := range p.Symptoms {
		if s.File.Root.Get("first") != nil {
			continue
		}
		for _, id := range s.Fixes {
			if fix := p.Fix(id.Value); fix != nil && catalog.Rung(fix.Touches.Value) >= catalog.RungRemove {
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
			p.found(f.Touches.Pos, fmt.Sprintf("a fix that touches %q says what is lost", f.Touches.Value), "add loses: what is gone, or must be set up again")
		case rung == 0 && loses != nil:
			p.found(keyPos(f.File, "loses"), `a fix that only looks loses nothing`, "take loses: away, or move the fix up the ladder")
		}
	}
}

func saysWhatToSave(p *pass) {
	p.removing("before", "add before: what to do or save first, one item a line")
}

func saysHowToUndo(p *pass) {
	p.removing("undo", "add undo: how to take it back, or that nobody can")
}

// removing says that a fix which removes or erases lacks a key.
func (p *pass) removing(key, wayOut string) {
	for _, f := range p.Fixes {
		if catalog.Rung(f.Touches.Value) >= catalog.RungRemove && f.File.Root.Get(key) == nil {
			p.found(f.Touches.Pos, fmt.Sprintf("a fix that touches %q needs %q", f.Touches.Value, key), wayOut)
		}
	}
}
