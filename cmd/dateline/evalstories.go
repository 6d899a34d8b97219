package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/eval/stories"
	"github.com/datelinewire/dateline/line"
)

type evalStories struct {
	Data      string `arg:"" optional:"" name:"DATA" help:"The folder of the development data; ../shared/data where it is not given."`
	Held      bool   `help:"Read stories drawn at random of which the events alone are labelled, and by which nothing is tuned."`
	Sealed    bool   `help:"Read the sealed half, which is opened by this command alone, in place of the half that is for looking at."`
	Agreement bool   `help:"Compare the two labellers with each other; reads nothing."`
	Misses    bool   `help:"Print each key fact and event that is not right; only of the half that is for looking at."`
	Jobs      int    `placeholder:"N" help:"Stories read at a time."`
}

// Run prints key facts, events and coreference against the labels.
func (c *evalStories) Run(ctx context.Context, a *App) error {
	if c.Agreement {
		return c.agreement(a)
	}
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	set := stories.Look
	switch {
	case c.Held:
		set = stories.Held
	case c.Sealed:
		set = stories.Sealed
	}
	s, err := stories.Run(ctx, l, inShared(c.Data, "data"), set, a.jobs(c.Jobs))
	if err != nil {
		return err
	}
	if c.Misses && set == stories.Look {
		for _, m := range s.Misses {
			fmt.Fprintln(a.Out, m)
		}
	}
	return s.Write(a.Out)
}

// agreement prints how far two labellers agree: on the stories that measure,
// and on those of the stories that teach which a second one labelled.
func (c *evalStories) agreement(a *App) error {
	for _, x := range []struct {
		what           string
		labels, others func() ([]stories.Label, error)
	}{
		{"stories that measure", stories.First, stories.Second},
		{"stories that teach", stories.Train, stories.Again},
	} {
		labels, err := x.labels()
		if err != nil {
			return err
		}
		others, err := x.others()
		if err != nil {
			return err
		}
		fmt.Fprintln(a.Out, x.what)
		if err := stories.Agreement(labels, others).Write(a.Out); err != nil {
			return err
		}
	}
	return nil
}
