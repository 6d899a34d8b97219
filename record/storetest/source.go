package storetest

import (
	"fmt"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
)

func settings(id, address string) record.SourceSettings {
	return record.SourceSettings{ID: id, Name: "Norpress", Address: address, Kind: record.FeedSource, Rules: []string{"+title:ferry"}}
}

func (x *suite) followed() string {
	x.Helper()
	list, err := x.s.Sources(x.ctx)
	x.ok(err)
	out := ""
	for _, f := range list {
		out += fmt.Sprintf("%s %s %q %d;", f.ID, f.Address, f.Paused, f.State.Polls)
	}
	return out
}

// sources holds a store to what is said of them: added, changed, removed.
func sources(x *suite) {
	x.ok(x.s.PutSource(x.ctx, settings("a", "http://a.example/")))
	x.ok(x.s.PutSource(x.ctx, settings("b", "http://b.example/")))
	x.kind(x.s.PutSource(x.ctx, settings("c", "http://b.example/")), fault.Conflict)
	x.kind(x.s.PutSource(x.ctx, settings("", "http://c.example/")), fault.Invalid)
	x.kind(x.s.PutSource(x.ctx, settings("c", " ")), fault.Invalid)
	bad := settings("c", "http://c.example/")
	bad.Least, bad.Most = time.Hour, time.Minute
	x.kind(x.s.PutSource(x.ctx, bad), fault.Invalid)
	_, err := x.s.PutPolls(x.ctx, record.Poll{SourceID: "a", State: record.SourceState{Polls: 3}})
	x.ok(err)
	changed := settings("a", "http://a.example/new")
	changed.Paused = "for the holidays"
	x.ok(x.s.PutSource(x.ctx, changed))
	x.equal("sources", x.followed(), `a http://a.example/new "for the holidays" 3;b http://b.example/ "" 0;`)
	one, err := x.s.Source(x.ctx, "a")
	x.ok(err)
	x.equal("rules", one.Rules, "[+title:ferry]")
	x.ok(x.s.RemoveSource(x.ctx, "a"))
	x.kind(x.s.RemoveSource(x.ctx, "a"), fault.NotFound)
	_, err = x.s.Source(x.ctx, "a")
	x.kind(err, fault.NotFound)
	x.equal("sources", x.followed(), `b http://b.example/ "" 0;`)
}

// polls holds a store to what a poll brings: each item once, all or nothing.
func polls(x *suite) {
	x.ok(x.s.PutSource(x.ctx, settings("a", "http://a.example/")))
	x.ok(x.s.PutSource(x.ctx, settings("b", "http://b.example/")))
	item := func(key, content string, e record.Entry) record.PolledItem {
		return record.PolledItem{Key: record.ItemKey(key), Content: content, Entry: e}
	}
	poll := func(id string, items ...record.PolledItem) record.Poll {
		return record.Poll{SourceID: id, State: record.SourceState{Polled: noon(3), Polls: 1}, Items: items}
	}
	put := func(why string, want string, ps ...record.Poll) {
		x.Helper()
		got, err := x.s.PutPolls(x.ctx, ps...)
		x.ok(err)
		x.equal(why, got, want)
	}
	ferry, bridge := story(1, "A", "Ferry", "The ferry will run daily."), story(2, "A", "Bridge", "The bridge was closed.")
	put("two items", "[2 0]", poll("a", item("1", "c1", ferry), item("2", "c2", bridge)), poll("gone", item("1", "c1", story(3, "A", "Lost", "It is lost."))))
	put("the same again", "[0]", poll("a", item("1", "c1", ferry)))
	put("the same elsewhere", "[0]", poll("b", item("x", "c1", ferry)))
	put("changed", "[1]", poll("a", item("1", "c3", story(1, "A", "Ferry delayed", "The ferry does not run."))))
	put("seen only", "[0]", poll("a", record.PolledItem{Key: record.ItemKey("2"), Content: "c2", Open: true}))
	_, err := x.s.PutPolls(x.ctx, poll("a", item("3", "c", story(3, "A", "Third", "Words.")), item("4", "c", story(3, "A", "Bad", "\xff"))))
	x.kind(err, fault.Invalid)
	seen, err := x.s.Seen(x.ctx, "a", record.ItemKey("1"), record.ItemKey("2"), record.ItemKey("3"))
	x.ok(err)
	x.equal("known items", len(seen), 2)
	first, second := seen[record.ItemKey("1")], seen[record.ItemKey("2")]
	x.equal("items", fmt.Sprint(first.Content, " ", first.Open, first.Day == record.SeenDay(noon(3)), second.Open), "c3 false true true")
	vs, err := x.s.Versions(x.ctx, first.StoryID)
	x.ok(err)
	x.equal("versions of the first", len(vs), 2)
	one, err := x.s.Source(x.ctx, "a")
	x.ok(err)
	x.equal("items of the source", one.State.Items, 0) // the last state said none, and its poll brought none
	x.logged()
	p := poll("a")
	p.Address, p.Paused = "http://moved.example/", "it is gone"
	taken := poll("b")
	taken.Address = "http://moved.example/"
	put("moved", "[0 0]", p, taken)
	x.equal("sources", x.followed(), `a http://moved.example/ "it is gone" 1;b http://b.example/ "" 1;`)
}

// logged holds a store to its log.
func (x *suite) logged() {
	x.Helper()
	for i := range record.MaxLog + 5 {
		_, err := x.s.PutPolls(x.ctx, record.Poll{SourceID: "a", Log: []record.LogLine{{At: noon(i % 9), Failed: i%2 == 0, Text: fmt.Sprint("line ", i), Bytes: make([]byte, i*1000)}}})
		x.ok(err)
	}
	_, err := x.s.PutPolls(x.ctx, record.Poll{SourceID: "b", Log: []record.LogLine{{At: noon(20), Failed: true, Text: "newest"}}})
	x.ok(err)
	all, err := x.s.SourceLog(x.ctx, "a", false, 1000)
	x.ok(err)
	x.equal("lines", len(all), record.MaxLog)
	failed, err := x.s.SourceLog(x.ctx, "", true, 2)
	x.ok(err)
	x.equal("failed", fmt.Sprintln(len(failed), failed[0].Text, failed[0].Source, failed[1].Source, failed[0].At.Equal(noon(20))), "2 newest b a true\n")
	for _, l := range all {
		k, err := x.s.Kept(x.ctx, l.N)
		x.ok(err)
		if len(k.Bytes) != l.Size || l.Size > record.MaxKept || l.Bytes != nil {
			x.Errorf("%s: %d bytes of %d", l.Text, len(k.Bytes), l.Size)
		}
	}
	_, err = x.s.Kept(x.ctx, 1<<40)
	x.kind(err, fault.NotFound)
}
