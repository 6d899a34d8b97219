package storetest

import (
	"time"

	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// clockBack sets the machine's clock back by a year between what is done: all
// that was acknowledged stays, the newer word of the desk stays the newer one,
// also after versions were put in order anew, and what came in is still told in
// the order in which it came.
func clockBack(x *suite) {
	now := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	back := now.AddDate(-1, 0, 0)
	at := func(e record.Entry, t time.Time) record.Entry {
		e.Version.Received = t
		return e
	}
	first := at(story(1, "A", "Ferry sails", "The ferry sails at noon."), now)
	first.Story.Issued, first.Story.Envelope.GUID = now.Add(-time.Hour), "npr1"
	r := x.put(first)[0]
	mark, err := x.s.Last(x.ctx)
	x.ok(err)
	change := func(kind news.Change, text string, t time.Time) {
		x.Helper()
		e, err := x.s.Story(x.ctx, r.StoryID)
		x.ok(err)
		of := e.Story.ID
		e.Story.ID, e.Story.Text = "", text
		if kind == news.Kill {
			e.Story.ID = of
		}
		e.Version = news.Version{StoryID: r.StoryID, Kind: kind, Note: "so", By: "desk", Supersedes: of, Received: t}
		x.put(e)
	}
	stands := func(what string, kind news.Change, n int) {
		x.Helper()
		e, err := x.s.Story(x.ctx, r.StoryID)
		x.ok(err)
		if e.Version.Kind != kind || e.Version.N != n {
			x.Fatalf("%s: version %d, %s, want %d, %s", what, e.Version.N, e.Version.Kind, n, kind)
		}
	}
	change(news.Correction, "The ferry sails at one.", back)
	stands("corrected with the clock set back", news.Correction, 2)
	change(news.Kill, "The ferry sails at one.", back.Add(-time.Minute))
	stands("killed with the clock set back", news.Kill, 3)
	late := at(story(1, "A", "Ferry sails", "The ferry sails at eleven."), back.Add(time.Minute))
	late.Story.Issued, late.Story.Envelope.GUID = now.Add(-2*time.Hour), "npr1"
	x.put(late)
	stands("an earlier version comes in late", news.Kill, 4)
	other := x.put(at(story(2, "B", "Train leaves", "It leaves at two."), back.Add(2*time.Minute)))[0]
	items, _, err := x.s.After(x.ctx, mark, 10)
	x.ok(err)
	var came []string
	for _, it := range items {
		came = append(came, it.StoryID)
	}
	x.equal("came in since", came, "["+r.StoryID+" "+other.StoryID+"]")
	vs, err := x.s.Versions(x.ctx, r.StoryID)
	x.ok(err)
	for i := 1; i < len(vs); i++ {
		if vs[i].Version.N != i+1 {
			x.Fatalf("version %d has the number %d", i+1, vs[i].Version.N)
		}
	}
}
