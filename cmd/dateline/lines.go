package main

import (
	"bufio"
	"context"

	"github.com/datelinewire/dateline/eval/stories"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/event"
)

type linesCmd struct {
	Outcomes bool   `help:"Write instead which events are read right, and what speaks for each: what their confidence is fitted to."`
	Ranks    bool   `help:"Write instead which facts matter most in their stories, and what speaks for each: what their ranks are fitted to."`
	Data     string `arg:"" optional:"" name:"DATA" help:"The folder of the development data; ../shared/data where it is not given."`
}

// Run writes labelled lines for the trainer in train/judge.
func (c *linesCmd) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(a.Out)
	if c.Outcomes {
		if err := stories.Outcomes(ctx, l, inShared(c.Data, "data"), out); err != nil {
			return err
		}
		return out.Flush()
	}
	if c.Ranks {
		if err := stories.Ranked(ctx, l, inShared(c.Data, "data"), out); err != nil {
			return err
		}
		return out.Flush()
	}
	lexicon, err := event.Load()
	if err != nil {
		return err
	}
	roles, err := role.Load()
	if err != nil {
		return err
	}
	weigh := func(w *read.Work) *event.Evidence { return lexicon.Evidence(w, roles) }
	if err := stories.Lines(ctx, l, weigh, inShared(c.Data, "data"), out); err != nil {
		return err
	}
	return out.Flush()
}
