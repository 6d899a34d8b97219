// Package batch holds what a decoder made of one input: the stories, the
// plans, and the parts that it refused. It lies below package intake, which
// hands batches on, and below the formats, which fill them.
//
//	b, err := nitf.Decode(in)
//	for _, r := range b.Refused {
//		log.Print(r.Name, ": ", r.Reason)
//	}
package batch

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
)

// kept is the most bytes of a refused part that are kept with the reason.
const kept = 64 << 10

// Batch is what an input holds.
type Batch struct {
	Stories []news.Story
	Plans   []news.Plan
	// Refused are the parts that could not be taken in, each with the reason;
	// the others were.
	Refused []Refusal
}

// Refusal is a part of an input that is no story, or a broken one.
type Refusal struct {
	Name   string // of the part: a file in an archive, an item's guid, a record's address
	Reason string // what is wrong and what to do, for people
	Bytes  []byte // the part as it came in, as far as it is worth keeping
}

// Input is what a decoder is given, unpacked and within the limit of size.
type Input struct {
	Bytes       []byte
	ContentType string       // as the server gave it; may be empty
	Day         calendar.Day // of publication where the input does not say
	Places      news.Places  // names of places, for datelines; may be nil
}

// Refuse notes a part that was not taken in, with its first 64 KiB.
func (b *Batch) Refuse(name, reason string, part []byte) {
	b.Refused = append(b.Refused, Refusal{Name: name, Reason: reason, Bytes: bytes.Clone(part[:min(len(part), kept)])})
}

// Invalid returns the error of an input of which nothing can be taken in. The
// text says what is wrong and what to do.
func Invalid(format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &fault.Error{Op: "take in", Kind: fault.Invalid, Err: err}
}

// Reason returns what an error says beyond the act that failed, for a Refusal.
func Reason(err error) string {
	var f *fault.Error
	if errors.As(err, &f) && f.Err != nil {
		return f.Err.Error()
	}
	return err.Error()
}
