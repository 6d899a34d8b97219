package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// fail turns what SQLite says into what the user can do about it.
func (s *Store) fail(op, id string, err error) error {
	var f *fault.Error
	if err == nil || errors.As(err, &f) {
		return err
	}
	kind, hint := fault.Internal, ""
	var e *sqlite.Error
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded), errors.Is(err, errSlow):
		return &fault.Error{Op: op, Kind: fault.Temporary, ID: id, Err: err}
	case errors.Is(err, sql.ErrConnDone), err.Error() == "sql: database is closed":
		return &fault.Error{Op: op, Kind: fault.Internal, ID: id, Err: record.ErrClosed}
	case errors.As(err, &e):
		kind, hint = meaning(e.Code())
	}
	if hint != "" {
		err = fmt.Errorf(hint+" (%w)", s.path, err)
	}
	return &fault.Error{Op: op, Kind: kind, ID: id, Err: err}
}

// meaning returns the kind of a result code and what to do, with a place for
// the file's name. Extended codes have the primary one in their low byte.
func meaning(code int) (fault.Kind, string) {
	switch code & 0xff {
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fault.Temporary, "another program is writing to %s: wait for it or stop it, then try again"
	case lib.SQLITE_FULL:
		return fault.Temporary, "the disk of %s is full, and this was not written: make room, then try again"
	case lib.SQLITE_IOERR:
		return fault.Temporary, "the disk of %s failed to read or write: check the disk and its free space, then try again"
	case lib.SQLITE_NOTADB:
		return fault.Invalid, "%s is not a database, or damaged at its start: name another file or restore a backup; it was left as it is"
	case lib.SQLITE_CORRUPT:
		return fault.Internal, "%s is damaged: stop all writing and run `dateline doctor --repair`, which keeps the file; where that cannot open it, restore a backup"
	case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return fault.Denied, "%s cannot be written: give this user the right to write it and its folder, or name another file"
	case lib.SQLITE_CANTOPEN:
		return fault.Denied, "%s cannot be opened: look at the rights of the file and its folder"
	}
	return fault.Internal, ""
}
