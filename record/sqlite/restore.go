package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Restored says what Restore did.
type Restored struct {
	Kept    string // where the record that was there is kept; empty: there was none
	Stories int
}

// Verify looks over a file that Backup wrote, and returns how much is in it. It
// works on a copy beside the file, so that the file stays as it is. It fails
// with Invalid where the file is damaged.
func Verify(ctx context.Context, path string) (record.Counts, error) {
	fresh := path + "-verify"
	n, err := copied(ctx, path, fresh)
	return n, errors.Join(err, removeStore(fresh))
}

// Restore puts a copy of a backup in the place of the record at path, of which
// it keeps the files beside it. A backup that is damaged, or of a newer
// program, changes nothing; nor does anything where another program has the
// record open: that fails with Temporary.
func Restore(ctx context.Context, backup, path string) (*Restored, error) {
	const op = "restore"
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, &fault.Error{Op: op, ID: path, Kind: fault.KindOf(err), Err: err}
	}
	fresh := path + "-restore"
	if err := removeStore(fresh); err != nil {
		return nil, &fault.Error{Op: op, ID: fresh, Kind: fault.KindOf(err), Err: err}
	}
	n, err := copied(ctx, backup, fresh)
	if err != nil {
		return nil, errors.Join(err, removeStore(fresh))
	}
	out := &Restored{Stories: n.Stories}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		for _, suffix := range storeFiles() {
			if err := os.Rename(fresh+suffix, path+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, &fault.Error{Op: op, ID: path, Kind: fault.KindOf(err), Err: err}
			}
		}
		return out, nil
	}
	old, err := alone(ctx, path)
	if err != nil {
		return nil, errors.Join(err, removeStore(fresh))
	}
	out.Kept = path + "-before-" + time.Now().UTC().Format("20060102-150405")
	return out, old.fail(op, path, exchange(old, path, fresh, out.Kept))
}

// alone opens a record that nobody else has open, whatever is in it.
func alone(ctx context.Context, path string) (*Store, error) {
	s, err := newStore(path)
	if err != nil {
		return nil, err
	}
	s.w = s.connect("&_pragma=locking_mode(EXCLUSIVE)&_pragma=busy_timeout(500)", 1)
	if _, err := s.w.ExecContext(ctx, "BEGIN EXCLUSIVE; COMMIT"); err != nil {
		if err := s.fail("restore", path, err); fault.KindOf(err) == fault.Temporary {
			s.w.Close()
			return nil, err
		}
		// A file that is too damaged to be locked is what is to be replaced.
	}
	return s, nil
}

// copied copies a backup and looks the copy over.
func copied(ctx context.Context, backup, to string) (record.Counts, error) {
	const op = "look over backup"
	no := func(err error) error {
		kind, inner := fault.KindOf(err), (*fault.Error)(nil)
		if errors.As(err, &inner) { // it names the copy
			err = inner.Err
		}
		return &fault.Error{Op: op, ID: backup, Kind: kind, Err: fmt.Errorf("%w; name a file that `dateline backup` wrote", err)}
	}
	in, err := os.Open(backup)
	if err != nil {
		return record.Counts{}, no(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return record.Counts{}, &fault.Error{Op: op, ID: to, Kind: fault.KindOf(err), Err: err}
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return record.Counts{}, &fault.Error{Op: op, ID: to, Kind: fault.KindOf(err), Err: err}
	}
	s, err := Open(ctx, to)
	if err != nil {
		return record.Counts{}, no(err)
	}
	n, err := s.Counts(ctx)
	var h record.Health
	if err == nil {
		h, err = s.Check(ctx)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return n, err
	}
	if len(h.Problems) > 0 {
		return n, &fault.Error{Op: op, ID: backup, Kind: fault.Invalid, Err: fmt.Errorf("it is damaged, and was not used: %s", h.Problems[0])}
	}
	return n, nil
}
