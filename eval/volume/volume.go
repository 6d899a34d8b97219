// Package volume measures the record at any number of stories: how long it
// takes to add one, to search, and to ask for a dossier, the agenda and the
// ledger, how fast stories are imported and read, and how much room they take.
//
// What goes in is a number of stories and a folder; what comes out is a table
// of figures, each beside its bar. The stories are the sample wire told again
// and again, each time with other countries, persons, days, figures and words,
// over ten years, so that pairs of countries are as unlike in weight as those
// of the world: see edition. The wire is read once, and its readings are moved
// to the words of each copy; what is measured of reading is read.
package volume

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
	"github.com/datelinewire/dateline/world"
)

// years is how many years the stories are spread over.
const years = 10

// End returns when the last of the stories came, which is the time by the clock.
func End() time.Time { return time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC) }

// wire is a wire, read, with what is needed to tell it again.
type wire struct {
	stories []original
	names   namer
	words   []string // of the wire, as often as they stand in it
}

// readWire reads the stories of a wire.
func readWire(ctx context.Context, l *line.Line, w *world.World, jobs int, entries []record.Entry) (*wire, error) {
	type read struct {
		*fact.Reading
		err error
	}
	var readings []*fact.Reading
	err := line.Ordered(ctx, jobs, slices.Values(entries), func(ctx context.Context, e record.Entry) read {
		r, err := l.Process(ctx, &e.Story)
		return read{r, err}
	}, func(r read) error {
		readings = append(readings, r.Reading)
		return r.err
	})
	if err != nil {
		return nil, err
	}
	out := &wire{names: newNamer(w, readings)}
	for i := range entries {
		o, err := out.names.original(entries[i], readings[i])
		if err != nil {
			return nil, err
		}
		out.stories = append(out.stories, o)
		for _, word := range o.free {
			out.words = append(out.words, o.entry.Story.Text[word.Start:word.End])
		}
	}
	return out, nil
}

// arrival is one story of one edition.
type arrival struct {
	edition, story int
	at             time.Time
}

// arrivals returns n stories in the order in which they come in.
func (w *wire) arrivals(n int) []arrival {
	var out []arrival
	for e := 0; len(out) < n+len(w.stories); e++ {
		back := time.Duration(w.edition(e).back) * 24 * time.Hour
		for i := range w.stories {
			out = append(out, arrival{e, i, w.stories[i].entry.Version.Received.Add(-back)})
		}
	}
	out = out[:n/len(w.stories)*len(w.stories)+len(w.stories)]
	slices.SortFunc(out, func(a, b arrival) int {
		return cmp.Or(a.at.Compare(b.at), a.edition-b.edition, a.story-b.story)
	})
	return out[:n]
}

// together is how many stories are stored in one transaction.
const together = 500

// fill stores n stories with their readings, and tells now and again how far
// it is.
func (w *wire) fill(ctx context.Context, store record.Store, n, jobs int, tell func(done int)) error {
	type told struct {
		entry   record.Entry
		reading *fact.Reading
		err     error
	}
	var es []record.Entry
	var rs []*fact.Reading
	done := 0
	flush := func() error {
		if _, err := store.Put(ctx, es...); err != nil {
			return err
		}
		if err := store.PutReading(ctx, rs...); err != nil {
			return err
		}
		done += len(es)
		es, rs = nil, nil
		tell(done)
		return nil
	}
	err := line.Ordered(ctx, jobs, slices.Values(w.arrivals(n)), func(_ context.Context, a arrival) told {
		e, r, err := w.tell(w.edition(a.edition), a.story)
		return told{e, r, err}
	}, func(t told) error {
		if t.err != nil {
			return t.err
		}
		es, rs = append(es, t.entry), append(rs, t.reading)
		if len(es) < together {
			return nil
		}
		return flush()
	})
	if err == nil && len(es) > 0 {
		err = flush()
	}
	return err
}

// open opens the record of n stories in a folder, and makes it where it is not
// there.
func (b *Bench) open(ctx context.Context, folder string, n int) (*sqlite.Store, error) {
	path := filepath.Join(folder, "dateline.db")
	store, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	have, err := store.Counts(ctx)
	if err == nil && have.Versions == 0 {
		began := time.Now()
		err = b.wire.fill(ctx, store, n, b.o.Jobs, func(done int) { b.say("storing %d of %d stories", done, n) })
		if err == nil && n == b.o.Stories {
			b.note(fmt.Sprintf("%d stories were stored, with the readings of the %d that were read moved to their words, in %s", n, len(b.wire.stories), time.Since(began).Round(time.Second)))
		}
		if err = errors.Join(err, store.Close()); err == nil { // nothing is left in the log beside the file, and nothing in memory
			return sqlite.Open(ctx, path)
		}
		return nil, err
	}
	if err == nil && have.Versions < n {
		err = fmt.Errorf("%s holds %d versions of stories and not %d: name an empty folder", folder, have.Versions, n)
	}
	if err != nil {
		store.Close()
		return nil, err
	}
	return store, nil
}

// Options are what is measured.
type Options struct {
	Wire    []record.Entry // what is told again and again: sample.Entries
	Stories int
	Folder  string // where the record is made, and used again where it is there; "": one that is taken away afterwards
	Jobs    int    // stories read at a time
	Asks    int    // how often each question is asked
	Line    *line.Line
	Pages   func(record.Store) (Pages, error) // the desk over a record; nil: pages are not measured
	Listen  string                            // host and port under which the desk is asked
	Tell    func(text string)                 // how far it is; nil: nobody is told
}

// Bench is one run.
type Bench struct {
	o       Options
	wire    *wire
	Notes   []string // what was done, for the table
	Figures []Figure
}

// begin reads the wire. Whoever begins calls done at the end, which takes away a
// folder that nobody named.
func begin(ctx context.Context, o Options) (b *Bench, done func(), err error) {
	w, err := world.Load()
	if err != nil {
		return nil, nil, err
	}
	b, done = &Bench{o: o}, func() {}
	b.say("reading the sample wire")
	if b.wire, err = readWire(ctx, o.Line, w, o.Jobs, o.Wire); err != nil {
		return nil, nil, err
	}
	if b.o.Folder == "" {
		if b.o.Folder, err = os.MkdirTemp("", "dateline-bench-"); err != nil {
			return nil, nil, err
		}
		done = func() { os.RemoveAll(b.o.Folder) }
	}
	return b, done, nil
}

// Run makes the record and measures all that there is a bar for.
func Run(ctx context.Context, o Options) (*Bench, error) {
	b, done, err := begin(ctx, o)
	if err != nil {
		return nil, err
	}
	defer done()
	small, err := b.importSmall(ctx)
	if err != nil {
		return nil, err
	}
	store, err := b.open(ctx, b.o.Folder, o.Stories)
	if err != nil {
		return nil, err
	}
	defer store.Close()
	return b, b.measure(ctx, store, small)
}

func (b *Bench) say(format string, args ...any) {
	if b.o.Tell != nil {
		b.o.Tell(fmt.Sprintf(format, args...))
	}
}

func (b *Bench) note(text string) { b.Notes = append(b.Notes, text) }

// quiet is a log that nobody reads.
func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }
