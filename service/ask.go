package service

import (
	"context"
	"time"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/record"
)

// How many answers are kept of each kind. A dossier of a busy country is some
// megabytes.
const (
	mostDossiers = 40
	mostAgendas  = 48
	mostLedgers  = 32
)

// Dossier returns the dossier of a subject, which nobody may change. Where it
// takes long to make it may be a minute old.
func (s *Service) Dossier(ctx context.Context, of dossier.Subject, o dossier.Options) (*dossier.Dossier, error) {
	key := dossierAsked{of.String(), o.AsOf.String(), o.Since.String(), o.Doubtful}
	d, _, err := s.dossiers.of(ctx, s, key, func(ctx context.Context) (*dossier.Dossier, error) {
		l, err := s.Linker(ctx)
		if err != nil {
			return nil, err
		}
		return dossier.Of(ctx, s.store, l, of, o)
	})
	return d, err
}

type dossierAsked struct {
	of, asOf, since string
	doubtful        bool
}

// Agenda returns the agenda of a span as Dossier does a dossier.
func (s *Service) Agenda(ctx context.Context, o agenda.Options) (*agenda.Agenda, error) {
	key := agendaAsked{o.AsOf.String(), o.From.String(), o.To.String(), o.Country, o.Doubtful}
	a, _, err := s.agendas.of(ctx, s, key, func(ctx context.Context) (*agenda.Agenda, error) {
		l, err := s.Linker(ctx)
		if err != nil {
			return nil, err
		}
		return agenda.Of(ctx, s.store, l, o)
	})
	return a, err
}

type agendaAsked struct {
	asOf, from, to, country string
	doubtful                bool
}

// Ledger returns the ledger as Dossier does a dossier.
func (s *Service) Ledger(ctx context.Context, o ledger.Options) (*ledger.Ledger, error) {
	l, _, err := s.ledgers.of(ctx, s, o, func(ctx context.Context) (*ledger.Ledger, error) {
		l, err := s.Linker(ctx)
		if err != nil {
			return nil, err
		}
		return ledger.Of(ctx, s.store, l, o)
	})
	return l, err
}

// facetsLast is how long what stands around every list is given as it is, quick as it
// may be: it changes slowly and costs more than the list itself.
const facetsLast = 15 * time.Second

// mostTallied is how many values of a property are counted.
const mostTallied = 250

// Tallies counts stories by properties, the values that most have first, as it was
// a few seconds ago; a minute where it takes long.
func (s *Service) Tallies(ctx context.Context, keys ...record.Key) (map[record.Key][]record.Count, error) {
	out := map[record.Key][]record.Count{}
	for _, k := range keys {
		var err error
		out[k], _, err = s.tallies.of(ctx, s, k, func(ctx context.Context) ([]record.Count, error) { return s.store.Facet(ctx, k, mostTallied) })
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Counts returns how much is on record, as Tallies does.
func (s *Service) Counts(ctx context.Context) (record.Counts, error) {
	c, _, err := s.counts.of(ctx, s, struct{}{}, s.store.Counts)
	return c, err
}

// Changed notes that somebody did something here, after which nothing that was
// worked out before is given.
func (s *Service) Changed() { s.turn.Add(1) }

func (s *Service) changed() { s.Changed() }
