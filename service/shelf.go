package service

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"strconv"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Shelf is what readers of the desk have looked at, and what they starred.
type Shelf struct {
	Starred map[string]bool // ids of stories
	Seen    map[string]bool // contents that were looked at since Until was set
	Until   int64           // all that came in up to this mark counts as seen
}

// Unread reports whether a story in a list has not been looked at: in its newest
// version, so that what was corrected since is unread again.
func (s *Shelf) Unread(it *record.Item) bool {
	return it.Mark > s.Until && !s.Seen[it.ContentID]
}

// Contents returns what was looked at one by one, for record.Filter.Except.
func (s *Shelf) Contents() []string {
	out := make([]string, 0, len(s.Seen))
	for c := range maps.Keys(s.Seen) {
		out = append(out, c)
	}
	return out
}

// shelfAct is what an act of a shelf holds: one of these.
type shelfAct struct {
	Star    string `json:"star,omitempty"`    // a story that gets a star
	Unstar  string `json:"unstar,omitempty"`  // or loses it
	Content string `json:"content,omitempty"` // what was looked at
	Until   int64  `json:"until,omitempty"`   // the mark up to which all was
}

// apply puts one act on the shelf.
func (s *Shelf) apply(a shelfAct) {
	switch {
	case a.Star != "":
		s.Starred[a.Star] = true
	case a.Unstar != "":
		delete(s.Starred, a.Unstar)
	case a.Content != "":
		s.Seen[a.Content] = true
	case a.Until > s.Until:
		s.Until, s.Seen = a.Until, map[string]bool{}
	}
}

// Shelf returns what was seen and starred, by all who use the desk: it has no
// accounts.
func (s *Service) Shelf(ctx context.Context) (*Shelf, error) {
	out := &Shelf{Starred: map[string]bool{}, Seen: map[string]bool{}}
	acts, err := s.store.Acts(ctx, record.ShelfAct)
	for i := range acts {
		var a shelfAct
		if err := json.Unmarshal(acts[i].Data, &a); err != nil {
			continue // of a later program
		}
		out.apply(a)
	}
	return out, err
}

// Star gives a story a star, or takes it away, on the record and on the shelf.
func (s *Service) Star(ctx context.Context, on *Shelf, story string, star bool, by string) error {
	e, err := s.store.Story(ctx, story)
	if err != nil {
		return err
	}
	a := shelfAct{Unstar: e.Version.StoryID}
	if star {
		a = shelfAct{Star: e.Version.StoryID}
	}
	return s.shelve(ctx, on, a, by)
}

// Saw keeps that a content was looked at.
func (s *Service) Saw(ctx context.Context, on *Shelf, content, by string) error {
	if on.Seen[content] {
		return nil
	}
	return s.shelve(ctx, on, shelfAct{Content: content}, by)
}

// SawAll keeps that all up to a mark counts as seen. It fails with Invalid for a
// mark that nothing on record has reached: what comes in later would be taken for
// seen.
func (s *Service) SawAll(ctx context.Context, on *Shelf, until int64, by string) error {
	last, err := s.store.Last(ctx)
	if err != nil {
		return err
	}
	if until < 0 || until > last {
		return &fault.Error{Op: "mark all as read", Kind: fault.Invalid, ID: strconv.FormatInt(until, 10), Err: errors.New("no story on record has this mark: load All news again")}
	}
	return s.shelve(ctx, on, shelfAct{Until: until}, by)
}

func (s *Service) shelve(ctx context.Context, on *Shelf, a shelfAct, by string) error {
	data, err := json.Marshal(a)
	if err != nil {
		return err
	}
	if _, err = s.store.PutAct(ctx, record.Act{Kind: record.ShelfAct, By: by, Data: data}); err == nil {
		on.apply(a)
	}
	return err
}
