package dossier

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// Record is what a dossier asks of the store.
type Record interface {
	Events(ctx context.Context, f record.EventFilter) (record.EventPage, error)
	Pledges(ctx context.Context, f record.PledgeFilter) (record.PledgePage, error)
	Details(ctx context.Context, f record.DetailFilter) (record.DetailPage, error)
}

// Most is how many events, and how many pledges, are looked at for one view:
// the newest of them.
const Most = 5000

// Gather returns the happenings that the record has, as of the end
// of a day: what had come in by then, in the versions of then. Of reports it
// looks at as many as the filter's limit says, else at Most. With doubtful it
// returns those too that rest on a single doubtful report. What the stories say
// in short comes with them, the newest first.
func Gather(ctx context.Context, store Record, l *link.Linker, f record.EventFilter, asOf calendar.Day, doubtful bool) ([]*link.Happening, []*link.Story, error) {
	return GatherAny(ctx, store, l, []record.EventFilter{f}, asOf, doubtful)
}

// GatherAny returns the happenings of which a report fits one of the filters, as
// Gather does.
func GatherAny(ctx context.Context, store Record, l *link.Linker, fs []record.EventFilter, asOf calendar.Day, doubtful bool) ([]*link.Happening, []*link.Story, error) {
	all := make([][]*link.Report, len(fs))
	asks := make([]func() error, len(fs))
	for i, f := range fs {
		f.AsOf, f.Fold, f.Background, f.Bare = endOf(asOf), true, true, true
		asks[i] = func() (err error) {
			all[i], err = gather(ctx, store, l, f)
			return err
		}
	}
	var stories []*link.Story
	asks = append(asks, func() (err error) {
		stories, err = gatherStories(ctx, store, l, &fs[0], asOf)
		return err
	})
	if err := together(asks...); err != nil {
		return nil, nil, err
	}
	var reports []*link.Report
	seen := map[string]bool{}
	for _, some := range all {
		for _, r := range some {
			if id := r.ID(); !seen[id] {
				seen[id] = true
				reports = append(reports, r)
			}
		}
	}
	link.Attach(reports, stories)
	var out []*link.Happening
	for _, h := range l.Happenings(reports) {
		if doubtful || h.Sure() {
			out = append(out, h)
		}
	}
	return out, stories, nil
}

// together asks several things of the record at once, and returns the first
// error in their order.
func together(asks ...func() error) error {
	errs := make([]error, len(asks))
	var wg sync.WaitGroup
	for i, ask := range asks[1:] {
		wg.Go(func() { errs[i+1] = ask() })
	}
	errs[0] = asks[0]()
	wg.Wait()
	return cmp.Or(errs...)
}

// gather returns the reports that the record has. Of an actor they are those
// under each of its keys, as people judged them.
func gather(ctx context.Context, store Record, l *link.Linker, f record.EventFilter) ([]*link.Report, error) {
	var reports []*link.Report
	seen := map[string]bool{}
	of := l.Canonical(f.Entity)
	most := cmp.Or(f.Limit, Most)
	f.Limit = min(most, record.MaxLimit)
	for _, key := range l.Keys(f.Entity) {
		f.Entity, f.Cursor = key, ""
		for len(reports) < most {
			page, err := store.Events(ctx, f)
			if err != nil {
				return nil, err
			}
			for i := range page.Events {
				if r := link.NewReport(&page.Events[i]); !seen[r.ID()] {
					seen[r.ID()] = true
					reports = append(reports, r)
				}
			}
			if f.Cursor = page.Next; page.Next == "" {
				break
			}
		}
	}
	if reports = l.Ruled(reports); l.Judges(of) {
		reports = slices.DeleteFunc(slices.Clone(reports), func(r *link.Report) bool { return !r.Has(of) })
	}
	return reports, nil
}

// storiesOfAll is how many of the newest stories speak for lists of all
// countries.
const storiesOfAll = 600

// gatherStories returns what stories say in short, the newest first: those that
// name whom or what events are asked for by. Of all they are so few that
// unpacking them takes no longer than a list may.
func gatherStories(ctx context.Context, store Record, l *link.Linker, of *record.EventFilter, asOf calendar.Day) ([]*link.Story, error) {
	f := record.DetailFilter{
		Kind: record.GistFact, Entity: cmp.Or(of.Entity, of.Place), Party: of.Party, Other: of.Other, AsOf: endOf(asOf), Fold: true, Limit: record.MaxLimit,
	}
	most := Most
	if f.Entity == "" && f.Party == "" {
		most = storiesOfAll
	}
	f.Limit = min(most, record.MaxLimit)
	var out []*link.Story
	for len(out) < most {
		page, err := store.Details(ctx, f)
		if err != nil {
			return nil, err
		}
		for i := range page.Details {
			out = append(out, l.Story(&page.Details[i]))
		}
		if f.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	return out, nil
}

// GatherPromises returns the promises that the record has, as of a day: of Most
// reports, or where the newest are asked for of the newest record.MaxLimit.
func GatherPromises(ctx context.Context, store Record, l *link.Linker, f record.PledgeFilter, asOf calendar.Day, doubtful bool) ([]*link.Promise, error) {
	f.Limit, f.Known, f.Fold = record.MaxLimit, endOf(asOf), true
	var pledges []*link.Pledge
	most := Most
	if f.Newest {
		most = record.MaxLimit
	}
	for len(pledges) < most {
		page, err := store.Pledges(ctx, f)
		if err != nil {
			return nil, err
		}
		for i := range page.Pledges {
			row := &page.Pledges[i]
			if doubtful || row.Pledge.Confidence != fact.Low {
				pledges = append(pledges, link.NewPledge(row))
			}
		}
		if f.Cursor = page.Next; page.Next == "" {
			break
		}
	}
	return l.Promises(pledges, asOf), nil
}

// endOf returns the last moment of a day, in whole seconds.
func endOf(d calendar.Day) time.Time { return d.Last().Time().AddDate(0, 0, 1).Add(-time.Second) }
