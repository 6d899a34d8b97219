// Package fault is the one shape that errors take where a caller has to tell
// them apart: what was being done, what kind of failure it is, which thing it
// is about. An Error is written as a struct literal; nothing is registered.
package fault

import (
	"errors"
	"io/fs"
	"strings"
)

// Kind says what sort of failure an Error is, and with it what can be done.
type Kind uint8

// The kinds.
const (
	Internal  Kind = iota // a bug or a broken machine: nobody outside can mend it
	Invalid               // what came in is wrong: mend it and try again
	NotFound              // there is no such thing
	Conflict              // someone else was first
	Denied                // not allowed, by right or by configuration
	Temporary             // may work later: a full disk, a peer that is down
)

var kindNames = [...]string{"internal error", "invalid", "not found", "conflict", "denied", "temporary failure"}

// String returns the kind in words.
func (k Kind) String() string { return kindNames[k] }

// Error is a failure with what it is about.
type Error struct {
	Op   string // what was being done, in words for the person who reads it: "read page"
	Kind Kind
	ID   string // which story, file, address or record; may be empty
	Err  error  // the cause, which also says what to do
}

// Error returns one line: op, id, cause.
func (e *Error) Error() string {
	var b strings.Builder
	for _, s := range [...]string{e.Op, e.ID} {
		if s == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	switch {
	case e.Err != nil && b.Len() > 0:
		b.WriteString(": ")
		b.WriteString(e.Err.Error())
	case e.Err != nil:
		b.WriteString(e.Err.Error())
	case b.Len() > 0:
		b.WriteString(": ")
		b.WriteString(e.Kind.String())
	default:
		b.WriteString(e.Kind.String())
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// KindOf returns the kind of the outermost Error in err's chain. For an error
// without one it says NotFound and Denied where the file system says so, and
// Internal otherwise.
func KindOf(err error) Kind {
	var e *Error
	switch {
	case errors.As(err, &e):
		return e.Kind
	case errors.Is(err, fs.ErrNotExist):
		return NotFound
	case errors.Is(err, fs.ErrPermission):
		return Denied
	}
	return Internal
}
