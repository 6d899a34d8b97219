package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// Columns that the checksums of sources are over.
const (
	sourceColumns = "n, id, address, data"
	stateColumns  = "n, data"
	itemsColumns  = "n, source, key, story, content, open, day"
	logColumns    = "n, source, at, failed, text, kept, size"
)

// Sources returns all sources: see record.Sources.
func (s *Store) Sources(ctx context.Context) ([]record.Source, error) {
	return s.sources(ctx, "")
}

// Source returns one source: see record.Sources.
func (s *Store) Source(ctx context.Context, id string) (record.Source, error) {
	out, err := s.sources(ctx, "WHERE s.id=?", id)
	if err != nil {
		return record.Source{}, err
	}
	if len(out) == 0 {
		return record.Source{}, record.NoSource(id)
	}
	return out[0], nil
}

func (s *Store) sources(ctx context.Context, cond string, args ...any) ([]record.Source, error) {
	var out []record.Source
	err := s.rows(ctx, "SELECT s.data, t.data FROM source s LEFT JOIN source_state t ON t.n=s.n "+cond+" ORDER BY s.n", args, func(scan func(...any) error) error {
		var settings, state []byte
		var x record.Source
		if err := scan(&settings, &state); err != nil {
			return err
		}
		err := s.decode(settings, &x.SourceSettings)
		if err == nil && state != nil {
			err = s.decode(state, &x.State)
		}
		out = append(out, x)
		return err
	})
	return out, s.fail("list sources", "", err)
}

// PutSource adds or changes a source: see record.Sources.
func (s *Store) PutSource(ctx context.Context, x record.SourceSettings) error {
	if err := record.CheckSource(&x); err != nil {
		return err
	}
	return s.write(ctx, "store source", x.ID, func(t *tx) error {
		n, err := sourceNumber(ctx, t, x.ID)
		if err != nil {
			return err
		}
		if n == 0 {
			if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM source", nil, &n); err != nil {
				return err
			}
		}
		return putSource(ctx, t, n, &x)
	})
}

func putSource(ctx context.Context, t *tx, n int64, x *record.SourceSettings) error {
	var other string
	switch err := t.one(ctx, "SELECT id FROM source WHERE address=? AND n<>?", []any{x.Address, n}, &other); {
	case err == nil:
		return record.SameAddress(x, other)
	case !errors.Is(err, sql.ErrNoRows):
		return err
	}
	data, err := json.Marshal(x)
	if err != nil {
		return err
	}
	_, err = t.do(ctx, "INSERT OR REPLACE INTO source ("+sourceColumns+", sum) VALUES (?1,?2,?3,?4,checksum(?1,?2,?3,?4))", n, x.ID, x.Address, t.s.pack.Row(data))
	return err
}

// sourceNumber returns the number of a source, 0 where there is none.
func sourceNumber(ctx context.Context, t *tx, id string) (int64, error) {
	var n int64
	err := t.one(ctx, "SELECT n FROM source WHERE id=?", []any{id}, &n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return n, err
}

// RemoveSource forgets a source: see record.Sources.
func (s *Store) RemoveSource(ctx context.Context, id string) error {
	return s.write(ctx, "remove source", id, func(t *tx) error {
		n, err := sourceNumber(ctx, t, id)
		if err != nil {
			return err
		}
		if n == 0 {
			return record.NoSource(id)
		}
		for _, q := range [...]string{
			"DELETE FROM source_item WHERE source=?", "DELETE FROM source_log WHERE source=?",
			"DELETE FROM source_state WHERE n=?", "DELETE FROM source WHERE n=?",
		} {
			if _, err := t.do(ctx, q, n); err != nil {
				return err
			}
		}
		return nil
	})
}

// Seen returns what is known of items: see record.Sources.
func (s *Store) Seen(ctx context.Context, source string, keys ...string) (map[string]record.Seen, error) {
	out := make(map[string]record.Seen, len(keys))
	for len(keys) > 0 {
		n := min(len(keys), 500)
		args := []any{source}
		for _, k := range keys[:n] {
			args = append(args, k)
		}
		err := s.rows(ctx, "SELECT key, story, content, open, day FROM source_item WHERE source=(SELECT n FROM source WHERE id=?) AND key IN ("+marks(n)+")", args,
			func(scan func(...any) error) error {
				var k string
				var x record.Seen
				err := scan(&k, &x.StoryID, &x.Content, &x.Open, &x.Day)
				out[k] = x
				return err
			})
		if err != nil {
			return nil, s.fail("look up items", source, err)
		}
		keys = keys[n:]
	}
	return out, nil
}

// SourceLog returns lines of the log: see record.Sources.
func (s *Store) SourceLog(ctx context.Context, id string, failed bool, limit int) ([]record.LogLine, error) {
	var w where
	w.and("1")
	if id != "" {
		w.and("l.source=(SELECT n FROM source WHERE id=?)", id)
	}
	if failed {
		w.and("l.failed=1")
	}
	w.args = append(w.args, record.Limit(limit))
	var out []record.LogLine
	err := s.rows(ctx, "SELECT "+lineColumns+"WHERE "+w.String()+" ORDER BY l.at DESC, l.n DESC LIMIT ?", w.args, func(scan func(...any) error) error {
		l, err := scanLog(scan)
		out = append(out, l)
		return err
	})
	return out, s.fail("list the log of sources", id, err)
}

const lineColumns = "l.n, s.id, l.at, l.failed, l.text, l.size FROM source_log l JOIN source s ON s.n=l.source "

func scanLog(scan func(...any) error) (l record.LogLine, err error) {
	var at int64
	err = scan(&l.N, &l.Source, &at, &l.Failed, &l.Text, &l.Size)
	l.At = time.UnixMicro(at).UTC()
	return l, err
}

// Kept returns a line with its bytes: see record.Sources.
func (s *Store) Kept(ctx context.Context, n int64) (record.LogLine, error) {
	const op = "look up what failed"
	var out record.LogLine
	found := false
	err := s.rows(ctx, "SELECT l.kept, "+lineColumns+"WHERE l.n=?", []any{n}, func(scan func(...any) error) error {
		var kept []byte
		var err error
		out, err = scanLog(func(dest ...any) error { return scan(append([]any{&kept}, dest...)...) })
		if err != nil {
			return err
		}
		found = true
		out.Bytes, err = s.pack.Unpack(kept)
		return err
	})
	if err != nil {
		return out, s.fail(op, "", err)
	}
	if !found {
		return out, &fault.Error{Op: op, Kind: fault.NotFound, Err: errors.New("it is kept no more: only a source's newest failures are")}
	}
	return out, nil
}
