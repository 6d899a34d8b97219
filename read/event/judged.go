package event

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/clause"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/text"
)

// Frames propose, learning disposes: the judgement says which predicates are
// events and what fills their slots; a frame that proposed the same predicate
// gives the mode, the code and what the judgement is silent about.

// weigh pairs the judged events of sentence n with the drafts of the frames.
// A judged event that no frame proposed becomes a draft of its own; of a draft
// that the judgement does not know stands says whether it is an event.
func (r *reader) weigh(n int) {
	for i := range r.judged.Events[n] {
		e := &r.judged.Events[n][i]
		d := r.proposal(e)
		if d == nil {
			d = r.unproposed(e)
			r.drafts = append(r.drafts, d)
		}
		d.judged = e
		r.explainJudged(d)
	}
}

// doubted is the margin, at transformer.Bits, below which a predicate is no
// event though a frame proposes it.
const doubted = -2800

// stands reports whether a draft that the judgement does not know is an event
// all the same: its frame fires and the judgement is not sure of the contrary.
func (r *reader) stands(d *draft) bool { return r.judged.Margins[d.trigger] > doubted }

// proposal returns the draft whose predicate is the judged event's: one of the
// same type first.
func (r *reader) proposal(e *judge.Event) *draft {
	var found *draft
	for _, d := range r.drafts {
		in := func(i int) bool { return int32(i) >= e.First && int32(i) < e.Last }
		if d.judged != nil || !in(d.trigger) && !in(d.carrier) {
			continue
		}
		if d.frame.kind.String() == e.Type {
			d.proposed = true
			return d
		}
		if found == nil {
			found = d
		}
	}
	if found != nil {
		found.proposed = true
	}
	return found
}

// unproposed makes a draft of a judged event for which no frame stands.
func (r *reader) unproposed(e *judge.Event) *draft {
	i := r.headOf(int(e.First), int(e.Last))
	d := newDraft(i, clause.None(i))
	if r.d.Tokens[i].Pos == text.VERB || r.d.Tokens[i].Pos == text.ADJ {
		d.clause = r.Of(i)
	} else {
		d.noun = true
	}
	d.frame = &frame{lemma: r.Lemma(i), name: r.Lemma(i)}
	return d
}

// headOf returns the token of a stretch that governs the others.
func (r *reader) headOf(first, last int) int {
	for i := first; i < last; i++ {
		if h := int(r.d.Tokens[i].Head); h < first || h >= last {
			return i
		}
	}
	return first
}

// overrule sets what the judgement decides of a draft that is complete
// otherwise. Where a frame of the same type proposed it, the frame's status
// and parties stand and the judgement fills the sides that are empty.
func (r *reader) overrule(d *draft) {
	e := d.judged
	k, _ := ontology.Parse(e.Type)
	d.agreed = d.proposed && k == d.frame.kind
	if !d.agreed {
		f := *d.frame
		f.kind, f.mode, f.cameo = k, "", k.Cameo()
		d.frame, d.mode = &f, ""
	}
	if said := effectOf(fact.Status(e.Status)); d.status == drop || !d.agreed && !unreal(d.status, said) && !r.Foretold(d.trigger) || d.agreed && plain(d.status) && e.StatusOver > decided {
		d.status = said
	}
	d.proposedActors, d.proposedRecips = d.actors, d.recips
	doers, affected := r.judgedParties(d)
	if len(doers) > 0 && (!d.agreed || len(d.actors) == 0) {
		d.actors = doers
	}
	if len(affected) > 0 && (!d.agreed || len(d.recips) == 0) {
		d.recips = affected
	}
	r.sameAgain(d)
	r.judgedSetting(d)
	r.takeSides(d)
}

// decided is how far, at transformer.Bits, the judged status must lie above the
// next to stand against a grammar that has found nothing which says otherwise.
const decided = 2000

// plain reports whether a status is what a verb says by its tense alone.
func plain(e effect) bool { return e == happened || e == ongoing }

// recent is how many events before it a noun may take up.
const recent = 12

// sameAgain gives a noun that takes an event up (the talks, this attack) the
// parties of the last event of its type, where it has none of its own.
func (r *reader) sameAgain(d *draft) {
	if len(d.actors)+len(d.recips) > 0 || r.d.Tokens[d.trigger].Pos != text.NOUN || !r.Definite(d.trigger) {
		return
	}
	all := r.found.all
	for n := len(all) - 1; n >= max(0, len(all)-recent); n-- {
		e := &r.w.Reading.Events[all[n].index]
		if e.Type == d.frame.kind.String() && len(e.Actors)+len(e.Recipients) > 0 {
			d.actors, d.recips = slices.Clone(e.Actors), slices.Clone(e.Recipients)
			r.note(d.trigger, "parties as of %s", e.ID)
			return
		}
	}
}

// unreal reports whether the grammar says of a predicate that it has not come
// about (not, called off, asked for, may) where the judgement takes it for a
// fact: what negates or asks may stand far from a noun.
func unreal(grammar, judged effect) bool {
	return plain(judged) && grammar >= possible && grammar <= notHappened
}

// judgedParties returns both sides by the judged arguments, and a side that
// the judgement leaves empty by the roles of the predicate.
func (r *reader) judgedParties(d *draft) (doers, affected []fact.Party) {
	for _, a := range d.judged.Arguments {
		q := r.question(d.judged, a)
		switch a.Role {
		case judge.Doer:
			ps, ahead := r.partiesOrHome(q)
			doers, d.ahead = addParties(doers, ps), min(d.ahead, ahead)
		case judge.Affected:
			ps, ahead := r.partiesOrHome(q)
			affected, d.ahead = addParties(affected, ps), min(d.ahead, ahead)
		}
	}
	if len(doers) == 0 {
		doers = r.filled(r.roles.Doers(d.trigger))
	}
	if len(affected) == 0 {
		affected = r.filled(r.roles.Affected(d.trigger))
	}
	return doers, affected
}

// question returns what is known beside an argument of an event.
func (r *reader) question(e *judge.Event, a judge.Argument) Asked {
	q := Asked{Head: int(a.Token), Role: a.Role}
	for _, b := range e.Arguments {
		if b == a || b.Role != judge.Doer && b.Role != judge.Affected {
			continue
		}
		for _, p := range r.parties(int(b.Token)) {
			if b.Role == a.Role {
				q.Same = append(q.Same, p.Code)
			} else {
				q.Others = append(q.Others, p.Code)
			}
		}
	}
	return q
}

func addParties(to, from []fact.Party) []fact.Party {
	for _, p := range from {
		to = addParty(to, p)
	}
	return to
}

// filled returns the parties that words in a role name by themselves.
func (r *reader) filled(by []role.Filler) []fact.Party {
	var out []fact.Party
	for _, f := range by {
		for _, p := range r.parties(int(f.Token)) {
			out = addParty(out, p)
		}
	}
	return out
}

// judgedSetting sets who asserts the event, its day and its place. Where neither
// a quotation nor the judgement tells who asserts it, the grammar does, of the
// status that the judgement has left it with.
func (r *reader) judgedSetting(d *draft) {
	d.asserter = nil
	if q := r.w.QuoteAt(d.trigger); q != nil && q.Speaker != nil {
		d.asserter = q.Speaker
	}
	for _, a := range d.judged.Arguments {
		t := int(a.Token)
		switch a.Role {
		case judge.Asserter:
			if who := r.parties(t); len(who) == 1 && who[0].Entity != nil {
				d.asserter = who[0].Entity
			} else if e := r.w.EntityAt(t); e != nil {
				d.asserter = fact.Ptr(e.ID)
			}
		case judge.Time:
			if r.w.DateAt(t) != nil {
				d.time = r.dateIndex(t)
			}
		case judge.Place:
			if e := r.w.EntityAt(t); e != nil && e.Kind == fact.Place {
				d.placeID = fact.Ptr(e.ID)
			}
		}
	}
	r.attribute(d)
	if d.asserter != nil && r.pastSaying(*d.asserter, d.trigger) {
		d.asserter = nil
	}
}

// pastSaying reports whether what somebody says in the sentence of token i,
// alone or with others, ends before it, so that the token is the teller's own.
func (r *reader) pastSaying(speaker string, i int) bool {
	at, past := int(r.d.Tokens[i].Start), false
	with := []string{speaker}
	if e := r.w.EntityByID(speaker); e != nil {
		with = append(with, e.MemberOf...)
	}
	for n := range r.w.Reading.Quotes {
		q := &r.w.Reading.Quotes[n]
		if q.Evidence.Sentence != int(r.d.Tokens[i].Sentence) || q.Speaker == nil || !slices.Contains(with, *q.Speaker) || q.Cue == nil || q.Cue.Start > at {
			continue
		}
		for _, c := range q.Content {
			if at < c.End {
				return false
			}
			past = true
		}
	}
	return past
}

func effectOf(s fact.Status) effect {
	for e := happened; e <= notHappened; e++ {
		if statusIn(e) == s {
			return e
		}
	}
	return happened
}
