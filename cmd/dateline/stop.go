package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/datelinewire/dateline/internal/fault"
)

// stoppedError is work that was broken off by the user, with what is done and
// what waits.
type stoppedError struct{ message string }

func (e *stoppedError) Error() string { return "stopped: " + e.message }

// waits says that stories are on record and not read: what was told as added
// holds, whatever became of the reading.
func waits(ctx context.Context, read, total int, err error) error {
	left := total - read
	if left == 0 {
		return err // nothing waits: it is about something else
	}
	message := fmt.Sprintf("%d of %d stories read, %d on record and waiting to be read: `dateline serve` reads them, and so does `dateline add` of the same files", read, total, left)
	if ctx.Err() != nil {
		return &stoppedError{message}
	}
	return &fault.Error{Op: "read", Kind: fault.KindOf(err), Err: fmt.Errorf("%s (%w)", message, err)}
}

func isStopped(err error) bool {
	var s *stoppedError
	return errors.As(err, &s) || errors.Is(err, context.Canceled)
}
