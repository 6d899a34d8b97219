package service

import (
	"context"
	"slices"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Taken is something that left the record, with what became of the stories on
// which it rests.
type Taken struct {
	Export
	Stories int       // on which it rests
	Since   []Changed // of these, those that were killed or corrected since, the newest first
}

// Changed is a story that was killed or corrected.
type Changed struct {
	Story, Headline string
	Kind            news.Change
	Note            string
	At              time.Time
}

// Register returns what left the record, the newest first. Of what was taken
// anew under the same name only the newest says what changed since.
func (s *Service) Register(ctx context.Context) ([]Taken, error) {
	all, err := s.exports(ctx)
	if err != nil {
		return nil, err
	}
	newest, latest := map[string]bool{}, map[string]*record.Entry{}
	var out []Taken
	for _, x := range slices.Backward(all) {
		t := Taken{Export: Export{x.act.At, x.act.By, x.What, newest[x.What] && !x.Followed, x.Followed}, Stories: len(x.Stories)}
		newest[x.What] = true
		if !t.Other {
			if t.Since, err = s.changedSince(ctx, x.Stories, x.act.At, latest); err != nil {
				return nil, err
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// changedSince returns those of the stories that were killed or corrected after
// a moment; what was looked up is kept in latest.
func (s *Service) changedSince(ctx context.Context, stories []string, then time.Time, latest map[string]*record.Entry) ([]Changed, error) {
	var out []Changed
	for _, id := range stories {
		e, known := latest[id]
		if !known {
			x, err := s.store.Story(ctx, id)
			if err != nil && fault.KindOf(err) != fault.NotFound {
				return nil, err
			}
			if err == nil {
				e = &x
			}
			latest[id] = e
		}
		if e == nil || e.Version.Kind != news.Kill && e.Version.Kind != news.Correction || e.Version.Received.Before(then) {
			continue
		}
		out = append(out, Changed{id, e.Story.Headline, e.Version.Kind, e.Version.Note, e.Version.Received})
	}
	slices.SortStableFunc(out, func(a, b Changed) int { return b.At.Compare(a.At) })
	return out, nil
}
