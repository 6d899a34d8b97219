package name

import (
	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/text"
)

// placed are the hints that the world knows a word as a place's name.
const placed = hintCountry | hintPeople | hintCapital | hintCity | hintRegion

// agree makes the recogniser's labels agree within a story: the last name of
// somebody whom it names in full is no place or body elsewhere (Konare will be
// back), unless the world knows a place of that name; and a given name before a
// surname is no country (Jordan Henderson).
func (s *scan) agree(hints []label.Hint) {
	clear(s.upper)
	for i := range s.d.Tokens {
		e := s.spanEnd(i)
		switch {
		case e == i:
		case s.d.Tokens[i].Ent == text.BeginPerson && e > i+1 && s.runAt[e-1] < s.runAt[e]:
			s.upper[s.runs[s.runAt[e-1]].Hash] = true
		case s.d.Tokens[i].Ent == text.BeginPlace && e == i+2 && s.bearer(hints, i):
			s.d.Tokens[i].Ent, s.d.Tokens[i+1].Ent = text.BeginPerson, text.BeginPerson+1
		}
	}
	for i := range s.d.Tokens {
		if t := &s.d.Tokens[i]; (t.Ent == text.BeginPlace || t.Ent == text.BeginOrganization) && s.spanEnd(i) == i+1 && hints[i]&placed == 0 &&
			s.runAt[i] < s.runAt[i+1] && s.upper[s.runs[s.runAt[i]].Hash] {
			t.Ent = text.BeginPerson
		}
	}
}

// spanEnd gives the end of the name whose first label is at token i, i where
// none begins there.
func (s *scan) spanEnd(i int) int {
	b := s.d.Tokens[i].Ent
	if b == text.Outside || b%2 == 0 {
		return i
	}
	e := i + 1
	for e < len(s.d.Tokens) && s.d.Tokens[e].Ent == b+1 {
		e++
	}
	return e
}

// bearer tells whether token i is a given name and the next a surname, and
// neither the world, which may know a place of both words, nor a word of
// place before them has it otherwise.
func (s *scan) bearer(hints []label.Hint, i int) bool {
	if hints[i]&hintGiven == 0 || hints[i+1]&hintLast == 0 || hints[i+1]&hintInside != 0 {
		return false
	}
	switch s.low(i - 1) {
	case "in", "at", "near", "into", "around", "outside", "from", "to", "of":
		return false
	}
	return true
}
