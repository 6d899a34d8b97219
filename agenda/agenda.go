// Package agenda lists what is announced for days to come, by whom, and what
// became of what was announced for days that have passed, as of any day. What
// goes in is what the record answers: events that stories announce, and plans
// that calendars and planning items brought. What comes out is a value that
// is the same to the byte for the same record and day.
package agenda

import (
	"cmp"
	"context"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// Record is what the agenda asks of the store.
type Record interface {
	dossier.Record
	Plans(ctx context.Context, f record.PlanFilter) (record.PlanPage, error)
}

// Agenda is what was announced, as of a day.
type Agenda struct {
	AsOf  calendar.Day   `json:"as_of"`
	From  calendar.Day   `json:"from"`
	To    calendar.Day   `json:"to,omitzero"`
	Items []dossier.Line `json:"items"` // by day
	Plans []record.Plan  `json:"plans"` // of calendars, by day
}

// Options say what an agenda holds.
type Options struct {
	AsOf     calendar.Day // what had come in by the end of that day; required
	From     calendar.Day // first day; the zero day: AsOf
	To       calendar.Day // last day; the zero day: no end
	Country  string       // only with a part of this country; empty: all
	Doubtful bool         // also what rests on a single doubtful report
	// Name names a country by its code; nil shows the code.
	Name func(code string) string
}

// How many days before the first day a plan is looked for that may have been put
// off to a later one: of a country, and of all, of which there are many more.
const before, beforeOfAll = 400, 31

// around is how many days before the first day and after the last it is looked
// for what was done: see link's grace.
const around = 7

// filters returns which reports the agenda of a span rests on: plans, what was
// called off, and what was done on those days.
func (o *Options) filters() []record.EventFilter {
	lead := before
	if o.Country == "" {
		lead = beforeOfAll
	}
	if o.Country != "" || o.To.IsZero() {
		return []record.EventFilter{{Party: o.Country, Since: o.From.AddDays(-lead), Until: o.To}}
	}
	until := o.To.Last().AddDays(around) // a visit that was put off is held later
	if until.Before(o.AsOf) {
		until = o.AsOf
	}
	out := []record.EventFilter{{Ahead: true, Begins: o.From.AddDays(-around), Until: until}}
	for _, s := range record.Statuses() {
		if s != fact.Happened && s != fact.Ongoing {
			out = append(out, record.EventFilter{Ahead: true, Status: s, Begins: o.From.AddDays(-lead), Until: o.To.Last().AddDays(before)})
		}
	}
	return out
}

// Of makes the agenda of a span.
func Of(ctx context.Context, store Record, l *link.Linker, o Options) (*Agenda, error) {
	if o.From.IsZero() {
		o.From = o.AsOf
	}
	happenings, stories, err := dossier.GatherAny(ctx, store, l, o.filters(), o.AsOf, o.Doubtful)
	if err != nil {
		return nil, err
	}
	a := &Agenda{AsOf: o.AsOf, From: o.From, To: o.To}
	for h, outcome := range l.Outcomes(happenings, stories, o.AsOf) {
		if !h.Best.Dated || h.Best.Event.Status != fact.Planned {
			continue // wished for, or without a day
		}
		x := dossier.LineOf(h, o.Name)
		x.Outcome(outcome)
		if o.within(x.From, x.To) || o.within(outcome.From, outcome.To) {
			a.Items = append(a.Items, x)
		}
	}
	slices.SortFunc(a.Items, func(x, y dossier.Line) int {
		return cmp.Or(cmp.Compare(record.DayNumber(x.From), record.DayNumber(y.From)), cmp.Compare(x.ID, y.ID))
	})
	return a, a.plans(ctx, store, &o)
}

// within reports whether an interval touches the span.
func (o *Options) within(from, to calendar.Day) bool {
	if from.IsZero() && to.IsZero() {
		return false
	}
	first, last := record.Bounds(from, to)
	a, z := record.Bounds(o.From, o.To)
	return first <= z && last >= a
}

// plans adds what calendars and planning items brought. They have no country.
func (a *Agenda) plans(ctx context.Context, store Record, o *Options) error {
	if o.Country != "" {
		return nil
	}
	f := record.PlanFilter{From: o.From.Time(), Limit: record.MaxLimit}
	if !o.To.IsZero() {
		f.To = o.To.Last().Time().AddDate(0, 0, 1)
	}
	for {
		p, err := store.Plans(ctx, f)
		if err != nil {
			return err
		}
		a.Plans = append(a.Plans, p.Plans...)
		if f.Cursor = p.Next; p.Next == "" {
			return nil
		}
	}
}
