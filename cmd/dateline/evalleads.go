package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/eval/leads"
	"github.com/datelinewire/dateline/line"
)

type evalLeads struct {
	Data string `arg:"" optional:"" name:"DATA" help:"The folder of the development data; ../shared/data where it is not given."`
}

// Run prints what readers said of the facts that stand under headlines.
func (c *evalLeads) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	s, err := leads.Run(ctx, l, inShared(c.Data, "data"))
	if err != nil {
		return err
	}
	part := func(n int) float64 { return 100 * float64(n) / float64(max(s.Judged, 1)) }
	fmt.Fprintf(a.Out, "%d facts under %d headlines; on %d there are verdicts\n", s.Shown, s.Stories, s.Judged)
	fmt.Fprintf(a.Out, "true %.1f, plainly worded %.1f, among the best three %.1f, all of it %.1f of 100\n", part(s.True), part(s.Worded), part(s.Best), part(s.Right))
	return nil
}
