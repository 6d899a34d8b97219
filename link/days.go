package link

import (
	"github.com/datelinewire/dateline/calendar"
)

// daysApart returns how many days lie between two intervals, 0 where they
// touch; an open end is taken for its other one.
func daysApart(a, z, b, y calendar.Day) int {
	if a.IsZero() {
		a = z
	}
	if z.IsZero() {
		z = a
	}
	if b.IsZero() {
		b = y
	}
	if y.IsZero() {
		y = b
	}
	if a.IsZero() || b.IsZero() {
		return 0
	}
	return max(0, b.First().Sub(z.Last()), a.First().Sub(y.Last()))
}

func distance(a, b int64) int64 { return max(a-b, b-a) }
