package date

import "github.com/datelinewire/dateline/calendar"

// shape is which parts of a moment the words name.
type shape uint8

const (
	none  shape = iota
	fixed       // iv says all
	ofYear
	ofMonth    // month, perhaps year
	ofDay      // month and day, perhaps year
	ofWeekday  // wd alone
	ofQuarter  // n, perhaps year
	ofHalf     // n, perhaps year
	ofSeason   // n, perhaps year
	dayOfMonth // the 18th
	ofHoliday  // feast, perhaps year
	unknown    // an expression of time that nothing dates
)

// moment is a point or period as far as the words say it; resolve makes an
// interval of it.
type moment struct {
	shape            shape
	year, month, day int
	wd               int // weekday, 1 Monday to 7
	n                int // quarter, half, season
	iv               calendar.Interval
	feast            *holiday
	clock            calendar.Grain // minute or hour where a time of day was given
	approx           bool
	timeless         bool // does not become the anchor
	endOf            bool // the end of something
	rule             string
}

func fixedAt(v calendar.Interval, rule string) moment {
	return moment{shape: fixed, iv: v, rule: rule}
}

// resolve says which days are meant by the moment in the expression that
// begins at atom i; false when nothing says so.
func (p *parser) resolve(m moment, i int) (calendar.Interval, bool) {
	v, ok := p.resolved(m, i)
	if !dated(v) {
		return calendar.Interval{}, false
	}
	v.Approximate = v.Approximate || m.approx
	return v, ok
}

func (p *parser) resolved(m moment, i int) (calendar.Interval, bool) {
	switch m.shape {
	case none, unknown:
		return calendar.Interval{}, false
	case fixed:
		return m.iv, m.iv != (calendar.Interval{})
	case ofYear:
		return calendar.OnDay(calendar.Day{Year: int16(m.year)}), true
	}
	if m.year != 0 {
		return m.in(m.year)
	}
	if p.today.IsZero() {
		return calendar.Interval{}, false
	}
	if m.shape == ofWeekday {
		return calendar.OnDay(p.weekday(m.wd, p.direction(i))), true
	}
	if m.shape == dayOfMonth {
		reach := 1
		if m.wd != 0 {
			reach = 14
		}
		return p.nearest(p.direction(i), reach, func(k int) (calendar.Interval, bool) {
			d := calendar.Day{Year: p.today.Year, Month: p.today.Month}.AddMonths(k)
			if m.day > int(d.Last().DayOfMonth) {
				return calendar.Interval{}, false
			}
			d.DayOfMonth = uint8(m.day)
			return calendar.OnDay(d), m.wd == 0 || isoWeekday(d) == m.wd
		})
	}
	if m.shape == ofDay && m.wd != 0 {
		if v, ok := p.onThatWeekday(m, i); ok {
			return v, true
		}
	}
	reach := 1
	if m.month == 2 && m.day == 29 {
		reach = 4
	}
	return p.nearest(p.direction(i), reach, func(k int) (calendar.Interval, bool) { return m.in(int(p.today.Year) + k) })
}

// onThatWeekday returns the day of a month that falls on the weekday named with
// it, this year or in those beside it; false where it does in none of them.
func (p *parser) onThatWeekday(m moment, i int) (calendar.Interval, bool) {
	in := func(k int) (calendar.Interval, bool) {
		v, ok := m.in(int(p.today.Year) + k)
		return v, ok && isoWeekday(v.From) == m.wd
	}
	if v, ok := p.nearest(p.direction(i), 1, in); ok {
		return v, true
	}
	return p.nearest(either, 1, in)
}

// in returns the moment as that of a year; false where the year has none.
func (m moment) in(y int) (calendar.Interval, bool) {
	if y < 1 || y > 9998 {
		return calendar.Interval{}, false
	}
	switch m.shape {
	case ofMonth:
		return calendar.OnDay(calendar.Day{Year: int16(y), Month: uint8(m.month)}), true
	case ofDay:
		d := calendar.Day{Year: int16(y), Month: uint8(m.month)}
		if m.day < 1 || m.day > int(d.Last().DayOfMonth) {
			return calendar.Interval{}, false
		}
		d.DayOfMonth = uint8(m.day)
		return calendar.OnDay(d), true
	case ofQuarter:
		return quarterOf(y, m.n), true
	case ofHalf:
		return halfOf(y, m.n), true
	case ofSeason:
		return seasonOf(y, m.n), true
	case ofHoliday:
		return calendar.OnDay(m.feast.in(y)), true
	}
	return calendar.Interval{}, false
}

// nearest picks among the yearly (or monthly) returns of a moment the one
// that the direction allows: past takes the last that has begun, future the
// first that is not over, and neither the closest.
func (p *parser) nearest(dir direction, reach int, of func(k int) (calendar.Interval, bool)) (calendar.Interval, bool) {
	var best calendar.Interval
	ok, dist := false, 1<<30
	for k := -reach; k <= reach; k++ {
		v, good := of(k)
		if !good {
			continue
		}
		switch dir {
		case past:
			if !p.today.Before(v.From) {
				best, ok = v, true
			}
		case future:
			if !ok && !v.To.Last().Before(p.today) {
				best, ok = v, true
			}
		default:
			if d := distance(v, p.today); d < dist {
				best, ok, dist = v, true, d
			}
		}
	}
	return best, ok
}

// distance is the number of days between day d and the interval.
func distance(v calendar.Interval, d calendar.Day) int {
	switch {
	case d.Before(v.From):
		return v.From.Sub(d)
	case v.To.Last().Before(d):
		return d.Sub(v.To.Last())
	}
	return 0
}

// weekday returns the weekday nearest to the story's day that the direction
// allows; the story's day itself counts.
func (p *parser) weekday(wd int, dir direction) calendar.Day {
	ahead := (wd - isoWeekday(p.today) + 7) % 7
	switch {
	case ahead == 0, dir == future:
	case dir == past, ahead > 3:
		ahead -= 7
	}
	return p.today.AddDays(ahead)
}

// thirds returns the early, mid or late third of an interval: ten days of a
// month, four months of a year, and as near as can be of the others.
func thirds(v calendar.Interval, part string) calendar.Interval {
	from, to := v.From.First(), v.To.Last()
	days := to.Sub(from) + 1
	a, b := days/3, days-days/3
	switch v.Grain {
	case calendar.Month:
		a, b = 10, 20
	case calendar.Year:
		a, b = calendar.Date(int(from.Year), 5, 1).Sub(from), calendar.Date(int(from.Year), 9, 1).Sub(from)
	case calendar.Decade:
		a, b = from.AddMonths(48).Sub(from), from.AddMonths(72).Sub(from)
	case calendar.Week:
		a, b = 3, 3
		if part == "mid" {
			a, b = 2, 4
		}
	}
	out := calendar.Interval{From: from, To: to, Grain: calendar.OfDay, Approximate: true}
	switch part {
	case "early":
		out.To = from.AddDays(a - 1)
	case "mid":
		out.From, out.To = from.AddDays(a), from.AddDays(b-1)
	case "late":
		out.From = from.AddDays(b)
	}
	return out
}
