package name

import (
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

// cutAtTitle returns where a title begins inside tokens i to c-1, else c.
func (s *scan) cutAtTitle(i, c int) int {
	for j := i; j < c; j++ {
		t, n, _ := s.titleAt(j)
		if t == nil || t.Class == world.NoTitle {
			continue
		}
		if s.is(j+n-1, orghead|facility|georole) || j+n > c && j == i {
			continue
		}
		if t.Class == world.Honorific && j > i { // Aung San, Imran Khan
			continue
		}
		if s.is(j+n-1, titlehead|honorific) || t.Class == world.MilitaryRank || t.Class == world.Honorific || t.Class == world.Legislator || t.Class == world.Royal || t.Class == world.Ambassador {
			return j
		}
	}
	return c
}

// unknown reads a run of capitals that does not begin with a name of the
// world.
func (s *scan) unknown(i, c, end int) int {
	if t, n, _ := s.titleAt(i); t != nil && s.capital(i) {
		whole := s.orgEnd(i, c, end)
		if whole <= i || s.is(i+n-1, titlehead) && !s.is(i+n-1, orghead) {
			if n < c-i || !s.personal(i, c) {
				return i + n
			}
		}
	}
	cut := s.cutAtTitle(i+1, c)
	if e := s.orgEnd(i, cut, end); e > i {
		return s.putOrg(i, e)
	}
	if cut-i > 1 && (s.is(cut-1, georole|facility) || s.is(i, georole) && !s.is(i, facility)) {
		s.putPlace(i, cut)
		return cut
	}
	for k := i + 1; k < cut; k++ { // a name of the world further on: Visiting Hanoi
		if s.form(k-1) == "-" {
			continue
		}
		n, refs := s.match(k, end)
		if n > 0 && k > i+1 && kindOf(refs[0]) == kCountry && k+n == cut && s.marker(cut) {
			s.guess(i, k)
			return k
		}
		if n == 0 || s.personal(i, cut) {
			continue
		}
		if kd := kindOf(refs[0]); kd == kAdjective || k+n < cut && kd != kOrg || s.first(i) || kd == kCountry {
			s.guess(i, k)
			return k
		}
	}
	s.guess(i, cut)
	return cut
}

// guess reads a run of capitals of which the world knows nothing.
func (s *scan) guess(i, c int) {
	switch {
	case s.geoBeside(i, c):
		s.putPlace(i, c)
		return
	case c == i+1 && s.isSpot(i):
		s.putPlace(i, c)
		return
	case s.opener(i, c):
		s.note(i, c, "a word that opens its sentence, and that nothing shows to be a name")
		s.put(item{first: int32(i), last: int32(c), kind: 0})
		return
	case s.ledBy(c) && s.label(i, c) != text.BeginPlace, s.called(i), s.trader(i, c):
		s.putOrg(i, c)
		return
	}
	if s.personal(i, c) || s.spokesmanNamed(i, c) {
		s.putPerson(i, c)
		return
	}
	switch s.label(i, c) {
	case text.BeginPerson:
		if given, _ := s.counts(i); given == 0 && s.placeLike(i) && !s.en.fromToOf.Has(s.low(i-1)) {
			s.putPlace(i, c)
			return
		}
		s.putPerson(i, c)
	case text.BeginOrganization:
		if f := s.low(i - 1); c == i+1 && s.en.inAt.Has(f) && s.d.Tokens[i].Flags&text.AllCaps == 0 {
			s.putPlace(i, c)
			return
		}
		if s.allProper(i, c) {
			s.putOrg(i, c)
		}
	case text.BeginPlace:
		if s.placeLike(i) && s.class[i] == 0 {
			s.putPlace(i, c)
		}
	default:
		s.note(i, c, "a name of unknown kind")
		s.put(item{first: int32(i), last: int32(c), kind: 0})
	}
}

// label returns the recogniser's label of most of tokens i to c-1, as its
// Begin form, or Outside.
func (s *scan) label(i, c int) text.Ent {
	var count [4]int
	for j := i; j < c; j++ {
		switch s.d.Tokens[j].Ent {
		case text.BeginPerson, text.InPerson:
			count[1]++
		case text.BeginPlace, text.InPlace:
			count[2]++
		case text.BeginOrganization, text.InOrganization:
			count[3]++
		}
	}
	best := 0
	for k := 1; k < 4; k++ {
		if count[k] > count[best] {
			best = k
		}
	}
	if best == 0 || 2*count[best] < c-i {
		return text.Outside
	}
	return [...]text.Ent{text.Outside, text.BeginPerson, text.BeginPlace, text.BeginOrganization}[best]
}

// placeHere reports whether the name of a place, which may be a common word or a
// person's name too, is likely one here: the recogniser says so, it stands
// where places stand, or the place is big.
func (s *scan) placeHere(i, last int, r table.Ref) bool {
	if s.is(i, orghead|starter|georole|titlehead|people|body|person|facility) && i == last {
		return false
	}
	if i == last && s.isSpot(i) {
		return true
	}
	if i == last && s.en.ordinaryWord.Has(s.low(i)) && (!s.placeLike(i) || last+1 < len(s.d.Tokens) && s.capital(last+1)) {
		return false
	}
	switch s.label(i, last+1) {
	case text.BeginPlace:
		people, iso := s.r.world.PlacePopulation(r.Index())
		return people > 500000 || last > i || s.placeLike(i) || iso == s.home || s.form(last+1) == "," && last+2 < len(s.d.Tokens) && s.capital(last+2)
	case text.BeginPerson:
		if people, _ := s.r.world.PlacePopulation(r.Index()); last-i < 2 || people < 500000 || s.titleBefore(i) {
			return s.placeLike(i) && !s.titleBefore(i)
		}
	}
	people, _ := s.r.world.PlacePopulation(r.Index())
	if people > 1000000 || last > i && people > 50000 || s.geoBeside(i, last+1) {
		return true
	}
	return s.placeLike(i) || !s.d.Has.Has(text.Labels) && people > 300000
}

// numbered reads the name of a unit that begins with its number: the 201st
// Russian military base, the 6th Fleet. It gives its end, or i.
func (s *scan) numbered(i, end int) int {
	f := s.form(i)
	if s.d.Tokens[i].Flags&text.Digits == 0 || len(f) < 3 || f[0] < '1' || f[0] > '9' {
		return i
	}
	if !s.en.ordinalEnding.Has(f[len(f)-2:]) {
		return i
	}
	for j := i + 1; j < end && j < i+6 && s.word(j); j++ {
		switch w := s.low(j); {
		case s.en.unitNoun.Has(w):
			s.putOrg(i, j+1)
			return j + 1
		case s.en.numberedNoun.Has(w):
			return i
		}
	}
	return i
}

// allProper reports whether the tagger takes tokens i to c-1 for names.
func (s *scan) allProper(i, c int) bool {
	if !s.d.Has.Has(text.Tags) {
		return true
	}
	for j := i; j < c; j++ {
		if s.word(j) && s.capital(j) && s.d.Tokens[j].Pos != text.PROPN {
			return false
		}
	}
	return true
}
