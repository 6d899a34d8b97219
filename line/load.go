package line

import (
	"log/slog"

	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/date"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/world"
)

// Load makes the line that the program uses, of everything it ships.
func Load(log *slog.Logger) (*Line, error) {
	w, err := world.Load()
	if err != nil {
		return nil, err
	}
	passes, err := passes(w)
	if err != nil {
		return nil, err
	}
	return New(nil, "", passes, log)
}

// passes lists the passes in the order in which they run.
func passes(w *world.World) ([]read.Pass, error) {
	names, err := name.New(w)
	if err != nil {
		return nil, err
	}
	dates, err := date.New(date.Options{})
	if err != nil {
		return nil, err
	}
	return []read.Pass{names.Pass(), dates}, nil
}
