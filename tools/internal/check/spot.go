package check

import "sync"

// families are sorts of words that rules look for, as a set: a bit for each.
type families uint8

const (
	// saysDestroying is for what takes something away, or belongs to a command that does.
	saysDestroying families = 1 << iota
	// saysSecret is for what nobody else may know.
	saysSecret
	// saysProgram is for programs that promise to recover or to unlock.
	saysProgram
)

// spot tells which families a text may hold words of. It looks for pieces only, so that
// what it finds may be a part of another word; what it doesn't find is not there.
func spot(text string) families { return theSpotter().spot(text) }

var theSpotter = sync.OnceValue(func() *spotter {
	return newSpotter(map[families][]string{
		saysDestroying: stems,
		saysSecret:     secretStems,
		saysProgram:    productStems,
	})
})

// spotter looks for all pieces in one pass, however many they are: one step for each
// character, as in Aho and Corasick, "Efficient string matching", 1975. Capital letters
// count as small ones.
type spotter struct {
	// class numbers the characters that pieces have; 0 is for all others.
	class   [256]uint8
	classes int
	// next is the state behind a state and a character of a class.
	next []uint16
	// found are the families of the pieces that end in a state.
	found []families
}

func newSpotter(pieces map[families][]string) *spotter {
	s := &spotter{classes: 1}
	for _, list := range pieces {
		for _, piece := range list {
			for i := range len(piece) {
				if s.class[piece[i]] == 0 {
					s.class[piece[i]] = uint8(s.classes)
					s.classes++
				}
			}
		}
	}
	for c := 'A'; c <= 'Z'; c++ {
		s.class[c] = s.class[c+'a'-'A']
	}
	add := func() uint16 {
		s.next = append(s.next, make([]uint16, s.classes)...)
		s.found = append(s.found, 0)
		return uint16(len(s.found) - 1)
	}
	start := add()
	for family, list := range pieces {
		for _, piece := range list {
			state := start
			for i := range len(piece) {
				step := int(state)*s.classes + int(s.class[piece[i]])
				if s.next[step] == 0 {
					s.next[step] = add()
				}
				state = s.next[step]
			}
			s.found[state] |= family
		}
	}
	s.link()
	return s
}

// link makes of the tree of pieces a machine that never goes back: where no piece goes on,
// it goes on with the longest piece that the last characters begin.
func (s *spotter) link() {
	back := make([]uint16, len(s.found))
	var queue []uint16
	for class := range s.classes {
		if child := s.next[class]; child != 0 {
			queue = append(queue, child)
		}
	}
	for len(queue) > 0 {
		state := queue[0]
		queue = queue[1:]
		s.found[state] |= s.found[back[state]]
		for class := range s.classes {
			child, other := &s.next[int(state)*s.classes+class], s.next[int(back[state])*s.classes+class]
			if *child == 0 {
				*child = other
				continue
			}
			back[*child] = other
			queue = append(queue, *child)
		}
	}
}

func (s *spotter) spot(text string) families {
	var found families
	state := 0
	for i := range len(text) {
		state = int(s.next[state*s.classes+int(s.class[text[i]])])
		found |= s.found[state]
	}
	return found
}
