package line

import (
	"context"
	"fmt"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
)

// mostAlone is how often a story is read alone whose reader is ended from
// outside each time. By chance that happens to one story once.
const mostAlone = 3

// AsidePass stands for a pass in the trouble of a story that is set aside.
const AsidePass = "reading"

// Recover sees to the readings that an earlier program began and did not
// finish, for it ended: each is made once more with no other beside it, in a
// process of its own where Apart was given. A story with which the program
// ends that way too is set aside: see docs/adr/0010.
func (q *Queue) Recover(ctx context.Context) error {
	if !q.recovering.TryLock() {
		return nil // it is being done
	}
	defer q.recovering.Unlock()
	for {
		lost, err := q.lost(ctx)
		if err != nil || len(lost) == 0 {
			return err
		}
		if q.apart == nil {
			return q.Alone(ctx)
		}
		failed := q.apart(ctx)
		if err := ctx.Err(); err != nil {
			return err
		}
		left, err := q.setAside(ctx, lost, failed)
		if err != nil {
			return err
		}
		if failed != nil && left == len(lost) {
			return fmt.Errorf("the process that reads alone ended before it read anything: %w", failed)
		}
	}
}

// Alone makes lost readings, one after the other.
func (q *Queue) Alone(ctx context.Context) error {
	lost, err := q.lost(ctx)
	if err != nil {
		return err
	}
	l := q.line.Remembering(Memory{q.store})
	for i := range lost {
		ok, err := q.store.Alone(ctx, lost[i])
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		r, err := l.Process(ctx, &lost[i].Entry.Story)
		if err == nil {
			err = q.store.PutReading(ctx, r)
		}
		if err != nil {
			if stopped(err) || ctx.Err() != nil {
				q.takeBack(ctx, []string{lost[i].Entry.Story.ID}) // it stays lost otherwise
			}
			return err
		}
	}
	return nil
}

// lost returns the lost readings that are worth another attempt; the others
// are set aside.
func (q *Queue) lost(ctx context.Context) ([]record.Attempt, error) {
	all, err := q.store.Lost(ctx, q.line.Reader(), window)
	if err != nil {
		return nil, err
	}
	var out []record.Attempt
	for _, a := range all {
		switch {
		case a.Alone > 0 && a.Cause != "":
			err = q.aside(ctx, &a, a.Cause)
		case a.Alone >= mostAlone:
			err = q.aside(ctx, &a, fmt.Sprintf("%d times from outside, or for want of memory", a.Alone))
		default:
			out = append(out, a)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// setAside sets those aside that the process which read them alone did not
// survive though this one did, and returns how many are as they were.
func (q *Queue) setAside(ctx context.Context, before []record.Attempt, failed error) (int, error) {
	alone := map[string]int{}
	for _, a := range before {
		alone[a.Entry.Story.ID] = a.Alone
	}
	after, err := q.store.Lost(ctx, q.line.Reader(), window)
	if err != nil {
		return 0, err
	}
	left := 0
	for _, a := range after {
		was, ok := alone[a.Entry.Story.ID]
		switch {
		case ok && a.Alone > was && failed != nil:
			cause := a.Cause
			if cause == "" {
				cause = failed.Error() + ", perhaps for want of memory"
			}
			if err := q.aside(ctx, &a, cause); err != nil {
				return 0, err
			}
		case ok:
			left++
		}
	}
	return left, nil
}

// aside stores a reading that says why there is none. As any reading it holds
// for this reader only.
func (q *Queue) aside(ctx context.Context, a *record.Attempt, cause string) error {
	s := &a.Entry.Story
	r := begin(q.line.Reader(), s)
	r.Fill()
	r.Trouble = append(r.Trouble, fact.Trouble{Pass: AsidePass, Message: "set aside: reading it ended the program, also alone (" +
		cause + "); the next version of the reader tries again"})
	q.log.Error("a story is set aside: reading it ends the program", "story", s.ID, "cause", cause)
	return q.store.PutReading(ctx, r)
}
