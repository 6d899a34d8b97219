package service

import (
	"cmp"
	"context"
	"slices"

	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// Alike is another report beside one, which tells of the same event, or may.
type Alike struct {
	*link.Report
	One bool     // it is taken for the same
	Why []string // what was compared, for people
}

// mostAlike is how many reports that may be of one event are told, and
// leastAlike how likely they are at least.
const (
	mostAlike  = 6
	leastAlike = 0.2
)

// Alike returns the other reports of the event that a story tells, and then
// those that may be of it, the likelier first: what a person may say is one,
// or is not. It fails with NotFound where there is no such event.
func (s *Service) Alike(ctx context.Context, story, event string) ([]Alike, error) {
	of, err := s.report(ctx, story+"."+event)
	if err != nil {
		return nil, err
	}
	reports, err := s.besides(ctx, of)
	if err != nil {
		return nil, err
	}
	l, err := s.Linker(ctx)
	if err != nil {
		return nil, err
	}
	one := map[string]bool{}
	for _, h := range l.Happenings(append(reports, of)) {
		if slices.ContainsFunc(h.Reports, func(r *link.Report) bool { return r.ID() == of.ID() }) {
			for _, r := range h.Reports {
				one[r.ID()] = true
			}
		}
	}
	likely := map[string]float64{}
	var out []Alike
	for _, r := range reports {
		m := l.Compare(of, r)
		if !one[r.ID()] && m.P < leastAlike {
			continue
		}
		likely[r.ID()] = m.P
		out = append(out, Alike{r, one[r.ID()], m.Reasons})
	}
	slices.SortStableFunc(out, func(a, b Alike) int {
		switch {
		case a.One != b.One && a.One:
			return -1
		case a.One != b.One:
			return 1
		}
		return cmp.Or(cmp.Compare(likely[b.ID()], likely[a.ID()]), cmp.Compare(a.ID(), b.ID()))
	})
	ones := slices.IndexFunc(out, func(a Alike) bool { return !a.One })
	if ones >= 0 && len(out) > ones+mostAlike {
		out = out[:ones+mostAlike]
	}
	return out, nil
}

// besides returns the reports of other stories that have a country, or where
// none is known an actor, in common with a report, of days around it.
func (s *Service) besides(ctx context.Context, of *link.Report) ([]*link.Report, error) {
	f := record.EventFilter{Since: dayOf(of.EventRow).AddDays(-around), Until: dayOf(of.EventRow).AddDays(around), Background: true, Limit: record.MaxLimit}
	codes := codesOf(of.EventRow)
	switch {
	case len(codes) > 1:
		f.Party, f.Other = codes[0], codes[1]
	case len(codes) == 1:
		f.Party = codes[0]
	default:
		f.Type = of.Event.Type // whoever is in it
	}
	page, err := s.store.Events(ctx, f)
	var out []*link.Report
	for i := range page.Events {
		if r := link.NewReport(&page.Events[i]); r.StoryID != of.StoryID {
			out = append(out, r)
		}
	}
	return out, err
}
