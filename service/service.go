// Package service is what the program does, whoever asks for it: stories are
// added and read, judged, corrected and killed, and asked for. What goes in is
// a story, a person's word or a question; what comes out is what became of it.
// The desk and the commands hold no rules of their own about any of this.
//
//	s := service.New(service.Options{Store: store, Reader: queue})
//	kept, err := s.Keep(ctx, record.Entry{Story: story})
//
// What it does not do: take bytes apart (intake), follow sources (source), or
// set pages and lines (desk, cmd). What is a single question to the record, and
// is answered as it stands, is put to the record itself.
package service

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/datelinewire/dateline/agenda"
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/intake/plain"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/recent"
	"github.com/datelinewire/dateline/ledger"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/world"
)

// Reader reads stories that are on record, with what the record remembers, and
// puts the readings beside them: line.Queue. Read returns how many it read; the
// others wait.
type Reader interface {
	Read(ctx context.Context, contentIDs ...string) (int, error)
	// Preview returns what would be read in a story, and stores nothing.
	Preview(ctx context.Context, s *news.Story) (*fact.Reading, error)
}

// Options are what a Service is made from. Store must be given.
type Options struct {
	Store   record.Store
	Reader  Reader // nil: what is added waits for the queue of another program
	Log     *slog.Logger
	MaxText int              // most bytes of one story's text; plain.MaxText when zero
	Now     func() time.Time // time.Now when nil
}

// Service does what is asked. It is safe for use by many goroutines.
type Service struct {
	store    record.Store
	reader   Reader
	log      *slog.Logger
	mostText int
	now      func() time.Time
	theWorld func() (*world.World, error) // read when first asked for
	linker   func() (*link.Linker, error) // likewise; it remembers
	turn     atomic.Int64                 // rises with what people do here
	sums     kept[struct{}, record.Sums]
	dossiers kept[dossierAsked, *dossier.Dossier]
	agendas  kept[agendaAsked, *agenda.Agenda]
	ledgers  kept[ledger.Options, *ledger.Ledger]
	overdue  kept[calendar.Day, map[string][]string]
	tallies  kept[record.Key, []record.Count]
	counts   kept[struct{}, record.Counts]
	working  chan struct{} // has room for what is worked out at a time
	worlds   *recent.Cache[worldAsked, World]
	places   places
}

// New makes a service.
func New(o Options) *Service {
	s := &Service{store: o.Store, reader: o.Reader, log: o.Log, mostText: o.MaxText, now: o.Now, worlds: recent.New[worldAsked, World](mostWorlds), working: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)), theWorld: sync.OnceValues(world.Load), linker: sync.OnceValues(link.Load)}
	s.sums.most, s.dossiers.most, s.agendas.most, s.ledgers.most = 1, mostDossiers, mostAgendas, mostLedgers
	s.overdue.most, s.tallies.most, s.counts.most = 1, len(record.Keys()), 1
	s.overdue.lasts, s.tallies.lasts, s.counts.lasts = facetsLast, facetsLast, facetsLast
	s.overdue.asks = true
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.mostText == 0 {
		s.mostText = plain.MaxText
	}
	if s.now == nil {
		s.now = time.Now
	}
	return s
}

// today returns the day by the clock.
func (s *Service) today() calendar.Day { return calendar.Of(s.now().UTC()) }

// Kept is where a story went, and whether it was read.
type Kept struct {
	record.Receipt
	Waits bool // it is on record and could not be read yet
}

// What somebody waits for: stories of together mostAwaited bytes at most, which
// take about half a second, and longer only where the machine is busy.
const (
	patience    = 10 * time.Second
	mostAwaited = 48 << 10
)

// Keep stores versions of stories, all of them or none, and reads them. Once
// they are stored nothing is an error: what cannot be read now, the queue
// reads later, and what is too long to wait for is left to it from the start:
// a reading that is broken off is lost work. It fails with Invalid where a text is longer than the limit.
func (s *Service) Keep(ctx context.Context, es ...record.Entry) ([]Kept, error) {
	got, err := s.Put(ctx, es...)
	if err != nil {
		return nil, err
	}
	out := make([]Kept, len(got))
	var ids []string
	long := 0
	for i, r := range got {
		out[i].Receipt = r
		if v := &es[i].Version; !r.Added || v.Kind == news.Kill || record.Hidden(v.Kind, v.Until, s.now()) {
			continue
		}
		if long += len(es[i].Story.Text); long > mostAwaited {
			out[i].Waits = true
			continue
		}
		ids = append(ids, r.ContentID)
	}
	if len(ids) == 0 {
		return out, nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if n, err := s.Read(ctx, ids...); err != nil || n < len(ids) {
		s.log.Warn("stored, and not read yet", "stories", len(ids), "read", n, "err", err)
		for i := range out {
			out[i].Waits = out[i].Waits || slices.Contains(ids, out[i].ContentID)
		}
	}
	return out, nil
}

// Put stores versions of stories, all of them or none, without reading them.
// It fails with Invalid where a text is longer than the limit.
func (s *Service) Put(ctx context.Context, es ...record.Entry) ([]record.Receipt, error) {
	es = slices.Clone(es)
	for i := range es {
		if n := len(es[i].Story.Text); n > s.mostText {
			return nil, &fault.Error{Op: "store story", ID: es[i].Story.Headline, Kind: fault.Invalid, Err: fmt.Errorf("it has %d bytes; %d is the most (setting limit.story): split it into stories", n, s.mostText)}
		}
		if es[i].Version.Received.IsZero() {
			es[i].Version.Received = s.now()
		}
	}
	defer s.changed()
	return s.store.Put(ctx, es...)
}

// Read reads contents that are on record, with what the record remembers, and
// returns how many were read; none where the service has no reader.
func (s *Service) Read(ctx context.Context, contentIDs ...string) (int, error) {
	if s.reader == nil {
		return 0, nil
	}
	defer s.changed()
	return s.reader.Read(ctx, contentIDs...)
}

// Preview returns what would be read in a story, and stores nothing. It fails
// with Invalid for a text that is too long to wait for, with Temporary where the
// reading takes too long or there is no reader.
func (s *Service) Preview(ctx context.Context, words *news.Story) (*fact.Reading, error) {
	fail := func(kind fault.Kind, format string, a ...any) (*fact.Reading, error) {
		return nil, &fault.Error{Op: "preview", Kind: kind, Err: fmt.Errorf(format, a...)}
	}
	if n := len(words.Text); n > mostAwaited {
		return fail(fault.Invalid, "the story has %d bytes; %d is the most that is read while somebody waits: store it, and the queue reads it", n, mostAwaited)
	}
	if s.reader == nil {
		return fail(fault.Temporary, "nothing reads here: store it, and it is read by the program that does")
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	r, err := s.reader.Preview(ctx, words)
	if errors.Is(err, context.DeadlineExceeded) {
		return fail(fault.Temporary, "it took longer than %v: the machine is busy", patience)
	}
	return r, err
}

// Near returns the newest versions of the stories on record of which a story
// would become a version, because it is nearly equal to them, or to the letter.
func (s *Service) Near(ctx context.Context, words news.Story) ([]record.Entry, error) {
	return s.store.Near(ctx, record.Entry{Story: words, Version: news.Version{Received: s.now()}})
}
