package ical

import (
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/schedule"
)

// The stretch around the day of taking in for which days of events that come
// back are given.
const (
	daysBefore  = 31
	yearsBehind = 1
)

// moment reads a date or a moment with its zone. The error says which property
// is missing or wrong.
func (d *decoder) moment(c *component, name string) (t time.Time, allDay bool, err error) {
	p := c.get(name)
	if p.value == "" {
		return t, false, batch.Invalid("%s is missing: it says when the event is", name)
	}
	return d.parse(p, strings.TrimSpace(p.value))
}

// parse reads one value of a property.
func (d *decoder) parse(p property, v string) (t time.Time, allDay bool, err error) {
	if t, err := time.Parse("20060102", v); err == nil {
		return t, true, nil
	}
	if t, err := time.Parse("20060102T150405Z", v); err == nil {
		return t, false, nil
	}
	wall, err := time.Parse("20060102T150405", v)
	if err != nil {
		return t, false, batch.Invalid("%s is %q: it must be a day or a moment such as 20160102T090000Z", p.name, v)
	}
	zone := p.params["TZID"]
	if zone == "" {
		zone = d.cal.get("X-WR-TIMEZONE").value
	}
	t, ok := d.zones.in(wall, zone)
	if !ok {
		return t, false, batch.Invalid("%s is in the zone %q, which neither the calendar nor the IANA defines: its moment cannot be told", p.name, zone)
	}
	return t, false, nil
}

// times returns when an event takes place. A rule that cannot be read is the
// error; the first day is given all the same.
func (d *decoder) times(c *component, start time.Time) (out []time.Time, rule error) {
	out = []time.Time{start}
	from, to := start, start.AddDate(yearsBehind, 0, 0)
	if d.in.Day.Whole() {
		today := d.in.Day.Time()
		from, to = today.AddDate(0, 0, -daysBefore), today.AddDate(yearsBehind, 0, 0)
	}
	if text := c.get("RRULE").value; text != "" {
		r, err := schedule.ParseRule(text)
		if err != nil {
			return out, err
		}
		if all := r.Times(start, from, to); len(all) > 0 {
			out = d.wall(c, all)
		}
	}
	out = append(out, d.listed(c, "RDATE")...)
	gone := map[int64]bool{}
	for _, t := range d.listed(c, "EXDATE") {
		gone[t.Unix()] = true
	}
	kept := out[:0]
	for _, t := range out {
		if !gone[t.Unix()] && len(kept) < schedule.MaxTimes {
			kept = append(kept, t)
			gone[t.Unix()] = true // a day is given once
		}
	}
	return kept, nil
}

// wall sets moments anew by their time of day where the calendar defines their
// zone: in summer it is not what it was when the event first took place.
func (d *decoder) wall(c *component, times []time.Time) []time.Time {
	name := c.get("DTSTART").params["TZID"]
	if d.zones.location(name) != nil || d.zones.defined[name] == nil {
		return times
	}
	for i, t := range times {
		clock := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
		if moved, ok := d.zones.in(clock, name); ok {
			times[i] = moved
		}
	}
	return times
}

// listed returns the moments of all properties of a name.
func (d *decoder) listed(c *component, name string) []time.Time {
	var out []time.Time
	for _, p := range c.props {
		if p.name != name {
			continue
		}
		for _, v := range strings.Split(p.value, ",") {
			v, _, _ = strings.Cut(strings.TrimSpace(v), "/") // a period's beginning
			if t, _, err := d.parse(p, v); err == nil {
				out = append(out, t)
			}
		}
	}
	return out
}
