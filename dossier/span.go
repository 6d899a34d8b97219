package dossier

import (
	"cmp"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// Span returns what happened and what was announced for the days from one to
// another, oldest first; zero days leave that end open.
func (d *Dossier) Span(from, to calendar.Day) []Line {
	first, last := record.Bounds(from, to)
	var out []Line
	for _, list := range [...][]Line{d.Timeline, d.Changed, d.Next} {
		for i := range list {
			if a, z := record.Bounds(list[i].From, list[i].To); a <= last && z >= first {
				out = append(out, list[i])
			}
		}
	}
	slices.SortFunc(out, func(a, b Line) int {
		return cmp.Or(cmp.Compare(record.DayNumber(a.day()), record.DayNumber(b.day())), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// day returns the day under which a line stands in a list: the first, and the last
// of what is only said to be done by then.
func (x *Line) day() calendar.Day {
	if x.From.IsZero() {
		return x.To
	}
	return x.From
}
