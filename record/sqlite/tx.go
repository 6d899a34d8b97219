package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"
)

// tx is a transaction that prepares each statement once.
type tx struct {
	*sql.Tx
	s     *Store
	stmts map[string]*sql.Stmt
	terms map[string]int64
}

// write runs f in a transaction of the one writer, and rolls back where f or
// the commit fails.
func (s *Store) write(ctx context.Context, op, id string, f func(*tx) error) error {
	began, err := s.w.BeginTx(ctx, nil)
	if err != nil {
		return s.fail(op, id, err)
	}
	t := &tx{Tx: began, s: s, stmts: map[string]*sql.Stmt{}, terms: map[string]int64{}}
	err = f(t)
	var commits int64
	if err == nil {
		err = t.one(ctx, "UPDATE tally SET commits=commits+1 RETURNING commits", nil, &commits)
	}
	if err != nil {
		t.Rollback() // the first error is the one to tell
		return s.fail(op, id, err)
	}
	if err := t.Commit(); err != nil {
		return s.fail(op, id, err)
	}
	s.counted(commits)
	return nil
}

// count sets the number of commits.
func (t *tx) count(ctx context.Context, commits int64) error {
	_, err := t.do(ctx, "UPDATE tally SET commits=?", commits)
	return err
}

func (t *tx) stmt(ctx context.Context, q string) (*sql.Stmt, error) {
	if st := t.stmts[q]; st != nil {
		return st, nil
	}
	st, err := t.PrepareContext(ctx, q)
	if err == nil {
		t.stmts[q] = st
	}
	return st, err
}

// do runs a statement and gives the row it inserted.
func (t *tx) do(ctx context.Context, q string, args ...any) (int64, error) {
	st, err := t.stmt(ctx, q)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// one reads one row; sql.ErrNoRows where there is none.
func (t *tx) one(ctx context.Context, q string, args []any, dest ...any) error {
	st, err := t.stmt(ctx, q)
	if err != nil {
		return err
	}
	return st.QueryRowContext(ctx, args...).Scan(dest...)
}

// all reads all rows.
func (t *tx) all(ctx context.Context, q string, args []any, row func(scan func(...any) error) error) error {
	st, err := t.stmt(ctx, q)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, args...)
	return each(rows, err, row)
}

// rows reads all rows of a query for a page, outside a write.
func (s *Store) rows(ctx context.Context, q string, args []any, row func(scan func(...any) error) error) error {
	return ask(ctx, s.r, q, args, row)
}

// ask reads all rows of a query from a pool. It ends when the context does,
// and at the ceiling.
func ask(ctx context.Context, pool *sql.DB, q string, args []any, row func(scan func(...any) error) error) error {
	return askWithin(ctx, ceiling, pool, q, args, row)
}

func askWithin(ctx context.Context, most time.Duration, pool *sql.DB, q string, args []any, row func(scan func(...any) error) error) error {
	limited, cancel := context.WithTimeoutCause(ctx, most, errSlow)
	defer cancel()
	rows, err := pool.QueryContext(limited, q, args...)
	if err = each(rows, err, row); err != nil && limited.Err() != nil {
		return context.Cause(limited) // SQLite only says that it was interrupted
	}
	return err
}

// errSlow is what a question ends with that reaches the ceiling.
var errSlow = errors.New("it took longer than 15 seconds and was stopped: ask for less, such as a rarer word or fewer days, or try again when the machine has less to do")

func each(rows *sql.Rows, err error, row func(scan func(...any) error) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// where gathers the conditions of a query.
type where struct {
	sql  []string
	args []any
}

func (w *where) and(cond string, args ...any) {
	w.sql = append(w.sql, cond)
	w.args = append(w.args, args...)
}

func (w *where) String() string {
	if len(w.sql) == 0 {
		return "1"
	}
	return strings.Join(w.sql, " AND ")
}

// marks returns n question marks for an IN list.
func marks(n int) string {
	return strings.TrimSuffix(strings.Repeat("?,", n), ",")
}

// list returns numbers as arguments.
func list(ns []int64) []any {
	out := make([]any, len(ns))
	for i, n := range ns {
		out[i] = n
	}
	return out
}
