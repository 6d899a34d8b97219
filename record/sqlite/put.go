package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Put stores stories: see record.Store.
func (s *Store) Put(ctx context.Context, in ...record.Entry) ([]record.Receipt, error) {
	out := make([]record.Receipt, len(in))
	err := s.write(ctx, "store stories", "", func(t *tx) error {
		for i := range in {
			e := in[i] // a copy: the caller's stays as it was
			if err := record.Prepare(&e, s.now()); err != nil {
				return err
			}
			var err error
			if out[i], err = put(ctx, t, &e); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// line is a story as far as putting needs it.
type line struct {
	n, head, number, cluster int64
	id, content, headline    string
}

const selectLine = `SELECT s.n, s.head, s.number, s.cluster, s.id, v.content, v.headline
	FROM story s JOIN version v ON v.n = s.head `

func lineBy(ctx context.Context, t *tx, cond string, args ...any) (*line, error) {
	var l line
	err := t.one(ctx, selectLine+cond, args, &l.n, &l.head, &l.number, &l.cluster, &l.id, &l.content, &l.headline)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &l, err
}

// signature works out that of a version's text. It is not kept: it is needed
// for few stories and takes 512 bytes.
func signature(ctx context.Context, t *tx, version int64) (record.Signature, error) {
	var body string
	if err := t.one(ctx, "SELECT unpack(body) FROM version WHERE n=?", []any{version}, &body); err != nil {
		return record.Signature{}, err
	}
	return record.Sign(body), nil
}

func put(ctx context.Context, t *tx, e *record.Entry) (record.Receipt, error) {
	sign := record.Sign(e.Story.Text)
	l, err := match(ctx, t, e, &sign)
	if err != nil {
		return record.Receipt{}, err
	}
	if l == nil {
		r, n, err := begin(ctx, t, e, &sign)
		if err != nil {
			return r, err
		}
		return r, effects(ctx, t, n, e)
	}
	n, err := known(ctx, t, l, e)
	if err != nil {
		return record.Receipt{}, err
	}
	if n > 0 {
		return record.Receipt{StoryID: l.id, ContentID: e.Story.ID, N: n}, nil
	}
	if v := e.Version.Supersedes; v != "" && v != l.content {
		return record.Receipt{}, &fault.Error{
			Op: "store version", Kind: fault.Conflict, ID: l.id,
			Err: errors.New("someone changed the story meanwhile: look at the latest version, then change that"),
		}
	}
	r, err := add(ctx, t, e, l, &sign)
	if err != nil {
		return r, err
	}
	return r, effects(ctx, t, l.n, e)
}

// known returns the number of the story's version that says the same, 0 for
// none.
func known(ctx context.Context, t *tx, l *line, e *record.Entry) (int, error) {
	n := 0
	err := t.all(ctx, selectEntry+"WHERE v.story=? AND v.content=? ORDER BY v.n", []any{l.n, e.Story.ID}, func(scan func(...any) error) error {
		o, err := t.s.scanEntry(scan)
		if k := (record.Known{Story: l.n, Entry: &o}); err == nil && n == 0 && k.Says(e) {
			n = o.Version.N
		}
		return err
	})
	return n, err
}

// begin stores the first version of a story, and returns the story's number.
func begin(ctx context.Context, t *tx, e *record.Entry, sign *record.Signature) (record.Receipt, int64, error) {
	v := &e.Version
	if v.StoryID == "" {
		v.StoryID = e.Story.ID
	}
	v.N, v.Supersedes = 1, ""
	record.Settle(e, 0)
	l := &line{id: v.StoryID}
	if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM story", nil, &l.n); err != nil {
		return record.Receipt{}, 0, err
	}
	c, err := cluster(ctx, t, l.n, sign)
	if err != nil {
		return record.Receipt{}, 0, err
	}
	if l.cluster = c; c == 0 {
		l.cluster = l.n
	}
	if _, err := t.do(ctx, "INSERT INTO story (n, id, cluster, sum) VALUES (?1,?2,?3,checksum(?1,?2,?3))", l.n, l.id, l.cluster); err != nil {
		return record.Receipt{}, 0, err
	}
	r, err := finish(ctx, t, e, l, sign)
	return r, l.n, err
}

// advance stores a version that is later than all others.
func advance(ctx context.Context, t *tx, e *record.Entry, l *line, sign *record.Signature) (record.Receipt, error) {
	v := &e.Version
	v.StoryID, v.N, v.Supersedes = l.id, int(l.number)+1, l.content
	if err := withdraw(ctx, t, l.n); err != nil {
		return record.Receipt{}, err
	}
	if err := retire(ctx, t, l.head, v.Received); err != nil {
		return record.Receipt{}, err
	}
	return finish(ctx, t, e, l, sign)
}

// retire notes of a version and its facts when the next one was received.
func retire(ctx context.Context, t *tx, version int64, then time.Time) error {
	for _, q := range [...]string{
		"UPDATE version SET ended=? WHERE n=?", "UPDATE event SET ended=? WHERE version=?", "UPDATE pledge SET ended=? WHERE version=?",
		"UPDATE detail SET ended=? WHERE version=?",
	} {
		if _, err := t.do(ctx, q, then.UnixMicro(), version); err != nil {
			return err
		}
	}
	return nil
}

// Columns that a row's checksum is over.
const (
	storyColumns     = "n, id, cluster"
	readerColumns    = "n, name"
	readingColumns   = "n, version, reader, data"
	judgementColumns = "n, story, at, data"
	versionColumns   = "n, story, number, content, kind, received, source, url, headline, deck, body, parts, data"
)

// finish writes the version, points the story at it and indexes it.
func finish(ctx context.Context, t *tx, e *record.Entry, l *line, sign *record.Signature) (record.Receipt, error) {
	head, err := insertVersion(ctx, t, e, l)
	if err != nil {
		return record.Receipt{}, err
	}
	if err := present(ctx, t, e, l.n, head, sign); err != nil {
		return record.Receipt{}, err
	}
	v := &e.Version
	return record.Receipt{StoryID: v.StoryID, ContentID: e.Story.ID, N: v.N, Added: true}, index(ctx, t, head)
}

// insertVersion writes a version's row and its names, lists it for those who
// read, and returns its number.
func insertVersion(ctx context.Context, t *tx, e *record.Entry, l *line) (int64, error) {
	s, v := &e.Story, &e.Version
	parts, err1 := json.Marshal(s.Parts)
	data, err2 := json.Marshal(slim(e))
	if err := errors.Join(err1, err2); err != nil {
		return 0, fmt.Errorf("encode story: %w", err)
	}
	var n int64
	if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM version", nil, &n); err != nil {
		return 0, err
	}
	if _, err := t.do(ctx, "INSERT INTO version ("+versionColumns+", sum, day) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,checksum(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13),?14)",
		n, l.n, v.N, s.ID, string(v.Kind), v.Received.UnixMicro(), s.Source, s.URL, s.Headline, s.Deck, t.s.pack.Prose(s.Text), t.s.pack.Row(parts), t.s.pack.Row(data), record.DayNumber(s.Day())); err != nil {
		return 0, err
	}
	if err := writeNames(ctx, t, e, n); err != nil {
		return 0, err
	}
	return n, awaitReading(ctx, t, n)
}

// present makes a version the latest of its story: the one that is listed,
// searched and compared.
func present(ctx context.Context, t *tx, e *record.Entry, story, head int64, sign *record.Signature) error {
	s, v := &e.Story, &e.Version
	if _, err := t.do(ctx, "UPDATE story SET head=?, number=?, at=?, kind=?, until=? WHERE n=?",
		head, v.N, record.At(s, v).Unix(), string(v.Kind), micro(v.Until), story); err != nil {
		return err
	}
	if _, err := t.do(ctx, "INSERT INTO words (rowid, headline, deck, body) VALUES (?,?,?,?)", head, s.Headline, s.Deck, s.Text); err != nil {
		return err
	}
	for _, b := range sign.Bands() {
		if _, err := t.do(ctx, "INSERT OR IGNORE INTO band (hash, story) VALUES (?,?)", int64(uint32(b)), story); err != nil {
			return err
		}
	}
	return nil
}

// cluster returns the cluster of the story most like the new one, 0 for none
// that is like enough. What is under embargo stands for no other: that would be
// hidden with it.
func cluster(ctx context.Context, t *tx, self int64, sign *record.Signature) (int64, error) {
	var keys []any
	for _, b := range sign.Bands() {
		keys = append(keys, int64(uint32(b)))
	}
	if len(keys) == 0 {
		return 0, nil
	}
	var best int64
	most := record.CopyAt
	err := t.all(ctx, `SELECT s.cluster, unpack(v.body) FROM story s JOIN version v ON v.n=s.head
		WHERE s.n IN (SELECT story FROM band WHERE hash IN (`+marks(len(keys))+`) GROUP BY story ORDER BY count(*) DESC, story LIMIT 100) AND s.n<>?
		AND NOT (s.kind='embargo' AND s.until>?) ORDER BY s.n`,
		append(keys, self, t.s.now().UnixMicro()), func(scan func(...any) error) error {
			var c int64
			var body string
			if err := scan(&c, &body); err != nil {
				return err
			}
			o := record.Sign(body)
			if like := sign.Similar(&o); like > most || like == most && best == 0 {
				best, most = c, like
			}
			return nil
		})
	return best, err
}

func micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}
