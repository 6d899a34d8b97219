package record

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
)

// Plans is the part of a Store that keeps what is announced: events to come,
// each known by its source and that source's own name for it. A plan that
// changes, is cancelled or postponed is a further version, beside the others.
type Plans interface {
	// PutPlans stores plans in one transaction, and returns how many of them,
	// or versions of them, were not on record. It fails with Invalid where one
	// cannot be stored: see CheckPlan.
	PutPlans(ctx context.Context, plans ...news.Plan) (int, error)
	// Plans returns the standing versions of plans, those that begin first
	// before the others.
	Plans(ctx context.Context, f PlanFilter) (PlanPage, error)
	// PlanVersions returns all versions of a plan, in the order in which they
	// came in; none where there is no such plan.
	PlanVersions(ctx context.Context, source, uid string) ([]Plan, error)
}

// Plan is a version of a plan as it is on record.
type Plan struct {
	news.Plan
	Version  int       // from 1, in the order in which they came in
	Standing bool      // the version that holds
	Received time.Time // when it came in
}

// PlanFilter says which plans are asked for. The zero PlanFilter asks for all.
type PlanFilter struct {
	From, To time.Time // the event touches the time from From until before To; zero: no bound
	Source   string    // as written
	Cursor   string    // PlanPage.Next of the page before
	Limit    int       // 1 to 1000; 0: 50
}

// PlanPage is a part of a list of plans.
type PlanPage struct {
	Plans []Plan
	Next  string // cursor of the next page; empty at the end
}

// PlanKey returns the name under which a plan is kept beside its source: its
// source's own, else one made of what it is and when.
func PlanKey(p *news.Plan) string {
	if p.UID != "" {
		return p.UID
	}
	return ItemKey("plan " + p.Title + " " + p.From.UTC().Format(time.RFC3339))
}

// PlanEnd returns the moment until which a plan counts as touched: its end, or
// where that is not said its beginning.
func PlanEnd(p *news.Plan) time.Time {
	if p.To.Before(p.From) {
		return p.From
	}
	return p.To
}

// CheckPlan reports, as an error, a plan that cannot be stored.
func CheckPlan(p *news.Plan) error {
	why := ""
	switch {
	case p.From.IsZero():
		why = "it does not say when it is to take place"
	case p.From.Year() < 1 || p.From.Year() > 9999 || p.To.Year() > 9999:
		why = "it lies before the year 1 or after the year 9999"
	case strings.TrimSpace(p.Title) == "":
		why = "it has no title"
	case strings.ToValidUTF8(p.Title+p.Text+p.Source+p.UID, "") != p.Title+p.Text+p.Source+p.UID:
		why = "its text is no UTF-8"
	default:
		return nil
	}
	return &fault.Error{Op: "store plan", Kind: fault.Invalid, ID: p.UID, Err: errors.New(why)}
}

// Follows reports whether a version of a plan takes the place of the one that
// stands: by the number that its source gives, else by when it was changed;
// where neither says so, what comes later holds.
func Follows(standing, p *news.Plan) bool {
	if p.Sequence != standing.Sequence {
		return p.Sequence > standing.Sequence
	}
	return p.Modified.IsZero() || standing.Modified.IsZero() || !p.Modified.Before(standing.Modified)
}

// SamePlan reports whether two versions say the same.
func SamePlan(a, b *news.Plan) bool {
	x, y := *a, *b
	for _, p := range [...]*news.Plan{&x, &y} {
		p.From, p.To, p.Modified = p.From.UTC(), p.To.UTC(), p.Modified.UTC()
		p.Subjects, p.Stories = append([]string{}, p.Subjects...), append([]string{}, p.Stories...)
	}
	return reflect.DeepEqual(x, y)
}

// PlanTime writes when a plan is to take place: days, or moments in UTC.
func PlanTime(p *news.Plan) string {
	const day = "2006-01-02"
	from, to := p.From.UTC(), p.To.UTC()
	if p.AllDay {
		last := to.Add(-time.Second)
		if to.IsZero() || last.Format(day) <= from.Format(day) {
			return from.Format(day)
		}
		return from.Format(day) + " to " + last.Format(day)
	}
	out := from.Format(day + " 15:04")
	switch {
	case to.After(from) && to.Format(day) == from.Format(day):
		out += to.Format("-15:04")
	case to.After(from):
		out += to.Format(" to " + day + " 15:04")
	}
	return out
}
