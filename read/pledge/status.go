package pledge

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/modality"
	"github.com/datelinewire/dateline/grammar/status"
	"github.com/datelinewire/dateline/text"
)

// statusOf returns the status that the text gives to predicate i, and false
// when the text does not put it forward as anything.
func (r *reader) statusOf(i int) (fact.Status, bool) {
	x := r.g.Status(modality.Query{
		Predicate: i, Carrier: i, Nominal: r.d.Tokens[i].Pos == text.NOUN,
		Asserted: func(who int) bool { return r.w.EntityAt(who) != nil || r.d.Tokens[who].Pos == text.NOUN },
	})
	switch x.Status {
	case status.Drop:
		return "", false
	case status.Keep:
		return fact.Happened, true
	}
	return fact.Status(x.Status.String()), true
}

// tense returns the status that the clause's own auxiliaries give to predicate
// i: planned for will, possible for may, not_happened when negated; "" where it
// has no tense.
func (r *reader) tense(i int) fact.Status {
	l := r.g.Level(i)
	if l.Bare || l.Status == status.Keep {
		return ""
	}
	return fact.Status(l.Status.String())
}

// preposition returns the first preposition of token i, "" for none.
func (r *reader) preposition(i int) string {
	p, _ := r.g.Preposition(i)
	return p
}
