package show

import (
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
)

// TestSentence holds how events are told to people.
func TestSentence(t *testing.T) {
	r := &fact.Reading{Entities: []fact.Entity{{ID: "n1", Name: "Oman"}, {ID: "n2", Name: "Belarus"}, {ID: "n3", Name: "Minsk"}}}
	party := func(id, code string) fact.Party {
		if id == "" {
			return fact.Party{Code: code}
		}
		return fact.Party{Entity: &id, Code: code}
	}
	oman, belarus, unnamed := party("n1", "OMN"), party("n2", "BLR"), party("", "IGO")
	visit := fact.Ptr("visit")
	for _, c := range []struct {
		e    fact.Event
		want string
	}{
		{
			fact.Event{Type: "CONSULT", Mode: visit, Status: fact.Planned, Actors: []fact.Party{oman}, Recipients: []fact.Party{belarus}, Place: fact.Ptr("n3"), Time: fact.Ptr(calendar.OnDay(calendar.Date(2014, 5, 6)))},
			"Oman will visit Belarus, in Minsk, 6 May 2014",
		},
		{fact.Event{Type: "CONSULT", Status: fact.Happened, Actors: []fact.Party{oman, belarus, unnamed}}, "Oman, Belarus and IGO held talks"},
		{
			fact.Event{Type: "ASSAULT", Mode: fact.Ptr("drone"), Status: fact.Happened, Recipients: []fact.Party{belarus}, AssertedBy: fact.Ptr("n1"), Background: true},
			"Somebody carried out a drone strike on Belarus, says Oman [background]",
		},
		{fact.Event{Type: "CONSULT", Mode: visit, Status: fact.Cancelled, Actors: []fact.Party{oman}, Recipients: []fact.Party{belarus}}, "Oman will not visit Belarus (called off)"},
		{fact.Event{Type: "THREATEN", Mode: fact.Ptr("arrest"), Status: fact.Denied, Actors: []fact.Party{oman}}, "Oman made a threat: denied"},
	} {
		if got := (&printer{r: r}).sentence(&c.e); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := codes(&fact.Event{Type: "CONSULT", Mode: visit, Status: fact.NotHappened}); got != "CONSULT visit, not happened" {
		t.Errorf("codes: %q", got)
	}
}
