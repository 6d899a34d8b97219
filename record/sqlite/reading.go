package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// hasRead is the condition that a reader, named by the second argument, has
// read the content in the first.
const hasRead = `EXISTS (SELECT 1 FROM version hv JOIN reading hr ON hr.version=hv.n JOIN reader hd ON hd.n=hr.reader
	WHERE hv.content=?1 AND hd.name=?2)`

// PutReading stores readings: see record.Store.
func (s *Store) PutReading(ctx context.Context, in ...*fact.Reading) error {
	return s.write(ctx, "store readings", "", func(t *tx) error {
		for _, r := range in {
			if err := putReading(ctx, t, r); err != nil {
				return err
			}
		}
		return nil
	})
}

func putReading(ctx context.Context, t *tx, r *fact.Reading) error {
	var versions []int64
	err := t.all(ctx, "SELECT n FROM version WHERE content=? ORDER BY n", []any{r.Story.ID}, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		versions = append(versions, n)
		return err
	})
	if err != nil {
		return err
	}
	if len(versions) == 0 {
		return &fault.Error{Op: "store reading", Kind: fault.NotFound, ID: r.Story.ID, Err: errors.New("no such story is on record: store the story first")}
	}
	reader, err := readerNumber(ctx, t, r.Reader)
	if err != nil {
		return err
	}
	if err := keepReading(ctx, t, r, versions[0], reader); err != nil {
		return err
	}
	if err := endAttempt(ctx, t, r.Story.ID, r.Reader); err != nil {
		return err
	}
	for _, n := range versions {
		if _, err := t.do(ctx, "DELETE FROM unread WHERE reader=? AND day=(SELECT day FROM version WHERE n=?2) AND version=?2", reader, n); err != nil {
			return err
		}
		if err := index(ctx, t, n); err != nil {
			return err
		}
	}
	return nil
}

// keepReading stores a reading unless the same is there already.
func keepReading(ctx context.Context, t *tx, r *fact.Reading, version, reader int64) error {
	short := *r
	short.Story.Text = ""
	data, err := json.Marshal(&short)
	if err != nil {
		return err
	}
	same := false
	err = t.all(ctx, "SELECT data FROM reading WHERE version=? AND reader=?", []any{version, reader}, func(scan func(...any) error) error {
		var packed []byte
		if err := scan(&packed); err != nil {
			return err
		}
		b, err := t.s.pack.Unpack(packed)
		same = same || string(b) == string(data)
		return err
	})
	if err != nil || same {
		return err
	}
	var n int64
	if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM reading", nil, &n); err != nil {
		return err
	}
	_, err = t.do(ctx, "INSERT INTO reading (n, version, reader, data, sum) VALUES (?1,?2,?3,?4,checksum(?1,?2,?3,?4))",
		n, version, reader, t.s.pack.JSON(data))
	return err
}

// readerNumber returns the reader's number and gives it one if it has none.
func readerNumber(ctx context.Context, t *tx, name string) (int64, error) {
	var n int64
	err := t.one(ctx, "SELECT n FROM reader WHERE name=?", []any{name}, &n)
	if !errors.Is(err, sql.ErrNoRows) {
		return n, err
	}
	if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM reader", nil, &n); err != nil {
		return 0, err
	}
	_, err = t.do(ctx, "INSERT INTO reader (n, name, sum) VALUES (?1,?2,checksum(?1,?2))", n, name)
	return n, err
}

// lastReading returns the reading of a content that is in force, and the
// number of its reader; nil: none.
func lastReading(ctx context.Context, t *tx, e *record.Entry) (*fact.Reading, int64, error) {
	var data []byte
	var reader int64
	err := t.one(ctx, "SELECT r.data, r.reader FROM reading r JOIN version v ON v.n=r.version WHERE v.content=? ORDER BY r.n DESC LIMIT 1", []any{e.Story.ID}, &data, &reader)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	r, err := t.s.decodeReading(data, e.Story.Text)
	return r, reader, err
}

func (s *Store) decodeReading(data []byte, text string) (*fact.Reading, error) {
	data, err := s.pack.Unpack(data)
	if err != nil {
		return nil, err
	}
	r := new(fact.Reading)
	err = json.Unmarshal(data, r)
	r.Story.Text = text
	return r, err
}

// Reading returns a reading: see record.Store.
func (s *Store) Reading(ctx context.Context, contentID, reader string) (*fact.Reading, error) {
	const op = "look up reading"
	var r *fact.Reading
	err := s.rows(ctx, `SELECT r.data, unpack(v.body) FROM version v JOIN reading r ON r.version=v.n JOIN reader d ON d.n=r.reader
		WHERE v.content=?1 AND (?2='' OR d.name=?2) ORDER BY r.n DESC LIMIT 1`, []any{contentID, reader}, func(scan func(...any) error) error {
		var data []byte
		var text string
		err := scan(&data, &text)
		if err == nil {
			r, err = s.decodeReading(data, text)
		}
		return err
	})
	if err == nil && r == nil {
		return nil, &fault.Error{Op: op, Kind: fault.NotFound, ID: contentID, Err: errors.New("the story is not on record or has not been read yet")}
	}
	return r, s.fail(op, contentID, err)
}
