package sqlite

import (
	"context"
	"encoding/json"
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// planColumns are those that the checksum is over.
const planColumns = "n, source, uid, version, standing, begins, ends, received, data"

// PutPlans stores plans: see record.Plans.
func (s *Store) PutPlans(ctx context.Context, plans ...news.Plan) (int, error) {
	added := 0
	err := s.write(ctx, "store plans", "", func(t *tx) error {
		added = 0
		for i := range plans {
			isNew, err := putPlan(ctx, t, &plans[i])
			if err != nil {
				return err
			}
			if isNew {
				added++
			}
		}
		return nil
	})
	return added, err
}

// planRow is a version as far as putting needs it.
type planRow struct {
	n, standing, received int64
	data                  []byte
	plan                  news.Plan
}

// putPlan stores a plan, and reports whether it was not on record.
func putPlan(ctx context.Context, t *tx, p *news.Plan) (bool, error) {
	if err := record.CheckPlan(p); err != nil {
		return false, err
	}
	uid := record.PlanKey(p)
	data, err := json.Marshal(p)
	if err != nil {
		return false, err
	}
	versions := 0
	stands := int64(1)
	var old *planRow
	known := false
	err = t.all(ctx, "SELECT n, standing, received, data FROM plan WHERE source=? AND uid=? ORDER BY version", []any{p.Source, uid}, func(scan func(...any) error) error {
		var r planRow
		if err := scan(&r.n, &r.standing, &r.received, &r.data); err != nil {
			return err
		}
		if err := t.s.decode(r.data, &r.plan); err != nil {
			return err
		}
		versions++
		if r.standing == 1 {
			old = &r
		}
		known = known || record.SamePlan(&r.plan, p) && (r.standing == 1 || r.plan.Sequence != 0 || !r.plan.Modified.IsZero())
		return nil
	})
	if err != nil || known {
		return false, err
	}
	if old != nil && !record.Follows(&old.plan, p) {
		stands = 0
	} else if old != nil {
		if err := writePlan(ctx, t, old.n, "standing=0"); err != nil {
			return false, err
		}
	}
	var n int64
	if err := t.one(ctx, "SELECT ifnull(max(n),0)+1 FROM plan", nil, &n); err != nil {
		return false, err
	}
	_, err = t.do(ctx, "INSERT INTO plan ("+planColumns+", sum) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,checksum(?1,?2,?3,?4,?5,?6,?7,?8,?9))",
		n, p.Source, uid, int64(versions+1), stands, p.From.Unix(), record.PlanEnd(p).Unix(), t.s.now().UnixMicro(), t.s.pack.Row(data))
	return err == nil, err
}

// writePlan changes a row and its checksum.
func writePlan(ctx context.Context, t *tx, n int64, change string) error {
	if _, err := t.do(ctx, "UPDATE plan SET "+change+" WHERE n=?", n); err != nil {
		return err
	}
	_, err := t.do(ctx, "UPDATE plan SET sum=checksum("+planColumns+") WHERE n=?", n)
	return err
}

const selectPlan = "SELECT n, version, standing, begins, received, data FROM plan "

// scanPlan reads a row of selectPlan.
func (s *Store) scanPlan(scan func(...any) error) (p record.Plan, begins, n int64, err error) {
	var standing, received int64
	var data []byte
	if err = scan(&n, &p.Version, &standing, &begins, &received, &data); err != nil {
		return p, 0, 0, err
	}
	p.Standing, p.Received = standing == 1, time.UnixMicro(received).UTC()
	return p, begins, n, s.decode(data, &p.Plan)
}

// Plans returns standing plans: see record.Plans.
func (s *Store) Plans(ctx context.Context, f record.PlanFilter) (record.PlanPage, error) {
	const op = "list plans"
	var w where
	w.and("standing=1")
	begins, row, ok, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.PlanPage{}, err
	}
	if ok {
		w.and("(begins, n)>(?,?)", begins, row)
	}
	if !f.From.IsZero() {
		w.and("(ends>? OR begins>=?)", f.From.Unix(), f.From.Unix())
	}
	if !f.To.IsZero() {
		w.and("begins<?", f.To.Unix())
	}
	if f.Source != "" {
		w.and("source=?", f.Source)
	}
	limit := record.Limit(f.Limit)
	w.args = append(w.args, limit+1)
	var out record.PlanPage
	err = s.rows(ctx, selectPlan+"WHERE "+w.String()+" ORDER BY begins, n LIMIT ?", w.args, func(scan func(...any) error) error {
		p, at, n, err := s.scanPlan(scan)
		if err != nil {
			return err
		}
		if len(out.Plans) == limit {
			out.Next = record.Cursor(begins, row)
			return nil
		}
		begins, row = at, n
		out.Plans = append(out.Plans, p)
		return nil
	})
	return out, s.fail(op, "", err)
}

// PlanVersions returns all versions of a plan: see record.Plans.
func (s *Store) PlanVersions(ctx context.Context, source, uid string) ([]record.Plan, error) {
	var out []record.Plan
	err := s.rows(ctx, selectPlan+"WHERE source=? AND uid=? ORDER BY version", []any{source, uid}, func(scan func(...any) error) error {
		p, _, _, err := s.scanPlan(scan)
		out = append(out, p)
		return err
	})
	return out, s.fail("list versions of plan", uid, err)
}
