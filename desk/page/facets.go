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

// Fits returns the facts of a story that fit a search, at most most of them, one
// line each: events, then promises. None where the search asks for words alone.
func Fits(h *record.Hit, promises []record.PledgeRow, most int, today calendar.Day, l Labels) []Card {
	out := FactLines(h.Events, len(h.Events), l)
	for i := range promises {
		p := &promises[i]
		c := Card{ID: p.Pledge.ID, Chip: PledgeChip(record.StateAt(&p.Pledge, today)), Title: pledgeTitle(p, l), Words: Cut(p.What, 160)}
		if len(p.Pledge.Evidence) > 0 {
			c.Title = deskSays(c.Title, &p.Pledge.Evidence[0], c.ID)
		}
		if p.Pledge.Due != nil {
			c.When = IntervalText(p.Pledge.Due)
		}
		out = append(out, c)
	}
	return out[:min(len(out), most)]
}

// FactRows returns the facts for which a story was found, at most most of them, as
// the rows that facts are everywhere: those that fit the search, else those that
// stand for the story.
func FactRows(h *record.Hit, promises []record.PledgeRow, most int, today calendar.Day, l Labels) []Row {
	found := Fits(h, promises, most, today, l)
	if len(found) == 0 {
		found = FactLines(h.Facts, most, l)
	}
	e := EntryOf(&h.Item, today, l)
	var out []Row
	for _, c := range found {
		address := "/story/" + h.StoryID
		if c.ID != "" {
			address += "?fact=" + c.ID + "#w-" + c.ID
		}
		report := Report{Source: e.Source, Day: DayText(calendar.Of(h.At)), Headline: e.Headline, Words: c.Words, Address: address}
		out = append(out, Row{Chip: c.Chip, Text: c.Title, When: c.When, Reports: []Report{report}, Address: address, Back: strings.TrimSpace(e.Source)})
	}
	return out
}
