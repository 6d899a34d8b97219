package service

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Version returns a story's newest version and its n-th; 0 is the newest.
func (s *Service) Version(ctx context.Context, id string, n int) (newest, asked record.Entry, err error) {
	newest, err = s.store.Story(ctx, id)
	if err != nil || n == 0 || n == newest.Version.N {
		return newest, newest, err
	}
	all, err := s.store.Versions(ctx, newest.Version.StoryID)
	if err != nil {
		return newest, asked, err
	}
	for i := range all {
		if all[i].Version.N == n {
			return newest, all[i], nil
		}
	}
	return newest, asked, &fault.Error{Op: "open version", Kind: fault.NotFound, ID: fmt.Sprint(n), Err: fmt.Errorf("the story has %d", len(all))}
}

// Reading returns a version's reading as people have judged it; nil where it is
// not read yet.
func (s *Service) Reading(ctx context.Context, e *record.Entry) (*fact.Reading, error) {
	r, err := s.store.Reading(ctx, e.Story.ID, "")
	switch {
	case err != nil && fault.KindOf(err) == fault.NotFound:
		return nil, nil
	case err != nil:
		return nil, err
	}
	js, err := s.store.Judgements(ctx, e.Version.StoryID)
	if err != nil {
		return nil, err
	}
	return record.Apply(r, js), nil
}

// Changeable returns a story's newest version. It fails with Conflict where the
// story was killed.
func (s *Service) Changeable(ctx context.Context, id string) (*record.Entry, error) {
	e, err := s.store.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	if e.Version.Kind == news.Kill {
		return nil, &fault.Error{Op: "change story", Kind: fault.Conflict, ID: id, Err: errors.New("it was killed, and a killed story stays as it is")}
	}
	return &e, nil
}

// Change is what a person does to a story: the version that they looked at, and
// why.
type Change struct {
	Of   string // the content that was looked at; it must be the newest
	Note string // for readers of the earlier version; must be given
	By   string
	// Until is when the embargo of a story ends that is under one; zero: when it
	// did before. Release ends it now.
	Until   time.Time
	Release bool
}

// Correct adds a corrected version to a story. One under embargo stays so unless
// it is released. It fails with Conflict where somebody changed the story
// meanwhile, or it was killed; with Invalid where a story that is published is to
// be kept back.
func (s *Service) Correct(ctx context.Context, id string, words news.Story, c Change) (Kept, error) {
	e, err := s.Changeable(ctx, id)
	if err != nil {
		return Kept{}, err
	}
	words.Issued = e.Story.Issued
	v := news.Version{Kind: news.Correction}
	switch held := record.Hidden(e.Version.Kind, e.Version.Until, s.now()); {
	case !held && !c.Until.IsZero():
		return Kept{}, Published(id)
	case held && !c.Release:
		v.Kind, v.Until = news.Embargo, e.Version.Until
		if !c.Until.IsZero() {
			v.Until = c.Until
		}
	}
	return s.change(ctx, e, words, v, c)
}

// Kill adds a version that says that the story must not be used. It fails as
// Correct does.
func (s *Service) Kill(ctx context.Context, id string, c Change) (Kept, error) {
	e, err := s.Changeable(ctx, id)
	if err != nil {
		return Kept{}, err
	}
	e.Story.URL = address.Shown(e.Story.URL)
	return s.change(ctx, e, e.Story, news.Version{Kind: news.Kill}, c)
}

// Published is the error of a story that is to be kept back too late.
func Published(id string) error {
	return &fault.Error{Op: "keep story back", Kind: fault.Invalid, ID: id, Err: errors.New("it is published: it can be corrected or killed, and not be kept back any more")}
}

func (s *Service) change(ctx context.Context, e *record.Entry, words news.Story, v news.Version, c Change) (Kept, error) {
	if c.Note == "" {
		return Kept{}, &fault.Error{Op: "change story", Kind: fault.Invalid, ID: e.Version.StoryID, Err: errors.New("say why: readers of the earlier version need to know")}
	}
	v.StoryID, v.Note, v.By, v.Supersedes = e.Version.StoryID, c.Note, someone(c.By), c.Of
	got, err := s.Keep(ctx, record.Entry{Story: words, Version: v})
	if err != nil {
		return Kept{}, err
	}
	return got[0], nil
}

// mostOverdue bounds how many pledges Overdue looks through.
const mostOverdue = 5 * record.MaxLimit

// Overdue returns the pledges that fell due in the last twelve months and are
// overdue, their ids by story: by the clock, and by the ledger, which knows what
// later stories say of them. It is as it was a few seconds ago; a minute where it
// takes long.
func (s *Service) Overdue(ctx context.Context) (map[string][]string, error) {
	today := s.today()
	out, _, err := s.overdue.of(ctx, s, today, func(ctx context.Context) (map[string][]string, error) { return s.overdueOn(ctx, today) })
	return out, err
}

func (s *Service) overdueOn(ctx context.Context, today calendar.Day) (map[string][]string, error) {
	out := map[string][]string{}
	l, err := s.Ledger(ctx, ledger.Options{AsOf: today}) // the one that the page of the ledger shows
	if err != nil {
		return nil, err
	}
	overdue := ledger.Ledger{Promises: slices.DeleteFunc(slices.Clone(l.Promises), func(p dossier.Promise) bool { return p.State != "overdue" })}
	late := overdue.Facts()
	f := record.PledgeFilter{State: "overdue", AsOf: today, DueSince: today.AddMonths(-12), Limit: record.MaxLimit}
	for seen := 0; seen < mostOverdue; {
		list, err := s.store.Pledges(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, p := range list.Pledges {
			if late[p.StoryID+"."+p.Pledge.ID] {
				out[p.StoryID] = append(out[p.StoryID], p.Pledge.ID)
			}
		}
		seen += len(list.Pledges)
		if f.Cursor = list.Next; f.Cursor == "" {
			break
		}
	}
	return out, nil
}

// Trouble returns a story's newest version with its reading, nil where it is
// not read yet: what went wrong with it stands in both.
func (s *Service) Trouble(ctx context.Context, id string) (*record.Entry, *fact.Reading, error) {
	e, err := s.store.Story(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	r, err := s.Reading(ctx, &e)
	return &e, r, err
}
