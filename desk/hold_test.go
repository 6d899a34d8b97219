package desk_test

import (
	"encoding/json"
	"log/slog"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/intake"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// public are the addresses at which what is kept back must not be seen.
var public = [...]string{"/feed.atom", "/feed.json", "/search?q=railway", "/complete?q=rail", "/dossier/NPL-PRT", "/dossier/NPL?as=json", "/ledger", "/ledger.json", "/agenda", "/agenda.ics", "/agenda.csv", "/world.json", "/brief?of=NPL", "/brief.md", "/brief.docx"}

// reading returns a desk with the reader that the program has, its record, and the
// queue of what is to be read.
func reading(t *testing.T) (*desk.Desk, *memory.Store, *line.Queue) {
	t.Helper()
	quiet := slog.New(slog.DiscardHandler)
	l, err := line.Load(quiet)
	if err != nil {
		t.Fatal(err)
	}
	store := memory.New()
	t.Cleanup(func() { store.Close() })
	queue := line.NewQueue(l, store, 1, quiet)
	d, err := desk.New(desk.Options{Store: store, Listen: home, Reader: queue, Taker: &intake.Taker{Places: l.Places()}})
	if err != nil {
		t.Fatal(err)
	}
	return d, store, queue
}

// TestEmbargo writes a story that is kept back, corrects it, and releases it: the
// desk sees it from the start, everybody else from its release on.
func TestEmbargo(t *testing.T) {
	d, store, queue := reading(t)
	s := &scene{t: t, d: d, store: store}
	soon := time.Now().UTC().Add(2 * time.Hour)
	form := url.Values{
		"headline": {"Nepal and Portugal sign railway accord"}, "place": {"Kathmandu"}, "agency": {"Desk"}, "day": {soon.AddDate(0, 0, -1).Format("2006-01-02")},
		"body": {"Nepal and Portugal signed an agreement on the Birgunj railway. Portugal promised to pay 40 million dollars by the end of next month."},
	}
	for _, bad := range []string{"tomorrow", "2006-01-02T15:04", "<script>"} {
		body := s.send("/write", with(form, "embargo", bad), 400)
		has(t, body, "The time until which it is kept back")
	}
	w := post(t, d, "/write", with(form, "embargo", soon.Format("2006-01-02T15:04")))
	at, done, _ := strings.Cut(w.Header().Get("Location"), "?")
	if w.Code != 303 || done != "done=held" {
		t.Fatalf("status %d to %s: %s", w.Code, w.Header().Get("Location"), w.Body)
	}
	hidden := func(when string) {
		t.Helper()
		if n, err := queue.Drain(t.Context()); err != nil || n != 0 {
			t.Errorf("%s: %d were read, %v", when, n, err)
		}
		for _, path := range public {
			if _, body := get(t, d, path); strings.Contains(body, "Birgunj") || strings.Contains(body, "railway accord") {
				t.Errorf("%s: %s shows it", when, path)
			}
		}
	}
	hidden("written")
	s.send("/write", without(form, "embargo"), 303) // the same words once more
	hidden("written again")
	stamp := soon.Format("2 January 2006, 15:04 UTC")
	for _, path := range [...]string{"/", at} {
		_, body := get(t, d, path)
		has(t, body, "railway accord", "Embargoed until", stamp)
	}
	correction := filledIn(t, s, at+"/correct")
	s.send(at+"/correct", with(correction, "notice", "The place was wrong.", "place", "Lisbon"), 303)
	hidden("corrected")
	e, err := store.Story(t.Context(), strings.TrimPrefix(at, "/story/"))
	if err != nil || e.Version.N != 2 || e.Version.Kind != news.Embargo || e.Version.Until != soon.Truncate(time.Minute) {
		t.Fatalf("%+v, %v", e.Version, err)
	}
	s.send(at+"/correct", with(filledIn(t, s, at+"/correct"), "notice", "Released early.", "embargo", ""), 303)
	shown(t, d, at)
	again := filledIn(t, s, at+"/correct")
	again.Del("of")
	s.send("/write", with(again, "embargo", soon.Format("2006-01-02T15:04")), 400) // to the letter what is published
	s.send(at+"/correct", with(filledIn(t, s, at+"/correct"), "notice", "Too late.", "embargo", soon.Format("2006-01-02T15:04")), 400)
}

// shown demands that a story of the test is seen by all.
func shown(t *testing.T, d *desk.Desk, at string) {
	t.Helper()
	for _, path := range [...]string{"/feed.atom", "/search?q=railway", "/dossier/NPL-PRT", "/", at} {
		_, body := get(t, d, path)
		has(t, body, "railway accord")
		lacks(t, body, "Embargoed", "EMBARGOED")
	}
}

// TestEmbargoEnds waits until an embargo ends: the queue reads the story then, and
// everybody sees it, without anybody doing anything.
func TestEmbargoEnds(t *testing.T) {
	d, store, queue := reading(t)
	until := time.Now().Add(time.Second)
	text := "Nepal and Portugal sign railway accord\n\nNepal and Portugal signed an agreement on the Birgunj railway on Monday."
	got, err := store.Put(t.Context(), record.Entry{Story: news.Story{Source: "Desk", Headline: "Nepal and Portugal sign railway accord", Text: text}, Version: news.Version{By: "Desk", Kind: news.Embargo, Until: until}})
	if err != nil {
		t.Fatal(err)
	}
	if _, body := get(t, d, "/feed.json"); strings.Contains(body, "railway") {
		t.Error("the feed has it before its time")
	}
	if n, err := queue.Drain(t.Context()); err != nil || n != 0 {
		t.Errorf("%d were read before, %v", n, err)
	}
	time.Sleep(time.Until(until) + 20*time.Millisecond)
	if n, err := queue.Drain(t.Context()); err != nil || n != 1 {
		t.Errorf("%d were read after, %v", n, err)
	}
	shown(t, d, "/story/"+got[0].StoryID)
	var feed struct{ Items []struct{ Title string } }
	_, body := get(t, d, "/feed.json")
	if err := json.Unmarshal([]byte(body), &feed); err != nil || len(feed.Items) != 1 || feed.Items[0].Title != "Nepal and Portugal sign railway accord" {
		t.Errorf("%+v, %v", feed, err)
	}
}
