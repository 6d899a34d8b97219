// Package calendar holds civil days and intervals of them, as news writes
// them: no clock and no time zone. A Day may lack its day of month or its
// month; an Interval may lack an end.
package calendar

import (
	"encoding/json"
	"fmt"
	"time"
)

// Day is a civil date. Month 0 means that only the year is known, DayOfMonth 0
// that only year and month are. The zero Day is "not known".
type Day struct {
	Year       int16
	Month      uint8 // 1-12, or 0
	DayOfMonth uint8 // 1-31, or 0
}

// Date returns a whole day, normalised as time.Date does (day 0 is the last day
// of the month before).
func Date(year, month, day int) Day {
	return Of(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC))
}

// Of returns the civil day of t in t's own location.
func Of(t time.Time) Day {
	y, m, d := t.Date()
	return Day{int16(y), uint8(m), uint8(d)}
}

// Parse reads YYYY, YYYY-MM or YYYY-MM-DD.
func Parse(s string) (Day, error) {
	for _, layout := range [...]string{"2006-01-02", "2006-01", "2006"} {
		if len(layout) != len(s) {
			continue
		}
		t, err := time.Parse(layout, s)
		if err != nil {
			break
		}
		d := Of(t)
		if len(s) < 10 {
			d.DayOfMonth = 0
		}
		if len(s) < 7 {
			d.Month = 0
		}
		return d, nil
	}
	return Day{}, fmt.Errorf("%q is not a day: want YYYY-MM-DD, YYYY-MM or YYYY", s)
}

// IsZero reports whether nothing is known of the day.
func (d Day) IsZero() bool { return d == Day{} }

// Whole reports whether year, month and day of month are all known.
func (d Day) Whole() bool { return d.Year != 0 && d.Month != 0 && d.DayOfMonth != 0 }

// String returns the day as ISO 8601, as precise as it is; "" for the zero Day.
func (d Day) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.DayOfMonth == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.DayOfMonth)
}

// First returns the first whole day that d covers.
func (d Day) First() Day {
	if d.Month == 0 {
		d.Month = 1
	}
	if d.DayOfMonth == 0 {
		d.DayOfMonth = 1
	}
	return d
}

// Last returns the last whole day that d covers.
func (d Day) Last() Day {
	if d.Month == 0 {
		return Day{d.Year, 12, 31}
	}
	if d.DayOfMonth == 0 {
		return Date(int(d.Year), int(d.Month)+1, 0)
	}
	return d
}

// Time returns midnight UTC of the first day that d covers.
func (d Day) Time() time.Time {
	d = d.First()
	return time.Date(int(d.Year), time.Month(d.Month), int(d.DayOfMonth), 0, 0, 0, 0, time.UTC)
}

// AddDays returns the day n days after d's first day.
func (d Day) AddDays(n int) Day { return Of(d.Time().AddDate(0, 0, n)) }

// AddMonths returns the same day n months on, or that month's last day where it
// is shorter; a Day without day of month stays without.
func (d Day) AddMonths(n int) Day {
	m := int(d.Year)*12 + int(d.First().Month) - 1 + n
	out := Day{Year: int16(m / 12), Month: uint8(m%12 + 1)}
	if d.DayOfMonth == 0 {
		return out
	}
	out.DayOfMonth = min(d.DayOfMonth, out.Last().DayOfMonth)
	return out
}

// WeekdayNamed reports whether a word is the English name of a day of the week,
// with its capital.
func WeekdayNamed(word string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if d.String() == word {
			return true
		}
	}
	return false
}

// Weekday returns the day of the week of d's first day.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Before reports whether d's first day lies before o's.
func (d Day) Before(o Day) bool { return d.First().number() < o.First().number() }

// Sub returns the number of days from o's first day to d's.
func (d Day) Sub(o Day) int { return int(d.Time().Sub(o.Time()).Hours() / 24) }

func (d Day) number() int {
	return int(d.Year)*10000 + int(d.Month)*100 + int(d.DayOfMonth)
}

// MarshalJSON writes the day as an ISO string, the zero Day as null.
func (d Day) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return []byte(`"` + d.String() + `"`), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (d *Day) UnmarshalJSON(b []byte) error {
	var s *string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if s == nil || *s == "" {
		*d = Day{}
		return nil
	}
	var err error
	*d, err = Parse(*s)
	return err
}

// Grain is how fine an expression of time is.
type Grain string

// The grains.
const (
	Minute  Grain = "minute"
	Hour    Grain = "hour"
	OfDay   Grain = "day"
	Week    Grain = "week"
	Month   Grain = "month"
	Quarter Grain = "quarter"
	Season  Grain = "season"
	Half    Grain = "half"
	Year    Grain = "year"
	Decade  Grain = "decade"
	Century Grain = "century"
	Open    Grain = "open"
)

// Interval is a closed interval of days; a zero end is open.
type Interval struct {
	From        Day   `json:"from"`
	To          Day   `json:"to"`
	Grain       Grain `json:"grain"`
	Approximate bool  `json:"approximate,omitempty"`
}

// OnDay returns the interval of that one day, month or year.
func OnDay(d Day) Interval {
	g := OfDay
	switch {
	case d.Month == 0:
		g = Year
	case d.DayOfMonth == 0:
		g = Month
	}
	return Interval{From: d, To: d, Grain: g}
}

// Until returns the interval that ends with d and has no start.
func Until(d Day) Interval { return Interval{To: d, Grain: Open} }

// Since returns the interval that starts with d and has no end.
func Since(d Day) Interval { return Interval{From: d, Grain: Open} }

// String returns the interval by its days: "2012-04-25", "2012-04 to 2012-06",
// "by 2012-06", "from 2012-04"; "" where neither end is known.
func (v Interval) String() string {
	from, to := v.From.String(), v.To.String()
	switch {
	case from == to:
		return from
	case from == "":
		return "by " + to
	case to == "":
		return "from " + from
	}
	return from + " to " + to
}

// Covers reports whether day d lies in the interval.
func (v Interval) Covers(d Day) bool {
	return (v.From.IsZero() || !d.Before(v.From.First())) && (v.To.IsZero() || !v.To.Last().Before(d))
}
