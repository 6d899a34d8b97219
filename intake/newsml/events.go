package newsml

import (
	"fmt"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/batch"
	"github.com/datelinewire/dateline/intake/markup"
	"github.com/datelinewire/dateline/intake/schedule"
	"github.com/datelinewire/dateline/news"
)

// concepts takes an item with one concept or many; those that are events
// become plans.
func (d *decoder) concepts(n *markup.Node) error {
	h, err := headOf(n)
	if err != nil {
		return err
	}
	set := n
	if s := n.Find("conceptSet"); s != nil {
		set = s
	}
	before := len(d.out.Plans)
	for _, c := range set.All("concept") {
		if c.Find("eventDetails") == nil {
			continue
		}
		if err := d.event(c, h, ""); err != nil {
			return err
		}
	}
	if len(d.out.Plans) == before {
		d.out.Refuse(h.guid, "it explains concepts and announces no event: nothing in it is news", []byte(n.Words()))
	}
	return nil
}

// events takes a set of events, or one concept that stands alone. An event
// that is wrong is refused alone.
func (d *decoder) events(n *markup.Node, h head) error {
	all := n.All("event")
	if n.Name == "concept" {
		all = []*markup.Node{n}
	}
	if len(all) == 0 {
		return batch.Invalid("<%s> holds no event", n.Name)
	}
	for i, e := range all {
		name := fmt.Sprintf("%s#%d", h.guid, i+1)
		if err := d.event(e, h, name); err != nil {
			if len(all) == 1 {
				return err
			}
			d.out.Refuse(name, batch.Reason(err), []byte(e.Words()))
		}
	}
	return nil
}

// event makes the plans of one event: several where it comes back.
func (d *decoder) event(e *markup.Node, h head, name string) error {
	details := e.Find("eventDetails")
	dates := details.Find("dates")
	p := d.plan(h)
	p.Title = nameOf(e)
	if p.Title == "" {
		return batch.Invalid("event/name is missing: a plan needs a title")
	}
	if id := e.Find("conceptId"); id != nil {
		name = id.Attr("qcode") + id.Attr("uri")
	}
	if name != "" {
		p.UID = name
	}
	var paragraphs []string
	for _, def := range append(e.All("definition"), e.All("note")...) {
		paragraphs = append(paragraphs, markup.Paragraphs(def)...)
	}
	p.Text = strings.Join(paragraphs, "\n\n")
	p.Place = place(details.Find("location"))
	p.URL = details.Find("contactInfo", "web").Words()
	for _, s := range details.All("subject") {
		if n := nameOf(s); n != "" {
			p.Subjects = append(p.Subjects, n)
		}
	}
	if s := schedule.StatusOf(codeOf(details.Find("occurStatus"))); s != "" && p.Status != news.Cancelled {
		p.Status = s
	}
	if err := span(&p, dates); err != nil {
		return err
	}
	return d.repeat(p, dates)
}

// plan returns a plan with what the item's head says.
func (d *decoder) plan(h head) news.Plan {
	p := news.Plan{Source: h.source, UID: h.guid, Sequence: h.version, Modified: h.env.Updated, Subjects: h.env.Subjects, Status: news.Confirmed}
	switch h.status {
	case news.SignalKill:
		p.Status = news.Cancelled
	case news.SignalHold:
		p.Status = news.Tentative
	}
	return p
}

// span sets when a plan begins and ends. An end before the beginning is left
// out: the last day of a run is given as such by some.
func span(p *news.Plan, dates *markup.Node) error {
	start := dates.Find("start").Words()
	from, days, ok := schedule.Moment(start)
	if !ok {
		return batch.Invalid("eventDetails/dates/start is %q: it must be a day or a moment such as 2018-10-26T09:00:00Z", start)
	}
	p.From, p.AllDay = from, days > 0
	if days > 0 {
		p.To = from.AddDate(0, 0, days)
	}
	if end, days, ok := schedule.Moment(dates.Find("end").Words()); ok {
		if end = end.AddDate(0, 0, days); end.After(from) {
			p.To = end
		}
	}
	if end, ok := schedule.After(from, dates.Find("duration").Words()); ok {
		p.To = end
	}
	return nil
}

// repeat adds the plan, and its like on the days that its rules name.
func (d *decoder) repeat(p news.Plan, dates *markup.Node) error {
	times := []time.Time{p.From}
	for _, r := range dates.All("rRule") {
		rule, err := schedule.ParseRule(ruleOf(r))
		if err != nil {
			d.out.Refuse(p.UID, "its rule of recurrence cannot be read ("+err.Error()+"): only its first day was kept", []byte(p.Title))
			continue
		}
		times = rule.Times(p.From, p.From, p.From.AddDate(1, 0, 0))
	}
	d.out.Plans = append(d.out.Plans, schedule.Repeat(p, times)...)
	return nil
}

// ruleOf writes the attributes of a rule as iCalendar does.
func ruleOf(r *markup.Node) string {
	var parts []string
	for _, a := range r.Attrs {
		parts = append(parts, strings.ToUpper(a.Name)+"="+strings.Join(strings.FieldsFunc(a.Value, func(c rune) bool { return c == ' ' || c == ',' }), ","))
	}
	return strings.Join(parts, ";")
}

// place returns a location's name, else its address.
func place(l *markup.Node) string {
	if n := nameOf(l); n != "" {
		return n
	}
	return l.First("address").Words()
}
