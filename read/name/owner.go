package name

import (
	"slices"

	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// ownerLeft finds whose title it is in the words before it.
func (s *scan) ownerLeft(p *title, first int) {
	k := int(p.first) - 1
	for n := 0; k >= first && n < 4; n++ { // military-installed, newly appointed
		t := &s.d.Tokens[k]
		if s.at[k] != 0 && s.itemAt(k).kind != 0 || t.Flags&text.Word != 0 && (s.capital(k) || s.is(k, starter|pronoun|neuter|plural)) || s.marker(k) {
			break
		}
		if s.d.Has.Has(text.Tags) && s.form(k) != "-" && t.Pos != text.ADJ && t.Pos != text.NOUN && (t.Pos != text.VERB || t.Dep != text.DepAmod) && t.Pos != text.ADV && t.Pos != text.NUM && t.Pos != text.PROPN {
			break
		}
		if !s.d.Has.Has(text.Tags) {
			break
		}
		k--
	}
	if k < first {
		return
	}
	if s.marker(k) {
		k--
		p.definite = true
	}
	switch it := s.endsAt(k); {
	case it != nil && s.doer(it):
	case it != nil && it.kind != 0 && it.kind != kPerson && (p.definite || k == int(p.first)-1 || it.kind == kAdjective || it.kind == kOrg):
		s.own(p, it)
		p.from = it.first
		s.coordinated(p, it, first)
	case it != nil && it.kind == kPerson && p.definite:
		p.poss = int32(k)
		p.from = it.first
	case it == nil && p.definite && !s.capital(k) && s.noun(k):
		s.ownedByNoun(p, k)
	case s.is(k, pronoun|neuter|plural) && s.possessive(k):
		p.poss, p.from, p.definite = int32(k), int32(k), true
	}
	k = int(p.from) - 1
	if k >= first {
		switch w := s.low(k); {
		case w == "the" || s.en.thisThat.Has(w):
			p.definite, p.from = true, int32(k)
		case s.en.indefinite.Has(w) || w == "one":
			p.indefinite, p.from = true, int32(k)
		}
		if s.is(k, both) {
			p.from = int32(k)
			if k > first && s.low(k-1) == "the" {
				p.from, p.definite = int32(k-1), true
			}
		}
	}
}

// ownedByNoun reads whose a title is where a common noun with the mark of a
// possessive says it: the bloc's president, the rebels' spokesman; the union's
// secretary is nobody's whom the pass knows, so no country's.
func (s *scan) ownedByNoun(p *title, k int) {
	switch w := s.low(k); {
	case s.en.stateOwner.Has(w):
		return
	case w == "bloc" || w == "alliance":
		if it := s.blocBefore(k); it != nil {
			s.own(p, it)
			return
		}
	case s.en.rebelsNoun.Has(w):
		if e := s.rebellion(); e >= 0 {
			p.org = e
			return
		}
	}
	p.elsewhere = true
}

// blocBefore returns the only league of states that the sentence of token k or
// the one before names, nil when there is none or more than one.
func (s *scan) blocBefore(k int) *item {
	first, _ := s.sentence(k)
	if first > 0 {
		first, _ = s.sentence(first - 1)
	}
	var found *item
	for j := first; j < k; j++ {
		it := s.startsAt(j)
		if it == nil || it.kind != kOrg || it.ent < 0 || it.ref.Kind() != world.KindOrg || !it.hasRef {
			continue
		}
		if s.en.blocKind.Has(s.r.world.OrgAt(it.ref.Index()).Kind) {
			if found != nil && found.ent != it.ent {
				return nil
			}
			found = it
		}
	}
	return found
}

// marker reports whether token i is the mark of a possessive.
func (s *scan) marker(i int) bool {
	switch s.form(i) {
	case "'s", "’s", "'", "’":
		return true
	}
	return false
}

// possessive reports whether the pronoun at token i is a possessive.
func (s *scan) possessive(i int) bool {
	return s.en.possessive.Has(s.low(i))
}

// own adds what an item means to those whose title it is.
func (s *scan) own(p *title, it *item) {
	if it.kind == kOrg {
		if p.org < 0 {
			p.org = it.ent
			if it.ent >= 0 && s.ents[it.ent].iso != "" && s.ents[it.ent].code == s.ents[it.ent].iso && s.en.stately(s.ents[it.ent].sectors) {
				p.isos = append(p.isos, s.ents[it.ent].iso)
			}
		}
		return
	}
	if it.kind == kPlace && it.ent >= 0 && p.place < 0 && !(p.class != world.Regional && it.hasRef && it.ref.Kind() == world.KindCapital) {
		p.place = it.ent
	}
	if it.ent >= 0 && s.ents[it.ent].iso != "" {
		if iso := s.ents[it.ent].iso; !slices.Contains(p.isos, iso) {
			p.isos = append(p.isos, iso)
		}
	}
}

// stately reports whether a body of these sectors is an arm of its state, so
// that its head's office is the country's: a ministry, but no church or union.
func (e *english) stately(sectors []string) bool {
	if len(sectors) == 0 {
		return true
	}
	for _, x := range sectors {
		if e.stateSector.Has(x) {
			return true
		}
	}
	return false
}

// coordinated reads the owners before the last: US and Chinese presidents.
func (s *scan) coordinated(p *title, it *item, first int) {
	for p.many {
		if it = s.ownerBefore(it, first); it == nil {
			return
		}
		s.own(p, it)
		p.from = it.first
	}
}

// ownerBefore returns the owner that is coordinated with the one after it, or
// nil. It stands left of it, so that a walk from owner to owner ends.
func (s *scan) ownerBefore(it *item, first int) *item {
	k := int(it.first) - 1
	if k-1 < first || s.form(k) != "and" && s.form(k) != "," {
		return nil
	}
	if s.form(k) == "and" && s.form(k-1) == "," {
		k--
	}
	o := s.endsAt(k - 1)
	if o == nil || o.kind != it.kind && !(o.kind <= kCountry && it.kind <= kCountry && o.kind > 0) {
		return nil
	}
	return o
}

// ownerRight finds whose title it is in the words after it.
func (s *scan) ownerRight(p *title, last int) {
	k := int(p.last)
	if k+1 >= last {
		return
	}
	prep := s.form(k)
	switch {
	case prep == "of" || prep == "for":
	case s.en.sourcePreposition.Has(prep):
		if !p.relation && p.class != world.Official && p.class != world.Spokesperson && s.low(int(p.head)) != "source" {
			return
		}
	default:
		return
	}
	k++
	if prep == "close" {
		k++
	}
	if s.form(k) == "the" {
		k++
	}
	it := s.startsAt(k)
	if it == nil || it.kind == 0 || it.kind == kPerson || it.ent < 0 {
		p.elsewhere = prep == "of" && s.capital(k) && len(p.isos) == 0 && s.noun(k)
		return
	}
	if n := int(it.last); n+1 < last && s.form(n) == "-" && s.tight(n) {
		p.elsewhere = true // of the London-based Harvest Trust
		return
	}
	if it.kind == kAdjective { // of the Russian army: the noun is another's
		if n := int(it.last); n < last && s.is(n, body|orghead) {
			s.own(p, it)
			p.to = int32(n + 1)
		}
		return
	}
	if len(p.isos) > 0 && it.kind == kCountry || p.relation && prep == "in" && it.kind != kCountry {
		return
	}
	s.own(p, it)
	p.to = it.last
	for n := int(it.last); n+1 < last; {
		sep := s.form(n)
		if sep != "and" && sep != "," {
			return
		}
		n++
		if sep == "," && s.form(n) == "and" {
			n++
		}
		if s.form(n) == "the" {
			n++
		}
		o := s.startsAt(n)
		if o == nil || o.kind != it.kind || !p.many {
			return
		}
		s.own(p, o)
		p.to = o.last
		n = int(o.last)
	}
}
