package moment

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// time takes a time of day that begins here: 17:00, 17:00:05.25, 5 pm, 17h30,
// and 17.30 where it cannot be part of the date.
func (c *collector) time(t token) bool {
	if c.clock != nil || t.digits() > 2 || t.value > 24 {
		return false
	}
	sign, minute := c.peek(1), c.peek(2)
	switch {
	case minute.number && minute.value < 60 && c.parted(sign, minute):
		c.clock = &clock{hour: t.value, minute: minute.value}
		c.at += 3
		if s := c.peek(1); c.peek(0).text == sign.text && s.number && s.digits() <= 2 && s.value <= 60 {
			c.clock.second = s.value
			c.at += 2
			c.fraction()
		}
	case sign.is("h"), sign.is("uhr"), len(tables().values(sign.text, "half", c.r.language())) > 0:
		c.clock = &clock{hour: t.value}
		c.at++
	default:
		return false
	}
	if c.later > 0 {
		c.half(c.later)
	}
	return true
}

// parted reports whether a sign parts an hour from its minute.
func (c *collector) parted(sign, minute token) bool {
	switch sign.text {
	case "時", "时":
		return !minute.spaced
	case "시": // Korean parts it by a space
		return true
	case ":":
		return minute.digits() == 2 || minute.digits() == 1 && c.peek(3).is(":")
	case "h":
		return minute.digits() == 2 || !minute.spaced
	case ".":
		return minute.digits() == 2 && !minute.spaced && (c.complete() || c.peek(3).is("uhr"))
	}
	return false
}

// fraction takes the fraction of a second.
func (c *collector) fraction() {
	dot, n := c.peek(0), c.peek(1)
	if !dot.is(".") && !dot.is(",") || dot.spaced || !n.number || n.spaced {
		return
	}
	digits := (n.text + strings.Repeat("0", 9))[:9]
	c.clock.nano, _ = strconv.Atoi(digits)
	c.at += 2
}

// half takes a word that says which half of the day it is: behind the time of
// day, or, in Chinese and others, before it. German "am" before it is "on the".
func (c *collector) half(add int) {
	switch {
	case c.clock == nil:
		c.later = add
	case c.clock.hour == 12 && add == 0:
		c.clock.hour = 0
	case c.clock.hour < 12:
		c.clock.hour += add
	}
}

// at returns the moment on a civil day, in the zone that was written.
func (p *parts) at(day time.Time) Moment {
	m := Moment{Time: day}
	switch {
	case p.clock == nil:
		return m
	case p.zoneName != "":
		m.Trouble = fmt.Sprintf("its time zone, %.40q, is not known: only the day was taken", p.zoneName)
		return m
	}
	zone := p.zone
	if m.Zoned = zone != nil; !m.Zoned {
		zone = time.UTC
	}
	y, mo, d := day.Date()
	m.Time = time.Date(y, mo, d, p.clock.hour, p.clock.minute, p.clock.second, p.clock.nano, zone)
	m.Exact = true
	return m
}
