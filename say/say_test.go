package say_test

import (
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/ontology"
	"github.com/datelinewire/dateline/say"
)

func TestAct(t *testing.T) {
	oman, both := []string{"Oman"}, []string{"Oman", "Belarus", "the UN"}
	visit := fact.Ptr("visit")
	for _, c := range []struct {
		e         fact.Event
		who, whom []string
		want      string
	}{
		{fact.Event{Type: "CONSULT", Mode: visit, Status: fact.Planned}, oman, []string{"Belarus"}, "Oman will visit Belarus"},
		{fact.Event{Type: "CONSULT", Mode: visit, Status: fact.NotHappened}, oman, []string{"Belarus"}, "Oman did not visit Belarus"},
		{fact.Event{Type: "CONSULT", Mode: visit, Status: fact.Cancelled}, oman, []string{"Belarus"}, "Oman will not visit Belarus (called off)"},
		{fact.Event{Type: "CONSULT", Mode: visit, Status: fact.Postponed}, oman, nil, "Oman will make a visit later (put off)"},
		{fact.Event{Type: "CONSULT", Status: fact.Happened}, both, nil, "Oman, Belarus and the UN held talks"},
		{fact.Event{Type: "AGREE", Status: fact.Happened, Predicate: &fact.Predicate{Lemma: "offer"}}, oman, []string{"Belarus"}, "Oman made an offer to Belarus"},
		{fact.Event{Type: "SUPPORT", Status: fact.NotHappened, Predicate: &fact.Predicate{Lemma: "sign"}}, oman, nil, "Oman did not sign an agreement"},
		{fact.Event{Type: "AID", Status: fact.Possible}, nil, oman, "somebody may give aid to Oman"},
		{fact.Event{Type: "AID", Status: fact.Sought}, nil, oman, "somebody is to give aid to Oman, it is asked"},
		{fact.Event{Type: "ASSAULT", Mode: fact.Ptr("drone"), Status: fact.Denied}, oman, []string{"Belarus"}, "Oman carried out a drone strike on Belarus: denied"},
	} {
		if got := say.Act(&c.e, c.who, c.whom); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestBare holds the ontology to what Act takes for granted: what is planned is
// said with "will", so that may, did not and will not can stand for it.
func TestBare(t *testing.T) {
	for _, k := range ontology.Types() {
		for _, mode := range append(k.Modes(), "") {
			for _, p := range []string{k.Planned(mode).Alone, k.Planned(mode).With} {
				if len(p) < 6 || p[:5] != "will " {
					t.Errorf("%s %s: %q", k, mode, p)
				}
			}
		}
	}
}

func TestDays(t *testing.T) {
	may := calendar.Date(2014, 5, 6)
	for want, in := range map[string][2]calendar.Day{
		"6 May 2014": {may, may}, "by 6 May 2014": {{}, may}, "from 6 May 2014": {may, {}}, "6 May 2014 to 7 May 2014": {may, may.AddDays(1)},
		"May 2014": {{Year: 2014, Month: 5}, {Year: 2014, Month: 5}}, "": {{}, {}},
	} {
		if got := say.Days(in[0], in[1]); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestAmount(t *testing.T) {
	for _, c := range [...]struct {
		f    fact.Figure
		want string
	}{
		{fact.Figure{Value: 810.4e6, Unit: fact.Ptr("USD")}, "810.4 million USD"},
		{fact.Figure{Value: 5000, Unit: fact.Ptr("troops"), Qualifier: "about"}, "about 5,000 troops"},
		{fact.Figure{Value: 4, Upper: fact.Ptr(6.5), Unit: fact.Ptr("percent")}, "4–6.5 %"},
		{fact.Figure{Value: -12345}, "−12,345"},
	} {
		if got := say.Amount(&c.f); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
