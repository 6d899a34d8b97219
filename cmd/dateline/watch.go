package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// watchCmd keeps searches, with a mark of what was seen of each.
type watchCmd struct {
	Add    watchAddCmd    `cmd:"" help:"Watch a search; what is on record now counts as seen."`
	List   watchListCmd   `cmd:"" default:"1" help:"List the watches, and how much is new."`
	Show   watchShowCmd   `cmd:"" help:"Print what a watch finds."`
	New    watchNewCmd    `cmd:"" help:"Print what is new in all watches, or in one."`
	Seen   watchSeenCmd   `cmd:"" help:"Mark what a watch has found as seen."`
	Remove watchRemoveCmd `cmd:"" help:"End a watch."`
}

// asked opens the record for a question or a person's word.
func (a *App) asked(ctx context.Context) (*service.Service, func(), error) {
	store, err := a.openStore(ctx)
	if err != nil {
		return nil, nil, err
	}
	return service.New(service.Options{Store: store, MaxText: a.Config.Limit.Story}), func() { store.Close() }, nil
}

// answering returns the same for a command that answers from what was read: it
// warns where there is more to read.
func (a *App) answering(ctx context.Context) (*service.Service, func(), error) {
	store, err := a.openStore(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := a.warnUnread(ctx, store); err != nil {
		store.Close()
		return nil, nil, err
	}
	return service.New(service.Options{Store: store, MaxText: a.Config.Limit.Story}), func() { store.Close() }, nil
}

// warnUnread says on standard error how many stories no reader has read yet: an
// answer does not know of them.
func (a *App) warnUnread(ctx context.Context, store record.Store) error {
	switch n, err := store.Backlog(ctx, ""); {
	case err != nil:
		return err
	case n == 1:
		fmt.Fprintln(a.Errs, "1 story is still being read: this may be incomplete")
	case n > 1:
		fmt.Fprintf(a.Errs, "%d stories are still being read: this may be incomplete\n", n)
	}
	return nil
}

type watchAddCmd struct {
	Name  string   `arg:"" help:"Its name."`
	Query []string `arg:"" name:"QUERY" help:"What to look for, as search takes it."`
}

// Run adds a watch.
func (c *watchAddCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.AddWatch(ctx, c.Name, query(c.Query), a.user())
}

type watchListCmd struct{}

// Run lists the watches.
func (c *watchListCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.answering(ctx)
	if err != nil {
		return err
	}
	defer done()
	all, err := s.Watches(ctx)
	for _, w := range all {
		state := fmt.Sprintf("%d new", w.New)
		if w.New >= record.MaxTotal {
			state += " or more"
		}
		if w.Wrong != "" {
			state = w.Wrong
		}
		fmt.Fprintf(a.Out, "%s  %s  %s\n", w.Name, w.Query, state)
	}
	if err == nil && len(all) == 0 {
		fmt.Fprintln(a.Out, "nothing is watched: `dateline watch add NAME QUERY`")
	}
	return err
}

type watchShowCmd struct {
	Name string `arg:"" help:"Its name."`
	New  bool   `help:"Only what came in, or changed, since it was seen."`
}

// Run prints what a watch finds.
func (c *watchShowCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.answering(ctx)
	if err != nil {
		return err
	}
	defer done()
	w, found, err := s.ShowWatch(ctx, c.Name, c.New)
	if err != nil {
		return err
	}
	(&searchCmd{}).print(a.Out, &found)
	what := "found"
	if c.New {
		what = "new since it was seen"
	}
	_, err = fmt.Fprintf(a.Out, "%s: %d %s\n", w.Name, found.Total, what)
	return err
}

type watchNewCmd struct {
	Name string `arg:"" optional:"" help:"Its name; all watches where it is not given."`
}

// Run prints what is new.
func (c *watchNewCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.answering(ctx)
	if err != nil {
		return err
	}
	defer done()
	names := []string{c.Name}
	if c.Name == "" {
		all, err := s.Watches(ctx)
		if err != nil {
			return err
		}
		names = nil
		for _, w := range all {
			if w.New > 0 {
				names = append(names, w.Name)
			} else if w.Wrong != "" {
				fmt.Fprintf(a.Errs, "%s: %s\n", w.Name, w.Wrong)
			}
		}
	}
	for _, name := range names {
		w, found, err := s.ShowWatch(ctx, name, true)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.Out, "%s: %d new since %s\n", w.Name, found.Total, w.Last.Format("2006-01-02 15:04"))
		(&searchCmd{}).print(a.Out, &found)
	}
	if len(names) == 0 {
		fmt.Fprintln(a.Out, "nothing is new")
	}
	return nil
}

type watchSeenCmd struct {
	Name string `arg:"" optional:"" help:"Its name."`
	All  bool   `help:"All watches."`
}

// Run marks what a watch has found as seen.
func (c *watchSeenCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	if c.Name == "" && !c.All {
		return &usageError{"say which watch was seen, or --all"}
	}
	if !c.All {
		return s.SeeWatch(ctx, c.Name, a.user())
	}
	all, err := s.Watches(ctx)
	for _, w := range all {
		if err == nil {
			err = s.SeeWatch(ctx, w.Name, a.user())
		}
	}
	return err
}

type watchRemoveCmd struct {
	Name string `arg:"" help:"Its name."`
}

// Run ends a watch.
func (c *watchRemoveCmd) Run(ctx context.Context, a *App) error {
	s, done, err := a.asked(ctx)
	if err != nil {
		return err
	}
	defer done()
	return s.RemoveWatch(ctx, c.Name, a.user())
}

// user returns the name under which the machine knows who types.
func (a *App) user() string {
	for _, key := range [...]string{"USER=", "USERNAME="} {
		for _, e := range a.Env {
			if name, ok := strings.CutPrefix(e, key); ok && name != "" {
				return name
			}
		}
	}
	return "command line"
}
