package event

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// draft is an event in the making.
type draft struct {
	frame     *frame
	trigger   int
	carrier   int // the verb that carries a noun, or the trigger itself
	noun      bool
	carry     light
	actors    []fact.Party
	recips    []fact.Party
	people    []int // actors and victims that are people without a party
	topics    []int
	places    []int
	hosts     []int
	comp      int // the clause that says what is asked, refused or threatened
	clause    clause
	negFrame  bool // the frame is itself about not doing it
	status    effect
	asserter  *string
	certain   bool
	second    []fact.Party // of a split meeting
	time      int          // index in Reading.Dates, or -1
	placeID   *string
	mode      string
	governor  int    // the word whose subject is the actor
	refusal   bool   // will not: the doer's own refusal
	known     effect // the status, where the words settle it
	knownTime int    // one more than the index of the date, where the words settle it
}

// fits tells whether the phrase headed by token i may fill a slot.
func (r *reader) fits(f *filter, i int) bool {
	if f == nil {
		return true
	}
	return r.fitsPlain(f, i) != f.negate
}

func (r *reader) fitsPlain(f *filter, i int) bool {
	if r.word(f, i) {
		return true
	}
	if c := r.core(i); c != i && r.word(f, c) {
		return true
	}
	switch {
	case f.party && (r.isParty(i) || r.isBody(i)),
		f.official && r.isOfficial(i),
		f.person && r.isPerson(i),
		f.country && r.isCountry(i),
		f.abroad && (r.country(i) != "" || r.d.Tokens[i].Pos == text.PROPN && r.w.EntityAt(i) == nil && r.w.DateAt(i) == nil):
		return true
	}
	return false
}

func (r *reader) word(f *filter, i int) bool {
	if len(f.words) == 0 {
		return false
	}
	if f.words[r.lemma(i)] || f.words[lower(r.d.Form(i))] {
		return true
	}
	for _, k := range r.t.Of(i) {
		if r.dep(int(k)) == text.DepConj && f.words[r.lemma(int(k))] {
			return true
		}
	}
	return false
}

// core steps from a word of quantity to what is counted: half of its troops.
func (r *reader) core(i int) int {
	for n := 0; n < 3; n++ {
		t := &r.d.Tokens[i]
		quantity := t.Pos == text.NUM || t.Pos == text.DET || t.Pos == text.PRON || t.Pos == text.SYM
		if !quantity {
			switch lower(t.Lemma) {
			case "%", "percent", "hundred", "thousand", "million", "billion", "dozen", "score", "half", "part", "number", "group", "most", "some", "all", "member", "majority", "lot", "handful", "pair", "couple", "series", "batch", "tonne", "ton", "worth", "crowd", "team", "shipment", "consignment", "planeload", "third", "quarter", "type", "kind", "round", "set", "remainder", "rest", "bulk", "last", "first", "column":
				quantity = true
			default:
				quantity = r.lex.classes["money"][lower(t.Lemma)]
			}
		}
		if !quantity {
			return i
		}
		next := -1
		for _, k := range r.t.Of(i) {
			if r.dep(int(k)) == text.DepNmod {
				if p, _ := r.preps(int(k)); p == "of" {
					next = int(k)
				}
			}
		}
		if next < 0 {
			return i
		}
		i = next
	}
	return i
}

// isOfficial tells whether the phrase means someone who acts for a party.
func (r *reader) isOfficial(i int) bool {
	e := r.w.EntityAt(i)
	if e != nil && e.Kind == fact.Person {
		return r.isParty(i) || len(e.Offices) > 0
	}
	l := r.lemma(i)
	if r.lex.classes["official"][l] {
		return true
	}
	if l == "he" || l == "she" || l == "they" || l == "we" || l == "i" {
		return r.isParty(i)
	}
	return false
}

func (r *reader) isPerson(i int) bool {
	if e := r.w.EntityAt(i); e != nil {
		return e.Kind == fact.Person || e.Kind == fact.Group
	}
	t := &r.d.Tokens[i]
	return r.lex.classes["people"][lower(t.Lemma)] || t.Ent == text.BeginPerson || t.Ent == text.InPerson
}

func (r *reader) isCountry(i int) bool {
	e := r.w.EntityAt(i)
	if e == nil || !r.isParty(i) {
		return false
	}
	return e.Kind == fact.Country || e.Kind == fact.Place || e.Kind == fact.Organization && len(e.Sectors) > 0 && e.Sectors[0] == "GOV" && r.d.Tokens[i].Pos == text.PROPN
}

// find gives the token in the named slot of a draft that the filter accepts.
func (r *reader) find(d *draft, s *slot) int {
	c := &d.clause
	ok := func(k int) bool { return k >= 0 && k != d.trigger && r.fits(s.fit, k) }
	switch s.name {
	case "subj":
		if ok(c.subj) {
			return c.subj
		}
		return -1
	case "obj":
		if ok(c.obj) {
			return c.obj
		}
		return -1
	case "iobj":
		if ok(c.iobj) {
			return c.iobj
		}
		return -1
	case "comp":
		for _, k := range c.comps {
			if r.isClause(k) && ok(k) {
				return k
			}
		}
		if d.noun {
			for _, k := range r.t.Of(d.trigger) {
				if x := r.dep(int(k)); (x == text.DepAcl || x == text.DepCcomp || x == text.DepXcomp) && ok(int(k)) {
					return int(k)
				}
			}
		}
		return -1
	case "inf":
		for _, k := range c.comps {
			if r.hasTo(k) && ok(k) {
				return k
			}
		}
		return -1
	case "poss":
		if k := r.t.Child(d.trigger, text.DepNmodPoss); ok(k) {
			return k
		}
		return -1
	case "mod", "nation":
		return r.modifier(d, s)
	case "neg":
		if c.neg {
			return d.trigger
		}
		return -1
	case "adv":
		for _, k := range r.t.Of(d.trigger) {
			if r.dep(int(k)) == text.DepAdvmod && ok(int(k)) {
				return int(k)
			}
		}
		return -1
	case "plural":
		if r.d.Tokens[d.trigger].Tag == text.TagNNS {
			return d.trigger
		}
		return -1
	}
	return r.prepositional(d, s, ok)
}

func (r *reader) isClause(k int) bool {
	if t := &r.d.Tokens[k]; t.Pos == text.VERB || t.Pos == text.AUX {
		return true
	}
	return r.t.Child(k, text.DepNsubj, text.DepCop, text.DepNsubjPass) >= 0 || r.dep(k) == text.DepXcomp || r.dep(k) == text.DepCcomp
}

// modifier finds an adjective or noun before a noun; for a verb, before its
// object or subject.
func (r *reader) modifier(d *draft, s *slot) int {
	heads := [3]int{d.trigger, -1, -1}
	if !d.noun {
		heads = [3]int{d.clause.obj, d.clause.subj, -1}
		for _, o := range d.clause.obls {
			if heads[2] < 0 && o.prep == "on" {
				heads[2] = o.tok
			}
		}
	}
	hit := -1
	for _, h := range heads {
		if h < 0 {
			continue
		}
		for _, k32 := range r.t.Of(h) {
			k := int(k32)
			if x := r.dep(k); x != text.DepAmod && x != text.DepCompound && x != text.DepNummod && x != text.DepNmod && x != text.DepNmodDesc {
				continue
			}
			if r.dep(k) == text.DepNmod && k > h {
				continue
			}
			if s.name == "nation" {
				if r.isParty(k) {
					return k
				}
				continue
			}
			if s.fit == nil {
				return k
			}
			if s.fit.negate {
				if r.word(s.fit, k) {
					return -1
				}
				hit = h
				continue
			}
			if r.fits(s.fit, k) || r.fits(s.fit, int(r.t.Left[k])) {
				return k
			}
		}
		if s.fit != nil && s.fit.negate && hit < 0 {
			hit = h
		}
	}
	return hit
}

// prepositional finds the argument after one of the slot's prepositions:
// beside the predicate first, then under its object, where parsers and
// writers both like to put it, then beside the verb that carries a noun.
func (r *reader) prepositional(d *draft, s *slot, ok func(int) bool) int {
	match := func(o oblique) bool {
		return (contains(s.preps, o.prep) && !strings.Contains(o.full, "_") || contains(s.preps, o.full)) && ok(o.tok) && r.w.DateAt(o.tok) == nil
	}
	for _, o := range d.clause.obls {
		if match(o) {
			return o.tok
		}
	}
	if d.noun {
		depth := 1
		switch s.preps[0] {
		case "between", "with", "against", "on", "to":
			depth = 2
		}
		if k := r.below(d.trigger, match, depth); k >= 0 {
			return k
		}
		return -1
	}
	for _, h := range [...]int{d.clause.obj, d.clause.subj} {
		if h >= 0 && (h == d.clause.obj || d.clause.passive) {
			if k := r.below(h, match, 2); k >= 0 {
				return k
			}
		}
	}
	if s.preps[0] == "with" && s.role == both {
		for j := d.trigger + 1; j <= int(r.t.Right[d.trigger]); j++ {
			if p, f := r.preps(j); p == "with" && match(oblique{p, f, j}) && r.nounPath(j, d.trigger) && len(r.parties(j)) > 0 {
				return j
			}
		}
	}
	if !contains(s.preps, "in") {
		for _, o := range d.clause.obls {
			if o.tok > d.trigger {
				if k := r.below(o.tok, match, 1); k >= 0 {
					return k
				}
			}
		}
	}
	for _, x := range d.clause.comps {
		if !r.isClause(x) || r.d.Tokens[x].Pos != text.VERB {
			if k := r.below(x, match, 1); k >= 0 {
				return k
			}
		}
	}
	return -1
}

// below looks for a matching prepositional phrase under noun h.
func (r *reader) below(h int, match func(oblique) bool, depth int) int {
	for _, k32 := range r.t.Of(h) {
		k := int(k32)
		if x := r.dep(k); x != text.DepNmod && x != text.DepObl {
			continue
		}
		p, f := r.preps(k)
		if match(oblique{p, f, k}) {
			return k
		}
	}
	if depth > 1 {
		for _, k32 := range r.t.Of(h) {
			k := int(k32)
			if x := r.dep(k); x == text.DepNmod || x == text.DepConj || x == text.DepAcl {
				if j := r.below(k, match, depth-1); j >= 0 {
					return j
				}
			}
		}
	}
	return -1
}

// try tests a frame against the draft and, when it holds, fills the roles.
func (r *reader) try(f *frame, d *draft) bool {
	for n := range f.slots {
		s := &f.slots[n]
		if !s.need && !s.bar {
			continue
		}
		if (r.find(d, s) >= 0) == s.bar {
			r.note(d.trigger, "frame %s/%s not taken: slot %s", f.kind, f.lemma, slotName(s))
			return false
		}
	}
	d.frame, d.mode = f, f.mode
	for n := range f.slots {
		s := &f.slots[n]
		if s.bar {
			continue
		}
		if s.name == "neg" && s.need {
			d.negFrame = true
		}
		if (s.name == "comp" || s.name == "inf") && d.comp < 0 {
			d.comp = r.find(d, s)
			continue
		}
		if s.role == none {
			continue
		}
		if k := r.find(d, s); k >= 0 {
			r.fill(d, s, k)
		}
	}
	return true
}

func slotName(s *slot) string {
	if s.name != "" {
		return s.name
	}
	return strings.Join(s.preps, "/")
}

// fill puts the phrase of token k into the role of its slot.
func (r *reader) fill(d *draft, s *slot, k int) {
	switch s.role {
	case actor, recipient, both:
		ps := r.parties(k)
		if len(ps) == 0 {
			if s.role == recipient || (s.name == "obj" && s.role == both) {
				ps = r.behind(k)
			} else if s.role == actor && s.name != "poss" && s.name != "nation" {
				ps = r.behindActor(k)
			}
		}
		if len(ps) == 0 {
			if m := r.meant(k); m >= 0 {
				k = m
			}
			if r.lex.classes["crowd"][r.lemma(r.core(k))] || r.lex.classes["armed"][r.lemma(r.core(k))] || r.lex.classes["troops"][r.lemma(r.core(k))] || r.institution(k) || r.isPerson(k) {
				d.people = append(d.people, k)
			}
			return
		}
		for _, p := range ps {
			switch {
			case s.role == actor || (s.role == both && (s.name == "subj" || len(d.actors) == 0)):
				d.actors = addParty(d.actors, p)
			default:
				d.recips = addParty(d.recips, p)
			}
		}
	case topic:
		d.topics = append(d.topics, k)
	case place:
		d.places = append(d.places, k)
	case host:
		d.hosts = append(d.hosts, k)
		d.places = append(d.places, k)
	}
}

// institution tells whether the phrase means a public body or office holder
// without saying whose.
func (r *reader) institution(k int) bool {
	l := r.lemma(k)
	return r.lex.classes["actors"][l] || r.lex.classes["official"][l]
}

// isBody tells whether the phrase means forces or an institution of a party
// that its words name: the Israeli military.
func (r *reader) isBody(i int) bool {
	l := r.lemma(i)
	return (r.lex.classes["actors"][l] || r.lex.classes["troops"][l]) && len(r.parties(i)) > 0
}

// behind finds the party to whom a thing belongs: its possessor, maker or
// nationality.
func (r *reader) behind(k int) []fact.Party {
	if p := r.t.Child(k, text.DepNmodPoss); p >= 0 {
		if ps := r.parties(p); len(ps) > 0 {
			return ps
		}
		if r.d.Tokens[p].Pos == text.NOUN {
			return r.behindActor(p)
		}
		return nil
	}
	for _, m := range r.t.Of(k) {
		if x := r.dep(int(m)); x == text.DepAmod || x == text.DepCompound {
			if ps := r.parties(int(m)); len(ps) > 0 {
				return ps
			}
		}
	}
	for _, m := range r.t.Of(k) {
		if r.dep(int(m)) != text.DepNmod {
			continue
		}
		switch p, _ := r.preps(int(m)); p {
		case "by", "from", "of", "in", "against":
			if ps := r.parties(int(m)); len(ps) > 0 {
				return ps
			}
			if p == "of" {
				if ps := r.behindActor(int(m)); len(ps) > 0 {
					return ps
				}
			}
		}
	}
	return nil
}

// actorOfObject finds whose forces are moved when nobody is said to move them:
// a second American carrier has been sent.
func (r *reader) actorOfObject(d *draft) {
	k := d.frame.kind
	if d.frame.kind == Aid && len(d.actors) == 0 && !d.noun && d.clause.obj >= 0 {
		// the trucks that it promised were handed over
		for _, m := range r.t.Of(d.clause.obj) {
			if r.dep(int(m)) == text.DepAclRelcl {
				c := r.clauseOf(int(m), 1)
				d.actors = r.parties(c.subj)
				return
			}
		}
	}
	if len(d.actors) > 0 || len(d.recips) > 0 || d.noun || d.clause.obj < 0 || k != Mobilize && k != Retreat {
		return
	}
	o := r.core(d.clause.obj)
	if !r.lex.classes["troops"][r.lemma(o)] {
		return
	}
	if ps := r.parties(o); len(ps) > 0 {
		d.actors = ps
	}
}

// behindActor is behind for those who act: soldiers of a country, a
// spokesman for its army; what happens in a country is not its act.
func (r *reader) behindActor(k int) []fact.Party {
	if p := r.t.Child(k, text.DepNmodPoss); p >= 0 {
		if ps := r.parties(p); len(ps) > 0 {
			return ps
		}
	}
	for _, m := range r.t.Of(k) {
		switch r.dep(int(m)) {
		case text.DepAmod, text.DepCompound:
			if ps := r.parties(int(m)); len(ps) > 0 {
				return ps
			}
		case text.DepNmod:
			if p, _ := r.preps(int(m)); p == "of" || p == "for" {
				if ps := r.parties(int(m)); len(ps) > 0 {
					return ps
				}
			}
		}
	}
	return nil
}

// country gives the code of the country in which a place lies, or "".
func (r *reader) country(k int) string {
	e := r.w.EntityAt(k)
	if e == nil || e.Country == nil {
		return ""
	}
	switch e.Kind {
	case fact.Place, fact.Country, fact.Facility:
		return *e.Country
	}
	return ""
}
