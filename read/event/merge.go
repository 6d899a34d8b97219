package event

import (
	"iter"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/grammar/phrase"
	"github.com/datelinewire/dateline/text"
)

// lately is how many events back the reader looks for the one that is meant
// or told again.
const lately = 160

// toldEvents are the events of a story in the order in which they were told.
type toldEvents struct {
	all    []*told
	ofType map[Type][]*told
}

func (t *toldEvents) add(e *told) {
	t.all = append(t.all, e)
	k := e.d.frame.kind
	if t.ofType == nil {
		t.ofType = map[Type][]*told{}
	}
	t.ofType[k] = append(t.ofType[k], e)
}

// near yields the events of a type among which one that is told again is
// sought: those told first, as the headline and the lead are, and those told
// lately. A story that tells of hundreds would else be compared with itself.
func (t *toldEvents) near(k Type) iter.Seq[*told] {
	all := t.ofType[k]
	first := min(lately/4, len(all))
	return func(yield func(*told) bool) {
		for _, part := range [2][]*told{all[:first], all[max(first, len(all)-lately):]} {
			for _, e := range part {
				if !yield(e) {
					return
				}
			}
		}
	}
}

// merge finds the event of the reading that d tells again and adds to it
// what d knows more; -1 when there is none.
func (r *reader) merge(d *draft, ev fact.Evidence) int {
	for o := range r.found.near(d.frame.kind) {
		e := &r.w.Reading.Events[o.index]
		if !r.sameEvent(o.d, d, e) {
			continue
		}
		old := e.Evidence
		if r.headline(o.d) && !r.headline(d) && len(d.actors)+len(d.recips) >= len(e.Actors)+len(e.Recipients) {
			e.Actors, e.Recipients = d.actors, d.recips
			if e.Recipients == nil {
				e.Recipients = []fact.Party{}
			}
		} else if same := d.frame.kind.Mutual() && d.mode != "visit"; !same && len(e.Recipients) == 0 && len(d.recips) > 0 {
			e.Recipients = d.recips
		}
		if len(e.Actors) == 0 && len(d.actors) > 0 {
			e.Actors = d.actors
		}
		if e.Place == nil {
			e.Place = d.placeID
		}
		if e.Mode == nil && d.mode != "" {
			e.Mode = fact.Ptr(d.mode)
		}
		if t := r.interval(d); t != nil && (e.Time == nil || grainRank(t.Grain) < grainRank(e.Time.Grain)) {
			e.Time = cloneInterval(t)
		}
		if r.headline(o.d) && !r.headline(d) {
			e.Evidence, ev = ev, old
			o.d.trigger, o.d.carrier = d.trigger, d.carrier
			r.setConfidence(d, e)
			e.Summary = r.tell(d, e)
		}
		r.w.Reading.Story.Retold = append(r.w.Reading.Story.Retold, fact.Retelling{Event: e.ID, Evidence: ev})
		return o.index
	}
	return -1
}

// sameEvent reports whether draft d tells event e, first told by o.
func (r *reader) sameEvent(o, d *draft, e *fact.Event) bool {
	if r.purposeOf(o, d) {
		return true
	}
	if o.frame.kind != d.frame.kind || d.frame.kind == State || o.mode != d.mode && (o.mode != "" && d.mode != "" || d.frame.kind == Consult) {
		return false
	}
	if r.d.Tokens[o.trigger].Sentence == r.d.Tokens[d.trigger].Sentence && !(o.noun != d.noun) {
		return false
	}
	if !sameStatus(e.Status, statusIn(d.status)) && !(d.noun && d.status == planned && off(e.Status)) &&
		!(d.noun && d.mode == "visit" && d.status == happened && r.interval(d) == nil) { // Lavrov's visit is timed to: the one just announced
		return false
	}
	if !samePtr(e.AssertedBy, d.asserter) && !off(e.Status) {
		return false
	}
	if t := r.interval(d); t != nil && e.Time != nil && !overlap(*t, *e.Time) {
		return false
	}
	if e.Place != nil && d.placeID != nil && *e.Place != *d.placeID {
		return false
	}
	if d.frame.kind.Mutual() && d.mode != "visit" {
		a := append(append([]fact.Party{}, e.Actors...), e.Recipients...)
		b := append(append([]fact.Party{}, d.actors...), d.recips...)
		return len(b) > 0 && r.partySet(a, b) && (r.partySet(b, a) || r.headline(o) && o.frame.lemma == d.frame.lemma)
	}
	if len(d.actors) == 0 || len(e.Actors) == 0 {
		if len(d.recips) == 0 || len(e.Recipients) == 0 {
			return false
		}
	} else if !r.partySet(d.actors, e.Actors) || !r.partySet(e.Actors, d.actors) {
		return false
	}
	if len(d.recips) > 0 && len(e.Recipients) > 0 {
		return r.partySet(d.recips, e.Recipients) && r.partySet(e.Recipients, d.recips)
	}
	return d.mode == "visit" || r.headline(o) || o.frame.lemma == d.frame.lemma
}

// purposeOf reports whether talk d says only what the meeting o is for: will
// meet again to discuss the rent, held talks to negotiate a truce.
func (r *reader) purposeOf(o, d *draft) bool {
	if o.frame.kind != Consult || d.frame.kind != Consult || o.mode == "visit" || d.mode != "" || d.noun {
		return false
	}
	t := &r.d.Tokens[d.trigger]
	if h := int(t.Head); t.Tag != text.TagVB || h >= d.trigger || h != o.trigger && h != o.carrier {
		return false
	}
	switch t.Dep {
	case text.DepAdvcl, text.DepXcomp, text.DepAcl:
	default:
		return false
	}
	mark := r.t.Child(d.trigger, text.DepMark)
	return mark >= 0 && phrase.Lower(r.Lemma(mark)) == "to" && (len(d.actors) == 0 || r.partySet(d.actors, append(append([]fact.Party{}, o.actors...), o.recips...)))
}

func sameStatus(a, b fact.Status) bool {
	if a == b {
		return true
	}
	live := func(s fact.Status) bool { return s == fact.Happened || s == fact.Ongoing }
	return live(a) && live(b)
}

// off reports whether an event does not take place: what the story then says
// of the plan is the same event.
func off(s fact.Status) bool {
	return s == fact.NotHappened || s == fact.Cancelled || s == fact.Denied || s == fact.Postponed
}

func samePtr(a, b *string) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func overlap(a, b calendar.Interval) bool {
	before := func(x, y calendar.Day) bool {
		return !x.IsZero() && !y.IsZero() && x.Last().Before(y.First())
	}
	return !before(a.To, b.From) && !before(b.To, a.From)
}

// partySet reports whether every party of a is in b, as the same entity or as
// the country that it stands for.
func (r *reader) partySet(a, b []fact.Party) bool {
	for _, p := range a {
		hit := false
		for _, q := range b {
			if sameParty(p, q) || p.Code == q.Code && r.sameWords(p, q) && p.Code != states && p.Code != group && p.Code != unknown && !(r.isSomeone(p) && r.isSomeone(q)) {
				hit = true
			}
		}
		if !hit {
			return false
		}
	}
	return true
}

// sameWords reports whether two parties may be called by the same words: rebels
// and troops of one country, neither of whom has a name, may not.
func (r *reader) sameWords(p, q fact.Party) bool {
	if p.Entity != nil || q.Entity != nil || p.Span == nil || q.Span == nil {
		return true
	}
	return strings.EqualFold(r.d.Text[p.Span.Start:p.Span.End], r.d.Text[q.Span.Start:q.Span.End])
}

// isSomeone reports whether a party is a person: two persons of one country are
// two parties.
func (r *reader) isSomeone(p fact.Party) bool {
	return p.Entity != nil && r.kindOf(*p.Entity) == fact.Person
}

func (r *reader) headline(d *draft) bool {
	k := r.d.KindOf(d.trigger)
	return k == text.Headline || k == text.Deck
}
