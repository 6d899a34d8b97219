package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"github.com/datelinewire/dateline/record"
)

// Begin writes attempts down: see record.Attempts.
func (s *Store) Begin(ctx context.Context, reader string, contentIDs ...string) ([]string, error) {
	if len(contentIDs) == 0 {
		return nil, nil
	}
	const op = "begin readings"
	owner, err := s.owner()
	if err != nil {
		return nil, s.fail(op, s.path, err)
	}
	var begun []string
	err = s.write(ctx, op, "", func(t *tx) error {
		begun = nil
		for _, id := range contentIDs {
			st, err := t.stmt(ctx, `INSERT OR IGNORE INTO attempt (content, reader, owner, begun)
				SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM version WHERE content=?1) AND NOT `+hasRead)
			if err != nil {
				return err
			}
			res, err := st.ExecContext(ctx, id, reader, owner, s.now().UnixMicro())
			if err != nil {
				return err
			}
			if n, err := res.RowsAffected(); err != nil {
				return err
			} else if n > 0 {
				begun = append(begun, id)
			}
		}
		return nil
	})
	return begun, err
}

// Release takes attempts back: see record.Attempts.
func (s *Store) Release(ctx context.Context, reader string, contentIDs ...string) error {
	if len(contentIDs) == 0 {
		return nil
	}
	const op = "release readings"
	owner, err := s.owner()
	if err != nil {
		return s.fail(op, s.path, err)
	}
	return s.write(ctx, op, "", func(t *tx) error {
		for _, id := range contentIDs {
			for _, q := range [...]string{
				"DELETE FROM attempt WHERE content=? AND reader=? AND owner=? AND alone=0",
				"UPDATE attempt SET owner='', alone=alone-1 WHERE content=? AND reader=? AND owner=?",
			} {
				if _, err := t.do(ctx, q, id, reader, owner); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// endAttempt is what storing a reading does to its attempt.
func endAttempt(ctx context.Context, t *tx, content, reader string) error {
	_, err := t.do(ctx, "DELETE FROM attempt WHERE content=? AND reader=?", content, reader)
	return err
}

// Lost returns what nobody will finish: see record.Attempts.
func (s *Store) Lost(ctx context.Context, reader string, limit int) ([]record.Attempt, error) {
	const op = "look for lost readings"
	if err := s.bury(ctx); err != nil {
		return nil, s.fail(op, s.path, err)
	}
	var out []record.Attempt
	err := s.rows(ctx, "SELECT a.begun, a.alone, a.cause, "+entryColumns+`
		FROM attempt a JOIN version v JOIN story s ON s.n=v.story AND v.n=(SELECT max(n) FROM version WHERE content=a.content AND kind<>'kill')
		WHERE a.reader=? AND a.owner='' ORDER BY a.alone, a.begun, a.content LIMIT ?`,
		[]any{reader, record.Limit(limit)}, func(scan func(...any) error) error {
			a := record.Attempt{Reader: reader}
			var begun int64
			var err error
			a.Entry, err = s.scanEntry(scan, &begun, &a.Alone, &a.Cause)
			a.Begun = time.UnixMicro(begun).UTC()
			out = append(out, a)
			return err
		})
	return out, s.fail(op, s.path, err)
}

// bury takes attempts from programs that have ended. The marks are looked at
// first: a program whose mark is found let go begins nothing afterwards, so
// that all its attempts are in the answer of the query, and the mark can go.
func (s *Store) bury(ctx context.Context) error {
	ended, err := s.ended()
	if err != nil {
		return err
	}
	var owners []string
	err = s.rows(ctx, "SELECT DISTINCT owner FROM attempt WHERE owner<>''", nil, func(scan func(...any) error) error {
		var o string
		err := scan(&o)
		owners = append(owners, o)
		return err
	})
	if err != nil {
		return err
	}
	for _, o := range owners {
		cause, gone := ended[o]
		if _, err := os.Stat(s.markPath(o)); !gone && !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		err := s.write(ctx, "look for lost readings", "", func(t *tx) error {
			_, err := t.do(ctx, "UPDATE attempt SET owner='', cause=? WHERE owner=?", cause, o)
			return err
		})
		if err != nil {
			return err
		}
	}
	for o := range ended {
		if err := os.Remove(s.markPath(o)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Alone takes a lost attempt over: see record.Attempts.
func (s *Store) Alone(ctx context.Context, a record.Attempt) (bool, error) {
	const op = "begin reading alone"
	id := a.Entry.Story.ID
	owner, err := s.owner()
	if err != nil {
		return false, s.fail(op, id, err)
	}
	var n int64
	err = s.write(ctx, op, id, func(t *tx) error {
		st, err := t.stmt(ctx, `UPDATE attempt SET owner=?, begun=?, alone=alone+1, cause=''
			WHERE content=? AND reader=? AND owner=''`)
		if err != nil {
			return err
		}
		res, err := st.ExecContext(ctx, owner, s.now().UnixMicro(), id, a.Reader)
		if err != nil {
			return err
		}
		n, err = res.RowsAffected()
		return err
	})
	return n > 0, err
}

// Waiting returns what is not read of the contents: see record.Attempts.
func (s *Store) Waiting(ctx context.Context, reader string, contentIDs ...string) ([]record.Entry, error) {
	var out []record.Entry
	for chunk := range slices.Chunk(contentIDs, 500) {
		args := []any{reader}
		for _, id := range chunk {
			args = append(args, id)
		}
		args = append(args, s.now().UnixMicro())
		es, err := s.entries(ctx, `WHERE NOT EXISTS (SELECT 1 FROM version w JOIN reading r ON r.version=w.n JOIN reader d ON d.n=r.reader
			WHERE w.content=v.content AND d.name=?) AND v.n IN (SELECT max(n) FROM version WHERE content IN (`+marks(len(chunk))+`) AND kind<>'kill' GROUP BY content)
			AND NOT (v.kind='embargo' AND s.kind='embargo' AND s.until>?) ORDER BY v.n`, args...)
		if err != nil {
			return nil, s.fail("look for unread stories", "", err)
		}
		out = append(out, es...)
	}
	return out, nil
}
