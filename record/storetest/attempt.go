package storetest

import (
	"sync"
)

// attempts holds a store to the life of an attempt that goes well: it keeps
// others from the story until a reading is stored or it is taken back.
func attempts(x *suite) {
	rs := x.put(story(1, "A", "Ferry", "The ferry will run daily."), story(2, "A", "Bridge", "The bridge was closed."))
	a, b := rs[0].ContentID, rs[1].ContentID
	begin := func(why, want string, ids ...string) {
		x.Helper()
		got, err := x.s.Begin(x.ctx, "v1", ids...)
		x.ok(err)
		x.equal(why, got, want)
	}
	begin("what is not on record", "[]", "nosuch")
	begin("the first", "["+a+"]", a)
	begin("one that is under way, and another", "["+b+"]", a, b)
	x.equal("unread", x.unread("v1"), "[]")
	x.equal("unread by another reader", x.unread("v2"), "[Ferry Bridge]")
	x.backlog("v1", 2) // what is under way is not read yet
	x.ok(x.s.Release(x.ctx, "v1", b, "nosuch"))
	x.equal("unread after a release", x.unread("v1"), "[Bridge]")
	x.ok(x.s.PutReading(x.ctx, x.reading(a, "v1")))
	begin("what is read", "[]", a)
	begin("what was released", "["+b+"]", b)
	waiting, err := x.s.Waiting(x.ctx, "v1", a, b, "nosuch")
	x.ok(err)
	x.equal("waiting", len(waiting), 1)
	x.equal("waiting", waiting[0].Story.ID, b)
	lost, err := x.s.Lost(x.ctx, "v1", 10)
	x.ok(err)
	x.equal("lost", len(lost), 0)
}

// attemptsAtOnce has many take the same stories: each goes to one of them.
func attemptsAtOnce(x *suite) {
	var ids []string
	for day := 1; day <= 9; day++ {
		ids = append(ids, x.put(story(day, "A", "Ferry", "The ferry ran again."))[0].ContentID)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	taken := map[string]int{}
	for range 8 {
		wg.Go(func() {
			got, err := x.s.Begin(x.ctx, "v1", ids...)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				x.Error(err)
			}
			for _, id := range got {
				taken[id]++
			}
		})
	}
	wg.Wait()
	for _, id := range ids {
		x.equal("times taken", taken[id], 1)
	}
}

// unread lists the headlines of what the reader has not read.
func (x *suite) unread(reader string) []string {
	x.Helper()
	es, err := x.s.Unread(x.ctx, reader, 10)
	x.ok(err)
	out := []string{}
	for _, e := range es {
		out = append(out, e.Story.Headline)
	}
	return out
}
