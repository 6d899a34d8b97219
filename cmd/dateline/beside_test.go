package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/record"
)

// TestHostile/beside measures how long good stories take alone, and beside one
// that loops for as long as it may. The bar is for the whole number, and for a
// machine that does nothing else.
func (h *hostile) beside(t *testing.T) {
	n := envInt(t, "DATELINE_BESIDE", 40)
	alone := h.timed(t, n, "")
	for _, order := range []string{"heeding loop", "loop", "overflow"} {
		with := h.timed(t, n, order)
		ratio := with.Seconds() / alone.Seconds()
		t.Logf("%d stories alone: %s; beside one that orders %q: %s, %.2f times", n, alone.Round(time.Millisecond), order, with.Round(time.Millisecond), ratio)
		if n >= 1000 && ratio > 1.2 {
			t.Errorf("%.2f times as long", ratio)
		}
	}
}

// timed returns how long it takes until all good stories are read; starts of
// the program count.
func (h *hostile) timed(t *testing.T, n int, order string) time.Duration {
	t.Helper()
	data := t.TempDir()
	s := h.open(t, data)
	l, err := line.Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	es := h.wire(t, l, n)
	if order != "" {
		es = append([]record.Entry{{Story: *l.Layout(bad(order, 0), calendar.Date(1990, 3, 1))}}, es...)
	}
	got, err := s.Put(t.Context(), es...)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i, r := range got {
		if !strings.Contains(es[i].Story.Text, "Hostile") {
			ids = append(ids, r.ContentID)
		}
	}
	began := time.Now()
	p := h.serve(t, data, "--set", "limit.time=5s")
	for {
		select {
		case <-p.ended:
			p = h.serve(t, data, "--set", "limit.time=5s")
		case <-time.After(20 * time.Millisecond):
		}
		left, err := s.Waiting(t.Context(), h.reader, ids...)
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if len(left) == 0 {
			p.Process.Kill() //nolint:errcheck // it may just have ended
			<-p.ended
			return time.Since(began)
		}
		if time.Since(began) > 10*time.Minute {
			t.Fatalf("%d of %d stories wait after ten minutes\n%s", len(left), n, p.errs)
		}
	}
}

// wire returns that many good stories: real ones where the shared data is
// there, else invented ones.
func (h *hostile) wire(t *testing.T, l *line.Line, n int) []record.Entry {
	t.Helper()
	var es []record.Entry
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "bench", "text.jsonl"))
	if err != nil {
		for i := range n {
			es = append(es, record.Entry{Story: *l.Layout(good(i), calendar.Date(2020, 3, 5))})
		}
		return es
	}
	defer f.Close()
	in, err := line.ReadInputs(f, line.Limit{Line: 1 << 20, Story: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		x := in[i%len(in)]
		es = append(es, record.Entry{Story: *l.Layout(fmt.Sprintf("%s\n\nStory %d.", x.Text, i), x.Day)})
	}
	return es
}
