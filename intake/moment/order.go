package moment

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// order is which of three numbers is what.
type order string

const (
	open       order = "" // nothing decides
	dayFirst   order = "dmy"
	monthFirst order = "mdy"
	yearFirst  order = "ymd"
)

// civil returns the day that the parts say, as its midnight in UTC.
func (p *parts) civil(o order) (time.Time, error) {
	switch {
	case p.whole != nil:
		y, m, d := p.whole.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC), nil
	case p.month > 0:
		return p.withName()
	case len(p.numbers) == 2:
		return ofYear(p.numbers[0].value, p.numbers[1].value)
	}
	orders := p.orders()
	if len(orders) == 0 {
		return time.Time{}, errors.New("there is no such day")
	}
	if slices.Contains(orders, o) {
		return p.under(o)
	}
	first, err := p.under(orders[0])
	for _, other := range orders[1:] {
		if t, again := p.under(other); again != nil || !t.Equal(first) {
			return time.Time{}, errors.New("the day or the month may come first: nothing in the feed decides")
		}
	}
	return first, err
}

// withName returns the day of a date whose month has a name. Of its numbers
// the year is the one with four digits, or the last.
func (p *parts) withName() (time.Time, error) {
	day, year := p.numbers[0], p.numbers[1]
	if day.digits() > 2 || day.value > 31 {
		day, year = year, day
	}
	return valid(full(year), p.month, day.value)
}

// full returns a year in full: of two digits, 69 and more are of the last
// century, as POSIX has it.
func full(t token) int {
	switch {
	case t.digits() > 2:
		return t.value
	case t.value < 69:
		return t.value + 2000
	}
	return t.value + 1900
}

// valid returns a day, failing where there is none such.
func valid(year, month, day int) (time.Time, error) {
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || t.Month() != time.Month(month) || t.Day() != day {
		return time.Time{}, fmt.Errorf("there is no such day: %d-%d-%d", year, month, day)
	}
	return t, nil
}

// ofYear returns the nth day of a year.
func ofYear(year, n int) (time.Time, error) {
	t := time.Date(year, time.January, n, 0, 0, 0, 0, time.UTC)
	if n < 1 || t.Year() != year {
		return time.Time{}, fmt.Errorf("there is no such day: %d of %d", n, year)
	}
	return t, nil
}

// orders returns the orders in which three numbers can be a date.
func (p *parts) orders() []order {
	var out []order
	candidates := []order{dayFirst, monthFirst, yearFirst}
	if p.between[1] == "." && p.numbers[0].digits() < 3 {
		candidates = candidates[:1] // nobody writes 12.31.2012
	}
	for _, o := range candidates {
		if _, err := p.under(o); err == nil {
			out = append(out, o)
		}
	}
	return out
}

// under returns the day that three numbers are in an order.
func (p *parts) under(o order) (time.Time, error) {
	a, b, c := p.numbers[0], p.numbers[1], p.numbers[2]
	year, last := c, a
	if o == yearFirst {
		year, last = a, c
	}
	if year.digits() != 2 && year.digits() != 4 || b.digits() > 2 || last.digits() > 2 {
		return time.Time{}, errors.New("there is no such day")
	}
	switch o {
	case monthFirst:
		return valid(full(c), a.value, b.value)
	case yearFirst:
		return valid(full(a), b.value, c.value)
	}
	return valid(full(c), b.value, a.value)
}
