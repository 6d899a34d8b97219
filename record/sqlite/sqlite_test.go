package sqlite

import (
	"path/filepath"
	"testing"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/storetest"
)

func open(t testing.TB) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "wire.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) record.Store { return open(t) })
}

func TestAnyOrder(t *testing.T) {
	wires := 40
	if testing.Short() {
		wires = 4
	}
	storetest.AnyOrder(t, wires, func(t *testing.T) record.Store { return open(t) })
}

// TestFrequentFacts searches for words and a party that has too many events
// to be gathered first.
func TestFrequentFacts(t *testing.T) {
	s := open(t)
	rs, err := s.Put(t.Context(), entry(1), entry(2))
	if err != nil {
		t.Fatal(err)
	}
	for i, code := range []string{"FRA", "DEU"} {
		r := &fact.Reading{Reader: "test", Story: fact.Story{ID: rs[i].ContentID, Language: "en"}}
		for range 5100 {
			r.Events = append(r.Events, fact.Event{Type: "CONSULT", Status: fact.Happened, Actors: []fact.Party{{Code: code}}})
		}
		if err := s.PutReading(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]string{"actor:FRA body": "Story 1", "actor:DEU body type:CONSULT": "Story 2", "actor:FRA type:AGREE body": ""} {
		q, err := record.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		h, err := s.Search(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, hit := range h.Hits {
			got += hit.Headline
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", query, got, want)
		}
	}
}
