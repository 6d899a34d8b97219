package service

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// TestKept holds what takes long, and nothing else: it is worked out once for all
// who ask meanwhile, given as it is for a while, and anew after somebody did
// something.
func TestKept(t *testing.T) {
	s, ctx := New(Options{Store: memory.New()}), context.Background()
	k := kept[string, int64]{most: 2}
	var n atomic.Int64
	slow := func(context.Context) (int64, error) {
		time.Sleep(2 * quick)
		return n.Add(1), nil
	}
	ask := func(key string, work func(context.Context) (int64, error)) int64 {
		t.Helper()
		v, _, err := k.of(ctx, s, key, work)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if v := ask("a", slow); v != 1 {
				t.Errorf("one of eight got answer %d", v)
			}
		})
	}
	wg.Wait()
	s.changed()
	if v := ask("a", slow); v != 2 {
		t.Errorf("after a change the answer is %d", v)
	}
	ask("b", slow)
	ask("c", slow) // there is room for two: a has to go
	if v := ask("a", slow); v != 5 {
		t.Errorf("what was let go is answered by %d", v)
	}
	swift := func(context.Context) (int64, error) { return n.Add(1), nil }
	if a, b := ask("d", swift), ask("d", swift); a != 6 || b != 7 {
		t.Errorf("what is quick is answered by %d, then %d", a, b)
	}
	if _, _, err := k.of(ctx, s, "e", func(context.Context) (int64, error) { return 0, errors.New("no") }); err == nil {
		t.Error("a failure is lost")
	}
	if v := ask("e", slow); v != 8 {
		t.Errorf("after a failure the answer is %d", v)
	}
}

// TestKeptGrowsOld is given an old answer as long as nothing changed on record,
// after a change at once and a new one soon after, and where it is older than a
// minute the new one.
func TestKeptGrowsOld(t *testing.T) {
	store := memory.New()
	s, ctx := New(Options{Store: store}), context.Background()
	k := kept[string, int64]{most: 2}
	var n atomic.Int64
	ask := func() int64 {
		t.Helper()
		v, _, err := k.of(ctx, s, "a", func(context.Context) (int64, error) {
			time.Sleep(2 * quick)
			return n.Add(1), nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	grow := func(d time.Duration) {
		a := k.find("a")
		a.mu.Lock()
		a.made = a.made.Add(-d)
		a.mu.Unlock()
	}
	change := func() {
		t.Helper()
		if _, err := store.PutAct(ctx, record.Act{Kind: record.LinkAct, By: "ann", Data: []byte("{}")}); err != nil {
			t.Fatal(err)
		}
	}
	ask()
	if grow(time.Hour); ask() != 1 {
		t.Error("nothing changed, and it is worked out anew")
	}
	if change(); ask() != 2 {
		t.Error("an answer from before the last change, more than a minute old, is given")
	}
	change()
	grow(oldest / 2)
	began := time.Now()
	if v := ask(); v != 2 || time.Since(began) > quick {
		t.Errorf("the answer %d, half a minute old, took %v", v, time.Since(began))
	}
	for range 100 {
		if ask() == 3 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("nothing is worked out anew")
}

// TestKeptLasts is given what is quick as it was a moment ago, where that is asked
// for, but for what was done here.
func TestKeptLasts(t *testing.T) {
	store := memory.New()
	s, ctx := New(Options{Store: store}), context.Background()
	k := kept[string, int64]{most: 2, lasts: time.Minute}
	var n atomic.Int64
	ask := func() int64 {
		v, _, err := k.of(ctx, s, "a", func(context.Context) (int64, error) { return n.Add(1), nil })
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	ask()
	if _, err := store.PutAct(ctx, record.Act{Kind: record.LinkAct, By: "ann", Data: []byte("{}")}); err != nil {
		t.Fatal(err)
	}
	if v := ask(); v != 1 {
		t.Errorf("after a change elsewhere it is %d", v)
	}
	if s.Changed(); ask() != 2 {
		t.Error("what was done here is not seen")
	}
}

// TestKeptInTurn works out many answers at once: no more than there are cores at a
// time, and whoever gives up while waiting is let go. What asks for another answer
// holds no turn, or they would wait for each other.
func TestKeptInTurn(t *testing.T) {
	s := New(Options{Store: memory.New()})
	k, outer := kept[int, int64]{most: 40}, kept[int, int64]{most: 40, asks: true}
	var at, most atomic.Int64
	ask := func(ctx context.Context, key int) error {
		_, _, err := outer.of(ctx, s, key, func(ctx context.Context) (int64, error) {
			v, _, err := k.of(ctx, s, key, func(context.Context) (int64, error) {
				n := at.Add(1)
				defer at.Add(-1)
				for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
				}
				time.Sleep(quick / 4)
				return n, nil
			})
			return v, err
		})
		return err
	}
	var wg sync.WaitGroup
	for key := range 20 {
		wg.Go(func() {
			if err := ask(context.Background(), key); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := int(most.Load()); n > cap(s.working) || n == 0 {
		t.Errorf("%d were worked out at a time, with room for %d", n, cap(s.working))
	}
	for range cap(s.working) {
		s.working <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	if err := ask(ctx, 99); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("who gave up got %v", err)
	}
}
