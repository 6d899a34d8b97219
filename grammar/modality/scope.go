package modality

import (
	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// Query is a predicate whose status is asked for.
type Query struct {
	Predicate int  // the word that tells it
	Carrier   int  // the verb that carries it where it is a noun (hold talks); else the predicate
	Nominal   bool // it is told by a noun
	// Carried is the status that the carrier gives it in the present tense.
	Carried status.Status
	// Violent things are taken for granted where they are spoken of: will
	// discuss the fighting.
	Violent bool
	// Refuses: it is itself about not doing something.
	Refuses bool
	// Stated reports whether a purpose of what token h tells was fulfilled in
	// telling it; nil where none is. Called the king to congratulate him.
	Stated func(h int) bool
	// Asserted is told of each phrase in whose mouth the predicate is, from the
	// inside, and reports whether it means somebody; nil where nobody asks.
	Asserted func(token int) bool
}

// Standing is how far a text stands behind a predicate.
type Standing struct {
	Status   status.Status // Keep: nothing settles it; Drop: it is not put forward as anything
	Past     bool          // told of as known, whatever the tense above it
	Hearsay  bool          // somebody unknown is said to suspect or allege it
	Refusal  bool          // will not: the doer's own refusal
	asserted bool
}

// Status works out the status of a predicate from its own words and from
// everything that governs it.
func (m *Modalities) Status(q Query) Standing {
	x := Standing{}
	s, cur := m.own(&q, &x), q.Predicate
	if q.Nominal {
		cur = q.Carrier
	}
	x.Status = m.climb(&q, &x, cur, s)
	if told(x.Status) && m.question(q.Predicate) {
		x.Status = status.Possible
	}
	return x
}

// own is the status of a predicate by its own clause.
func (m *Modalities) own(q *Query, x *Standing) status.Status {
	if q.Nominal {
		return m.ofNoun(q)
	}
	if m.overdue(q.Predicate) {
		return status.NotHappened
	}
	if s := m.supposed(q.Predicate); s != status.Keep {
		return s
	}
	if m.expected(q.Predicate) {
		return status.Planned
	}
	l := m.Level(q.Predicate)
	x.Refusal = l.Negated && l.Status == status.NotHappened && m.Future(q.Predicate)
	s := status.Keep
	if !l.Bare || l.Status == status.NotHappened {
		s = l.Status
	}
	if q.Refuses && s == status.NotHappened {
		s = status.Keep
		if !l.Bare {
			s = status.Happened
		}
	}
	if s == status.Happened && m.distant(q.Predicate) {
		s = status.Possible
	}
	if s == status.Happened && m.awaited(q.Predicate) {
		s = status.Planned
	}
	return s
}

// ofNoun is the status of a noun by its modifiers, its copula and its carrier.
func (m *Modalities) ofNoun(q *Query) status.Status {
	s := m.cue(q.Predicate)
	if m.Negated(q.Predicate) {
		s = status.NotHappened
	}
	if q.Carrier == q.Predicate {
		if m.Tree.Child(q.Predicate, text.DepCop) < 0 {
			return s
		}
		l := m.Level(q.Predicate)
		if l.Bare {
			return s
		}
		if l.Status == status.Happened && m.Present(q.Predicate) {
			l.Status = status.Ongoing
		}
		return s.Under(l.Status, false)
	}
	l := m.Level(q.Carrier)
	if q.Carried != status.Keep && l.Status == status.Happened && m.Present(q.Carrier) {
		l.Status = q.Carried
	}
	return s.Under(l.Status, l.Bare)
}

// highest is how many governors up a status is worked out.
const highest = 10

// climb goes from token cur to the root and lets each governor work on s.
func (m *Modalities) climb(q *Query, x *Standing, cur int, s status.Status) status.Status {
	for range highest {
		h := int(m.Doc.Tokens[cur].Head)
		if h < 0 {
			return s
		}
		if told(s) && (m.replaced(cur) || m.overdue(cur)) {
			return status.NotHappened
		}
		if m.Dep(cur) == text.DepConj {
			if m.Nominal(cur) != m.Nominal(h) {
				return s
			}
			s, cur = m.beside(q, cur, h, s), h
			continue
		}
		l := m.Level(h)
		over := false
		if op, ok := m.governor(cur, &l); ok {
			s, over = m.govern(q, x, op, &l, cur, s)
		} else {
			s, over = m.pass(q, x, &l, cur, s)
		}
		if over {
			return s
		}
		cur = h
	}
	return s
}

// beside is the status of a second conjunct: it stands where the first does.
func (m *Modalities) beside(q *Query, cur, h int, s status.Status) status.Status {
	if q.Nominal || s != status.Keep && !m.Bare(cur) || m.Doc.Tokens[h].Pos != text.VERB {
		return s
	}
	if l := m.Level(h); !l.Bare {
		return s.Under(l.Status, false)
	}
	return s
}

// govern lets operator op, the word of l, work on the status of what stands
// under it at token cur. over says that nothing above it matters.
func (m *Modalities) govern(q *Query, x *Standing, op words.Operator, l *Level, cur int, s status.Status) (_ status.Status, over bool) {
	if op.Status == status.Presupposed {
		if q.Nominal && s == status.Keep && q.Violent {
			x.Past = true
			return op.Negated, true // will discuss the fighting, suspects in the attack
		}
		op.Status, op.Negated = status.Keep, status.Keep
	}
	if op.Says && op.Slot == "comp" && op.Status == status.Planned && s != status.Keep && !m.Infinitive(cur) {
		op.Status, op.Negated = status.Keep, status.Keep // they announced that they have left
	}
	if op.Status == status.Keep && !op.Says && m.Under(cur, "whether") {
		return status.Possible, false // it is not known whether they will meet
	}
	s = m.operate(q, x, op, l, s)
	if s == status.Drop {
		return s, true
	}
	if x.Hearsay {
		return status.Possible, true
	}
	return s, false
}

// pass takes a status over a governor that is no operator.
func (m *Modalities) pass(q *Query, x *Standing, l *Level, cur int, s status.Status) (_ status.Status, over bool) {
	dep, h := m.Dep(cur), l.Head
	switch dep {
	case text.DepAcl, text.DepAdvcl:
		if dep == text.DepAcl && !m.Infinitive(cur) && m.Doc.Tokens[cur].Pos == text.VERB && m.Nominal(h) {
			return s, true // men charged with murder, whatever becomes of the men
		}
		if s, over = m.adverbial(q, x, l, cur, s); over {
			return s, true
		}
	case text.DepParataxis, text.DepAppos, text.DepAclRelcl, text.DepList:
		return s, true
	case text.DepXcomp, text.DepCcomp, text.DepCsubj:
		if q.Nominal && s != status.Keep && !m.Nominal(h) {
			return s, true
		}
		if s == status.Keep && !l.Bare {
			s = l.Status
		}
		return s, false
	}
	if q.Nominal {
		return s, s != status.Keep && !m.Nominal(h)
	}
	return s, dep != text.DepAcl && dep != text.DepAdvcl
}

// adverbial is the status of a clause that says when, why or how the one above
// it came about.
func (m *Modalities) adverbial(q *Query, x *Standing, l *Level, cur int, s status.Status) (_ status.Status, over bool) {
	after := m.Under(cur, "after") || m.Under(cur, "since")
	adverbial := m.Dep(cur) == text.DepAdvcl
	if adverbial && s == status.Ongoing && after {
		return status.Happened, true // after being found guilty
	}
	if s == status.Keep && m.Bare(cur) {
		switch by := m.Under(cur, "by"); {
		case m.Under(cur, "if") || m.Under(cur, "unless"):
			s = status.Possible
		case (by || m.Under(cur, "after")) && l.Bare && !m.Under(cur, "since"):
			return s, false // to disrupt them by capturing some, to meet after signing
		case after || by:
			x.Past = x.Past || !by
			s = status.Happened
		case m.Infinitive(cur):
			return m.purpose(q, l), true
		case !l.Bare:
			s = l.Status
		}
	}
	return s, adverbial && s != status.Keep
}

// purpose is the status of what something is done for.
func (m *Modalities) purpose(q *Query, l *Level) status.Status {
	switch {
	case l.Status == status.NotHappened || l.Status == status.Cancelled:
		return status.Drop
	case l.Status == status.Happened && q.Stated != nil && q.Stated(l.Head):
		return status.Happened
	}
	return status.Planned
}

// operate lets an operator whose own level is l work on the status s.
func (m *Modalities) operate(q *Query, x *Standing, op words.Operator, l *Level, s status.Status) status.Status {
	m.report(q, x, op, l, s)
	if q.Refuses && op.OfObject {
		return status.Drop // told him not to sign: he has refused nothing
	}
	noun := m.Nominal(l.Head)
	eff := op.Status
	x.Refusal = x.Refusal || eff == status.NotHappened
	neg := l.Negated && l.Status == status.NotHappened
	if neg && eff == status.Keep && m.asked(q.Predicate) {
		return status.Happened // does not know how many were killed
	}
	if neg = neg || noun && m.Negated(l.Head); neg {
		eff = op.Negated
	}
	switch {
	case eff == status.Drop:
		return eff
	case eff == status.Keep && (op.Says || l.Bare || noun):
		return s
	case eff == status.Keep:
		return s.Under(l.Status, false)
	case eff == status.NotHappened && op.OfObject && !neg && !noun && (l.Bare || ahead(l.Status)):
		return status.Drop // a law would keep them from jailing reporters
	case s == status.NotHappened && (eff == status.Denied || ahead(eff)):
		return status.Drop
	case s.Off() && ahead(eff):
		return s
	case neg || l.Bare || noun:
		return eff
	}
	return ofOperator(eff, l.Status)
}

// report notes in whose mouth an operator puts what it governs.
func (m *Modalities) report(q *Query, x *Standing, op words.Operator, l *Level, s status.Status) {
	noun := m.Nominal(l.Head)
	if op.Says && !x.asserted && q.Asserted != nil {
		who := l.Subject
		if who < 0 && noun {
			who = m.Owner(l.Head)
		}
		x.asserted = who >= 0 && q.Asserted(who)
	}
	if (told(s) || s == status.Planned) && !x.asserted && (m.Words.Hearsay.Has(l.Lemma) || l.Lemma == "report" && noun && !q.Nominal) {
		x.Hearsay = true
	}
}

// told reports whether something of a status is told as a fact, if no more is
// said.
func told(s status.Status) bool {
	return s == status.Keep || s == status.Happened || s == status.Ongoing
}

// ahead reports whether what has a status is still to come, if it comes.
func ahead(s status.Status) bool {
	return s == status.Planned || s == status.Possible || s == status.Sought
}

// ofOperator is the status under a word that gives eff and has a status itself:
// what may be planned is possible, what should be planned is sought.
func ofOperator(eff, own status.Status) status.Status {
	switch {
	case own == status.Possible && eff != status.Possible && eff != status.Denied && eff != status.NotHappened:
		return status.Possible
	case own == status.Sought && (eff == status.Planned || eff == status.Cancelled):
		return status.Sought
	}
	return eff
}

// governor returns what the word of l does to what stands under it at token cur,
// and false where it does nothing.
func (m *Modalities) governor(cur int, l *Level) (words.Operator, bool) {
	infinitive := m.Infinitive(cur) && m.Bare(cur) || l.Lemma == "insist" && m.Subjunctive(cur)
	return m.Operator(l.Lemma, l.Head, m.Slots(cur, &l.Clause), infinitive)
}
