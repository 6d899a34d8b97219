package event

import (
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// statusOf works out the status of a draft from its own words and from
// everything that governs it. drop means that the text does not put it
// forward as anything.
func (r *reader) statusOf(d *draft) effect {
	s := keep
	cur := d.trigger
	if d.noun {
		s = r.nounCue(d.trigger)
		if r.negatedNoun(d.trigger) {
			s = notHappened
		}
		if d.carrier == d.trigger && r.t.Child(d.trigger, text.DepCop) >= 0 {
			if _, e, bare := r.level(d.trigger); !bare {
				if e == happened && r.presentTense(d.trigger) {
					e = ongoing
				}
				s = s.Under(e, false)
			}
		}
		if d.carrier != d.trigger {
			_, e, bare := r.level(d.carrier)
			if d.carry.effect != keep && e == happened && r.presentTense(d.carrier) {
				e = d.carry.effect
			}
			s = s.Under(e, bare)
			cur = d.carrier
		}
	} else {
		c, e, bare := r.level(d.trigger)
		d.refusal = c.neg && e == notHappened && r.willNot(d.trigger)
		if d.negFrame && e == notHappened {
			e = happened
		}
		if !bare {
			s = e
		} else if e == notHappened {
			s = e
		}
		if s == happened && r.allegedly(d.trigger) {
			s = possible
		}
		if s == happened && r.awaited(d.trigger) {
			s = planned
		}
	}
	r.certainty(d)
	return r.climb(d, cur, s)
}

func (r *reader) certainty(d *draft) { d.certain = true }

// nounCue reads the adjectives before a noun: the planned withdrawal.
func (r *reader) nounCue(i int) effect {
	s := keep
	for _, k := range r.t.Of(i) {
		switch r.dep(int(k)) {
		case text.DepAmod, text.DepCompound, text.DepAdvmod:
			if e := r.lex.grammar.Cue(lower(r.d.Form(int(k)))); e != keep {
				s = e
			}
		case text.DepAcl, text.DepAclRelcl:
			// a visit set for Thursday; talks which were to open on Friday
			if int(k) > i {
				switch l := r.verbLemma(int(k)); l {
				case "plan", "schedule", "set", "due", "slate", "expect", "propose":
					s = planned
				case "cancel", "call_off":
					s = cancelled
				case "postpone", "put_off", "delay":
					s = postponed
				}
			}
		}
	}
	return s
}

// climb goes from token cur to the root and lets each governor work on s.
func (r *reader) climb(d *draft, cur int, s effect) effect {
	purpose := false
	for n := 0; n < 10; n++ {
		h := int(r.d.Tokens[cur].Head)
		if h < 0 {
			break
		}
		dep := r.dep(cur)
		if dep == text.DepConj {
			// A second conjunct stands where the first does.
			if r.sameClass(cur, h) {
				if s == keep || r.bareVerb(cur) {
					if _, e, bare := r.level(h); !bare && r.d.Tokens[h].Pos == text.VERB && !d.noun {
						s = s.Under(e, false)
					}
				}
				cur = h
				continue
			}
			break
		}
		c, e, bare := r.level(h)
		slots := r.slotsOf(cur, h, &c)
		if op, ok := r.operator(c.lemma, h, slots, r.hasTo(cur) && r.bareVerb(cur) || c.lemma == "insist" && r.subjunctive(cur)); ok {
			if op.Status == presupposed && d.noun && s == keep && d.frame.kind.Quad() == 4 {
				d.past = true
				return op.Negated // will discuss the fighting, suspects in the attack
			}
			if op.Status == presupposed {
				op.Status, op.Negated = keep, keep
			}
			if op.Says && op.Status == planned && s != keep && !r.hasTo(cur) {
				op.Status, op.Negated = keep, keep // they announced that they have left
			}
			if op.Status == keep && !op.Says && r.marked(cur, "whether") {
				s, cur = possible, h // it is not known whether they will meet
				continue
			}
			s = r.apply(d, op, s, e, bare, &c, h)
			if s == drop {
				return drop
			}
			if d.hearsay {
				return possible
			}
			cur = h
			continue
		}
		if dep == text.DepAcl && !r.hasTo(cur) && r.d.Tokens[cur].Pos == text.VERB && r.isNominal(h) {
			break // men charged with murder, whatever becomes of the men
		}
		if dep == text.DepAdvcl && s == ongoing && r.marked(cur, "after", "since") {
			s = happened // after being found guilty
			break
		}
		if dep == text.DepAdvcl || dep == text.DepAcl {
			if _, _, b := r.level(cur); b && s == keep {
				switch {
				case r.marked(cur, "if", "unless"):
					s = possible
				case r.marked(cur, "by", "after") && bare && !r.marked(cur, "since"):
					cur = h // to disrupt them by capturing some, to meet after signing
					continue
				case r.marked(cur, "after", "since", "by"):
					d.past = d.past || !r.marked(cur, "by")
					s = happened
				case r.hasTo(cur):
					purpose = true
					s = planned
					if e == happened && r.saidThere(d, h) {
						s = happened
					}
					if e == notHappened || e == cancelled {
						s = drop
						return s
					}
				case !bare:
					s = e
				}
			}
			if dep == text.DepAcl || !purpose {
				if dep == text.DepAdvcl && s != keep {
					break
				}
			}
			if purpose {
				break
			}
		}
		if dep == text.DepParataxis || dep == text.DepAppos || dep == text.DepAclRelcl || dep == text.DepList {
			break
		}
		if d.noun && s != keep && !r.isNominal(h) {
			break
		}
		if !d.noun && dep != text.DepXcomp && dep != text.DepCcomp && dep != text.DepAcl && dep != text.DepAdvcl {
			break
		}
		if (dep == text.DepXcomp || dep == text.DepCcomp) && s == keep && !bare {
			s = e
		}
		cur = h
	}
	return s
}

// saidThere reports whether a purpose is what a meeting, call or summons was
// for and itself no more than words: called the king to congratulate him.
func (r *reader) saidThere(d *draft, h int) bool {
	if d.frame.kind.Quad() != 3 && d.frame.kind != Support && d.frame.kind != Concede {
		return r.verbLemma(h) == "use" && d.frame.kind == Assault // used the field to launch an attack
	}
	if r.verbLemma(h) == "use" || r.lex.classes["voiced"][r.verbLemma(h)] {
		return true // marched to demand, used the speech to criticise
	}
	if d.frame.kind == Request || d.frame.kind == Reject || d.frame.kind == Threaten {
		return false
	}
	for _, o := range r.drafts {
		if o.trigger == h && (o.frame.kind == Consult || o.frame.kind == Accuse) {
			return true
		}
	}
	return false
}

func (r *reader) sameClass(a, b int) bool {
	return r.isNominal(a) == r.isNominal(b)
}

// slotsOf names the slot in which token cur stands under h, deep and surface.
func (r *reader) slotsOf(cur, h int, c *clause) [2]string {
	if cur == c.obj && r.isNominal(cur) && r.dep(cur) == text.DepObl {
		return [2]string{"obj", ""}
	}
	switch r.dep(cur) {
	case text.DepXcomp, text.DepCcomp, text.DepCsubj, text.DepCsubjPass:
		if r.isNominal(cur) && !r.isClause(cur) {
			return [2]string{"obj", "comp"}
		}
		return [2]string{"comp", "obj"}
	case text.DepObj:
		return [2]string{"obj", ""}
	case text.DepNsubjPass:
		return [2]string{"obj", ""}
	case text.DepNsubj, text.DepNsubjOuter:
		return [2]string{"subj", ""}
	case text.DepObl, text.DepNmod, text.DepOblAgent:
		p, _ := r.preps(cur)
		return [2]string{p, ""}
	case text.DepAclRelcl:
		if r.contentClause(cur, h) {
			return [2]string{"comp", ""}
		}
	case text.DepAcl:
		if r.hasTo(cur) || r.marked(cur, "that") {
			return [2]string{"comp", ""}
		}
		if r.marked(cur, "of", "for", "to") {
			p, _ := r.preps(cur)
			return [2]string{p, "comp"}
		}
		return [2]string{"", ""}
	case text.DepAdvcl:
		if r.marked(cur, "that", "whether") {
			return [2]string{"comp", ""}
		}
		p, _ := r.preps(cur)
		switch p {
		case "of", "for", "from", "against", "about":
			return [2]string{p, "comp"}
		case "at", "with", "as":
			return [2]string{p, ""}
		}
		if r.hasTo(cur) && (c.obj >= 0 || c.passive || r.lex.governs(c.lemma)) {
			return [2]string{"comp", ""}
		}
	case text.DepCompound, text.DepAmod:
		return [2]string{"compound", ""}
	}
	return [2]string{"", ""}
}

func (r *reader) operator(lemma string, h int, slots [2]string, inf bool) (words.Operator, bool) {
	ops := r.lex.grammar.Operators(lemma)
	if len(ops) == 0 {
		return words.Operator{}, false
	}
	for _, s := range slots {
		if s == "" {
			continue
		}
		for n, o := range ops {
			if o.Slot == s {
				if s == "comp" && o.Says == inf && r.otherReading(ops[n+1:], !o.Says) {
					continue // told him to go, told him that
				}
				if lemma == "call" && s == "comp" && !r.callsOn(h) {
					continue
				}
				return o, true
			}
		}
	}
	return words.Operator{}, false
}

// apply lets operator op, whose own status is e, work on the status s.
func (r *reader) apply(d *draft, op words.Operator, s, e effect, bare bool, c *clause, h int) effect {
	if op.Says && d.asserter == nil {
		who := c.subj
		if who < 0 && r.isNominal(h) {
			who = r.owner(h, 1)
		}
		if who >= 0 {
			d.asserter = r.speaker(who)
		}
	}
	if d.asserter == nil && (r.lex.classes["hearsay"][c.lemma] || c.lemma == "report" && r.isNominal(h) && !d.noun) && (s == keep || s == happened || s == ongoing || s == planned) {
		d.hearsay = true
	}
	if d.negFrame && op.OfObject {
		return drop // told him not to sign: he has refused nothing
	}
	eff := op.Status
	d.refusal = d.refusal || eff == notHappened
	neg := e == notHappened && c.neg
	if neg && eff == keep && r.asksHow(d) {
		return happened // does not know how many were killed
	}
	if r.isNominal(h) && r.negatedNoun(h) {
		neg = true
	}
	if neg {
		eff = op.Negated
	}
	switch eff {
	case drop:
		return drop
	case keep:
		if op.Says {
			return s
		}
		if bare || r.isNominal(h) {
			return s
		}
		return s.Under(e, false)
	}
	if eff == notHappened && op.OfObject && !neg && !r.isNominal(h) && (bare || e == planned || e == possible || e == sought) {
		return drop // a law would keep them from jailing reporters
	}
	switch s {
	case notHappened:
		if eff == denied || eff == planned || eff == sought || eff == possible {
			return drop
		}
	case cancelled, postponed, denied:
		if eff == planned || eff == possible || eff == sought {
			return s
		}
	}
	if neg || bare || r.isNominal(h) {
		return eff
	}
	switch e {
	case possible:
		if eff == planned || eff == sought || eff == cancelled || eff == postponed {
			return possible
		}
	case sought:
		if eff == planned || eff == cancelled {
			return sought
		}
	}
	return eff
}
