package dossier_test

import (
	"slices"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
)

// TestSeriesName: nobody is named twice in what a figure is of.
func TestSeriesName(t *testing.T) {
	for _, c := range []struct {
		measure, unit string
		of            []string
		want          string
	}{
		{"Omanis", "", []string{"Omanis"}, "Omanis"},
		{"Oman’s trade with Togo", "USD", []string{"Oman", "Togo"}, "Oman’s trade with Togo"},
		{"trade with Togo", "USD", []string{"Oman", "Togo"}, "trade with Togo, Oman"},
		{"citizens of Togo", "", []string{"4,000 citizens", "Togo"}, "citizens of Togo"},
		{"", "USD", []string{"Oman"}, "USD, Oman"},
		{"hectares", "", []string{"Zone 7", "1973"}, "hectares, Zone 7 and 1973"},
		{"rain", "", []string{"Ra"}, "rain, Ra"},
	} {
		s := dossier.Series{Measure: c.measure, Unit: c.unit, Of: c.of}
		if got := s.Name(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestPromiseTold: a promise is one sentence, which names nobody twice, and says
// under it whose word it is where it is the desk's.
func TestPromiseTold(t *testing.T) {
	day := calendar.Date(2026, 5, 4)
	row := record.PledgeRow{
		By: []string{"Adel Rashid"}, To: []string{"Togo"}, What: "President Adel Rashid will pay a state visit to Togo on June 11",
		Told:   "President Adel Rashid will pay a state visit to Togo on June 11",
		Pledge: fact.Pledge{ID: "p1", Asserted: "open", State: "open", Confidence: fact.High},
	}
	p := dossier.PromiseOf(&link.Promise{ID: "x", Last: link.NewPledge(&row), Reports: []*link.Pledge{link.NewPledge(&row)}})
	if got := p.Whole(); got != row.Told {
		t.Errorf("it is told as %q", got)
	}
	if got := p.Notes(); len(got) > 0 {
		t.Errorf("under it stands %q", got)
	}
	row.Pledge.Evidence = []fact.Evidence{{By: fact.ByPerson("ana", day)}}
	row.Told, row.To = "Oman promised to ship dates", []string{"Togo", "Oman"}
	p = dossier.PromiseOf(&link.Promise{ID: "x", Last: link.NewPledge(&row), Reports: []*link.Pledge{link.NewPledge(&row)}})
	if got := p.Whole(); got != "Oman promised to ship dates, to Togo" {
		t.Errorf("it is told as %q", got)
	}
	if got := p.Notes(); !slices.Equal(got, []string{"corrected by ana on 4 May 2026"}) {
		t.Errorf("under it stands %q", got)
	}
}
