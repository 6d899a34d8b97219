package storetest

import (
	"fmt"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// deals looks at who is counted as dealing with whom: each way where both do it,
// one way for a visit, and no more once the story is killed.
func deals(x *suite) {
	rs := x.put(
		story(1, "A", "One", "They will go on Friday. They met on Monday. Long ago they fought. Perhaps they talk."),
		story(2, "B", "Two", "A protest was held over the price of bread, and nobody abroad had a part in it."))
	april := calendar.Date(2012, 4, 2)
	old := event("FIGHT", "", fact.Happened, "RUS", "TJK", "they fought", april)
	old.Background = true
	there := fact.Ptr("n2")
	met := event("CONSULT", "", fact.Happened, "RUS", "TJK", "They met", april)
	met.Place = there
	x.ok(x.s.PutReading(x.ctx,
		x.reading(rs[0].ContentID, "v1", visit("will go", 6), met, old, event("CONSULT", "", fact.Possible, "RUS", "TJK", "they talk", april)),
		x.reading(rs[1].ContentID, "v1", event("PROTEST", "demo", fact.Happened, "FRA", "FRA", "A protest", april))))
	n := 2012*12 + 3
	got, err := x.s.Sums(x.ctx)
	x.ok(err)
	x.equal("deals", got.Deals, fmt.Sprint([]record.Deal{
		{By: "RUS", With: "TJK", Type: "CONSULT", Month: n, N: 1},
		{By: "RUS", With: "TJK", Type: "CONSULT", Mode: "visit", Planned: true, Month: n, N: 1},
		{By: "TJK", With: "RUS", Type: "CONSULT", Month: n, N: 1},
	}))
	x.equal("spots", got.Spots, fmt.Sprint([]record.Spot{{Place: "country/tajikistan", Type: "CONSULT", Month: n, N: 1}}))
	e := story(3, "A", "One", "They will go on Friday. They met on Monday. Long ago they fought. Perhaps they talk.")
	e.Version = news.Version{StoryID: rs[0].StoryID, Kind: news.Kill, Note: "not so", Received: noon(3)}
	x.put(e)
	got, err = x.s.Sums(x.ctx)
	x.ok(err)
	x.equal("deals of a killed story", got, fmt.Sprint(record.Sums{}))
}
