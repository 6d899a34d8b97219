package service

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestKept holds what takes long, and nothing else: it is worked out once for all
// who ask meanwhile, given as it is for a while, and anew after somebody did
// something.
func TestKept(t *testing.T) {
	s, ctx := New(Options{}), context.Background()
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

// TestKeptGrowsOld is given an old answer at once, and a new one soon after.
func TestKeptGrowsOld(t *testing.T) {
	s, ctx := New(Options{}), context.Background()
	k := kept[string, int64]{most: 2}
	var n atomic.Int64
	work := func(context.Context) (int64, error) {
		time.Sleep(2 * quick)
		return n.Add(1), nil
	}
	k.of(ctx, s, "a", work)
	a := k.find("a")
	a.mu.Lock()
	a.made = a.made.Add(-2 * oldest)
	a.mu.Unlock()
	began := time.Now()
	if v, _, _ := k.of(ctx, s, "a", work); v != 1 || time.Since(began) > quick {
		t.Errorf("the old answer %d took %v", v, time.Since(began))
	}
	for range 100 {
		if v, _, _ := k.of(ctx, s, "a", work); v == 2 {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("nothing is worked out anew")
}
