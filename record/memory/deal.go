package memory

import (
	"context"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// Sums adds up all events: see record.Store.
func (s *Store) Sums(context.Context) (record.Sums, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	sum := record.NewSummer()
	for _, l := range s.stories {
		for _, v := range l.versions {
			for i := range v.events {
				if e := &v.events[i]; fits(v, e, &record.EventFilter{Fold: true}) {
					sum.Add(acted(&e.row))
				}
			}
		}
	}
	return sum.Sums(), nil
}

func acted(r *record.EventRow) record.Acted {
	e := &r.Event
	first, _ := record.Bounds(r.From, r.To)
	a := record.Acted{Actors: codes(e.Actors), Recipients: codes(e.Recipients), Place: r.PlaceKey, Type: e.Type, Status: e.Status, First: first}
	if e.Mode != nil {
		a.Mode = *e.Mode
	}
	return a
}

func codes(ps []fact.Party) []string {
	out := make([]string, len(ps))
	for i, p := range ps {
		out[i] = p.Code
	}
	return out
}
