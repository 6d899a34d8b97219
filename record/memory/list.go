package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/record"
)

// sorted returns the stories that fit, by a sort value and then by number,
// both descending.
func (s *Store) sorted(keep func(*story) bool) []*story {
	var out []*story
	for _, l := range s.stories {
		if keep(l) {
			out = append(out, l)
		}
	}
	slices.SortFunc(out, func(a, b *story) int {
		if c := b.head().item.At.Compare(a.head().item.At); c != 0 {
			return c
		}
		return cmp.Compare(b.n, a.n)
	})
	return out
}

func has(l *story, props map[record.Key]string) bool {
	for k, want := range props {
		if want != "" && !slices.ContainsFunc(l.keys, func(kv record.KeyValue) bool { return kv.Key == k && strings.EqualFold(kv.Value, want) }) {
			return false
		}
	}
	return true
}

// List returns stories, newest first: see record.Store.
func (s *Store) List(_ context.Context, f record.Filter) (record.Page, error) {
	at, n, started, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.Page{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	ls := s.sorted(func(l *story) bool {
		it := &l.head().item
		when := it.At.UnixMicro()
		switch {
		case started && (when > at || when == at && l.n >= n),
			!f.Since.IsZero() && it.At.Before(f.Since),
			!f.Until.IsZero() && !it.At.Before(f.Until),
			f.Fold && l.cluster != l,
			record.Hidden(it.Kind, it.Until, f.Now),
			f.Only != nil && !slices.Contains(f.Only, it.StoryID),
			slices.Contains(f.Except, it.ContentID),
			l.head().n <= f.After && f.After > 0,
			f.Kinds != nil && !slices.Contains(f.Kinds, it.Kind):
			return false
		}
		return has(l, f.Where)
	})
	limit := record.Limit(f.Limit)
	var page record.Page
	for i, l := range ls {
		if i == limit {
			last := ls[i-1]
			page.Next = record.Cursor(last.head().item.At.UnixMicro(), last.n)
			break
		}
		page.Items = append(page.Items, item(l, f.MaxFacts))
		if f.Whole {
			whole(l.head(), &page.Items[len(page.Items)-1])
		}
	}
	return page, nil
}

// whole adds promises, figures and the gist.
func whole(v *version, it *record.Item) {
	for _, p := range v.pledges {
		it.Pledges = append(it.Pledges, p.row)
	}
	for _, d := range v.details {
		switch d.row.Kind {
		case record.FigureFact:
			it.Figures = append(it.Figures, d.row.Detail)
		case record.GistFact:
			it.Gist = d.row.Gist
		}
	}
}

// item completes a list entry.
func item(l *story, facts int) record.Item {
	v := l.head()
	it := v.item
	it.Copies, it.Mark = l.cluster.members-1, v.n
	if facts == 0 {
		facts = 4
	}
	for _, e := range v.events {
		if len(it.Facts) < facts && !e.row.Event.Background {
			it.Facts = append(it.Facts, live(v, e.row))
		}
	}
	return it
}

func live(v *version, row record.EventRow) record.EventRow {
	row.Live, row.Copies = v.ended.IsZero(), v.story.cluster.members-1
	return row
}

// After returns what came in since the mark: see record.Store.
func (s *Store) After(_ context.Context, mark int64, limit int) ([]record.Item, int64, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	ls := s.sorted(func(l *story) bool { return l.head().n > mark })
	slices.SortFunc(ls, func(a, b *story) int { return cmp.Compare(a.head().n, b.head().n) })
	var out []record.Item
	for _, l := range ls[:min(len(ls), record.Limit(limit))] {
		out = append(out, item(l, 0))
		mark = l.head().n
	}
	return out, mark, nil
}

// Last returns the mark of what came in last: see record.Store.
func (s *Store) Last(context.Context) (int64, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.mark, nil
}

// Changes returns a number that rises with all that is written: see record.Store.
func (s *Store) Changes(context.Context) (int64, error) {
	unlock, err := s.lock("look whether anything changed")
	if err != nil {
		return 0, err
	}
	defer unlock()
	return s.changes, nil
}

// Copies returns the reprints of a story: see record.Store.
func (s *Store) Copies(_ context.Context, id string) ([]record.Item, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	l, err := s.find("look for copies", id)
	if err != nil {
		return nil, err
	}
	var out []record.Item
	for _, o := range s.stories {
		if o != l && o.cluster == l.cluster && len(out) < 1000 {
			out = append(out, item(o, -1))
		}
	}
	return out, nil
}

// Facet counts stories by a property: see record.Store.
func (s *Store) Facet(_ context.Context, k record.Key, limit int) ([]record.Count, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return tally(s.stories, record.Limit(limit), k)[k], nil
}

// tally counts the values that stories have for each key, most frequent first.
func tally(ls []*story, limit int, keys ...record.Key) map[record.Key][]record.Count {
	all := map[record.Key][]record.Count{}
	at := map[record.KeyValue]int{}
	for _, l := range ls {
		for _, kv := range l.keys {
			if !slices.Contains(keys, kv.Key) {
				continue
			}
			out, k := all[kv.Key], record.KeyValue{Key: kv.Key, Value: fold(kv.Value)}
			i, ok := at[k]
			if !ok {
				i = len(out)
				at[k] = i
				out = append(out, record.Count{Value: kv.Value})
			}
			out[i].N++
			out[i].Value = min(out[i].Value, kv.Value)
			all[kv.Key] = out
		}
	}
	for k, out := range all {
		slices.SortFunc(out, func(a, b record.Count) int {
			return cmp.Or(b.N-a.N, strings.Compare(fold(a.Value), fold(b.Value)))
		})
		all[k] = out[:min(len(out), limit)]
	}
	return all
}
