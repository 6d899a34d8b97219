package date

import (
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/lang"
)

// holiday is a feast with a rule for its day.
type holiday struct {
	name    []string
	easter  bool
	offset  int // days after Easter, or after the nth weekday
	month   int
	day     int // day of month, or 0
	weekday int // with nth
	nth     int
}

// readHolidays takes the feasts, the longer names of those with one first word
// before the shorter.
func (v *vocabulary) readHolidays(ask *lang.Request) error {
	v.holidays = make(map[string][]holiday, 64)
	for _, row := range ask.Rows("feast") {
		h := holiday{name: strings.Fields(row.Word)}
		if !h.parse(row.Value()) {
			return fmt.Errorf("date: feast %s: no rule %q", row.Word, row.Value())
		}
		v.holidays[h.name[0]] = append(v.holidays[h.name[0]], h)
	}
	for _, hs := range v.holidays {
		slices.SortStableFunc(hs, func(a, b holiday) int { return len(b.name) - len(a.name) })
	}
	return nil
}

func (h *holiday) parse(rule string) bool {
	if strings.HasPrefix(rule, "easter") {
		h.easter = true
		_, err := fmt.Sscanf(rule, "easter%d", &h.offset)
		return err == nil
	}
	if strings.Contains(rule, "#") {
		if _, err := fmt.Sscanf(rule, "%d/%d#%d+%d", &h.month, &h.weekday, &h.nth, &h.offset); err == nil {
			return true
		}
		h.offset = 0
		_, err := fmt.Sscanf(rule, "%d/%d#%d", &h.month, &h.weekday, &h.nth)
		return err == nil
	}
	_, err := fmt.Sscanf(rule, "%d-%d", &h.month, &h.day)
	return err == nil
}

// in returns the feast's day in a year.
func (h *holiday) in(y int) calendar.Day {
	switch {
	case h.easter:
		return easter(y).AddDays(h.offset)
	case h.nth > 0:
		first := calendar.Date(y, h.month, 1)
		return first.AddDays((h.weekday-isoWeekday(first)+7)%7 + 7*(h.nth-1) + h.offset)
	case h.nth < 0:
		last := calendar.Date(y, h.month+1, 0)
		return last.AddDays(-((isoWeekday(last) - h.weekday + 7) % 7))
	}
	return calendar.Date(y, h.month, h.day)
}

// easter returns Easter Sunday of the western churches, by the anonymous
// Gregorian algorithm (Nature, 1876).
func easter(y int) calendar.Day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return calendar.Date(y, n/31, n%31+1)
}

// holiday reads a feast at atom i.
func (p *parser) holiday(i int) (moment, int) {
	if !p.at(i).is(cHoliday) {
		return moment{}, 0
	}
	hs := p.v.holidays[lower(p.raw(i))]
	for k := range hs {
		h := &hs[k]
		if i+len(h.name) > len(p.a) {
			continue
		}
		match := p.a[i].capital || p.o.Assistant
		for j, w := range h.name {
			if match = match && p.same(i+j, w); !match {
				break
			}
		}
		j := i + len(h.name)
		if match && !p.named(j) {
			m := moment{shape: ofHoliday, feast: h, rule: "holiday"}
			return p.withYear(m, j)
		}
	}
	return moment{}, 0
}

// same reports whether atom i reads w, in any case.
func (p *parser) same(i int, w string) bool {
	a := p.at(i)
	if a.is(cPunct) {
		return len(w) == 1 && rune(w[0]) == a.ch
	}
	return strings.EqualFold(p.raw(i), w)
}

// named reports whether the feast is part of a longer name: Good Friday
// Agreement, Christmas Island.
func (p *parser) named(j int) bool {
	a := p.at(j)
	return a.capital && a.mask == 0
}
