package link

import (
	"cmp"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/say"
)

// State is what became of a plan.
type State string

// The states. Silence after the day is Unconfirmed, never Cancelled.
const (
	Ahead       State = "ahead"       // its day is still to come
	Undated     State = "undated"     // it has no day, and nothing was heard of it since
	Held        State = "held"        // reported as done
	Postponed   State = "postponed"   // put off, to the day that is known or without one
	Moved       State = "moved"       // announced anew for another day
	Cancelled   State = "cancelled"   // called off, or reported as not done
	Unconfirmed State = "unconfirmed" // its day has passed, and nothing was reported
)

// Outcome is what became of a plan, as of a day, and the reports that say so.
type Outcome struct {
	State   State
	From    calendar.Day // of what was held, or to when it was put off; zero: not known
	To      calendar.Day
	Because *Happening // nil where nothing was reported
	Steps   int        // how often it came to stand otherwise since it was announced
	Why     []string
}

// grace is how many days after its last day a plan that nobody reports is still
// ahead: news takes a day, and a weekend.
const grace = 3

// Outcomes says for each plan among the happenings what became of it as of a
// day, by the events that were read, and where they say nothing by what stories
// say. Happenings that are no plan are left out.
func (l *Linker) Outcomes(all []*Happening, stories []*Story, today calendar.Day) map[*Happening]Outcome {
	out, f := map[*Happening]Outcome{}, newField(all)
	told := l.newPress(stories)
	for _, p := range all {
		if p.Best.stage == ahead {
			out[p] = l.heard(p, outcomeOf(p, f, today), told)
		}
	}
	return out
}

// heard takes what events say of a plan further by what stories say that came
// after them. What was held or called off stays so.
func (l *Linker) heard(p *Happening, o Outcome, told *press) Outcome {
	if o.State == Held || o.State == Cancelled {
		return o
	}
	t := l.threadOf(p)
	if o.State == Held && l.unsaid(t, o, told) {
		o = Outcome{State: Unconfirmed, Why: []string{"its day has passed, and no story says that it was held"}}
	}
	if o.Because != nil {
		t.after = o.Because.last().At
		if !o.From.IsZero() {
			t.first, t.last = o.From, cmp.Or(o.To, o.From)
		}
	}
	for _, s := range l.follows(told, t) {
		if o.State == Held || o.State == Cancelled {
			break
		}
		if s.At.Before(t.after) || s.At.Equal(t.after) && o.State != Postponed {
			continue
		}
		if w, ok := l.says(t, s); ok {
			o = t.turned(o, &w)
		}
	}
	return o
}

// unsaid reports whether the only story by which a plan was held says that it
// was put off or called off: its events were read wrongly.
func (l *Linker) unsaid(t *thread, o Outcome, told *press) bool {
	if len(o.Because.Reports) > 1 || o.Because.Best.Event.Confidence != fact.Low {
		return false
	}
	for _, s := range l.follows(told, t) {
		if s.StoryID == o.Because.Best.StoryID {
			w, ok := l.says(t, s)
			return ok && w.turn.has(later|calledOff)
		}
	}
	return false
}

// turned returns what has become of a plan after a word on it.
func (t *thread) turned(o Outcome, w *word) Outcome {
	steps, day := o.Steps+1, w.story.day()
	over := !t.last.IsZero() && t.last.Last().AddDays(grace).Before(day)
	switch {
	case w.turn == later && !w.first.IsZero():
		t.first, t.last = w.first, w.last
		return Outcome{State: Postponed, From: w.first, To: w.last, Because: w.telling(), Steps: steps, Why: []string{"a story says that it was put off to " + say.Days(w.first, w.last)}}
	case w.turn == later && !over && o.State != Postponed:
		return Outcome{State: Postponed, Because: w.telling(), Steps: steps, Why: []string{"a story says that it was put off"}}
	case w.turn == calledOff && !over:
		return Outcome{State: Cancelled, Because: w.telling(), Steps: steps, Why: []string{"a story says that it was called off"}}
	case w.turn == 0 && (!over || o.State == Postponed) && !t.last.IsZero() && !w.last.Before(t.first.First()):
		return Outcome{State: Held, From: w.first, To: w.last, Because: w.telling(), Steps: steps, Why: []string{"a story on " + say.Days(w.first, w.last) + " tells of it as done"}}
	}
	return o
}

// outcomeOf looks for the last word on a plan.
func outcomeOf(p *Happening, f *field, today calendar.Day) Outcome {
	later := f.later(p)
	o := p.bySilence(today)
	steps := 0
	for _, h := range later {
		was := o
		switch {
		case h.Best.stage == told && fitsTime(p, o, h):
			r := uncontradicted(h, f)
			if r == nil || settles(p, h) && o.State == Postponed && o.From.IsZero() {
				break
			}
			from, to := r.From, r.To
			why := "reported as done on " + say.Days(from, to)
			if settles(p, h) {
				why = "they met or agreed on " + say.Days(from, to)
			}
			o = Outcome{State: Held, From: from, To: to, Because: h, Why: []string{why}}
		case o.State == Held:
		case h.Best.Event.Status == fact.Postponed:
			o = Outcome{State: Postponed, Because: h, Why: []string{"reported as put off"}}
			if from, to := h.When(); h.Best.Dated && from.First() != p.Best.From.First() && !from.Before(p.Best.From) && !p.wasOn(h) {
				o.From, o.To, o.Why = from, to, []string{"reported as put off to " + say.Days(from, to)}
			}
		case h.Best.stage == off || h.Best.Event.Status == fact.NotHappened && p.over(calendar.Of(h.Best.At)):
			o = Outcome{State: Cancelled, Because: h, Why: []string{"reported as " + said(h.Best.Event.Status)}}
		case h.Best.stage == ahead && (p.movedTo(h) || o.State == Postponed && o.Because.toldWith(h) && p.otherDay(h)):
			from, to := h.When()
			if o.State == Postponed {
				o = Outcome{State: Postponed, From: from, To: to, Because: h, Why: []string{"reported as put off to " + say.Days(from, to)}}
				break
			}
			o = Outcome{State: Moved, From: from, To: to, Because: h, Why: []string{"announced later for " + say.Days(from, to)}}
		}
		if o.State != was.State || o.From != was.From || o.To != was.To {
			steps++
		}
	}
	o.Steps = steps
	return o
}

// wasOn reports whether the day named with what was put off is the old one rather
// than the new: where the plan had none that is known but the day on which it was
// agreed, one right after the telling.
func (p *Happening) wasOn(h *Happening) bool {
	from, _ := h.When()
	return (!p.Best.Dated || p.Best.From == calendar.Of(p.Best.At)) && !from.IsZero() && from.First().Sub(calendar.Of(h.Best.At)) <= grace
}

// movedTo reports whether h announces the plan anew, for another day: told later
// than p was last, and for a day less than a year off.
func (p *Happening) movedTo(h *Happening) bool {
	a, b := &p.Best.Event, &h.Best.Event
	if (a.Mode == nil) != (b.Mode == nil) || p.Best.Place != "" && h.Best.Place != "" && p.Best.Place != h.Best.Place {
		return false // of another kind or place: another event
	}
	if !p.Best.kind.Mutual() && a.Mode == nil && len(inBoth(p.Best.words, h.Best.words)) < moves {
		return false // what one country does for another it does more than once: duties and bans
	}
	return p.otherDay(h) && h.last().At.After(p.last().At)
}

// moves is how many words of an act that is neither talks nor a visit have to be
// said again where it is announced for another day.
const moves = 2

// otherDay reports whether both have a day, and less than a year apart.
func (p *Happening) otherDay(h *Happening) bool {
	apart := daysApart(p.Best.From, p.Best.To, h.Best.From, h.Best.To)
	return h.Best.Dated && p.Best.Dated && apart > 0 && apart < 366
}

// toldWith reports whether one story tells of both.
func (p *Happening) toldWith(h *Happening) bool {
	for _, r := range p.Reports {
		for _, o := range h.Reports {
			if r.StoryID == o.StoryID {
				return true
			}
		}
	}
	return false
}

// bySilence is what the clock alone says of a plan.
func (h *Happening) bySilence(today calendar.Day) Outcome {
	switch {
	case !h.Best.Dated:
		return Outcome{State: Undated, Why: []string{"no day is given"}}
	case h.over(today):
		return Outcome{State: Unconfirmed, Why: []string{"its day has passed, and no story says that it was held"}}
	}
	from, to := h.When()
	return Outcome{State: Ahead, From: from, To: to, Why: []string{"announced for " + say.Days(from, to)}}
}

// over reports whether the plan's last day, and some grace, lie before a day.
func (h *Happening) over(day calendar.Day) bool {
	_, to := h.When()
	return h.Best.Dated && !to.IsZero() && !day.IsZero() && to.Last().AddDays(grace).Before(day)
}

// last returns the report that came last.
func (h *Happening) last() *Report { return h.Reports[len(h.Reports)-1] }

// halfYear is how many days after it was announced a plan without a day may be
// held.
const halfYear = 183

// fitsTime reports whether what was done can be what was planned: on its days,
// or those to which it was moved, give or take; a plan without a day is met by
// the first report within half a year.
func fitsTime(p *Happening, o Outcome, h *Happening) bool {
	from, to := p.When()
	if (o.State == Postponed || o.State == Moved) && !o.From.IsZero() {
		from, to = o.From, o.To
	} else if !p.Best.Dated || o.State == Postponed {
		first := p.Reports[0].number()
		return h.Best.number() >= min(first, int(p.Reports[0].At.Unix()/86400)) && h.Best.number()-first < halfYear
	}
	return daysApart(from, to, h.Best.From, h.Best.To) <= grace
}

// follows reports whether h may speak of what became of plan p: told later than
// p was first, in another story, of like kind, by and with the same.
func follows(p, h *Happening) bool {
	a, b, first := p.Best, h.Best, p.Reports[0]
	if !h.last().At.After(first.At) || h.last().StoryID == first.StoryID || a.Event.Type == "STATE" || b.Event.Type == "STATE" {
		return false
	}
	if settles(p, h) {
		return len(shared(a.codes(), b.codes())) >= 2
	}
	if !likeKind(a, b) {
		return false
	}
	if a.Event.Mode != nil && b.Event.Mode != nil && *a.Event.Mode != *b.Event.Mode {
		return false
	}
	if otherPerson(a.sides[0], b.sides[0]) {
		return false // the minister's trip is not the president's
	}
	if a.kind.Mutual() {
		x, y := a.whole, b.whole
		n := len(shared(x.codes, y.codes))
		return n >= 2 || len(shared(x.keys, y.keys)) > 0 && (n >= min(2, len(slices.Compact(slices.Sorted(slices.Values(x.codes))))) || a.Place != "" && a.Place == b.Place)
	}
	if len(b.whole.codes)+len(b.whole.keys) == 0 && len(inBoth(a.words, b.words)) < moves {
		return false // of an act by nobody known, its words say whether it is the one
	}
	return met(a.sides[0], b.sides[0]) && met(a.sides[1], b.sides[1])
}

// likeKind reports whether b may be what became of plan a: it is of its type, or
// of another by the same verb and says again what is given or done. Not to help is
// no help, of whatever type it is.
func likeKind(a, b *Report) bool {
	x, y := a.Event.Predicate, b.Event.Predicate
	return a.Event.Type == b.Event.Type || x != nil && y != nil && x.Lemma == y.Lemma && len(inBoth(a.words, b.words)) >= moves &&
		(a.kind.Cooperative() == b.kind.Cooperative() || b.stage == off || b.stage == untrue)
}

// settles reports whether h says that the talks or the visit p took place though
// it is of another kind: those who were to talk agreed on something on a stated
// day, or the visitor met or agreed with the other side on it.
func settles(p, h *Happening) bool {
	a, b := &p.Best.Event, &h.Best.Event
	if a.Type != "CONSULT" || !p.Best.Dated || h.Best.stage != told || !h.Best.Dated {
		return false
	}
	deal := b.Type == "AGREE" || b.Type == "SUPPORT"
	if a.Mode == nil {
		return deal && p.Best.kind.Mutual()
	}
	return *a.Mode == "visit" && (deal || b.Type == "CONSULT" && b.Mode == nil) &&
		slices.ContainsFunc(h.Reports, func(r *Report) bool {
			return len(shared(p.Best.sides[0].persons(), r.whole.persons())) > 0
		})
}

// uncontradicted returns the report that tells best that h was done and whose
// story does not tell the same as still ahead, on a later day, as where a
// headline leaves out the verb, nor as denied or called off; nil for none.
func uncontradicted(h *Happening, f *field) *Report {
	sure := func(r *Report) bool {
		return !slices.ContainsFunc(f.story[r.StoryID], func(q *Happening) bool { return aheadOf(q, r) || against(q, r) })
	}
	if sure(h.Best) {
		return h.Best
	}
	if i := slices.IndexFunc(h.Reports, sure); i >= 0 {
		return h.Reports[i]
	}
	return nil
}

// aheadOf reports whether q is a plan of the same kind by the same, for a later
// day, which the story of r tells of, unless r says that it was on the day of the
// story: what opened today may end on Friday.
func aheadOf(q *Happening, r *Report) bool {
	a, b := &q.Best.Event, &r.Event
	if q.Best.stage != ahead || !q.Best.Dated || r.Dated && r.From == calendar.Of(r.At) || a.Type != b.Type || (a.Mode == nil) != (b.Mode == nil) || a.Mode != nil && *a.Mode != *b.Mode ||
		q.Best.number() <= r.number() || !met(q.Best.sides[0], r.sides[0]) {
		return false
	}
	return q.toldIn(r.StoryID)
}

// against reports whether q says that what r tells is not so, and the story of r
// tells of q too.
func against(q *Happening, r *Report) bool {
	return q.Best.stage != ahead && q.Best.stage != told && likeKind(r, q.Best) && len(shared(q.Best.whole.codes, r.whole.codes)) > 0 && q.toldIn(r.StoryID)
}

// toldIn reports whether a story tells of the happening.
func (h *Happening) toldIn(story string) bool {
	return slices.ContainsFunc(h.Reports, func(o *Report) bool { return o.StoryID == story })
}

// codes returns the countries on both sides of a report.
func (r *Report) codes() []string { return slices.Clip(r.whole.codes) }

// otherPerson reports whether two sides name persons, and nobody on both.
func otherPerson(a, b side) bool {
	is := func(key string) bool { return strings.HasPrefix(key, "person/") }
	return slices.ContainsFunc(a.keys, is) && slices.ContainsFunc(b.keys, is) &&
		!slices.ContainsFunc(a.keys, func(k string) bool {
			return is(k) && slices.ContainsFunc(b.keys, func(o string) bool { return is(o) && onePerson(k, o) })
		})
}

// onePerson reports whether two keys can be those of one person: they are the
// same, or one is the surname of the other, and not of another country.
func onePerson(a, b string) bool {
	if a == b {
		return true
	}
	x, of, _ := strings.Cut(strings.TrimPrefix(a, "person/"), "@")
	y, in, _ := strings.Cut(strings.TrimPrefix(b, "person/"), "@")
	if of != "" && in != "" && of != in {
		return false
	}
	return strings.HasSuffix(x, " "+y) || strings.HasSuffix(y, " "+x)
}

// persons returns the keys of those who are persons.
func (s side) persons() []string {
	return slices.DeleteFunc(slices.Clone(s.keys), func(k string) bool { return !strings.HasPrefix(k, "person/") })
}

// met reports whether two sides can be one: they share a country, or one is
// not known.
func met(a, b side) bool {
	return len(a.codes) == 0 || len(b.codes) == 0 || slices.ContainsFunc(a.codes, func(c string) bool { return slices.Contains(b.codes, c) })
}
