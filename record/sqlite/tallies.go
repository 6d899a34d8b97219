package sqlite

import (
	"context"
	"strings"

	"github.com/datelinewire/dateline/record"
)

// Tally counts values among what a search finds: see record.Store. The terms of
// each story stand in its row, so that no index is walked for them.
func (s *Store) Tally(ctx context.Context, q record.Query, limit int, keys ...record.Key) (map[record.Key][]record.Count, error) {
	const op = "count what was found"
	if q.Empty() || len(keys) == 0 {
		return nil, nil
	}
	found, _, err := s.pool(ctx, &q)
	if err != nil {
		return nil, s.fail(op, "", err)
	}
	counts := map[int64]int{}
	err = ask(ctx, s.f, "SELECT s.keys FROM json_each(?) p CROSS JOIN story s ON s.n=p.value->>0", []any{found.ranks}, func(scan func(...any) error) error {
		var packed []byte
		err := scan(&packed)
		for _, term := range unvarints(packed) {
			counts[term]++
		}
		return err
	})
	if err != nil {
		return nil, s.fail(op, "", err)
	}
	out := map[record.Key][]record.Count{}
	for _, k := range keys {
		if err := s.named(ctx, k, counts, out); err != nil {
			return nil, s.fail(op, "", err)
		}
		record.SortCounts(out[k])
		out[k] = out[k][:min(len(out[k]), limit)]
	}
	return out, nil
}

// named adds the values of the terms that were counted and are of a key.
func (s *Store) named(ctx context.Context, k record.Key, counts map[int64]int, out map[record.Key][]record.Count) error {
	return ask(ctx, s.f, "SELECT n, value FROM term WHERE kind=?", []any{string(k)}, func(scan func(...any) error) error {
		var n int64
		var value string
		err := scan(&n, &value)
		if counts[n] > 0 {
			out[k] = append(out[k], record.Count{Value: value, N: counts[n]})
		}
		return err
	})
}

// Last returns the mark of what came in last: see record.Store.
func (s *Store) Last(ctx context.Context) (int64, error) {
	var n int64
	err := ask(ctx, s.r, "SELECT ifnull(max(n), 0) FROM version", nil, func(scan func(...any) error) error { return scan(&n) })
	return n, s.fail("look for what came in last", "", err)
}

// Changes returns a number that rises with all that is written: see record.Store.
// Each act is a transaction and has a number of its own, so that those which change
// nothing are taken off.
func (s *Store) Changes(ctx context.Context) (int64, error) {
	var n int64
	err := ask(ctx, s.r, "SELECT commits - (SELECT ifnull(max(n), 0) FROM act) + (SELECT count(*) FROM act WHERE kind=?) FROM tally", []any{string(record.LinkAct)}, func(scan func(...any) error) error { return scan(&n) })
	return n, s.fail("look whether anything changed", "", err)
}

// Values returns values of a key: see record.Store.
func (s *Store) Values(ctx context.Context, k record.Key, part string, limit int) ([]record.Count, error) {
	var out []record.Count
	err := ask(ctx, s.f, `SELECT t.value, (SELECT count(*) FROM story_key k WHERE k.term=t.n) AS c FROM term t
		WHERE t.kind=? AND instr(lower(t.value), ?)>0 AND c>0 ORDER BY c DESC, t.value LIMIT ?`,
		[]any{string(k), strings.ToLower(part), record.Limit(limit)}, func(scan func(...any) error) error {
			var c record.Count
			err := scan(&c.Value, &c.N)
			out = append(out, c)
			return err
		})
	return out, s.fail("list values of "+string(k), "", err)
}
