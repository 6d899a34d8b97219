package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
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
	id, content              string
	sign                     record.Signature
}

const selectLine = `SELECT s.n, s.head, s.number, s.cluster, s.id, v.content, s.sign
	FROM story s JOIN version v ON v.n = s.head `

func lineBy(ctx context.Context, t *tx, cond string, args ...any) (*line, error) {
	var l line
	var sign []byte
	err := t.one(ctx, selectLine+cond, args, &l.n, &l.head, &l.number, &l.cluster, &l.id, &l.content, &sign)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	l.sign = record.SignatureFrom(sign)
	return &l, err
}

func put(ctx context.Context, t *tx, e *record.Entry) (record.Receipt, error) {
	sign := record.Sign(e.Story.Text)
	l, err := match(ctx, t, e, &sign)
	if err != nil {
		return record.Receipt{}, err
	}
	if l == nil {
		return begin(ctx, t, e, &sign)
	}
	var n int
	err = t.one(ctx, "SELECT number FROM version WHERE story=? AND identity=?", []any{l.n, record.Identity(e)}, &n)
	if err == nil {
		return record.Receipt{StoryID: l.id, ContentID: e.Story.ID, N: n}, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return record.Receipt{}, err
	}
	if v := e.Version.Supersedes; v != "" && v != l.content {
		return record.Receipt{}, &fault.Error{
			Op: "store version", Kind: fault.Conflict, ID: l.id,
			Err: errors.New("someone changed the story meanwhile: look at the latest version, then change that"),
		}
	}
	return advance(ctx, t, e, l, &sign)
}

// match finds the story that the entry is a version of; nil: none.
func match(ctx context.Context, t *tx, e *record.Entry, sign *record.Signature) (*line, error) {
	if id := e.Version.StoryID; id != "" {
		return lineBy(ctx, t, "WHERE s.id=?", id)
	}
	l, err := lineBy(ctx, t, "WHERE s.n=(SELECT story FROM version WHERE content=? ORDER BY n LIMIT 1)", e.Story.ID)
	if l != nil || err != nil || e.Story.URL == "" {
		return l, err
	}
	l, err = lineBy(ctx, t, "WHERE s.n=(SELECT story FROM version WHERE url=? AND url<>'' ORDER BY n DESC LIMIT 1)", e.Story.URL)
	if l == nil || err != nil {
		return nil, err
	}
	var headline string
	if err := t.one(ctx, "SELECT headline FROM version WHERE n=?", []any{l.head}, &headline); err != nil {
		return nil, err
	}
	if (headline == "" || headline != e.Story.Headline) && sign.Similar(&l.sign) < record.UpdateAt {
		return nil, nil // an address that shows one story after another
	}
	return l, nil
}

// begin stores the first version of a story.
func begin(ctx context.Context, t *tx, e *record.Entry, sign *record.Signature) (record.Receipt, error) {
	v := &e.Version
	if v.StoryID == "" {
		v.StoryID = e.Story.ID
	}
	v.N, v.Supersedes = 1, ""
	if v.Kind == "" {
		v.Kind = news.Original
	}
	item := record.ItemOf(e)
	n, err := t.do(ctx, "INSERT INTO story (id, head, number, at, kind, until, cluster, item) VALUES (?,0,0,0,'',0,0,'')", v.StoryID)
	if err != nil {
		return record.Receipt{}, err
	}
	l := &line{n: n, cluster: n, id: v.StoryID}
	if c, err := cluster(ctx, t, n, sign); err != nil {
		return record.Receipt{}, err
	} else if c != 0 {
		l.cluster = c
	}
	return finish(ctx, t, e, l, item, sign)
}

// advance stores a further version.
func advance(ctx context.Context, t *tx, e *record.Entry, l *line, sign *record.Signature) (record.Receipt, error) {
	v := &e.Version
	v.StoryID, v.N, v.Supersedes = l.id, int(l.number)+1, l.content
	if v.Kind == "" || v.Kind == news.Original {
		v.Kind = news.Update
	}
	ended := v.Received.UnixMicro()
	for _, q := range [...]string{
		"UPDATE version SET ended=? WHERE n=?", "UPDATE event SET ended=? WHERE version=?", "UPDATE pledge SET ended=? WHERE version=?",
	} {
		if _, err := t.do(ctx, q, ended, l.head); err != nil {
			return record.Receipt{}, err
		}
	}
	for _, q := range [...]string{dropKeys, dropHeld} {
		if _, err := t.do(ctx, q, l.head); err != nil {
			return record.Receipt{}, err
		}
	}
	if _, err := t.do(ctx, `INSERT INTO words (words, rowid, headline, deck, body)
		SELECT 'delete', n, headline, deck, body FROM version WHERE n=?`, l.head); err != nil {
		return record.Receipt{}, err
	}
	for _, b := range l.sign.Bands() {
		if _, err := t.do(ctx, "DELETE FROM band WHERE hash=? AND story=?", b, l.n); err != nil {
			return record.Receipt{}, err
		}
	}
	return finish(ctx, t, e, l, record.ItemOf(e), sign)
}

// finish writes the version, points the story at it and indexes it.
func finish(ctx context.Context, t *tx, e *record.Entry, l *line, item record.Item, sign *record.Signature) (record.Receipt, error) {
	fail := func(err error) (record.Receipt, error) { return record.Receipt{}, err }
	s, v := e.Story, &e.Version
	text := s.Text
	s.Text = ""
	data, err1 := json.Marshal(&s)
	change, err2 := json.Marshal(v)
	listed, err3 := json.Marshal(&item)
	if err := errors.Join(err1, err2, err3); err != nil {
		return fail(fmt.Errorf("encode story: %w", err))
	}
	at := item.At.UnixMicro()
	head, err := t.do(ctx, `INSERT INTO version (story, number, content, identity, kind, received, at, url, headline, deck, body, data, change)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)`,
		l.n, v.N, s.ID, record.Identity(e), string(v.Kind), v.Received.UnixMicro(), at, s.URL, s.Headline, s.Deck, text, string(data), string(change))
	if err != nil {
		return fail(err)
	}
	if _, err := t.do(ctx, "UPDATE story SET head=?, number=?, at=?, kind=?, until=?, cluster=?, item=?, sign=? WHERE n=?",
		head, v.N, at, string(v.Kind), micro(v.Until), l.cluster, string(listed), sign.Bytes(), l.n); err != nil {
		return fail(err)
	}
	if _, err := t.do(ctx, "INSERT INTO words (rowid, headline, deck, body) VALUES (?,?,?,?)", head, s.Headline, s.Deck, text); err != nil {
		return fail(err)
	}
	for _, b := range sign.Bands() {
		if _, err := t.do(ctx, "INSERT OR IGNORE INTO band (hash, story) VALUES (?,?)", b, l.n); err != nil {
			return fail(err)
		}
	}
	if err := index(ctx, t, head); err != nil {
		return fail(err)
	}
	return record.Receipt{StoryID: v.StoryID, ContentID: s.ID, N: v.N, Added: true}, nil
}

// cluster gives the cluster of the story most like the new one, 0 for none
// that is like enough.
func cluster(ctx context.Context, t *tx, self int64, sign *record.Signature) (int64, error) {
	var keys []any
	for _, b := range sign.Bands() {
		keys = append(keys, b)
	}
	if len(keys) == 0 {
		return 0, nil
	}
	var best int64
	most := record.CopyAt
	err := t.all(ctx, `SELECT s.cluster, s.sign FROM story s
		WHERE s.n IN (SELECT story FROM band WHERE hash IN (`+marks(len(keys))+`) GROUP BY story ORDER BY count(*) DESC, story LIMIT 100) AND s.n<>?
		ORDER BY s.n`,
		append(keys, self), func(scan func(...any) error) error {
			var c int64
			var b []byte
			if err := scan(&c, &b); err != nil {
				return err
			}
			o := record.SignatureFrom(b)
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
