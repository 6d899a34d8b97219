package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

type addCmd struct {
	Sources []string `arg:"" name:"FILE|FOLDER|URL|-" help:"Text, page or feed, or a folder of them; - is standard input."`
	Date    dayFlag  `placeholder:"YYYY-MM-DD" help:"Day of publication, where the source does not say."`
	Source  string   `placeholder:"NAME" help:"Who sent it, where the source does not say."`
}

// Run stores what it is given, says where it went, and reads it. What has been
// told as added outlives a crash; a source that cannot be taken in does not
// keep the others out.
func (c *addCmd) Run(ctx context.Context, a *App) error {
	store, l, err := a.opened(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	names, err := a.files(c.Sources)
	if err != nil {
		return err
	}
	ids, failed := c.store(ctx, a, l, service.New(service.Options{Store: store, MaxText: a.Config.Limit.Story}), names)
	q, err := a.queue(l, store)
	if err != nil {
		return errors.Join(failed, waits(ctx, 0, len(ids), err))
	}
	p := newProgress(a.Errs, "reading", len(ids))
	q.Progress(p.set)
	n, err := q.Read(ctx, ids...)
	p.end()
	if err != nil {
		err = waits(ctx, n, len(ids), err)
	}
	return errors.Join(failed, err)
}

// store puts the stories of all sources on record, those of each in one
// transaction. It returns the contents that are to be read.
func (c *addCmd) store(ctx context.Context, a *App, l *line.Line, keeps *service.Service, names []string) (ids []string, failed error) {
	p := newProgress(a.Errs, "storing", len(names))
	defer p.end()
	for i, name := range names {
		if ctx.Err() != nil {
			return ids, errors.Join(failed, &stoppedError{fmt.Sprintf("%d of %d sources are stored", i, len(names))})
		}
		got, err := c.storeOne(ctx, a, l, keeps, name)
		if err != nil {
			failed = errors.Join(failed, err)
		}
		p.end()
		for _, r := range got {
			ids = append(ids, r.ContentID)
			fmt.Fprintln(a.Out, r.line)
		}
		p.add()
	}
	return ids, failed
}

// storedStory is where a story went, and the line that says so.
type storedStory struct {
	record.Receipt
	line string
}

func (c *addCmd) storeOne(ctx context.Context, a *App, l *line.Line, keeps *service.Service, name string) ([]storedStory, error) {
	stories, err := a.take(ctx, l, name, c.Date)
	if err != nil {
		return nil, err
	}
	entries := make([]record.Entry, len(stories))
	for i, s := range stories {
		if s.Source == "" {
			s.Source = c.Source
		}
		s.ID = ""
		entries[i].Story = *s
	}
	got, err := keeps.Put(ctx, entries...)
	if err != nil {
		return nil, fmt.Errorf("%s: not stored: %w", name, err)
	}
	out := make([]storedStory, len(got))
	for i, r := range got {
		word := "added"
		switch {
		case !r.Added:
			word = "on record already"
		case r.N > 1:
			word = fmt.Sprintf("version %d", r.N)
		}
		out[i] = storedStory{r, fmt.Sprintf("%s  %s  %s", r.StoryID, word, stories[i].Headline)}
	}
	return out, nil
}
