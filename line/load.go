package line

import (
	"log/slog"

	"github.com/datelinewire/dateline/grammar/mend"
	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/coref"
	"github.com/datelinewire/dateline/read/date"
	"github.com/datelinewire/dateline/read/event"
	"github.com/datelinewire/dateline/read/figure"
	"github.com/datelinewire/dateline/read/judge"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/read/pledge"
	"github.com/datelinewire/dateline/read/quote"
	"github.com/datelinewire/dateline/read/rank"
	"github.com/datelinewire/dateline/read/sure"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/world"
)

// Load makes the line that the program uses, of everything it ships.
func Load(log *slog.Logger) (*Line, error) {
	w, err := world.Load()
	if err != nil {
		return nil, err
	}
	parser, err := mend.LoadParser()
	if err != nil {
		return nil, err
	}
	passes, err := passes(w)
	if err != nil {
		return nil, err
	}
	l, err := New(parser, model.Sum(model.Embedded()), append(passes, hostile()...), log)
	if err != nil {
		return nil, err
	}
	l.places = w.IsPlace
	return l, nil
}

// passes lists the passes in the order in which they run.
func passes(w *world.World) ([]read.Pass, error) {
	names, err := name.New(w)
	if err != nil {
		return nil, err
	}
	same, err := coref.New()
	if err != nil {
		return nil, err
	}
	dates, err := date.New(date.Options{})
	if err != nil {
		return nil, err
	}
	figures, err := figure.New(figure.Options{World: w})
	if err != nil {
		return nil, err
	}
	quotes, err := quote.New()
	if err != nil {
		return nil, err
	}
	events, err := event.Load()
	if err != nil {
		return nil, err
	}
	judgement, err := judge.Load()
	if err != nil {
		return nil, err
	}
	roles, err := role.Load()
	if err != nil {
		return nil, err
	}
	pledges, err := pledge.Load(events)
	if err != nil {
		return nil, err
	}
	doubts, err := sure.New()
	if err != nil {
		return nil, err
	}
	ranks, err := rank.New()
	if err != nil {
		return nil, err
	}
	return []read.Pass{
		names.Pass(),
		same.Pass(),
		dates,
		figures,
		quotes,
		event.Pass(events, judgement, roles),
		pledge.Pass(pledges, roles),
		doubts,
		ranks,
	}, nil
}
