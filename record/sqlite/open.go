// Package sqlite keeps the record in one SQLite file (with its -wal and -shm
// beside it while it is open). Stories go in by one writer at a time, and are
// on the disk when Put returns; any number of readers look on meanwhile.
//
//	s, err := sqlite.Open(ctx, "dateline.db")
//
// Limits: one machine, some millions of stories; a network disk is no place
// for it (SQLite's locks do not hold there).
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"modernc.org/sqlite"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/recent"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/pack"
)

//go:embed migrations/*.sql
var migrations embed.FS

// appID marks our files in SQLite's header: "DtLn".
const appID = 0x44744c6e

// busy is how long, in milliseconds, one writer waits for another.
const busy = 5000

// Connections of each pool. Pages are many and quick; searches may take long, and so
// may counts of all that there is, which stand around every list. A few slow ones
// must not keep others waiting.
const (
	pageConns   = 8
	searchConns = 2
	countConns  = 2
)

// ceiling is how long a question may take. Nobody waits longer for a page,
// and what takes longer on a record of a million stories asks for too much.
const ceiling = 15 * time.Second

// Store is the record in a file.
type Store struct {
	path   string
	pack   *pack.Packer
	driver *sqlite.Driver
	w      *sql.DB // one connection: the writer
	r      *sql.DB // for pages
	f      *sql.DB // for searches
	c      *sql.DB // for counts of all that there is
	notes  []string
	mu     sync.Mutex
	closed bool
	mark   *mark    // nil before the first attempt at a reading
	tally  *os.File // nil before the first write
	now    func() time.Time
	// What was unpacked of late: events and details by version, pledges by
	// their numbers.
	told     *recent.Cache[int64, unpacked[record.EventRow]]
	detailed *recent.Cache[int64, unpacked[record.Detail]]
	pledged  *recent.Cache[int64, record.PledgeRow]
	pools    *recent.Cache[string, pooled] // of searches, by what was asked and the number of changes
}

// Room of what is kept unpacked, in versions and in pledges: by estimate some 300 MB where all are full.
const (
	roomTold     = 16000
	roomDetailed = 32000
	roomPledged  = 8000
	roomPools    = 64
)

var _ record.Store = (*Store)(nil)

// Open opens the file, or makes it, and brings it to the present schema.
// It fails with Invalid where the file is no database of ours, with Conflict
// where a newer program wrote it, with Internal where it is damaged, with
// Denied where it cannot be written, and with Temporary where another program
// holds it. A file that cannot be used is left as it is, but for the rights
// of others to look into it: see Notes.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := checkPlace(path); err != nil {
		return nil, err
	}
	s, err := newStore(path)
	if err != nil {
		return nil, err
	}
	s.notes = tighten(path)
	s.w = s.connect("&_txlock=immediate&_pragma=cache_size(-32000)", 1)
	if err := s.prepare(ctx); err != nil {
		s.w.Close()
		return nil, err
	}
	s.r = s.connect("&_pragma=cache_size(-8000)&_pragma=query_only(1)", pageConns)
	s.f = s.connect("&_pragma=cache_size(-16000)&_pragma=query_only(1)", searchConns)
	s.c = s.connect("&_pragma=cache_size(-8000)&_pragma=query_only(1)", countConns)
	return s, nil
}

// newStore makes a store without connections.
func newStore(path string) (*Store, error) {
	s := &Store{
		path: path, pack: pack.New(), now: time.Now,
		told: recent.New[int64, unpacked[record.EventRow]](roomTold), detailed: recent.New[int64, unpacked[record.Detail]](roomDetailed), pledged: recent.New[int64, record.PledgeRow](roomPledged),
		pools: recent.New[string, pooled](roomPools),
	}
	var err error
	s.driver, err = newDriver(s.pack)
	return s, s.fail("open store", path, err)
}

// Notes returns what Open did or found that a person should know: rights
// taken from others, a new schema, commits that are missing.
func (s *Store) Notes() []string { return s.notes }

// checkPlace tells early and plainly what SQLite would say late and vaguely.
func checkPlace(path string) error {
	bad := func(k fault.Kind, format string, a ...any) error {
		return &fault.Error{Op: "open store", Kind: k, ID: path, Err: fmt.Errorf(format, a...)}
	}
	if path == "" {
		return bad(fault.Invalid, "no file is named: set the store's path in the configuration")
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return bad(fault.NotFound, "the folder %s is not there: make it, or name another file", filepath.Dir(path))
		}
		if err := create(path, 0); err != nil {
			return bad(fault.Denied, "it cannot be made: give this user the right to write the folder, or name another file (%v)", err)
		}
		return nil
	case err != nil:
		return bad(fault.KindOf(err), "%v", err)
	case info.IsDir():
		return bad(fault.Invalid, "this is a folder: name a file in it")
	case !info.Mode().IsRegular():
		return bad(fault.Invalid, "this is not a plain file: name another")
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return bad(fault.Denied, "it cannot be written: give this user the right to write it, or name another file (%v)", err)
	}
	defer f.Close()
	head := make([]byte, len(magic))
	if n, _ := io.ReadFull(f, head); n > 0 && string(head[:n]) != magic {
		return bad(fault.Invalid, "this is not a database: name another file; it was left as it is")
	}
	return nil
}

// magic is how a SQLite file begins.
const magic = "SQLite format 3\x00"

// prepare looks at whose file it is and migrates it.
func (s *Store) prepare(ctx context.Context) error {
	var version, app, tables int
	for q, v := range map[string]*int{
		"PRAGMA user_version": &version, "PRAGMA application_id": &app,
		"SELECT count(*) FROM sqlite_master": &tables,
	} {
		if err := s.w.QueryRowContext(ctx, q).Scan(v); err != nil {
			return s.fail("open store", s.path, err)
		}
	}
	if app != appID && tables > 0 {
		return &fault.Error{Op: "open store", Kind: fault.Invalid, ID: s.path, Err: errors.New("this is another program's database: name another file")}
	}
	files, err := migrationFiles()
	if err != nil {
		return s.fail("open store", s.path, err)
	}
	if version > len(files) {
		return &fault.Error{
			Op: "open store", Kind: fault.Conflict, ID: s.path,
			Err: fmt.Errorf("a newer dateline wrote it (schema %d, this one knows %d): use the newer program, or name another file", version, len(files)),
		}
	}
	if err := s.migrate(ctx, files, version); err != nil {
		return err
	}
	if version > 0 && version < len(files) {
		s.notes = append(s.notes, fmt.Sprintf("the record was brought from schema %d to %d", version, len(files)))
	}
	if version > 0 && version < told {
		// What the old form took is given back to the disk. That may fail for
		// want of room; then it is used again for what comes in.
		if _, err := s.w.ExecContext(ctx, "VACUUM"); err != nil {
			s.notes = append(s.notes, "the file keeps its size: "+err.Error())
		}
	}
	return s.lost(ctx)
}

// migrationFiles returns the names of the migrations in their order.
func migrationFiles() ([]string, error) { return fs.Glob(migrations, "migrations/*.sql") }

// migrate runs the files from that schema on in one transaction, unless
// another process just did.
func (s *Store) migrate(ctx context.Context, files []string, from int) error {
	if from == len(files) {
		return nil
	}
	return s.write(ctx, "open store", s.path, func(t *tx) error {
		var version int
		if err := t.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version > from {
			return err
		}
		for i, file := range files[from:] {
			text, err := migrations.ReadFile(file)
			if err != nil {
				return err
			}
			if _, err := t.ExecContext(ctx, string(text)+fmt.Sprintf("\n;PRAGMA user_version=%d;PRAGMA application_id=%d;", from+i+1, appID)); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
		switch {
		case from < indexed:
			return rebuild(ctx, t)
		case from < named:
			if err := nameAll(ctx, t); err != nil {
				return err
			}
		}
		if from < told {
			return indexAll(ctx, t)
		}
		return nil // SQLite itself fills what is new
	})
}

// indexed is the schema that keeps the indexes as this program does: from an
// older one they are made anew.
const indexed = 5

// told is the schema from which on what the program itself fills is as it is
// now.
const told = 17

// named is the schema from which on versions are kept under their names.
const named = 8

// Close lets go of the file. Writes under way end first.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	err := errors.Join(s.mark.remove(), s.r.Close(), s.f.Close(), s.c.Close(), s.w.Close())
	if s.tally != nil {
		err = errors.Join(err, s.tally.Close())
	}
	return err
}

// Backup writes a whole and consistent copy of the store to a new file, while
// others read and write.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := create(path, os.O_EXCL); errors.Is(err, fs.ErrExist) {
		return &fault.Error{Op: "back up store", Kind: fault.Conflict, ID: path, Err: errors.New("there is such a file already: name a new one")}
	} else if err != nil {
		return &fault.Error{Op: "back up store", Kind: fault.KindOf(err), ID: path, Err: err}
	}
	if _, err := s.w.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		os.Remove(path)
		return s.fail("back up store", path, err)
	}
	return nil
}
