package name

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/datelinewire/dateline/read"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
	"github.com/datelinewire/dateline/world/table"
)

func wordHash(w string) uint64 { return table.WordHash(w) }

// predicate returns the person of whom a title is said by the verb: X is the
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
		if v := s.lemma(g); g != h && s.en.regard.Has(v) {
			return nil
		}
		return it
	}
	return nil
}

// appoints reports whether the verb at token g makes or calls its object something.
func (s *scan) appoints(g int) bool {
	return s.en.appoint.Has(s.lemma(g))
}

// namedAs returns the person whom the phrase at token obj names, itself or in
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
		if s.en.negation.Has(s.low(int(k))) {
			return true
		}
	}
	return false
}

// relatives resolves titles that stand alone, in the order of the text: the
// Russian foreign minister, the president, his Tajik counterpart.
func (s *scan) relatives(ctx context.Context) {
	s.ofPost()
	for i := range read.Each(ctx, len(s.titles)) {
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
		for j := max(0, i-titleReach); j < min(len(s.titles), i+titleReach); j++ {
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
	if !s.en.counterpartNoun.Has(s.lemma(int(t.head))) {
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

// sourceOf returns the title with which a counterpart is compared: the nearest
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
			return &title{place: -1, text: of.title, class: of.class, office: s.en.officeOf(&title{class: of.class, text: of.title}), org: -1, person: it.ent, isos: []string{of.of}}
		}
	}
	return nil
}

// alone returns the entity of a title with no name beside it, or -1.
func (s *scan) alone(t *title, at int) int32 {
	if !official(t.class) {
		return -1
	}
	if e := s.namedLater(t, at); e >= 0 {
		return e
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

// namedLater returns the spokesman whom the story names after it has spoken of
// somebody's: his spokeswoman said; the spokeswoman, Orr, told reporters. -1
// for none or several.
func (s *scan) namedLater(t *title, at int) int32 {
	if t.class != world.Spokesperson || t.indefinite || t.many || t.poss < 0 && len(t.isos) != 1 {
		return -1
	}
	found := int32(-1)
	for j := max(0, at-titleReach); j < min(len(s.titles), at+titleReach); j++ {
		o := &s.titles[j]
		if j == at || o.class != t.class || o.many || o.person < 0 {
			continue
		}
		if j < at || o.text != t.text || !o.definite || len(o.isos) > 0 || o.org >= 0 || o.poss >= 0 || o.elsewhere || len(s.ents[o.person].parts) == 0 || found >= 0 && found != o.person {
			return -1
		}
		found = o.person
	}
	if found < 0 {
		return -1
	}
	iso := ""
	if len(t.isos) == 1 {
		iso = t.isos[0]
	} else if a := s.antecedent(int(t.poss), int(t.first)); a >= 0 {
		iso = s.ents[a].iso
	}
	if p := &s.ents[found]; p.iso == "" && iso != "" {
		p.iso, p.code = iso, iso
		for k := range p.offices {
			if o := &p.offices[k]; o.class == t.class && o.of == "" {
				o.of = iso
			}
		}
		if len(p.sectors) == 0 {
			p.sectors = []string{"GOV"}
		}
	}
	return found
}

// lowLevel reports whether many persons at a time bear a title of the class.
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

// lastSuch returns the person spoken of last who bears such a title, when no
// other such person stands as near.
func (s *scan) lastSuch(t *title, at int) int32 {
	found, where := int32(-1), int32(0)
	here := s.d.Tokens[t.first].Sentence
	for j := at - 1; j >= 0 && j >= at-titleReach; j-- {
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

// subjectIn reports whether person e is a subject in a sentence.
func (s *scan) subjectIn(e, sent int32) bool {
	ks, first := s.namesOf(e), s.d.Sentences[sent].First
	for k := sort.Search(len(ks), func(k int) bool { return s.items[ks[k]].first >= first }); k < len(ks); k++ {
		it := &s.items[ks[k]]
		if s.d.Tokens[it.first].Sentence != sent {
			break
		}
		if s.isSubject(int(it.head)) {
			return true
		}
	}
	return false
}

// suitsOffice reports whether a bare title can be said of person e for an office
// of his.
func (s *scan) suitsOffice(t *title, e int32) bool {
	return slices.ContainsFunc(s.ents[e].offices, func(o office) bool {
		x := title{class: o.class, text: o.title}
		x.office = s.en.officeOf(&x)
		return !o.former && suits(t, &x)
	})
}

// spokenOf returns the last sentence before token i in which person e is named,
// at least the given one.
func (s *scan) spokenOf(e, i, sent int32) int32 {
	ks := s.namesOf(e)
	if k := sort.Search(len(ks), func(k int) bool { return s.items[ks[k]].first >= i }); k > 0 {
		sent = max(sent, s.d.Tokens[s.items[ks[k-1]].first].Sentence)
	}
	return sent
}

// suits reports whether a bare title can be said of the bearer of another.
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

// official reports whether titles of a class are worth an entity when no name
// stands beside them.
func official(c world.TitleClass) bool {
	switch c {
	case world.Executive, world.Academic, world.Media, world.Medical, world.CivilSociety, world.Sport, world.Relation, world.FirstFamily, world.Honorific, world.NoTitle:
		return false
	}
	return true
}
