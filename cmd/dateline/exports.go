package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/record"
)

type exportsCmd struct {
	Changed bool `help:"Only those of which a story was killed or corrected since, or a fact of one corrected, rejected or added."`
}

// Run lists what left the record, and what became of the stories on which it
// rests.
func (c *exportsCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	all, err := s.Register(ctx)
	if err != nil {
		return err
	}
	told := 0
	for i := range all {
		x := &all[i]
		if c.Changed && len(x.Since) == 0 {
			continue
		}
		told++
		fmt.Fprintf(a.Out, "%s  %s  %s: %s", x.At.Format("2006-01-02 15:04"), x.By, x.What, someStories(x.Stories))
		if x.Other {
			fmt.Fprint(a.Out, "; exported anew since")
		}
		fmt.Fprintln(a.Out)
		for _, e := range x.Since {
			fmt.Fprintf(a.Out, "          - %s since, on %s: %s  %s", e.How(), e.At.Format("2006-01-02 15:04"), e.Story, e.Headline)
			if words := strings.Join(strings.Fields(record.Cut(e.Words, 120)), " "); words != "" {
				fmt.Fprintf(a.Out, ": “%s”, by %s", words, e.By)
			}
			if e.Note != "" {
				fmt.Fprint(a.Out, ": ", e.Note)
			}
			fmt.Fprintln(a.Out)
		}
	}
	switch {
	case len(all) == 0:
		fmt.Fprintln(a.Out, "nothing was exported yet: what is taken as JSON, CSV or a calendar is noted")
	case told == 0:
		fmt.Fprintln(a.Out, "no story of what was exported was killed or corrected since, nor a fact of one")
	}
	return nil
}
