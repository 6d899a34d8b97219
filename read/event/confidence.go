package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// confidence says how safe an event is, not how complete: every property
// that goes with wrong readings on random prose counts as a risk. None is
// high, one medium, more are low. `dateline eval facts` and eval/judge count
// what comes of it.
func (r *reader) confidence(d *draft) fact.Confidence {
	risks := r.readingRisks(d) + r.partyRisks(d)
	switch risks {
	case 0:
		return fact.High
	case 1:
		return fact.Medium
	}
	return fact.Low
}

// readingRisks counts what makes the type and status of an event doubtful: a
// noun on its own, a verb whose frame asks for nothing, a clause without a
// tense or subject of its own, a status that others lend it.
func (r *reader) readingRisks(d *draft) int {
	risks := 0
	if d.frame.kind == Assault && d.mode == "" && len(d.actors) == 0 {
		risks++ // killed by whom or what?
	}
	switch {
	case d.noun && d.carrier == d.trigger:
		risks++
	case !d.noun && d.frame.score == 0:
		risks++
	}
	if d.noun && d.frame.score == 0 {
		risks++
	}
	switch d.status {
	case happened, ongoing, planned:
	default:
		risks++
	}
	if !d.noun && (d.clause.borrowed && r.dep(d.trigger) != text.DepConj || r.bareVerb(d.trigger) && !d.clause.passive) {
		risks++
	}
	return risks
}

// partyRisks counts what makes the parties doubtful: none of public life, a
// doer who goes unnamed although the verb has one, a pronoun, a subject far
// away.
func (r *reader) partyRisks(d *draft) int {
	risks := 0
	if !political(d.actors) && !political(d.recips) && !(d.frame.kind == Assault && d.clause.passive) {
		risks++
	}
	if len(d.actors) == 0 && !d.noun && !d.clause.passive {
		risks++
	}
	for _, p := range d.actors {
		if p.Code == "UNK" || p.Code == "" {
			risks++
			break
		}
	}
	s := d.clause.subj
	if d.noun || s < 0 {
		return risks
	}
	if r.d.Tokens[s].Pos == text.PRON {
		risks++
	}
	if d.trigger-s > 15 || s-d.trigger > 15 {
		risks++
	}
	return risks
}
