package page

import (
	"math"
	"strconv"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/say"
)

// promiseChip returns the mark of a promise, whose word says what the clock
// says: 51 days late, in 4 days, kept.
func promiseChip(x *dossier.Promise, today calendar.Day) Chip {
	c := PledgeChip(x.State)
	if x.State == "open" && !x.Due.IsZero() && x.Due.Last().Before(today) {
		c.Class = "postponed"
	}
	c.Label = x.Word(today)
	return c
}

func (s *setter) promises(all []dossier.Promise, today calendar.Day) []Row {
	var out []Row
	for i := range all {
		out = append(out, s.promise(&all[i], today))
	}
	return out
}

func (s *setter) promise(x *dossier.Promise, today calendar.Day) Row {
	r := Row{ID: x.ID, Chip: promiseChip(x, today), Late: x.State == "overdue" || x.State == "missed", By: upperFirst(say.List(x.By)), Due: "no day set"}
	r.Text = x.Whole()
	r.When = "no day"
	if !x.Due.IsZero() {
		r.When, r.Due = "by "+say.Day(x.Due), say.Day(x.Due)
		r.date(x.Due, x.Due)
	}
	if len(x.Reports) > 0 {
		if made, err := calendar.Parse(x.Reports[0].Day); err == nil {
			r.Made = say.Day(made)
		}
	}
	r.Sub = x.Notes()
	s.back(&r, x.Reports, x.Because, x.Sources)
	r.Runs = runs(r.Text, x.Parties, r.Address)
	r.Drift = driftOf(x, today)
	return r
}

// Drift shows how a promise slipped on one line of time: when it was made, its
// deadlines, what became of it, and today; all in percent of the line.
type Drift struct {
	Made    float64
	Slipped []float64 // earlier deadlines
	Due     float64
	Today   float64
	Late    bool
	Kept    float64 // below 0: not kept
	Text    string
	Says    string // beside the line: 30 days
}

// End returns where the drawing ends, for what is said beside it.
func (d *Drift) End() float64 {
	if d.Late {
		return max(d.Today, d.Due)
	}
	return d.Due
}

// driftOf returns how a promise stands on a line of its own; nil where it has no
// day.
func driftOf(x *dossier.Promise, today calendar.Day) *Drift {
	made, ok := madeOn(x)
	if !ok || x.Due.IsZero() {
		return nil
	}
	last := latest(x.Due.Last(), today)
	return drift(x, today, made, last)
}

// drift draws a promise on the line between two days.
func drift(x *dossier.Promise, today, first, last calendar.Day) *Drift {
	made, ok := madeOn(x)
	if !ok || x.Due.IsZero() {
		return nil
	}
	at := func(d calendar.Day) float64 { return math.Round(1000*dayAt(d.Last(), first, last)) / 10 }
	d := &Drift{Made: at(made), Due: at(x.Due), Today: at(today), Kept: -1, Text: "promised on " + say.Day(made)}
	for _, s := range x.Slipped {
		d.Slipped = append(d.Slipped, at(s))
		d.Text += ", first for " + say.Day(s)
	}
	d.Text += ", due " + say.Day(x.Due)
	switch {
	case x.State == "kept":
		d.Kept = d.Due
		if on, err := keptOn(x); err == nil {
			d.Kept = at(on)
			d.Text += ", kept as told on " + say.Day(on)
		}
	case x.State == "overdue" || x.State == "missed":
		d.Late = true
		d.Says = plural(today.Sub(x.Due.Last()), "day")
		d.Text += ", " + d.Says + " late"
	case last.Before(x.Due.Last()):
		d.Says = say.Day(x.Due) + " →"
	case len(x.Slipped) > 0:
		if n := x.Due.Last().Sub(x.Slipped[0].Last()); n > 0 {
			d.Says = "+" + strconv.Itoa(n) + " days"
		}
	}
	return d
}

// keptOn returns the day of the story that tells that a promise was kept.
func keptOn(x *dossier.Promise) (calendar.Day, error) {
	if len(x.Because) > 0 {
		return calendar.Parse(x.Because[0].Day)
	}
	return calendar.Parse(x.Reports[len(x.Reports)-1].Day)
}

func madeOn(x *dossier.Promise) (calendar.Day, bool) {
	if len(x.Reports) == 0 {
		return calendar.Day{}, false
	}
	d, err := calendar.Parse(x.Reports[0].Day)
	return d, err == nil
}

func latest(a, b calendar.Day) calendar.Day {
	if a.Before(b) {
		return b
	}
	return a
}
