package fact

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/calendar"
)

// sound returns a small reading that keeps every invariant.
func sound() *Reading {
	r := New("test")
	r.Story.Text = "Mali met Niger. “Good,” Mali said."
	r.Story.Sentences = []Span{{0, 15}, {16, len(r.Story.Text)}}
	ev := Evidence{Sentence: 0, Start: 0, End: 14, By: "event/meet"}
	r.Entities = append(r.Entities,
		Entity{ID: "n1", Kind: Country, Name: "Mali", Mentions: []Mention{{0, 4, Name}}},
		Entity{ID: "n2", Kind: Country, Name: "Niger", Mentions: []Mention{{9, 14, Name}}})
	r.Events = append(r.Events, Event{
		ID: "e1", Type: "CONSULT", Status: Happened, Evidence: ev,
		Actors: []Party{{Code: "MLI", Entity: Ptr("n1")}}, Recipients: []Party{{Code: "NER", Entity: Ptr("n2")}},
	})
	r.Pledges = append(r.Pledges, Pledge{ID: "p1", What: Span{0, 4}, Asserted: "open", State: "open", Event: Ptr("e1"), Evidence: []Evidence{ev}, By: []Party{}})
	return r
}

func TestCheck(t *testing.T) {
	if p := sound().Check(); len(p) > 0 {
		t.Fatalf("a sound reading has problems: %v", p)
	}
	f := func(want string, spoil func(*Reading)) {
		t.Helper()
		r := sound()
		spoil(r)
		p := r.Check()
		if len(p) == 0 || !strings.Contains(p[0].String(), want) {
			t.Errorf("want %q, got %v", want, p)
		}
		r.Prune()
		if left := r.Check(); len(left) > 0 {
			t.Errorf("%q: problems are left after Prune: %v", want, left)
		}
	}
	f("outside the text", func(r *Reading) { r.Entities[0].Mentions[0].End = 900 })
	f("splits a rune", func(r *Reading) { r.Entities[0].Mentions[0] = Mention{17, 20, Name} })
	f("outside its sentence", func(r *Reading) { r.Events[0].Evidence.End = 16 })
	f("used twice", func(r *Reading) { r.Entities[1].ID = "n1" })
	f("not there", func(r *Reading) { r.Events[0].Place = Ptr("n9") })
	f("none of the schema", func(r *Reading) { r.Events[0].Type = "MEET" })
	f("before it starts", func(r *Reading) {
		r.Events[0].Time = &calendar.Interval{From: calendar.Date(2012, 2, 1), To: calendar.Date(2012, 1, 1), Grain: calendar.OfDay}
	})
	f("no code", func(r *Reading) { r.Events[0].Actors[0].Code = "" })
}

func TestPruneFollowsReferences(t *testing.T) {
	r := sound()
	r.Entities[0].Mentions = nil
	r.Prune()
	if len(r.Entities) != 1 || len(r.Events) != 0 || len(r.Pledges) != 0 {
		t.Errorf("left %d entities, %d events, %d pledges", len(r.Entities), len(r.Events), len(r.Pledges))
	}
}

func TestListsAreNeverNull(t *testing.T) {
	r := (&Reading{Events: []Event{{}}}).Fill()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"entities", "dates", "quotes", "figures", "pledges", "trouble", "sentences", "actors", "recipients"} {
		if !strings.Contains(string(b), `"`+list+`":[]`) {
			t.Errorf("%s is not [] in %s", list, b)
		}
	}
}
