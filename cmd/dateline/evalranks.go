package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/eval/stories"
	"github.com/datelinewire/dateline/line"
)

type evalRanks struct {
	Data string `arg:"" optional:"" name:"DATA" help:"The folder of the development data; ../shared/data where it is not given."`
}

// Run prints how well the order of facts agrees with a reader's.
func (c *evalRanks) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	o, err := stories.Rank(ctx, l, inShared(c.Data, "data"))
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "%d stories: the first fact is one of the reader's in %d\n", o.Stories, o.First)
	fmt.Fprintf(a.Out, "of the first three facts, %d, the reader's are %d\n", o.Shown, o.Right)
	fmt.Fprintf(a.Out, "of the reader's first three, %d were read at all\n", o.Wanted)
	return nil
}
