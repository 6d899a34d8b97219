package sqlite

import (
	"context"
	"fmt"
)

// plans takes over the versions of plans that are sound, and sets the others
// aside with what can be read of them. Where the version that stood is lost, the
// one that came last stands.
func (m *mender) plans(ctx context.Context, t *tx) error {
	if !m.old.has(ctx, "plan") {
		return nil
	}
	aside := 0
	w := table{"plan", planColumns, []string{"INDEXED BY sqlite_autoindex_plan_1"}}
	err := m.each(ctx, w, func(v []any) error { return insert(ctx, t, w, v) }, func(n int64, why string) error {
		left := map[string]any{}
		for _, column := range [...]string{"source", "uid", "unpack(data)"} {
			var v any
			if m.old.w.QueryRowContext(ctx, "SELECT "+column+" FROM plan WHERE n=?", n).Scan(&v) == nil {
				left[column] = fmt.Sprint(v)
			}
		}
		if len(left) == 0 {
			return nil // a number that was only tried
		}
		aside++
		return m.setAside(ctx, t, name{}, fmt.Sprintf("a version of the plan %v of %v was set aside, take it in again: %s", left["uid"], left["source"], why), left)
	})
	if err != nil {
		return err
	}
	m.did(aside, "version of a plan was set aside: take it in again", "versions of plans were set aside: take them in again")
	var fallen []int64
	err = t.all(ctx, "SELECT max(n) FROM plan GROUP BY source, uid HAVING max(standing)=0", nil, func(scan func(...any) error) error {
		var n int64
		err := scan(&n)
		fallen = append(fallen, n)
		return err
	})
	for _, n := range fallen {
		if err == nil {
			err = writePlan(ctx, t, n, "standing=1")
		}
	}
	return err
}
