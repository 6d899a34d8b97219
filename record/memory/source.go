package memory

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// source is a source with what came of following it.
type source struct {
	record.Source
	items map[string]record.Seen
	log   []record.LogLine // oldest first
}

// Sources returns all sources: see record.Sources.
func (s *Store) Sources(context.Context) ([]record.Source, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []record.Source
	for _, x := range s.sources {
		out = append(out, x.copy())
	}
	return out, nil
}

func (x *source) copy() record.Source {
	out := x.Source
	out.Rules = slices.Clone(out.Rules)
	return out
}

func (s *Store) source(id string) *source {
	for _, x := range s.sources {
		if x.ID == id {
			return x
		}
	}
	return nil
}

// Source returns one source: see record.Sources.
func (s *Store) Source(_ context.Context, id string) (record.Source, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if x := s.source(id); x != nil {
		return x.copy(), nil
	}
	return record.Source{}, record.NoSource(id)
}

// PutSource adds or changes a source: see record.Sources.
func (s *Store) PutSource(_ context.Context, in record.SourceSettings) error {
	if err := record.CheckSource(&in); err != nil {
		return err
	}
	unlock, err := s.lock("store source")
	if err != nil {
		return err
	}
	defer unlock()
	s.changes++
	for _, x := range s.sources {
		if x.Address == in.Address && x.ID != in.ID {
			return record.SameAddress(&in, x.ID)
		}
	}
	x := s.source(in.ID)
	if x == nil {
		x = &source{items: map[string]record.Seen{}}
		s.sources = append(s.sources, x)
	}
	x.SourceSettings = in
	x.Rules = slices.Clone(in.Rules)
	return nil
}

// RemoveSource forgets a source: see record.Sources.
func (s *Store) RemoveSource(_ context.Context, id string) error {
	unlock, err := s.lock("remove source")
	if err != nil {
		return err
	}
	defer unlock()
	s.changes++
	if s.source(id) == nil {
		return record.NoSource(id)
	}
	s.sources = slices.DeleteFunc(s.sources, func(x *source) bool { return x.ID == id })
	return nil
}

// Seen returns what is known of items: see record.Sources.
func (s *Store) Seen(_ context.Context, id string, keys ...string) (map[string]record.Seen, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	out := map[string]record.Seen{}
	x := s.source(id)
	for _, k := range keys {
		if x == nil {
			break
		}
		if seen, ok := x.items[k]; ok {
			out[k] = seen
		}
	}
	return out, nil
}

// PutPolls stores what came of polls: see record.Sources.
func (s *Store) PutPolls(_ context.Context, polls ...record.Poll) ([]int, error) {
	unlock, err := s.lock("store polls")
	if err != nil {
		return nil, err
	}
	defer unlock()
	s.changes++
	polls = slices.Clone(polls)
	for i := range polls {
		polls[i].Items = slices.Clone(polls[i].Items)
		for k := range polls[i].Plans {
			if err := record.CheckPlan(&polls[i].Plans[k]); err != nil {
				return nil, err
			}
		}
		for k := range polls[i].Items {
			e := &polls[i].Items[k].Entry
			if e.Story.Text == "" {
				continue
			}
			if err := record.Prepare(e, time.Now()); err != nil {
				return nil, err
			}
			if err := s.conflict([]record.Entry{*e}); err != nil {
				return nil, err
			}
		}
	}
	out := make([]int, len(polls))
	for i := range polls {
		if x := s.source(polls[i].SourceID); x != nil {
			out[i] = s.poll(x, &polls[i])
		}
	}
	return out, nil
}

func (s *Store) poll(x *source, p *record.Poll) int {
	added, today := 0, record.SeenDay(p.State.Polled)
	for i := range p.Items {
		it := &p.Items[i]
		seen := record.Seen{StoryID: x.items[it.Key].StoryID, Content: it.Content, Open: it.Open, Day: today}
		if it.Entry.Story.Text != "" {
			if it.Entry.Version.StoryID == "" {
				it.Entry.Version.StoryID = seen.StoryID
			}
			r := s.put(&it.Entry)
			if seen.StoryID = r.StoryID; r.Added {
				added++
			}
		}
		x.items[it.Key] = seen
	}
	for k, seen := range x.items {
		if len(p.Items) > 0 && seen.Day < today-record.KeepSeen {
			delete(x.items, k)
		}
	}
	x.State = p.State
	x.State.Items += added
	for _, l := range p.Log {
		s.judged++
		l.N, l.Source = s.judged, x.ID
		l.Bytes = slices.Clone(l.Bytes[:min(len(l.Bytes), record.MaxKept)])
		l.Size = len(l.Bytes)
		x.log = append(x.log, l)
	}
	x.log = x.log[max(0, len(x.log)-cmp.Or(p.KeepLog, record.MaxLog)):]
	s.putPlans(p.Plans)
	taken := slices.ContainsFunc(s.sources, func(o *source) bool { return o != x && o.Address == p.Address })
	if p.Address != "" && !taken {
		x.Address = p.Address
	}
	if p.Paused != "" {
		x.Paused = p.Paused
	}
	return added
}

// SourceLog returns lines of the log: see record.Sources.
func (s *Store) SourceLog(_ context.Context, id string, failed bool, limit int) ([]record.LogLine, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []record.LogLine
	for _, x := range s.sources {
		for _, l := range x.log {
			if (id == "" || x.ID == id) && (l.Failed || !failed) {
				l.Bytes = nil
				out = append(out, l)
			}
		}
	}
	slices.SortFunc(out, func(a, b record.LogLine) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(b.N, a.N)) })
	return out[:min(len(out), record.Limit(limit))], nil
}

// Kept returns a line with its bytes: see record.Sources.
func (s *Store) Kept(_ context.Context, n int64) (record.LogLine, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, x := range s.sources {
		for _, l := range x.log {
			if l.N == n {
				return l, nil
			}
		}
	}
	return record.LogLine{}, &fault.Error{Op: "look up what failed", Kind: fault.NotFound, Err: errors.New("it is kept no more: only a source's newest failures are")}
}
