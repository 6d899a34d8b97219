package storetest

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// reading makes a reading of a version with the given events; an event's
// words are its Summary, which must be in the text.
func (x *suite) reading(contentID, reader string, evs ...fact.Event) *fact.Reading {
	x.Helper()
	e, err := x.s.Story(x.ctx, contentID)
	x.ok(err)
	vs, err := x.s.Versions(x.ctx, e.Version.StoryID)
	x.ok(err)
	text := ""
	for _, v := range vs {
		if v.Story.ID == contentID {
			text = v.Story.Text
		}
	}
	r := &fact.Reading{
		Reader: reader,
		Story:  fact.Story{ID: contentID, Text: text, Language: "en"},
		Entities: []fact.Entity{
			{ID: "n1", Kind: fact.Country, Name: "Russia", Country: fact.Ptr("RUS"), Links: map[string]string{"wikidata": "Q159"}},
			{ID: "n2", Kind: fact.Country, Name: "Tajikistan", Country: fact.Ptr("TJK")},
		},
	}
	for i, ev := range evs {
		at := strings.Index(text, ev.Summary)
		if at < 0 {
			x.Fatalf("%q is not in the text", ev.Summary)
		}
		ev.ID = fmt.Sprintf("e%d", i+1)
		ev.Evidence = fact.Evidence{Start: at, End: at + len(ev.Summary), By: "event/test"}
		r.Events = append(r.Events, ev)
	}
	return r
}

func event(typ, mode string, status fact.Status, actor, recipient, words string, day calendar.Day) fact.Event {
	ev := fact.Event{
		Type: typ, Status: status, Summary: words, Contexts: []string{"diplomatic"},
		Actors:     []fact.Party{{Entity: fact.Ptr("n1"), Code: actor}},
		Recipients: []fact.Party{{Entity: fact.Ptr("n2"), Code: recipient}},
	}
	if mode != "" {
		ev.Mode = &mode
	}
	if !day.IsZero() {
		ev.Time = fact.Ptr(calendar.OnDay(day))
	}
	return ev
}

func visit(words string, day int) fact.Event {
	return event("CONSULT", "visit", fact.Planned, "RUS", "TJK", words, calendar.Date(2012, 4, day))
}

func readings(x *suite) {
	r := x.put(story(1, "A", "Visit", "The minister will go to the capital."))[0]
	un, err := x.s.Unread(x.ctx, "v1", 10)
	x.ok(err)
	x.equal("unread", len(un), 1)
	_, err = x.s.Reading(x.ctx, r.ContentID, "")
	x.kind(err, fault.NotFound)
	one := x.reading(r.ContentID, "v1", visit("will go", 3))
	x.ok(x.s.PutReading(x.ctx, one))
	x.ok(x.s.PutReading(x.ctx, one))
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v2")))
	for reader, want := range map[string]int{"v1": 1, "v2": 0, "": 0} {
		got, err := x.s.Reading(x.ctx, r.ContentID, reader)
		x.ok(err)
		x.equal("events of "+reader, len(got.Events), want)
		x.equal("text", got.Story.Text, one.Story.Text)
	}
	c, err := x.s.Counts(x.ctx)
	x.ok(err)
	x.equal("readings", c.Readings, 2)
	un, err = x.s.Unread(x.ctx, "v1", 10)
	x.ok(err)
	x.equal("unread", len(un), 0)
	x.kind(x.s.PutReading(x.ctx, &fact.Reading{Reader: "v1", Story: fact.Story{ID: "nosuch"}}), fault.NotFound)
}

func (x *suite) events(f record.EventFilter) []string {
	x.Helper()
	p, err := x.s.Events(x.ctx, f)
	x.ok(err)
	out := []string{}
	for _, e := range p.Events {
		out = append(out, e.Words)
	}
	return out
}

func oldReading(x *suite) {
	r := x.put(story(1, "A", "Visit", "The minister will go to the capital."))[0]
	e := story(2, "A", "Visit", "The minister went to the capital.")
	e.Version.StoryID = r.StoryID
	second := x.put(e)[0]
	x.ok(x.s.PutReading(x.ctx, x.reading(second.ContentID, "v1", visit("went", 3))))
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v1", visit("will go", 3))))
	x.equal("events", x.events(record.EventFilter{}), "[went]")
	x.equal("with superseded", x.events(record.EventFilter{Superseded: true}), "[went will go]")
	x.equal("as it stood", x.events(record.EventFilter{AsOf: noon(1).Add(time.Hour)}), "[will go]")
}

func readingKeys(x *suite) {
	rs := x.put(story(1, "A", "Visit", "The minister will go."), story(2, "A", "Rain", "It rained."))
	x.ok(x.s.PutReading(x.ctx, x.reading(rs[0].ContentID, "v1", visit("will go", 3))))
	for k, v := range map[record.Key]string{
		record.ByCountry: "tjk", record.ByType: "CONSULT", record.ByMode: "visit", record.ByTopic: "diplomatic",
		record.ByStatus: "planned", record.ByEntity: "country/Q159",
	} {
		x.equal(string(k), x.list(record.Filter{Where: map[record.Key]string{k: v}}), "[Visit]")
	}
	p, err := x.s.List(x.ctx, record.Filter{})
	x.ok(err)
	x.equal("facts", len(p.Items[1].Facts), 1)
	x.equal("names", p.Items[1].Facts[0].Actors, "[Russia]")
	p, err = x.s.List(x.ctx, record.Filter{MaxFacts: -1})
	x.ok(err)
	x.equal("no facts", len(p.Items[1].Facts), 0)
	x.ok(x.s.PutReading(x.ctx, x.reading(rs[0].ContentID, "v2")))
	x.equal("read again", x.list(record.Filter{Where: map[record.Key]string{record.ByMode: "visit"}}), "[]")
}

func events(x *suite) {
	rs := x.put(
		story(1, "A", "One", "They will go on Friday. They signed a paper. Long ago they met."),
		story(2, "B", "Two", "A protest was held."))
	old := event("CONSULT", "visit", fact.Happened, "RUS", "TJK", "they met", calendar.Date(1992, 4, 8))
	old.Background = true
	x.ok(x.s.PutReading(x.ctx,
		x.reading(rs[0].ContentID, "v1", visit("will go on Friday", 6), event("SUPPORT", "", fact.Happened, "TJK", "RUS", "signed a paper", calendar.Day{}), old),
		x.reading(rs[1].ContentID, "v1", event("PROTEST", "demo", fact.Happened, "FRA", "FRA", "A protest", calendar.Date(2012, 4, 2)))))
	for _, c := range []struct {
		f    record.EventFilter
		want string
	}{
		{record.EventFilter{}, "[A protest signed a paper will go on Friday]"},
		{record.EventFilter{Actor: "RUS"}, "[will go on Friday]"},
		{record.EventFilter{Recipient: "rus"}, "[signed a paper]"},
		{record.EventFilter{Party: "RUS"}, "[signed a paper will go on Friday]"},
		{record.EventFilter{Party: "RUS", Other: "TJK", Type: "SUPPORT"}, "[signed a paper]"},
		{record.EventFilter{Party: "RUS", Other: "FRA"}, "[]"},
		{record.EventFilter{Mode: "visit", Background: true}, "[they met will go on Friday]"},
		{record.EventFilter{Status: fact.Planned}, "[will go on Friday]"},
		{record.EventFilter{Entity: "country/Q159", Type: "CONSULT"}, "[will go on Friday]"},
		{record.EventFilter{Topic: "diplomatic", Since: calendar.Date(2012, 4, 3)}, "[will go on Friday]"},
		{record.EventFilter{Until: calendar.Date(2012, 4, 1)}, "[signed a paper]"},
		{record.EventFilter{Ahead: true, Since: calendar.Date(2012, 4, 2)}, "[A protest will go on Friday]"},
		{record.EventFilter{StoryID: rs[1].StoryID}, "[A protest]"},
		{record.EventFilter{StoryID: "nosuch"}, "[]"},
	} {
		x.equal(fmt.Sprintf("%+v", c.f), x.events(c.f), c.want)
	}
	for _, f := range []record.EventFilter{{Limit: 1}, {Limit: 1, Party: "RUS"}, {Limit: 1, Ahead: true}} {
		whole := f
		whole.Limit = 100
		var got []string
		for range 10 {
			p, err := x.s.Events(x.ctx, f)
			x.ok(err)
			for _, e := range p.Events {
				got = append(got, e.Words)
			}
			if f.Cursor = p.Next; p.Next == "" {
				break
			}
		}
		x.equal("pages", got, x.events(whole))
	}
}

func killedEvents(x *suite) {
	r := x.put(story(1, "A", "One", "They will go on Friday."))[0]
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v1", visit("will go", 6))))
	e := story(2, "A", "One", "They will go on Friday.")
	e.Version = news.Version{StoryID: r.StoryID, Kind: news.Kill, Note: "not so", Received: noon(2)}
	x.put(e)
	x.equal("live", x.events(record.EventFilter{}), "[]")
	p, err := x.s.Events(x.ctx, record.EventFilter{Superseded: true})
	x.ok(err)
	if len(p.Events) != 1 || p.Events[0].Live {
		x.Fatalf("the killed story's event should be there and marked: %+v", p.Events)
	}
}

func pledges(x *suite) {
	r := x.put(story(1, "A", "Loan", "The bank will pay by June. It kept an older promise."))[0]
	rd := x.reading(r.ContentID, "v1")
	at := func(words string) fact.Span {
		i := strings.Index(rd.Story.Text, words)
		return fact.Span{Start: i, End: i + len(words)}
	}
	due := calendar.Until(calendar.Date(2012, 6, 30))
	rd.Pledges = []fact.Pledge{
		{ID: "p1", By: []fact.Party{{Code: "RUS"}}, To: []fact.Party{{Code: "TJK"}}, What: at("pay by June"), Due: &due, Asserted: "open", State: "open", Evidence: []fact.Evidence{{Start: at("will pay").Start, End: at("will pay").End}}},
		{ID: "p2", By: []fact.Party{{Code: "TJK"}}, What: at("older promise"), Asserted: "kept", State: "kept", Evidence: []fact.Evidence{{}}},
	}
	x.ok(x.s.PutReading(x.ctx, rd))
	may, july := calendar.Date(2012, 5, 1), calendar.Date(2012, 7, 1)
	for _, c := range []struct {
		f    record.PledgeFilter
		want string
	}{
		{record.PledgeFilter{}, "[pay by June older promise]"},
		{record.PledgeFilter{By: "RUS"}, "[pay by June]"},
		{record.PledgeFilter{To: "TJK"}, "[pay by June]"},
		{record.PledgeFilter{Party: "TJK"}, "[pay by June older promise]"},
		{record.PledgeFilter{State: "open", AsOf: may}, "[pay by June]"},
		{record.PledgeFilter{State: "overdue", AsOf: may}, "[]"},
		{record.PledgeFilter{State: "overdue", AsOf: july}, "[pay by June]"},
		{record.PledgeFilter{State: "kept"}, "[older promise]"},
		{record.PledgeFilter{DueUntil: july, DueSince: may}, "[pay by June]"},
		{record.PledgeFilter{StoryID: r.StoryID, Limit: 1}, "[pay by June]"},
	} {
		p, err := x.s.Pledges(x.ctx, c.f)
		x.ok(err)
		got := []string{}
		for _, row := range p.Pledges {
			got = append(got, row.What)
			if c.f.State != "" && row.Pledge.State != c.f.State {
				x.Fatalf("state %q, asked for %q", row.Pledge.State, c.f.State)
			}
		}
		x.equal(fmt.Sprintf("%+v", c.f), got, c.want)
	}
	for _, state := range []string{"open", "late"} {
		_, err := x.s.Pledges(x.ctx, record.PledgeFilter{State: state})
		x.kind(err, fault.Invalid)
	}
}

func judgements(x *suite) {
	r := x.put(story(1, "A", "One", "They will go on Friday. They signed a paper."))[0]
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v1", visit("will go", 6), event("SUPPORT", "", fact.Happened, "TJK", "RUS", "signed a paper", calendar.Day{}))))
	judge := func(j record.Judgement) {
		x.Helper()
		j.ContentID, j.Kind, j.By = r.ContentID, record.EventFact, "anna"
		x.ok(x.s.Judge(x.ctx, j))
	}
	judge(record.Judgement{Type: "CONSULT", Words: "will go", Action: record.Reject})
	x.equal("rejected", x.events(record.EventFilter{}), "[signed a paper]")
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v2", visit("will go", 6))))
	x.equal("stays rejected", x.events(record.EventFilter{}), "[]")
	possible := record.Claim{Status: fact.Possible, Set: []record.Slot{record.SlotStatus}}
	judge(record.Judgement{Type: "CONSULT", Words: "will go", Action: record.Correct, Claim: &possible})
	p, err := x.s.Events(x.ctx, record.EventFilter{Status: fact.Possible})
	x.ok(err)
	if len(p.Events) != 1 {
		x.Fatalf("%d events are possible", len(p.Events))
	}
	if by, on, judged := p.Events[0].Event.Evidence.Person(); !judged || by != "anna" || !on.Whole() {
		x.Fatalf("the corrected event: %+v", p.Events)
	}
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v3", visit("will go", 6))))
	x.equal("stays corrected when read again", x.events(record.EventFilter{Status: fact.Possible}), "[will go]")
	missed := record.Claim{Type: "SUPPORT", Status: fact.Happened, By: []record.Who{{Code: "TJK"}}, To: []record.Who{{Code: "RUS"}}}
	judge(record.Judgement{Type: "SUPPORT", Words: "signed a paper", Action: record.Add, Claim: &missed})
	x.equal("added", x.events(record.EventFilter{}), "[signed a paper will go]")
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v4", visit("will go", 6))))
	x.equal("stays added when read again", x.events(record.EventFilter{}), "[signed a paper will go]")
	js, err := x.s.Judgements(x.ctx, r.StoryID)
	x.ok(err)
	x.equal("kept", len(js), 3)
	raw, err := x.s.Reading(x.ctx, r.ContentID, "v1")
	x.ok(err)
	x.equal("the reading itself is as it was", len(raw.Events), 2)
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v5", visit("They will go", 6), event("SUPPORT", "", fact.Happened, "TJK", "RUS", "signed a paper", calendar.Day{}))))
	x.equal("a reader with other words, and one that finds what was added", x.events(record.EventFilter{}), "[signed a paper They will go]")
	x.equal("stays corrected", x.events(record.EventFilter{Status: fact.Possible}), "[They will go]")
	x.kind(x.s.Judge(x.ctx, record.Judgement{ContentID: r.ContentID}), fault.Invalid)
	x.kind(x.s.Judge(x.ctx, record.Judgement{ContentID: "nosuch", Kind: record.EventFact, By: "anna", Words: "w", Action: record.Accept}), fault.NotFound)
}

func (x *suite) search(q string) []string {
	x.Helper()
	parsed, err := record.ParseQuery(q)
	x.ok(err)
	h, err := x.s.Search(x.ctx, parsed)
	x.ok(err)
	out := []string{}
	for _, hit := range h.Hits {
		out = append(out, hit.Headline)
	}
	return out
}

func searchWords(x *suite) {
	x.put(
		story(1, "A", "Grain deal signed", "Ministers signed a grain deal in Geneva after nine hours."),
		story(2, "B", "Harvest fails", "A dry spring has cost farmers their grain."),
		story(3, "B", "Café reopens", "The old café in Geneva reopened. It is no 'deal' said NEAR and AND."))
	for q, want := range map[string]string{
		"grain":                     "[Grain deal signed Harvest fails]",
		"grain geneva":              "[Grain deal signed]",
		`"grain deal"`:              "[Grain deal signed]",
		`"deal grain"`:              "[]",
		"grain -geneva":             "[Harvest fails]",
		"spring OR cafe":            "[Café reopens Harvest fails]",
		"CAFÉ":                      "[Café reopens]",
		"minister":                  "[Grain deal signed]", // by its stem
		"harv*":                     "[Harvest fails]",
		"source:B grain":            "[Harvest fails]",
		"source:B":                  "[Café reopens Harvest fails]",
		"since:2012-04-02 geneva":   "[Café reopens]",
		"until:2012-04-01 geneva":   "[Grain deal signed]",
		"nowhere":                   "[]",
		`NEAR AND "`:                "[Café reopens]",
		"":                          "[]",
		"source:A -grain":           "[]",
		"https://example.org/grain": "[]",
	} {
		got := x.search(q)
		if strings.Contains(q, " OR ") || q == "spring OR cafe" {
			slices.Sort(got)
		}
		x.equal("search "+q, got, want)
	}
	q, err := record.ParseQuery("grain")
	x.ok(err)
	h, err := x.s.Search(x.ctx, q)
	x.ok(err)
	x.equal("total", h.Total, 2)
	marked := ""
	for _, p := range h.Hits[0].Snippet {
		if p.Hit {
			marked += strings.ToLower(p.Text)
		}
	}
	if !strings.Contains(marked, "grain") {
		x.Fatalf("the snippet does not mark the word: %+v", h.Hits[0].Snippet)
	}
	q.Limit = 1
	var seen []string
	for range 5 {
		h, err := x.s.Search(x.ctx, q)
		x.ok(err)
		for _, hit := range h.Hits {
			seen = append(seen, hit.Headline)
		}
		if q.Cursor = h.Next; h.Next == "" {
			break
		}
	}
	x.equal("pages", seen, "[Grain deal signed Harvest fails]")
}

func searchFacts(x *suite) {
	rs := x.put(story(1, "A", "One", "They will go on Friday."), story(2, "A", "Two", "They will go on Sunday, it rains."))
	x.ok(x.s.PutReading(x.ctx, x.reading(rs[0].ContentID, "v1", visit("will go", 6)), x.reading(rs[1].ContentID, "v1", visit("will go", 8))))
	for q, want := range map[string]string{
		"actor:RUS type:visit since:2012":             "[Two One]",
		"actor:RUS type:visit rains":                  "[Two]",
		"actor:TJK type:visit":                        "[]",
		"pair:rus-tjk until:2012-04-07":               "[One]",
		"type:consult status:planned":                 "[Two One]",
		"type:visit since:2012-04-08":                 "[Two]",
		"country:TJK entity:country/Q159 source:A":    "[Two One]",
		"topic:diplomatic -sunday":                    "[One]",
		"person:person/q1 person:country/Q159 friday": "[One]",
		"person:person/q1":                            "[]",
	} {
		x.equal("search "+q, x.search(q), want)
	}
	q, err := record.ParseQuery("actor:RUS type:visit since:2012-04-08")
	x.ok(err)
	h, err := x.s.Search(x.ctx, q)
	x.ok(err)
	if len(h.Hits) != 1 || len(h.Hits[0].Events) != 1 {
		x.Fatalf("the event that fits is missing: %+v", h.Hits)
	}
}

// searchPledges looks for stories by their promises, and counts what was found.
func searchPledges(x *suite) {
	rs := x.put(story(1, "A", "Loan", "The bank will pay by June."), story(2, "B", "Road", "The road will open soon."), story(3, "B", "Weather", "It will rain on the road."))
	rd := x.reading(rs[0].ContentID, "v1")
	due := calendar.Until(calendar.Date(2012, 6, 30))
	rd.Pledges = []fact.Pledge{{ID: "p1", By: []fact.Party{{Code: "RUS"}}, What: fact.Span{Start: 0, End: 3}, Due: &due, Asserted: "open", State: "open", Evidence: []fact.Evidence{{}}}}
	x.ok(x.s.PutReading(x.ctx, rd, x.reading(rs[1].ContentID, "v1", visit("will open", 6))))
	for _, c := range [...]struct {
		query, want string
		asOf        calendar.Day
	}{
		{"pledge:overdue", "[Loan]", calendar.Date(2012, 7, 1)},
		{"pledge:overdue", "[]", calendar.Date(2012, 5, 1)},
		{"pledge:any bank", "[Loan]", calendar.Day{}},
		{"pledge:any road", "[]", calendar.Day{}},
		{"promises:RUS", "[Loan]", calendar.Day{}},
		{"promises:TJK", "[]", calendar.Day{}},
	} {
		q, err := record.ParseQuery(c.query)
		x.ok(err)
		q.Pledge.AsOf = c.asOf
		h, err := x.s.Search(x.ctx, q)
		x.ok(err)
		var got []string
		for _, hit := range h.Hits {
			got = append(got, hit.Headline)
		}
		x.equal("search "+c.query, fmt.Sprint(got), c.want)
	}
	q, err := record.ParseQuery("road")
	x.ok(err)
	q.ByTime = true
	counts, err := x.s.Tally(x.ctx, q, 10, record.BySource, record.ByType, record.BySection)
	x.ok(err)
	x.equal("counted", fmt.Sprint(counts[record.BySource], counts[record.ByType]), "[{B 2}] [{CONSULT 1}]")
	x.put(story(4, "B", "Toll", "The road will cost a toll."), story(5, "C", "Wind", "It blows on the road."))
	x.equal("another search", x.search("road"), "[Road Wind Toll Weather]")
	h, err := x.s.Search(x.ctx, q)
	x.ok(err)
	counts, err = x.s.Tally(x.ctx, q, 10, record.BySource)
	x.ok(err)
	x.equal("counted after more came", fmt.Sprint(h.Total, counts[record.BySource]), "4 [{B 3} {C 1}]")
	values, err := x.s.Values(x.ctx, record.ByType, "onsul", 5)
	x.ok(err)
	x.equal("values", fmt.Sprint(values), "[{CONSULT 1}]")
	values, err = x.s.Values(x.ctx, record.BySource, "", 1)
	x.ok(err)
	x.equal("all sources, one of them", fmt.Sprint(values), "[{B 3}]")
}

func searchVersions(x *suite) {
	r := x.put(story(1, "A", "Talks", "The talks open on Friday in Zurich."))[0]
	e := story(2, "A", "Talks", "The talks open on Friday in Basel.")
	e.Version.StoryID = r.StoryID
	x.put(e)
	x.equal("old words", x.search("zurich"), "[]")
	x.equal("new words", x.search("basel"), "[Talks]")
}

func counts(x *suite) {
	c, err := x.s.Counts(x.ctx)
	x.ok(err)
	x.equal("empty", c, record.Counts{})
	bad := story(3, "B", "Three", "Text.")
	bad.Story.Trouble = []string{"its encoding was guessed"}
	rs := x.put(story(1, "A", "One", "They will go."), story(2, "A", "Two", "Text."), bad)
	x.ok(x.s.PutReading(x.ctx, x.reading(rs[0].ContentID, "v1", visit("will go", 6))))
	c, err = x.s.Counts(x.ctx)
	x.ok(err)
	x.equal("counts", c, record.Counts{
		Stories: 3, Versions: 3, Readings: 1, Events: 1, Sources: 2, Troubled: 1,
		First: noon(1), Last: noon(3),
	})
	x.equal("troubled", x.list(record.Filter{Where: map[record.Key]string{record.ByTrouble: "intake"}}), "[Three]")
}

func notFound(x *suite) {
	_, err := x.s.Story(x.ctx, "nosuch")
	x.kind(err, fault.NotFound)
	_, err = x.s.Versions(x.ctx, "nosuch")
	x.kind(err, fault.NotFound)
	_, err = x.s.Judgements(x.ctx, "nosuch")
	x.kind(err, fault.NotFound)
	_, err = x.s.Copies(x.ctx, "nosuch")
	x.kind(err, fault.NotFound)
	_, err = x.s.Reading(x.ctx, "nosuch", "")
	x.kind(err, fault.NotFound)
}

func manyAtOnce(x *suite) {
	var wg sync.WaitGroup
	errs := make(chan error, 100)
	for w := range 8 {
		wg.Go(func() {
			for i := range 10 {
				_, err := x.s.Put(x.ctx, story(1+i, "A", fmt.Sprintf("Story %d of %d", i, w), "Body."))
				errs <- err
				_, err = x.s.List(x.ctx, record.Filter{})
				if err != nil {
					x.Error(err)
				}
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		x.ok(err)
	}
	c, err := x.s.Counts(x.ctx)
	x.ok(err)
	x.equal("stories", c.Stories, 80)
}

func check(x *suite) {
	r := x.put(story(1, "A", "One", "They will go."))[0]
	x.ok(x.s.PutReading(x.ctx, x.reading(r.ContentID, "v1", visit("will go", 6))))
	h, err := x.s.Check(x.ctx)
	x.ok(err)
	if len(h.Problems) != 0 || h.Store == "" {
		x.Fatalf("health %+v", h)
	}
	x.ok(x.s.Close())
	x.ok(x.s.Close())
	if _, err := x.s.Put(x.ctx, story(2, "A", "Two", "Text.")); err == nil {
		x.Fatal("a closed store took a story")
	}
}
