package memory

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// planned is a version of a plan with its number among all.
type planned struct {
	record.Plan
	n   int64
	key string
}

func (p *planned) begins() int64 { return p.From.Unix() }

// PutPlans stores plans: see record.Plans.
func (s *Store) PutPlans(_ context.Context, plans ...news.Plan) (int, error) {
	for i := range plans {
		if err := record.CheckPlan(&plans[i]); err != nil {
			return 0, err
		}
	}
	unlock, err := s.lock("store plans")
	if err != nil {
		return 0, err
	}
	defer unlock()
	s.changes++
	return s.putPlans(plans), nil
}

// putPlans stores plans that were checked, and returns how many are new.
func (s *Store) putPlans(plans []news.Plan) (added int) {
	for i := range plans {
		if s.putPlan(plans[i]) {
			added++
		}
	}
	return added
}

func (s *Store) putPlan(p news.Plan) bool {
	p.Subjects, p.Stories = slices.Clone(p.Subjects), slices.Clone(p.Stories)
	x := &planned{Plan: record.Plan{Plan: p, Version: 1, Standing: true, Received: time.Now().UTC()}, key: record.PlanKey(&p), n: int64(len(s.plans) + 1)}
	for _, o := range s.plans {
		if o.Source != p.Source || o.key != x.key {
			continue
		}
		if record.SamePlan(&o.Plan.Plan, &p) && (o.Standing || o.Sequence != 0 || !o.Modified.IsZero()) {
			return false
		}
		x.Version++
	}
	for _, o := range s.plans {
		if o.Source != p.Source || o.key != x.key || !o.Standing {
			continue
		}
		if record.Follows(&o.Plan.Plan, &p) {
			o.Standing = false
		} else {
			x.Standing = false
		}
	}
	s.plans = append(s.plans, x)
	return true
}

// Plans returns standing plans: see record.Plans.
func (s *Store) Plans(_ context.Context, f record.PlanFilter) (record.PlanPage, error) {
	begins, row, ok, err := record.ParseCursor(f.Cursor)
	if err != nil {
		return record.PlanPage{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	var found []*planned
	for _, p := range s.plans {
		from, to := p.begins(), record.PlanEnd(&p.Plan.Plan).Unix()
		switch {
		case !p.Standing, f.Source != "" && p.Source != f.Source:
		case !f.From.IsZero() && to <= f.From.Unix() && from < f.From.Unix():
		case !f.To.IsZero() && from >= f.To.Unix():
		case ok && (from < begins || from == begins && p.n <= row):
		default:
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(a, b *planned) int { return cmp.Or(cmp.Compare(a.begins(), b.begins()), cmp.Compare(a.n, b.n)) })
	var out record.PlanPage
	if limit := record.Limit(f.Limit); len(found) > limit {
		found = found[:limit]
		last := found[limit-1]
		out.Next = record.Cursor(last.begins(), last.n)
	}
	for _, p := range found {
		out.Plans = append(out.Plans, p.copy())
	}
	return out, nil
}

func (p *planned) copy() record.Plan {
	out := p.Plan
	out.Subjects, out.Stories = slices.Clone(out.Subjects), slices.Clone(out.Stories)
	return out
}

// PlanVersions returns all versions of a plan: see record.Plans.
func (s *Store) PlanVersions(_ context.Context, source, uid string) ([]record.Plan, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []record.Plan
	for _, p := range s.plans {
		if p.Source == source && p.key == uid {
			out = append(out, p.copy())
		}
	}
	return out, nil
}
