package service

import (
	"context"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Lesson is a judgement that stands, with the words in which it was made: what
// a reader can be measured by, and taught.
type Lesson struct {
	record.Judgement
	Day  calendar.Day // of the story
	Text string       // of the version that was looked at
}

// Lessons returns what people said of facts and nobody took back, oldest first.
func (s *Service) Lessons(ctx context.Context) ([]Lesson, error) {
	all, err := s.store.Judgements(ctx, "")
	if err != nil {
		return nil, err
	}
	undone := record.Undone(all)
	var out []Lesson
	for _, j := range all {
		if _, gone := undone[j.ID]; gone || j.Action == record.Withdraw {
			continue
		}
		x, err := s.lesson(ctx, j)
		if err != nil {
			return nil, err
		}
		if x != nil {
			out = append(out, *x)
		}
	}
	return out, nil
}

// lesson returns a judgement with its story; nil where the version that was
// looked at is no longer there.
func (s *Service) lesson(ctx context.Context, j record.Judgement) (*Lesson, error) {
	versions, err := s.store.Versions(ctx, j.StoryID)
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			return nil, nil
		}
		return nil, err
	}
	for i := range versions {
		v := &versions[i]
		if v.Story.ID != j.ContentID {
			continue
		}
		day := v.Story.Day()
		if !day.Whole() {
			day = calendar.Of(record.At(&v.Story, &v.Version))
		}
		return &Lesson{Judgement: j, Day: day, Text: v.Story.Text}, nil
	}
	return nil, nil
}
