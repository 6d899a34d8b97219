package event

import (
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
)

// A story tells an act more than once, and names both sides only the first time
// or, behind a headline, only the second.

// completeSides gives each event of which one side is known the other side of
// the nearest event of the story that the same predicate tells of the same side.
func (r *reader) completeSides() {
	for _, t := range r.found.all {
		e := &r.w.Reading.Events[t.index]
		if len(e.Actors) > 0 == (len(e.Recipients) > 0) || e.Predicate == nil {
			continue
		}
		if k, _ := ontology.Parse(e.Type); k.Mutual() {
			continue // all who meet may stand on one side
		}
		if o := r.otherTelling(t, e); o != nil {
			if len(e.Actors) == 0 {
				e.Actors = slices.Clone(o.Actors)
			} else {
				e.Recipients = slices.Clone(o.Recipients)
			}
			if e.Summary == "" {
				e.Summary = r.tell(t.d, e)
			}
			r.note(t.d.trigger, "event %s: the other side as of %s", e.ID, o.ID)
		}
	}
}

// otherTelling returns the event nearest to e that tells of the same act with
// both sides; nil for none.
func (r *reader) otherTelling(t *told, e *fact.Event) *fact.Event {
	var best *fact.Event
	nearest := len(r.w.Reading.Events)
	for x := range r.found.near(t.d.frame.kind) {
		o := &r.w.Reading.Events[x.index]
		far := max(x.index-t.index, t.index-x.index)
		if far < nearest && sameAct(e, o) {
			best, nearest = o, far
		}
	}
	return best
}

// sameAct reports whether o tells with both sides what e tells with one: the same
// predicate and mode, and the side that e knows.
func sameAct(e, o *fact.Event) bool {
	if len(o.Actors) == 0 || len(o.Recipients) == 0 || o.Predicate == nil || o.Predicate.Lemma != e.Predicate.Lemma ||
		(o.Mode == nil) != (e.Mode == nil) || o.Mode != nil && *o.Mode != *e.Mode {
		return false
	}
	if len(e.Actors) > 0 {
		return slices.Equal(codesIn(e.Actors), codesIn(o.Actors))
	}
	return slices.Equal(codesIn(e.Recipients), codesIn(o.Recipients))
}

// codesIn returns the codes of parties, each once, in order.
func codesIn(ps []fact.Party) []string {
	out := make([]string, 0, len(ps))
	for _, p := range ps {
		out = append(out, p.Code)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
