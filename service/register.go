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
	Since   []Changed // of these, what is otherwise since, the newest first
}

// Changed is a story that was killed or corrected, or of which somebody said
// that a fact is otherwise.
type Changed struct {
	Story, Headline string
	Kind            news.Change   // kill or correction; "" where it is a fact
	Action          record.Action // of a fact: corrected, rejected, added, or what was said of it taken back
	Words           string        // the fact's
	Note, By        string
	At              time.Time
}

// How returns in words what became of it: killed, fact corrected.
func (c Changed) How() string {
	switch {
	case c.Kind == news.Kill:
		return "killed"
	case c.Kind == news.Correction:
		return "corrected"
	case c.Action == record.Reject:
		return "fact rejected"
	case c.Action == record.Correct:
		return "fact corrected"
	case c.Action == record.Add:
		return "fact added"
	}
	return "what was said of a fact taken back"
}

// Register returns what left the record, the newest first. Of what was taken
// anew under the same name only the newest says what changed since.
func (s *Service) Register(ctx context.Context) ([]Taken, error) {
	all, err := s.exports(ctx)
	if err != nil {
		return nil, err
	}
	changes, err := s.changes(ctx)
	if err != nil {
		return nil, err
	}
	newest := map[string]bool{}
	var out []Taken
	for _, x := range slices.Backward(all) {
		t := Taken{Export: Export{x.act.At, x.act.By, x.What, newest[x.What] && !x.Followed, x.Followed}, Stories: len(x.Stories)}
		newest[x.What] = true
		if !t.Other {
			if t.Since, err = changes.since(ctx, x.Stories, x.act.At); err != nil {
				return nil, err
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// changes knows what became of stories.
type changes struct {
	store  record.Store
	latest map[string]*record.Entry      // what was looked up; nil: there is no such story
	judged map[string][]record.Judgement // by story, as they were made
	undone map[string]time.Time          // when judgements were taken back, by their ids
	of     map[string]record.Judgement   // by their ids
}

func (s *Service) changes(ctx context.Context) (*changes, error) {
	js, err := s.store.Judgements(ctx, "")
	c := &changes{s.store, map[string]*record.Entry{}, map[string][]record.Judgement{}, map[string]time.Time{}, map[string]record.Judgement{}}
	for _, j := range js {
		c.of[j.ID] = j
		c.judged[j.StoryID] = append(c.judged[j.StoryID], j)
		if j.Action == record.Withdraw {
			c.undone[j.Undoes] = j.At
		}
	}
	return c, err
}

// since returns what became of stories after a moment, the newest first.
func (c *changes) since(ctx context.Context, stories []string, then time.Time) ([]Changed, error) {
	var out []Changed
	for _, id := range stories {
		e, err := c.story(ctx, id)
		if err != nil {
			return nil, err
		}
		if e == nil {
			continue
		}
		if v := &e.Version; (v.Kind == news.Kill || v.Kind == news.Correction) && !v.Received.Before(then) {
			out = append(out, Changed{Story: id, Headline: e.Story.Headline, Kind: v.Kind, Note: v.Note, By: v.By, At: v.Received})
		}
		for i := range c.judged[id] {
			if j := &c.judged[id][i]; c.counts(j, then) {
				out = append(out, Changed{Story: id, Headline: e.Story.Headline, Action: j.Action, Words: j.Words, Note: j.Note, By: j.By, At: j.At})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Changed) int { return b.At.Compare(a.At) })
	return out, nil
}

// story returns the newest version of a story; nil where there is none.
func (c *changes) story(ctx context.Context, id string) (*record.Entry, error) {
	e, known := c.latest[id]
	if !known {
		x, err := c.store.Story(ctx, id)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return nil, err
		}
		if err == nil {
			e = &x
		}
		c.latest[id] = e
	}
	return e, nil
}

// counts reports whether a judgement makes a fact another than it was at a moment:
// it was made after that and holds, or takes back one that was made before. That a
// fact is right changes nothing.
func (c *changes) counts(j *record.Judgement, then time.Time) bool {
	switch {
	case j.At.Before(then) || j.Action == record.Accept:
		return false
	case j.Action == record.Withdraw:
		was, ok := c.of[j.Undoes]
		return ok && was.At.Before(then) && was.Action != record.Accept
	}
	_, gone := c.undone[j.ID]
	return !gone
}
