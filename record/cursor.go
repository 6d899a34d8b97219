package record

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
)

// Cursor returns the place in a list after a row with that sort value and row
// number; ParseCursor reads it.
func Cursor(value, row int64) string {
	return strconv.FormatInt(value, 36) + "." + strconv.FormatInt(row, 36)
}

// ParseCursor reads a cursor. ok is false for the empty one: the list's start.
func ParseCursor(s string) (value, row int64, ok bool, err error) {
	if s == "" {
		return 0, 0, false, nil
	}
	a, b, found := strings.Cut(s, ".")
	value, err1 := strconv.ParseInt(a, 36, 64)
	row, err2 := strconv.ParseInt(b, 36, 64)
	if !found || err1 != nil || err2 != nil {
		return 0, 0, false, &fault.Error{Op: "list", Kind: fault.Invalid, ID: s, Err: errors.New("this is not the address of a page of the list: start again from its first page")}
	}
	return value, row, true, nil
}

func ofTime(t time.Time) calendar.Day { return calendar.Of(t.UTC()) }

// DayNumber returns a day as the number YYYYMMDD, by which stores sort and
// compare; 0 for the zero Day. A month or a year counts as its first day.
func DayNumber(d calendar.Day) int64 {
	if d.IsZero() {
		return 0
	}
	d = d.First()
	return int64(d.Year)*10000 + int64(d.Month)*100 + int64(d.DayOfMonth)
}

// lastDay stands for an open end.
const lastDay = 99991231

// Bounds returns the interval as day numbers, an open start as 0 and an open
// end as 99991231.
func Bounds(from, to calendar.Day) (int64, int64) {
	a, b := DayNumber(from), int64(lastDay)
	if !to.IsZero() {
		b = DayNumber(to.Last())
	}
	return a, b
}
