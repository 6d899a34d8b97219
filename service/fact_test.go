package service_test

import (
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/service"
)

// envoy is a visit of a person to a country, with the two as entities.
func envoy(r *fact.Reading) {
	at := func(words string) []fact.Mention {
		i := strings.Index(r.Story.Text, words)
		return []fact.Mention{{Start: i, End: i + len(words), Kind: fact.Name}}
	}
	visit("e1", "OMN", "BLR", fact.Planned, "will visit Belarus")(r)
	r.Entities = append(r.Entities,
		fact.Entity{ID: "n1", Kind: fact.Person, Name: "Salim Rashid", Country: fact.Ptr("OMN"), Mentions: at("Salim Rashid")},
		fact.Entity{ID: "n2", Kind: fact.Country, Name: "Belarus", Country: fact.Ptr("BLR"), Mentions: at("Belarus")})
	r.Events[0].Actors[0].Entity = fact.Ptr("n1")
	r.Events[0].Recipients[0].Entity = fact.Ptr("n2")
}

func events(t *testing.T, store record.Store, f record.EventFilter) []record.EventRow {
	t.Helper()
	p, err := store.Events(t.Context(), f)
	if err != nil {
		t.Fatal(err)
	}
	return p.Events
}

func TestCorrectFact(t *testing.T) {
	s, store := world(t, map[string]func(*fact.Reading){"Envoy to travel": envoy})
	ctx := t.Context()
	id := tell(t, s, "Agency", "Envoy to travel", "Salim Rashid will visit Belarus in May. Kenya's envoy signed a paper at home, and promised ten buses.", 0)
	l, err := s.Look(ctx, id, "e1", "")
	if err != nil {
		t.Fatal(err)
	}
	want := map[record.Slot]string{record.SlotType: "CONSULT/visit", record.SlotStatus: "planned", record.SlotBy: "Salim Rashid (Oman)", record.SlotTo: "Belarus", record.SlotDay: "", record.SlotPlace: ""}
	same := map[record.Slot]string{}
	for _, f := range l.Fields {
		if f.Value != want[f.Slot] {
			t.Errorf("%s stands as %q, want %q", f.Slot, f.Value, want[f.Slot])
		}
		same[f.Slot] = f.Value
	}
	judge := func(fill map[record.Slot]string) error {
		_, err := s.Judge(ctx, id, service.Verdict{Fact: "e1", Against: l.Read, Action: record.Correct, Fill: fill, By: "ana", Note: "the ministry said so"})
		return err
	}
	wantKind(t, "nothing is changed", judge(same), fault.Invalid, "nothing is said otherwise")
	for slot, c := range map[record.Slot][2]string{
		record.SlotType:   {"parade", "the nearest are"},
		record.SlotStatus: {"perhaps", "planned"},
		record.SlotBy:     {"Nobody Atall", "person:"},
		record.SlotTo:     {"Rashid (Omman)", "Oman"},
		record.SlotDay:    {"tomorrow", "2026-05-04"},
		record.SlotState:  {"kept", "has no state"},
	} {
		wantKind(t, string(slot), judge(map[record.Slot]string{slot: c[0]}), fault.Invalid, c[1])
	}
	if err := judge(map[record.Slot]string{record.SlotStatus: "called off", record.SlotDay: "2026-05-04 to 2026-05-06", record.SlotBy: "Rashid; Kenya"}); err != nil {
		t.Fatal(err)
	}
	got := events(t, store, record.EventFilter{Actor: "KEN", Status: fact.Cancelled})
	if len(got) != 1 || strings.Join(got[0].Actors, "+") != "Salim Rashid+Kenya" || got[0].From != calendar.Date(2026, 5, 4) || got[0].To != calendar.Date(2026, 5, 6) || !got[0].Dated {
		t.Errorf("the corrected event: %+v", got)
	}
	all, err := s.Judgements(ctx)
	if err != nil || len(all) != 1 || all[0].By != "ana" || all[0].Note == "" || !strings.Contains(all[0].What, "status cancelled") || all[0].Loose != "" {
		t.Errorf("judgements: %+v %v", all, err)
	}
	if err := s.Undo(ctx, all[0].ID, "ben", ""); err != nil {
		t.Fatal(err)
	}
	if got := events(t, store, record.EventFilter{Status: fact.Planned}); len(got) != 1 || len(got[0].Actors) != 1 {
		t.Errorf("taken back: %+v", got)
	}
}

func TestAddFact(t *testing.T) {
	s, store := world(t, map[string]func(*fact.Reading){"Envoy to travel": envoy})
	ctx := t.Context()
	id := tell(t, s, "Agency", "Envoy to travel", "Salim Rashid will visit Belarus in May. Kenya's envoy signed a\npaper, and promised ten buses by June, ten buses.", 0)
	add := func(kind record.FactKind, words string, fill map[record.Slot]string) (record.Judgement, error) {
		return s.AddFact(ctx, id, service.Missed{Kind: kind, Words: words, Fill: fill, By: "ana"})
	}
	for words, says := range map[string]string{"": "which words", "signed a pact": "copy them", "ten buses": "more than once"} {
		_, err := add(record.EventFact, words, map[record.Slot]string{record.SlotType: "agreement"})
		wantKind(t, words, err, fault.Invalid, says)
	}
	_, err := add(record.EventFact, "signed a paper", nil)
	wantKind(t, "no type", err, fault.Invalid, "what sort")
	_, err = add(record.EventFact, "will visit Belarus", map[record.Slot]string{record.SlotType: "CONSULT/visit"})
	wantKind(t, "it is there", err, fault.Conflict, "correct that one")
	_, err = add("office", "signed a paper", nil)
	wantKind(t, "an office", err, fault.Invalid, "event, pledge")
	j, err := add(record.EventFact, "signed a paper", map[record.Slot]string{record.SlotType: "SUPPORT", record.SlotBy: "Kenya", record.SlotTo: "Rashid"})
	if err != nil {
		t.Fatal(err)
	}
	got := events(t, store, record.EventFilter{Actor: "KEN"})
	if len(got) != 1 || got[0].Event.ID != j.FactID || got[0].Words != "signed a\npaper" || got[0].Recipients[0] != "Salim Rashid" || got[0].Event.Confidence != fact.High {
		t.Errorf("the added event: %+v", got)
	}
	if _, err := add(record.PledgeFact, "promised ten buses by June", map[record.Slot]string{record.SlotBy: "Kenya", record.SlotDay: "by 2026-06"}); err != nil {
		t.Fatal(err)
	}
	p, err := store.Pledges(ctx, record.PledgeFilter{State: "overdue", AsOf: calendar.Date(2026, 7, 1)})
	if err != nil || len(p.Pledges) != 1 || p.Pledges[0].Pledge.By[0].Code != "KEN" {
		t.Errorf("the added promise: %+v %v", p.Pledges, err)
	}
	v, err := s.Changeable(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Kill(ctx, id, service.Change{Of: v.Story.ID, Note: "false"}); err != nil {
		t.Fatal(err)
	}
	_, err = add(record.EventFact, "signed a paper", map[record.Slot]string{record.SlotType: "SUPPORT"})
	wantKind(t, "of a killed story", err, fault.Conflict, "killed")
}

// TestJudgementsLoose has a new version without the words of a judgement.
func TestJudgementsLoose(t *testing.T) {
	s, _ := world(t, map[string]func(*fact.Reading){"Envoy to travel": envoy})
	ctx := t.Context()
	id := tell(t, s, "Agency", "Envoy to travel", "Salim Rashid will visit Belarus in May.", 0)
	if _, err := s.Judge(ctx, id, service.Verdict{Fact: "e1", Action: record.Reject, By: "ana"}); err != nil {
		t.Fatal(err)
	}
	v, err := s.Changeable(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	words := v.Story
	words.ID, words.Headline, words.Text = "", "Envoy stays", "Envoy stays\n\nHe stays at home."
	if _, err := s.Correct(ctx, id, words, service.Change{Of: v.Story.ID, Note: "wrong"}); err != nil {
		t.Fatal(err)
	}
	all, err := s.Judgements(ctx)
	if err != nil || len(all) != 1 || !strings.Contains(all[0].Loose, "rests on nothing") {
		t.Errorf("%+v %v", all, err)
	}
}

func TestTie(t *testing.T) {
	s, _ := world(t, map[string]func(*fact.Reading){"Envoy to travel": envoy, "Envoy travels": envoy})
	ctx := t.Context()
	a := tell(t, s, "Agency", "Envoy to travel", "Salim Rashid will visit Belarus in May.", 0)
	b := tell(t, s, "Other", "Envoy travels", "In spring Salim Rashid will visit Belarus, it is said in Muscat.", 1)
	wantKind(t, "no such actor", s.Tie(ctx, service.Tie{Do: "one", A: "person/salim rasid@OMN", B: "person/salim rasit@OMN"}), fault.NotFound, "person/salim rasid@OMN")
	wantKind(t, "no such story", s.Tie(ctx, service.Tie{Do: "apart", A: "person/salim rasid@OMN", Stories: []string{"nosuch"}}), fault.NotFound, "nosuch")
	alike, err := s.Alike(ctx, a, "e1")
	if err != nil || len(alike) != 1 || alike[0].StoryID != b || len(alike[0].Why) == 0 {
		t.Fatalf("%+v %v", alike, err)
	}
	for _, do := range []link.Deed{link.One, link.Apart, link.One} { // the later goes before the earlier
		if err := s.RuleHappenings(ctx, do, a+".e1", b+".e1", "ana", ""); err != nil {
			t.Fatal(err)
		}
		if alike, err = s.Alike(ctx, a, "e1"); err != nil || alike[0].One != (do == link.One) {
			t.Errorf("said to be %s: %+v %v", do, alike, err)
		}
	}
}
