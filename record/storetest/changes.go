package storetest

import (
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// changes demands that what is written is seen by the number of changes, and what
// is asked is not.
func changes(x *suite) {
	last, err := x.s.Changes(x.ctx)
	x.ok(err)
	changed := func(what string, want bool) {
		x.Helper()
		n, err := x.s.Changes(x.ctx)
		x.ok(err)
		if n > last != want || n < last {
			x.Errorf("%s took the number of changes from %d to %d", what, last, n)
		}
		last = n
	}
	r := x.put(story(1, "A", "Ferry", "The ferry will go to the island."))[0]
	changed("a story", true)
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v1", visit("will go", 3))))
	changed("a reading", true)
	x.ok(x.s.Judge(x.ctx, record.Judgement{StoryID: r.StoryID, Kind: record.EventFact, FactID: "e1", Words: "will go", Action: record.Reject, By: "ann"}))
	changed("a judgement", true)
	_, err = x.s.PutAct(x.ctx, record.Act{Kind: record.LinkAct, By: "ann", Data: []byte("{}")})
	x.ok(err)
	changed("an act", true)
	for _, kind := range [...]record.ActKind{record.ShelfAct, record.ExportAct, record.WatchAct} {
		_, err = x.s.PutAct(x.ctx, record.Act{Kind: kind, By: "ann", Data: []byte("{}")})
		x.ok(err)
		changed("an act of the kind "+string(kind), false)
	}
	_, err = x.s.PutPlans(x.ctx, news.Plan{Source: "A", UID: "1", Title: "Talks", From: time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC), Status: news.Confirmed})
	x.ok(err)
	changed("a plan", true)
	_, err = x.s.Events(x.ctx, record.EventFilter{})
	x.ok(err)
	_, err = x.s.List(x.ctx, record.Filter{})
	x.ok(err)
	changed("a question", false)
}
