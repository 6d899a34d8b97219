package page

import (
	"strings"
	"time"
)

// Layouts of moments and of days as pages and feeds write them: ISO 8601,
// RFC 822 and 2822 with their usual slips, and the C library's.
var moments = [...]string{
	time.RFC3339Nano, time.RFC3339, "2006-01-02T15:04:05.999Z0700", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05", "2006-01-02 15:04",
	"20060102T150405Z0700", "20060102T150405", "20060102150405",
	"Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon, 2 Jan 2006 15:04:05", "Mon, 2 Jan 2006 15:04 -0700", "Mon, 2 Jan 2006 15:04 MST",
	"Mon, 2 January 2006 15:04:05 -0700", "Mon, 2 January 2006 15:04:05 MST", "Monday, 2 January 2006 15:04:05 -0700",
	"2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05", "2 Jan 2006 15:04 MST",
	"Mon, 2 Jan 06 15:04:05 -0700", "Mon, 2 Jan 06 15:04:05 MST", "2 Jan 06 15:04 -0700", "2 Jan 06 15:04 MST",
	"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan 2 15:04:05 -0700 2006",
	"January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM", "January 2, 2006, 3:04 PM", "January 2, 2006 15:04",
}

var days = [...]string{
	"2006-01-02", "20060102", "2006/01/02", "Mon, 2 Jan 2006", "2 Jan 2006", "2 January 2006", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "Monday, January 2, 2006", "Monday, 2 January 2006",
}

// ParseTime reads a time as pages and feeds write it. exact tells whether the
// time of day is known. Dates whose order of day and month is unclear
// (04/05/2012) are not read.
func ParseTime(s string) (t time.Time, exact, ok bool) {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" || len(s) > 64 {
		return time.Time{}, false, false
	}
	for _, l := range moments {
		if t, err := time.Parse(l, s); err == nil {
			return zoned(t), true, true
		}
	}
	for _, l := range days {
		if t, err := time.Parse(l, s); err == nil {
			return t, false, true
		}
	}
	return time.Time{}, false, false
}

// zoned gives abbreviated American zones their offset, which time.Parse does
// not know away from there.
func zoned(t time.Time) time.Time {
	name, offset := t.Zone()
	hours, ok := map[string]int{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "BST": 1, "CET": 1, "CEST": 2, "MSK": 3}[name]
	if offset != 0 || !ok {
		return t
	}
	z := time.FixedZone(name, hours*3600)
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), z)
}
