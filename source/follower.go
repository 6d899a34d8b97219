package source

import (
	"cmp"
	"context"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// Options are what a Follower is made from. Store must be given; the other
// zero fields have the defaults named.
type Options struct {
	Store  record.Store
	Fetch  fetch.Options // for all sources; each may have an agent and a proxy of its own
	Places news.Places
	// MaxFile is the most bytes of one file in a folder, MaxStory the most of
	// one story's text; the defaults of package intake.
	MaxFile, MaxStory int
	// Secret returns what gives access, by the name that a source has for it.
	Secret func(name string) (string, bool)
	// Callback is the address at which hubs reach the desk, as
	// https://wire.example; empty: no hub is asked to send anything.
	Callback string
	// Wake is called after something new was put on record.
	Wake func()
	Log  *slog.Logger
	// Seed makes the differences between intervals; 0: always the same.
	Seed uint64
	Now  func() time.Time
	// Pause is the time between two requests to one host; 2 s where it is
	// zero, none where it is negative.
	Pause time.Duration
	// Least and Most bound the time between two polls of a source that has no
	// bounds of its own: DefaultLeast, DefaultMost.
	Least, Most time.Duration
	// Workers is how many sources are asked at a time; 32.
	Workers int
	// Reload is how often it is looked which sources are followed; 5 s.
	Reload time.Duration
}

// Follower follows the sources on record.
type Follower struct {
	o      Options
	gate   *gate
	robots *robots
	decode chan struct{} // room for what is being taken apart
	large  chan struct{} // room for large answers

	mu      sync.Mutex
	clients map[string]*fetch.Client // by proxy
	entries map[string]*entry        // by id
	wake    chan struct{}

	asking sync.WaitGroup // requests to hubs
}

// entry is a source on the schedule.
type entry struct {
	src  record.Source
	busy bool
	slow bool // its last poll took long
	held time.Time
}

// mostLarge is how many large answers are held at a time.
const mostLarge = 4

// New makes a follower.
func New(o Options) *Follower {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wake == nil {
		o.Wake = func() {}
	}
	o.Pause = max(cmp.Or(o.Pause, 2*time.Second), 0)
	o.Least, o.Most = cmp.Or(o.Least, DefaultLeast), cmp.Or(o.Most, DefaultMost)
	o.Workers, o.Reload = cmp.Or(o.Workers, 32), cmp.Or(o.Reload, 5*time.Second)
	f := &Follower{
		o: o, gate: newGate(o.Pause, o.Now),
		decode: make(chan struct{}, runtime.GOMAXPROCS(0)), large: make(chan struct{}, mostLarge),
		clients: map[string]*fetch.Client{}, entries: map[string]*entry{}, wake: make(chan struct{}, 1),
	}
	f.robots = newRobots(o.Fetch.Agent, o.Now, func(ctx context.Context, at string) (fetch.Answer, error) {
		c, err := f.client("")
		if err != nil {
			return fetch.Answer{}, err
		}
		return c.Do(ctx, fetch.Request{URL: at})
	})
	return f
}

// Changed has the list of sources looked at again at once.
func (f *Follower) Changed() {
	f.mu.Lock()
	for _, e := range f.entries {
		e.held = time.Time{}
	}
	f.mu.Unlock()
	f.nudge()
}

func (f *Follower) nudge() {
	select {
	case f.wake <- struct{}{}:
	default: // it is awake
	}
}

// finished is a poll that is to be stored.
type finished struct {
	e *entry
	v *visit
}

// Run follows the sources until the context ends, with whose error it ends.
// Polls under way are broken off; what they had not stored comes again.
func (f *Follower) Run(ctx context.Context) error {
	done := make(chan finished, f.o.Workers)
	var polls, storing sync.WaitGroup
	storing.Go(func() { f.store(ctx, done) })
	defer func() {
		polls.Wait()
		close(done)
		storing.Wait()
		f.asking.Wait()
	}()
	var loaded time.Time
	for {
		if now := time.Now(); now.Sub(loaded) >= f.o.Reload {
			loaded = now
			if err := f.load(ctx); err != nil && ctx.Err() == nil {
				f.o.Log.Error("the list of sources cannot be read; it is tried again", "err", err)
			}
		}
		due, next := f.due()
		for _, e := range due {
			polls.Go(func() { f.one(ctx, e, done) })
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-f.wake:
		case <-time.After(min(next, f.o.Reload)):
		}
	}
}

// load brings the schedule up to the list on record.
func (f *Follower) load(ctx context.Context) error {
	list, err := f.o.Store.Sources(ctx)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	there := make(map[string]bool, len(list))
	for i := range list {
		s := &list[i]
		if !Asked(s) {
			continue
		}
		there[s.ID] = true
		e := f.entries[s.ID]
		if e == nil {
			e = &entry{}
			f.entries[s.ID] = e
		}
		if !e.busy {
			e.src = *s
		}
	}
	for id, e := range f.entries {
		if !there[id] && !e.busy {
			delete(f.entries, id)
		}
	}
	return nil
}

// due takes the sources whose time has come and whose host is free, those that
// have waited longest first, and returns the time until another look is worth
// while. Slow ones take at most half of the room, so that they keep nobody
// waiting.
func (f *Follower) due() ([]*entry, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.o.Now()
	wait := f.o.Reload
	busy, slow := 0, 0
	var ready []*entry
	for _, e := range f.entries {
		switch at := later(e.src.State.Next, e.held); {
		case e.busy:
			busy++
			if e.slow {
				slow++
			}
		case e.src.Paused != "":
		case at.After(now):
			wait = min(wait, at.Sub(now))
		default:
			ready = append(ready, e)
		}
	}
	slices.SortFunc(ready, func(a, b *entry) int {
		return cmp.Or(a.src.State.Next.Compare(b.src.State.Next), cmp.Compare(a.src.ID, b.src.ID))
	})
	var out []*entry
	for _, e := range ready {
		if busy >= f.o.Workers || e.slow && slow >= f.o.Workers/2 {
			continue // one that ends makes room, and says so
		}
		if !f.gate.try(hostOf(target(&e.src))) {
			wait = min(wait, max(f.o.Pause/2, 5*time.Millisecond))
			continue
		}
		e.busy = true
		busy++
		if e.slow {
			slow++
		}
		out = append(out, e)
	}
	return out, max(wait, time.Millisecond)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// slowFrom is from how long on a poll counts as slow.
const slowFrom = 2 * time.Second

// longest is the most that one poll may take, all pages of its items with it.
const longest = 5 * time.Minute

// one polls a source and hands on what came of it.
func (f *Follower) one(ctx context.Context, e *entry, done chan<- finished) {
	limited, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	began := time.Now()
	v := f.visit(&e.src)
	v.run(limited)
	f.mu.Lock()
	e.slow = time.Since(began) > slowFrom
	f.mu.Unlock()
	if ctx.Err() != nil {
		f.release(e, nil)
		return
	}
	done <- finished{e, v}
}

// release lets a source be polled again, from its new state where there is
// one.
func (f *Follower) release(e *entry, state *record.Poll) {
	f.mu.Lock()
	e.busy = false
	if state != nil {
		e.src.State = state.State
		e.src.Paused = cmp.Or(state.Paused, e.src.Paused)
		e.src.Address = cmp.Or(state.Address, e.src.Address)
	}
	f.mu.Unlock()
	f.nudge()
}
