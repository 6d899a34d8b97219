package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/eval/stories"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
)

type evalDecide struct {
	Data   string `arg:"" optional:"" name:"DATA" help:"The folder of the development data; ../shared/data where it is not given."`
	Sealed bool   `help:"Read the sealed half of the stories, in place of the half that is for looking at."`
}

// Run prints how the events of stories that nothing was fitted to were decided:
// found, of which type and status, with which parties, and how far their probabilities can be relied on.
func (c *evalDecide) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	set, data := stories.Look, inShared(c.Data, "data")
	if c.Sealed {
		set = stories.Sealed
	}
	s, err := stories.Run(ctx, l, data, set, a.jobs(0))
	if err != nil {
		return err
	}
	if err := s.Write(a.Out); err != nil {
		return err
	}
	r, err := stories.Decide(ctx, l, data, set)
	if err != nil {
		return err
	}
	for n, said := range r.Tenths {
		if said.Events > 0 {
			fmt.Fprintf(a.Out, "said %.1f to %.1f: %3d events, %.2f right\n", float64(n)/10, float64(n+1)/10, said.Events, share(said))
		}
	}
	for _, k := range [...]fact.Confidence{fact.High, fact.Medium, fact.Low} {
		fmt.Fprintf(a.Out, "%-6s %3d events, %.2f right\n", k, r.Confidence[k].Events, share(r.Confidence[k]))
	}
	return nil
}

func share(s stories.Said) float64 { return float64(s.Right) / float64(max(1, s.Events)) }
