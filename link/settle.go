package link

import (
	"slices"
	"strconv"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/say"
)

// Settle gives promises the state that follows from what became of the events
// that were promised, as of a day: one whose event was held is kept, of one that
// was put off the deadline moves with it, and one that was called off is
// withdrawn. Where that says nothing, what later stories say counts. What a
// story itself says of a promise goes before both.
func (l *Linker) Settle(promises []*Promise, all []*Happening, outcomes map[*Happening]Outcome, stories []*Story, today calendar.Day) {
	byReport := map[string]*Happening{}
	for _, h := range all {
		for _, r := range h.Reports {
			byReport[r.ID()] = h
		}
	}
	told := l.newPress(stories)
	for _, p := range promises {
		p.Meeting = slices.ContainsFunc(p.Reports, func(r *Pledge) bool {
			h := r.act(byReport)
			return h != nil && h.Best.Event.Type == ontology.Consult.String()
		})
		if p.State != "open" && p.State != "overdue" {
			continue
		}
		if !l.byEvent(p, byReport, outcomes, today) && !l.bySigning(p, told, all) {
			l.byWord(p, told, today)
		}
	}
}

// act returns the happening that is promised; nil where none was read.
func (p *Pledge) act(byReport map[string]*Happening) *Happening {
	if p.Pledge.Event == nil {
		return nil
	}
	return byReport[p.StoryID+"."+*p.Pledge.Event]
}

// byEvent takes over what became of the event that was promised. It reports
// whether there is such a one.
func (l *Linker) byEvent(p *Promise, byReport map[string]*Happening, outcomes map[*Happening]Outcome, today calendar.Day) bool {
	for _, r := range p.Reports {
		h := r.act(byReport)
		if o, ok := outcomes[h]; ok && h != nil && o.Because != nil && !o.Because.Best.unread() && o.Because.last().At.After(r.At) && !(o.State == Held && l.partly(o.Because)) && p.become(o, today) {
			p.Because = o.Because
			return true
		}
	}
	return false
}

// partly reports whether the story that tells best of what was done says in the same
// sentence that it was not all: three of the five, fewer than promised.
func (l *Linker) partly(h *Happening) bool {
	r := h.Best
	if r.story == nil {
		return false
	}
	for i, s := range r.story.Gist.Sentences {
		if s.Start <= r.Event.Evidence.Start && r.Event.Evidence.Start < s.End {
			return l.turns(&r.story.said[i+1]).has(inPart | short)
		}
	}
	return l.turns(&r.story.said[0]).has(inPart | short)
}

// bySigning takes a promise to reach an agreement for kept when those who made it
// signed one, in a story that has rare words enough in common with the one that tells
// the promise. It reports whether they did.
func (l *Linker) bySigning(p *Promise, read *press, all []*Happening) bool {
	first := p.Reports[0]
	s, _ := read.where(first)
	parties := eachOnce(slices.Concat(first.by, first.to))
	if s == nil || len(parties) < 2 || !l.turnsOf(first.What).has(deal) {
		return false
	}
	for _, h := range all {
		i := slices.IndexFunc(h.Reports, func(r *Report) bool {
			return r.stage == told && r.Event.Type == ontology.Support.String() && r.At.After(first.At) && len(shared(parties, r.whole.codes)) > 1 &&
				r.story != nil && l.rarity(l.rare(inBoth(s.words, r.story.words))) >= 2*bindsRare
		})
		if i >= 0 {
			r := h.Reports[i]
			p.State, p.Because = "kept", h
			p.Why = "signed on " + say.Days(r.From, r.To) + p.lateness(r.To)
			return true
		}
	}
	return false
}

// lateness says by how many days something was done after the last day told for it;
// "" where it was not late, or hardly.
func (p *Promise) lateness(done calendar.Day) string {
	if _, due := p.Due(); !due.IsZero() && !done.IsZero() {
		if n := done.Last().Sub(due.Last()); n > grace {
			return ", " + strconv.Itoa(n) + " days late"
		}
	}
	return ""
}

// byWord takes over what later stories say became of a promise.
func (l *Linker) byWord(p *Promise, told *press, today calendar.Day) {
	t := l.threadOfPromise(p, told)
	for _, s := range l.follows(told, t) {
		w, ok := l.says(t, s)
		if !ok {
			continue
		}
		passed := !t.last.IsZero() && !s.day().Before(t.last.Last())
		state, why := "", ""
		switch {
		case w.turn == later && !w.last.IsZero():
			state, why = "open", "a story says that it was put off to "+say.Days(w.first, w.last)
			p.Dues = append(p.Dues, Due{From: w.first, To: w.last})
			t.first, t.last = w.first, w.last
		case w.turn == calledOff:
			state, why = "withdrawn", "a story says that it was given up"
		case (w.turn == short || w.turn == later) && passed:
			state, why = "missed", "a story says that it was not done in time"
		case w.turn == 0:
			state, why = "kept", "a story on "+say.Days(w.first, w.last)+" tells of it as done"
		default:
			continue
		}
		p.State, p.Why, p.Because = state, why, w.telling()
		if state != "open" {
			return
		}
		if _, to := p.Due(); !to.IsZero() && !today.IsZero() && to.Last().Before(today.First()) {
			p.State = "overdue"
		}
	}
}

// become takes over what became of the event that was promised. It reports
// whether that says anything.
func (p *Promise) become(o Outcome, today calendar.Day) bool {
	switch o.State {
	case Held:
		p.State, p.Why = "kept", "what became of it: "+o.Why[0]+p.lateness(o.To)
	case Cancelled:
		p.State, p.Why = "withdrawn", "what became of it: "+o.Why[0]
	case Postponed, Moved:
		if _, due := p.Due(); !due.IsZero() && !o.To.IsZero() && o.To.Last().Before(due.Last()) {
			return false // a step on the way to what was promised
		}
		p.State, p.Why = "open", "what became of it: "+o.Why[0]
		if !o.To.IsZero() {
			if last := len(p.Dues) - 1; last < 0 || p.Dues[last].To != o.To {
				p.Dues = append(p.Dues, Due{From: o.From, To: o.To})
			}
			if !today.IsZero() && o.To.Last().Before(today.First()) {
				p.State = "overdue"
			}
		}
	default:
		return false
	}
	return true
}

// ChangedSince reports whether something of the promise was told after that
// day, or became of it since, or its day passed.
func (p *Promise) ChangedSince(day calendar.Day) bool {
	for _, r := range p.Reports {
		if calendar.Of(r.At).Sub(day) > 0 {
			return true
		}
	}
	if p.Because != nil && calendar.Of(p.Because.last().At).Sub(day) > 0 {
		return true
	}
	_, due := p.Due()
	return p.State == "overdue" && !due.IsZero() && !due.Last().Before(day)
}
