package page

import (
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Plans is the page of what is announced.
type Plans struct {
	From string // first day that is asked for, for the form
	To   string // last day; empty: none
	Days []PlanDay
	More string // address of the page after it; empty at the end
}

// PlanDay is a day on which something begins.
type PlanDay struct {
	Heading string
	Plans   []PlanLine
}

// PlanLine is one plan.
type PlanLine struct {
	When, Title, Text, Place, Source, URL string
	Status                                string // empty: it is confirmed
	Version                               int    // more than 1: it was changed
	Received                              time.Time
}

// PlansOf sets plans by the days on which they begin, which they are sorted by.
func PlansOf(all []record.Plan) []PlanDay {
	var out []PlanDay
	var last calendar.Day
	for i := range all {
		p := &all[i]
		if day := calendar.Of(p.From.UTC()); len(out) == 0 || day != last {
			out, last = append(out, PlanDay{Heading: WeekdayText(day)}), day
		}
		l := PlanLine{When: record.PlanTime(&p.Plan), Title: p.Title, Text: record.Cut(p.Text, 400), Place: p.Place, Source: p.Source, URL: p.URL, Version: p.Version, Received: p.Received}
		if p.Status != news.Confirmed {
			l.Status = string(p.Status)
		}
		at := &out[len(out)-1]
		at.Plans = append(at.Plans, l)
	}
	return out
}
