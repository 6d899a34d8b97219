package source

import (
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/sqlite"
)

// What the feeds of the soak do. Those from good on are well-behaved.
const (
	slow = iota // a byte now and again, and never the end
	huge        // without end
	truncated
	loop  // redirects in a circle
	tired // 429 with Retry-After, two times in three
	ill   // 500, two times in three
	lying // a length that is not its own
	bomb  // gzip that unpacks to a thousand times its size
	good
	conduct = 14
)

// soak is a server of feeds that misbehave, on many loopback addresses.
type soak struct {
	feeds  int
	share  int           // feeds of one host
	period time.Duration // between two items of a feed
	began  time.Time
	bases  []string // by host
	bombs  []byte

	mu     sync.Mutex
	frozen time.Time // no item comes after this
	asked  [][]time.Time
	shown  []int // greatest item in a whole answer, by feed
	from   []int // first item ever shown
}

func newSoak(t *testing.T, feeds int, period time.Duration) *soak {
	s := &soak{feeds: feeds, share: max(4, min(10, feeds/100)), period: period, began: time.Now(), asked: make([][]time.Time, feeds), shown: make([]int, feeds), from: make([]int, feeds)}
	for i := range feeds {
		s.shown[i], s.from[i] = -1, -1
	}
	var b strings.Builder
	z := gzip.NewWriter(&b)
	for range 400 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	s.bombs = []byte(b.String())
	for h := range (feeds + s.share - 1) / s.share {
		at, err := net.Listen("tcp", fmt.Sprintf("127.0.%d.%d:0", h/200+1, h%200+1))
		if err != nil {
			t.Skipf("this machine has one loopback address only: %v", err)
		}
		srv := &http.Server{Handler: s}
		go srv.Serve(at)
		t.Cleanup(func() { srv.Close() })
		s.bases = append(s.bases, "http://"+at.Addr().String())
	}
	return s
}

func (s *soak) address(i int) string { return fmt.Sprintf("%s/%d", s.bases[i/s.share], i) }

func (s *soak) kind(i int) int { return min(i/s.share%conduct, good) }

// ServeHTTP answers as the feed's conduct is.
func (s *soak) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/"))
	if err != nil || i >= s.feeds {
		http.NotFound(w, r)
		return
	}
	s.mu.Lock()
	s.asked[i] = append(s.asked[i], time.Now())
	n := len(s.asked[i])
	s.mu.Unlock()
	body, last := s.feed(i)
	whole := true
	switch k := s.kind(i); {
	case k == slow:
		whole = false
		for range 100 {
			fmt.Fprint(w, "<")
			http.NewResponseController(w).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(500 * time.Millisecond):
			}
		}
	case k == huge:
		whole = false
		for range 4000 {
			if _, err := w.Write([]byte(body)); err != nil {
				return
			}
		}
	case k == truncated:
		whole = false
		fmt.Fprint(w, body[:len(body)*2/3])
	case k == loop:
		http.Redirect(w, r, r.URL.Path+"?again", http.StatusMovedPermanently)
		return
	case k == tired && n%3 != 0:
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
		return
	case k == ill && n%3 != 0:
		w.WriteHeader(http.StatusInternalServerError)
		return
	case k == lying:
		whole = false
		w.Header().Set("Content-Length", fmt.Sprint(len(body)*3))
		fmt.Fprint(w, body)
	case k == bomb:
		whole = false
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(s.bombs)
	default:
		if _, err := w.Write([]byte(body)); err != nil {
			return
		}
	}
	if whole && http.NewResponseController(w).Flush() == nil {
		s.mu.Lock()
		s.shown[i] = max(s.shown[i], last)
		s.mu.Unlock()
	}
}

// window is how many items a feed shows: so many that none leaves it before
// even a machine with much else to do has asked again.
const window = 300

// feed returns a feed's text with its newest items, and the number of the last.
func (s *soak) feed(i int) (string, int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	if !s.frozen.IsZero() {
		now = s.frozen
	}
	last := int(now.Sub(s.began) / s.period)
	first := max(0, last-window+1)
	if s.from[i] < 0 {
		s.from[i] = first
	}
	var items []string
	for k := last; k >= first; k-- {
		when := s.began.Add(time.Duration(k) * s.period).UTC().Format(time.RFC1123Z)
		items = append(items, item(fmt.Sprintf("/%d/%d", i, k), fmt.Sprintf("f%d i%d", i, k), when, fmt.Sprintf("Item %d of feed %d.", k, i)))
	}
	return rss("", items...), last
}

func (s *soak) freeze() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frozen = time.Now()
}

// TestSoakChild follows what the soak serves until it is killed. It runs in a
// process of its own.
func TestSoakChild(t *testing.T) {
	path := os.Getenv("DATELINE_SOAK_CHILD")
	if path == "" {
		t.Skip("runs as a child of TestSoak")
	}
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	f := New(Options{
		Store: store, Pause: -1, Least: time.Second, Most: 2 * time.Second, Reload: time.Second,
		Fetch: fetch.Options{Private: true, Timeout: 3 * time.Second, MaxBytes: 2 << 20},
	})
	t.Fatal(f.Run(context.Background()))
}

// TestSoak polls feeds that misbehave, kills the follower again and again, and
// looks whether every item of those that answer is on record once. 56 feeds for
// seconds; DATELINE_SOAK=2000 DATELINE_SOAK_TIME=10m for as many and so long.
func TestSoak(t *testing.T) {
	feeds, lasts := 56, 8*time.Second
	if n, err := strconv.Atoi(os.Getenv("DATELINE_SOAK")); err == nil {
		feeds = n
	}
	if d, err := time.ParseDuration(os.Getenv("DATELINE_SOAK_TIME")); err == nil {
		lasts = d
	}
	period := max(time.Second, time.Duration(feeds)*15*time.Millisecond)
	s := newSoak(t, feeds, period)
	path := filepath.Join(t.TempDir(), "wire.db")
	subscribeAll(t, s, path)
	var memory []int
	kills := 0
	// Killed often at first, then left to run: what leaks shows by then.
	for _, part := range []time.Duration{lasts / 8, lasts / 8, lasts / 8, lasts * 5 / 8} {
		stop := follow(t, path, func(rss int) {
			if kills == 3 {
				memory = append(memory, rss)
			}
		})
		time.Sleep(part)
		if kills == 3 {
			s.settle(t)
		}
		stop()
		kills++
	}
	s.flat(t, memory)
	s.gaps(t)
	s.once(t, path)
}

func subscribeAll(t *testing.T, s *soak, path string) {
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for i := range s.feeds {
		x, err := Settle(record.SourceSettings{Address: s.address(i), Name: fmt.Sprint("feed ", i)})
		if err == nil {
			err = store.PutSource(t.Context(), x)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// follow starts a child and returns what kills it; tell is called with its
// resident memory in kilobytes.
func follow(t *testing.T, path string, tell func(rss int)) func() {
	c := exec.Command(os.Args[0], "-test.run=^TestSoakChild$", "-test.timeout=10h")
	c.Env = append(os.Environ(), "DATELINE_SOAK_CHILD="+path)
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-time.After(200 * time.Millisecond):
				tell(resident(c.Process.Pid))
			}
		}
	})
	return func() {
		if err := c.Process.Kill(); err != nil {
			t.Errorf("the follower ended by itself: %v", err)
		}
		c.Wait()
		close(done)
		wg.Wait()
	}
}

// resident returns a process's memory in kilobytes; 0 where it cannot be told.
func resident(pid int) int {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(b), "VmRSS:")
	var n int
	fmt.Sscan(rest, &n)
	return n
}

// settle lets no new item come, and waits until the last ones can have been
// taken: each good feed was asked twice after that.
func (s *soak) settle(t *testing.T) {
	s.freeze()
	deadline, told := time.Now().Add(5*time.Minute), time.Now()
	for time.Now().Before(deadline) {
		s.mu.Lock()
		left := 0
		for i := range s.feeds {
			if n := len(s.asked[i]); s.kind(i) == good && (n < 2 || s.asked[i][n-2].Before(s.frozen)) {
				left++
			}
		}
		s.mu.Unlock()
		if left == 0 {
			time.Sleep(3 * time.Second) // what was asked last is stored meanwhile
			return
		}
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			t.Logf("%d good feeds are waited for", left)
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("some good feeds were not asked for minutes")
}

// flat fails where memory grew while nothing new was to be held.
func (s *soak) flat(t *testing.T, memory []int) {
	if len(memory) < 12 || memory[len(memory)-1] == 0 {
		t.Logf("memory: %d samples, too few", len(memory))
		return
	}
	third := len(memory) / 3
	early, late := slices.Max(memory[third:2*third]), slices.Max(memory[2*third:])
	t.Logf("memory: %d MB in the second third, %d MB in the last", early/1024, late/1024)
	if late > early*5/4+(32<<10) || late > 700<<10 {
		t.Errorf("memory grows from %d to %d kB", early, late)
	}
}

// gaps gives how long good feeds waited to be asked again, and fails where one
// was forgotten.
func (s *soak) gaps(t *testing.T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var gaps []time.Duration
	polls := 0
	for i := range s.feeds {
		polls += len(s.asked[i])
		if s.kind(i) != good {
			continue
		}
		for k := range s.asked[i][1:] {
			gaps = append(gaps, s.asked[i][k+1].Sub(s.asked[i][k]))
		}
	}
	if len(gaps) == 0 {
		t.Fatal("no good feed was asked twice")
	}
	slices.Sort(gaps)
	took := time.Since(s.began)
	p50, p99, most := gaps[len(gaps)/2], gaps[len(gaps)*99/100], gaps[len(gaps)-1]
	t.Logf("%d feeds, %d of them good, %v: %d requests; a good feed was asked again after %v, 99 of 100 within %v, all within %v",
		s.feeds, s.goodOnes(), took.Round(time.Second), polls, p50.Round(time.Millisecond), p99.Round(time.Millisecond), most.Round(time.Millisecond))
	if most > 30*p50+20*time.Second {
		t.Errorf("a good feed waited %v, the usual one %v", most, p50)
	}
}

func (s *soak) goodOnes() int {
	n := 0
	for i := range s.feeds {
		if s.kind(i) == good {
			n++
		}
	}
	return n
}

// once looks whether every item that a good feed showed is on record once, and
// nothing of another more than once.
func (s *soak) once(t *testing.T, path string) {
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	times := map[string]int{}
	f := record.Filter{Limit: 1000, MaxFacts: -1}
	for {
		p, err := store.List(t.Context(), f)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range p.Items {
			if times[it.Headline]++; it.N != 1 {
				t.Errorf("%s has %d versions", it.Headline, it.N)
			}
		}
		if f.Cursor = p.Next; f.Cursor == "" {
			break
		}
	}
	items, lost := 0, 0
	for i := range s.feeds {
		for k := s.from[i]; s.kind(i) == good && k <= s.shown[i]; k++ {
			if items++; times[fmt.Sprintf("f%d i%d", i, k)] == 0 {
				lost++
			}
		}
	}
	for head, n := range times {
		if n > 1 {
			t.Errorf("%s is on record %d times", head, n)
		}
	}
	h, err := store.Check(t.Context())
	if err != nil || len(h.Problems) > 0 {
		t.Errorf("the record is damaged: %v, %v", h.Problems, err)
	}
	t.Logf("%d items of good feeds, %d stories in all, %d lost, none twice", items, len(times), lost)
	if lost > 0 || items == 0 {
		t.Errorf("%d of %d items are lost", lost, items)
	}
}
