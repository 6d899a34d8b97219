package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

type plansCmd struct {
	From   dayFlag `placeholder:"YYYY-MM-DD" help:"First day; today where it is not given."`
	To     dayFlag `placeholder:"YYYY-MM-DD" help:"Last day; none where it is not given."`
	Source string  `placeholder:"NAME" help:"Only those of one source."`
	JSON   bool    `name:"json" help:"Write each plan as a line of JSON."`
}

// Run lists what is announced, as it stands: also what was cancelled or put off,
// which says so.
func (c *plansCmd) Run(ctx context.Context, a *App) error {
	store, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	from := c.From.Day
	if from.IsZero() {
		from = calendar.Of(time.Now().UTC())
	}
	f := record.PlanFilter{From: from.Time(), Source: c.Source, Limit: record.MaxLimit}
	if !c.To.IsZero() {
		f.To = c.To.Last().Time().AddDate(0, 0, 1)
	}
	for n := 0; ; {
		p, err := store.Plans(ctx, f)
		if err != nil {
			return err
		}
		for i := range p.Plans {
			if err := c.print(a, &p.Plans[i]); err != nil {
				return err
			}
		}
		n += len(p.Plans)
		if f.Cursor = p.Next; p.Next == "" {
			if n == 0 && !c.JSON {
				fmt.Fprintln(a.Out, "nothing is announced for these days: plans come in with calendars (.ics) and planning items, by `dateline import` or a source")
			}
			return nil
		}
	}
}

func (c *plansCmd) print(a *App, p *record.Plan) error {
	if c.JSON {
		return json.NewEncoder(a.Out).Encode(p)
	}
	line := record.PlanTime(&p.Plan) + "  "
	if p.Status != news.Confirmed && p.Status != "" {
		line += string(p.Status) + ": "
	}
	line += p.Title
	for _, more := range [...]string{p.Place, p.Source} {
		if more != "" {
			line += "  " + more
		}
	}
	if p.Version > 1 {
		line += fmt.Sprintf("  version %d", p.Version)
	}
	_, err := fmt.Fprintln(a.Out, line)
	return err
}
