package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
)

// openStore opens the record in the data directory, which is made where it is
// missing.
func (a *App) openStore(ctx context.Context) (record.Store, error) {
	if err := os.MkdirAll(a.Config.Data, 0o700); errors.Is(err, syscall.ENOTDIR) {
		return nil, &fault.Error{Op: "open record", ID: a.Config.Data, Kind: fault.Invalid, Err: errors.New("this is a file, or lies below one: name a directory with --data")}
	} else if err != nil {
		return nil, &fault.Error{Op: "open record", ID: a.Config.Data, Kind: fault.KindOf(err), Err: fmt.Errorf("%w; name another directory with --data", err)}
	}
	s, err := sqlite.Open(ctx, a.storePath())
	if err != nil {
		return nil, err
	}
	for _, note := range s.Notes() {
		a.Log.Warn("record: " + note)
	}
	return s, nil
}

// load makes the line; with remember it reads with what the record knows. What
// it gives last closes the record, which is only looked at.
func (a *App) load(ctx context.Context, remember bool) (*line.Line, func(), error) {
	l, err := a.line()
	if err != nil || !remember {
		return l, func() {}, err
	}
	if _, err := os.Stat(a.storePath()); err != nil {
		return nil, nil, &fault.Error{Op: "remember", ID: a.storePath(), Kind: fault.KindOf(err), Err: fmt.Errorf("%w; add stories first, or name the record's directory with --data", err)}
	}
	store, err := a.openStore(ctx)
	if err != nil {
		return nil, nil, err
	}
	return l.Remembering(line.Memory{Store: store}), func() { store.Close() }, nil
}

func (a *App) storePath() string { return filepath.Join(a.Config.Data, "dateline.db") }
