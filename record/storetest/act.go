package storetest

import (
	"encoding/json"
	"fmt"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

// acts holds a store to keeping what people did, in order and by kind.
func acts(x *suite) {
	for i, a := range []record.Act{
		{Kind: record.WatchAct, By: "ana", Data: json.RawMessage(`{"name":"one"}`), At: noon(3)},
		{Kind: record.LinkAct, By: "ben", Data: json.RawMessage(`{"do":"one"}`)},
		{Kind: record.WatchAct, Data: json.RawMessage(`{"name":"two"}`), At: noon(2)},
	} {
		got, err := x.s.PutAct(x.ctx, a)
		x.ok(err)
		x.equal("number", got.N, int64(i+1))
		if got.At.IsZero() {
			x.Error("it has no time")
		}
	}
	all, err := x.s.Acts(x.ctx, record.WatchAct)
	x.ok(err)
	got := ""
	for _, a := range all {
		got += fmt.Sprintln(a.N, a.Kind, a.By, a.At.Day(), string(a.Data))
	}
	x.equal("watches", got, "1 watch ana 3 {\"name\":\"one\"}\n3 watch  2 {\"name\":\"two\"}\n")
	all, err = x.s.Acts(x.ctx, record.ExportAct)
	x.ok(err)
	x.equal("exports", len(all), 0)
	for _, bad := range []record.Act{{Kind: "other", Data: json.RawMessage("{}")}, {Kind: record.LinkAct}, {Kind: record.LinkAct, Data: json.RawMessage("{")}} {
		if _, err := x.s.PutAct(x.ctx, bad); fault.KindOf(err) != fault.Invalid {
			x.Errorf("%+v: %v", bad, err)
		}
	}
}

// withdrawn holds a store to judgements that are taken back: the fact is there
// again, also under a newer reader, and the list of all has both.
func withdrawn(x *suite) {
	r := x.put(story(1, "A", "One", "They will go on Friday."))[0]
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v1", visit("will go", 6))))
	says := func(j record.Judgement) {
		x.Helper()
		j.StoryID, j.ContentID, j.Kind, j.Type, j.Words, j.By = r.StoryID, r.ContentID, record.EventFact, "CONSULT", "will go", "ana"
		x.ok(x.s.Judge(x.ctx, j))
	}
	events := func() int {
		x.Helper()
		p, err := x.s.Events(x.ctx, record.EventFilter{})
		x.ok(err)
		return len(p.Events)
	}
	says(record.Judgement{Action: record.Reject})
	x.equal("events after no", events(), 0)
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v2", visit("will go", 6))))
	x.equal("events after no, read again", events(), 0)
	all, err := x.s.Judgements(x.ctx, "")
	x.ok(err)
	says(record.Judgement{Action: record.Withdraw, Undoes: all[0].ID})
	x.equal("events after all", events(), 1)
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v3", visit("will go", 6))))
	x.equal("events after all, read again", events(), 1)
	all, err = x.s.Judgements(x.ctx, "")
	x.ok(err)
	x.equal("all that was said", len(all), 2)
	if err := x.s.Judge(x.ctx, record.Judgement{StoryID: r.StoryID, Kind: record.EventFact, Words: "x", By: "ana", Action: record.Withdraw}); fault.KindOf(err) != fault.Invalid {
		x.Errorf("nothing is taken back: %v", err)
	}
}
