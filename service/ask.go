package service

import (
	"context"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/ledger"
)

// How many answers are kept of each kind. A dossier of a busy country is some
// megabytes.
const (
	mostDossiers = 12
	mostAgendas  = 24
	mostLedgers  = 12
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

// changed notes that somebody did something here, after which nothing that was
// worked out before is given.
func (s *Service) changed() { s.turn.Add(1) }
