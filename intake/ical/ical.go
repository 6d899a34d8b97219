// Package ical reads iCalendar files, RFC 5545: each event becomes a plan, one
// that comes back a plan for each of its days. What goes in is a file of one
// calendar or several; what comes out is plans, and the events that could not
// be read with what is wrong with each.
//
//	b, err := ical.Decode(batch.Input{Bytes: file, Day: today})
//
// A calendar is read line by line here, because the libraries at hand give up
// a whole calendar for one wrong line, and recurse as deep as the file says.
// Limits: 20,000 events; of an event that comes back, the days from 31 before
// the day of taking in to a year after it, 366 at most; rules as package
// schedule reads them. Tasks and journals are refused.
package ical

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/markup"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/intake/schedule"
	"github.com/datelinewire/dateline/news"
)

// Is reports whether the input begins as a calendar does.
func Is(head string) bool {
	return strings.HasPrefix(strings.ToUpper(strings.TrimSpace(head[:min(len(head), 64)])), "BEGIN:VCALENDAR")
}

// Decode returns the plans of a file. It fails with Invalid where there is no
// calendar in it.
func Decode(in batch.Input) (*batch.Batch, error) {
	s, _, err := plain.Decode(in.Bytes, in.ContentType)
	if err != nil {
		return nil, err
	}
	d := decoder{in: in}
	found := false
	for _, c := range read(s, &d.out) {
		if c.name == "VCALENDAR" {
			found = true
			d.calendar(c)
		}
	}
	if !found {
		return nil, batch.Invalid("there is no BEGIN:VCALENDAR in it: send a calendar as programs export it")
	}
	return &d.out, nil
}

type decoder struct {
	in     batch.Input
	out    batch.Batch
	cal    *component
	zones  zones
	moved  map[string]bool // days of recurring events that have an entry of their own
	events int
}

// calendar takes one calendar: first its zones and the days that were moved,
// which the events need, then its events.
func (d *decoder) calendar(c *component) {
	d.cal, d.moved = c, map[string]bool{}
	d.zones = zones{defined: map[string]*component{}, known: map[string]*time.Location{}}
	for _, k := range c.kids {
		if k.name == "VTIMEZONE" {
			d.zones.defined[k.get("TZID").value] = k
		}
	}
	for _, k := range c.kids {
		if t, _, err := d.moment(k, "RECURRENCE-ID"); k.name == "VEVENT" && err == nil {
			d.moved[instance(k.text("UID"), t)] = true
		}
	}
	for _, k := range c.kids {
		switch k.name {
		case "VEVENT":
			if d.events++; d.events == maxEvents+1 {
				d.out.Refuse("the rest", fmt.Sprintf("there are more than %d events in the calendar: split it", maxEvents), nil)
			}
			if d.events > maxEvents {
				return
			}
			if err := d.event(k); err != nil {
				d.out.Refuse(k.text("UID"), batch.Reason(err), []byte(k.text("SUMMARY")))
			}
		case "VTODO", "VJOURNAL":
			d.out.Refuse(k.text("UID"), "it is a "+k.name+", no event: nothing is planned in it for others", []byte(k.text("SUMMARY")))
		}
	}
}

// instance names one day of an event that comes back, as schedule.Repeat does.
func instance(uid string, t time.Time) string {
	return uid + "/" + t.UTC().Format("20060102T150405Z")
}

// event takes one event.
func (d *decoder) event(c *component) error {
	p, err := d.plan(c)
	if err != nil {
		return err
	}
	if id := c.get("RECURRENCE-ID"); id.value != "" {
		t, _, err := d.moment(c, "RECURRENCE-ID")
		if err != nil {
			return err
		}
		p.UID = instance(p.UID, t)
		d.out.Plans = append(d.out.Plans, p)
		return nil
	}
	times, rule := d.times(c, p.From)
	if rule != nil {
		d.out.Refuse(p.UID, "its RRULE cannot be read ("+rule.Error()+"): only its first day was kept", []byte(c.get("RRULE").value))
	}
	for _, one := range schedule.Repeat(p, times) {
		if !d.moved[instance(p.UID, one.From)] {
			d.out.Plans = append(d.out.Plans, one)
		}
	}
	return nil
}

// plan returns what an event says, on its first day.
func (d *decoder) plan(c *component) (news.Plan, error) {
	p := news.Plan{
		Source: d.source(c), UID: c.text("UID"), Title: strings.Join(strings.Fields(c.text("SUMMARY")), " "), Text: description(c),
		URL: c.get("URL").value, Place: strings.Join(strings.Fields(c.text("LOCATION")), " "), Status: news.Confirmed,
	}
	var err error
	if p.From, p.AllDay, err = d.moment(c, "DTSTART"); err != nil {
		return p, err
	}
	if p.Title == "" {
		p.Title, _, _ = strings.Cut(p.Text, "\n")
	}
	if p.Title == "" {
		return p, batch.Invalid("SUMMARY is missing: a plan needs a title")
	}
	if p.UID == "" {
		p.UID = news.IDOf(p.Title, c.get("DTSTART").value)
	}
	if p.Sequence, err = strconv.Atoi(c.get("SEQUENCE").value); err != nil || p.Sequence < 0 {
		p.Sequence = 0
	}
	for _, name := range [...]string{"DTSTAMP", "LAST-MODIFIED"} {
		if t, _, err := d.moment(c, name); err == nil {
			p.Modified = t
		}
	}
	for _, x := range c.props {
		if x.name == "CATEGORIES" {
			for _, s := range strings.Split(x.value, ",") {
				if s = strings.TrimSpace(plainText(s)); s != "" {
					p.Subjects = append(p.Subjects, s)
				}
			}
		}
	}
	if s := schedule.StatusOf(c.get("STATUS").value); s != "" {
		p.Status = s
	}
	if strings.EqualFold(d.cal.get("METHOD").value, "CANCEL") {
		p.Status = news.Cancelled
	}
	return p, d.end(c, &p)
}

// end sets when a plan ends: by DTEND, by DURATION, or with its day.
func (d *decoder) end(c *component, p *news.Plan) error {
	if p.AllDay {
		p.To = p.From.AddDate(0, 0, 1)
	}
	if c.get("DTEND").value != "" {
		t, _, err := d.moment(c, "DTEND")
		switch {
		case err != nil:
			return err
		case t.After(p.From):
			p.To = t
		case t.Before(p.From):
			return batch.Invalid("DTEND is %q, before DTSTART, %q", c.get("DTEND").value, c.get("DTSTART").value)
		}
	} else if t, ok := schedule.After(p.From, c.get("DURATION").value); ok {
		p.To = t
	}
	return nil
}

// source returns the calendar's name, else who organises the event.
func (d *decoder) source(c *component) string {
	for _, s := range [...]string{d.cal.text("X-WR-CALNAME"), d.cal.text("NAME"), c.get("ORGANIZER").params["CN"]} {
		if s != "" {
			return s
		}
	}
	return ""
}

// description returns an event's text; some programs write HTML there.
func description(c *component) string {
	s := c.text("DESCRIPTION")
	if strings.Contains(s, "</") || strings.Contains(s, "<br") {
		return strings.Join(markup.HTML(s), "\n\n")
	}
	return s
}
