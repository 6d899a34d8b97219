package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Repaired says what Repair did.
type Repaired struct {
	Kept  string   // where the file is as it was
	Did   []string // what was made anew or left out, a line each
	Aside []string // what could not be mended: which story, and why
}

// Repair makes a new file of all that is sound in the one at path: rows whose
// checksum fits are taken over, indexes, lists and full text are made anew, a
// reading that is damaged is left out so that its story is read again, and a
// version or a judgement that is damaged is set aside with what is left of it.
// The old file stays beside the new one. It fails with Temporary where another
// program has the file open, and then changes nothing; a file whose first page
// is damaged it cannot open: that takes a backup.
func Repair(ctx context.Context, path string) (*Repaired, error) {
	const op = "repair store"
	old, err := openDamaged(ctx, path)
	if err != nil {
		return nil, err
	}
	defer old.w.Close()
	fresh := path + "-repair"
	if err := removeStore(fresh); err != nil {
		return nil, old.fail(op, path, err)
	}
	s, err := Open(ctx, fresh)
	if err != nil {
		return nil, err
	}
	m := mender{old: old, out: &Repaired{}}
	err = s.write(ctx, op, path, func(t *tx) error { return m.mend(ctx, t) })
	var h record.Health
	if err == nil {
		h, err = s.Check(ctx)
	}
	if err = errors.Join(err, s.Close()); err != nil {
		return nil, errors.Join(err, removeStore(fresh))
	}
	if len(h.Problems) > 0 {
		return nil, &fault.Error{Op: op, Kind: fault.Internal, ID: path, Err: fmt.Errorf("what was made of it is not sound either: %s; %s was left as it is", h.Problems[0], path)}
	}
	m.out.Aside = h.Aside
	m.out.Kept = path + "-damaged-" + time.Now().UTC().Format("20060102-150405")
	return m.out, old.fail(op, path, exchange(old, path, fresh, m.out.Kept))
}

// openDamaged opens a file for its rows alone, and keeps others from it.
func openDamaged(ctx context.Context, path string) (*Store, error) {
	s, err := newStore(path)
	if err != nil {
		return nil, err
	}
	s.w = s.connect("&_pragma=locking_mode(EXCLUSIVE)&_pragma=busy_timeout(500)", 1)
	_, err = s.w.ExecContext(ctx, "BEGIN EXCLUSIVE; COMMIT")
	for _, k := range kept() {
		if err == nil && s.has(ctx, k[0]) {
			_, err = s.w.ExecContext(ctx, "SELECT "+k[1]+", sum FROM "+k[0]+" LIMIT 0")
		}
	}
	if err != nil {
		s.w.Close()
		return nil, s.beyondRepair(err)
	}
	return s, nil
}

// has reports whether a file has a table. What came with a later schema is not
// there in a file of an earlier one; all others are.
func (s *Store) has(ctx context.Context, table string) bool {
	if !strings.HasPrefix(table, "source") && table != "act" {
		return true
	}
	var n int
	err := s.w.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE name=?", table).Scan(&n)
	return n > 0 || err != nil
}

// beyondRepair says of a file that cannot be opened for its rows why, and that
// only a backup helps where its start is damaged.
func (s *Store) beyondRepair(err error) error {
	const op = "repair store"
	var e *sqlite.Error
	if errors.As(err, &e) {
		if code := e.Code() & 0xff; code == lib.SQLITE_CORRUPT || code == lib.SQLITE_NOTADB {
			return &fault.Error{Op: op, Kind: fault.Invalid, ID: s.path, Err: fmt.Errorf("its start is damaged, so that none of its rows can be reached: keep a copy of it and restore a backup; it was left as it is (%w)", err)}
		}
	}
	return s.fail(op, s.path, err)
}

// exchange puts the new file in the old one's place.
func exchange(old *Store, path, fresh, kept string) error {
	if err := old.w.Close(); err != nil {
		return err
	}
	for _, suffix := range storeFiles() {
		if err := os.Rename(path+suffix, kept+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	for _, suffix := range storeFiles() {
		if err := os.Rename(fresh+suffix, path+suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// storeFiles lists what stands behind the name of each file of a store.
func storeFiles() []string { return []string{"", "-wal", "-shm", tallySuffix} }

func removeStore(path string) error {
	for _, suffix := range storeFiles() {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return nil
}

// mender carries rows from a damaged store into a new one.
type mender struct {
	old   *Store
	names map[int64]name // of stories, as far as they can be told
	out   *Repaired
}

type name struct{ id, headline string }

// did notes what was done to n things, in the words for one or for many.
func (m *mender) did(n int, one, many string) {
	switch {
	case n == 1:
		m.out.Did = append(m.out.Did, "1 "+one)
	case n > 1:
		m.out.Did = append(m.out.Did, fmt.Sprintf("%d %s", n, many))
	}
}

// mend fills the new store.
func (m *mender) mend(ctx context.Context, t *tx) error {
	for _, step := range [...]func(context.Context, *tx) error{m.versions, m.stories, m.readings, m.judgements, m.sources, m.plans, m.acts, m.settle} {
		if err := step(ctx, t); err != nil {
			return err
		}
	}
	if err := rebuild(ctx, t); err != nil {
		return err
	}
	m.out.Did = append(m.out.Did, "all lists, indexes and the full text were made anew")
	return nil
}

// table says how the rows of one table are found and taken over.
type table struct {
	name, columns string
	ways          []string // indexes by which its rows can also be found
}

// each calls row for every row that is sound, and lost for the number of
// every one that is damaged or that an index knows and nobody finds.
func (m *mender) each(ctx context.Context, w table, row func(values []any) error, lost func(n int64, why string) error) error {
	ns, err := m.numbers(ctx, w)
	if err != nil {
		return err
	}
	count := len(strings.Split(w.columns, ","))
	for _, n := range ns {
		values, why, err := m.fetch(ctx, w, n, count)
		switch {
		case err != nil:
			return err
		case why != "":
			err = lost(n, why)
		default:
			err = row(values)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// fetch reads one row, or says why it cannot be taken over.
func (m *mender) fetch(ctx context.Context, w table, n int64, count int) (values []any, why string, err error) {
	values = make([]any, count)
	dest := make([]any, count, count+1)
	for i := range values {
		dest[i] = &values[i]
	}
	sound := false
	err = m.old.w.QueryRowContext(ctx, "SELECT "+w.columns+", sum IS checksum("+w.columns+") FROM "+w.name+" WHERE n=?", n).Scan(append(dest, &sound)...)
	switch {
	case ctx.Err() != nil:
		return nil, "", ctx.Err()
	case errors.Is(err, sql.ErrNoRows):
		return nil, "it is not where an index says that it is", nil
	case err != nil:
		return nil, "it cannot be read: " + err.Error(), nil
	case !sound:
		return values, "its checksum does not fit", nil
	}
	return values, "", nil
}

// numbers gathers the numbers of a table's rows from itself and its indexes,
// each as far as it can be read; where none can be to its end, all numbers up
// to the greatest are tried.
func (m *mender) numbers(ctx context.Context, w table) ([]int64, error) {
	seen := map[int64]bool{}
	broken, most := false, int64(0)
	for _, way := range append([]string{"NOT INDEXED"}, w.ways...) {
		err := ask(ctx, m.old.w, "SELECT n FROM "+w.name+" "+way, nil, func(scan func(...any) error) error {
			var n int64
			err := scan(&n)
			seen[n] = true
			most = max(most, n)
			return err
		})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		broken = broken || err != nil
	}
	if broken {
		for n := int64(1); n <= min(most, int64(len(seen))*4+1000); n++ {
			seen[n] = true
		}
	}
	out := make([]int64, 0, len(seen))
	for n := range seen {
		out = append(out, n)
	}
	slices.Sort(out)
	return out, nil
}

// insert writes a row that was sound, with the same checksum.
func insert(ctx context.Context, t *tx, w table, values []any) error {
	q := marks(len(values))
	_, err := t.do(ctx, "INSERT INTO "+w.name+" ("+w.columns+", sum) VALUES ("+q+",checksum("+q+"))", append(slices.Clone(values), values...)...)
	return err
}

// setAside keeps what is left of a row.
func (m *mender) setAside(ctx context.Context, t *tx, of name, why string, left map[string]any) error {
	data, err := json.Marshal(left)
	if err != nil {
		return err
	}
	_, err = t.do(ctx, "INSERT INTO aside (at, story, headline, why, data) VALUES (?,?,?,?,?)",
		t.s.now().UnixMicro(), of.id, of.headline, why, string(data))
	return err
}
