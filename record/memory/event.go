package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

type keyed[T any] struct {
	value, n int64
	row      T
}

// page cuts a page out of rows: sorted by value and number, descending where
// down, after the cursor.
func page[T any](rows []keyed[T], cursor string, limit int, down bool) ([]T, string, error) {
	v, n, started, err := record.ParseCursor(cursor)
	if err != nil {
		return nil, "", err
	}
	order := func(a, b keyed[T]) int {
		c := cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.n, b.n))
		if down {
			return -c
		}
		return c
	}
	slices.SortFunc(rows, order)
	if started {
		from := keyed[T]{value: v, n: n}
		rows = slices.DeleteFunc(rows, func(r keyed[T]) bool { return order(r, from) <= 0 })
	}
	limit = record.Limit(limit)
	var out []T
	for i, r := range rows {
		if i == limit {
			return out, record.Cursor(rows[i-1].value, rows[i-1].n), nil
		}
		out = append(out, r.row)
	}
	return out, "", nil
}

// Events returns events: see record.Store.
func (s *Store) Events(_ context.Context, f record.EventFilter) (record.EventPage, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var rows []keyed[record.EventRow]
	for _, l := range s.stories {
		for _, v := range l.versions {
			for i := range v.events {
				e := &v.events[i]
				if !fits(v, e, &f) {
					continue
				}
				k := keyed[record.EventRow]{v.item.At.UnixMicro(), e.n, live(v, e.row)}
				if f.Ahead {
					k.value = record.DayNumber(e.row.From)
				}
				rows = append(rows, k)
			}
		}
	}
	out, next, err := page(rows, f.Cursor, f.Limit, !f.Ahead)
	return record.EventPage{Events: out, Next: next}, err
}

// fits reports whether an event fits the filter.
func fits(v *version, e *event, f *record.EventFilter) bool {
	ev := &e.row.Event
	first, last := record.Bounds(e.row.From, e.row.To)
	switch {
	case f.Type != "" && f.Type != ev.Type,
		f.Mode != "" && (ev.Mode == nil || *ev.Mode != f.Mode),
		f.Status != "" && f.Status != ev.Status,
		f.StoryID != "" && f.StoryID != v.story.id,
		!f.Background && ev.Background,
		!f.Since.IsZero() && last < record.DayNumber(f.Since),
		!f.Until.IsZero() && first > record.DayNumber(f.Until.Last()),
		!f.Begins.IsZero() && first < record.DayNumber(f.Begins.First()),
		f.Fold && v.story.cluster != v.story,
		!party(ev.Actors, f.Actor),
		!party(ev.Recipients, f.Recipient),
		!party(ev.Actors, f.Party) && !party(ev.Recipients, f.Party),
		!party(ev.Actors, f.Other) && !party(ev.Recipients, f.Other),
		f.Entity != "" && !containsFold(e.entity, f.Entity),
		f.Place != "" && !strings.EqualFold(e.row.PlaceKey, f.Place),
		f.Topic != "" && !containsFold(ev.Contexts, f.Topic):
		return false
	case !f.AsOf.IsZero():
		return !v.item.At.After(f.AsOf) && (v.ended.IsZero() || v.ended.After(f.AsOf))
	}
	return f.Superseded || v.ended.IsZero()
}

// party reports whether one of the parties has that code; all do for "".
func party(ps []fact.Party, code string) bool {
	return code == "" || slices.ContainsFunc(ps, func(p fact.Party) bool { return strings.EqualFold(p.Code, code) })
}

func containsFold(list []string, want string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, want) })
}

// Details returns figures, quotes or offices: see record.Store.
func (s *Store) Details(_ context.Context, f record.DetailFilter) (record.DetailPage, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var rows []keyed[record.Detail]
	for _, v := range s.standing(f.AsOf, f.Fold) {
		if at := v.item.At.Unix(); !f.Since.IsZero() && at < f.Since.Unix() || !f.Until.IsZero() && at >= f.Until.Unix() {
			continue
		}
		for i := range v.details {
			d := &v.details[i].row
			if d.Kind == f.Kind && (f.Entity == "" || containsFold(d.Entities, f.Entity)) &&
				(f.Party == "" || containsFold(d.Countries, f.Party)) && (f.Other == "" || containsFold(d.Countries, f.Other)) {
				row := d.Detail
				row.Live = v.ended.IsZero()
				rows = append(rows, keyed[record.Detail]{v.item.At.Unix(), v.details[i].n, row})
			}
		}
	}
	out, next, err := page(rows, f.Cursor, f.Limit, !f.Oldest)
	return record.DetailPage{Details: out, Next: next}, err
}

// Pledges returns pledges: see record.Store.
func (s *Store) Pledges(_ context.Context, f record.PledgeFilter) (record.PledgePage, error) {
	if err := record.CheckPledgeFilter(&f); err != nil {
		return record.PledgePage{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var rows []keyed[record.PledgeRow]
	for _, v := range s.standing(f.Known, f.Fold) {
		for _, p := range v.pledges {
			_, due := record.Bounds(record.DueOf(&p.row.Pledge))
			if !promised(v.story, &p, due, &f) {
				continue
			}
			p.row.Live = v.ended.IsZero()
			if !f.AsOf.IsZero() {
				p.row.Pledge.State, p.row.Pledge.AsOf = record.StateAt(&p.row.Pledge, f.AsOf), &f.AsOf
			}
			k := keyed[record.PledgeRow]{due, p.n, p.row}
			if f.Newest {
				k.value = v.item.At.Unix()
			}
			rows = append(rows, k)
		}
	}
	out, next, err := page(rows, f.Cursor, f.Limit, f.Newest)
	return record.PledgePage{Pledges: out, Next: next}, err
}

// standing returns the version of each story that stood then, the latest for
// the zero time; where fold, of one story for all its copies.
func (s *Store) standing(then time.Time, fold bool) []*version {
	var out []*version
	for _, l := range s.stories {
		for _, v := range l.versions {
			held := then.IsZero() && v.ended.IsZero() || !then.IsZero() && !v.item.At.After(then) && (v.ended.IsZero() || v.ended.After(then))
			if held && !(fold && l.cluster != l) {
				out = append(out, v)
			}
		}
	}
	return out
}

func promised(l *story, row *pledge, due int64, f *record.PledgeFilter) bool {
	p := &row.row.Pledge
	return (f.Entity == "" || containsFold(row.entity, f.Entity)) && (party(p.By, f.Other) || party(p.To, f.Other)) &&
		party(p.By, f.By) && party(p.To, f.To) && (party(p.By, f.Party) || party(p.To, f.Party)) &&
		(f.State == "" || record.StateAt(p, f.AsOf) == f.State) &&
		(f.StoryID == "" || f.StoryID == l.id) &&
		(f.DueSince.IsZero() || due >= record.DayNumber(f.DueSince)) &&
		(f.DueUntil.IsZero() || due <= record.DayNumber(f.DueUntil.Last()))
}
