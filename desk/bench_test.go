package desk_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
	"github.com/datelinewire/dateline/sample"
)

// many returns a desk over a SQLite record of n stories: those of the sample
// wire over and over, each with its own headline, end, day and reading.
func many(b *testing.B, n int) (*desk.Desk, string) {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, filepath.Join(b.TempDir(), "bench.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	quiet := slog.New(slog.DiscardHandler)
	l, err := line.Load(quiet)
	if err != nil {
		b.Fatal(err)
	}
	entries, err := sample.Entries(l.Layout)
	if err != nil {
		b.Fatal(err)
	}
	readings := make([]*fact.Reading, len(entries))
	for i := range entries {
		if readings[i], err = l.Process(ctx, &entries[i].Story); err != nil {
			b.Fatal(err)
		}
	}
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	id := ""
	for i := 0; i < n; {
		var es []record.Entry
		var rs []*fact.Reading
		for ; i < n && len(es) < 500; i++ {
			k := i % len(entries)
			s, r := entries[k].Story, *readings[k]
			s.Source = fmt.Sprintf("%s %d", s.Source, i%40)
			s.ID = news.IDOf(s.Source, fmt.Sprint(i))
			s.Headline = fmt.Sprintf("%s (%d)", s.Headline, i)
			s.Text += tail(i) // else all would be copies of the sample wire's stories
			r.Story.Text = s.Text
			s.Issued = start.Add(time.Duration(i) * 40 * time.Minute)
			r.Story.ID = s.ID
			es = append(es, record.Entry{Story: s, Version: news.Version{StoryID: s.ID, Received: s.Issued}})
			rs = append(rs, &r)
			id = s.ID
		}
		if _, err := store.Put(ctx, es...); err != nil {
			b.Fatal(err)
		}
		if err := store.PutReading(ctx, rs...); err != nil {
			b.Fatal(err)
		}
	}
	d, err := desk.New(desk.Options{Store: store, Listen: home, Reader: line.NewQueue(l, store, 1, slog.New(slog.DiscardHandler)), Now: func() time.Time { return start.AddDate(1, 0, 0) }})
	if err != nil {
		b.Fatal(err)
	}
	return d, id
}

// tail returns 250 words that no other story has.
func tail(i int) string {
	var b strings.Builder
	for j := range 250 {
		fmt.Fprintf(&b, " w%dx%d", i, j)
	}
	return b.String()
}

// BenchmarkPages measures the server's time for pages over 10,000 stories and
// reports the 95th percentile beside the mean.
func BenchmarkPages(b *testing.B) {
	d, id := many(b, 10_000)
	h := d.Handler()
	for _, p := range [...]struct{ name, path string }{
		{"allnews", "/"},
		{"country", "/?country=ITA"},
		{"topic", "/?topic=diplomatic"},
		{"type", "/?type=CONSULT"},
		{"story", "/story/" + id},
		{"search", "/search?q=airfield"},
		{"facts", "/search?q=actor:ITA+type:agree"},
		{"dossier", "/dossier/MNG-UZB"},
		{"agenda", "/agenda?country=Uzbekistan"},
		{"ledger", "/ledger?country=Uzbekistan"},
		{"world", "/world"},
		{"month", "/agenda"},
		{"all promises", "/ledger"},
	} {
		b.Run(p.name, func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				w := httptest.NewRecorder()
				h.ServeHTTP(w, ask("GET", p.path, nil))
				took = append(took, time.Since(began))
				if w.Code != 200 || !strings.Contains(w.Body.String(), "</html>") {
					b.Fatalf("status %d", w.Code)
				}
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
		})
	}
}
