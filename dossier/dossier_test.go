package dossier_test

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/dossier"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/link"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
	"github.com/datelinewire/dateline/world"
)

// told is a story with one event in it, planned or done by Oman and Belarus.
type told struct {
	text   string
	day    calendar.Day
	status fact.Status
	when   calendar.Day
}

func stories() []told {
	may := func(n int) calendar.Day { return calendar.Date(2026, 5, n) }
	return []told{
		{"The sultan will visit Minsk on May 20, his palace said in Muscat.", may(1), fact.Planned, may(20)},
		{"A visit by the sultan to Minsk is set for May 20, Belarus said.", may(2), fact.Planned, may(20)},
		{"The sultan's visit to Minsk was put off to May 28, his palace said.", may(19), fact.Postponed, may(28)},
		{"The sultan visited Minsk on May 28 and spoke with the president.", may(29), fact.Happened, may(28)},
	}
}

// put stores a story as its source sent it, with its reading.
func put(t *testing.T, s record.Store, x told) {
	t.Helper()
	ctx := context.Background()
	at := x.day.Time().Add(12 * time.Hour)
	got, err := s.Put(ctx, record.Entry{
		Story:   news.Story{Source: "agency " + x.text[:9], Text: x.text, Language: "en", Issued: at},
		Version: news.Version{Received: at},
	})
	if err != nil {
		t.Fatal(err)
	}
	entity := func(id, name, code string) fact.Entity {
		return fact.Entity{ID: id, Kind: fact.Country, Name: name, Country: &code, Mentions: []fact.Mention{{}}}
	}
	visit := "visit"
	r := &fact.Reading{Reader: "test", Entities: []fact.Entity{entity("n1", "Oman", "OMN"), entity("n2", "Belarus", "BLR")}}
	r.Story.ID, r.Story.Text = got[0].ContentID, x.text
	r.Events = []fact.Event{{
		ID: "e1", Type: "CONSULT", Mode: &visit, Status: x.status, Confidence: fact.High, Time: fact.Ptr(calendar.OnDay(x.when)),
		Actors: []fact.Party{{Entity: fact.Ptr("n1"), Code: "OMN"}}, Recipients: []fact.Party{{Entity: fact.Ptr("n2"), Code: "BLR"}},
		Evidence: fact.Evidence{Start: 0, End: len(x.text)},
	}}
	if err := s.PutReading(ctx, r); err != nil {
		t.Fatal(err)
	}
}

func made(t *testing.T, s record.Store, day calendar.Day) *dossier.Dossier {
	t.Helper()
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := link.Load()
	if err != nil {
		t.Fatal(err)
	}
	subject, err := dossier.Parse("Oman-Belarus", w)
	if err != nil {
		t.Fatal(err)
	}
	d, err := dossier.Of(context.Background(), s, l, subject, dossier.Options{AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestAsOf walks a visit from its announcement to what became of it.
func TestAsOf(t *testing.T) {
	s := memory.New()
	defer s.Close()
	for _, x := range stories() {
		put(t, s, x)
	}
	for _, c := range []struct {
		day                   int
		next, changed, visits int
		state                 link.State
	}{
		{1, 1, 0, 0, link.Ahead},
		{10, 1, 0, 0, link.Ahead},
		{19, 0, 1, 0, link.Postponed},
		{31, 0, 0, 1, ""},
	} {
		d := made(t, s, calendar.Date(2026, 5, c.day))
		if len(d.Next) != c.next || len(d.Changed) != c.changed || len(d.Visits) != c.visits {
			t.Errorf("as of May %d: %d ahead, %d changed, %d held; want %d, %d, %d", c.day, len(d.Next), len(d.Changed), len(d.Visits), c.next, c.changed, c.visits)
			continue
		}
		for _, x := range append(d.Next, d.Changed...) {
			if x.State != c.state {
				t.Errorf("as of May %d: %s, want %s", c.day, x.State, c.state)
			}
		}
	}
	if d := made(t, s, calendar.Date(2026, 5, 10)); d.Next[0].Sources != 2 || len(d.Next[0].Reports) != 2 {
		t.Errorf("announced by %d sources in %d reports, not 2 in 2", d.Next[0].Sources, len(d.Next[0].Reports))
	}
}

// TestOrder says that stories that come late change no dossier.
func TestOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	var want string
	for range 12 {
		all := stories()
		rnd.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		s := memory.New()
		for _, x := range all {
			put(t, s, x)
		}
		b, err := json.Marshal(made(t, s, calendar.Date(2026, 6, 10)))
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
		if want == "" {
			want = string(b)
		}
		if string(b) != want {
			t.Fatalf("%s\nand in another order\n%s", want, b)
		}
	}
}

func TestParse(t *testing.T) {
	w, err := world.Load()
	if err != nil {
		t.Fatal(err)
	}
	for in, want := range map[string]string{
		"RUS-TJK": "RUS-TJK", "Russia-Tajikistan": "RUS-TJK", "russia/tajikistan": "RUS-TJK", "Guinea-Bissau": "GNB", "Guinea-Bissau-Togo": "GNB-TGO",
		"oman": "OMN", "person/Q58217": "person/Q58217", "Atlantis": "", "RUS-RUS": "", "": "",
	} {
		got, err := dossier.Parse(in, w)
		if (err != nil) != (want == "") || err == nil && got.String() != want {
			t.Errorf("%q: %v, %v, want %q", in, got, err, want)
		}
	}
}
