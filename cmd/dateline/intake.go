package main

import (
	"context"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
)

// take takes in a file, an address or, with -, standard input.
func (a *App) take(_ context.Context, l *line.Line, name string, day dayFlag) ([]*news.Story, error) {
	b, err := a.bytes(name)
	if err != nil {
		return nil, err
	}
	return []*news.Story{l.Layout(string(b), day.Day)}, nil
}

// taker is what the desk takes pasted texts and addresses in with.
func (a *App) taker(*line.Line) desk.Taker { return nil }
