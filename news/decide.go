package news

import (
	"sort"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/text"
)

// decide weighs the evidence and gives the year of the dateline with the
// words that decided; 0 where they do not.
//
// Years told as past bound the year from below, years told as future from
// above. Between the bounds, or within a few years of the only one, the
// weekday decides: wires name the weekday of the day itself, and tell what
// is past at most a day later.
func (e *evidence) decide() (int, []text.Span) {
	if e.sure != nil {
		return int(e.sure.day.Year), []text.Span{e.sure.at}
	}
	lower, upper := e.bounds()
	if lower == nil && upper == nil {
		return 0, nil
	}
	years := e.candidates(lower, upper)
	y, weekday := e.byWeekday(years, lower, upper)
	if y == 0 && len(years) == 1 && lower != nil && upper != nil {
		y = years[0]
	}
	if y == 0 || e.contradicted(y) {
		return 0, nil
	}
	var at []text.Span
	for _, m := range []*mention{lower, upper} {
		if m != nil {
			at = append(at, m.at)
		}
	}
	if weekday != nil {
		at = append(at, weekday.at)
	}
	sort.Slice(at, func(i, j int) bool { return at[i].Start < at[j].Start })
	return y, at
}

// bounds returns the latest day told as past and the earliest told as future.
func (e *evidence) bounds() (lower, upper *mention) {
	for i := range e.years {
		m := &e.years[i]
		switch {
		case m.lean < 0 && (lower == nil || lower.day.First().Before(m.day.First())):
			lower = m
		case m.lean > 0 && (upper == nil || m.day.Last().Before(upper.day.Last())):
			upper = m
		}
	}
	if lower != nil && upper != nil && upper.day.Last().Before(lower.day.First()) {
		upper = nil // by 2009 stood in the past tense after all
	}
	return lower, upper
}

// candidates returns the years in which the dateline's day lies between the
// bounds.
func (e *evidence) candidates(lower, upper *mention) []int {
	from, to := 0, 0
	switch {
	case lower != nil && upper != nil:
		from, to = int(lower.day.Year), min(int(upper.day.Year), int(lower.day.Year)+2*horizon)
	case lower != nil:
		from, to = int(lower.day.Year), int(lower.day.Year)+horizon
	default:
		from, to = int(upper.day.Year)-horizon, int(upper.day.Year)
	}
	var years []int
	for y := from; y <= to; y++ {
		d := e.inYear(y)
		if d.Month != e.day.Month || d.DayOfMonth != e.day.DayOfMonth {
			continue
		}
		if lower != nil && d.Before(lower.day.First()) || upper != nil && upper.day.Last().Before(d) {
			continue
		}
		years = append(years, y)
	}
	return years
}

// byWeekday returns the one candidate whose weekday the text names. A weekday
// ahead (will arrive on Monday) only counts between two bounds.
func (e *evidence) byWeekday(years []int, lower, upper *mention) (int, *named) {
	if len(e.weekdays) == 0 {
		return 0, nil
	}
	n := &e.weekdays[0]
	if !n.past && (lower == nil || upper == nil || len(years) > 4) {
		return 0, nil
	}
	found := 0
	for _, y := range years {
		if e.inYear(y).Weekday() != n.weekday {
			continue
		}
		if found != 0 {
			return 0, nil
		}
		found = y
	}
	return found, n
}

// contradicted reports whether the text names a later year without a word that
// it lies ahead.
func (e *evidence) contradicted(y int) bool {
	day := e.inYear(y)
	for _, m := range e.years {
		if m.lean == 0 && day.Before(m.day.First()) && m.day != (calendar.Day{Year: int16(y)}) {
			return true
		}
	}
	return false
}
