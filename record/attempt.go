package record

import (
	"context"
	"time"
)

// Attempts is the part of a Store by which a story that ends the program is
// known at the next start: that a reading is about to be made is on the disk
// before it is made. See docs/adr/0010.
type Attempts interface {
	// Begin writes down that the reader is about to read these contents, and
	// returns those that it may read now. Left out are those that it has read,
	// those of which an attempt stands, by this program or another, and those
	// that are not on record. PutReading of the same content and reader ends
	// an attempt, and so does Release.
	Begin(ctx context.Context, reader string, contentIDs ...string) ([]string, error)
	// Release takes back attempts of this store that were broken off though
	// nothing went wrong with them: the program was told to stop. One that was
	// made alone is lost again, as it was before.
	Release(ctx context.Context, reader string, contentIDs ...string) error
	// Lost returns the attempts by the reader that nobody will finish, because
	// the program that made them has ended: first those that were made alone
	// the least often, then the oldest, at most limit.
	Lost(ctx context.Context, reader string, limit int) ([]Attempt, error)
	// Alone writes down that a lost attempt is made again, by this store and
	// with no other reading beside it. It reports false where somebody else
	// took it meanwhile.
	Alone(ctx context.Context, a Attempt) (bool, error)
	// Waiting returns the versions of these contents that the reader has not
	// read, whether or not an attempt stands; killed versions are left out.
	Waiting(ctx context.Context, reader string, contentIDs ...string) ([]Entry, error)
	// Backlog returns how many stories have a version that the reader has not
	// read, whether or not an attempt stands; killed versions are left out. For
	// "" they are those that have a version that no reader has read. It writes
	// nothing.
	Backlog(ctx context.Context, reader string) (int, error)
}

// Attempt is a reading that was begun and not finished.
type Attempt struct {
	Entry  Entry // what was read
	Reader string
	Begun  time.Time // when it was begun last
	Alone  int       // how often it was begun with no other reading beside it
	// Cause is what the program said as it ended, such as "fatal error: stack
	// overflow"; empty where it was ended from outside, by a signal or a loss
	// of power, or where the kernel took its memory.
	Cause string
}
