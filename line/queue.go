package line

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Queue reads what the record holds and this line has not read yet. The
// record is the queue: what was put there is read sooner or later, also after
// a crash, and all of it again when the reader changes. Several stories are
// read at once, and what comes of it is what one after the other would give:
// see flight.
type Queue struct {
	line     *Line
	store    record.Store
	jobs     int
	log      *slog.Logger
	wake     chan struct{}
	every    time.Duration
	apart    func(context.Context) error // nil: lost readings are made in this process
	progress func(read int)              // nil: nobody asks

	recovering sync.Mutex
	mu         sync.Mutex
	held       []string // attempts that could not be taken back yet
}

// NewQueue makes a queue that reads that many stories at a time.
func NewQueue(l *Line, s record.Store, jobs int, log *slog.Logger) *Queue {
	return &Queue{line: l, store: s, jobs: max(jobs, 1), log: log, wake: make(chan struct{}, 1), every: 5 * time.Second}
}

// Apart has what ended an earlier program read by run, which starts a process
// of its own that calls Alone; run returns when that process has ended. It is
// set before the queue is used.
func (q *Queue) Apart(run func(context.Context) error) { q.apart = run }

// Progress has read called with how many stories were read, as they are
// stored. It is set before the queue is used.
func (q *Queue) Progress(read func(n int)) { q.progress = read }

// Stuck returns how many readings were left behind: see Line.Stuck.
func (q *Queue) Stuck() int { return q.line.Stuck() }

// Backlog returns how many stories on record are not read yet.
func (q *Queue) Backlog(ctx context.Context) (int, error) {
	return q.store.Backlog(ctx, q.line.Reader())
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
	var wg sync.WaitGroup
	defer wg.Wait()
	wg.Go(func() { q.recoverAll(ctx) })
	tick := time.NewTicker(q.every)
	defer tick.Stop()
	told := 0 // readings that do not end
	for {
		if n, err := q.Drain(ctx); err != nil && ctx.Err() == nil {
			q.log.Error("reading stopped; it goes on later", "read", n, "err", err)
		}
		if n := q.Stuck(); n >= q.jobs && n > told {
			told = n
			q.log.Error("as many readings do not end as there are readers: start the program again; their stories are kept with what was found", "stuck", n)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-q.wake:
		case <-tick.C:
		}
	}
}

// recoverAll looks for lost readings now and again.
func (q *Queue) recoverAll(ctx context.Context) {
	tick := time.NewTicker(q.every)
	defer tick.Stop()
	for {
		if err := q.Recover(ctx); err != nil && ctx.Err() == nil {
			q.log.Error("readings that an earlier program left unfinished still wait", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Drain reads all that waits and returns how many stories that was. What an
// earlier program left unfinished is Recover's.
func (q *Queue) Drain(ctx context.Context) (int, error) {
	f := newFlight(q, func(ctx context.Context) ([]record.Entry, error) {
		return q.store.Unread(ctx, q.line.Reader(), window)
	})
	f.wake = q.wake
	return f.fly(ctx)
}

// patience is how often it is looked whether others have read what they took.
const patience = 200 * time.Millisecond

// Read reads these contents, before whatever else waits and with what the
// record knows now, and waits for those that others are reading. It returns
// how many have been read; the others wait on record where it ends with an
// error.
func (q *Queue) Read(ctx context.Context, contentIDs ...string) (int, error) {
	read := 0
	for {
		left, err := q.order(ctx, contentIDs)
		if err != nil {
			return read, err
		}
		read = len(contentIDs) - len(left)
		if len(left) == 0 {
			return read, nil
		}
		n, err := newFlight(q, q.some(left)).fly(ctx)
		if read += n; n == len(left) || err != nil {
			return read, err
		}
		if err := q.Recover(ctx); err != nil {
			return read, err
		}
		select {
		case <-time.After(patience):
		case <-ctx.Done():
			return read, ctx.Err()
		}
	}
}

// Preview returns what would be read in a story now, with what the record knows,
// and keeps nothing of it. Its error is the context's.
func (q *Queue) Preview(ctx context.Context, s *news.Story) (*fact.Reading, error) {
	return q.line.Remembering(Memory{q.store}).Process(ctx, s)
}

// order returns those of the contents that wait, in the order in which they
// are to be read.
func (q *Queue) order(ctx context.Context, ids []string) ([]string, error) {
	var tasks []*task
	for start := 0; start < len(ids); start += window {
		es, err := q.store.Waiting(ctx, q.line.Reader(), ids[start:min(start+window, len(ids))]...)
		if err != nil {
			return nil, err
		}
		for i := range es {
			t := taskOf(&es[i])
			t.entry.Story.Text = "" // many texts at once are much
			tasks = append(tasks, t)
		}
	}
	sortTasks(tasks)
	out := make([]string, len(tasks))
	for i, t := range tasks {
		out[i] = t.entry.Story.ID
	}
	return out, nil
}

// some returns a source of these contents, a part at a time.
func (q *Queue) some(ids []string) source {
	return func(ctx context.Context) ([]record.Entry, error) {
		n := min(len(ids), window)
		part := ids[:n]
		ids = ids[n:]
		if n == 0 {
			return nil, nil
		}
		return q.store.Waiting(ctx, q.line.Reader(), part...)
	}
}

// takeBack ends attempts that were broken off. Where that fails, it is tried
// again before the next reading: until then the stories wait.
func (q *Queue) takeBack(ctx context.Context, ids []string) error {
	q.mu.Lock()
	ids = append(q.held, ids...)
	q.held = nil
	q.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	err := q.store.Release(ctx, q.line.Reader(), ids...)
	if err != nil {
		q.mu.Lock()
		q.held = append(q.held, ids...)
		q.mu.Unlock()
	}
	return err
}

// stopped reports whether an error only says that the program was told to
// stop.
func stopped(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
