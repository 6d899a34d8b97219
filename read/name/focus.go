package name

import (
	"slices"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// guards reports whether the guard at token i is a corps: the coast guard.
func (s *scan) guards(i int) bool {
	if s.low(i) != "guard" {
		return false
	}
	if s.en.guardKind.Has(s.low(i - 1)) {
		return s.low(i-2) != "a" && s.low(i-2) != "an"
	}
	return false
}

// local reports whether the body or people at token i are those of a part of the
// country: the provincial government, the authorities in a town that is no
// seat of government; with the item of that town.
func (s *scan) local(i int) (part bool, town *item) {
	for k := i - 1; k >= 0 && k > i-4 && s.inPhrase(k); k-- {
		if s.en.localAdjective.Has(s.low(k)) {
			part = true
		}
	}
	if f := s.form(i + 1); f != "in" && f != "of" {
		return part, nil
	}
	o := s.startsAt(i + 2)
	if s.form(i+2) == "the" {
		o = s.startsAt(i + 3)
	}
	if o == nil || o.kind != kPlace || o.hasRef && o.ref.Kind() == world.KindCapital {
		return part, nil
	}
	return true, o
}

// authorities returns the entity of those who hold a town that is astray.
func (s *scan) authorities(name, town string) int32 {
	key := "authorities " + town
	if e, ok := s.plcEnt[key]; ok {
		return e
	}
	e := s.add(entity{kind: fact.Organization, name: name, sectors: []string{"GOV"}})
	s.plcEnt[key] = e
	return e
}

// government returns the entity of a country's government.
func (s *scan) government(iso string) int32 {
	if e, ok := s.govEnt[iso]; ok {
		return e
	}
	name := "government of " + iso
	if c := s.r.world.Country(iso); c != nil {
		name = c.Name + " government"
		if c.Adjective != "" {
			name = c.Adjective + " government"
		}
	}
	e := s.add(entity{kind: fact.Organization, name: name, iso: iso, code: iso, sectors: []string{"GOV"}})
	s.govEnt[iso] = e
	return e
}

// spoken appends the countries of which tokens first to last-1 speak.
func (s *scan) spoken(to []string, first, last int) []string {
	for i := first; i < last; i++ {
		it := s.startsAt(i)
		if it == nil || it.ent < 0 || it.kind == 0 {
			continue
		}
		e := &s.ents[it.ent]
		iso := e.iso
		if it.kind == kPerson && iso == "" && len(e.offices) == 0 && e.code == "" && s.isSubject(int(it.head)) {
			to = append(to, "?") // somebody of whose country nothing is known
			continue
		}
		if e.kind == fact.Place && it.hasRef && it.ref.Kind() == world.KindPlace && e.links == nil {
			continue
		}
		if iso != "" && e.code == iso && !slices.Contains(to, iso) {
			to = append(to, iso)
		}
	}
	return to
}

// focus returns the country that "the government" at token i means: the only
// one of which its sentence has spoken so far, or of which the sentence before
// speaks, or the dateline's when it is among them; "" when it is not certain.
func (s *scan) focus(i int) string {
	first, _ := s.sentence(i)
	var room [8]string
	isos := s.spoken(room[:0], first, i)
	if s.summoned(first, i) { // Slaka's envoy was summoned to the ministry: not to Slaka's
		if s.sure && !slices.Contains(isos, s.home) {
			return s.home
		}
		return ""
	}
	if len(isos) == 1 && isos[0] != "?" {
		return isos[0]
	}
	if len(isos) > 0 {
		if s.sure && (slices.Contains(isos, s.home) || len(isos) == 1) {
			return s.home
		}
		return ""
	}
	if w := s.low(i); s.en.centralBody.Has(w) {
		if reb := s.rebellion(); reb >= 0 {
			if iso := s.opponent(reb); iso != "" {
				return iso // that against which the rebels of the story stand
			}
		}
	}
	for k, from := 0, first; k < 2 && from > 0; k++ {
		a, b := s.sentence(from - 1)
		if s.d.KindOf(a) != text.Body && s.d.KindOf(first) == text.Body && s.home != "" {
			break
		}
		isos = s.spoken(room[:0], a, b)
		if len(isos) == 1 && isos[0] != "?" {
			if s.sure && isos[0] != s.home {
				return "" // the other side of the story, or its own: not certain
			}
			return isos[0]
		}
		if len(isos) > 0 {
			if s.sure && (slices.Contains(isos, s.home) || len(isos) == 1) {
				return s.home
			}
			return ""
		}
		from = a
	}
	if s.sure {
		return s.home
	}
	return ""
}

// summoned reports whether somebody is summoned to the body at token i, which
// tokens from first on lead up to.
func (s *scan) summoned(first, i int) bool {
	k := i - 1
	for k > first && (s.en.ministryLead.Has(s.form(k)) || s.capital(k)) {
		k--
	}
	if s.form(k) != "to" && s.form(k) != "into" {
		return false
	}
	for ; k > first; k-- {
		if s.en.summon.Has(s.low(k)) {
			return true
		}
	}
	return false
}

// theCountry reads "the country", "the republic".
func (s *scan) theCountry(i int) {
	if w := s.low(i - 1); w != "the" && w != "our" && !s.en.possessive.Has(w) {
		return
	}
	if f := s.form(i + 1); f == "of" || f == "in" {
		return
	}
	first, _ := s.sentence(i)
	var room [8]string
	isos := s.spoken(room[:0], first, i)
	if len(isos) == 0 && first > 0 {
		a, b := s.sentence(first - 1)
		isos = s.spoken(room[:0], a, b)
		if len(isos) > 1 && slices.Contains(isos, s.home) {
			isos = []string{s.home}
		}
	}
	isos = slices.DeleteFunc(isos, func(x string) bool { return x == "?" })
	if len(isos) == 1 && !s.calledSo(isos[0], s.low(i)) {
		isos = nil
	}
	if len(isos) != 1 {
		s.note(i-1, i+1, "left open: %d countries stand near", len(isos))
		return
	}
	n := s.put(item{first: int32(i - 1), last: int32(i + 1), kind: kNominal, how: fact.Nominal})
	s.items[n].ent, s.items[n].head = s.country(isos[0]), int32(i)
}

// sides reads "the two countries", "both sides", "the countries".
func (s *scan) sides(i int) {
	j, two := i, false
	for j > 0 && (s.is(j-1, both) || s.low(j-1) == "the") {
		j--
		if s.is(j, both) {
			two = true
		}
	}
	if j == i || !two && s.low(i) != "countries" && s.low(i) != "sides" {
		return
	}
	if !two && s.en.saysWhich.Has(s.form(i+1)) {
		return
	}
	ms := s.twoParties(i)
	if ms == nil {
		s.note(j, i+1, "left open: not just two parties stand near")
		return
	}
	n := s.put(item{first: int32(j), last: int32(i + 1), kind: kNominal, how: fact.Nominal})
	s.items[n].head = int32(i)
	if s.low(i) == "governments" {
		ms = slices.Clone(ms)
		for k, m := range ms {
			if e := &s.ents[m]; e.kind == fact.Country {
				ms[k] = s.government(e.iso)
			}
		}
	}
	key := "both"
	for _, m := range ms {
		key += " " + strconv.Itoa(int(m))
	}
	e, ok := s.plcEnt[key]
	if !ok {
		e = s.add(entity{kind: fact.Group, name: s.nameText(s.afterArticle(j, i), i+1), members: ms, many: true})
		s.plcEnt[key] = e
	}
	s.items[n].ent = e
}

// topTwo returns the two countries of which the story speaks most, when each
// comes at least three times and the third less than half as often.
func (s *scan) topTwo() []string {
	type count struct {
		iso string
		n   int
	}
	var all []count
	for iso, n := range s.isoN {
		all = append(all, count{iso, n})
	}
	slices.SortFunc(all, func(a, b count) int {
		if a.n != b.n {
			return b.n - a.n
		}
		return strings.Compare(a.iso, b.iso)
	})
	if len(all) < 2 || all[1].n < 3 || len(all) > 2 && all[2].n*2 > all[1].n {
		return nil
	}
	return []string{all[0].iso, all[1].iso}
}

// stateWord reports whether token i names a body of which each state has one.
func (s *scan) stateWord(i int) bool {
	return s.en.stateBodyNoun.Has(s.low(i))
}

// calledSo reports whether a country can be called by a word: the kingdom is
// none whose official name calls it a republic.
func (s *scan) calledSo(iso, word string) bool {
	c := s.r.world.Country(iso)
	if c == nil {
		return false
	}
	if s.en.realm.Has(word) {
		return strings.Contains(strings.ToLower(c.Official), word)
	}
	return true
}

// localTo reports whether those named by token i belong to the country where
// the text says they are: officials in Riyadh, the army in Bissau; but not
// troops, diplomats or reporters.
func (s *scan) localTo(i int) bool {
	if s.en.guestNoun.Has(s.low(i)) {
		return false
	}
	return !s.is(i, arms)
}
