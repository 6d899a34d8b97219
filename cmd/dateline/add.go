package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
)

type addCmd struct {
	Sources []string `arg:"" name:"FILE|URL|-" help:"Text, page or feed; - is standard input."`
	Date    dayFlag  `placeholder:"YYYY-MM-DD" help:"Day of publication, where the source does not say."`
	Source  string   `placeholder:"NAME" help:"Who sent it, where the source does not say."`
}

// Run stores what it is given, reads it, and says where it went. What has
// been told as added outlives a crash.
func (c *addCmd) Run(ctx context.Context, a *App) error {
	store, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	l, err := line.Load(a.Log)
	if err != nil {
		return err
	}
	for _, name := range c.Sources {
		stories, err := a.take(ctx, l, name, c.Date)
		if err != nil {
			return err
		}
		entries := make([]record.Entry, len(stories))
		for i, s := range stories {
			if s.Source == "" {
				s.Source = c.Source
			}
			s.ID = ""
			entries[i].Story = *s
		}
		got, err := store.Put(ctx, entries...)
		if err != nil {
			return err
		}
		for i, r := range got {
			word := "added"
			switch {
			case !r.Added:
				word = "on record already"
			case r.N > 1:
				word = fmt.Sprintf("version %d", r.N)
			}
			fmt.Fprintf(a.Out, "%s  %s  %s\n", r.StoryID, word, stories[i].Headline)
		}
	}
	_, err = line.NewQueue(l, store, a.jobs(0), a.Log).Drain(ctx)
	return err
}
