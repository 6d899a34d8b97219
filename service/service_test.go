package service_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/service"
)

var day = calendar.Date(2026, 3, 10)

func at(days int) time.Time { return day.AddDays(days).Time().Add(9 * time.Hour) }

// reader reads every story to the facts that were set for its words.
type reader struct {
	store record.Store
	facts map[string]func(*fact.Reading) // by headline
}

func (r *reader) Read(ctx context.Context, ids ...string) (int, error) {
	for _, id := range ids {
		e, err := r.store.Story(ctx, id)
		if err != nil {
			return 0, err
		}
		out, err := r.Preview(ctx, &e.Story)
		if err != nil {
			return 0, err
		}
		if err := r.store.PutReading(ctx, out); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

func (r *reader) Preview(_ context.Context, s *news.Story) (*fact.Reading, error) {
	out := &fact.Reading{Reader: "test", Story: fact.Story{ID: s.ID, Language: "en", Text: s.Text, Headline: &s.Headline}}
	if add := r.facts[s.Headline]; add != nil {
		add(out)
	}
	return out, nil
}

func person(id, name, country, wikidata string) fact.Entity {
	e := fact.Entity{ID: id, Kind: fact.Person, Name: name, Country: &country, Links: map[string]string{}}
	if wikidata != "" {
		e.Links["wikidata"] = wikidata
	}
	return e
}

// world is a service over a record in memory, with a reader.
func world(t *testing.T, facts map[string]func(*fact.Reading)) (*service.Service, record.Store) {
	t.Helper()
	store := memory.New()
	return service.New(service.Options{Store: store, Reader: &reader{store, facts}, MaxText: 2000, Now: func() time.Time { return at(60) }}), store
}

// tell adds a story and returns its id.
func tell(t *testing.T, s *service.Service, source, headline, text string, days int) string {
	t.Helper()
	got, err := s.Keep(t.Context(), record.Entry{Story: news.Story{Source: source, Headline: headline, Text: headline + "\n\n" + text, Issued: at(days)}, Version: news.Version{Received: at(days)}})
	if err != nil {
		t.Fatal(err)
	}
	if got[0].Waits || !got[0].Added {
		t.Fatalf("%s: %+v", headline, got[0])
	}
	return got[0].StoryID
}

// visit is a visit by one country to another, read from the words.
func visit(id, who, whom string, status fact.Status, words string) func(*fact.Reading) {
	return func(r *fact.Reading) {
		mode := "visit"
		i := strings.Index(r.Story.Text, words)
		r.Events = append(r.Events, fact.Event{
			ID: id, Type: "CONSULT", Mode: &mode, Status: status, Confidence: fact.High,
			Actors: []fact.Party{{Code: who}}, Recipients: []fact.Party{{Code: whom}},
			Evidence: fact.Evidence{Start: i, End: i + len(words)},
		})
	}
}

func wantKind(t *testing.T, what string, err error, kind fault.Kind, says ...string) {
	t.Helper()
	if fault.KindOf(err) != kind {
		t.Errorf("%s: %v", what, err)
		return
	}
	for _, s := range says {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("%s: %q does not say %q", what, err, s)
		}
	}
}

func TestKeep(t *testing.T) {
	s, store := world(t, nil)
	_, err := s.Keep(t.Context(), record.Entry{Story: news.Story{Text: strings.Repeat("word ", 500)}})
	wantKind(t, "too long", err, fault.Invalid, "limit.story")
	id := tell(t, s, "Agency", "Oman visits Belarus", "A visit.", 0)
	if r, err := store.Reading(t.Context(), id, ""); err != nil || r.Reader != "test" {
		t.Errorf("it is not read: %v", err)
	}
	none := service.New(service.Options{Store: store})
	got, err := none.Keep(t.Context(), record.Entry{Story: news.Story{Text: "Another story.", Headline: "x"}})
	if err != nil || !got[0].Waits {
		t.Errorf("without a reader it waits: %+v %v", got, err)
	}
}

func TestChange(t *testing.T) {
	s, _ := world(t, map[string]func(*fact.Reading){"Oman visits Belarus": visit("e1", "OMN", "BLR", fact.Happened, "came to Minsk")})
	ctx := t.Context()
	id := tell(t, s, "Agency", "Oman visits Belarus", "Its minister came to Minsk.", 0)
	_, e, err := s.Version(ctx, id, 0)
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Reading(ctx, &e)
	if err != nil || len(r.Events) != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	v := service.Verdict{Fact: "e1", Against: service.Against(r), Action: record.Reject, By: "desk"}
	if _, err := s.Judge(ctx, id, v); err != nil {
		t.Fatal(err)
	}
	if r, err = s.Reading(ctx, &e); err != nil || len(r.Events) != 0 {
		t.Errorf("what was rejected is there: %v %v", r.Events, err)
	}
	v.Against = "another"
	_, err = s.Judge(ctx, id, v)
	wantKind(t, "against another reading", err, fault.Conflict)
	_, err = s.Kill(ctx, id, service.Change{Of: e.Story.ID})
	wantKind(t, "no reason", err, fault.Invalid)
	_, err = s.Kill(ctx, id, service.Change{Of: "other", Note: "wrong"})
	wantKind(t, "of another version", err, fault.Conflict)
	if _, err := s.Kill(ctx, id, service.Change{Of: e.Story.ID, Note: "wrong"}); err != nil {
		t.Fatal(err)
	}
	_, err = s.Changeable(ctx, id)
	wantKind(t, "killed", err, fault.Conflict)
	_, _, err = s.Version(ctx, id, 9)
	wantKind(t, "no such version", err, fault.NotFound)
}

func TestSearch(t *testing.T) {
	people := func(es ...fact.Entity) func(*fact.Reading) {
		return func(r *fact.Reading) { r.Entities = es }
	}
	due := calendar.Until(day.AddDays(20))
	s, _ := world(t, map[string]func(*fact.Reading){
		"Oman visits Belarus": visit("e1", "OMN", "BLR", fact.Postponed, "visit"),
		"Haddad in Quito":     people(person("n1", "Karim Haddad", "LBN", "")),
		"Haddad in Lagos":     people(person("n1", "Karim Haddad", "TUN", "")),
		"Minister Orlova":     people(person("n1", "Vera Orlova", "RUS", "")),
		"Orlova again":        func(r *fact.Reading) { r.Entities = []fact.Entity{{ID: "n1", Kind: fact.Person, Name: "Vera Orlova"}} },
		"A promise": func(r *fact.Reading) {
			r.Pledges = []fact.Pledge{{ID: "p1", By: []fact.Party{{Code: "KEN"}}, What: fact.Span{Start: 0, End: 9}, Due: &due, Asserted: "open", State: "open", Evidence: []fact.Evidence{{}}}}
		},
	})
	for i, h := range []string{"Oman visits Belarus", "Haddad in Quito", "Haddad in Lagos", "Minister Orlova", "A promise", "Orlova again"} {
		tell(t, s, "Agency "+fmt.Sprint(i%2), h, "The visit was told.", i)
	}
	for query, want := range map[string]string{
		"actor:Oman type:visit":                "Oman visits Belarus",
		"pair:Oman-Belarus":                    "Oman visits Belarus",
		"pair:Oman/BLR type:talks":             "Oman visits Belarus",
		`status:"put off"`:                     "Oman visits Belarus",
		`type:meetings status:delayed`:         "Oman visits Belarus",
		`person:"Vera Orlova"`:                 "Orlova againMinister Orlova",
		`person:orlova minister`:               "Minister Orlova",
		"pledge:overdue":                       "A promise",
		"pledge:late promises:Kenya":           "A promise",
		`entity:"person/karim hadad@TUN"`:      "Haddad in Lagos",
		"pledge:kept":                          "",
		"country:Peru visit":                   "",
		"actor:Belarus type:visit status:done": "",
	} {
		f, err := s.Search(t.Context(), service.Find{Query: query})
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		got := ""
		for _, h := range f.Hits.Hits {
			got += h.Headline
		}
		if got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	for query, says := range map[string]string{
		"actor:Omman":               "Oman",
		"country:Tajikstan":         "Tajikistan",
		"pair:Oman":                 "pair:Russia-Tajikistan",
		"type:visitation":           "visit",
		"status:maybe":              "possible",
		"pledge:gone":               "withdrawn",
		`person:"Karim Haddad"`:     "may be one of 2",
		`person:"Nadia Nobody"`:     "no story on record names",
		`source:"Agency 7"`:         "Agency 1",
		"section:none visit":        "no story on record has",
		"organisation:Nobody-Works": "no story on record names",
	} {
		_, err := s.Search(t.Context(), service.Find{Query: query})
		wantKind(t, query, err, fault.Invalid, says)
	}
	f, err := s.Search(t.Context(), service.Find{Query: "visit", Facets: 5, ByTime: true})
	if err != nil || fmt.Sprint(f.Facets) != "[{source source [{Agency 0 3} {Agency 1 3}]} {country country [{BLR 1} {KEN 1} {OMN 1}]}]" || f.Hits.Hits[0].Headline != "Orlova again" {
		t.Errorf("facets %v, first %q, %v", f.Facets, f.Hits.Hits[0].Headline, err)
	}
	if f, err = s.Search(t.Context(), service.Find{Query: "pledge:open,"}); err == nil {
		t.Errorf("a state with a comma: %v", f.Total)
	}
}
