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
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

//go:embed migrations/*.sql
var migrations embed.FS

// appID marks our files in SQLite's header: "DtLn".
const appID = 0x44744c6e

// busy is how long, in milliseconds, one writer waits for another.
const busy = 5000

// Store is the record in a file.
type Store struct {
	path   string
	w      *sql.DB // one connection: the writer
	r      *sql.DB // the readers
	mu     sync.Mutex
	closed bool
	mark   *mark // nil before the first attempt at a reading
	now    func() time.Time
}

var _ record.Store = (*Store)(nil)

// Open opens the file, or makes it, and brings it to the present schema.
// It fails with Invalid where the file is no database of ours, with Conflict
// where a newer program wrote it, with Internal where it is damaged, with
// Denied where it cannot be written, and with Temporary where another program
// holds it. A file that cannot be used is left as it is.
func Open(ctx context.Context, path string) (*Store, error) {
	s := &Store{path: path, now: time.Now}
	if err := checkPlace(path); err != nil {
		return nil, err
	}
	s.w = connect(path, "&_txlock=immediate&_pragma=cache_size(-32000)")
	s.w.SetMaxOpenConns(1)
	if err := s.prepare(ctx); err != nil {
		s.w.Close()
		return nil, err
	}
	s.r = connect(path, "&_pragma=cache_size(-16000)&_pragma=query_only(1)")
	s.r.SetMaxOpenConns(4)
	s.r.SetMaxIdleConns(4)
	return s, nil
}

// connect names the file in a DSN. Every commit is synced (synchronous FULL):
// what was acknowledged outlives a loss of power.
func connect(path, more string) *sql.DB {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() +
		fmt.Sprintf("?_pragma=busy_timeout(%d)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)", busy) + more
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		panic("the SQLite driver is not linked in: " + err.Error()) // cannot happen: see the import
	}
	return db
}

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
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return s.fail("open store", s.path, err)
	}
	if version > len(files) {
		return &fault.Error{
			Op: "open store", Kind: fault.Conflict, ID: s.path,
			Err: fmt.Errorf("a newer dateline wrote it (schema %d, this one knows %d): use the newer program, or name another file", version, len(files)),
		}
	}
	for i := version; i < len(files); i++ {
		if err := s.migrate(ctx, files[i], i); err != nil {
			return err
		}
	}
	return nil
}

// migrate runs one file in one transaction, unless another process just did.
func (s *Store) migrate(ctx context.Context, file string, from int) error {
	text, err := migrations.ReadFile(file)
	if err != nil {
		return s.fail("open store", s.path, err)
	}
	return s.write(ctx, "open store", s.path, func(tx *tx) error {
		var version int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version > from {
			return err
		}
		_, err := tx.ExecContext(ctx, string(text)+fmt.Sprintf("\n;PRAGMA user_version=%d;PRAGMA application_id=%d;", from+1, appID))
		return err
	})
}

// Close lets go of the file. Writes under way end first.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return errors.Join(s.mark.remove(), s.r.Close(), s.w.Close())
}

// Backup writes a whole and consistent copy of the store to a new file, while
// others read and write.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err == nil {
		return &fault.Error{Op: "back up store", Kind: fault.Conflict, ID: path, Err: errors.New("there is such a file already: name a new one")}
	}
	if _, err := s.w.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		os.Remove(path)
		return s.fail("back up store", path, err)
	}
	return nil
}
