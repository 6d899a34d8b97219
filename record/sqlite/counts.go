package sqlite

import (
	"context"
	"time"

	"github.com/datelinewire/dateline/record"
)

// Counts says how much is on record: see record.Store.
func (s *Store) Counts(ctx context.Context) (record.Counts, error) {
	var c record.Counts
	var first, last int64
	err := ask(ctx, s.c, `SELECT
		(SELECT count(*) FROM story), (SELECT count(*) FROM version), (SELECT count(*) FROM reading),
		(SELECT count(*) FROM event WHERE ended=0), (SELECT count(*) FROM pledge WHERE ended=0), (SELECT count(*) FROM judgement),
		(SELECT count(*) FROM term t WHERE t.kind='source' AND EXISTS (SELECT 1 FROM story_key k WHERE k.term=t.n)),
		(SELECT count(*) - count(DISTINCT cluster) FROM story),
		(SELECT count(DISTINCT k.story) FROM term t JOIN story_key k ON k.term=t.n WHERE t.kind='trouble'),
		(SELECT ifnull(min(at),0) FROM story), (SELECT ifnull(max(at),0) FROM story)`, nil, func(scan func(...any) error) error {
		return scan(&c.Stories, &c.Versions, &c.Readings, &c.Events, &c.Pledges, &c.Judgements, &c.Sources, &c.Copies, &c.Troubled, &first, &last)
	})
	if c.Stories > 0 {
		c.First, c.Last = time.Unix(first, 0).UTC(), time.Unix(last, 0).UTC()
	}
	return c, s.fail("count", "", err)
}
