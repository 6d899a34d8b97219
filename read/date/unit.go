package date

import (
	"math"
	"strconv"
	"strings"

	"github.com/datelinewire/dateline/calendar"
)

// unit is a unit of time.
type unit uint8

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	night
	week
	weekend
	fortnight
	month
	quarter
	half
	year
	decade
	century
)

// unitNames are the units as the vocabulary names them. Grammar: the code
// counts in these.
var unitNames = map[string]unit{
	"second": second, "minute": minute, "hour": hour, "day": day, "night": night, "week": week,
	"weekend": weekend, "fortnight": fortnight, "month": month, "quarter": quarter, "half": half,
	"year": year, "decade": decade, "century": century,
}

// measure is how a unit is counted: so many of a part, by its ISO 8601 letter.
type measure struct {
	days, months int
	iso          string
	factor       float64
	clock        bool
	grain        calendar.Grain
}

var measures = [...]measure{
	noUnit:    {},
	second:    {iso: "S", factor: 1, clock: true, grain: calendar.OfDay},
	minute:    {iso: "M", factor: 1, clock: true, grain: calendar.OfDay},
	hour:      {iso: "H", factor: 1, clock: true, grain: calendar.OfDay},
	day:       {days: 1, iso: "D", factor: 1, grain: calendar.OfDay},
	night:     {days: 1, iso: "D", factor: 1, grain: calendar.OfDay},
	week:      {days: 7, iso: "W", factor: 1, grain: calendar.Week},
	weekend:   {days: 7, iso: "WE", factor: 1, grain: calendar.OfDay},
	fortnight: {days: 14, iso: "W", factor: 2, grain: calendar.Week},
	month:     {months: 1, iso: "M", factor: 1, grain: calendar.Month},
	quarter:   {months: 3, iso: "M", factor: 3, grain: calendar.Quarter},
	half:      {months: 6, iso: "M", factor: 6, grain: calendar.Half},
	year:      {months: 12, iso: "Y", factor: 1, grain: calendar.Year},
	decade:    {months: 120, iso: "Y", factor: 10, grain: calendar.Decade},
	century:   {months: 1200, iso: "Y", factor: 100, grain: calendar.Century},
}

// amount is a number of units: three weeks.
type amount struct {
	n float64
	u unit
}

// shift returns the day that lies n units after d (before it when n < 0). Half
// a year counts as six months; smaller fractions of months are dropped. A
// shift of more than 12,000 years counts as 12,000: no calendar reaches so far
// (see dated), and a calendar.Day cannot hold much more.
func shift(d calendar.Day, n float64, u unit) calendar.Day {
	m := measures[u]
	const far = 12000 * 12 // months
	if most := far / (float64(m.months) + float64(m.days)/30); n > most || n < -most {
		n = math.Copysign(most, n)
	}
	switch {
	case m.clock:
		return d
	case m.months > 0:
		return d.AddMonths(int(n * float64(m.months)))
	}
	return d.AddDays(int(n * float64(m.days)))
}

// around returns the calendar unit that holds day d: its week from Monday, its
// month, its quarter and so on.
func around(d calendar.Day, u unit) calendar.Interval {
	y, m := int(d.Year), int(d.Month)
	switch u {
	case week, fortnight:
		from := d.AddDays(-isoWeekday(d) + 1)
		return span(from, from.AddDays(6), calendar.Week)
	case weekend:
		from := d.AddDays(-isoWeekday(d) + 6)
		return span(from, from.AddDays(1), calendar.OfDay)
	case month:
		return calendar.OnDay(calendar.Day{Year: d.Year, Month: d.Month})
	case quarter:
		return quarterOf(y, (m-1)/3+1)
	case half:
		return halfOf(y, (m-1)/6+1)
	case year:
		return calendar.OnDay(calendar.Day{Year: d.Year})
	case decade:
		return years(y/10*10, y/10*10+9, calendar.Decade)
	case century:
		return years(y/100*100, y/100*100+99, calendar.Century)
	}
	return calendar.OnDay(d)
}

// dated reports whether both ends of v lie in the years 1 to 9999, as far as
// they are known: what came 4,000 years ago has no day that can be written.
func dated(v calendar.Interval) bool {
	in := func(d calendar.Day) bool { return d.IsZero() || d.Year >= 1 && d.Year <= 9999 }
	return in(v.From) && in(v.To)
}

func span(from, to calendar.Day, g calendar.Grain) calendar.Interval {
	return calendar.Interval{From: from, To: to, Grain: g}
}

func years(from, to int, g calendar.Grain) calendar.Interval {
	return span(calendar.Day{Year: int16(from)}, calendar.Day{Year: int16(to)}, g)
}

func quarterOf(y, q int) calendar.Interval {
	return span(calendar.Date(y, 3*q-2, 1), calendar.Date(y, 3*q+1, 0), calendar.Quarter)
}

func halfOf(y, h int) calendar.Interval {
	return span(calendar.Date(y, 6*h-5, 1), calendar.Date(y, 6*h+1, 0), calendar.Half)
}

// seasonOf returns the meteorological season of the northern half of the
// world: spring is March to May; the winter of a year ends in the next.
func seasonOf(y, s int) calendar.Interval {
	return span(calendar.Date(y, 3*s, 1), calendar.Date(y, 3*s+3, 0), calendar.Season)
}

// isoWeek returns week w of year y: the first is the one that holds January 4.
func isoWeek(y, w int) calendar.Interval {
	first := around(calendar.Date(y, 1, 4), week)
	return around(first.From.AddDays(7*(w-1)), week)
}

func isoWeekday(d calendar.Day) int { return (int(d.Weekday())+6)%7 + 1 }

// iso writes amounts as an ISO 8601 duration: P49Y, PT1H30M, P2W. Several
// amounts must go from the greater unit to the smaller.
func iso(amounts []amount) string {
	var b strings.Builder
	b.WriteByte('P')
	clock := false
	for _, a := range amounts {
		m := measures[a.u]
		if m.clock && !clock {
			b.WriteByte('T')
			clock = true
		}
		b.WriteString(strconv.FormatFloat(a.n*m.factor, 'f', -1, 64))
		b.WriteString(m.iso)
	}
	return b.String()
}
