package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
)

// take takes in a file, an address or, with -, standard input.
func (a *App) take(_ context.Context, l *line.Line, name string, day dayFlag) ([]*news.Story, error) {
	b, err := a.bytes(name)
	if err != nil {
		return nil, err
	}
	if n := a.Config.Limit.Story; len(b) > n {
		return nil, &fault.Error{Op: "read", ID: name, Kind: fault.Invalid, Err: fmt.Errorf("it has %d bytes; the limit of one story is %d (setting limit.story)", len(b), n)}
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return nil, &fault.Error{Op: "read", ID: name, Kind: fault.Invalid, Err: errors.New("it is empty: there is nothing to read")}
	}
	return []*news.Story{l.Layout(strings.ToValidUTF8(string(b), "\uFFFD"), day.Day)}, nil
}

// taker is what the desk takes pasted texts and addresses in with.
func (a *App) taker(*line.Line) desk.Taker { return nil }
