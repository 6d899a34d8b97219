package record

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
)

// Acts is the part of a Store that keeps what people did with the record as a
// whole, beside what they said of single facts: which searches they watch, what
// they said of what is one, what they took away. Acts are never changed; what
// holds now is worked out from all of them.
type Acts interface {
	// PutAct stores an act and returns it with its number and time. It fails
	// with Invalid where it is of no kind, or says nothing.
	PutAct(ctx context.Context, a Act) (Act, error)
	// Acts returns the acts of a kind, in the order in which they were done.
	Acts(ctx context.Context, kind ActKind) ([]Act, error)
}

// ActKind says what an act is about.
type ActKind string

// The kinds of act. What each has in its Data is the business of those who
// write it.
const (
	WatchAct  ActKind = "watch"  // a search that is watched: package service
	LinkAct   ActKind = "link"   // what is one, and what is not: package link
	ExportAct ActKind = "export" // what left the record: package service
	ShelfAct  ActKind = "shelf"  // what was looked at and starred: package service
)

// Act is what somebody did.
type Act struct {
	N    int64 // given by the store, in ascending order
	Kind ActKind
	By   string    // who did it
	At   time.Time // now, where it is not given
	Data json.RawMessage
}

// CheckAct reports, as an error, an act that cannot be stored.
func CheckAct(a *Act) error {
	why := ""
	switch {
	case a.Kind != WatchAct && a.Kind != LinkAct && a.Kind != ExportAct && a.Kind != ShelfAct:
		why = "it is none of watch, link, export, shelf"
	case !json.Valid(a.Data):
		why = "it does not say what was done"
	default:
		return nil
	}
	return &fault.Error{Op: "keep what was done", Kind: fault.Invalid, ID: string(a.Kind), Err: errors.New(why)}
}
