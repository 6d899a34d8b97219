package event

import (
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/text"
)

// noun tries the frames of a noun that names an event.
func (r *reader) noun(i int) {
	frames := r.lex.nouns[r.Lemma(i)]
	if len(frames) == 0 || r.d.Tokens[i].Pos == text.ADJ {
		return
	}
	switch r.Dep(i) {
	case text.DepCompound, text.DepAmod, text.DepFlat, text.DepNmodDesc:
		return
	}
	carrier, li, ok := r.carrier(i, frames)
	for n := range frames {
		f := &frames[n]
		d := newDraft(i, r.nounClause(i, carrier))
		d.noun = true
		if !r.try(f, d) {
			continue
		}
		if f.kind == Assault || f.kind == Protest {
			for _, k := range r.t.Of(i) { // the Beirut bombing
				if x := r.Dep(int(k)); (x == text.DepCompound || x == text.DepNmodPoss) && r.city(int(k)) {
					d.places = append(d.places, int(k))
				}
			}
		}
		if ok && li.types&(1<<f.kind) != 0 {
			d.carrier, d.carry = carrier, li
			r.carried(d, li, carrier)
		} else {
			r.controlled(d)
		}
		r.holder(d)
		if len(d.actors)+len(d.recips) == 0 {
			r.sidesAbove(d)
		}
		if len(d.actors)+len(d.recips)+len(d.people) == 0 && !ok && !r.reportable(d) {
			r.note(i, "frame %s/%s: nobody does it", f.kind, f.lemma)
			return
		}
		r.drafts = append(r.drafts, d)
		return
	}
}

// reportable reports whether a noun without parties can still be an event.
func (r *reader) reportable(d *draft) bool { return len(d.places) > 0 && d.frame.kind.Material() }

// nounClause returns a noun the arguments of the verb that carries it.
func (r *reader) nounClause(i, carrier int) clause.Clause {
	c := clause.None(i)
	c.Lemma = r.Lemma(i)
	if carrier >= 0 {
		v := r.Of(carrier)
		c.Obliques = v.Obliques
		if v.Object >= 0 && v.Object != i && !v.Passive {
			for _, k := range r.t.Of(v.Object) { // took place between
				if r.Dep(int(k)) == text.DepNmod {
					p, f := r.Preposition(int(k))
					c.Obliques = append(c.Obliques, clause.Oblique{Preposition: p, Full: f, Token: int(k)})
				}
			}
		}
	}
	return c
}

// carrier returns the light verb that carries noun i.
func (r *reader) carrier(i int, frames []frame) (int, light, bool) {
	cur := i
	for r.Dep(cur) == text.DepConj || r.Dep(cur) == text.DepNmod {
		h := int(r.d.Tokens[cur].Head)
		if h < 0 || (r.Dep(cur) == text.DepNmod && r.Core(h) == h) {
			break
		}
		cur = h
	}
	h := int(r.d.Tokens[cur].Head)
	if h < 0 {
		return -1, light{}, false
	}
	l := r.Predicate(h)
	lights := r.lex.lights[l]
	if len(lights) == 0 {
		return r.predicate(cur, h)
	}
	c := r.Within(h)
	slots := r.Slots(cur, &c)
	for _, li := range lights {
		if li.slot != slots[0] && !(li.slot == slots[1] && slots[1] != "") {
			continue
		}
		for n := range frames {
			if li.types&(1<<frames[n].kind) != 0 {
				return h, li, true
			}
		}
	}
	return -1, light{}, false
}

// predicate carries a noun that is the subject of a phrase such as under way
// or in force.
func (r *reader) predicate(cur, h int) (int, light, bool) {
	if r.Dep(cur) != text.DepNsubj {
		return -1, light{}, false
	}
	all := light{types: ^uint32(0), slot: "subj", actor: '-', effect: ongoing}
	switch l := r.Lemma(h); l {
	case "underway", "under-way":
		return h, all, true
	default:
		if p, _ := r.Preposition(h); r.lex.classes["course"][l] && (p == "in" || p == "under") {
			return h, all, true
		}
	}
	if r.d.Tokens[h].Pos == text.VERB && (r.Lemma(h) == "be" || r.Lemma(h) == "remain") {
		return h, all, true
	}
	return -1, light{}, false
}

// carried gives a noun the subject of the verb that carries it.
func (r *reader) carried(d *draft, li light, verb int) {
	if li.actor == '-' {
		return
	}
	c := r.Of(verb)
	subj := c.Subject
	if subj < 0 || subj == d.trigger {
		return
	}
	s := slot{name: "subj", role: actor}
	if li.actor == 'R' {
		s.role = recipient
	}
	before := d.actors
	if s.role == actor {
		d.actors = nil
	}
	r.fill(d, &s, subj)
	for _, p := range before {
		if s.role != actor {
			break
		}
		if d.frame.kind.Mutual() {
			d.recips = addParty(d.recips, p)
		} else if len(d.actors) == 0 {
			d.actors = addParty(d.actors, p)
		}
	}
}

// controlled gives a noun without an actor the subject of the word that plans,
// cancels or seeks it: Canada mulls sanctions.
func (r *reader) controlled(d *draft) {
	if len(d.actors) > 0 && !(d.frame.kind.Mutual() && len(d.actors) == 1 && len(d.recips) == 0 && d.mode != "visit") {
		return
	}
	cur := d.trigger
	for n := 0; n < 4; n++ {
		h := int(r.d.Tokens[cur].Head)
		if h < 0 {
			return
		}
		c := r.Within(h)
		op, ok := r.Operator(c.Lemma, h, r.Slots(cur, &c), false)
		if !ok && r.Dep(cur) != text.DepConj || ok && (op.Status == presupposed || op.Status == notHappened) && !op.OfSubject && !op.OfObject {
			return
		}
		who := -1
		switch {
		case !ok:
		case op.OfSubject:
			who = c.Subject
			if r.Nominal(h) {
				who = r.Owner(h)
			}
		case op.OfObject:
			who = r.Addressee(&c)
		}
		if who >= 0 && who != d.trigger {
			others := d.actors
			d.actors, d.governor = nil, h
			r.fill(d, &slot{name: "subj", role: actor}, who)
			for _, p := range others {
				if len(d.actors) == 0 || hasParty(d.actors, p) {
					d.actors = addParty(d.actors, p)
				} else {
					d.recips = addParty(d.recips, p)
				}
			}
			return
		}
		cur = h
	}
}

// holder makes him who holds the prisoners the one who releases them.
func (r *reader) holder(d *draft) {
	if len(d.actors) > 0 {
		return
	}
	for _, m := range r.t.Of(d.trigger) { // exercises planned by, a truce declared by
		if r.Dep(int(m)) == text.DepAcl {
			if c := r.Within(int(m)); c.Object == d.trigger && c.Subject >= 0 {
				r.fill(d, &slot{name: "subj", role: actor}, c.Subject)
			}
		}
	}
	if len(d.actors) > 0 || d.frame.kind != Retreat {
		return
	}
	for _, k := range d.topics {
		for _, m := range r.t.Of(k) {
			if x := r.Dep(int(m)); x == text.DepAcl || x == text.DepAclRelcl {
				c := r.Within(int(m))
				if c.Subject >= 0 && c.Object == k {
					r.fill(d, &slot{name: "subj", role: actor}, c.Subject)
				}
			}
		}
	}
}
