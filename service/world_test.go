package service_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/service"
	places "github.com/datelinewire/dateline/world"
)

// TestWorldOf adds up a year in which Fiji and Togo talked, quarrelled and went
// to see each other.
func TestWorldOf(t *testing.T) {
	at := func(month int) int { return 2019*12 + month - 1 }
	sums := record.Sums{
		Deals: []record.Deal{
			{By: "FJI", With: "TGO", Type: "CONSULT", Month: at(2), N: 3},
			{By: "TGO", With: "FJI", Type: "CONSULT", Month: at(2), N: 3},
			{By: "FJI", With: "TGO", Type: "CONSULT", Mode: "visit", Month: at(5), N: 2},
			{By: "FJI", With: "TGO", Type: "CONSULT", Mode: "visit", Planned: true, Month: at(6), N: 1},
			{By: "TGO", With: "FJI", Type: "ACCUSE", Month: at(9), N: 4},
			{By: "OMN", With: "TGO", Type: "ACCUSE", Month: at(9), N: 1},
		},
		Spots: []record.Spot{
			{Place: "place/lome@TGO", Type: "CONSULT", Month: at(2), N: 3},
			{Place: "place/lome@TGO", Type: "CONSULT", Planned: true, Month: at(6), N: 1},
			{Place: "place/lome@TGO", Type: "PROTEST", Month: at(6), N: 2},
			{Place: "place/nowhere", Type: "PROTEST", Month: at(6), N: 5},
		},
	}
	where := func(key string) (places.Place, bool) {
		if key == "place/lome@TGO" {
			return places.Place{Name: "Lomé", ISO3: "TGO"}, true
		}
		return places.Place{}, false
	}
	for _, c := range []struct {
		name string
		f    service.WorldFilter
		want string
	}{
		{"all", service.WorldFilter{}, "[{TGO FJI 3 4} {FJI TGO 5 0} {OMN TGO 0 1}] [{FJI TGO 2 1}] 13 [{CONSULT 8} {ACCUSE 5}] 1 {Lomé 3 2 1} lost 5"},
		{"a type", service.WorldFilter{Type: "ACCUSE"}, "[{TGO FJI 0 4} {OMN TGO 0 1}] [] 5 [{CONSULT 8} {ACCUSE 5}] 0 lost 0"},
		{"a span", service.WorldFilter{From: calendar.Day{Year: 2019, Month: 6}, To: calendar.Day{Year: 2019, Month: 8}}, "[] [{FJI TGO 0 1}] 0 [] 1 {Lomé 0 2 1} lost 5"},
		{"a country", service.WorldFilter{Country: "OMN"}, "[{OMN TGO 0 1}] [] 1 [{ACCUSE 1}] 0 lost 0"},
	} {
		w := service.WorldOf(sums, c.f, where)
		got := fmt.Sprint(w.Pairs, " ", w.Trips, " ", w.Total, " ", w.Types, " ", len(w.Spots))
		for _, s := range w.Spots {
			got += fmt.Sprint(" ", struct {
				Name                       string
				Cooperation, Conf, Planned int
			}{s.Name, s.Cooperation, s.Conflict, s.Planned})
		}
		if got += fmt.Sprint(" lost ", w.Lost); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestWorldOfNothing(t *testing.T) {
	store := memory.New()
	defer store.Close()
	s := service.New(service.Options{Store: store})
	w, err := s.World(context.Background(), service.WorldFilter{})
	if err != nil || len(w.Pairs)+len(w.Spots)+w.Total > 0 {
		t.Errorf("%+v, %v", w, err)
	}
	for code, want := range map[string]string{"TJK": "Dushanbe", "TGO": "Lomé", "XYZ": ""} {
		if p, ok := s.Capital(code); p.Name != want || ok != (want != "") {
			t.Errorf("the capital of %s is %q, not %q", code, p.Name, want)
		}
	}
}
