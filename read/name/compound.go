package name

import (
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// combined reads the first part of an adjective for two countries that is no
// adjective itself: Sino-Indian, Franco-German. It returns the token after it,
// or i.
func (s *scan) combined(i, end int) int {
	iso := s.en.combiningForm[s.form(i)]
	if iso == "" || i+2 >= end || s.form(i+1) != "-" || !s.tight(i+1) {
		return i
	}
	if n, refs := s.match(i+2, end); n == 0 || kindOf(refs[0]) != kAdjective {
		return i // Indo-Pacific
	}
	for _, r := range s.r.world.Lookup(s.r.world.Country(iso).Adjective) {
		if r.Kind() == world.KindAdjective {
			s.put(item{first: int32(i), last: int32(i + 1), kind: kAdjective, ref: r, hasRef: true})
			return i + 1
		}
	}
	return i
}

// doer reports whether an item is the first part of a compound that says by
// whom something was done to those whom the phrase names: rebels that are
// Russian-backed are not Russia's. Those who are led or owned by somebody are.
func (s *scan) doer(it *item) bool {
	return s.compounds(it) && !s.en.belongParticiple.Has(s.low(int(it.last)+1))
}

// compounds reports whether an item makes a compound with a participle.
func (s *scan) compounds(it *item) bool {
	k := int(it.last)
	return s.form(k) == "-" && s.tight(k) && s.d.At(k+1).Tag == text.TagVBN
}

// countryAfter reports whether a country stands behind the "of" after token i.
func (s *scan) countryAfter(i int) bool {
	it := s.startsAt(i + 2)
	return s.form(i+1) == "of" && it != nil && it.kind == kCountry
}

// doneBy reports whether the phrase from token from to its head at i says by
// whom something was done to those whom it names.
func (s *scan) doneBy(from, i int) bool {
	for j := from; j < i; j++ {
		if it := s.startsAt(j); it != nil && it.kind != 0 && s.doer(it) {
			return true
		}
	}
	return false
}
