package main

import (
	"context"

	"github.com/datelinewire/dateline/internal/show"
)

type explainCmd struct {
	File     string  `arg:"" name:"FILE" help:"Text, page or feed; - is standard input."`
	Date     dayFlag `placeholder:"YYYY-MM-DD" help:"Day of publication."`
	Remember bool    `help:"Use what the stories on record (see --data) say of people."`
}

// Run explains every story of the file.
func (c *explainCmd) Run(ctx context.Context, a *App) error {
	l, done, err := a.load(ctx, c.Remember)
	if err != nil {
		return err
	}
	defer done()
	stories, err := a.take(ctx, l, c.File, c.Date)
	if err != nil {
		return err
	}
	for _, s := range stories {
		w, err := l.Work(ctx, s, true)
		if err != nil {
			return err
		}
		if err := show.Explain(a.Out, w); err != nil {
			return err
		}
	}
	return nil
}
