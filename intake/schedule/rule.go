package schedule

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Bounds on a rule: what is given out, and how many days are looked at for it,
// those of some 110 years.
const (
	// MaxTimes is the most occurrences of one rule.
	MaxTimes = 366
	maxDays  = 40_000
	maxRule  = 1000 // bytes
)

// Rule is a rule of recurrence after RFC 5545.
type Rule struct {
	unit       byte // D, W, M or Y
	interval   int
	count      int
	until      time.Time
	untilDay   bool // until is a day and includes all of it
	byDay      []weekday
	byMonthDay []int
	byMonth    []int
	bySetPos   []int
	weekStart  time.Weekday
}

// weekday is a day of the week, the nth of its month or year where n is not 0.
type weekday struct {
	n   int
	day time.Weekday
}

// ParseRule reads a rule as iCalendar writes it. It fails where the rule is
// broken or of a kind that is not read, saying which part.
func ParseRule(s string) (*Rule, error) {
	if len(s) > maxRule {
		return nil, fmt.Errorf("the rule is longer than %d bytes", maxRule)
	}
	r := &Rule{interval: 1, weekStart: time.Monday}
	for _, part := range strings.Split(strings.ToUpper(strings.TrimSpace(s)), ";") {
		if part == "" {
			continue
		}
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			return nil, fmt.Errorf("%q is no part of a rule", part)
		}
		if err := r.set(name, value); err != nil {
			return nil, err
		}
	}
	if r.unit == 0 {
		return nil, errors.New("FREQ is missing")
	}
	return r, nil
}

// set takes one part of a rule.
func (r *Rule) set(name, value string) (err error) {
	switch name {
	case "FREQ":
		switch value {
		case "DAILY", "WEEKLY", "MONTHLY", "YEARLY":
			r.unit = value[0]
		default:
			err = fmt.Errorf("FREQ=%s is not read", value)
		}
	case "INTERVAL":
		r.interval, err = figure(value, 1, 1000)
	case "COUNT":
		r.count, err = figure(value, 1, 1<<20)
	case "UNTIL":
		var ok bool
		var days int
		r.until, days, ok = Moment(value)
		if r.untilDay = days > 0; !ok {
			err = fmt.Errorf("UNTIL=%s is no moment", value)
		}
	case "BYDAY":
		r.byDay, err = weekdays(value)
	case "BYMONTHDAY":
		r.byMonthDay, err = figures(value, -31, 31)
	case "BYMONTH":
		r.byMonth, err = figures(value, 1, 12)
	case "BYSETPOS":
		r.bySetPos, err = figures(value, -366, 366)
	case "WKST":
		var w []weekday
		if w, err = weekdays(value); err == nil {
			r.weekStart = w[0].day
		}
	default:
		err = fmt.Errorf("%s is not read", name)
	}
	return err
}

func figure(s string, least, most int) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "+"))
	if err != nil || n < least || n > most || n == 0 {
		return 0, fmt.Errorf("%q is no figure from %d to %d", s, least, most)
	}
	return n, nil
}

func figures(s string, least, most int) (out []int, err error) {
	for _, v := range strings.Split(s, ",") {
		n, err := figure(v, least, most)
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// codes are the days from Sunday as rules write them, two letters each.
const codes = "SUMOTUWETHFRSA"

func weekdays(s string) (out []weekday, err error) {
	for _, v := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ' ' }) {
		if len(v) < 2 {
			return nil, fmt.Errorf("%q is no day of the week", v)
		}
		i := strings.Index(codes, v[len(v)-2:])
		if i < 0 || i%2 == 1 {
			return nil, fmt.Errorf("%q is no day of the week", v)
		}
		d := weekday{day: time.Weekday(i / 2)}
		if n := v[:len(v)-2]; n != "" {
			if d.n, err = figure(n, -53, 53); err != nil {
				return nil, err
			}
		}
		out = append(out, d)
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%q names no day of the week", s)
	}
	return out, nil
}

// Counted reports whether the rule ends after so many times. Such a rule has to
// be gone through from its beginning.
func (r *Rule) Counted() bool { return r.count > 0 }

// Times returns when an event that first begins at start begins by the rule,
// from the first moment to before the last, in order, at the same time of day
// in start's zone; start itself is the first.
func (r *Rule) Times(start, from, to time.Time) []time.Time {
	var out []time.Time
	n := 0
	give := func(t time.Time) bool {
		n++
		if !t.Before(from) && t.Before(to) {
			out = append(out, t)
		}
		return t.Before(to) && len(out) < MaxTimes && (r.count == 0 || n < r.count)
	}
	if r.ends(start) || !give(start) {
		return out
	}
	begin := r.skip(start, from)
	for k := begin; (k-begin)*r.days() < maxDays; k++ {
		days, first := r.period(start, k)
		if !first.Before(to) && first.After(start) {
			break
		}
		for _, d := range r.picked(days) {
			t := time.Date(d.Year(), d.Month(), d.Day(), start.Hour(), start.Minute(), start.Second(), 0, start.Location())
			if !t.After(start) {
				continue
			}
			if r.ends(t) || !give(t) {
				return out
			}
		}
	}
	return out
}

// ends reports whether t lies behind the rule's last moment.
func (r *Rule) ends(t time.Time) bool {
	switch {
	case r.until.IsZero():
		return false
	case r.untilDay:
		return t.Format(time.DateOnly) > r.until.Format(time.DateOnly)
	}
	return t.After(r.until)
}

// skip returns the period to begin with: those long before the moment asked
// for need not be gone through where nothing is counted.
func (r *Rule) skip(start, from time.Time) int {
	if r.count > 0 || !from.After(start) {
		return 0
	}
	return max(0, int(from.Sub(start)/(24*time.Hour))/(r.days()*r.interval)-2)
}

// days returns how many days a period has at most.
func (r *Rule) days() int {
	switch r.unit {
	case 'D':
		return 1
	case 'W':
		return 7
	case 'M':
		return 31
	}
	return 366
}

// period returns the days of the kth period that the rule names, and the day
// on which the period begins.
func (r *Rule) period(start time.Time, k int) (days []time.Time, first time.Time) {
	y, m, d := start.Date()
	n := k * r.interval
	switch r.unit {
	case 'D':
		first = day(y, m, d+n)
		if r.allows(first, first) {
			days = []time.Time{first}
		}
	case 'W':
		back := (int(start.Weekday()) - int(r.weekStart) + 7) % 7
		first = day(y, m, d-back+7*n)
		days = r.within(first, first.AddDate(0, 0, 7), start)
	case 'M':
		first = day(y, m+time.Month(n), 1)
		days = r.within(first, first.AddDate(0, 1, 0), start)
	default:
		first = day(y+n, 1, 1)
		if len(r.byMonth) > 0 || len(r.byDay) == 0 {
			for i := range 12 {
				from := first.AddDate(0, i, 0)
				if len(r.byMonth) > 0 || len(r.byMonthDay) > 0 || from.Month() == m {
					days = append(days, r.within(from, from.AddDate(0, 1, 0), start)...)
				}
			}
		} else {
			days = r.within(first, first.AddDate(1, 0, 0), start)
		}
	}
	return days, first
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// within returns the days from first to before next that the rule names; the
// day of start where it names none.
func (r *Rule) within(first, next, start time.Time) (out []time.Time) {
	for d := first; d.Before(next); d = d.AddDate(0, 0, 1) {
		bare := len(r.byDay) == 0 && len(r.byMonthDay) == 0
		same := d.Day() == start.Day()
		if r.unit == 'W' {
			same = d.Weekday() == start.Weekday()
		}
		if (!bare || same) && r.allows(d, next) {
			out = append(out, d)
		}
	}
	return out
}

// allows reports whether d, in a period that ends before next, is a day by all
// parts of the rule.
func (r *Rule) allows(d, next time.Time) bool {
	if len(r.byMonth) > 0 && !slices.Contains(r.byMonth, int(d.Month())) {
		return false
	}
	if len(r.byMonthDay) > 0 {
		last := day(d.Year(), d.Month()+1, 0).Day()
		if !slices.Contains(r.byMonthDay, d.Day()) && !slices.Contains(r.byMonthDay, d.Day()-last-1) {
			return false
		}
	}
	return len(r.byDay) == 0 || slices.ContainsFunc(r.byDay, func(w weekday) bool {
		if w.day != d.Weekday() {
			return false
		}
		at, left := d.Day(), int(next.Sub(d)/(24*time.Hour))
		if r.unit == 'Y' && len(r.byMonth) == 0 {
			at = d.YearDay()
		}
		return w.n == 0 || w.n == (at+6)/7 || -w.n == (left+6)/7
	})
}

// picked returns the days that BYSETPOS leaves.
func (r *Rule) picked(days []time.Time) []time.Time {
	if len(r.bySetPos) == 0 {
		return days
	}
	var out []time.Time
	for i, d := range days {
		if slices.Contains(r.bySetPos, i+1) || slices.Contains(r.bySetPos, i-len(days)) {
			out = append(out, d)
		}
	}
	return out
}
