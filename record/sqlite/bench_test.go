package sqlite

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// sizes are the numbers of stories that are measured; the larger one takes
// minutes to fill: DATELINE_BENCH_STORIES=100000.
func sizes(b *testing.B) []int {
	if s := os.Getenv("DATELINE_BENCH_STORIES"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		return []int{n}
	}
	return []int{10_000}
}

// prose makes a text of words whose frequency falls as in a language (Zipf).
func prose(r *rand.Rand, z *rand.Zipf, words int) string {
	var s strings.Builder
	for i := range words {
		if i > 0 {
			s.WriteByte(' ')
		}
		fmt.Fprintf(&s, "w%x", z.Uint64())
	}
	return s.String()
}

// filled makes a store of n stories of 400 words with four events each.
func filled(b *testing.B, n int) *Store {
	b.Helper()
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "wire.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	r := rand.New(rand.NewPCG(1, 2))
	z := rand.NewZipf(r, 1.07, 8, 60_000)
	codes := []string{"RUS", "TJK", "FRA", "DEU", "CHN", "USA", "KAZ", "UZB", "IRN", "TUR"}
	start := time.Now()
	for from := 0; from < n; from += 500 {
		var es []record.Entry
		for i := range min(500, n-from) {
			at := time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(from+i) * 7 * time.Minute)
			es = append(es, record.Entry{
				Story:   news.Story{Source: "Agency " + codes[r.IntN(10)], Section: "World", Headline: prose(r, z, 9), Deck: prose(r, z, 15), Text: prose(r, z, 400), Issued: at},
				Version: news.Version{Received: at},
			})
		}
		rs, err := s.Put(b.Context(), es...)
		if err != nil {
			b.Fatal(err)
		}
		var reads []*fact.Reading
		for _, rc := range rs {
			rd := &fact.Reading{Reader: "bench", Story: fact.Story{ID: rc.ContentID, Language: "en"}}
			of := codes[r.IntN(10)]
			rd.Entities = append(rd.Entities, fact.Entity{
				ID: "p", Kind: fact.Person, Name: fmt.Sprintf("Given%d Family%d", r.IntN(50), r.IntN(2000)), Country: &of,
				Offices: []fact.Office{{Title: "minister", Of: &of, Basis: "text"}},
			})
			for k := range 4 {
				mode := []string{"visit", "phone", "multilateral"}[r.IntN(3)]
				rd.Events = append(rd.Events, fact.Event{
					ID: fmt.Sprint("e", k), Type: []string{"CONSULT", "AGREE", "ACCUSE"}[r.IntN(3)], Mode: &mode, Status: fact.Happened,
					Actors: []fact.Party{{Code: codes[r.IntN(10)]}}, Recipients: []fact.Party{{Code: codes[r.IntN(10)]}}, Summary: "One did something with another",
					Time: fact.Ptr(calendar.OnDay(calendar.Date(2012, 1, r.IntN(700)))), Evidence: fact.Evidence{Start: 0, End: 20, By: "event/bench"},
				})
			}
			reads = append(reads, rd)
		}
		if err := s.PutReading(b.Context(), reads...); err != nil {
			b.Fatal(err)
		}
	}
	took := time.Since(start)
	info, err := os.Stat(s.path)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d stories with readings in %v: %.0f a second, %d MB", n, took.Round(time.Second), float64(n)/took.Seconds(), info.Size()>>20)
	return s
}

// p95 runs f for each iteration and reports the 95th percentile.
func p95(b *testing.B, f func(i int) error) {
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if err := f(i); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

func BenchmarkStore(b *testing.B) {
	for _, n := range sizes(b) {
		b.Run(fmt.Sprint(n), func(b *testing.B) { benchStore(b, filled(b, n), n) })
	}
}

func benchStore(b *testing.B, s *Store, n int) {
	r := rand.New(rand.NewPCG(3, 4))
	list := func(f record.Filter) func(int) error {
		return func(int) error { _, err := s.List(b.Context(), f); return err }
	}
	search := func(qs ...string) func(int) error {
		return func(i int) error {
			q, err := record.ParseQuery(qs[i%len(qs)])
			if err != nil {
				return err
			}
			q.Limit = 20
			_, err = s.Search(b.Context(), q)
			return err
		}
	}
	deep := record.Cursor(time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(n/2)*7*time.Minute).UnixMicro(), int64(n/2))
	for _, c := range []struct {
		name string
		f    func(int) error
	}{
		{"offices known", func(i int) error {
			_, err := s.Known(b.Context(), fmt.Sprintf("Family%d", i%2000), calendar.Date(2013, 1, 1))
			return err
		}},
		{"list", list(record.Filter{})},
		{"list-middle", list(record.Filter{Cursor: deep})},
		{"list-source", list(record.Filter{Where: map[record.Key]string{record.BySource: "Agency RUS"}, Fold: true})},
		{"list-country-mode", list(record.Filter{Where: map[record.Key]string{record.ByCountry: "TJK", record.ByMode: "visit"}})},
		{"search-common", search("w1", "w2", "w5 w9")},
		{"search-middling", search("w200", "w3f1 w20", `"w1 w2"`)},
		{"search-rare", search("w8f00", "wa123 w1")},
		{"search-facts", search("actor:RUS type:visit since:2012", "pair:RUS-TJK type:CONSULT", "actor:FRA w40 since:2012-06")},
		{"search-promises", search("pledge:open", "promises:RUS")},
		{"search-by-two-keys", func(int) error {
			_, err := s.Search(b.Context(), record.Query{Naming: []string{"country/Q159", "person/family7"}, Limit: 20})
			return err
		}},
		{"tally", func(int) error {
			q, err := record.ParseQuery("w1")
			if err == nil {
				_, err = s.Tally(b.Context(), q, 6, record.BySource, record.ByCountry, record.ByType, record.ByStatus, record.ByTopic)
			}
			return err
		}},
		{"values", func(i int) error {
			_, err := s.Values(b.Context(), record.ByEntity, fmt.Sprint("family", i%50), 20)
			return err
		}},
		{"watched", func(int) error {
			q, err := record.ParseQuery("w1 actor:RUS")
			if err == nil {
				q.After, q.ByTime, q.Limit = int64(n*9/10), true, 1
				_, err = s.Search(b.Context(), q)
			}
			return err
		}},
		{"events-pair", func(int) error {
			_, err := s.Events(b.Context(), record.EventFilter{Party: "RUS", Other: "TJK"})
			return err
		}},
		{"facet-source", func(int) error { _, err := s.Facet(b.Context(), record.BySource, 20); return err }},
		{"facet-country", func(int) error { _, err := s.Facet(b.Context(), record.ByCountry, 20); return err }},
		{"story", func(int) error {
			items, _, err := s.After(b.Context(), int64(r.IntN(n)), 1)
			if err == nil {
				_, err = s.Story(b.Context(), items[0].StoryID)
			}
			return err
		}},
	} {
		b.Run(c.name, func(b *testing.B) { p95(b, c.f) })
	}
}

// BenchmarkUnread asks what is unread of many stories: when nothing is, which
// an idle server does all the time, and when all of it is.
func BenchmarkUnread(b *testing.B) {
	for _, n := range sizes(b) {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, err := Open(b.Context(), filepath.Join(b.TempDir(), "wire.db"))
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			for from := 0; from < n; from += 1000 {
				var es []record.Entry
				var rs []*fact.Reading
				for i := from; i < min(n, from+1000); i++ {
					text := fmt.Sprintf("Story %d has a body of its own.", i)
					e := record.Entry{Story: news.Story{ID: fmt.Sprint("s", i), Source: "A", Text: text, Published: calendar.Date(2012, 1, 1).AddDays(i % 300)}}
					es, rs = append(es, e), append(rs, &fact.Reading{Reader: "this", Story: fact.Story{ID: e.Story.ID}})
				}
				if _, err := s.Put(b.Context(), es...); err != nil {
					b.Fatal(err)
				}
				if err := s.PutReading(b.Context(), rs...); err != nil {
					b.Fatal(err)
				}
			}
			for _, reader := range []string{"this", "next"} {
				if _, err := s.Unread(b.Context(), reader, 64); err != nil {
					b.Fatal(err)
				}
				b.Run(reader, func(b *testing.B) {
					p95(b, func(int) error { _, err := s.Unread(b.Context(), reader, 64); return err })
				})
			}
		})
	}
}
