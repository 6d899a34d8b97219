package main

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
)

// taker is what takes in texts, files and addresses, within the limits of the
// configuration.
func (a *App) taker(l *line.Line) *intake.Taker {
	c := a.Config
	return &intake.Taker{
		Client: fetch.New(fetch.Options{
			Private: c.Fetch.Private, Timeout: c.Fetch.Timeout, MaxBytes: int64(c.Fetch.Bytes), Agent: c.Fetch.Agent,
		}),
		Places: l.Places(), MaxBytes: c.Limit.File,
	}
}

// take takes in a file, an address or, with -, standard input.
func (a *App) take(ctx context.Context, l *line.Line, name string, day dayFlag) ([]*news.Story, error) {
	stories, err := a.takeAny(ctx, a.taker(l), name, day)
	if err != nil {
		return nil, err
	}
	out := make([]*news.Story, len(stories))
	for i := range stories {
		if n, most := len(stories[i].Text), a.Config.Limit.Story; n > most {
			return nil, &fault.Error{Op: "read", ID: name, Kind: fault.Invalid, Err: fmt.Errorf("a story of %d bytes; the limit is %d (setting limit.story)", n, most)}
		}
		out[i] = &stories[i]
	}
	return out, nil
}

func (a *App) takeAny(ctx context.Context, t *intake.Taker, name string, day dayFlag) ([]news.Story, error) {
	if intake.IsURL(name) {
		return t.URL(ctx, name, day.Day)
	}
	in, err := a.open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return t.Read(ctx, in, name, day.Day)
}
