package main

import (
	"bufio"
	"context"
	"io"

	"github.com/datelinewire/dateline/eval/leads"
	"github.com/datelinewire/dateline/eval/stories"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/read/sure"
)

type linesCmd struct {
	Outcomes bool   `help:"Write instead which events are read right, and what speaks for each: what their confidence is fitted to."`
	Ranks    bool   `help:"Write instead which facts matter most in their stories, and what speaks for each: what their ranks are fitted to."`
	Sure     string `placeholder:"KIND" help:"Write instead which facts of a kind, quote, figure or pledge, are right, and what speaks for each: what their confidence is fitted to."`
	Sides    bool   `help:"Write instead who may stand on the sides of events that were read, and what speaks for each: what the parties of events are fitted to."`
	Leads    string `placeholder:"WHAT" help:"Write instead the facts that may stand under a headline, and whether readers said that each is true, plain or best; all, with those on which there is no verdict: what their order is fitted to."`
	Data     string `arg:"" optional:"" name:"DATA" help:"The folder of the development data; ../shared/data where it is not given."`
}

// Run writes what the trainers in train/judge learn from.
func (c *linesCmd) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	out, data := bufio.NewWriter(a.Out), inShared(c.Data, "data")
	switch {
	case c.Outcomes:
		err = stories.Outcomes(ctx, l, data, out)
	case c.Sides:
		err = stories.SidesRead(ctx, l, data, out)
	case c.Sure != "":
		err = stories.Sure(ctx, l, data, sure.Kind(c.Sure), out)
	case c.Leads != "":
		err = leads.Facts(ctx, l, data, c.Leads, out)
	case c.Ranks:
		err = stories.Ranked(ctx, l, data, out)
	default:
		err = c.labelled(ctx, l, data, out)
	}
	if err != nil {
		return err
	}
	return out.Flush()
}

// labelled writes the labelled lines that the judge is taught by.
func (c *linesCmd) labelled(ctx context.Context, l *line.Line, data string, out io.Writer) error {
	lexicon, err := event.Load()
	if err != nil {
		return err
	}
	roles, err := role.Load()
	if err != nil {
		return err
	}
	weigh := func(w *read.Work) *event.Evidence { return lexicon.Evidence(w, roles) }
	return stories.Lines(ctx, l, weigh, data, out)
}
