package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

type killCmd struct {
	saying
	ID string `arg:"" help:"The story, as search prints it."`
}

// Run kills a story, and prints what rested on it.
func (c *killCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	e, err := s.Changeable(ctx, c.ID)
	if err != nil {
		return err
	}
	got, err := s.Kill(ctx, e.Version.StoryID, service.Change{Of: e.Story.ID, Note: c.Note, By: c.by(a)})
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "killed: it stays on record as version %d with your notice, and its facts no longer count. What rested on it:\n", got.N)
	return c.rested(ctx, a, s)
}

func (c *killCmd) rested(ctx context.Context, a *App, s *service.Service) error {
	r, err := s.RestsOn(ctx, c.ID)
	if err != nil {
		return err
	}
	return printRests(a.Out, r)
}

type correctCmd struct {
	killCmd
	File string `arg:"" help:"A file with the whole story as it should be; - is standard input."`
}

// Run adds a corrected version to a story, reads it, and prints what rested on
// the story, and whether the new version still says it.
func (c *correctCmd) Run(ctx context.Context, a *App) error {
	store, l, err := a.opened(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	q, err := a.queue(l, store)
	if err != nil {
		return err
	}
	s := service.New(service.Options{Store: store, Reader: q, Log: a.Log, MaxText: a.Config.Limit.Story})
	e, err := s.Changeable(ctx, c.ID)
	if err != nil {
		return err
	}
	words, err := c.words(ctx, a, l, e)
	if err != nil {
		return err
	}
	got, err := s.Correct(ctx, e.Version.StoryID, words, service.Change{Of: e.Story.ID, Note: c.Note, By: c.by(a)})
	if err != nil {
		return err
	}
	if !got.Added {
		_, err = fmt.Fprintln(a.Out, "nothing is different, so no version was added")
		return err
	}
	fmt.Fprintf(a.Out, "corrected: version %d stands now, the earlier one is kept. What rested on it:\n", got.N)
	return c.rested(ctx, a, s)
}

// words takes the story as it should be; who sent it, from where and on which
// day it was published stays.
func (c *correctCmd) words(ctx context.Context, a *App, l *line.Line, e *record.Entry) (news.Story, error) {
	all, err := a.take(ctx, l, c.File, dayFlag{e.Story.Published})
	if err != nil {
		return news.Story{}, err
	}
	if len(all) != 1 {
		return news.Story{}, &fault.Error{Op: "correct story", ID: c.File, Kind: fault.Invalid, Err: fmt.Errorf("it holds %s: name a file with the one that it should be", someStories(len(all)))}
	}
	s := *all[0]
	s.ID, s.Source, s.URL, s.Published = "", e.Story.Source, e.Story.URL, e.Story.Published
	return s, nil
}
