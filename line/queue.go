package line

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// Queue reads what the record holds and this line has not read yet. The
// record is the queue: what was put there is read sooner or later, also after
// a crash, and all of it again when the reader changes.
type Queue struct {
	line  *Line
	store record.Store
	jobs  int
	log   *slog.Logger
	wake  chan struct{}
	every time.Duration
}

// batch is how many stories are read between two writes.
const batch = 64

// NewQueue makes a queue that reads that many stories at a time.
func NewQueue(l *Line, s record.Store, jobs int, log *slog.Logger) *Queue {
	return &Queue{line: l.Remembering(Memory{s}), store: s, jobs: jobs, log: log, wake: make(chan struct{}, 1), every: 5 * time.Second}
}

// Wake says that there is something to read.
func (q *Queue) Wake() {
	select {
	case q.wake <- struct{}{}:
	default: // it is awake
	}
}

// Run reads until the context ends, with whose error it ends.
func (q *Queue) Run(ctx context.Context) error {
	tick := time.NewTicker(q.every)
	defer tick.Stop()
	for {
		if n, err := q.Drain(ctx); err != nil && ctx.Err() == nil {
			q.log.Error("reading stopped; it goes on later", "read", n, "err", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-q.wake:
		case <-tick.C:
		}
	}
}

// Drain reads all that waits and gives how many stories that was.
func (q *Queue) Drain(ctx context.Context) (int, error) {
	n := 0
	for {
		waiting, err := q.store.Unread(ctx, q.line.Reader(), batch)
		if err != nil || len(waiting) == 0 {
			return n, err
		}
		for day := range byDay(waiting) {
			readings, err := q.read(ctx, day)
			if err != nil {
				return n, err
			}
			stored, err := q.keep(ctx, readings)
			n += stored
			if err != nil {
				return n, err
			}
		}
	}
}

// byDay gives the stories of each day together, the earliest first: what they
// establish must be on record before those of later days are read.
func byDay(es []record.Entry) iter.Seq[[]record.Entry] {
	slices.SortStableFunc(es, func(a, b record.Entry) int {
		return cmp.Compare(record.DayNumber(a.Story.Day()), record.DayNumber(b.Story.Day()))
	})
	return func(yield func([]record.Entry) bool) {
		for len(es) > 0 {
			n := 1
			for n < len(es) && es[n].Story.Day() == es[0].Story.Day() {
				n++
			}
			if !yield(es[:n]) {
				return
			}
			es = es[n:]
		}
	}
}

func (q *Queue) read(ctx context.Context, waiting []record.Entry) ([]*fact.Reading, error) {
	readings := make([]*fact.Reading, 0, len(waiting))
	type outcome struct {
		reading *fact.Reading
		err     error
	}
	err := Ordered(ctx, q.jobs, slices.Values(waiting), func(ctx context.Context, e record.Entry) outcome {
		r, err := q.line.Process(ctx, &e.Story)
		return outcome{r, err}
	}, func(o outcome) error {
		readings = append(readings, o.reading)
		return o.err
	})
	return readings, err
}

// keep stores readings together; where that fails, one by one, so that one
// bad reading does not hold up the others.
func (q *Queue) keep(ctx context.Context, readings []*fact.Reading) (int, error) {
	if q.store.PutReading(ctx, readings...) == nil {
		return len(readings), nil
	}
	n := 0
	var last error
	for _, r := range readings {
		if err := q.store.PutReading(ctx, r); err != nil {
			last = fmt.Errorf("story %s: %w", r.Story.ID, err)
			continue
		}
		n++
	}
	return n, last
}
