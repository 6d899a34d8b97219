package main

import (
	"context"
	"fmt"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/desk/page"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/sample"
	"github.com/datelinewire/dateline/world"
)

// newsCmd prints stories as All news shows them: each with the facts that stand
// under its headline.
type newsCmd struct {
	Limit int     `default:"40" help:"How many stories, from 1 to 1000."`
	AsOf  dayFlag `placeholder:"YYYY-MM-DD" help:"The day by which promises are due or over; today where it is not given."`
}

// Run prints the list, newest first.
func (c *newsCmd) Run(ctx context.Context, a *App) error {
	store, l, err := a.linked(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	w, err := world.Load()
	if err != nil {
		return err
	}
	if c.AsOf.IsZero() {
		c.AsOf.Day = calendar.Of(time.Now().UTC())
	}
	list, err := store.List(ctx, page.ListFilter(record.Filter{Limit: c.Limit, Now: time.Now()}))
	if err != nil {
		return err
	}
	overdue, err := ledger.Of(ctx, store, l, ledger.Options{AsOf: c.AsOf.Day, State: "overdue"})
	if err != nil {
		return err
	}
	late := overdue.Facts()
	labels := page.Labels{Late: func(story, pledge string) bool { return late[story+"."+pledge] }, Invented: sample.Invented, Country: w.NameOf}
	for i, it := range list.Items {
		e := page.EntryOf(&it, c.AsOf.Day, labels)
		if e.Life == page.Killed {
			e.Headline = killed + e.Headline
		}
		fmt.Fprintf(a.Out, "%d. %s  %s\n   %s  %s\n", i+1, it.At.Format("2006-01-02"), e.Headline, e.ID, e.Source)
		for _, f := range e.Facts {
			fmt.Fprintf(a.Out, "   - %s: %s\n", f.Chip.Label, f.Title)
		}
	}
	return nil
}
