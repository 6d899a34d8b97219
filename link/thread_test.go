package link_test

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// press makes the gist of a story of one sentence, told so many days after 1
// March 2026, with the day that the sentence names; 0 for none.
func press(id, head, text string, told, names int) *link.Story {
	day := calendar.Date(2026, 3, 1)
	g := &record.Gist{Sentences: []fact.Span{{Start: 0, End: len(text)}}, Countries: []string{"BLR", "OMN"}}
	if names != 0 {
		g.Days = []record.GistDay{{Interval: calendar.OnDay(day.AddDays(names))}}
	}
	return link.NewStory(&record.Detail{
		Kind: record.GistFact, Gist: g, StoryID: id, Source: "agency " + id, Headline: head, Words: text, Start: 0, End: len(text),
		At: day.AddDays(told).Time().Add(9 * 3600e9), Live: true,
	})
}

// TestHeard takes a plan further by stories in which no event was read: a
// cable that Oman and Belarus are to inaugurate on day 30.
func TestHeard(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		head, text  string
		told, names int
		want        link.State
	}{
		{"Yaroslavna cable in use", "Guests saw the first lamp lit by the Yaroslavna cable near Salalah on Tuesday", 31, 31, link.Held},
		{"Lamps at Salalah", "The Yaroslavna cable lit its first lamp a day ago and will soon light a town near Salalah", 31, 30, link.Held},
		{"Yaroslavna cable late", "A ship broke down and the Yaroslavna cable near Salalah will be opened two weeks later", 28, 44, link.Postponed},
		{"Yaroslavna has to wait", "Divers need more time and the Yaroslavna cable near Salalah has to wait", 28, 0, link.Postponed},
		{"No lamp at Salalah", "The Yaroslavna cable near Salalah has been scrapped for want of money", 28, 0, link.Cancelled},
		{"No lamp at Salalah", "The two ministers will not open the Yaroslavna cable near Salalah", 28, 0, link.Cancelled},
		{"Fish near Salalah", "Fishermen near Salalah hope for lamps from the Yaroslavna cable", 20, 0, link.Unconfirmed},
		{"Rain in Minsk", "Rain fell on the roofs of Minsk all day and the trams stood still", 30, 30, link.Unconfirmed},
		{"Yaroslavna cable in doubt", "An envoy spoke of the Yaroslavna cable near Salalah a month after its day", 70, 70, link.Unconfirmed},
	} {
		plan := row("a", "COOPERATE", "", fact.Planned, "OMN", "BLR", 10, 30)
		plan.EventRow.Headline, plan.EventRow.Words = "Cable to Salalah", "Oman and Belarus will inaugurate the Yaroslavna cable near Salalah on March 31"
		plan = link.NewReport(plan.EventRow)
		happenings := l.Happenings([]*link.Report{plan})
		o := l.Outcomes(happenings, []*link.Story{press("b", c.head, c.text, c.told, c.names)}, calendar.Date(2026, 6, 1))[happenings[0]]
		if o.State != c.want {
			t.Errorf("%q: %s, not %s: %v", c.text, o.State, c.want, o.Why)
		}
		if o.Because != nil && !strings.Contains(o.Because.Best.Words, c.text) {
			t.Errorf("%q: the reason cites %q", c.text, o.Because.Best.Words)
		}
	}
}

// TestWord settles a promise, due on day 30, by what stories say.
func TestWord(t *testing.T) {
	l := load(t)
	for _, c := range []struct {
		text        string
		told, names int
		want        string
	}{
		{"The Yaroslavna bridge at Salalah was repaired and lorries crossed it on Friday", 25, 25, "kept"},
		{"The Yaroslavna bridge at Salalah will be repaired by mid-June, months later than was said", 25, 110, "open"},
		{"There is no money for the Yaroslavna bridge at Salalah and the plan was dropped", 25, 0, "withdrawn"},
		{"The ministry apologised: the Yaroslavna bridge at Salalah is still shut", 40, 0, "missed"},
		{"A third of the Yaroslavna bridge at Salalah was repaired by Friday", 25, 25, "overdue"},
		{"Lorries waited in Salalah for three hours", 25, 25, "overdue"},
		{"Oman has made good on a promise, and the Yaroslavna bridge bears lorries of 40 tonnes from Minsk", 25, 0, "kept"},
		{"Oman has not repaired the Yaroslavna bridge at Salalah and lorries take the ferry", 40, 0, "missed"},
		{"The Yaroslavna bridge at Salalah was repaired with fewer than the promised lamps", 40, 40, "missed"},
	} {
		day := calendar.Date(2026, 3, 1)
		due := calendar.Until(day.AddDays(30))
		p := link.NewPledge(&record.PledgeRow{
			StoryID: "a", Headline: "Bridge", At: day.AddDays(3).Time(), What: "repair the Yaroslavna bridge at Salalah by March 31",
			Pledge: fact.Pledge{ID: "p1", By: []fact.Party{{Code: "OMN"}}, Asserted: "open", Due: &due},
		})
		today := day.AddDays(60)
		promises := l.Promises([]*link.Pledge{p}, today)
		l.Settle(promises, nil, nil, []*link.Story{press("b", "News", c.text, c.told, c.names)}, today)
		if got := promises[0]; got.State != c.want {
			t.Errorf("%q: %s, not %s: %s", c.text, got.State, c.want, got.Why)
		}
	}
}

// TestLeaning settles a promise whose words say little without the sentence before
// (the vote), told when its day had passed, by its own story and by a later one.
func TestLeaning(t *testing.T) {
	l := load(t)
	day := calendar.Date(2026, 3, 1)
	tell := func(told, names int, sentences ...string) *link.Story {
		text := strings.Join(sentences, " ")
		g := &record.Gist{Countries: []string{"OMN"}}
		for i, s := range sentences {
			at := strings.Index(text, s)
			g.Sentences = append(g.Sentences, fact.Span{Start: at, End: at + len(s)})
			if i == 0 && names > 0 {
				g.Days = []record.GistDay{{Interval: calendar.OnDay(day.AddDays(names))}}
			}
		}
		return link.NewStory(&record.Detail{
			Kind: record.GistFact, Gist: g, StoryID: sentences[0][:9], Source: "s", Headline: "News", Words: text, End: len(text), At: day.AddDays(told).Time().Add(9 * 3600e9), Live: true,
		})
	}
	first := tell(32, 55, "Parliament postponed a vote on an amnesty for Yaroslavna fighters.", "The government had promised the vote by the end of March.")
	last := tell(55, 55, "An amnesty for some 900 Yaroslavna fighters was adopted by parliament.", "Families wept.")
	due := calendar.Until(day.AddDays(30))
	for _, c := range []struct {
		stories []*link.Story
		asOf    int
		state   string
	}{
		{nil, 60, "overdue"},
		{[]*link.Story{first}, 40, "open"},
		{[]*link.Story{first}, 60, "overdue"},
		{[]*link.Story{first, last}, 60, "kept"},
	} {
		p := link.NewPledge(&record.PledgeRow{
			StoryID: first.StoryID, Headline: "News", At: first.At, What: "the vote",
			Pledge: fact.Pledge{ID: "p1", By: []fact.Party{{Code: "OMN"}}, Asserted: "open", Due: &due, Evidence: []fact.Evidence{{Start: first.Gist.Sentences[1].Start, End: first.End}}},
		})
		today := day.AddDays(c.asOf)
		promises := l.Promises([]*link.Pledge{p}, today)
		l.Settle(promises, nil, nil, c.stories, today)
		if got := promises[0]; got.State != c.state {
			t.Errorf("day %d, %d stories: %s, not %s: %s", c.asOf, len(c.stories), got.State, c.state, got.Why)
		}
	}
}

// TestSigning: who promised to conclude an agreement kept the promise by signing it.
func TestSigning(t *testing.T) {
	l := load(t)
	day := calendar.Date(2026, 3, 1)
	for text, state := range map[string]string{
		"Oman and Belarus signed a treaty on the Yaroslavna base at Salalah": "kept",
		"Oman and Belarus signed a treaty on the price of dates":             "open",
	} {
		made := press("a", "Talks on Yaroslavna base at Salalah", "Ministers of Oman and Belarus spoke of the Yaroslavna base at Salalah", 3, 0)
		p := link.NewPledge(&record.PledgeRow{
			StoryID: "a", At: made.At, What: "conclude an agreement by the autumn",
			Pledge: fact.Pledge{ID: "p1", By: []fact.Party{{Code: "OMN"}, {Code: "BLR"}}, Asserted: "open"},
		})
		signed := row("b", "SUPPORT", "", fact.Happened, "OMN", "", 50, 50)
		signed.Event.Actors = append(signed.Event.Actors, fact.Party{Code: "BLR"})
		signed = link.NewReport(signed.EventRow)
		stories := []*link.Story{made, press("b", "News", text, 50, 50)}
		link.Attach([]*link.Report{signed}, stories)
		promises := l.Promises([]*link.Pledge{p}, day.AddDays(60))
		hs := l.Happenings([]*link.Report{signed})
		l.Settle(promises, hs, l.Outcomes(hs, stories, day.AddDays(60)), stories, day.AddDays(60))
		if got := promises[0]; got.State != state {
			t.Errorf("%s: %s, not %s: %s", text, got.State, state, got.Why)
		}
	}
}
