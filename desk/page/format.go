package page

import (
	"strconv"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// DayText returns a day as people write it: 23 April 2012, April 2012, 2012.
func DayText(d calendar.Day) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return strconv.Itoa(int(d.Year))
	case d.DayOfMonth == 0:
		return time.Month(d.Month).String() + " " + strconv.Itoa(int(d.Year))
	}
	return strconv.Itoa(int(d.DayOfMonth)) + " " + time.Month(d.Month).String() + " " + strconv.Itoa(int(d.Year))
}

// WeekdayText returns a whole day with its weekday, for headings.
func WeekdayText(d calendar.Day) string {
	if !d.Whole() {
		return DayText(d)
	}
	return d.Weekday().String() + ", " + DayText(d)
}

// IntervalText returns an interval as people write it.
func IntervalText(v *calendar.Interval) string {
	if v == nil {
		return ""
	}
	s := span(*v)
	if v.Approximate && s != "" {
		s = "about " + s
	}
	return s
}

// EventTime returns when an event came about, with what that rests on where
// its own words do not say so.
func EventTime(e *fact.Event) string {
	s := IntervalText(e.Time)
	if s == "" || e.TimeBasis == nil {
		return s
	}
	switch *e.TimeBasis {
	case "lede":
		return "as news of " + s
	case "same":
		return "as told before, " + s
	}
	return s
}

func span(v calendar.Interval) string {
	from, to := v.From, v.To
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from.IsZero():
		return "by " + DayText(to)
	case to.IsZero():
		return "since " + DayText(from)
	case from == to:
		return DayText(from)
	}
	switch first, last := from.First(), to.Last(); {
	case v.Grain == calendar.Quarter && last == first.AddMonths(3).AddDays(-1):
		return ordinal((int(first.Month)-1)/3+1) + " quarter of " + strconv.Itoa(int(first.Year))
	case v.Grain == calendar.Half && last == first.AddMonths(6).AddDays(-1):
		return ordinal((int(first.Month)-1)/6+1) + " half of " + strconv.Itoa(int(first.Year))
	case first.Month == 1 && first.DayOfMonth == 1 && last.Month == 12 && last.DayOfMonth == 31:
		if first.Year == last.Year {
			return strconv.Itoa(int(first.Year))
		}
		return strconv.Itoa(int(first.Year)) + "–" + strconv.Itoa(int(last.Year))
	case first.DayOfMonth == 1 && last == (calendar.Day{Year: first.Year, Month: first.Month}).Last():
		return time.Month(first.Month).String() + " " + strconv.Itoa(int(first.Year))
	case !from.Whole() || !to.Whole() || from.Year != to.Year:
		return DayText(from) + " – " + DayText(to)
	case from.Month == to.Month:
		return strconv.Itoa(int(from.DayOfMonth)) + "–" + DayText(to)
	}
	return strconv.Itoa(int(from.DayOfMonth)) + " " + time.Month(from.Month).String() + " – " + DayText(to)
}

func ordinal(n int) string {
	return strconv.Itoa(n) + [...]string{"th", "st", "nd", "rd", "th"}[min(n, 4)]
}
