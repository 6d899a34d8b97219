package name

import (
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// geoBeside reports whether a common noun beside the capitals at tokens i to c-1
// says that they name a place: southern Kandahar province, the town of Bunia,
// the cities of Xingning and Meizhou.
func (s *scan) geoBeside(i, c int) bool {
	if c == i+1 && (s.d.Tokens[i].Pos == text.ADJ || s.en.dweller.Has(s.low(i))) {
		return false // a Christian village
	}
	if c < len(s.d.Tokens) && s.geoNoun(c, false) && !s.capital(c) {
		// a state visit, a city council: the noun belongs to the next one
		return c+1 >= len(s.d.Tokens) || !s.noun(c+1) || !s.word(c+1) || s.marker(c+1)
	}
	if s.jointly(i, c) {
		return true
	}
	k := i - 1
	if k >= 2 && s.form(k) == "and" && s.nameEnds(k-1) {
		for k -= 2; k > 1 && s.capital(k); k-- {
		}
	}
	if k < 1 || s.form(k) != "of" {
		return false
	}
	return s.geoNoun(k-1, true) && !s.capital(k-1)
}

// jointly reports whether the capitals at tokens i to c-1 are one of several names
// before a plural noun for places: Khovd and Bulgan provinces.
func (s *scan) jointly(i, c int) bool {
	plural := func(k int) bool {
		return s.en.jointPlace.Has(s.form(k))
	}
	if c < len(s.d.Tokens) && plural(c) && s.form(i-1) == "and" && i > 1 && s.nameEnds(i-2) {
		return true
	}
	k := c
	for n := 0; n < 4 && k+1 < len(s.d.Tokens) && (s.form(k) == "," || s.form(k) == "and") && s.nameEnds(k+1); n++ {
		for k++; k < len(s.d.Tokens) && s.nameEnds(k); k++ {
		}
		if plural(k) {
			return true
		}
	}
	return false
}

// nameEnds reports whether token i is a capitalised word.
func (s *scan) nameEnds(i int) bool { return s.capital(i) && s.word(i) }

// geoNoun reports whether token i is a noun for a kind of place that a name
// goes with; many allows plurals.
func (s *scan) geoNoun(i int, many bool) bool {
	switch w := s.form(i); {
	case s.en.placeNoun.Has(w):
		return true
	case s.en.placeOf.Has(w):
		return many
	case s.en.placesOf.Has(w):
		return many
	}
	return false
}

// ledBy reports whether the words from token c on are the office of somebody
// named after it, so that the name before c is what that person leads: Redline
// director Daniel Orr. A spokesman, an aide or a lawyer may be a person's.
func (s *scan) ledBy(c int) bool {
	t, n, many := s.titleAt(c)
	if t == nil || many || n == 0 || s.capital(c) || c+n+1 >= len(s.d.Tokens) || !s.capital(c+n) || !s.word(c+n) {
		return false
	}
	switch t.Class {
	case world.HeadOfState, world.PartyLeader, world.Executive:
	default:
		return false
	}
	if s.en.leadingTitle.Has(s.low(c + n - 1)) {
		return s.d.At(c+n).Sentence == s.d.At(c).Sentence
	}
	return false
}

// called reports whether the words before token i introduce the name of a group:
// a movement called Rumbo Nuevo.
func (s *scan) called(i int) bool {
	if i < 2 || s.low(i-1) != "called" && s.low(i-1) != "named" {
		return false
	}
	return s.is(i-2, body|orghead) && !s.is(i-2, person|people|titlehead)
}

// spokesmanNamed reports whether the words over tokens i to c-1 stand between
// commas after the phrase of somebody who speaks: a spokesman for the port in
// Slaka, Kento Orrick, said.
func (s *scan) spokesmanNamed(i, c int) bool {
	if n := c - i; n < 2 || n > 4 || s.form(i-1) != "," || s.form(c) != "," || s.lemmaClass(c+1)&speech == 0 || !s.allProper(i, c) || s.label(i, c) == text.BeginOrganization {
		return false
	}
	for j := i; j < c; j++ {
		if s.is(j, orghead|georole|facility|eventname|monthday|people) {
			return false
		}
	}
	first, _ := s.sentence(i)
	for k := i - 2; k >= first && k > i-12; k-- {
		if s.form(k) == "," || s.d.Tokens[k].Pos == text.VERB || s.marker(k) {
			return false
		}
		if t, n, many := s.titleAt(k); t != nil && n > 0 && !many && !s.capital(k) && t.Class != world.Relation {
			return true
		}
		if s.is(k, titlehead|person) && !s.capital(k) {
			return true
		}
	}
	return false
}
