package event

import (
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

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
			if r.lex.classes["crowd"][r.Lemma(r.Core(k))] || r.lex.classes["armed"][r.Lemma(r.Core(k))] || r.lex.classes["troops"][r.Lemma(r.Core(k))] || r.institution(k) || r.isPerson(k) {
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

// institution reports whether the phrase means a public body or office holder
// without saying whose.
func (r *reader) institution(k int) bool {
	l := r.Lemma(k)
	return r.lex.classes["actors"][l] || r.lex.classes["official"][l]
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
		if x := r.Dep(int(m)); x == text.DepAmod || x == text.DepCompound {
			if ps := r.parties(int(m)); len(ps) > 0 {
				return ps
			}
		}
	}
	for _, m := range r.t.Of(k) {
		if r.Dep(int(m)) != text.DepNmod {
			continue
		}
		if p, _ := r.Preposition(int(m)); r.Words.OwnerPreposition.Has(p) || p == "in" || p == "against" {
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
	if d.frame.kind == Aid && len(d.actors) == 0 && !d.noun && d.clause.Object >= 0 {
		// the trucks that it promised were handed over
		for _, m := range r.t.Of(d.clause.Object) {
			if r.Dep(int(m)) == text.DepAclRelcl {
				c := r.Within(int(m))
				d.actors = r.parties(c.Subject)
				return
			}
		}
	}
	if len(d.actors) > 0 || len(d.recips) > 0 || d.noun || d.clause.Object < 0 || k != Mobilize && k != Retreat {
		return
	}
	o := r.Core(d.clause.Object)
	if !r.lex.classes["troops"][r.Lemma(o)] {
		return
	}
	if ps := r.parties(o); len(ps) > 0 {
		d.actors = ps
	}
}

// city reports whether token k names a town or region, which before an attack
// says where it was: the Beirut bombing.
func (r *reader) city(k int) bool {
	e := r.w.EntityAt(k)
	return e != nil && e.Kind == fact.Place && r.d.Tokens[k].Pos == text.PROPN
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
		switch r.Dep(int(m)) {
		case text.DepAmod, text.DepCompound:
			if ps := r.parties(int(m)); len(ps) > 0 && !(r.city(int(m)) && len(r.lex.nouns[r.Lemma(k)]) > 0) {
				return ps
			}
		case text.DepNmod:
			if p, _ := r.Preposition(int(m)); p == "of" || p == "for" {
				if ps := r.parties(int(m)); len(ps) > 0 {
					return ps
				}
			}
		}
	}
	return nil
}

// country returns the code of the country in which a place lies, or "".
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
