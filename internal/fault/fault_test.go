package fault

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestErrorText(t *testing.T) {
	f := func(e *Error, want string) {
		t.Helper()
		if got := e.Error(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	cause := errors.New("it holds no text")
	f(&Error{Op: "read file", ID: "a.txt", Err: cause}, "read file a.txt: it holds no text")
	f(&Error{Op: "read file", Err: cause}, "read file: it holds no text")
	f(&Error{Err: cause}, "it holds no text")
	f(&Error{Kind: NotFound, Op: "story", ID: "x1"}, "story x1: not found")
	f(&Error{Kind: Conflict}, "conflict")
}

func TestKindOf(t *testing.T) {
	f := func(err error, want Kind) {
		t.Helper()
		if got := KindOf(err); got != want {
			t.Errorf("KindOf(%v) = %v, want %v", err, got, want)
		}
	}
	f(fmt.Errorf("outer: %w", &Error{Kind: Conflict}), Conflict)
	f(&Error{Kind: Invalid, Err: &Error{Kind: NotFound}}, Invalid)
	f(fmt.Errorf("open: %w", fs.ErrNotExist), NotFound)
	f(fmt.Errorf("open: %w", fs.ErrPermission), Denied)
	f(errors.New("x"), Internal)
}
