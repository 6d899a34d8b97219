package service_test

import (
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
)

func TestWatches(t *testing.T) {
	s, _ := world(t, map[string]func(*fact.Reading){
		"First visit":  visit("e1", "OMN", "BLR", fact.Happened, "came"),
		"Second visit": visit("e1", "OMN", "BLR", fact.Happened, "came"),
		"Third visit":  visit("e1", "KEN", "BLR", fact.Happened, "came"),
	})
	ctx := t.Context()
	tell(t, s, "Agency", "First visit", "A guest came to Minsk.", 0)
	if err := s.AddWatch(ctx, " Oman  abroad ", "actor:Oman type:visit", "ana"); err != nil {
		t.Fatal(err)
	}
	if err := s.AddWatch(ctx, "Rain", "rain", "ana"); err != nil {
		t.Fatal(err)
	}
	wantKind(t, "twice", s.AddWatch(ctx, "oman abroad", "rain", ""), fault.Conflict)
	wantKind(t, "no name", s.AddWatch(ctx, " ", "rain", ""), fault.Invalid)
	wantKind(t, "nothing", s.AddWatch(ctx, "x", " ", ""), fault.Invalid)
	wantKind(t, "a country that is none", s.AddWatch(ctx, "x", "actor:Omman", ""), fault.Invalid, "Oman")
	want := func(when string, oman, rain int) {
		t.Helper()
		all, err := s.Watches(ctx)
		if err != nil || len(all) != 2 || all[0].Name != "Oman abroad" || all[0].New != oman || all[1].New != rain {
			t.Errorf("%s: %+v %v", when, all, err)
		}
	}
	want("at first", 0, 0)
	tell(t, s, "Agency", "Second visit", "Another guest came to Gomel, in the rain.", 1)
	tell(t, s, "Agency", "Third visit", "A third one came to Brest by night train.", 2)
	want("after two stories", 1, 1)
	w, hits, err := s.ShowWatch(ctx, "OMAN abroad", true)
	if err != nil || w.By != "ana" || len(hits.Hits) != 1 || hits.Hits[0].Headline != "Second visit" {
		t.Errorf("%+v %+v %v", w, hits.Hits, err)
	}
	if _, hits, err = s.ShowWatch(ctx, "Oman abroad", false); err != nil || len(hits.Hits) != 2 {
		t.Errorf("all of it: %d %v", len(hits.Hits), err)
	}
	if err := s.SeeWatch(ctx, "Oman abroad", "ana"); err != nil {
		t.Fatal(err)
	}
	want("after it was seen", 0, 1)
	if err := s.RemoveWatch(ctx, "rain", "ana"); err != nil {
		t.Fatal(err)
	}
	wantKind(t, "removed", s.SeeWatch(ctx, "rain", "ana"), fault.NotFound, "Oman abroad")
}
