package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strconv"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// row finds the story with that id, or the first with such a content.
func (s *Store) row(ctx context.Context, op, id string) (int64, error) {
	var n int64
	err := s.r.QueryRowContext(ctx, `SELECT n FROM story WHERE id=?1
		UNION ALL SELECT * FROM (SELECT story FROM version WHERE content=?1 ORDER BY n LIMIT 1) LIMIT 1`, id).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, notFound(op, id)
	}
	return n, s.fail(op, id, err)
}

func notFound(op, id string) error {
	return &fault.Error{Op: op, Kind: fault.NotFound, ID: id, Err: errors.New("no such story is on record")}
}

// Story returns the latest version: see record.Store.
func (s *Store) Story(ctx context.Context, id string) (record.Entry, error) {
	n, err := s.row(ctx, "look up story", id)
	if err != nil {
		return record.Entry{}, err
	}
	es, err := s.entries(ctx, "WHERE s.n=? AND v.n=s.head", n)
	if err != nil || len(es) == 0 {
		return record.Entry{}, s.fail("look up story", id, errors.Join(err, missing(len(es))))
	}
	return es[0], nil
}

func missing(n int) error {
	if n == 0 {
		return errors.New("its latest version is missing: run dateline doctor")
	}
	return nil
}

// Versions returns all versions: see record.Store.
func (s *Store) Versions(ctx context.Context, id string) ([]record.Entry, error) {
	n, err := s.row(ctx, "look up story", id)
	if err != nil {
		return nil, err
	}
	es, err := s.entries(ctx, "WHERE v.story=? ORDER BY v.number", n)
	return es, s.fail("look up story", id, err)
}

func (s *Store) entries(ctx context.Context, cond string, args ...any) ([]record.Entry, error) {
	var out []record.Entry
	err := s.rows(ctx, selectEntry+cond, args, func(scan func(...any) error) error {
		e, err := s.scanEntry(scan)
		out = append(out, e)
		return err
	})
	return out, err
}

// Judge stores a judgement: see record.Store.
func (s *Store) Judge(ctx context.Context, j record.Judgement) error {
	if err := record.CheckJudgement(&j); err != nil {
		return err
	}
	id := j.StoryID
	if id == "" {
		id = j.ContentID
	}
	story, err := s.row(ctx, "judge fact", id)
	if err != nil {
		return err
	}
	if j.At.IsZero() {
		j.At = s.now().UTC()
	}
	return s.write(ctx, "judge fact", id, func(t *tx) error {
		if err := t.one(ctx, "SELECT id FROM story WHERE n=?", []any{story}, &j.StoryID); err != nil {
			return err
		}
		data, err := json.Marshal(&j)
		if err != nil {
			return err
		}
		var n int64
		if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM judgement", nil, &n); err != nil {
			return err
		}
		if _, err := t.do(ctx, "INSERT INTO judgement (n, story, at, data, sum) VALUES (?1,?2,?3,?4,checksum(?1,?2,?3,?4))", n, story, j.At.UnixMicro(), string(data)); err != nil {
			return err
		}
		return indexStory(ctx, t, story) // as of earlier days, earlier versions are told
	})
}

// Judgements returns what was judged: see record.Store.
func (s *Store) Judgements(ctx context.Context, id string) ([]record.Judgement, error) {
	ask, args := "SELECT n, data FROM judgement ORDER BY n", []any(nil)
	if id != "" {
		n, err := s.row(ctx, "look up judgements", id)
		if err != nil {
			return nil, err
		}
		ask, args = selectJudgement, []any{n}
	}
	var out []record.Judgement
	err := s.rows(ctx, ask, args, func(scan func(...any) error) error {
		return scanJudgement(scan, &out)
	})
	return out, s.fail("look up judgements", id, err)
}

const selectJudgement = "SELECT n, data FROM judgement WHERE story=? ORDER BY n"

func judgements(ctx context.Context, t *tx, story int64) ([]record.Judgement, error) {
	var out []record.Judgement
	err := t.all(ctx, selectJudgement, []any{story}, func(scan func(...any) error) error {
		return scanJudgement(scan, &out)
	})
	return out, err
}

func scanJudgement(scan func(...any) error, out *[]record.Judgement) error {
	var n int64
	var data string
	if err := scan(&n, &data); err != nil {
		return err
	}
	var j record.Judgement
	err := json.Unmarshal([]byte(data), &j)
	j.ID = strconv.FormatInt(n, 10)
	*out = append(*out, j)
	return err
}
