// Package schedule holds what calendars and the event formats of wires share:
// statuses, durations, moments that are cut short, and rules of recurrence.
// What goes in is their fields as text; what comes out is times and plans.
//
//	rule, err := schedule.ParseRule("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=8")
//	days := rule.Times(start, start, start.AddDate(1, 0, 0))
//
// Limits: rules by day, week, month and year; no week numbers, days of the
// year, or several times a day. No more than 366 occurrences are given.
package schedule

import (
	_ "embed" // the table of statuses
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/news"
)

//go:embed status.tsv
var statusFile string

var statuses = sync.OnceValue(func() map[string]news.PlanStatus {
	m := map[string]news.PlanStatus{}
	for line := range strings.Lines(statusFile) {
		if code, s, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			m[code] = news.PlanStatus(s)
		}
	}
	return m
})

// StatusOf returns the status that a code stands for, "" where it says none.
func StatusOf(code string) news.PlanStatus {
	if i := strings.LastIndexAny(code, ":/#"); i >= 0 {
		code = code[i+1:]
	}
	return statuses()[strings.ToLower(strings.TrimSpace(code))]
}

// Moment reads a moment that may be cut short: a day, a month or a year stand
// for their first day. days is how many days it covers, 0 where it has a time
// of day.
func Moment(s string) (t time.Time, days int, ok bool) {
	s = strings.TrimSpace(s)
	switch len(s) {
	case len("2006"):
		if t, err := time.Parse("2006", s); err == nil {
			return t, daysIn(t.Year()), true
		}
	case len("2006-01"):
		if t, err := time.Parse("2006-01", s); err == nil {
			return t, t.AddDate(0, 1, -1).Day(), true
		}
	}
	m, err := moment.Read(s)
	if err == nil && !m.Exact {
		days = 1
	}
	return m.Time, days, err == nil
}

func daysIn(year int) int {
	return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
}

// After returns the moment that lies a duration after t, written as ISO 8601
// and iCalendar do: P2D, PT30M, P1W, P1Y2M. ok is false for anything else and
// for one that is negative.
func After(t time.Time, duration string) (end time.Time, ok bool) {
	s, found := strings.CutPrefix(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(duration)), "+"), "P")
	if !found || s == "" || s == "T" {
		return t, false
	}
	clock := false
	for s != "" {
		if rest, is := strings.CutPrefix(s, "T"); is && !clock {
			s, clock = rest, true
			continue
		}
		i := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
		if i < 1 || i > 6 {
			return t, false
		}
		n, err := strconv.Atoi(s[:i])
		if err != nil {
			return t, false
		}
		if t, ok = add(t, n, s[i], clock); !ok {
			return t, false
		}
		s = s[i+1:]
	}
	return t, true
}

// add moves t by n of a unit of ISO 8601; M is minutes behind the T.
func add(t time.Time, n int, unit byte, clock bool) (time.Time, bool) {
	switch {
	case clock && unit == 'H':
		return t.Add(time.Duration(n) * time.Hour), true
	case clock && unit == 'M':
		return t.Add(time.Duration(n) * time.Minute), true
	case clock && unit == 'S':
		return t.Add(time.Duration(n) * time.Second), true
	case clock:
		return t, false
	case unit == 'Y':
		return t.AddDate(n, 0, 0), true
	case unit == 'M':
		return t.AddDate(0, n, 0), true
	case unit == 'W':
		return t.AddDate(0, 0, 7*n), true
	case unit == 'D':
		return t.AddDate(0, 0, n), true
	}
	return t, false
}

// Repeat returns a plan on each of its days, earliest first. Where there are
// several, the moment is put into each UID, in UTC as iCalendar writes it. An
// end that lies behind the next beginning is the end of the whole run: of it
// only the time of day is taken.
func Repeat(p news.Plan, times []time.Time) []news.Plan {
	var out []news.Plan
	length := time.Duration(0)
	if !p.To.IsZero() {
		length = p.To.Sub(p.From)
	}
	if len(times) > 1 && length > times[1].Sub(times[0]) && times[1].After(times[0]) {
		length %= 24 * time.Hour
	}
	for _, t := range times {
		one := p
		if len(times) > 1 {
			one.UID = p.UID + "/" + t.UTC().Format("20060102T150405Z")
		}
		if one.From = t; !p.To.IsZero() {
			one.To = t.Add(length)
		}
		out = append(out, one)
	}
	return out
}
