package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
)

// Known returns offices that stories told of: see record.Store.
func (s *Store) Known(_ context.Context, name string, before calendar.Day) ([]record.Held, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	type row struct {
		day, version int64
		held         record.Held
	}
	var rows []row
	key, limit := record.NameKey(name), record.DayNumber(before)
	for _, l := range s.stories {
		v := l.head()
		for _, h := range v.held {
			if day := record.DayNumber(h.Day); day < limit && slices.Contains(record.NameKeys(h.Name), key) {
				rows = append(rows, row{day, v.n, h})
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(a.held.ContentID, b.held.ContentID), cmp.Compare(a.version, b.version))
	})
	var out []record.Held
	for _, r := range rows[:min(len(rows), record.MaxKnown)] {
		out = append(out, r.held)
	}
	return out, nil
}
