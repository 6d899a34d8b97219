package ical

import (
	_ "embed" // the names of Microsoft's zones
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // zones on machines that have none

	"github.com/datelinewire/dateline/intake/schedule"
)

//go:embed zones.tsv
var zonesFile string

var windows = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(zonesFile) {
		if name, zone, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && line[0] != '#' {
			m[name] = zone
		}
	}
	return m
})

// zones are the time zones of a calendar: what it defines, by name, and the
// IANA's that it uses, nil for names that are none of theirs.
type zones struct {
	defined map[string]*component
	known   map[string]*time.Location
}

// location returns the IANA's zone of a name, or nil.
func (z *zones) location(name string) *time.Location {
	loc, ok := z.known[name]
	if !ok {
		loc = location(name)
		z.known[name] = loc
	}
	return loc
}

// in returns the moment that clocks in a zone show as wall; false where the
// zone is unknown. Names of the IANA go before a calendar's own definitions,
// which are often cut short.
func (z *zones) in(wall time.Time, name string) (time.Time, bool) {
	if name == "" {
		return wall, true
	}
	loc := z.location(name)
	if loc == nil {
		c := z.defined[name]
		if c == nil {
			return wall, false
		}
		seconds, ok := offset(c, wall)
		if !ok {
			return wall, false
		}
		loc = time.FixedZone(name, seconds)
	}
	return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, loc), true
}

// location returns the zone of a name of the IANA's, Microsoft's, or one with
// a prefix such as /example.org/Europe/Oslo; nil for others.
func location(name string) *time.Location {
	if w, ok := windows()[name]; ok {
		name = w
	}
	if len(name) > 100 || name == "Local" {
		return nil
	}
	if loc, err := time.LoadLocation(name); err == nil && !strings.HasPrefix(name, "/") {
		return loc
	}
	parts := strings.Split(name, "/")
	for n := min(3, len(parts)-1); n >= 2; n-- {
		if loc, err := time.LoadLocation(strings.Join(parts[len(parts)-n:], "/")); err == nil {
			return loc
		}
	}
	return nil
}

// offset returns how many seconds east of UTC a zone's clocks are at a wall
// time: by the rule that came into force last before it.
func offset(zone *component, wall time.Time) (seconds int, ok bool) {
	var latest time.Time
	for _, rule := range zone.kids {
		start, err := time.Parse("20060102T150405", rule.get("DTSTART").value)
		to, known := utcOffset(rule.get("TZOFFSETTO").value)
		if err != nil || !known {
			continue
		}
		if !ok {
			seconds, ok = to, true // before all rules, the first stands in
		}
		onsets := []time.Time{start}
		if r, err := schedule.ParseRule(rule.get("RRULE").value); err == nil && !r.Counted() {
			onsets = append(onsets, r.Times(start, wall.AddDate(-2, 0, 0), wall.AddDate(0, 0, 1))...)
		}
		for _, t := range onsets {
			if !t.After(wall) && t.After(latest) {
				latest, seconds = t, to
			}
		}
	}
	return seconds, ok
}

// utcOffset reads +0200 or -033000.
func utcOffset(s string) (seconds int, ok bool) {
	if len(s) != 5 && len(s) != 7 || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	n, err := strconv.Atoi(s[1:5])
	if err != nil || n%100 > 59 || n > 1500 {
		return 0, false
	}
	seconds = n/100*3600 + n%100*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}
