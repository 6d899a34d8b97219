package line

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/read"
)

// share is the length of text, in bytes, that has the whole of a budget.
const share = 100_000

// grace is how long a pass may go on after its time is over, or after the
// program was told to stop: one that heeds its context ends well within it.
const grace = 500 * time.Millisecond

// errBudget is why the context of a story that took too long ended.
var errBudget = errors.New("the time for one story is over")

// Budgeted returns a line that reads a story for at most that long, and for as
// much again for each further 100,000 bytes of its text. What the passes found
// until then is kept, and the reading's trouble says what is missing.
func (l *Line) Budgeted(most time.Duration) *Line {
	b := *l
	b.budget = most
	return &b
}

// budgetOf returns how long a text of that many bytes may be read.
func (l *Line) budgetOf(bytes int) time.Duration {
	return l.budget + time.Duration(float64(l.budget)*float64(bytes)/share)
}

// Stuck returns how many readings were given up and have not ended since:
// each of them holds a core, until the program is started again.
func (l *Line) Stuck() int { return int(l.stuck.Load()) }

// within reads a story within its budget. A pass that heeds its context ends
// when the time is over, and the reading is whole but for what follows. One
// that does not is left behind, with all that it may still write to, and the
// story is read again as far as the pass that did not end.
func (l *Line) within(ctx context.Context, s *news.Story) (*fact.Reading, error) {
	w, at, err := l.attempt(ctx, s, len(l.passes))
	if err != nil || w != nil {
		return readingOf(w), err
	}
	stage := l.stageName(at)
	l.log.Error("a reading does not end and is left behind; it holds a core until the program is started again",
		"story", s.ID, "pass", stage, "stuck", l.Stuck())
	if at >= 0 {
		if w, _, err = l.attempt(ctx, s, at); err != nil {
			return nil, err
		}
	}
	r := readingOf(w)
	if r == nil {
		r = begin(l.reader, s)
		r.Fill()
	}
	r.Trouble = append(r.Trouble, l.overtime(s, stage))
	return r, nil
}

func readingOf(w *read.Work) *fact.Reading {
	if w == nil {
		return nil
	}
	return w.Reading
}

// attempt reads a story with the first n passes in a goroutine of its own. It
// returns no work and no error where a stage did not end in time, with the
// index of the pass, or -1 for what is before the passes.
func (l *Line) attempt(ctx context.Context, s *news.Story, n int) (*read.Work, int, error) {
	within, cancel := context.WithTimeoutCause(ctx, l.budgetOf(len(s.Text)), errBudget)
	defer cancel()
	var at atomic.Int32
	at.Store(-1)
	type outcome struct {
		work *read.Work
		err  error
	}
	done := make(chan outcome, 1)
	var settled atomic.Bool // either it ended in time or it was left behind
	go func() {
		w, err := l.run(within, s, false, n, &at)
		done <- outcome{w, err}
		if settled.Swap(true) {
			l.stuck.Add(-1)
		}
	}()
	select {
	case o := <-done:
		return o.work, 0, o.err
	case <-within.Done():
	}
	late := time.NewTimer(grace)
	defer late.Stop()
	select {
	case o := <-done:
		return o.work, 0, o.err
	case <-late.C:
	}
	if settled.Swap(true) { // it ended just now
		l.stuck.Add(1) // which it takes back
		o := <-done
		return o.work, 0, o.err
	}
	l.stuck.Add(1)
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	return nil, int(at.Load()), nil
}

func (l *Line) stageName(at int) string {
	if at < 0 {
		return "syntax"
	}
	return l.passes[at].Name
}

// overtime says what a story that took too long lacks.
func (l *Line) overtime(s *news.Story, stage string) fact.Trouble {
	return fact.Trouble{Pass: stage, Message: fmt.Sprintf(
		"left out, with all that builds on it: reading took longer than %s (setting limit.time)", l.budgetOf(len(s.Text)).Round(time.Millisecond))}
}
