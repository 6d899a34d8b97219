package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/eval/stories"
	"github.com/datelinewire/dateline/line"
)

type evalStories struct {
	Data      string `arg:"" optional:"" name:"DATA" help:"The folder of the development data; ../shared/data where it is not given."`
	Sealed    bool   `help:"Read the sealed half, which is opened by this command alone, in place of the half that is for looking at."`
	Agreement bool   `help:"Compare the two labellers with each other; reads nothing."`
	Misses    bool   `help:"Print each key fact that is not right; not with --sealed."`
	Jobs      int    `placeholder:"N" help:"Stories read at a time."`
}

// Run prints key facts, events and coreference against the labels.
func (c *evalStories) Run(ctx context.Context, a *App) error {
	if c.Agreement {
		s, err := stories.Agreement()
		if err != nil {
			return err
		}
		return s.Write(a.Out)
	}
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	set := stories.Look
	if c.Sealed {
		set = stories.Sealed
	}
	s, err := stories.Run(ctx, l, inShared(c.Data, "data"), set, a.jobs(c.Jobs))
	if err != nil {
		return err
	}
	if c.Misses && !c.Sealed {
		for _, m := range s.Misses {
			fmt.Fprintln(a.Out, m)
		}
	}
	return s.Write(a.Out)
}
