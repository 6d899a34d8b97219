package plain

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/intake/moment"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/text"
)

// The stamps behind a text: 121015 GMT Sep 15, and AP-WF-09-12-15 1015GMT.
var (
	stamp7901 = regexp.MustCompile(`(?:^|\s)([0-3][0-9])([0-2][0-9])([0-5][0-9]) ?([A-Z]{2,4})? ([A-Za-z]{3}) ([0-9]{4}|[0-9]{2})\b`)
	stampAP   = regexp.MustCompile(`\b[A-Z]{2,5}-[A-Z]{2,3}-([0-9]{2})-([0-9]{2})-([0-9]{2}) ([0-2][0-9])([0-5][0-9]) ?([A-Z]{3,4})\b`)
)

// Stamp returns the moment at which a line says that its message was sent;
// false where it says none.
func Stamp(line string) (time.Time, bool) {
	layout := ""
	if m := stamp7901.FindStringSubmatch(line); m != nil {
		if m[4] == "" {
			m[4] = "GMT"
		}
		layout = fmt.Sprintf("%s %s %s %s:%s %s", m[1], m[5], m[6], m[2], m[3], m[4])
	} else if m := stampAP.FindStringSubmatch(line); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n >= 1 && n <= 12 {
			layout = fmt.Sprintf("%s %s %s %s:%s %s", m[2], time.Month(n).String()[:3], m[3], m[4], m[5], m[6])
		}
	}
	m, err := moment.Read(layout)
	return m.Time.UTC(), err == nil && m.Exact
}

// sentOn returns the day on which a message was sent by the stamp among its last
// lines, else the one that is given.
func sentOn(s string, given calendar.Day) calendar.Day {
	lines := strings.Split(s, "\n")
	for _, l := range lines[max(0, len(lines)-6):] {
		if len(l) > 60 {
			continue
		}
		if t, ok := Stamp(l); ok {
			return calendar.Of(t)
		}
	}
	return given
}

// clock is a time of day with its zone: 0001 GMT, 10 a.m. EDT, 18:00 CET.
var clock = regexp.MustCompile(`(?i)\b([0-2]?[0-9])(?:[:.h]?([0-5][0-9]))?(?: ?([ap])\.?m\b\.?)?(?: ?(?:hours|hrs))? ?([A-Z]{3,4}|[+-][0-9]{2}:?[0-9]{2}|Z)\b`)

// EmbargoIn returns the moment that a line to editors names as the end of an
// embargo. Where it names no day, or none with a year, it is the one nearest
// to near. It is false where the line names no time of day in a zone that is
// known.
func EmbargoIn(line string, near news.Story) (time.Time, bool) {
	day, ok := news.DayIn(line, near.Published)
	if !ok {
		day = near.Day()
	}
	if !day.Whole() {
		return time.Time{}, false
	}
	for _, m := range clock.FindAllStringSubmatch(line, 8) {
		minute, half := m[2], m[3]
		if minute == "" && half == "" {
			continue // a figure and a word
		}
		if minute == "" {
			minute = "00"
		}
		s := fmt.Sprintf("%s %s:%s", day, m[1], minute)
		if half != "" {
			s += " " + strings.ToLower(half) + "m"
		}
		if at, err := moment.Read(s + " " + strings.ToUpper(m[4])); err == nil && at.Exact && at.Zoned {
			return at.Time.UTC(), true
		}
	}
	return time.Time{}, false
}

// moments takes over when a story in plain text was sent, and until when it is
// under embargo.
func moments(s *news.Story) {
	e := &s.Envelope
	for _, p := range s.Parts {
		line := s.Text[p.Start:p.End]
		switch {
		case len(line) > 400:
		case p.Kind == text.Boilerplate && s.Issued.IsZero():
			if t, ok := Stamp(line); ok {
				s.Issued, e.Updated = t, t
			}
		case p.Kind == text.Note && news.IsEmbargo(line) && e.Embargo.IsZero():
			t, ok := EmbargoIn(line, *s)
			if e.Embargo = t; !ok {
				s.Trouble = append(s.Trouble, "it is under embargo, and until when could not be read; it is shown: "+line)
			}
		}
	}
}
