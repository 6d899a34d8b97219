package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/datelinewire/dateline/calendar"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
	"github.com/datelinewire/dateline/service"
)

// mostPatience is within what a page has to come, on a machine with much else
// to do, while stories are read anew.
const mostPatience = 25 * time.Second

// older fills a record with stories that an older reader has read, with a fact
// that a person added to each tenth. It returns the words of the stories.
func (h *hostile) older(t *testing.T, data string, stories int) map[string]bool {
	t.Helper()
	s := h.open(t, data)
	said := service.New(service.Options{Store: s})
	out := map[string]bool{}
	for n := range stories {
		text := strings.TrimSpace(good(n))
		out[text] = true
		day := calendar.Date(2020, 3, 1+n%28)
		got, err := s.Put(t.Context(), record.Entry{Story: news.Story{Source: "Volna", Text: text, Published: day}, Version: news.Version{Received: day.Time()}})
		if err != nil {
			t.Fatal(err)
		}
		r := fact.New("an older reader")
		r.Story.ID, r.Story.Text, r.Story.Sentences = got[0].ContentID, text, []fact.Span{{Start: 0, End: len(text)}}
		if err := s.PutReading(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if n%10 > 0 {
			continue
		}
		_, err = said.AddFact(t.Context(), got[0].StoryID, service.Missed{
			Kind: record.EventFact, Words: "met reporters in Oslo", By: "ana",
			Fill: map[record.Slot]string{record.SlotType: "COOPERATE", record.SlotBy: "Oman"},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return out
}

// linked asks for pages that are worked out from all of the record until stop
// is closed, counts the answers, and notes how long the slowest took.
func (s *served) linked(stop <-chan struct{}, answers, slowest *atomic.Int64) {
	client := &http.Client{Timeout: 30 * time.Second}
	for i := 0; ; i++ {
		select {
		case <-stop:
			return
		default:
		}
		began := time.Now()
		r, err := client.Get("http://" + s.at + []string{"/dossier/NOR", "/agenda?from=2020-01-01", "/ledger", "/doctor"}[i%4])
		if err != nil {
			time.Sleep(10 * time.Millisecond) // it was killed
			continue
		}
		r.Body.Close()
		if r.StatusCode == http.StatusOK {
			answers.Add(1)
		}
		if took := time.Since(began); took > time.Duration(slowest.Load()) {
			slowest.Store(int64(took))
		}
	}
}

// TestHostile/rereads kills a program again and again while it reads all
// stories anew, as after the reader's version rose, and dossiers are asked for:
// each start goes on where the last one was, and in the end all is read once
// more, nothing is lost, and what a person said still holds.
func (h *hostile) rereads(t *testing.T) {
	data := t.TempDir()
	kills := max(envInt(t, "DATELINE_KILLS", 5)/2, 2)
	stories := h.older(t, data, 40+30*kills)
	var answers, slowest atomic.Int64
	before, midst := len(stories), 0
	for range kills {
		s := h.serve(t, data)
		stop := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() { s.linked(stop, &answers, &slowest) })
		for end := time.Now().Add(time.Minute); before > 0 && h.left(t, data) == before && time.Now().Before(end); {
			time.Sleep(5 * time.Millisecond)
		}
		time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
		s.Process.Kill() //nolint:errcheck // it may just have ended
		<-s.ended
		close(stop)
		wg.Wait()
		left := h.left(t, data)
		if left > before {
			t.Errorf("%d wait to be read, and %d did before", left, before)
		}
		if before = left; left > 0 {
			midst++
		}
	}
	if t.Logf("%d kills, %d of them before all was read; %d of %d stories are left, %d pages were answered meanwhile", kills, midst, before, len(stories), answers.Load()); midst == 0 {
		t.Error("no kill came in the midst of it")
	}
	last := h.serve(t, data)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { last.linked(stop, &answers, &slowest) })
	for end := time.Now().Add(5 * time.Minute); h.left(t, data) > 0; time.Sleep(50 * time.Millisecond) { // the older readings are no sign
		if time.Now().After(end) {
			t.Fatalf("%d stories are not read anew after five minutes", h.left(t, data))
		}
	}
	s := h.drained(t, data, len(stories))
	close(stop)
	wg.Wait()
	t.Logf("%d pages were answered in all, the slowest after %s", answers.Load(), time.Duration(slowest.Load()).Round(time.Millisecond))
	if answers.Load() == 0 || time.Duration(slowest.Load()) > mostPatience {
		t.Error("the desk stood still while stories were read anew")
	}
	h.settle(t, s, stories)
	h.stillSaid(t, s)
	if out, err := h.run(data, "doctor").CombinedOutput(); err != nil || !strings.Contains(string(out), "no damage found") || strings.Contains(string(out), "waiting") {
		t.Errorf("the doctor: %v\n%s", err, out)
	}
}

// left returns how many versions wait to be read.
func (h *hostile) left(t *testing.T, data string) int {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(data, "dateline.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	n, err := s.Backlog(t.Context(), h.reader)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// stillSaid looks for the facts that a person added.
func (h *hostile) stillSaid(t *testing.T, s record.Store) {
	t.Helper()
	js, err := s.Judgements(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.Events(t.Context(), record.EventFilter{Actor: "OMN", Limit: record.MaxLimit})
	if err != nil || len(js) == 0 || len(p.Events) != len(js) {
		t.Errorf("of %d facts that a person added %d are there, %v", len(js), len(p.Events), err)
	}
}

// TestHostile/two serves one record twice at once: what either acknowledges
// is on record, each story once, and all are read.
func (h *hostile) two(t *testing.T) {
	data := t.TempDir()
	servers := [2]*served{h.serve(t, data), h.serve(t, data)}
	acknowledged := map[string]bool{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for i, s := range servers {
		wg.Go(func() {
			for n := range 12 {
				story := good(100*i + n)
				if s.post(story) {
					mu.Lock()
					acknowledged[strings.TrimSpace(story)] = true
					mu.Unlock()
				}
				if i == 0 && n == 8 {
					s.Process.Kill() //nolint:errcheck // it runs
				}
			}
		})
	}
	wg.Wait()
	if len(acknowledged) < 20 {
		t.Errorf("only %d of 24 stories were acknowledged", len(acknowledged))
	}
	n := len(acknowledged)
	s := h.drained(t, data, n)
	h.settle(t, s, acknowledged)
	if c, err := s.Check(t.Context()); err != nil || len(c.Problems) > 0 {
		t.Errorf("%v, %v", c.Problems, err)
	}
}

// small makes a folder on a file system of its own; where nobody may, the test
// is skipped.
func small(t *testing.T, size string) (string, func(options string)) {
	t.Helper()
	dir := t.TempDir()
	mount := func(options string) error {
		out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "dateline-test", dir).CombinedOutput()
		if err != nil {
			return fmt.Errorf("%w: %s", err, out)
		}
		return nil
	}
	if err := mount("size=" + size); err != nil {
		t.Skip("no small file system can be made here: ", err)
	}
	t.Cleanup(func() { exec.Command("umount", "-l", dir).Run() }) //nolint:errcheck // the folder goes with it
	return dir, func(options string) {
		t.Helper()
		if err := mount("remount," + options); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHostile/disk fills the disk under a serving program: it goes on to serve
// and says what it cannot keep; what it acknowledged is there, and with room
// again it takes stories and reads those that waited. A folder that cannot be
// written says so.
func (h *hostile) disk(t *testing.T) {
	data, remount := small(t, "2m")
	s := h.serve(t, data)
	acknowledged := map[string]bool{}
	refused := 0
	for n := 0; n < 400 && refused < 5; n++ {
		story := good(n)
		if s.post(story) || s.kept(story) {
			acknowledged[strings.TrimSpace(story)] = true
		} else {
			refused++
		}
	}
	if refused == 0 || len(acknowledged) == 0 {
		t.Fatalf("%d stories were acknowledged and %d refused: the disk was not filled", len(acknowledged), refused)
	}
	t.Logf("%d stories were acknowledged before the disk was full", len(acknowledged))
	for _, page := range []string{"/", "/doctor", "/dossier/NOR"} {
		r, err := http.Get("http://" + s.at + page) //nolint:noctx // a test's own server
		if err != nil || r.StatusCode != http.StatusOK {
			t.Fatalf("%s on a full disk: %v", page, err)
		}
		r.Body.Close()
	}
	remount("size=64m")
	if story := good(1000); s.post(story) {
		acknowledged[strings.TrimSpace(story)] = true
	} else {
		t.Errorf("a story is refused though there is room again\n%.2000s", s.errs)
	}
	n := len(acknowledged)
	store := h.drained(t, data, n)
	h.settle(t, store, acknowledged)
	if c, err := store.Check(t.Context()); err != nil || len(c.Problems) > 0 {
		t.Errorf("%v, %v", c.Problems, err)
	}
	store.Close()
	s.Process.Kill() //nolint:errcheck // it runs
	<-s.ended
	remount("ro")
	out, err := h.run(data, "search", "Oslo").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "write") && !strings.Contains(string(out), "read-only") {
		t.Errorf("a folder that cannot be written: %v\n%s", err, out)
	}
}

// kept posts a story that may be stored and not read, and reports whether the
// desk says that it is.
func (s *served) kept(story string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+s.at+"/add", strings.NewReader(url.Values{"text": {story}, "date": {"2020-03-05"}}.Encode()))
	if err != nil {
		return false
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		return false
	}
	defer a.Body.Close()
	return a.StatusCode == http.StatusOK
}
