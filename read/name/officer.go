package name

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/world"
)

// officer returns the entity of the holder of an office: somebody of the story
// who holds it, or a new one without a name.
func (s *scan) officer(c world.TitleClass, oc world.OfficeClass, iso, words string, t *title) int32 {
	for i, e := range s.near() {
		if e.kind != fact.Person || e.many || e.iso != iso || e.anonymous {
			continue
		}
		for _, o := range e.offices {
			if o.class == c && !o.former && !t.former && s.en.sameOffice(o, words, oc) {
				return i
			}
		}
	}
	if e := s.onlyMinister(c, iso, words, t); e >= 0 {
		return e
	}
	if !t.former && !s.toCome(t) {
		if e := s.incumbent(iso, oc); e >= 0 {
			return e
		}
	}
	name := words
	if cn := s.r.world.Country(iso); cn != nil {
		name = words + " of " + cn.Name
		if cn.Adjective != "" && !strings.Contains(words, " of ") {
			name = cn.Adjective + " " + words
		}
	}
	e := entity{
		kind: fact.Person, name: name, iso: iso, code: iso, seen: t.first, former: t.former,
		sectors: s.sectorsOf(t), offices: []office{{title: words, class: c, of: iso, basis: "text", first: t.from, end: t.to, former: t.former}},
	}
	if t.place >= 0 {
		e.offices[0].of = s.ents[t.place].name
	}
	if w := s.vocab(int(t.head)); w.class&she != 0 {
		e.woman = 1
	}
	if s.day != 0 && oc.SingleSeat() && !t.former && !s.toCome(t) {
		if hs := s.r.world.Holders(nil, iso, oc, s.day); len(hs) == 1 {
			if q := s.r.world.PersonWikidata(hs[0].Person); q != "" && s.settled(hs[0]) {
				e.links = map[string]string{"wikidata": q}
				e.offices[0].basis, e.offices[0].from, e.offices[0].to = "both", hs[0].From, hs[0].To
			}
			s.note(int(t.from), int(t.to), "%s by the world data", s.r.world.PersonName(hs[0].Person))
		}
	}
	return s.add(e)
}

// incumbent returns the person whom the story names without the office but who
// holds it on the story's day as the world has it, alone: Dmitry Medvedev, where
// the president of Russia is spoken of in 2011. -1 for none.
func (s *scan) incumbent(iso string, oc world.OfficeClass) int32 {
	if s.day == 0 || !oc.SingleSeat() {
		return -1
	}
	holders := s.r.world.Holders(nil, iso, oc, s.day)
	if len(holders) != 1 {
		return -1
	}
	for i, e := range s.near() {
		if e.kind == fact.Person && !e.many && e.iso == iso && len(e.parts) > 1 && slices.Contains(s.r.world.Persons(nil, e.name), holders[0].Person) {
			return i
		}
	}
	return -1
}

// onlyMinister returns the only minister of a country whom the story names, whom
// "the Slakan minister" then means; -1 for none.
func (s *scan) onlyMinister(c world.TitleClass, iso, words string, t *title) int32 {
	if c != world.Minister || words != "minister" || t.former || t.indefinite {
		return -1
	}
	found := int32(-1)
	for i, e := range s.near() {
		if e.kind != fact.Person || e.many || e.iso != iso || len(e.parts) == 0 || !slices.ContainsFunc(e.offices, func(o office) bool { return o.class == c && !o.former }) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// toCome reports whether a title is one that nobody who holds it now is meant by:
// the incoming president, run for president, become prime minister.
func (s *scan) toCome(t *title) bool {
	for k := int(t.from); k < int(t.last); k++ {
		if s.en.toComeWord.Has(s.low(k)) {
			return true
		}
	}
	switch w := s.low(int(t.from) - 1); {
	case w == "for" || w == "as":
		return !t.definite
	case s.en.becomeWord.Has(w):
		return true
	}
	return false
}

// settled reports whether a spell began and ends at least a month from the
// story's day, so that a small error in the data does not matter.
func (s *scan) settled(sp world.Spell) bool {
	d := dayOf(s.day)
	before, after := d.AddDays(-30), d.AddDays(30)
	num := func(x string) uint32 { return wholeDay(x) }
	return sp.On(num(before.String())) && (sp.To == 0 || sp.On(num(after.String())))
}

func wholeDay(x string) uint32 {
	n := uint32(0)
	for i := 0; i < len(x); i++ {
		if x[i] != '-' {
			n = n*10 + uint32(x[i]-'0')
		}
	}
	return n
}

// sameOffice reports whether an office of a person is the one that the words
// name.
func (e *english) sameOffice(o office, words string, oc world.OfficeClass) bool {
	if o.title == words {
		return true
	}
	mine := e.officeOf(&title{class: o.class, text: o.title})
	if mine != oc {
		return false
	}
	if oc == world.OtherMinister || oc == world.OtherOffice || oc == world.Deputy || oc == world.AmbassadorOffice { // an attache is no ambassador
		return strings.HasSuffix(o.title, words) || strings.HasSuffix(words, o.title)
	}
	return true
}

// several reads a plural title with several owners: the foreign ministers of
// Greece and Macedonia.
func (s *scan) several(t *title) {
	if !official(t.class) || t.class == world.Official {
		return
	}
	if len(t.isos) == 0 {
		if t.definite || s.is(int(t.from), both) || int(t.from) < int(t.first) && s.is(int(t.first)-1, both) {
			s.lastTwo(t)
		}
		return
	}
	e := entity{kind: fact.Group, name: s.phrase(int(t.first), int(t.to)), many: true, sectors: s.sectorsOf(t), seen: t.first}
	if len(t.isos) == 1 {
		e.iso, e.code = t.isos[0], t.isos[0]
	} else {
		for _, iso := range t.isos {
			p := s.holderIn(t, iso)
			if p < 0 {
				p = s.incumbent(iso, t.office)
			}
			if p >= 0 {
				e.members = append(e.members, p)
			} else {
				e.members = append(e.members, s.country(iso))
			}
		}
	}
	t.person = s.add(e)
}

// holderIn returns the person of the story who holds the singular of a plural
// title in a country, or -1.
func (s *scan) holderIn(t *title, iso string) int32 {
	for i, e := range s.near() {
		if e.kind != fact.Person || e.many || e.iso != iso {
			continue
		}
		for _, o := range e.offices {
			if o.class == t.class && !o.former && s.en.officeOf(&title{class: o.class, text: o.title}) == t.office {
				return i
			}
		}
	}
	return -1
}

// lastTwo reads "the ministers", "the two presidents": the two persons of that
// title named last, when they are of two countries.
func (s *scan) lastTwo(t *title) {
	if !ruling(t.class) && t.class != world.PartyLeader && t.class != world.Envoy && t.class != world.Ambassador {
		return // two soldiers are just any two
	}
	var ms []int32
	for j := len(s.titles) - 1; j >= 0; j-- {
		o := &s.titles[j]
		if o.first >= t.first || o.person < 0 || o.many || s.ents[o.person].many {
			continue
		}
		if s.d.Tokens[t.first].Sentence-s.d.Tokens[o.first].Sentence > 3 {
			break
		}
		if !alike(t, o) || slices.Contains(ms, o.person) {
			continue
		}
		ms = append(ms, o.person)
	}
	if len(ms) != 2 || s.ents[ms[0]].iso == s.ents[ms[1]].iso {
		if s.is(int(t.first)-1, both) {
			if two := s.twoParties(int(t.first)); two != nil {
				t.person = s.add(entity{kind: fact.Group, name: s.phrase(int(t.from), int(t.to)), members: two, many: true, sectors: s.sectorsOf(t)})
				return
			}
		}
		s.note(int(t.from), int(t.to), "left open: not just two such persons stand near")
		return
	}
	slices.Reverse(ms)
	t.person = s.add(entity{kind: fact.Group, name: s.phrase(int(t.from), int(t.to)), members: ms, many: true, sectors: s.sectorsOf(t)})
}

// alike reports whether a bare title can mean the bearer of another: minister,
// the foreign minister; counterparts count as what they are compared with.
func alike(t, o *title) bool {
	if o.relation {
		return true
	}
	if t.class == o.class {
		return strings.HasSuffix(o.text, strings.TrimSuffix(t.text, "s")) || t.office == o.office && t.office != world.OtherMinister || t.text == "ministers"
	}
	leader := func(c world.TitleClass) bool {
		return c == world.HeadOfState || c == world.HeadOfGovernment || c == world.PartyLeader || c == world.Royal
	}
	return t.class == world.PartyLeader && leader(o.class)
}
