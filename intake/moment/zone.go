package moment

import (
	"errors"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // so that names of zones mean the same on every machine
)

// maxNames is the most words of the name of a zone.
const maxNames = 4

// named takes the name of a zone that begins here, with an offset from it, and
// reports whether there is one.
func (c *collector) named() bool {
	for n := maxNames; n > 0; n-- {
		name, ok := c.join(n)
		if !ok {
			continue
		}
		zone := c.r.zone(name)
		if zone == nil && n == 1 && len(tables().zones[name]) > 0 {
			c.zoneName = strings.ToUpper(name)
			c.at++
			return true
		}
		if zone == nil {
			continue
		}
		c.zone = zone
		c.at += n
		if t := c.peek(0); (t.is("+") || t.is("-")) && c.peek(1).number {
			return c.offset() == nil
		}
		return true
	}
	return c.city()
}

// join returns the next n words as one name.
func (c *collector) join(n int) (string, bool) {
	var words []string
	for i := range n {
		t := c.peek(i)
		if !t.word {
			return "", false
		}
		words = append(words, t.text)
	}
	return strings.Join(words, " "), true
}

// zone returns what a name means where the source comes from, or nil where it
// is not known, or not which of several it is.
func (r *Reader) zone(name string) *time.Location {
	var other *zoneRow
	rows := tables().zones[name]
	for _, region := range r.region {
		for _, row := range rows {
			if slices.Contains(row.where, region) {
				return location(name, row.offset)
			}
		}
	}
	for i, row := range rows {
		if len(row.where) == 0 {
			other = &rows[i]
		}
	}
	if other == nil {
		return nil
	}
	return location(name, other.offset)
}

// location returns the zone for an entry of the table: +05:30, Europe/Moscow.
func location(name, offset string) *time.Location {
	t, err := time.Parse("-07:00", offset)
	if err != nil {
		zone, err := time.LoadLocation(offset)
		if err != nil {
			return nil
		}
		return zone
	}
	_, seconds := t.Zone()
	return fixed(strings.ToUpper(name), seconds)
}

// fixed returns the zone of an offset: UTC, whatever it is called, is one.
func fixed(name string, seconds int) *time.Location {
	if seconds == 0 {
		return time.UTC
	}
	return time.FixedZone(name, seconds)
}

// city takes a name of the tz database: Europe/Moscow.
func (c *collector) city() bool {
	area, slash, place := c.peek(0), c.peek(1), c.peek(2)
	if !area.word || !slash.is("/") || !place.word {
		return false
	}
	name, n := title(area.text)+"/"+title(place.text), 3
	for (c.peek(n).is("_") || c.peek(n).is("/")) && c.peek(n+1).word {
		name += c.peek(n).text + title(c.peek(n+1).text)
		n += 2
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return false
	}
	c.zone = zone
	c.at += n
	return true
}

// title returns a name of the tz database as that writes it.
func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// offsetHere reports whether an offset from UTC begins here. A dash is one where
// it cannot be part of the date.
func (c *collector) offsetHere() bool {
	sign, n := c.peek(0), c.peek(1)
	if !sign.is("+") && !sign.is("-") || !n.number || c.clock == nil || c.zone != nil {
		return false
	}
	return sign.is("+") || c.complete() || n.digits() == 4 && !n.spaced && n.value <= 1400
}

// offset takes an offset from UTC: +0530, -5, +5:30, +03.00. It goes before a
// name that was written as well.
func (c *collector) offset() error {
	sign, n := c.peek(0), c.peek(1)
	hours, minutes := n.value, 0
	c.at += 2
	switch {
	case n.digits() > 2:
		hours, minutes = n.value/100, n.value%100
	case (c.peek(0).is(":") || c.peek(0).is(".")) && c.peek(1).digits() == 2:
		minutes = c.peek(1).value
		c.at += 2
	}
	if hours > 14 || minutes > 59 {
		return errors.New("its time zone cannot be")
	}
	seconds := hours*3600 + minutes*60
	if sign.is("-") {
		seconds = -seconds
	}
	c.zone, c.zoneName = fixed("", seconds), ""
	return nil
}
