//go:build unix

package line

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
)

// TestRecordFigures measures the record with real stories: what it takes on
// disk, what an idle queue costs, and how long questions take. It runs only
// where DATELINE_RECORD_STORIES says how many stories: the first of the raw
// news, or with DATELINE_RECORD_SPREAD=1 some from all of it. DATELINE_RECORD
// names a file to measure instead, or to leave the record in.
func TestRecordFigures(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv("DATELINE_RECORD_STORIES"))
	if err != nil {
		t.Skip("DATELINE_RECORD_STORIES does not say how many")
	}
	path := os.Getenv("DATELINE_RECORD")
	if path == "" {
		path = filepath.Join(t.TempDir(), "wire.db")
	}
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	l, err := Load(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	q := NewQueue(l, store, runtime.GOMAXPROCS(0), slog.New(slog.DiscardHandler))
	size := fill(t, store, q, n)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d stories, %.1f MB of text, %.1f MB on disk: %.2f times the text", n, float64(size)/1e6, float64(info.Size())/1e6, float64(info.Size())/float64(size))
	if store, err = sqlite.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	askRecord(t, store, l.Reader())
	idle(t, l, store)
}

// fill puts real stories on record, forty a day, and reads them, unless that
// was done before. It returns the bytes of their texts.
func fill(t *testing.T, store record.Store, q *Queue, n int) int {
	size, start := 0, time.Now()
	var batch []record.Entry
	all := rawStories(t)
	if os.Getenv("DATELINE_RECORD_SPREAD") != "" {
		for i := range n {
			all[i] = all[i*len(all)/n]
		}
	}
	for i := range n {
		day := calendar.Date(2012, 1, 1).AddDays(i / 40)
		s := q.line.Layout(all[i], day)
		s.Source, s.ID = fmt.Sprintf("Agency %d", i%20), ""
		size += len(s.Text)
		batch = append(batch, record.Entry{Story: *s})
		if len(batch) < 200 && i < n-1 {
			continue
		}
		if _, err := store.Put(t.Context(), batch...); err != nil {
			t.Fatal(err)
		}
		batch = nil
	}
	put := time.Since(start)
	read, err := q.Drain(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("put in %v, %d read after %v", put.Round(time.Millisecond), read, time.Since(start).Round(time.Second))
	return size
}

// rawStories returns the stories of the raw news, which an empty line parts.
func rawStories(t *testing.T) []string {
	f, err := os.Open(shared.Path(t, "data/raw/news.txt.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	var story []string
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		if lines.Text() != "" {
			story = append(story, lines.Text())
			continue
		}
		if len(story) > 0 {
			out = append(out, strings.Join(story, "\n\n"))
		}
		story = nil
	}
	if len(story) > 0 {
		out = append(out, strings.Join(story, "\n\n"))
	}
	return out
}

// askRecord asks the record what pages ask it, and logs the 95th percentiles.
func askRecord(t *testing.T, s record.Store, reader string) {
	ctx := t.Context()
	var ids []string
	for f := (record.Filter{Limit: 500, MaxFacts: -1}); len(ids) < 2000; {
		p, err := s.List(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range p.Items {
			ids = append(ids, it.StoryID)
		}
		if f.Cursor = p.Next; f.Cursor == "" {
			break
		}
	}
	search := func(qs ...string) func(int) error {
		return func(i int) error {
			q, err := record.ParseQuery(qs[i%len(qs)])
			if err != nil {
				return err
			}
			q.Limit = 20
			_, err = s.Search(ctx, q)
			return err
		}
	}
	unread := func(who string) func(int) error {
		return func(int) error { _, err := s.Unread(ctx, who, batch); return err }
	}
	for _, c := range []struct {
		name string
		ask  func(int) error
	}{
		{"a page of the wire", func(int) error { _, err := s.List(ctx, record.Filter{Fold: true}); return err }},
		{"a page of a country", func(int) error {
			_, err := s.List(ctx, record.Filter{Where: map[record.Key]string{record.ByCountry: "RUS"}})
			return err
		}},
		{"search: common words", search("president", "government", "united states")},
		{"search: middling words, a phrase", search("harvest", "earthquake victims", `"prime minister" visit`)},
		{"search: rare words", search("fishery", "ballot recount")},
		{"search: facts", search("actor:RUS type:visit since:2012", "pair:RUS-USA", "actor:USA military")},
		{"events of a pair", func(int) error {
			_, err := s.Events(ctx, record.EventFilter{Party: "RUS", Other: "USA"})
			return err
		}},
		{"a story's page", func(i int) error {
			id := ids[i*7919%len(ids)]
			e, err := s.Story(ctx, id)
			if err != nil {
				return err
			}
			if _, err := s.Reading(ctx, e.Story.ID, ""); err != nil {
				return err
			}
			if _, err := s.Copies(ctx, id); err != nil {
				return err
			}
			_, err = s.Versions(ctx, id)
			return err
		}},
		{"nothing unread", unread(reader)},
		{"all unread", unread("another reader")},
	} {
		var took []time.Duration
		for i := range 60 {
			start := time.Now()
			if err := c.ask(i); err != nil {
				t.Fatal(c.name, err)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		t.Logf("%-34s median %7.2f ms, p95 %7.2f ms", c.name, ms(took[30]), ms(took[56]))
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// idle runs the queue with nothing to read and logs what it costs.
func idle(t *testing.T, l *Line, s record.Store) {
	const long = time.Minute
	ctx, cancel := context.WithTimeout(t.Context(), long)
	defer cancel()
	runtime.GC()
	before := used(t)
	NewQueue(l, s, 1, slog.New(slog.DiscardHandler)).Run(ctx)
	t.Logf("idle: %.3f %% of a core", 100*float64(used(t)-before)/float64(long))
}

// used returns the processor time that this process has taken.
func used(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
