package line

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

const (
	// window is how many stories are at most begun and not stored.
	window = 256
	// room is how many bytes of text are at most begun and not stored, one
	// story excepted.
	room = 8 << 20
	// chunk is how many stories are begun by one write to the disk, and so how
	// many may have to be read again after a crash.
	chunk = 16
	// batch is how many readings make a write worth while, and lull how long
	// the first of them waits for others.
	batch = 32
	lull  = 200 * time.Millisecond
)

// source returns stories that wait, and none where no more do.
type source func(context.Context) ([]record.Entry, error)

// task is a story on its way from the record and back.
type task struct {
	entry   record.Entry
	day     int64         // record.DayNumber
	long    bool          // its text is a long one: see record.LongText
	begun   int           // how many stores there were when its reading began
	asked   []string      // the names that it asked the memory for
	reading *fact.Reading // nil until it is read
}

func taskOf(e *record.Entry) *task {
	return &task{entry: *e, day: record.DayNumber(e.Story.Day()), long: len(e.Story.Text) > record.LongText}
}

// sortTasks puts tasks into the order of reading: the short ones by their
// days, then the long ones by theirs; of one day as they came.
func sortTasks(ts []*task) {
	slices.SortStableFunc(ts, func(a, b *task) int {
		if a.long != b.long {
			if a.long {
				return 1
			}
			return -1
		}
		return cmp.Compare(a.day, b.day)
	})
}

// flight reads stories at once and stores their readings as if they had been
// read day by day: a reading is stored when all that go before it are, and
// made again where one of those established, after it was begun, what it had
// asked for. It is the work of one goroutine; only the readings themselves are
// made in others.
type flight struct {
	q       *Queue
	from    source
	wake    <-chan struct{} // says that from may have more; nil: it never has
	dry     bool            // from had nothing when it was asked last
	waiting []*task         // not begun
	tasks   []*task         // begun and not stored, in the order of reading
	ready   []*task         // of tasks: to be read
	failed  []*task         // begun, and could not be stored
	running int
	results chan result
	full    <-chan time.Time // when readings that lie ready are stored; nil: none lie
	stores  int
	heard   hearsay
	n       int // stories that were read and stored
}

type result struct {
	task    *task
	reading *fact.Reading
	asked   []string
	err     error
}

func newFlight(q *Queue, from source) *flight {
	return &flight{q: q, from: from, results: make(chan result), heard: hearsay{}}
}

// fly reads until nothing waits, and returns how many stories it stored.
func (f *flight) fly(ctx context.Context) (n int, err error) {
	if err := f.q.takeBack(ctx, nil); err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer func() {
		cancel()
		err = errors.Join(err, f.land(ctx))
	}()
	tick := time.NewTicker(f.q.every)
	defer tick.Stop()
	var failed error
	for {
		if err := f.fill(ctx); err != nil {
			return f.n, err
		}
		f.start(ctx)
		if len(f.tasks) == 0 {
			return f.n, failed
		}
		select {
		case r := <-f.results:
			if err := f.take(r); err != nil {
				return f.n, err
			}
		case <-f.full:
			f.full = nil
			n, err := f.store(ctx)
			failed = cmp.Or(failed, err)
			if err != nil && n == 0 {
				return f.n, err // nothing can be stored
			}
		case <-f.wake:
			f.askAgain()
		case <-tick.C:
			f.askAgain()
		case <-ctx.Done():
			return f.n, ctx.Err()
		}
	}
}

// askAgain lets what came in meanwhile take its place before the long stories
// that wait.
func (f *flight) askAgain() {
	if f.wake != nil {
		f.dry, f.waiting = false, nil
	}
}

// land waits for what is under way and takes back what was not stored.
func (f *flight) land(ctx context.Context) error {
	for ; f.running > 0; f.running-- {
		<-f.results
	}
	var ids []string
	for _, t := range slices.Concat(f.tasks, f.failed) {
		ids = append(ids, t.entry.Story.ID)
	}
	if len(ids) == 0 {
		return nil
	}
	return f.q.takeBack(ctx, ids)
}

// fill begins stories while there is room for them and somebody to read them.
func (f *flight) fill(ctx context.Context) error {
	for len(f.ready) < f.q.jobs && len(f.tasks) < window {
		if len(f.waiting) == 0 && !f.dry {
			es, err := f.from(ctx)
			if err != nil {
				return err
			}
			for i := range es {
				f.waiting = append(f.waiting, taskOf(&es[i]))
			}
			sortTasks(f.waiting)
			f.dry = len(es) == 0
		}
		some := f.next()
		if len(some) == 0 {
			return nil
		}
		if err := f.begin(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

// next takes what may be begun now off what waits: long stories only when no
// short one is under way, so that what they know does not hang on who is
// faster.
func (f *flight) next() []*task {
	bytes, short := 0, 0
	for _, t := range f.tasks {
		bytes += len(t.entry.Story.Text)
		if !t.long {
			short++
		}
	}
	n := 0
	for n < min(len(f.waiting), chunk) {
		t := f.waiting[n]
		bytes += len(t.entry.Story.Text)
		if t.long && short > 0 || bytes > room && n+len(f.tasks) > 0 {
			break
		}
		if !t.long {
			short++
		}
		n++
	}
	some := f.waiting[:n]
	f.waiting = f.waiting[n:]
	return some
}

// begin writes down that these stories are about to be read. Those that others
// read are left to them.
func (f *flight) begin(ctx context.Context, some []*task) error {
	ids := make([]string, len(some))
	for i, t := range some {
		ids[i] = t.entry.Story.ID
	}
	begun, err := f.q.store.Begin(ctx, f.q.line.Reader(), ids...)
	if err != nil {
		return err
	}
	for _, t := range some {
		if at := slices.Index(begun, t.entry.Story.ID); at >= 0 {
			begun[at] = "" // the same content twice is read once
			f.tasks = append(f.tasks, t)
			f.ready = append(f.ready, t)
		}
	}
	return nil
}

// start reads what is ready, as long as there is a reader for it; for a long
// story not the last, where there is more than one.
func (f *flight) start(ctx context.Context) {
	for f.running < f.q.jobs {
		last := f.running > 0 && f.running == f.q.jobs-1
		at := slices.IndexFunc(f.ready, func(t *task) bool { return !t.long || !last })
		if at < 0 {
			return
		}
		t := f.ready[at]
		f.ready = slices.Delete(f.ready, at, at+1)
		t.begun = f.stores
		f.running++
		go func() {
			m := &asking{Memory: Memory{f.q.store}}
			r, err := f.q.line.Remembering(m).Process(ctx, &t.entry.Story)
			f.results <- result{t, r, m.names(), err}
		}()
	}
}

// take notes a reading that was made, and when it is to be stored.
func (f *flight) take(r result) error {
	f.running--
	if r.err != nil {
		return r.err
	}
	r.task.reading, r.task.asked = r.reading, r.asked
	switch n := len(f.storable()); {
	case n >= batch, n > 0 && f.running == 0 && len(f.ready) == 0:
		now := make(chan time.Time, 1)
		now <- time.Time{}
		f.full = now
	case n > 0 && f.full == nil:
		f.full = time.After(lull)
	}
	return nil
}

// storable returns the tasks that are read and before which nothing is left to
// store. Nothing waits for a long story, since nobody remembers it, and a long
// one was begun when there was nothing left to wait for.
func (f *flight) storable() []*task {
	var out []*task
	var open int64 // the earliest day of a story that is not read, plus one; 0: none
	for _, t := range f.tasks {
		switch {
		case t.reading != nil && (t.long || open == 0 || t.day < open):
			out = append(out, t)
		case !t.long && (open == 0 || t.day+1 < open):
			open = t.day + 1
		}
	}
	return out
}

// store writes the readings that can be stored and returns how many were.
// Those that asked for what others established meanwhile are made again, and
// stories of later days wait for what these will establish.
func (f *flight) store(ctx context.Context) (int, error) {
	before := f.n
	var done []*task
	var again int64 // the earliest day of a story that is read again, plus one; 0: none
	for _, t := range f.storable() {
		switch {
		case f.heard.since(t):
			t.reading, t.asked = nil, nil
			f.ready = append(f.ready, t)
			if !t.long && (again == 0 || t.day+1 < again) {
				again = t.day + 1
			}
		case t.long:
			done = append(done, t)
		case again == 0 || t.day < again:
			if err := f.hear(ctx, t); err != nil {
				return 0, err
			}
			done = append(done, t)
		}
	}
	f.stores++
	err := f.keep(ctx, done)
	f.tasks = slices.DeleteFunc(f.tasks, func(t *task) bool { return slices.Contains(done, t) })
	f.heard.forget(f.tasks)
	if f.q.progress != nil {
		f.q.progress(f.n)
	}
	return f.n - before, err
}

// hear notes what storing a reading changes in what people are known for: it
// establishes what it says, and takes back what an earlier reader's said.
func (f *flight) hear(ctx context.Context, t *task) error {
	f.heard.add(t.reading, t.day, f.stores+1)
	before, err := f.q.store.Reading(ctx, t.entry.Story.ID, "")
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	f.heard.add(before, t.day, f.stores+1)
	return nil
}

// keep stores readings together; where that fails, one by one, so that one
// bad reading does not hold up the others.
func (f *flight) keep(ctx context.Context, ts []*task) error {
	readings := make([]*fact.Reading, len(ts))
	for i, t := range ts {
		readings[i] = t.reading
	}
	if len(ts) == 0 {
		return nil
	}
	if f.q.store.PutReading(ctx, readings...) == nil {
		f.n += len(ts)
		return nil
	}
	var last error
	for _, t := range ts {
		if err := f.q.store.PutReading(ctx, t.reading); err != nil {
			f.failed = append(f.failed, t)
			last = fmt.Errorf("the reading of story %s: %w", t.entry.Story.ID, err)
			continue
		}
		f.n++
	}
	return last
}
