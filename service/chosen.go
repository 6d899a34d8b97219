package service

import (
	"context"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// chosen is the part of the record that a search finds, as a dossier asks it: a
// search for facts has those facts alone, one for words all of its stories.
type chosen struct {
	store   record.Store
	query   record.Query
	asOf    calendar.Day
	stories []string // newest first
}

// mostChosen is how many stories of a search are looked at: the newest.
const mostChosen = 300

func (s *Service) chosen(ctx context.Context, query string, asOf calendar.Day) (*chosen, error) {
	q, err := s.Parse(ctx, query)
	if err != nil {
		return nil, err
	}
	q.Fold, q.ByTime, q.Limit = true, true, mostChosen
	found, err := s.store.Search(ctx, q)
	c := &chosen{store: s.store, query: q, asOf: asOf}
	for i := range found.Hits {
		c.stories = append(c.stories, found.Hits[i].StoryID)
	}
	return c, err
}

// Events returns the events of the stories that were found; those that fit where
// the search asks for facts. It fails as the record does.
func (c *chosen) Events(ctx context.Context, f record.EventFilter) (record.EventPage, error) {
	g := f
	switch {
	case c.query.Asks:
		g = record.FactsOf(&c.query)
		g.AsOf, g.Background, g.Limit = f.AsOf, f.Background, f.Limit
	case c.query.Vows:
		return record.EventPage{}, nil
	}
	g.Fold, g.Cursor = false, "" // the search has folded copies
	var out record.EventPage
	for _, id := range c.stories {
		g.StoryID = id
		page, err := c.store.Events(ctx, g)
		if err != nil {
			return out, err
		}
		out.Events = append(out.Events, page.Events...)
	}
	return out, nil
}

// Pledges returns the promises of the stories that were found; those that fit
// where the search asks for promises, and none where it asks for events.
func (c *chosen) Pledges(ctx context.Context, f record.PledgeFilter) (record.PledgePage, error) {
	g := record.PledgeFilter{}
	switch {
	case c.query.Vows:
		g = c.query.Pledge
		g.AsOf = c.asOf
	case c.query.Asks:
		return record.PledgePage{}, nil
	}
	g.Known, g.Limit = f.Known, f.Limit
	var out record.PledgePage
	for _, id := range c.stories {
		g.StoryID = id
		page, err := c.store.Pledges(ctx, g)
		if err != nil {
			return out, err
		}
		out.Pledges = append(out.Pledges, page.Pledges...)
	}
	return out, nil
}

// mostLooked is how many pages of details are looked through for those of the
// stories that were found.
const mostLooked = 5

// Details returns figures, quotes and offices of the stories that were found; none
// where the search asks for facts.
func (c *chosen) Details(ctx context.Context, f record.DetailFilter) (record.DetailPage, error) {
	var out record.DetailPage
	if c.query.Asks || c.query.Vows {
		return out, nil
	}
	most := f.Limit
	f.Limit, f.Fold = record.MaxLimit, false
	for range mostLooked {
		page, err := c.store.Details(ctx, f)
		if err != nil {
			return out, err
		}
		for i := range page.Details {
			if slices.Contains(c.stories, page.Details[i].StoryID) && len(out.Details) < most {
				out.Details = append(out.Details, page.Details[i])
			}
		}
		if f.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	return out, nil
}
