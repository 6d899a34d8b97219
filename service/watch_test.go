package service_test

import (
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/service"
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
	if err != nil || w.By != "ana" || len(hits.Hits.Hits) != 1 || hits.Hits.Hits[0].Headline != "Second visit" {
		t.Errorf("%+v %+v %v", w, hits.Hits.Hits, err)
	}
	if _, hits, err = s.ShowWatch(ctx, "Oman abroad", false); err != nil || len(hits.Hits.Hits) != 2 {
		t.Errorf("all of it: %d %v", len(hits.Hits.Hits), err)
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

// TestWatchOverdue watches promises: one whose day passes is new, though no
// story came in.
func TestWatchOverdue(t *testing.T) {
	now, store := at(0), memory.New()
	due := calendar.Until(day.AddDays(10))
	s := service.New(service.Options{Store: store, Now: func() time.Time { return now }, Reader: &reader{store, map[string]func(*fact.Reading){"Kenya promises buses": func(r *fact.Reading) {
		i := strings.Index(r.Story.Text, "ten buses")
		r.Pledges = append(r.Pledges, fact.Pledge{
			ID: "p1", By: []fact.Party{{Code: "KEN"}}, What: fact.Span{Start: i, End: i + 9}, Due: &due, Asserted: "open", State: "open",
			Evidence: []fact.Evidence{{Start: i, End: i + 9}},
		})
	}}}})
	ctx := t.Context()
	tell(t, s, "Agency", "Kenya promises buses", "It promised ten buses.", 0)
	if err := s.AddWatch(ctx, "Late", "pledge:overdue", "ana"); err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		day, want int
		seen      bool
	}{{1, 0, false}, {10, 0, true}, {11, 1, false}, {20, 1, true}, {21, 0, false}} {
		now = at(step.day)
		all, err := s.Watches(ctx)
		if err != nil || len(all) != 1 || all[0].New != step.want {
			t.Errorf("on day %d: %+v %v, want %d new", step.day, all, err, step.want)
		}
		w, hits, err := s.ShowWatch(ctx, "Late", true)
		if err != nil || len(hits.Hits.Hits) != step.want || len(hits.Kept) != step.want {
			t.Errorf("on day %d %s has %d, %v", step.day, w.Name, len(hits.Hits.Hits), err)
		}
		if !step.seen {
			continue
		}
		if err := s.SeeWatch(ctx, "Late", "ana"); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWatchOffice watches an office whose holder changes.
func TestWatchOffice(t *testing.T) {
	holds := func(name string) func(*fact.Reading) {
		return func(r *fact.Reading) {
			i := strings.Index(r.Story.Text, name)
			p := person("n1", name, "OMN", "")
			p.Mentions = []fact.Mention{{Start: i, End: i + len(name), Kind: fact.Name}}
			p.Offices = []fact.Office{{Title: "foreign minister", Of: fact.Ptr("OMN"), Basis: "text", Evidence: &fact.Evidence{Start: i, End: i + len(name)}}}
			r.Entities = append(r.Entities, p)
		}
	}
	s, _ := world(t, map[string]func(*fact.Reading){"First": holds("Salim Rashid"), "Second": holds("Amal Said"), "Third": holds("Amal Said")})
	ctx := t.Context()
	wantKind(t, "no country", s.AddWatch(ctx, "x", `office:"foreign minister"`, ""), fault.Invalid, "of which country")
	wantKind(t, "nobody", s.AddWatch(ctx, "x", `office:"foreign minister of Oman"`, ""), fault.Invalid, "no story on record names")
	tell(t, s, "Agency", "First", "Foreign Minister Salim Rashid went home.", 0)
	if err := s.AddWatch(ctx, "Minister", `office:"Foreign Minister of Oman"`, "ana"); err != nil {
		t.Fatal(err)
	}
	wantKind(t, "another office", s.AddWatch(ctx, "x", `office:"energy minister (Oman)"`, ""), fault.Invalid, "foreign minister")
	tell(t, s, "Agency", "Second", "Foreign Minister Amal Said was sworn in today.", 10)
	tell(t, s, "Agency", "Third", "In Muscat, Foreign Minister Amal Said spoke of fish.", 50)
	keys, err := s.Office(ctx, "foreign minister of Oman")
	if err != nil || strings.Join(keys, " ") != "person/amal said@OMN person/salim rasid@OMN" {
		t.Errorf("at the change: %v %v", keys, err)
	}
	all, err := s.Watches(ctx)
	if err != nil || all[0].New != 2 {
		t.Errorf("%+v %v", all, err)
	}
	s, _ = world(t, map[string]func(*fact.Reading){"First": holds("Salim Rashid"), "Late": holds("Amal Said")})
	tell(t, s, "Agency", "First", "Foreign Minister Salim Rashid went home.", -70)
	tell(t, s, "Agency", "Late", "Foreign Minister Amal Said was sworn in today.", 10)
	if keys, err = s.Office(ctx, "foreign minister of Oman"); err != nil || strings.Join(keys, " ") != "person/amal said@OMN" {
		t.Errorf("long after the change: %v %v", keys, err)
	}
}
