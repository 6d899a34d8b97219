package page

import (
	"strings"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// FacetTitle returns what stands over the values of a field of a search.
func FacetTitle(field string) string {
	switch field {
	case "country":
		return "Countries"
	case "type":
		return "Kinds of act"
	case "status":
		return "Facts"
	}
	return upperFirst(field) + "s"
}

// FactRows returns the facts for which a story was found, at most most of them, as
// the rows that facts are everywhere: the events that fit the search, else
// those that stand for the story, and the promises that fit.
func FactRows(h *record.Hit, promises []record.PledgeRow, most int, today calendar.Day, l Labels) []Row {
	events := h.Events
	if len(events) == 0 && len(promises) == 0 {
		events = h.Facts
	}
	e := EntryOf(&h.Item, today, l)
	report := func(id, words string) Report {
		address := "/story/" + h.StoryID
		if id != "" {
			address += "?fact=" + id + "#w-" + id
		}
		return Report{Source: l.SourceName(h.Source), Day: DayText(calendar.Of(h.At)), Headline: e.Headline, Words: Cut(words, 300), Address: address}
	}
	var out []Row
	add := func(c Card, words string) {
		if len(out) == most {
			return
		}
		r := Row{Chip: c.Chip, Text: c.Title, When: c.When, Reports: []Report{report(c.ID, words)}}
		r.Address, r.Back = r.Reports[0].Address, strings.TrimSpace(l.SourceName(h.Source))
		out = append(out, r)
	}
	for i := range events {
		add(eventLine(&events[i], l), events[i].Words)
	}
	for i := range promises {
		p := &promises[i]
		c := Card{ID: p.Pledge.ID, Chip: PledgeChip(record.StateAt(&p.Pledge, today)), Title: pledgeTitle(p, l)}
		if p.Pledge.Due != nil {
			c.When = IntervalText(p.Pledge.Due)
		}
		add(c, p.What)
	}
	return out
}
