package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/line"
)

type doctorCmd struct{}

// doctorText is read to see that the reader works.
const doctorText = "VALLETTA, March 3 (Doctor) -- Malta opened an embassy in Quito on Tuesday."

// Run checks what the program needs and says what is wrong and what to do.
func (c *doctorCmd) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "reader    %s\n", l.Reader())
	r, err := l.Process(ctx, l.Layout(doctorText, dayFlag{}.Day))
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "reading   %d sentences, %d entities, %d facts, %d troubles\n", len(r.Story.Sentences),
		len(r.Entities), len(r.Events)+len(r.Quotes)+len(r.Figures)+len(r.Pledges), len(r.Trouble))
	return nil
}
