package sqlite

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/datelinewire/dateline/record"
)

// Counts says how much is on record: see record.Store.
func (s *Store) Counts(ctx context.Context) (record.Counts, error) {
	var c record.Counts
	var first, last int64
	err := s.r.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM story), (SELECT count(*) FROM version), (SELECT count(*) FROM reading),
		(SELECT count(*) FROM event WHERE ended=0), (SELECT count(*) FROM pledge WHERE ended=0), (SELECT count(*) FROM judgement),
		(SELECT count(DISTINCT value) FROM story_key WHERE key='source'),
		(SELECT count(*) - count(DISTINCT cluster) FROM story),
		(SELECT count(DISTINCT story) FROM story_key WHERE key='trouble'),
		(SELECT ifnull(min(at),0) FROM story), (SELECT ifnull(max(at),0) FROM story)`).
		Scan(&c.Stories, &c.Versions, &c.Readings, &c.Events, &c.Pledges, &c.Judgements, &c.Sources, &c.Copies, &c.Troubled, &first, &last)
	if c.Stories > 0 {
		c.First, c.Last = time.UnixMicro(first).UTC(), time.UnixMicro(last).UTC()
	}
	return c, s.fail("count", "", err)
}

// Check looks for damage: see record.Store.
func (s *Store) Check(ctx context.Context) (record.Health, error) {
	h := record.Health{Store: "sqlite", Path: s.path}
	for _, suffix := range [...]string{"", "-wal"} {
		if info, err := os.Stat(s.path + suffix); err == nil {
			h.Bytes += info.Size()
		}
	}
	if err := s.r.QueryRowContext(ctx, "PRAGMA user_version").Scan(&h.Schema); err != nil {
		return h, s.fail("check store", s.path, err)
	}
	const restore = "; keep a copy of the file and restore a backup"
	problem := func(what string) { h.Problems = append(h.Problems, what) }
	err := s.rows(ctx, "PRAGMA quick_check(20)", nil, func(scan func(...any) error) error {
		var line string
		err := scan(&line)
		if line != "ok" {
			problem(line + restore)
		}
		return err
	})
	if err != nil {
		problem(s.fail("check store", s.path, err).Error())
		return h, nil
	}
	for _, c := range [...]struct{ query, what string }{
		{"SELECT count(*) FROM story s LEFT JOIN version v ON v.n=s.head WHERE v.n IS NULL", "stories have lost their latest version" + restore},
		{"SELECT count(*) FROM version v LEFT JOIN story s ON s.n=v.story WHERE s.n IS NULL", "versions belong to no story" + restore},
		{"SELECT count(*) FROM reading r WHERE NOT EXISTS (SELECT 1 FROM version v WHERE v.content=r.content)", "readings belong to no story" + restore},
	} {
		var n int
		if err := s.r.QueryRowContext(ctx, c.query).Scan(&n); err != nil {
			problem(s.fail("check store", s.path, err).Error())
		} else if n > 0 {
			problem(fmt.Sprintf("%d %s", n, c.what))
		}
	}
	s.checkWords(ctx, problem)
	return h, nil
}

// checkWords compares the full-text index with the versions it was made of.
func (s *Store) checkWords(ctx context.Context, problem func(string)) {
	if _, err := s.w.ExecContext(ctx, "INSERT INTO words (words) VALUES ('integrity-check')"); err != nil {
		problem("the full-text index is damaged: " + s.fail("check", "words", err).Error())
	}
}
