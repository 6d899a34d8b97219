package name

import (
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

func wordHash(w string) uint64 { return table.WordHash(w) }

// predicate gives the person of whom a title is said by the verb: X is the
// president, took office as president, was sworn in as president.
func (s *scan) predicate(t *title) *item {
	if s.tree == nil {
		return nil
	}
	h := int(t.head)
	tok := &s.d.Tokens[h]
	g := h
	switch {
	case s.tree.Child(h, text.DepCop) >= 0:
	case tok.Dep == text.DepObl && s.tree.Case(h) == "as", tok.Dep == text.DepXcomp, tok.Dep == text.DepNmod && s.tree.Case(h) == "as":
		g = int(tok.Head)
	case tok.Dep == text.DepAppos:
		if it := s.itemAt(int(tok.Head)); it != nil && it.kind == kPerson {
			return it
		}
		return nil
	default:
		return nil
	}
	if g < 0 {
		return nil
	}
	sub := s.tree.Child(g, text.DepNsubj, text.DepNsubjPass, text.DepNsubjOuter)
	if g != h && sub < 0 && s.d.Tokens[g].Dep == text.DepAclRelcl {
		sub = int(s.d.Tokens[g].Head)
	}
	if sub < 0 {
		return nil
	}
	if f := s.low(sub); f == "who" && s.d.Tokens[g].Dep == text.DepAclRelcl {
		sub = int(s.d.Tokens[g].Head)
	}
	if g != h && s.appoints(g) {
		obj := s.tree.Child(g, text.DepObj)
		if obj < 0 && s.tree.Child(g, text.DepNsubjPass) < 0 || s.negated(g) {
			return nil
		}
		if obj >= 0 {
			return s.namedAs(obj)
		}
	}
	if it := s.itemAt(sub); it != nil && it.kind == kPerson && int(it.head) == sub && !s.negated(g) {
		if v := s.lemma(g); g != h && (v == "meet" || v == "describe" || v == "praise" || v == "see") {
			return nil
		}
		return it
	}
	return nil
}

// appoints tells whether the verb at token g makes or calls its object something.
func (s *scan) appoints(g int) bool {
	switch s.lemma(g) {
	case "name", "appoint", "elect", "pick", "choose", "select", "install", "designate", "tap", "reappoint", "hire", "identify", "nominate":
		return true
	}
	return false
}

// namedAs gives the person whom the phrase at token obj names, itself or in
// an apposition: named an old hand, Lee, as chief of staff; nil without one.
func (s *scan) namedAs(obj int) *item {
	if it := s.itemAt(obj); it != nil && it.kind == kPerson {
		return it
	}
	for _, k := range s.tree.Of(obj) {
		if s.d.Tokens[k].Dep == text.DepAppos || s.d.Tokens[k].Dep == text.DepFlat {
			if it := s.itemAt(int(k)); it != nil && it.kind == kPerson {
				return it
			}
		}
	}
	return nil
}

func (s *scan) negated(g int) bool {
	for _, k := range s.tree.Of(g) {
		switch s.low(int(k)) {
		case "not", "n't", "n’t", "never", "no":
			return true
		}
	}
	return false
}

// relatives resolves titles that stand alone, in the order of the text: the
// Russian foreign minister, the president, his Tajik counterpart.
func (s *scan) relatives() {
	s.ofPost()
	for i := range s.titles {
		t := &s.titles[i]
		switch {
		case t.relation:
			s.counterpart(t, i)
		case t.person >= 0 || s.is(int(t.head), people|person) && t.org < 0 && (t.class == world.Official || t.class == world.Ambassador):
		case t.many:
			s.several(t)
		default:
			t.person = s.alone(t, i)
		}
	}
}

// ofPost gives ambassadors named without their country the one whose ambassador
// the story speaks of: Slaka recalled its ambassador; the ambassador, Orr, left.
func (s *scan) ofPost() {
	for i := range s.titles {
		t := &s.titles[i]
		if t.class != world.Ambassador || t.person < 0 || !t.definite || len(t.isos) > 0 || t.org >= 0 || t.elsewhere || s.ents[t.person].iso != "" {
			continue
		}
		iso := ""
		for j := range s.titles {
			o := &s.titles[j]
			if o.class != t.class || o.text != t.text || j == i || o.many || o.relation {
				continue
			}
			of := ""
			if len(o.isos) == 1 {
				of = o.isos[0]
			} else if o.poss >= 0 {
				if a := s.antecedent(int(o.poss), int(o.first)); a >= 0 {
					of = s.ents[a].iso
				}
			}
			if of == "" {
				continue
			}
			if iso != "" && iso != of || o.person >= 0 && o.person != t.person && len(s.ents[o.person].parts) > 0 {
				iso = "?"
				break
			}
			iso = of
		}
		if iso == "" || iso == "?" {
			continue
		}
		p := &s.ents[t.person]
		p.iso, p.code = iso, iso
		for k := range p.offices {
			if o := &p.offices[k]; o.class == t.class && o.of == "" {
				o.of = iso
			}
		}
		s.note(int(t.from), int(t.to), "of %s, of whose ambassador the story speaks", iso)
	}
}

// counterpart gives the holder of the same office in another country: his
// Tajik counterpart, the army chief's counterpart in Ghana.
func (s *scan) counterpart(t *title, at int) {
	switch s.lemma(int(t.head)) {
	case "counterpart", "colleague", "number", "opposite":
	default:
		return
	}
	if t.indefinite {
		return
	}
	src := s.sourceOf(t, at)
	if src == nil {
		s.note(int(t.from), int(t.to), "left open: whose counterpart is not certain")
		return
	}
	o := office{title: src.text, class: src.class, basis: "text", first: t.from, end: t.to}
	if t.many {
		if t.org >= 0 {
			e := s.add(entity{kind: fact.Group, name: s.phrase(int(t.from), int(t.to)), code: s.ents[t.org].code, org: s.ents[t.org].name, many: true})
			t.person = e
			s.ents[e].links = nil
		} else if len(t.isos) > 0 {
			e := entity{kind: fact.Group, name: s.phrase(int(t.from), int(t.to)), many: true, sectors: []string{"GOV"}}
			for _, iso := range t.isos {
				e.members = append(e.members, s.country(iso))
			}
			t.person = s.add(e)
		}
		return
	}
	if len(t.isos) != 1 {
		return
	}
	o.of = t.isos[0]
	e := t.person
	if e < 0 {
		if it := s.personBeside(t); it != nil {
			e = it.ent
		}
	}
	if e < 0 {
		e = s.officer(src.class, src.office, o.of, src.text, t)
	}
	t.person = e
	p := &s.ents[e]
	p.iso, p.code = o.of, o.of
	if len(p.sectors) == 0 {
		p.sectors = s.sectorsOf(&title{class: src.class, isos: t.isos, org: -1, text: src.text})
	}
	if !slices.ContainsFunc(p.offices, func(x office) bool { return x.title == o.title }) {
		p.offices = append(p.offices, o)
	}
	s.note(int(t.from), int(t.to), "holds the same office as %q, for %s", src.text, o.of)
}

// sourceOf gives the title with which a counterpart is compared: the nearest
// before it, in its sentence or the one before, that belongs to another
// country; else an office of the subject.
func (s *scan) sourceOf(t *title, at int) *title {
	first, _ := s.sentence(int(t.first))
	floor := first
	if first > 0 {
		floor, _ = s.sentence(first - 1)
	}
	for _, from := range [...]int{first, floor} {
		for j := at - 1; j >= 0 && int(s.titles[j].first) >= from; j-- {
			o := &s.titles[j]
			if o.relation || o.many || o.class == world.Relation || len(t.isos) > 0 && len(o.isos) > 0 && o.isos[0] == t.isos[0] || !national(o.class) && o.org < 0 {
				continue
			}
			if len(t.isos) > 0 && o.person >= 0 && s.ents[o.person].iso == t.isos[0] {
				continue
			}
			return o
		}
		// a person of the sentence whose office is known: Lavrov told his counterparts
		for k := int(t.from) - 1; k >= from; k-- {
			it := s.endsAt(k)
			if it == nil || it.kind != kPerson || it.ent < 0 {
				continue
			}
			e := &s.ents[it.ent]
			if len(e.offices) == 0 || len(t.isos) > 0 && e.iso == t.isos[0] {
				continue
			}
			of := e.offices[0]
			return &title{place: -1, text: of.title, class: of.class, office: officeOf(&title{class: of.class, text: of.title}), org: -1, person: it.ent, isos: []string{of.of}}
		}
	}
	return nil
}

// officer gives the entity of the holder of an office: somebody of the story
// who holds it, or a new one without a name.
func (s *scan) officer(c world.TitleClass, oc world.OfficeClass, iso, words string, t *title) int32 {
	for i := range s.ents {
		e := &s.ents[i]
		if e.kind != fact.Person || e.many || e.iso != iso || e.anonymous {
			continue
		}
		for _, o := range e.offices {
			if o.class == c && !o.former && !t.former && sameOffice(o, words, oc) {
				return int32(i)
			}
		}
	}
	if e := s.onlyMinister(c, iso, words, t); e >= 0 {
		return e
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

// onlyMinister gives the only minister of a country whom the story names, whom
// "the Slakan minister" then means; -1 for none.
func (s *scan) onlyMinister(c world.TitleClass, iso, words string, t *title) int32 {
	if c != world.Minister || words != "minister" || t.former || t.indefinite {
		return -1
	}
	found := int32(-1)
	for i := range s.ents {
		e := &s.ents[i]
		if e.kind != fact.Person || e.many || e.iso != iso || len(e.parts) == 0 || !slices.ContainsFunc(e.offices, func(o office) bool { return o.class == c && !o.former }) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = int32(i)
	}
	return found
}

// toCome tells whether a title is one that nobody who holds it now is meant by:
// the incoming president, run for president, become prime minister.
func (s *scan) toCome(t *title) bool {
	for k := int(t.from); k < int(t.last); k++ {
		switch s.low(k) {
		case "incoming", "next", "future", "elect", "designate", "any", "every":
			return true
		}
	}
	switch s.low(int(t.from) - 1) {
	case "for", "as":
		return !t.definite
	case "become", "becomes", "became", "becoming", "be", "been", "elected", "next", "incoming", "future":
		return true
	}
	return false
}

// settled tells whether a spell began and ends at least a month from the
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

// sameOffice tells whether an office of a person is the one that the words
// name.
func sameOffice(o office, words string, oc world.OfficeClass) bool {
	if o.title == words {
		return true
	}
	mine := officeOf(&title{class: o.class, text: o.title})
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
			if p := s.holderIn(t, iso); p >= 0 {
				e.members = append(e.members, p)
			} else {
				e.members = append(e.members, s.country(iso))
			}
		}
	}
	t.person = s.add(e)
	s.grant(t)
}

// grant gives persons of the story who lack an office the plural one, when the
// world knows that they held it: the presidents of Russia and Tajikistan.
func (s *scan) grant(t *title) {
	if s.day == 0 || !t.office.SingleSeat() {
		return
	}
	for _, iso := range t.isos {
		for _, h := range s.r.world.Holders(nil, iso, t.office, s.day) {
			name := s.r.world.PersonName(h.Person)
			for i := range s.ents {
				e := &s.ents[i]
				if e.kind == fact.Person && len(e.parts) > 1 && len(e.offices) == 0 && slices.Contains(s.r.world.Persons(nil, e.name), h.Person) {
					s.note(int(t.from), int(t.to), "%s is meant", name)
				}
			}
		}
	}
}

// holderIn gives the person of the story who holds the singular of a plural
// title in a country, or -1.
func (s *scan) holderIn(t *title, iso string) int32 {
	for i := range s.ents {
		e := &s.ents[i]
		if e.kind != fact.Person || e.many || e.iso != iso {
			continue
		}
		for _, o := range e.offices {
			if o.class == t.class && !o.former && officeOf(&title{class: o.class, text: o.title}) == t.office {
				return int32(i)
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

// alike tells whether a bare title can mean the bearer of another: minister,
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

// alone gives the entity of a title with no name beside it, or -1.
func (s *scan) alone(t *title, at int) int32 {
	if !official(t.class) {
		return -1
	}
	switch {
	case len(t.isos) == 1 && !t.indefinite && t.class != world.Official && t.class != world.Spokesperson && t.org < 0:
		if lowLevel(t.class) {
			return s.someone(t)
		}
		return s.officer(t.class, t.office, t.isos[0], t.text, t)
	case len(t.isos) > 0 || t.org >= 0:
		return s.someone(t)
	case t.poss >= 0:
		if a := s.antecedent(int(t.poss), int(t.first)); a >= 0 && s.ents[a].code != "" {
			t.isos = append(t.isos, s.ents[a].iso)
			if s.ents[a].iso == "" {
				t.isos = nil
			} else if t.class == world.Ambassador && t.org < 0 && !t.indefinite {
				return s.officer(t.class, t.office, t.isos[0], t.text, t)
			}
			return s.someone(t)
		}
	case t.definite:
		if e := s.lastSuch(t, at); e >= 0 {
			return e
		}
		if t.class == world.HeadOfState || t.class == world.HeadOfGovernment || t.class == world.Minister || t.class == world.Royal {
			if iso := s.focus(int(t.first)); iso != "" {
				s.note(int(t.from), int(t.to), "of %s, the country of which the story speaks here", iso)
				t.isos = []string{iso}
				return s.officer(t.class, t.office, iso, t.text, t)
			}
		}
	case t.indefinite || t.class == world.Spokesperson:
		return s.someone(t)
	}
	return -1
}

// lowLevel tells whether many persons at a time bear a title of the class.
func lowLevel(c world.TitleClass) bool {
	switch c {
	case world.HeadOfState, world.HeadOfGovernment, world.DeputyHead, world.Minister, world.DeputyMinister, world.Royal, world.PartyLeader, world.CentralBank, world.Ambassador, world.MilitaryRank, world.Former:
		return false
	}
	return true
}

// someone makes the entity of an unnamed bearer of a title.
func (s *scan) someone(t *title) int32 {
	e := entity{kind: fact.Person, name: s.nameText(int(s.afterArticle(int(t.from), int(t.first))), int(t.to)), sectors: s.sectorsOf(t), seen: t.first, former: t.former}
	switch t.class {
	case world.Official, world.Spokesperson, world.Adviser, world.Analyst:
		e.anonymous = t.indefinite || s.sourceLike(int(t.head))
	}
	o := office{title: t.text, class: t.class, basis: "text", first: t.from, end: t.to, former: t.former}
	if len(t.isos) > 0 {
		e.iso = t.isos[0]
		o.of = e.iso
	}
	e.code = e.iso
	if t.org >= 0 {
		e.code = s.ents[t.org].code
		o.of = s.ents[t.org].name
		e.org = o.of
	}
	if e.code == "" && t.indefinite && !e.anonymous {
		return -1
	}
	e.offices = []office{o}
	if w := s.vocab(int(t.head)); w.class&she != 0 {
		e.woman = 1
	} else if w.class&he != 0 {
		e.woman = -1
	}
	return s.add(e)
}

// lastSuch gives the person spoken of last who bears such a title, when no
// other such person stands as near.
func (s *scan) lastSuch(t *title, at int) int32 {
	found, where := int32(-1), int32(0)
	here := s.d.Tokens[t.first].Sentence
	for j := at - 1; j >= 0; j-- {
		o := &s.titles[j]
		if o.person < 0 || o.many || !suits(t, o) && !(o.relation && s.suitsOffice(t, o.person)) {
			continue
		}
		sent := s.spokenOf(o.person, t.first, s.d.Tokens[o.first].Sentence)
		switch {
		case o.person == found:
		case found < 0 || sent > where && here-sent <= 1:
			found, where = o.person, sent
		case where == sent && here-sent <= 2 && s.subjectIn(o.person, sent) != s.subjectIn(found, sent):
			if s.subjectIn(o.person, sent) {
				found = o.person
			}
		case where == sent && here-sent <= 2:
			s.note(int(t.from), int(t.to), "left open: more than one such person stands near")
			return -1
		}
	}
	return found
}

// subjectIn tells whether person e is a subject in a sentence.
func (s *scan) subjectIn(e, sent int32) bool {
	for k := range s.items {
		if it := &s.items[k]; it.ent == e && it.kind == kPerson && s.d.Tokens[it.first].Sentence == sent && s.isSubject(int(it.head)) {
			return true
		}
	}
	return false
}

// suitsOffice tells whether a bare title can be said of person e for an office
// of his.
func (s *scan) suitsOffice(t *title, e int32) bool {
	return slices.ContainsFunc(s.ents[e].offices, func(o office) bool {
		x := title{class: o.class, text: o.title}
		x.office = officeOf(&x)
		return !o.former && suits(t, &x)
	})
}

// spokenOf gives the last sentence before token i in which person e is named,
// at least the given one.
func (s *scan) spokenOf(e, i, sent int32) int32 {
	for k := range s.items {
		if it := &s.items[k]; it.ent == e && it.kind == kPerson && it.first < i {
			sent = max(sent, s.d.Tokens[it.first].Sentence)
		}
	}
	return sent
}

// suits tells whether a bare title can be said of the bearer of another.
func suits(t, o *title) bool {
	if t.class == o.class {
		if t.text == o.text || strings.HasSuffix(o.text, " "+t.text) {
			return true
		}
		return t.class != world.Minister && t.class != world.Official && t.office == o.office && t.office != world.OtherOffice && (t.office != world.AmbassadorOffice || t.text == "envoy")
	}
	if t.text == "leader" || t.text == "ruler" {
		return o.class == world.HeadOfState || o.class == world.HeadOfGovernment || o.class == world.Royal || o.class == world.PartyLeader
	}
	if t.text == "general" {
		return strings.Contains(o.text, "general")
	}
	return false
}

// antecedent gives the entity that the pronoun at token p means, or -1. Before
// is the token before which it must stand.
func (s *scan) antecedent(p, before int) int32 {
	c := s.class[p]
	if it := s.itemAt(p); it != nil && it.kind == kPerson {
		return it.ent
	}
	first, _ := s.sentence(p)
	if p == before && c&pronoun != 0 && first > 0 && !s.split(first) && (s.trails(p, first) || p == first && s.verbClass(p+1)&speech != 0) {
		a, b := s.sentence(first - 1)
		if e := s.teller(c, a, b, s.low(p)); e >= 0 {
			return e
		}
	}
	if p == before && c&pronoun != 0 && s.trails(p, first) && first > 0 && !s.split(first) {
		a, b := s.sentence(first - 1)
		if e := s.before(c, a, b, false, s.low(p)); e >= 0 {
			return e // the minister had lied, he said: who spoke before
		}
	}
	if e := s.before(c, first, min(p, before), true, s.low(p)); e >= 0 {
		return e
	}
	if first == 0 || s.split(first) || c&neuter != 0 && s.openBody(first, p) {
		return -1
	}
	a, b := s.sentence(first - 1)
	return s.before(c, a, b, false, s.low(p))
}

// openBody tells whether a body of which nobody knows whose it is does
// something in tokens first to p-1: its may be that body's.
func (s *scan) openBody(first, p int) bool {
	for k := first; k < p; k++ {
		if s.is(k, body) && !s.capital(k) && s.isSubject(k) && s.itemAt(k) == nil {
			return true
		}
	}
	return false
}

// teller gives who tells what stands in tokens from to to-1: the subject of the
// verb of saying behind it; -1 where nobody does.
func (s *scan) teller(c class, from, to int, form string) int32 {
	if s.tree == nil {
		return -1
	}
	for v := to - 1; v > from+4 && v > to-6; v-- { // ..., a spokeswoman for the ministry said.
		if s.d.Tokens[v].Pos != text.VERB || s.lemmaClass(v)&speech == 0 {
			continue
		}
		k := v - 1
		for k > from && s.form(k) != "," {
			k--
		}
		for n := 1; n <= 2; n++ {
			if it := s.startsAt(k + n); it != nil && it.ent >= 0 && int(it.last) <= v && k > from+2 && s.agrees(c, &s.ents[it.ent], it, form) {
				return it.ent
			}
		}
		break
	}
	for i := to - 1; i > from+3; i-- {
		it := s.itemAt(i)
		if it == nil || it.ent < 0 || int(it.head) != i || !s.isSubject(i) || s.d.Tokens[i].Flags&text.Quoted != 0 {
			continue
		}
		g := int(s.d.Tokens[i].Head)
		if g < 0 || s.lemmaClass(g)&speech == 0 || s.tree.Child(g, text.DepCcomp, text.DepParataxis) > i {
			continue
		}
		if s.agrees(c, &s.ents[it.ent], it, form) && s.form(int(it.first)-1) != "that" {
			return it.ent
		}
		return -1
	}
	return -1
}

// trails tells whether the pronoun at token p tells who said all that stands
// before it in its sentence: ..., he said.
func (s *scan) trails(p, first int) bool {
	if p-first < 4 || s.form(p-1) != "," || p+2 >= len(s.d.Tokens) || s.verbClass(p+1)&speech == 0 {
		return false
	}
	switch s.form(p + 2) {
	case ".", ",":
		return true
	}
	return s.is(p+2, monthday)
}

// split tells whether a new part of the story begins with token i, across
// which pronouns do not reach.
func (s *scan) split(i int) bool {
	return i > 0 && s.d.KindOf(i) != s.d.KindOf(i-1)
}

// before gives the entity of tokens from to to-1 that a pronoun of class c can
// mean: the subject, else the only one.
func (s *scan) before(c class, from, to int, same bool, form string) int32 {
	only, many := int32(-1), false
	subject := int32(-1)
	for i := from; i < to; i++ {
		it := s.startsAt(i)
		if it == nil || it.ent < 0 || it.kind == 0 || it.kind == kPronoun && !same {
			if it == nil || it.kind != kPronoun || it.ent < 0 {
				continue
			}
		}
		e := it.ent
		if !s.agrees(c, &s.ents[e], it, form) || !same && s.ents[e].anonymous && s.newParagraph(to) {
			continue
		}
		if s.isSubject(int(it.head)) && subject < 0 {
			subject = e
		}
		if only >= 0 && only != e {
			many = true
		}
		only = e
	}
	if subject >= 0 {
		return subject
	}
	if many {
		return -1
	}
	return only
}

// newParagraph tells whether a paragraph begins with token i.
func (s *scan) newParagraph(i int) bool {
	return i > 0 && i < len(s.d.Tokens) && s.d.Sentences[s.d.Tokens[i].Sentence].Paragraph != s.d.Sentences[s.d.Tokens[i-1].Sentence].Paragraph
}

// isSubject tells whether token h is the subject of a main or reporting
// clause.
func (s *scan) isSubject(h int) bool {
	if s.tree == nil {
		first, _ := s.sentence(h)
		return h-first < 6
	}
	switch s.d.Tokens[h].Dep {
	case text.DepNsubj, text.DepNsubjPass, text.DepNsubjOuter:
		return true
	}
	return false
}

// agrees tells whether a pronoun of class c can mean entity e.
func (s *scan) agrees(c class, e *entity, it *item, form string) bool {
	switch {
	case c&pronoun != 0:
		if e.kind != fact.Person || e.many {
			return false
		}
		woman := form == "she" || form == "her" || form == "hers" || form == "herself"
		return !(woman && e.woman < 0) && !(!woman && e.woman > 0)
	case c&neuter != 0:
		switch e.kind {
		case fact.Country:
			return it.kind != kAdjective
		case fact.Organization, fact.Unit:
			return !e.many
		}
		return false
	case c&plural != 0:
		return e.many || e.members != nil
	}
	return false
}

// corefer resolves the pronouns, left to right.
func (s *scan) corefer() {
	for i := range s.d.Tokens {
		c := s.class[i]
		if c&(pronoun|neuter|plural) == 0 || s.at[i] != 0 {
			continue
		}
		if s.d.Has.Has(text.Tags) && s.d.Tokens[i].Pos != text.PRON && s.d.Tokens[i].Pos != text.DET {
			continue
		}
		if s.d.Tokens[i].Dep == text.DepExpl || s.expletive(i) {
			continue
		}
		e := s.antecedent(i, i)
		if e < 0 {
			s.note(i, i+1, "pronoun left open")
			continue
		}
		n := s.put(item{first: int32(i), last: int32(i + 1), kind: kPronoun, how: fact.Pronoun})
		s.items[n].ent = e
		p := &s.ents[e]
		if c&pronoun != 0 && p.woman == 0 {
			if p.woman = -1; c&she != 0 {
				p.woman = 1
			}
		}
		s.note(i, i+1, "%s", p.name)
	}
}

// expletive tells whether the it at token i stands for nothing, although the
// parser made it a subject: it is late April, it is clear that.
func (s *scan) expletive(i int) bool {
	t := &s.d.Tokens[i]
	if s.tree == nil || t.Dep != text.DepNsubj || !strings.EqualFold(s.d.Form(i), "it") {
		return false
	}
	h := int(t.Head)
	if s.tree.Child(h, text.DepCop) < 0 {
		switch s.lemma(h) {
		case "rain", "snow":
			return true
		case "seem", "appear", "emerge", "transpire", "happen", "turn":
			return s.tree.Child(h, text.DepCcomp, text.DepCsubj) >= 0
		}
		return false
	}
	if r := s.tree.Child(h, text.DepAclRelcl, text.DepCcomp); r >= 0 && s.d.Tokens[h].Pos == text.NOUN {
		for k := h + 1; k <= r; k++ { // it is the price of oil that goes up, it is a pity that
			if s.form(k) == "that" || s.form(k) == "who" {
				return s.tree.Child(h, text.DepCop) < h && s.low(h-1) != "a" && s.low(h-1) != "an" || s.tree.Child(h, text.DepCcomp) >= 0
			}
		}
	}
	return s.d.Tokens[h].Pos == text.ADJ && s.tree.Child(h, text.DepCcomp, text.DepCsubj, text.DepXcomp, text.DepAdvcl) >= 0 || s.capital(h) && (s.is(h, monthday) || s.form(h) == "May")
}

// official tells whether titles of a class are worth an entity when no name
// stands beside them.
func official(c world.TitleClass) bool {
	switch c {
	case world.Executive, world.Academic, world.Media, world.Medical, world.CivilSociety, world.Sport, world.Relation, world.FirstFamily, world.Honorific, world.NoTitle:
		return false
	}
	return true
}
