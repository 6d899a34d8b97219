package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/eval/links"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/link"
)

type evalLinks struct {
	Pairs  string `default:"test" enum:"fit,test" help:"Which pairs or plots: those that weights are fitted to and rules were made by (fit), or the others."`
	Plots  bool   `help:"Count instead how plans and promises end that stories follow for months."`
	Misses bool   `help:"List the pairs that are taken wrongly, and why."`
	Signs  bool   `help:"Write instead what speaks for each pair: what link/same.tsv is fitted to (train/judge/signs.py)."`
}

// Run counts how well reports of one event are told from others.
func (c *evalLinks) Run(ctx context.Context, a *App) error {
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	linker, err := link.Load()
	if err != nil {
		return err
	}
	if c.Signs {
		out := bufio.NewWriter(a.Out)
		if err := links.Signs(ctx, l, linker, c.Pairs, out); err != nil {
			return err
		}
		return out.Flush()
	}
	if c.Plots {
		return c.plots(ctx, a, l, linker)
	}
	s, err := links.Run(ctx, l, linker, c.Pairs, func(p links.Pair, m link.Match) {
		if c.Misses {
			fmt.Fprintf(a.Out, "%s same %v, taken with %.2f: %s\n  %q\n  %q\n", p.ID, p.Same, m.P, strings.Join(m.Reasons, "; "), p.A.Text, p.B.Text)
		}
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "%d pairs, %d of them one event; precision %.3f, recall %.3f; of %d a report's event was not read, with its sentence for it %.3f, %.3f\n",
		s.Pairs, s.Same, s.Precision(), s.Recall(), s.Unread, s.Told.Precision(), s.Told.Recall())
	return err
}

// plots counts how plans and promises end.
func (c *evalLinks) plots(ctx context.Context, a *App, l *line.Line, linker *link.Linker) error {
	plans, promises, err := links.Endings(ctx, l, linker, c.Pairs, func(p links.Plot, got string) {
		if c.Misses {
			fmt.Fprintf(a.Out, "%s is %s, came out as %q\n", p.ID, p.State, got)
		}
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.Out, "plans: %d of %d end as they should, %d were not read\npromises: %d of %d, %d were not read\n",
		plans.Right, plans.All, plans.All-plans.Found, promises.Right, promises.All, promises.All-promises.Found)
	return err
}
