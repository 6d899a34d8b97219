package ninjs

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/envelope"
	"github.com/datelinewire/dateline/intake/schedule"
	"github.com/datelinewire/dateline/news"
)

// plan takes an event or planning item: one plan, or several where the event
// comes back.
func (d *decoder) plan(it view) error {
	details := it.object("eventdetails")
	p := news.Plan{
		Source: first(it.text("source"), it.text("copyrightholder")), UID: it.text("uri"), Title: first(it.text("title"), headline(it)),
		Place: place(it), URL: address(it), Subjects: it.names("subjects"), Status: news.Confirmed,
	}
	p.Sequence, _ = strconv.Atoi(it.text("version"))
	p.Modified, _ = envelope.Time(it.text("versioncreated"))
	if s := schedule.StatusOf(details.text("eventstatus")); s != "" {
		p.Status = s
	}
	if s := schedule.StatusOf(it.text("pubstatus")); s != "" {
		p.Status = s
	}
	paragraphs := parts(it, "description")
	if len(paragraphs) == 0 {
		paragraphs = body(it)
	}
	if note := it.text("ednote"); note != "" {
		paragraphs = append(paragraphs, note)
	}
	span(&p, details.object("dates"))
	for _, c := range it.list("plannedcoverage") {
		paragraphs = append(paragraphs, coverage(c))
		if uri := c.text("uri"); uri != "" {
			p.Stories = append(p.Stories, uri)
		}
		if p.From.IsZero() {
			span(&p, c.object("dates"))
		}
	}
	for _, a := range it.list("associations") {
		if a.isText() && a.text("uri") != "" {
			p.Stories = append(p.Stories, a.text("uri"))
		}
	}
	if len(paragraphs) > 1 && paragraphs[0] == p.Title {
		paragraphs = paragraphs[1:]
	}
	p.Text = strings.Join(paragraphs, "\n\n")
	if p.Title == "" && len(paragraphs) > 0 {
		p.Title = paragraphs[0]
	}
	if p.Title == "" {
		d.refuse(it.m, p.UID, "the plan has neither a title nor a text: there is nothing to show")
		return nil
	}
	d.repeat(p, details.object("dates").object("recurrence"))
	return nil
}

// coverage returns one planned piece as a line for people.
func coverage(c view) string {
	line := first(c.text("type"), "coverage")
	for _, part := range [...]string{c.text("title"), c.text("ednote")} {
		if part != "" {
			line += ": " + part
		}
	}
	if due := c.object("dates").text("enddate", "expectedenddate"); due != "" {
		line += " (due " + due + ")"
	}
	return line
}

// span sets when a plan begins and ends.
func span(p *news.Plan, dates view) {
	from, days, ok := schedule.Moment(dates.text("startdate", "expectedstartdate"))
	if !ok {
		return
	}
	p.From, p.AllDay = from, days > 0
	if days > 0 {
		p.To = from.AddDate(0, 0, days)
	}
	if end, days, ok := schedule.Moment(dates.text("enddate", "expectedenddate")); ok {
		// A day as the end of what begins at an hour says no more than the day.
		if end = end.AddDate(0, 0, days); end.After(from) && (days == 0 || p.AllDay) {
			p.To = end
		}
	}
	if end, ok := schedule.After(from, dates.text("expectedduration")); ok && !dates.has("enddate") {
		p.To = end
	}
}

// repeat adds the plan on all its days.
func (d *decoder) repeat(p news.Plan, r view) {
	times := []time.Time{p.From}
	for _, rule := range r.list("recurrencerules") {
		parsed, err := schedule.ParseRule(ruleOf(rule))
		if err != nil {
			d.out.Refuse(p.UID, "its rule of recurrence cannot be read ("+err.Error()+"): only its first day was kept", []byte(p.Title))
			continue
		}
		times = parsed.Times(p.From, p.From, p.From.AddDate(1, 0, 0))
	}
	dates, _ := r.m["recurrencedates"].([]any)
	for _, v := range dates {
		if t, _, ok := schedule.Moment(fmt.Sprint(v)); ok && len(times) < schedule.MaxTimes {
			times = append(times, t)
		}
	}
	d.out.Plans = append(d.out.Plans, schedule.Repeat(p, times)...)
}

// ruleOf writes a rule as iCalendar does.
func ruleOf(r view) string {
	parts := []string{"FREQ=" + r.text("frequency")}
	if n := r.figure("interval"); n > 0 {
		parts = append(parts, "INTERVAL="+strconv.Itoa(n))
	}
	if n := r.figure("count"); n > 0 {
		parts = append(parts, "COUNT="+strconv.Itoa(n))
	}
	if u := r.text("until"); u != "" {
		parts = append(parts, "UNTIL="+u)
	}
	return strings.Join(parts, ";")
}

// place returns where the event is: the first place's name with its town and
// country.
func place(it view) string {
	for _, p := range it.list("places") {
		out := p.text("name")
		for _, c := range p.list("contactinfo") {
			at := c.object("address")
			for _, part := range [...]string{at.text("locality"), at.text("country")} {
				if part != "" && !strings.Contains(out, part) {
					out = strings.TrimPrefix(out+", "+part, ", ")
				}
			}
		}
		if out != "" {
			return out
		}
	}
	return it.text("located")
}

// address returns the event's page in the web.
func address(it view) string {
	for _, p := range it.list("places", "organisations") {
		for _, c := range p.list("contactinfo") {
			if v := c.text("value"); strings.HasPrefix(v, "http") {
				return v
			}
		}
	}
	if u := it.text("uri"); strings.HasPrefix(u, "http") {
		return u
	}
	return ""
}
