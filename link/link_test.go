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
		for h, o := range link.Outcomes(l.Happenings(known), day.AddDays(c.asOf)) {
			if want := c.want[h.Reports[0].StoryID]; o.State != want {
				t.Errorf("day %d, plan of %s: %s, want %s (%v)", c.asOf, h.Reports[0].StoryID, o.State, want, o.Why)
			}
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
		outcomes := link.Outcomes(hs, calendar.Date(2026, 12, 1))
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
