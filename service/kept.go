package service

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// kept holds answers that take long to work out, by what was asked: those asked
// for last. What is quick is never kept, unless lasts says so. As long as nothing
// on record changed an answer is given as it is. After that it is given as it is,
// and worked out anew meanwhile, until it is a minute old; whoever asks for an older
// one waits for a new one. What people do here themselves they see at once: after
// it everything is worked out anew.
type kept[K comparable, V any] struct {
	most  int           // answers
	lasts time.Duration // for so long an answer is given, quick or not, whatever changed
	asks  bool          // working one out asks for others, which wait for their turn: it does not
	mu    sync.Mutex
	all   map[K]*answer[V]
}

// answer is one of them. Whoever asks for the same waits for the first.
type answer[V any] struct {
	mu      sync.Mutex
	value   V
	made    time.Time
	took    time.Duration
	turn    int64 // of the service, when it was begun
	changes int64 // on record, when it was begun
	making  bool
	holds   atomic.Bool // whether a value is kept
	used    time.Time   // guarded by kept.mu
}

const (
	restful = 20 // times as long as it took an answer is given before it is worked out anew, where that is less than oldest
	oldest  = time.Minute
	quick   = 40 * time.Millisecond
	within  = 30 * time.Second // for what is worked out with nobody waiting
)

// of returns the answer to a question, and when it was begun.
func (k *kept[K, V]) of(ctx context.Context, s *Service, asked K, work func(context.Context) (V, error)) (V, time.Time, error) {
	a, turn := k.find(asked), s.turn.Load()
	changes, err := s.store.Changes(ctx)
	if err != nil {
		var none V
		return none, time.Time{}, err
	}
	a.mu.Lock()
	keeps, age := a.took >= quick || k.lasts > 0, time.Since(a.made)
	switch {
	case a.took == 0 || keeps && a.turn != turn || keeps && a.changes != changes && age > oldest:
		defer a.mu.Unlock()
		if a.took == 0 { // nobody has an answer yet, and it may be long
			done, err := k.wait(ctx, s)
			if err != nil {
				return a.value, a.made, err
			}
			defer done()
		}
		return a.make(ctx, turn, changes, k.lasts > 0, work)
	case !keeps:
		a.mu.Unlock() // whoever asks for the same need not wait
		fresh := &answer[V]{}
		v, at, err := fresh.make(ctx, turn, changes, false, work)
		a.mu.Lock()
		defer a.mu.Unlock()
		if err == nil {
			a.set(fresh)
		}
		return v, at, err
	}
	defer a.mu.Unlock()
	if !a.making && a.changes != changes && age > max(k.lasts, min(restful*a.took, oldest)) {
		if done, ok := k.free(s); ok {
			a.making = true
			go k.again(context.WithoutCancel(ctx), s, a, turn, changes, work, done)
		}
	}
	return a.value, a.made, nil
}

// find returns the place of an answer. Where there are too many it lets go of the
// one that nobody has asked for longest: of those that were quick, which are not
// kept, while there are any.
func (k *kept[K, V]) find(asked K) *answer[V] {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.all == nil {
		k.all = map[K]*answer[V]{}
	}
	a := k.all[asked]
	if a == nil {
		if len(k.all) >= k.most {
			k.drop()
		}
		a = &answer[V]{}
		k.all[asked] = a
	}
	a.used = time.Now()
	return a
}

func (k *kept[K, V]) drop() {
	var last K
	var at time.Time
	holds := true
	for key, a := range k.all {
		if h := a.holds.Load(); at.IsZero() || holds && !h || holds == h && a.used.Before(at) {
			last, at, holds = key, a.used, h
		}
	}
	delete(k.all, last)
}

// make works an answer out. Where that fails it stays as it was. One that was
// quick leaves no value behind, unless it is to stay whatever it took.
func (a *answer[V]) make(ctx context.Context, turn, changes int64, stays bool, work func(context.Context) (V, error)) (V, time.Time, error) {
	began := time.Now()
	v, err := work(ctx)
	if err != nil {
		return v, began, err
	}
	a.made, a.took, a.turn, a.changes = began, max(time.Since(began), 1), turn, changes
	var none V
	if a.value = none; a.took >= quick || stays {
		a.value = v
	}
	a.holds.Store(a.took >= quick || stays)
	return v, began, nil
}

func (a *answer[V]) set(b *answer[V]) {
	a.holds.Store(b.holds.Load())
	a.value, a.made, a.took, a.turn, a.changes = b.value, b.made, b.took, b.turn, b.changes
}

// again works an answer out for whoever asks next, and then calls done.
func (k *kept[K, V]) again(ctx context.Context, s *Service, a *answer[V], turn, changes int64, work func(context.Context) (V, error), done func()) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	fresh := &answer[V]{}
	_, _, err := fresh.make(ctx, turn, changes, k.lasts > 0, work)
	done()
	if err != nil {
		s.log.Warn("a page could not be worked out anew; what is shown is older", "err", err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.making = false; err == nil {
		a.set(fresh)
	}
}

// wait returns when it is somebody's turn to work out what nobody has asked for of
// late and may take long, or with the error of a context that ended before: one
// core is left to quick pages, where there are several. Whoever has waited calls done.
func (k *kept[K, V]) wait(ctx context.Context, s *Service) (done func(), err error) {
	if k.first() {
		return func() {}, nil
	}
	select {
	case s.working <- struct{}{}:
		return func() { <-s.working }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// first reports whether answers need not wait for their turn: what stands around
// every page, and what there is one of.
func (k *kept[K, V]) first() bool { return k.asks || k.lasts > 0 || k.most == 1 }

// free does as wait where it is nobody else's turn, and else reports that it is:
// what nobody waits for is left for the next time.
func (k *kept[K, V]) free(s *Service) (done func(), ok bool) {
	if k.first() {
		return func() {}, true
	}
	select {
	case s.working <- struct{}{}:
		return func() { <-s.working }, true
	default:
		return nil, false
	}
}
