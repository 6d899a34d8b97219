package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/source"
)

type fetchCmd struct {
	Sources []string `arg:"" optional:"" name:"source" help:"Ids, names or addresses; all that are not paused where none is given."`
	Once    bool     `help:"Ask each source once, now, and end; otherwise go on, as serve does."`
}

// Run asks the sources and puts what is new on record. It is read by serve, or
// by a later add.
func (c *fetchCmd) Run(ctx context.Context, a *App) error {
	return a.sources(ctx, func(store record.Store, f *source.Follower) error {
		if !c.Once && len(c.Sources) == 0 {
			fmt.Fprintln(a.Out, "following the sources on record (stop it with Ctrl-C)")
			return f.Run(ctx)
		}
		all, err := store.Sources(ctx)
		if err != nil {
			return err
		}
		some, err := c.pick(all)
		if err != nil {
			return err
		}
		n, err := f.Once(ctx, some, func(s *record.Source, p *record.Poll, added int) {
			state := "well"
			if p.State.Error != "" {
				state = p.State.Error
			}
			fmt.Fprintf(a.Out, "%s  %3d new  %s: %s\n", s.ID, added, source.Title(&s.SourceSettings), state)
		})
		fmt.Fprintf(a.Out, "%d new from %d sources; `dateline serve` reads them\n", n, len(some))
		return err
	})
}

// pick returns the sources that were named, or all that are not paused.
func (c *fetchCmd) pick(all []record.Source) ([]record.Source, error) {
	var out []record.Source
	for _, s := range all {
		if len(c.Sources) == 0 && s.Paused == "" && source.Asked(&s) {
			out = append(out, s)
		}
	}
	for _, w := range c.Sources {
		s, err := source.Find(all, w)
		if err == nil && !source.Asked(&s) {
			err = &fault.Error{Op: "fetch", Kind: fault.Invalid, ID: w, Err: errors.New("nobody asks it: it brings what it has by itself")}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}
