package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// confidence says how safe an event is, not how complete: every property
// that goes with wrong readings on random prose counts as a risk. None is
// high, one medium, more are low. script/confidence counts what comes of it
// over all lines that were judged.
//
// What the judgement and a frame say of one predicate, both of one type, is
// as safe as the frame alone; what one of them says alone is a step less.
func (r *reader) confidence(d *draft) fact.Confidence {
	c := r.frameConfidence(d)
	if d.agreed {
		return c
	}
	if c == fact.High || d.judged != nil && d.judged.Margin > surely && d.judged.StatusOver > surely {
		return fact.Medium
	}
	return fact.Low
}

// surely is a margin, at transformer.Bits, above which the judgement alone is
// worth showing.
const surely = 3000

func (r *reader) frameConfidence(d *draft) fact.Confidence {
	risks := r.readingRisks(d) + r.partyRisks(d)
	if risks == 0 {
		risks = r.placingRisks(d)
	}
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
	case happened, ongoing:
	case planned:
		risks++ // by whom, and is it settled?
		if d.frame.kind != Consult && d.frame.kind != Mobilize && d.frame.kind != Sanction {
			risks++
		}
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

// placingRisks counts, in a clear clause, what makes it doubtful that it is
// put together right: a type whose verbs have many senses, a clause that
// qualifies another, parties that are not named by the very words in the
// verb's slots, a day that hangs on another word.
func (r *reader) placingRisks(d *draft) int {
	risks := 0
	switch d.frame.kind {
	case Aid, Sanction, Cooperate, Threaten, Retreat:
		risks++
	}
	if d.worded {
		risks++
	}
	switch r.dep(d.trigger) {
	case text.DepAclRelcl, text.DepAcl, text.DepAdvcl:
		risks++
	}
	for _, p := range d.actors {
		if len(p.Sectors) > 0 && !staid(p.Sectors[0]) {
			risks++ // lawyers, delegates, kidnappers: whose?
			break
		}
	}
	if !d.noun && (len(d.actors) == 0 || !r.spelled(d.actors, d.clause.subj)) {
		risks++
	}
	if h := int(r.d.Tokens[d.trigger].Head); !d.noun && r.dep(d.trigger) == text.DepConj && d.clause.borrowed && h >= 0 && r.lex.says(r.verbLemma(h)) && d.frame.kind.Material() {
		risks++ // police say gunmen shot and killed him: who did?
	}
	if !d.noun && len(d.recips) > 0 && !r.spelled(d.recips, r.slotted(d)...) {
		risks++
	}
	if d.time >= 0 && !r.ownDay(d) {
		risks++
	}
	return risks
}

// staid tells the sectors whose members are seldom taken for something else.
func staid(sector string) bool {
	switch sector {
	case "GOV", "MIL", "COP", "REB", "ELI", "SPY", "PTY":
		return true
	}
	return false
}

// slotted lists the words in the slots of a draft's clause beside the subject.
func (r *reader) slotted(d *draft) []int {
	c := &d.clause
	at := []int{c.obj, c.iobj, c.surface}
	for _, o := range c.obls {
		at = append(at, o.tok)
	}
	return at
}

// spelled reports whether the words at one of the tokens, or coordinated with
// it, are themselves a name or phrase of each of the parties.
func (r *reader) spelled(ps []fact.Party, at ...int) bool {
	for _, p := range ps {
		hit := false
		for _, i := range at {
			if i < 0 {
				continue
			}
			for _, k := range r.conjuncts(i) {
				e := r.w.EntityAt(k)
				hit = hit || p.Entity != nil && e != nil && e.ID == *p.Entity ||
					p.Entity == nil && p.Span != nil && p.Span.Start <= int(r.d.Tokens[k].Start) && int(r.d.Tokens[k].Start) < p.Span.End
			}
		}
		if !hit {
			return false
		}
	}
	return true
}

// ownDay reports whether the day of a draft hangs on its own predicate, and not
// after since.
func (r *reader) ownDay(d *draft) bool {
	dt := &r.w.Reading.Dates[d.time]
	s := &r.d.Sentences[r.d.Tokens[d.trigger].Sentence]
	for i := int(s.First); i < int(s.Last); i++ {
		t := &r.d.Tokens[i]
		if int(t.Start) < dt.Start || int(t.Start) >= dt.End {
			continue
		}
		if h := int(t.Head); h != d.trigger && h != d.carrier {
			continue
		}
		for j := d.trigger; j <= i; j++ {
			switch r.lemma(j) {
			case "since", "until", "after", "before", "following":
				return false // of what came before, or since when
			}
		}
		p, _ := r.preps(i)
		return p != "since" && p != "until"
	}
	return false
}
