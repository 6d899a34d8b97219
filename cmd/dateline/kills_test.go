package main

import (
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
)

// TestHostile/kills kills a serving program again and again while stories come
// in, hostile ones among them. Every start comes up; what was acknowledged is
// on record and is read in the end; and only hostile stories are set aside.
func (h *hostile) kills(t *testing.T) {
	data := t.TempDir()
	orders := []string{"overflow", "memory", "loop", "heeding loop", "panic"}
	acknowledged := map[string]bool{}
	var mu sync.Mutex
	n, killed := 0, 0
	kills := envInt(t, "DATELINE_KILLS", 5)
	for round := 0; killed < kills; round++ {
		if round > 20*kills {
			t.Fatalf("of %d starts only %d lived to be killed", round, killed)
		}
		s := h.serve(t, data)
		stop, enough := make(chan struct{}), make(chan struct{})
		most := int64(1 + rand.IntN(16)) // after as many answers it is killed
		var answers atomic.Int64
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
					}
					mu.Lock()
					n++
					story := good(n)
					if n%25 == 0 {
						story = bad(orders[n/25%len(orders)], n)
					}
					mu.Unlock()
					if !s.post(story) { // it is gone, or was too busy to say yes
						time.Sleep(20 * time.Millisecond)
						continue
					}
					mu.Lock()
					acknowledged[strings.TrimSpace(story)] = true
					mu.Unlock()
					if answers.Add(1) == most {
						close(enough)
					}
				}
			})
		}
		select {
		case <-s.ended: // a hostile story was faster
		case <-enough:
			time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
			s.Process.Kill() //nolint:errcheck // it may just have ended
			<-s.ended
			killed++
		}
		close(stop)
		wg.Wait()
		if round%50 == 49 {
			t.Logf("%d starts, %d kills, %d stories acknowledged", round+1, killed, len(acknowledged))
		}
	}
	t.Logf("%d kills, %d stories acknowledged", killed, len(acknowledged))
	h.serve(t, data)
	s := h.drained(t, data, len(acknowledged))
	h.settle(t, s, acknowledged)
	if c, err := s.Check(t.Context()); err != nil || len(c.Problems) > 0 {
		t.Errorf("%v, %v", c.Problems, err)
	}
}

// settle looks for each acknowledged story, and at why stories are set aside.
func (h *hostile) settle(t *testing.T, s *sqlite.Store, acknowledged map[string]bool) {
	t.Helper()
	aside := 0
	for f := (record.Filter{Limit: 1000}); ; {
		p, err := s.List(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range p.Items {
			r, err := s.Reading(t.Context(), it.ContentID, h.reader)
			if err != nil {
				t.Fatal(err)
			}
			delete(acknowledged, strings.TrimSpace(r.Story.Text))
			for _, x := range r.Trouble {
				if x.Pass != line.AsidePass {
					continue
				}
				if aside++; !strings.Contains(r.Story.Text, "Hostile order") {
					t.Errorf("set aside, and innocent: %q: %s", r.Story.Text, x.Message)
				}
			}
		}
		if f.Cursor = p.Next; f.Cursor == "" {
			break
		}
	}
	for story := range acknowledged {
		t.Errorf("acknowledged and lost: %q", story)
	}
	t.Logf("%d stories are set aside", aside)
}
