package sqlite

import (
	"context"

	"github.com/datelinewire/dateline/record"
)

// rebuild makes everything anew that follows from stories, versions, readings
// and judgements. The tables that it fills are empty.
func rebuild(ctx context.Context, t *tx) error {
	for _, q := range [...]string{
		`UPDATE version SET ended=ifnull((SELECT w.received FROM version w WHERE w.story=version.story AND w.number>version.number ORDER BY w.number LIMIT 1),0)`,
		`UPDATE story SET head=(SELECT v.n FROM version v WHERE v.story=story.n ORDER BY v.number DESC LIMIT 1)`,
	} {
		if _, err := t.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	var versions []int64
	err := t.all(ctx, "SELECT n FROM version ORDER BY n", nil, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		versions = append(versions, n)
		return err
	})
	if err != nil {
		return err
	}
	for _, n := range versions {
		if err := reindex(ctx, t, n); err != nil {
			return err
		}
	}
	return nil
}

// indexAll makes the index of every version anew, whatever is in it.
func indexAll(ctx context.Context, t *tx) error {
	var versions []int64
	err := t.all(ctx, "SELECT n FROM version ORDER BY n", nil, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		versions = append(versions, n)
		return err
	})
	for _, n := range versions {
		if err == nil {
			err = index(ctx, t, n)
		}
	}
	return err
}

// reindex makes anew what follows from one version.
func reindex(ctx context.Context, t *tx, version int64) error {
	d, err := derive(ctx, t, version)
	if err != nil {
		return err
	}
	if _, err := t.do(ctx, "UPDATE version SET day=? WHERE n=?", record.DayNumber(d.entry.Story.Day()), version); err != nil {
		return err
	}
	if err := writeNames(ctx, t, &d.entry, version); err != nil {
		return err
	}
	if d.latest {
		sign := record.Sign(d.entry.Story.Text)
		if err := present(ctx, t, &d.entry, d.story, version, &sign); err != nil {
			return err
		}
	}
	return index(ctx, t, version)
}

// nameAll keeps all versions under their names, which an older program did
// not.
func nameAll(ctx context.Context, t *tx) error {
	var last int64
	for {
		var rows versionRows
		err := t.all(ctx, "SELECT v.n, "+entryColumns+" FROM version v JOIN story s ON s.n=v.story WHERE v.n>? ORDER BY v.n LIMIT 500", []any{last}, func(scan func(...any) error) error {
			r := new(versionRow)
			var err error
			r.entry, err = t.s.scanEntry(scan, &r.n)
			rows = append(rows, r)
			return err
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			if err := writeNames(ctx, t, &r.entry, r.n); err != nil {
				return err
			}
			last = r.n
		}
	}
}
