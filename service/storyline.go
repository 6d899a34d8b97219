package service

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// StoryLine is the stories of one happening over days, of which one was asked
// about.
type StoryLine struct {
	Items []record.Item // the oldest first, one for all copies; none where the story stands alone
	At    int           // of them the one asked about, or that of which it is a copy
}

// StoryLine returns the line of a story, whose reading is given as people have
// judged it; nil where it is not read yet. With each story come as many facts as
// asked for: see record.Filter.MaxFacts.
func (s *Service) StoryLine(ctx context.Context, e *record.Entry, r *fact.Reading, facts int) (StoryLine, error) {
	row := gistOf(e, r)
	if row == nil {
		return StoryLine{}, nil
	}
	l, err := s.linker()
	if err != nil {
		return StoryLine{}, err
	}
	copies, err := s.store.Copies(ctx, e.Version.StoryID)
	if err != nil {
		return StoryLine{}, err
	}
	same := []string{e.Version.StoryID}
	for i := range copies {
		same = append(same, copies[i].StoryID)
	}
	near, err := s.near(ctx, l, row, keysOf(row, r))
	if err != nil {
		return StoryLine{}, err
	}
	near = slices.DeleteFunc(near, func(n *link.Story) bool { return slices.Contains(same, n.StoryID) })
	line := l.Line(link.NewStory(&row.Detail), near)
	if len(line) == 1 {
		return StoryLine{}, nil
	}
	ids := same // of all copies the list knows which one stands for them
	for _, n := range line {
		ids = append(ids, n.StoryID)
	}
	page, err := s.store.List(ctx, record.Filter{Only: ids, Fold: true, Now: s.now(), MaxFacts: facts, Whole: facts >= 0, Limit: record.MaxLimit})
	slices.Reverse(page.Items)
	at := slices.IndexFunc(page.Items, func(it record.Item) bool { return slices.Contains(same, it.StoryID) })
	if err != nil || at < 0 || len(page.Items) == 1 {
		return StoryLine{}, err
	}
	return StoryLine{page.Items, at}, nil
}

// gistOf returns what a version says in short; nil where it says nothing.
func gistOf(e *record.Entry, r *fact.Reading) *record.IndexedDetail {
	if r == nil {
		return nil
	}
	x := record.IndexOf(e, r, nil)
	for i := range x.Details {
		if x.Details[i].Kind == record.GistFact {
			return &x.Details[i]
		}
	}
	return nil
}

// What stories of a line are looked for by, and how many of those that each
// finds, before the story and after it. Stories further apart are hardly ever of
// one line.
const (
	mostPairs = 3
	mostKeys  = 3
	mostFound = 40
	farthest  = 270 * 24 * time.Hour
)

// keysOf returns by whom other stories of the line may be found: the pairs of
// the countries that the story names most, or its one country, and the people
// and organisations.
func keysOf(row *record.IndexedDetail, r *fact.Reading) []record.DetailFilter {
	times := map[string]int{}
	for i := range r.Entities {
		n := &r.Entities[i]
		if n.Country != nil && n.Kind == fact.Country {
			times[*n.Country] += len(n.Mentions)
		} else if k := record.EntityKey(n); n.Kind == fact.Person || n.Kind == fact.Organization {
			times[k] += len(n.Mentions)
		}
	}
	most := func(all []string) []string {
		out := slices.DeleteFunc(slices.Clone(all), func(k string) bool { return times[k] == 0 })
		slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(times[b], times[a]) })
		return out
	}
	var out []record.DetailFilter
	countries := most(row.Countries)
	if len(countries) == 0 {
		countries = row.Countries // that of the dateline
	}
	for i, c := range countries {
		for _, other := range countries[:i] {
			if len(out) < mostPairs {
				out = append(out, record.DetailFilter{Party: other, Other: c})
			}
		}
	}
	if len(countries) == 1 {
		out = append(out, record.DetailFilter{Party: countries[0]})
	}
	keys := most(row.Entities)
	for _, k := range keys[:min(len(keys), mostKeys)] {
		out = append(out, record.DetailFilter{Entity: k})
	}
	return out
}

// near returns stories that may be of one line with one: those found by the
// filters that came nearest to it, before and after.
func (s *Service) near(ctx context.Context, l *link.Linker, row *record.IndexedDetail, by []record.DetailFilter) ([]*link.Story, error) {
	out := map[string]*link.Story{}
	for _, f := range by {
		f.Kind, f.Fold, f.Limit = record.GistFact, true, mostFound
		for _, oldest := range []bool{false, true} {
			if f.Oldest = oldest; oldest {
				f.Since, f.Until = row.At, row.At.Add(farthest)
			} else {
				f.Since, f.Until = row.At.Add(-farthest), row.At
			}
			page, err := s.store.Details(ctx, f)
			if err != nil {
				return nil, err
			}
			for i := range page.Details {
				out[page.Details[i].StoryID] = l.Story(&page.Details[i])
			}
		}
	}
	return slices.Collect(maps.Values(out)), nil
}
