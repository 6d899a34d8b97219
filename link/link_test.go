package link_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// row makes a report: who and whom are codes, told and when days of March to
// December 2026; when 0 is an event of no stated day.
func row(story, kind, mode string, status fact.Status, who, whom string, told, when int) *link.Report {
	day := calendar.Date(2026, 3, 1)
	r := &record.EventRow{
		StoryID: story, Source: "agency " + story, Headline: kind + " " + who, Words: mode + " " + kind, At: day.AddDays(told).Time().Add(9 * time.Hour),
		Event: fact.Event{ID: "e1", Type: kind, Status: status, Confidence: fact.High}, From: day.AddDays(told), To: day.AddDays(told), Live: true,
	}
	if mode != "" {
		r.Event.Mode = &mode
	}
	if when > 0 {
		r.From, r.To, r.Dated = day.AddDays(when), day.AddDays(when), true
	}
	if who != "" {
		r.Event.Actors, r.Actors, r.ActorKeys = []fact.Party{{Code: who}}, []string{who}, []string{"country/" + who}
	}
	if whom != "" {
		r.Event.Recipients, r.Recipients, r.RecipientKeys = []fact.Party{{Code: whom}}, []string{whom}, []string{"country/" + whom}
	}
	return link.NewReport(r)
}

func load(t *testing.T) *link.Linker {
	t.Helper()
	l, err := link.Load()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestCompare(t *testing.T) {
	l := load(t)
	visit := row("a", "CONSULT", "visit", fact.Happened, "OMN", "BLR", 20, 19)
	for _, c := range []struct {
		why   string
		other *link.Report
		same  bool
	}{
		{"the same, told a day later", row("b", "CONSULT", "visit", fact.Happened, "OMN", "BLR", 21, 19), true},
		{"another day", row("b", "CONSULT", "visit", fact.Happened, "OMN", "BLR", 60, 59), false},
		{"nobody in common", row("b", "CONSULT", "visit", fact.Happened, "KEN", "TGO", 20, 19), false},
		{"planned", row("b", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 10, 19), false},
		{"an attack", row("b", "ASSAULT", "", fact.Happened, "OMN", "BLR", 20, 19), false},
	} {
		m, back := l.Compare(visit, c.other), l.Compare(c.other, visit)
		if m.Same() != c.same || m.P != back.P {
			t.Errorf("%s: %.2f and %.2f, %v", c.why, m.P, back.P, m.Reasons)
		}
		if len(m.Reasons) == 0 {
			t.Errorf("%s: no reason is given", c.why)
		}
	}
}

// story line: announced for day 30, put off to day 50, held on day 51.
func plans() []*link.Report {
	return []*link.Report{
		row("a", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 10, 30),
		row("b", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 11, 30),
		row("c", "CONSULT", "visit", fact.Postponed, "OMN", "BLR", 28, 50),
		row("d", "CONSULT", "visit", fact.Happened, "OMN", "BLR", 52, 51),
		row("e", "CONSULT", "visit", fact.Planned, "KEN", "TGO", 12, 40),
		row("f", "CONSULT", "visit", fact.Planned, "KEN", "PER", 12, 40),
		row("g", "CONSULT", "visit", fact.Cancelled, "KEN", "PER", 39, 0),
	}
}

func TestOutcomes(t *testing.T) {
	l := load(t)
	day := calendar.Date(2026, 3, 1)
	for _, c := range []struct {
		asOf int
		want map[string]link.State
	}{
		{15, map[string]link.State{"a": link.Ahead, "e": link.Ahead, "f": link.Ahead}},
		{29, map[string]link.State{"a": link.Postponed, "e": link.Ahead, "f": link.Ahead}},
		{45, map[string]link.State{"a": link.Postponed, "e": link.Unconfirmed, "f": link.Cancelled}},
		{60, map[string]link.State{"a": link.Held, "e": link.Unconfirmed, "f": link.Cancelled}},
	} {
		known := slices.DeleteFunc(plans(), func(r *link.Report) bool { return r.At.After(day.AddDays(c.asOf).Time()) })
		for h, o := range l.Outcomes(l.Happenings(known), nil, day.AddDays(c.asOf)) {
			if want := c.want[h.Reports[0].StoryID]; o.State != want {
				t.Errorf("day %d, plan of %s: %s, want %s (%v)", c.asOf, h.Reports[0].StoryID, o.State, want, o.Why)
			}
		}
	}
}

// TestLaterDay says that what has happened is not dated after its story: the day
// is that of something else in the sentence.
func TestLaterDay(t *testing.T) {
	r := row("a", "SUPPORT", "", fact.Happened, "OMN", "BLR", 10, 300)
	if r.Dated || r.From != calendar.Date(2026, 3, 11) {
		t.Errorf("%s, dated %v", r.From, r.Dated)
	}
	if r := row("a", "SUPPORT", "", fact.Planned, "OMN", "BLR", 10, 300); !r.Dated {
		t.Error("a plan may lie ahead")
	}
}

// TestPutOffTo says that the story which puts a plan off and says to when is
// read as a whole, and that talks are held where those who were to talk agree.
func TestPutOffTo(t *testing.T) {
	l := load(t)
	putOff := row("c", "CONSULT", "visit", fact.Postponed, "OMN", "BLR", 28, 30)
	anew := row("c", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 28, 60)
	anew.Event.ID = "e2"
	talks := row("d", "CONSULT", "", fact.Planned, "KEN", "PER", 10, 40)
	deal := row("e", "AGREE", "", fact.Happened, "KEN", "PER", 42, 41)
	other := row("f", "CONSULT", "", fact.Planned, "KEN", "TGO", 10, 40)
	hs := l.Happenings([]*link.Report{row("a", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 10, 30), putOff, anew, talks, deal, other})
	want := map[string]link.State{"a.e1": link.Postponed, "d.e1": link.Held, "f.e1": link.Unconfirmed}
	for h, o := range l.Outcomes(hs, nil, calendar.Date(2026, 3, 1).AddDays(50)) {
		if w := want[h.ID]; w != "" && o.State != w {
			t.Errorf("%s: %s, not %s (%v)", h.ID, o.State, w, o.Why)
		}
		if h.ID == "a.e1" && (o.To != calendar.Date(2026, 3, 1).AddDays(60) || o.Steps < 1) {
			t.Errorf("put off to %s in %d steps", o.To, o.Steps)
		}
	}
}

// TestContradicted says that a story which tells a visit as done in its headline
// and as ahead in its text does not say that it was made, and that a visitor who
// signs something there on the day was there.
func TestContradicted(t *testing.T) {
	l := load(t)
	person := func(r *link.Report) *link.Report {
		r.ActorKeys = []string{"person/sultan@OMN"}
		return link.NewReport(r.EventRow)
	}
	plan := person(row("a", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 10, 40))
	headline := person(row("b", "CONSULT", "visit", fact.Happened, "OMN", "BLR", 38, 0))
	text := person(row("b", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 38, 40))
	text.Event.ID = "e2"
	deal := person(row("c", "SUPPORT", "", fact.Happened, "OMN", "BLR", 41, 40))
	stranger := row("c", "SUPPORT", "", fact.Happened, "OMN", "BLR", 41, 40)
	stranger.ActorKeys = []string{"person/minister@OMN"}
	for _, c := range []struct {
		more []*link.Report
		want link.State
	}{
		{[]*link.Report{headline, text}, link.Unconfirmed},
		{[]*link.Report{headline}, link.Held},
		{[]*link.Report{headline, text, deal}, link.Held},
		{[]*link.Report{link.NewReport(stranger.EventRow)}, link.Unconfirmed},
	} {
		hs := l.Happenings(append([]*link.Report{plan}, c.more...))
		for h, o := range l.Outcomes(hs, nil, calendar.Date(2026, 3, 1).AddDays(60)) {
			if h.ID == "a.e1" && o.State != c.want {
				t.Errorf("%d more reports: %s, not %s (%v)", len(c.more), o.State, c.want, o.Why)
			}
		}
	}
}

// TestTwice: a visit that one story tells twice, in its headline and in its text, is
// one; of two days, or to two countries, it is not.
func TestTwice(t *testing.T) {
	l := load(t)
	visit := func(id, whom string, when int) *link.Report {
		r := row("a", "CONSULT", "visit", fact.Planned, "OMN", whom, 10, when).EventRow
		r.Event.ID, r.Words = id, "words of "+id
		return link.NewReport(r)
	}
	for _, c := range []struct {
		other *link.Report
		n     int
	}{{visit("e2", "BLR", 30), 1}, {visit("e2", "BLR", 60), 2}, {visit("e2", "KEN", 30), 2}} {
		if hs := l.Happenings([]*link.Report{visit("e1", "BLR", 30), c.other}); len(hs) != c.n {
			t.Errorf("%v: %d happenings, not %d", c.other.Event.Recipients, len(hs), c.n)
		}
	}
}

// TestSettle says what becomes of promises whose event was held, put off or
// called off.
func TestSettle(t *testing.T) {
	l := load(t)
	day := calendar.Date(2026, 3, 1)
	for _, c := range []struct {
		later *link.Report
		asOf  int
		state string
	}{
		{nil, 20, "open"},
		{nil, 40, "overdue"},
		{row("b", "CONSULT", "visit", fact.Happened, "OMN", "BLR", 31, 30), 40, "kept"},
		{row("b", "CONSULT", "visit", fact.Postponed, "OMN", "BLR", 25, 50), 40, "open"},
		{row("b", "CONSULT", "visit", fact.Postponed, "OMN", "BLR", 25, 50), 60, "overdue"},
		{row("b", "CONSULT", "visit", fact.Cancelled, "OMN", "BLR", 25, 0), 40, "withdrawn"},
		{row("b", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 12, 20), 40, "overdue"}, // a step on the way
	} {
		plan := row("a", "CONSULT", "visit", fact.Planned, "OMN", "BLR", 10, 30)
		reports := []*link.Report{plan}
		if c.later != nil {
			reports = append(reports, c.later)
		}
		due := calendar.OnDay(day.AddDays(30))
		promises := l.Promises([]*link.Pledge{link.NewPledge(&record.PledgeRow{
			StoryID: "a", Source: "s", What: "visit Minsk by the end of March", At: plan.At,
			Pledge: fact.Pledge{ID: "g1", By: []fact.Party{{Code: "OMN"}}, Event: fact.Ptr("e1"), Due: &due, Asserted: "open"},
		})}, day.AddDays(c.asOf))
		hs := l.Happenings(reports)
		l.Settle(promises, hs, l.Outcomes(hs, nil, day.AddDays(c.asOf)), nil, day.AddDays(c.asOf))
		if got := promises[0]; got.State != c.state {
			t.Errorf("day %d with %v: %s, not %s", c.asOf, c.later, got.State, c.state)
		}
	}
}

// TestOrder says that it makes no difference in which order reports came.
func TestOrder(t *testing.T) {
	l := load(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	var want string
	for range 30 {
		all := plans()
		rnd.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		got := ""
		hs := l.Happenings(all)
		outcomes := l.Outcomes(hs, nil, calendar.Date(2026, 12, 1))
		for _, h := range hs {
			got += fmt.Sprintln(h.ID, len(h.Reports), h.Best.ID(), outcomes[h].State)
		}
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("%s\nand in another order\n%s", want, got)
		}
	}
}
