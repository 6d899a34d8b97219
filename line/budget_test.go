package line

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

// slow makes a line of a pass that finds a place, one that runs run after it
// has found another, and one more.
func slow(t *testing.T, most time.Duration, run func(context.Context) error) *Line {
	t.Helper()
	found := func(context.Context, *read.Work) error { return nil }
	l, err := New(nil, "", []read.Pass{
		{Name: "first", Needs: text.Tokens, Gives: text.Names, Run: func(_ context.Context, w *read.Work) error { addPlace(w); return nil }},
		{Name: "slow", Needs: text.Names, Gives: text.Quotes, Run: func(ctx context.Context, w *read.Work) error { addPlace(w); return run(ctx) }},
		{Name: "last", Needs: text.Names, Gives: text.Events, Run: found},
	}, quiet())
	if err != nil {
		t.Fatal(err)
	}
	return l.Budgeted(most)
}

// TestBudget reads a story with a pass that takes too long, whether or not it
// heeds its context: the pass before it counts, and its own findings do not.
func TestBudget(t *testing.T) {
	end := make(chan struct{})
	for name, run := range map[string]func(context.Context) error{
		"heeds it":            func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
		"does not":            func(context.Context) error { <-end; return nil },
		"panics when told to": func(ctx context.Context) error { <-ctx.Done(); panic("index out of range") },
	} {
		t.Run(name, func(t *testing.T) {
			l := slow(t, 20*time.Millisecond, run)
			r, err := l.Process(t.Context(), l.Layout("Oran is calm.", calendar.Day{}))
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Entities) != 1 {
				t.Errorf("%d entities, want that of the first pass", len(r.Entities))
			}
			var why []string
			for _, x := range r.Trouble {
				why = append(why, x.Pass+": "+x.Message)
			}
			if got := strings.Join(why, "\n"); !strings.Contains(got, "slow: left out") || !strings.Contains(got, "limit.time") {
				t.Errorf("trouble: %q", got)
			}
			if want := map[string]int{"does not": 1}[name]; l.Stuck() != want {
				t.Errorf("%d are stuck, want %d", l.Stuck(), want)
			}
		})
	}
	close(end)
}

// TestStuckEnds counts a reading that was left behind for as long as it runs.
func TestStuckEnds(t *testing.T) {
	end := make(chan struct{})
	l := slow(t, 500*time.Millisecond, func(context.Context) error { <-end; return nil })
	if _, err := l.Process(t.Context(), l.Layout("Oran is calm.", calendar.Day{})); err != nil {
		t.Fatal(err)
	}
	if l.Stuck() != 1 {
		t.Errorf("%d are stuck, want 1", l.Stuck())
	}
	close(end)
	for range 200 {
		if l.Stuck() == 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d are stuck after it ended", l.Stuck())
}

// TestStop ends a reading whose pass does not heed its context, because the
// program is told to stop: what is no fault of the story is no trouble.
func TestStop(t *testing.T) {
	end := make(chan struct{})
	defer close(end)
	l := slow(t, time.Hour, func(context.Context) error { <-end; return nil })
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	began := time.Now()
	r, err := l.Process(ctx, l.Layout("Oran is calm.", calendar.Day{}))
	if !errors.Is(err, context.Canceled) || r != nil {
		t.Errorf("it gave %v, %v", r, err)
	}
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it took %s to stop", took)
	}
}

// TestBudgetGrows holds longer texts to more time.
func TestBudgetGrows(t *testing.T) {
	l := slow(t, 5*time.Second, nil)
	for bytes, want := range map[int]time.Duration{0: 5 * time.Second, 100_000: 10 * time.Second, 1_000_000: 55 * time.Second} {
		if got := l.budgetOf(bytes); got != want {
			t.Errorf("%d bytes: %s, want %s", bytes, got, want)
		}
	}
}

// TestFailureOutsidePasses reads a story on which the parser, and one on which
// what frames the passes, fails: there is a reading, and it says so.
func TestFailureOutsidePasses(t *testing.T) {
	l, err := New(failingParser{}, "", nil, quiet())
	if err != nil {
		t.Fatal(err)
	}
	s := l.Layout("Oran is calm.", calendar.Day{})
	r, err := l.Process(t.Context(), s)
	if err != nil || len(r.Trouble) != 1 || r.Trouble[0].Pass != "syntax" {
		t.Errorf("%v, %v", r.Trouble, err)
	}
	s.Parts = []text.Paragraph{{Span: text.Span{Start: 5, End: 400}}} // beyond the text
	r, err = l.Process(t.Context(), s)
	if err != nil || len(r.Trouble) == 0 {
		t.Errorf("%+v, %v", r, err)
	}
	if p := r.Check(); len(p) > 0 {
		t.Error(p)
	}
}

type failingParser struct{}

func (failingParser) Parse(context.Context, *text.Document) error { panic("no weights") }
