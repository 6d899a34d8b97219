package event

import (
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/say"
)

// emit turns a draft into an event of the reading, or says why not.
func (r *reader) emit(d *draft) {
	if why := r.unfit(d); why != "" {
		r.note(d.trigger, "%s/%s: %s", d.frame.kind, d.frame.lemma, why)
		return
	}
	r.settleParties(d)
	if parts := r.split(d); len(parts) > 1 {
		for _, p := range parts {
			one := *d
			one.recips = []fact.Party{p}
			r.add(&one)
		}
		return
	}
	r.add(d)
}

// political reports whether one of the parties acts in public life: a country,
// an organisation of them, or somebody with an office; newspapers and
// agencies that only report do not.
func political(ps []fact.Party) bool {
	for _, p := range ps {
		if len(p.Sectors) > 0 && p.Sectors[0] == "JRN" {
			continue
		}
		if p.Code != unknown && p.Code != firm && p.Code != "" || p.Code == firm && len(p.Sectors) > 0 {
			return true
		}
		for _, s := range p.Sectors {
			if s != "CVL" && s != "UNK" {
				return true
			}
		}
	}
	return false
}

// settleParties takes each party once.
func (r *reader) settleParties(d *draft) {
	if len(d.recips) == 0 {
		return
	}
	out := d.recips[:0:0]
	for _, p := range d.recips {
		dup := false
		for _, a := range d.actors {
			if sameParty(a, p) || (d.frame.kind.Mutual() && a.Code == p.Code && a.Code != "IGO" && (a.Entity == nil || p.Entity == nil)) {
				dup = true
			}
		}
		if !dup {
			out = append(out, p)
		}
	}
	d.recips = out
}

// split returns the several persons whom one person meets: a meeting with each.
func (r *reader) split(d *draft) []fact.Party {
	if d.frame.kind != Consult || d.noun || d.mode == "visit" || len(d.actors) != 1 || len(d.recips) < 2 {
		return nil
	}
	for _, p := range d.recips {
		if p.Entity == nil || r.kindOf(*p.Entity) != fact.Person {
			return nil
		}
	}
	return d.recips
}

func (r *reader) kindOf(id string) fact.EntityKind {
	if e := r.w.EntityByID(id); e != nil {
		return e.Kind
	}
	return fact.Other
}

// add appends a draft to the reading, or merges it with an event that the
// story has told already.
func (r *reader) add(d *draft) {
	first, last := r.span(d)
	by := "event/" + d.frame.lemma
	ev := r.w.Evidence(first, last, d.trigger, by)
	if at := r.merge(d, ev); at >= 0 {
		r.note(d.trigger, "%s/%s: told again: %s", d.frame.kind, d.frame.lemma, r.w.Reading.Events[at].ID)
		return
	}
	e := fact.Event{
		ID: eventID(len(r.w.Reading.Events)), Type: d.frame.kind.String(),
		Contexts: r.contexts(first, last), Actors: d.actors, Recipients: d.recips,
		Place: d.placeID, Time: cloneInterval(r.interval(d)), Status: statusIn(d.status),
		AssertedBy: d.asserter, Background: r.background(d), Evidence: ev,
	}
	r.setConfidence(d, &e)
	if e.Actors == nil {
		e.Actors = []fact.Party{}
	}
	if e.Recipients == nil {
		e.Recipients = []fact.Party{}
	}
	if d.mode != "" {
		e.Mode = fact.Ptr(d.mode)
	}
	e.Codes = fact.CodesOf(d.frame.kind, d.mode, d.frame.cameo, e.Status, d.refusal)
	r.codeParties(d, &e)
	e.Predicate = r.carrying(d)
	if e.Time != nil {
		e.TimeBasis = fact.Ptr(stated)
	}
	for _, k := range d.topics {
		e.Topics = append(e.Topics, r.topic(k))
	}
	e.Summary = r.tell(d, &e)
	r.note(d.trigger, "event %s: %s", e.ID, say.Event(&e, r.called(e.Actors), r.called(e.Recipients)))
	r.w.Reading.Events = append(r.w.Reading.Events, e)
	r.found.add(&told{d, len(r.w.Reading.Events) - 1})
}

func cloneInterval(v *calendar.Interval) *calendar.Interval {
	if v == nil {
		return nil
	}
	c := *v
	return &c
}

func (r *reader) topic(k int) fact.Topic {
	s := &r.d.Sentences[r.d.Tokens[k].Sentence]
	first, last := max(int(r.t.Left[k]), int(s.First)), min(int(r.t.Right[k])+1, int(s.Last))
	t := fact.Topic{Span: fact.SpanOf(r.d.SpanOf(first, last))}
	if e := r.w.EntityAt(k); e != nil {
		t.Entity = fact.Ptr(e.ID)
	}
	return t
}

// contexts returns the contexts whose words stand in the evidence.
func (r *reader) contexts(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		for _, c := range r.lex.contexts[r.Lemma(i)] {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return out
}

// background tells history told in passing from news: a date that lies half
// a year or more before the story's day.
func (r *reader) background(d *draft) bool {
	t := r.interval(d)
	if t == nil || r.w.Today.IsZero() || t.To.IsZero() {
		return false
	}
	return r.w.Today.Sub(t.To.Last()) > 180
}
