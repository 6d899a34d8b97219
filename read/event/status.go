package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// says tells whether a verb puts its complement into its subject's mouth.
func (l *Lexicon) says(lemma string) bool {
	for _, o := range l.operators[lemma] {
		if o.says && o.slot == "comp" && o.effect != denied {
			return true
		}
	}
	return false
}

// modality is what a clause's own auxiliaries, tense and negation say of it.
// bare means that it has no tense of its own (to sign, signing, signed).
func (r *reader) modality(c *clause) (e effect, bare bool) {
	i := c.head
	t := &r.d.Tokens[i]
	has, be, mark, progressive := "", false, false, t.Tag == text.TagVBG
	aux, past, would := false, false, false
	for _, k := range r.t.Of(i) {
		a := &r.d.Tokens[k]
		switch a.Dep {
		case text.DepAux, text.DepAuxPass, text.DepCop:
			if f := r.d.Form(int(k)); f == "May" && int(k) > 0 && r.d.Tokens[k-1].Pos == text.PROPN {
				continue // Theresa May
			}
			aux = true
			switch l := lower(r.d.Form(int(k))); l {
			case "will", "shall", "'ll", "wo", "’ll", "sha":
				e = planned
			case "would", "'d", "’d":
				e, would = planned, true
			case "may", "might", "could", "can", "ca":
				e = possible
			case "should", "must", "ought":
				e = sought
			case "has", "have", "had", "'ve", "’ve", "having":
				has = l
			case "is", "are", "was", "were", "be", "'s", "been", "being", "am", "'re", "’s", "’re":
				if a.Dep == text.DepAux || a.Dep == text.DepCop && t.Pos == text.VERB {
					be = true
				}
				if l == "was" || l == "were" {
					past = true
				}
				if l == "being" {
					progressive = true
				}
			}
		case text.DepMark:
			if a.Pos == text.PART || a.Tag == text.TagTO {
				mark = true
			}
		}
	}
	switch {
	case e != keep:
		if e == planned && would && r.hasCondition(i) {
			e = possible
		}
		if (e == planned || e == sought) && has != "" && would {
			e = notHappened // would have gone
		}
	case be && mark: // is to meet
		e = planned
		if has != "" {
			e = notHappened // was to have met
		}
	case mark:
		bare = true
	case progressive && aux && !past && has == "":
		e = ongoing
	case progressive && aux && has == "" && (c.lemma == "continue" || c.lemma == "go_on" || c.lemma == "rage"):
		e = ongoing
	case progressive && aux:
		e = happened
		if has == "has" || has == "have" {
			e = ongoing
		}
	case !aux && (t.Tag == text.TagVBG || t.Tag == text.TagVB || (t.Tag == text.TagVBN && r.dep(i) != text.DepRoot)):
		bare = true
	default:
		e = happened
		switch c.lemma {
		case "remain", "stay", "continue", "persist":
			if r.presentTense(i) {
				e = ongoing
			}
		}
	}
	if c.neg {
		switch e {
		case sought, possible:
			e = notHappened
			if c.neg && r.lemma(i) != "" && has == "" {
				e = notHappened
			}
		default:
			e = notHappened
		}
	}
	if c.cond {
		e, bare = possible, false
	}
	return e, bare
}

// hasCondition tells whether an if or unless clause hangs on predicate i.
func (r *reader) hasCondition(i int) bool {
	for _, k := range r.t.Of(i) {
		if r.dep(int(k)) == text.DepAdvcl {
			for _, m := range r.t.Of(int(k)) {
				if r.dep(int(m)) == text.DepMark {
					if l := r.lemma(int(m)); l == "if" || l == "unless" {
						return true
					}
				}
			}
		}
	}
	return false
}

// level is a predicate on the way from an event up to the root, with what it
// says of itself.
func (r *reader) level(i int) (clause, effect, bool) {
	c := r.clauseOf(i, 1)
	e, bare := r.modality(&c)
	if bare && r.dep(i) == text.DepConj {
		h := int(r.d.Tokens[i].Head)
		if r.d.Tokens[h].Tag == r.d.Tokens[i].Tag || r.d.Tokens[i].Tag == text.TagVB {
			o := r.clauseOf(h, 1)
			o.neg = o.neg || c.neg
			e, bare = r.modality(&o)
		}
	}
	return c, e, bare
}

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
				s = under(s, e, false)
			}
		}
		if d.carrier != d.trigger {
			_, e, bare := r.level(d.carrier)
			if d.carry.effect != keep && e == happened && r.presentTense(d.carrier) {
				e = d.carry.effect
			}
			s = under(s, e, bare)
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
		if r.adjectival(d.trigger) && s == happened {
			s = r.copulaStatus(d.trigger, s)
		}
	}
	r.certainty(d)
	return r.climb(d, cur, s)
}

// willNot tells whether predicate i is in the future.
func (r *reader) willNot(i int) bool {
	for _, k := range r.t.Of(i) {
		if r.dep(int(k)) == text.DepAux {
			switch lower(r.d.Form(int(k))) {
			case "will", "would", "wo", "'ll":
				return true
			}
		}
	}
	return false
}

// presentTense tells whether the clause of predicate i stands in the present
// or the present perfect.
func (r *reader) presentTense(i int) bool {
	switch r.d.Tokens[i].Tag {
	case text.TagVBZ, text.TagVBP:
		return true
	}
	for _, k := range r.t.Of(i) {
		if x := r.dep(int(k)); x == text.DepAux || x == text.DepAuxPass || x == text.DepCop {
			if g := r.d.Tokens[k].Tag; g == text.TagVBZ || g == text.TagVBP {
				return true
			}
		}
	}
	return false
}

func (r *reader) adjectival(i int) bool { return r.d.Tokens[i].Pos == text.ADJ }

func (r *reader) copulaStatus(i int, s effect) effect {
	if k := r.t.Child(i, text.DepCop); k >= 0 && r.d.Tokens[k].Tag != text.TagVBD {
		return happened
	}
	return s
}

func (r *reader) certainty(d *draft) { d.certain = true }

// nounCue reads the adjectives before a noun: the planned withdrawal.
func (r *reader) nounCue(i int) effect {
	s := keep
	for _, k := range r.t.Of(i) {
		switch r.dep(int(k)) {
		case text.DepAmod, text.DepCompound, text.DepAdvmod:
			if e, ok := r.lex.cues[lower(r.d.Form(int(k)))]; ok && e != keep {
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

// under combines the status s of an event with e, that of the word that
// carries it.
func under(s, e effect, bare bool) effect {
	if bare && e != notHappened {
		return s
	}
	switch e {
	case notHappened:
		return notHappened
	case happened, ongoing:
		if s == keep || s == planned || s == possible {
			return e
		}
		return s
	case keep:
		return s
	}
	if s == notHappened || s == cancelled || s == denied || s == postponed {
		return s
	}
	return e
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
						s = under(s, e, false)
					}
				}
				cur = h
				continue
			}
			break
		}
		c, e, bare := r.level(h)
		slots := r.slotsOf(cur, h, &c)
		if op, ok := r.operator(c.lemma, h, slots, r.hasTo(cur) || c.lemma == "insist" && r.subjunctive(cur)); ok {
			s = r.apply(d, op, s, e, bare, &c, h)
			if s == drop {
				return drop
			}
			cur = h
			continue
		}
		if dep == text.DepAdvcl || dep == text.DepAcl {
			if _, _, b := r.level(cur); b && s == keep {
				switch {
				case r.marked(cur, "if", "unless"):
					s = possible
				case r.marked(cur, "after", "since", "by"):
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

// saidThere tells whether a purpose is what a meeting, call or summons was
// for and itself no more than words: called the king to congratulate him.
func (r *reader) saidThere(d *draft, h int) bool {
	switch d.frame.kind {
	case Support, Concede, Accuse:
	default:
		return false
	}
	for _, o := range r.drafts {
		if o.trigger == h && (o.frame.kind == Consult || o.frame.kind == Accuse) {
			return true
		}
	}
	return false
}

func (r *reader) bareVerb(i int) bool {
	c := r.clauseOf(i, 1)
	_, bare := r.modality(&c)
	return bare
}

func (r *reader) sameClass(a, b int) bool {
	return r.isNominal(a) == r.isNominal(b)
}

func (r *reader) marked(i int, words ...string) bool {
	for _, k := range r.t.Of(i) {
		if r.dep(int(k)) == text.DepMark && contains(words, r.lemma(int(k))) {
			return true
		}
	}
	return false
}

func (r *reader) hasTo(i int) bool {
	for _, k := range r.t.Of(i) {
		if t := &r.d.Tokens[k]; t.Dep == text.DepMark && lower(t.Lemma) == "to" {
			return true
		}
	}
	return false
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
	case text.DepNsubj:
		if c.obj < 0 && r.reducedPassive(h) {
			return [2]string{"obj", "subj"}
		}
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
		if p == "of" || p == "for" || p == "from" || p == "against" {
			return [2]string{p, "comp"}
		}
		if r.hasTo(cur) && (c.obj >= 0 || c.passive || r.lex.governs(c.lemma)) {
			return [2]string{"comp", ""}
		}
	case text.DepCompound, text.DepAmod:
		return [2]string{"compound", ""}
	}
	return [2]string{"", ""}
}

// reducedPassive tells whether a verb form that looks active is a headline's
// passive: Visit postponed until March.
func (r *reader) reducedPassive(h int) bool {
	t := &r.d.Tokens[h]
	if r.endsWithStop(h) {
		return false
	}
	return (t.Tag == text.TagVBN || t.Tag == text.TagVBD) && r.t.Child(h, text.DepAux, text.DepObj, text.DepAuxPass, text.DepIobj) < 0
}

// endsWithStop tells running text from a headline.
func (r *reader) endsWithStop(i int) bool {
	s := &r.d.Sentences[r.d.Tokens[i].Sentence]
	for j := int(s.Last) - 1; j >= int(s.First); j-- {
		switch r.d.Tokens[j].Tag {
		case text.TagStop:
			return true
		case text.TagClose, text.TagRRB:
			continue
		}
		return false
	}
	return false
}

func (r *reader) operator(lemma string, h int, slots [2]string, inf bool) (operator, bool) {
	ops := r.lex.operators[lemma]
	if len(ops) == 0 {
		return operator{}, false
	}
	for _, s := range slots {
		if s == "" {
			continue
		}
		for n, o := range ops {
			if o.slot == s {
				if s == "comp" && o.says == inf && r.otherReading(ops[n+1:], !o.says) {
					continue // told him to go, told him that
				}
				if lemma == "put" && !r.onHold(h) || lemma == "call" && s == "comp" && !r.callsOn(h) {
					continue
				}
				return o, true
			}
		}
	}
	return operator{}, false
}

// subjunctive tells whether clause i has a bare verb: insists that they leave.
func (r *reader) subjunctive(i int) bool {
	t := r.d.Tokens[i].Tag
	return (t == text.TagVB || t == text.TagVBP) && r.t.Child(i, text.DepAux, text.DepCop) < 0
}

// otherReading tells whether a word has, for a clause, also the reading in
// which its subject does (or does not) assert it.
func (r *reader) otherReading(ops []operator, says bool) bool {
	for _, o := range ops {
		if o.slot == "comp" && o.says == says {
			return true
		}
	}
	return false
}

// callsOn tells a call on someone to act from a call by telephone.
func (r *reader) callsOn(h int) bool {
	for _, k := range r.t.Of(h) {
		if p, _ := r.preps(int(k)); p == "on" && r.w.DateAt(int(k)) == nil || p == "upon" || p == "for" {
			return true
		}
	}
	return r.t.Child(h, text.DepObj) < 0
}

// onHold tells put on hold from other uses of put.
func (r *reader) onHold(h int) bool {
	for _, k := range r.t.Of(h) {
		if l := r.lemma(int(k)); l == "hold" || l == "ice" {
			return true
		}
	}
	return false
}

// apply lets operator op, whose own status is e, work on the status s.
func (r *reader) apply(d *draft, op operator, s, e effect, bare bool, c *clause, h int) effect {
	if op.says && d.asserter == nil {
		who := c.subj
		if who < 0 && r.isNominal(h) {
			who = r.owner(h, 1)
		}
		if who >= 0 {
			d.asserter = r.speaker(who)
		}
	}
	eff := op.effect
	d.refusal = d.refusal || eff == notHappened
	neg := e == notHappened && c.neg
	if r.isNominal(h) && r.negatedNoun(h) {
		neg = true
	}
	if neg {
		eff = op.negated
	}
	switch eff {
	case drop:
		return drop
	case keep:
		if op.says {
			return s
		}
		if bare || r.isNominal(h) {
			return s
		}
		return under(s, e, false)
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

// speaker gives the entity in whose mouth the words of subject i are.
func (r *reader) speaker(i int) *string {
	if e := r.w.EntityAt(i); e != nil {
		return &e.ID
	}
	if ps := r.parties(i); len(ps) == 1 && ps[0].Entity != nil {
		return ps[0].Entity
	}
	return r.anonymous(i)
}

// anonymous makes an entity of a source that the story does not name.
func (r *reader) anonymous(i int) *string {
	t := &r.d.Tokens[i]
	if t.Pos != text.NOUN {
		return nil
	}
	if id, ok := r.nameless[i]; ok {
		return id
	}
	first, last := int(r.t.Left[i]), i+1
	for _, k := range r.t.Of(i) {
		if x := r.dep(int(k)); int(k) > i && x == text.DepNmod {
			last = max(last, int(r.t.Right[k])+1)
		}
	}
	for first < i && (r.dep(first) == text.DepDet || r.dep(first) == text.DepPunct || r.dep(first) == text.DepCc) {
		first++
	}
	span := r.d.SpanOf(first, last)
	e := fact.Entity{Kind: fact.Group, Name: r.d.Slice(span), Anonymous: true,
		Mentions: []fact.Mention{{Start: int(span.Start), End: int(span.End), Kind: fact.Nominal}}}
	if ps := r.behindActor(i); len(ps) == 1 && len(ps[0].Code) == 3 {
		e.Country = fact.Ptr(ps[0].Code)
	}
	n := r.w.AddEntity(e)
	id := &r.w.Reading.Entities[n].ID
	id = fact.Ptr(*id)
	r.nameless[i] = id
	return id
}
