package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/datelinewire/dateline/record"
)

// followed is for how many readers what they have not read is kept: that of
// this program, that of the one before, and those of two who try a new one.
const followed = 4

// unreadBy is the part of a query that gives what a reader, the first
// argument, has not read: its number, the version's day and number.
const unreadBy = `SELECT ?1, v.day, v.n FROM version v WHERE v.kind<>'kill' AND NOT EXISTS
	(SELECT 1 FROM version w JOIN reading r ON r.version=w.n WHERE w.content=v.content AND r.reader=?1)`

// Unread returns versions without a reading: see record.Store. What each reader
// has not read is kept beside the versions, from the first time that it asks.
func (s *Store) Unread(ctx context.Context, reader string, limit int) ([]record.Entry, error) {
	const op = "look for unread stories"
	var n, since int64
	err := s.r.QueryRowContext(ctx, "SELECT n, followed FROM reader WHERE name=?", reader).Scan(&n, &since)
	if errors.Is(err, sql.ErrNoRows) || err == nil && since == 0 {
		n, err = s.follow(ctx, reader)
	}
	if err != nil {
		return nil, s.fail(op, "", err)
	}
	es, err := s.entries(ctx, `JOIN unread u ON u.version=v.n WHERE u.reader=?1 AND NOT EXISTS
		(SELECT 1 FROM attempt a WHERE a.content=v.content AND a.reader=?2)
		AND NOT (v.kind='embargo' AND s.kind='embargo' AND s.until>?3) ORDER BY u.day, u.version LIMIT ?4`, n, reader, s.now().UnixMicro(), record.Limit(limit))
	return es, s.fail(op, "", err)
}

// free ends a query for versions: it leaves out those of stories that are under
// embargo at a moment, which follows it, in microseconds.
const free = " AND story NOT IN (SELECT n FROM story WHERE kind='embargo' AND until>"

// Backlog counts the stories that are not read: see record.Attempts. For a
// reader of which that is not kept it takes a walk over all versions.
func (s *Store) Backlog(ctx context.Context, reader string) (int, error) {
	const op = "count unread stories"
	if reader == "" {
		n, err := s.neverRead(ctx)
		return n, s.fail(op, "", err)
	}
	var n, since int64
	err := s.r.QueryRowContext(ctx, "SELECT n, followed FROM reader WHERE name=?", reader).Scan(&n, &since)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, s.fail(op, "", err)
	}
	q := "SELECT count(DISTINCT story) FROM version WHERE n IN (SELECT version FROM unread WHERE reader=?1)" + free + "?2)"
	if since == 0 {
		q = "WITH u(reader, day, version) AS (" + unreadBy + ") SELECT count(DISTINCT story) FROM version WHERE n IN (SELECT version FROM u)" + free + "?2)"
	}
	stories := 0
	err = ask(ctx, s.c, q, []any{n, s.now().UnixMicro()}, func(scan func(...any) error) error { return scan(&stories) })
	return stories, s.fail(op, "", err)
}

// neverRead counts the stories that no reader has read: among those that some
// reader has not read, where that is kept of one.
func (s *Store) neverRead(ctx context.Context) (stories int, err error) {
	var followed bool
	if err := s.r.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM reader WHERE followed<>0)").Scan(&followed); err != nil {
		return 0, err
	}
	q := `SELECT count(DISTINCT v.story) FROM version v WHERE v.kind<>'kill' AND NOT EXISTS
		(SELECT 1 FROM version w JOIN reading r ON r.version=w.n WHERE w.content=v.content)` + free + "?1)"
	if followed {
		q += " AND v.n IN (SELECT version FROM unread)"
	}
	err = ask(ctx, s.c, q, []any{s.now().UnixMicro()}, func(scan func(...any) error) error { return scan(&stories) })
	return stories, err
}

// follow begins to keep what a reader has not read, and ends it for one that
// began long ago.
func (s *Store) follow(ctx context.Context, reader string) (int64, error) {
	var n int64
	err := s.write(ctx, "look for unread stories", "", func(t *tx) error {
		var err error
		if n, err = readerNumber(ctx, t, reader); err != nil {
			return err
		}
		for _, q := range [...]string{
			"UPDATE reader SET followed=(SELECT max(followed)+1 FROM reader) WHERE n=?1",
			"DELETE FROM unread WHERE reader=?1",
			"INSERT INTO unread (reader, day, version) " + unreadBy,
		} {
			if _, err := t.do(ctx, q, n); err != nil {
				return err
			}
		}
		for _, q := range [...]string{
			"UPDATE reader SET followed=0 WHERE n NOT IN (SELECT n FROM reader ORDER BY followed DESC LIMIT ?)",
			"DELETE FROM unread WHERE reader NOT IN (SELECT n FROM reader ORDER BY followed DESC LIMIT ?)",
		} {
			if _, err := t.do(ctx, q, followed); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// awaitReading notes for each reader that is followed that it has not read
// the version.
func awaitReading(ctx context.Context, t *tx, version int64) error {
	_, err := t.do(ctx, `INSERT OR IGNORE INTO unread (reader, day, version) SELECT d.n, v.day, v.n FROM version v JOIN reader d ON d.followed>0
		WHERE v.n=? AND v.kind<>'kill' AND NOT EXISTS
		(SELECT 1 FROM version w JOIN reading r ON r.version=w.n WHERE w.content=v.content AND r.reader=d.n)`, version)
	return err
}
