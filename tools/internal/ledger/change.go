package ledger

import "slices"

// Change is what became of a sheet since a copy of it was printed.
type Change struct {
	Kind Kind
	// First tells that what is said before anything is done is not what the copy says.
	First bool
	// Order tells that the fixes of the copy come in another order now.
	Order bool
	// New counts the fixes that the copy does not have.
	New int
	// Fixes are those of the copy that no longer hold, in its order.
	Fixes []FixChange
}

// FixChange is a fix of a copy that no longer holds.
type FixChange struct {
	// Was is the fix's id on the copy. Its number there would say nothing: a fix has another one on each sheet
	// that it is printed on.
	Was string
	// ID is the fix's id today, "" where today's sheet has it no more.
	ID string
	// Riskier tells that more can be lost by it than the copy says, as far as a program can tell.
	Riskier bool
}

// Kind is how much a change matters to somebody with a copy in hand.
type Kind string

const (
	// Same: the copy says what the page says.
	Same Kind = "same"
	// Words: what is done and what is warned of is as it was.
	Words Kind = "words"
	// Steps: what is done, or its order, is not as it was.
	Steps Kind = "steps"
	// Danger: a step can cost more than the copy says. Where in doubt, it is this.
	Danger Kind = "danger"
)

// riskyRung is the first rung on which content can be lost (package catalog has the ladder).
const riskyRung = 5

// Since tells what became of a sheet since a copy. Today gives the present id of a fix that had another before.
func (s Sheet) Since(copy Sheet, today func(id string) string) Change {
	if s.Revision == copy.Revision {
		return Change{Kind: Same}
	}
	c := Change{Kind: Words, First: s.First != copy.First}
	if c.First {
		c.Kind = Danger
	}
	var kept []string
	for _, then := range copy.Fixes {
		id := today(then.ID)
		at := slices.IndexFunc(s.Fixes, func(f Fix) bool { return f.ID == id })
		change := FixChange{Was: then.ID}
		if at < 0 {
			// Why it was taken out nobody can tell; that it may have cost somebody something counts.
			change.Riskier = then.Rung >= riskyRung
			c.Fixes = append(c.Fixes, change)
			continue
		}
		// Two fixes of the copy can be one today.
		if !slices.Contains(kept, id) {
			kept = append(kept, id)
		}
		now := s.Fixes[at]
		change.ID = id
		// What took the place of a fix with another id may have done so since the other cost somebody something.
		replaced := id != then.ID && now.Steps != then.Steps && then.Rung >= riskyRung
		change.Riskier = now.Rung > then.Rung || now.Warning != "" && now.Warning != then.Warning || replaced
		if change.Riskier || now.Rung != then.Rung || now.Steps != then.Steps || now.Warning != then.Warning {
			c.Fixes = append(c.Fixes, change)
		}
	}
	inOrder := slices.DeleteFunc(slices.Clone(s.Fixes), func(f Fix) bool { return !slices.Contains(kept, f.ID) })
	c.Order = !slices.EqualFunc(inOrder, kept, func(f Fix, id string) bool { return f.ID == id })
	c.New = len(s.Fixes) - len(inOrder)
	switch {
	case slices.ContainsFunc(c.Fixes, func(f FixChange) bool { return f.Riskier }):
		c.Kind = Danger
	case c.Kind == Words && (c.Order || c.New > 0 || len(c.Fixes) > 0):
		c.Kind = Steps
	}
	return c
}
