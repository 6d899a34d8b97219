package storetest

import (
	"fmt"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

func plan(uid, title string, day, hours int) news.Plan {
	return news.Plan{Source: "Calendar", UID: uid, Title: title, From: noon(day), To: noon(day).Add(time.Duration(hours) * time.Hour), Status: news.Confirmed, Subjects: []string{"Trade"}}
}

// planned lists plans as their titles and states.
func (x *suite) planned(f record.PlanFilter) string {
	x.Helper()
	p, err := x.s.Plans(x.ctx, f)
	x.ok(err)
	out := ""
	for _, v := range p.Plans {
		out += fmt.Sprintf("%s %s %d;", v.Title, v.Status, v.Version)
	}
	return out
}

func (x *suite) plan(want int, ps ...news.Plan) {
	x.Helper()
	n, err := x.s.PutPlans(x.ctx, ps...)
	x.ok(err)
	x.equal("new plans", n, want)
}

// plans holds a store to what is announced: each once, its versions beside each
// other, the last that its source means in the list.
func plans(x *suite) {
	x.plan(2, plan("b", "Vote", 5, 2), plan("a", "Talks", 3, 48))
	x.plan(0, plan("a", "Talks", 3, 48))
	other := plan("a", "Talks elsewhere", 4, 0)
	other.Source = "Other"
	x.plan(1, other)
	x.equal("plans", x.planned(record.PlanFilter{}), "Talks confirmed 1;Talks elsewhere confirmed 1;Vote confirmed 1;")
	x.equal("from the fourth on", x.planned(record.PlanFilter{From: noon(4), To: noon(5)}), "Talks confirmed 1;Talks elsewhere confirmed 1;")
	x.equal("after the talks", x.planned(record.PlanFilter{From: noon(5)}), "Vote confirmed 1;")
	x.equal("of one source", x.planned(record.PlanFilter{Source: "Other"}), "Talks elsewhere confirmed 1;")
	off := plan("a", "Talks", 3, 48)
	off.Status, off.Sequence = news.Cancelled, 4
	late := plan("a", "Talks, postponed", 9, 1)
	late.Status, late.Sequence = news.Postponed, 2
	x.plan(2, off, late)
	x.plan(0, late, off, plan("b", "Vote", 5, 2))
	x.equal("cancelled", x.planned(record.PlanFilter{To: noon(4)}), "Talks cancelled 2;")
	all, err := x.s.PlanVersions(x.ctx, "Calendar", "a")
	x.ok(err)
	x.equal("versions", len(all), 3)
	for i, v := range all {
		if v.Version != i+1 || v.Standing != (i == 1) || v.Received.IsZero() || v.Subjects[0] != "Trade" || v.From.IsZero() {
			x.Errorf("version %d: %+v", i+1, v)
		}
	}
	x.changes()
	x.planPages()
}

// changes holds a store to plans that go back to what they were, to such without a
// name, and to what cannot be kept.
func (x *suite) changes() {
	x.Helper()
	moved := plan("b", "Vote", 6, 2)
	x.plan(2, moved, plan("b", "Vote", 5, 2))
	x.equal("moved back", x.planned(record.PlanFilter{From: noon(5)}), "Vote confirmed 3;")
	nameless := plan("", "Rally", 7, 1)
	x.plan(1, nameless, nameless)
	got, err := x.s.PlanVersions(x.ctx, "Calendar", record.PlanKey(&nameless))
	x.ok(err)
	x.equal("nameless", len(got), 1)
	for _, bad := range []news.Plan{{Title: "No day"}, {From: noon(1)}, {Title: "\xff", From: noon(1)}, {Title: "Far", From: time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)}} {
		_, err := x.s.PutPlans(x.ctx, plan("z", "Good", 1, 1), bad)
		x.kind(err, fault.Invalid)
	}
	got, err = x.s.PlanVersions(x.ctx, "Calendar", "z")
	x.ok(err)
	x.equal("all or nothing", len(got), 0)
}

// planPages holds a store to pages of plans, and to plans that a poll brings.
func (x *suite) planPages() {
	x.Helper()
	x.ok(x.s.PutSource(x.ctx, settings("a", "http://a.example/")))
	got, err := x.s.PutPolls(x.ctx, record.Poll{SourceID: "a", Plans: []news.Plan{plan("p", "Polled", 8, 1), plan("p", "Polled", 8, 1)}})
	x.ok(err)
	x.equal("stories of a poll of plans", got, "[0]")
	var titles []string
	for f := (record.PlanFilter{Limit: 2}); ; {
		p, err := x.s.Plans(x.ctx, f)
		x.ok(err)
		for _, v := range p.Plans {
			titles = append(titles, v.Title)
		}
		if f.Cursor = p.Next; p.Next == "" {
			break
		}
	}
	x.equal("pages", titles, "[Talks Talks elsewhere Vote Rally Polled]")
	_, err = x.s.Plans(x.ctx, record.PlanFilter{Cursor: "?"})
	x.kind(err, fault.Invalid)
}
