package storetest

import (
	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
)

// waiting returns the headlines of what the reader has not read.
func (x *suite) waiting(reader string, limit int) []string {
	x.Helper()
	es, err := x.s.Unread(x.ctx, reader, limit)
	x.ok(err)
	out := []string{}
	for _, e := range es {
		out = append(out, e.Story.Headline)
	}
	return out
}

// unread follows what waits for several readers through all that changes it:
// stories of any day, new versions, kills, the same content twice, readings.
func unread(x *suite) {
	x.equal("an empty record", x.waiting("v1", 10), "[]")
	x.backlog("v1", 0)
	second := x.put(story(2, "A", "Second", "Something happened."))[0]
	undated := story(5, "A", "Undated", "It is not said when.")
	undated.Story.Published = calendar.Day{}
	x.put(story(3, "A", "Third", "Something else happened."), undated, story(1, "A", "First", "It began."))
	x.equal("by day", x.waiting("v1", 10), "[Undated First Second Third]")
	x.equal("at most", x.waiting("v1", 2), "[Undated First]")
	x.backlog("v1", 4)
	x.backlog("v2", 4) // it has not asked yet
	x.equal("a reader that comes later", x.waiting("v2", 10), "[Undated First Second Third]")
	read := func(reader, id string) {
		x.Helper()
		x.ok(x.s.PutReading(x.ctx, &fact.Reading{Reader: reader, Story: fact.Story{ID: id, Language: "en"}}))
	}
	read("v1", second.ContentID)
	x.equal("one is read", x.waiting("v1", 10), "[Undated First Third]")
	x.equal("by the other it is not", x.waiting("v2", 10), "[Undated First Second Third]")
	x.backlog("v1", 3)
	x.backlog("v2", 4)
	e := story(2, "A", "Second corrected", "Something happened today.")
	e.Version = news.Version{StoryID: second.StoryID, Kind: news.Correction, Received: noon(4)}
	x.put(e)
	x.equal("another version", x.waiting("v1", 10), "[Undated First Second corrected Third]")
	e.Version.Kind, e.Version.Note = news.Embargo, "the same again"
	x.put(e)
	x.equal("the same content again", len(x.waiting("v1", 10)), 5)
	killed := e
	killed.Version.Kind = news.Kill
	x.put(killed)
	x.equal("a kill is not read", len(x.waiting("v1", 10)), 5)
	x.backlog("v1", 4) // two versions of a story are one
	read("v1", x.contentOf(second.StoryID))
	x.equal("both at once", x.waiting("v1", 10), "[Undated First Third]")
	x.backlog("v1", 3)
	x.backlog("v9", 4)
	x.backlog("", 3) // of anybody
	read("v9", x.contentOf(second.StoryID))
	x.backlog("", 3)
	e.Version.Note = "and again"
	x.put(e)
	x.equal("content that was read", x.waiting("v1", 10), "[Undated First Third]")
	for _, reader := range []string{"v3", "v4", "v5", "v6", "v7", "v1"} {
		x.equal(reader, len(x.waiting(reader, 10)), map[bool]int{true: 3, false: 7}[reader == "v1"])
	}
	x.backlog("", 3)
}

// backlog checks how many stories the reader has not read.
func (x *suite) backlog(reader string, want int) {
	x.Helper()
	n, err := x.s.Backlog(x.ctx, reader)
	x.ok(err)
	x.equal("backlog of "+reader, n, want)
}

// contentOf returns the content of the latest version.
func (x *suite) contentOf(id string) string {
	x.Helper()
	e, err := x.s.Story(x.ctx, id)
	x.ok(err)
	return e.Story.ID
}
