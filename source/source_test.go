package source

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/record/memory"
)

// wire is a server of sources that a test changes as it goes, with a follower
// and a clock that stands still until it is moved.
type wire struct {
	*testing.T
	*httptest.Server
	store record.Store
	f     *Follower

	mu    sync.Mutex
	now   time.Time
	pages map[string]http.HandlerFunc
	asked []string
}

func newWire(t *testing.T, o Options) *wire {
	w := &wire{T: t, store: memory.New(), now: time.Date(2012, 5, 3, 12, 0, 0, 0, time.UTC), pages: map[string]http.HandlerFunc{}}
	w.Server = httptest.NewServer(w)
	t.Cleanup(w.Close)
	o.Store, o.Now, o.Pause = w.store, w.clock, -1
	o.Fetch = fetch.Options{Private: true, Timeout: 2 * time.Second, MaxBytes: 1 << 20, Agent: "Dateline/test"}
	w.f = New(o)
	return w
}

func (w *wire) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *wire) later(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

func (w *wire) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	h := w.pages[r.URL.Path]
	w.asked = append(w.asked, r.URL.Path)
	w.mu.Unlock()
	if h == nil {
		http.NotFound(rw, r)
		return
	}
	h(rw, r)
}

func (w *wire) at(path string, h http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[path] = h
}

func (w *wire) text(path, body string) {
	w.at(path, func(rw http.ResponseWriter, _ *http.Request) { fmt.Fprint(rw, body) })
}

func (w *wire) add(s record.SourceSettings) string {
	w.Helper()
	if strings.HasPrefix(s.Address, "/") && s.Kind != record.FolderSource {
		s.Address = w.URL + s.Address
	}
	s, err := Settle(s)
	if err == nil {
		s.Added = w.clock()
		err = w.store.PutSource(w.Context(), s)
	}
	if err != nil {
		w.Fatal(err)
	}
	return s.ID
}

// poll asks every source once and returns how much came.
func (w *wire) poll() int {
	w.Helper()
	all, err := w.store.Sources(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	n, err := w.f.Once(w.Context(), all, func(*record.Source, *record.Poll, int) {})
	if err != nil {
		w.Fatal(err)
	}
	return n
}

func (w *wire) state(id string) record.Source {
	w.Helper()
	s, err := w.store.Source(w.Context(), id)
	if err != nil {
		w.Fatal(err)
	}
	return s
}

// headlines lists the stories on record, newest first.
func (w *wire) headlines() string {
	w.Helper()
	p, err := w.store.List(w.Context(), record.Filter{Limit: 1000})
	if err != nil {
		w.Fatal(err)
	}
	var out []string
	for _, it := range p.Items {
		out = append(out, it.Headline)
	}
	return strings.Join(out, "|")
}

func (w *wire) log(id string) string {
	w.Helper()
	lines, err := w.store.SourceLog(w.Context(), id, false, 100)
	if err != nil {
		w.Fatal(err)
	}
	out := ""
	for _, l := range lines {
		out += l.Text + "\n"
	}
	return out
}

func (w *wire) equal(what string, got, want any) {
	w.Helper()
	if g, x := fmt.Sprint(got), fmt.Sprint(want); g != x {
		w.Errorf("%s: got %s, want %s", what, g, x)
	}
}

func (w *wire) says(what, got, want string) {
	w.Helper()
	if !strings.Contains(got, want) {
		w.Errorf("%s: %q does not say %q", what, got, want)
	}
}

// item is one of a feed; date may be empty.
func item(path, title, date, words string) string {
	if date != "" {
		date = "<pubDate>" + date + "</pubDate>"
	}
	return fmt.Sprintf("<item><title>%s</title><link>%s</link>%s<description>%s</description></item>", title, path, date, words)
}

func rss(head string, items ...string) string {
	return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Norpress</title>` + head + strings.Join(items, "") + `</channel></rss>`
}

const (
	ferry  = "The ferry left Arvik at dawn and was full to the last seat."
	bridge = "The bridge over the Soll was closed to lorries on Tuesday."
)

func TestFeed(t *testing.T) {
	w := newWire(t, Options{})
	first := item("/a", "Ferry opens", "Wed, 02 May 2012 07:30:00 +0200", ferry)
	w.text("/feed", rss("", first))
	id := w.add(record.SourceSettings{Address: "/feed"})
	w.equal("at first", w.poll(), 1)
	w.equal("the same again", w.poll(), 0)
	w.text("/feed", rss("", item("/b", "Bridge closed", "Thu, 03 May 2012 08:00:00 GMT", bridge), first))
	w.equal("a new one", w.poll(), 1)
	w.text("/feed", rss("", item("/a", "Ferry opens late", "Wed, 02 May 2012 07:30:00 +0200", "The ferry left Arvik at noon.")))
	w.equal("a changed one", w.poll(), 1)
	w.equal("stories", w.headlines(), "Bridge closed|Ferry opens late")
	s := w.state(id)
	w.equal("items", s.State.Items, 3)
	w.equal("polls", s.State.Polls, 4)
	p, err := w.store.List(t.Context(), record.Filter{})
	if err != nil || p.Items[1].N != 2 {
		t.Errorf("the changed item is no version: %+v, %v", p, err)
	}
}

// TestConditional has a server that tells what has not changed.
func TestConditional(t *testing.T) {
	w := newWire(t, Options{})
	same := 0
	w.at("/feed", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("ETag", `"7"`)
		rw.Header().Set("Cache-Control", "max-age=3600")
		if r.Header.Get("If-None-Match") == `"7"` {
			same++
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(rw, rss("", item("/a", "Ferry opens", "Wed, 02 May 2012 07:30:00 +0200", ferry)))
	})
	id := w.add(record.SourceSettings{Address: "/feed"})
	w.poll()
	w.equal("interval", w.state(id).State.Every, time.Hour)
	w.poll()
	w.equal("not changed", same, 1)
	w.equal("polls", w.state(id).State.Polls, 2)
}

// TestFailures goes through what servers do wrong.
func TestFailures(t *testing.T) {
	w := newWire(t, Options{})
	status := func(code int, head ...string) http.HandlerFunc {
		return func(rw http.ResponseWriter, _ *http.Request) {
			for i := 0; i+1 < len(head); i += 2 {
				rw.Header().Set(head[i], head[i+1])
			}
			rw.WriteHeader(code)
		}
	}
	w.at("/feed", status(500))
	id := w.add(record.SourceSettings{Address: "/feed"})
	var times []time.Duration
	for range 5 {
		w.poll()
		s := w.state(id)
		times = append(times, s.State.Next.Sub(w.clock()).Round(time.Minute))
	}
	for i := range times[1:] {
		if times[i+1] < times[i]*3/2 {
			t.Errorf("it does not back off: %v", times)
		}
	}
	w.says("error", w.state(id).State.Error, "the server answered 500")
	w.equal("lines, one each time the number doubles", strings.Count(w.log(id), "500"), 3)
	w.at("/feed", status(429, "Retry-After", "7200"))
	w.poll()
	if next := w.state(id).State.Next.Sub(w.clock()); next < 2*time.Hour || next > 3*time.Hour {
		t.Errorf("asked for two hours, next in %v", next)
	}
	w.text("/feed", rss("", item("/a", "Ferry opens", "", ferry)))
	w.poll()
	w.equal("failures", w.state(id).State.Fails, 0)
	w.says("log", w.log(id), "it answers again, after 6 failures")
	w.at("/feed", status(410))
	w.poll()
	w.says("given up", w.state(id).Paused, "gone for good")
}

// TestDead has a feed that does not answer for a month.
func TestDead(t *testing.T) {
	w := newWire(t, Options{})
	id := w.add(record.SourceSettings{Address: "/none"})
	for day := range 40 {
		if paused := w.state(id).Paused; paused != "" {
			w.equal("day", day > 29 && day < 33, true)
			w.says("why", paused, "not answered well for")
			return
		}
		w.poll()
		w.later(24 * time.Hour)
	}
	t.Error("it is never given up")
}

// TestMoved replaces an address after three polls say so, and not one that is
// only lent.
func TestMoved(t *testing.T) {
	w := newWire(t, Options{})
	w.text("/new", rss("", item("/a", "Ferry opens", "", ferry)))
	w.at("/old", func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "/middle", http.StatusMovedPermanently)
	})
	w.at("/middle", func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "/new", http.StatusPermanentRedirect)
	})
	w.at("/lent", func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, "/new?x=1", http.StatusFound) })
	moved, lent := w.add(record.SourceSettings{Address: "/old"}), w.add(record.SourceSettings{Address: "/lent"})
	for range 3 {
		w.equal("address", w.state(moved).Address, w.URL+"/old")
		w.poll()
	}
	w.equal("address", w.state(moved).Address, w.URL+"/new")
	w.equal("address that is lent", w.state(lent).Address, w.URL+"/lent")
	w.says("log", w.log(moved), "it has moved for good")
	w.equal("once more", w.poll(), 0)
}

// TestUndated lists what has no date behind what has, at first; later by when
// it came.
func TestUndated(t *testing.T) {
	w := newWire(t, Options{})
	old := item("/old", "Old dated", "Mon, 02 Apr 2012 07:30:00 GMT", ferry)
	w.text("/feed", rss("", item("/u", "Undated", "", bridge), old, item("/v", "Unreadable", "some day soon", ferry+bridge)))
	id := w.add(record.SourceSettings{Address: "/feed"})
	w.poll()
	w.equal("order", w.headlines(), "Old dated|Undated|Unreadable")
	w.later(time.Hour)
	w.text("/feed", rss("", item("/n", "New undated", "", "A lorry stood on the quay for a week."), item("/u", "Undated", "", bridge), old))
	w.poll()
	w.equal("order", w.headlines(), "New undated|Old dated|Undated|Unreadable")
	p, err := w.store.List(t.Context(), record.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]string{0: "listed by when it came", 2: "listed behind what has a date"} {
		e, err := w.store.Story(t.Context(), p.Items[i].StoryID)
		if err != nil {
			t.Fatal(err)
		}
		w.says("trouble", strings.Join(e.Story.Trouble, " "), want)
	}
	_ = id
}

// TestBroken takes what is whole of an answer that breaks off, and asks again.
func TestBroken(t *testing.T) {
	w := newWire(t, Options{})
	whole := rss("", item("/a", "Ferry opens", "", ferry), item("/b", "Bridge closed", "", bridge))
	w.at("/feed", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Length", fmt.Sprint(len(whole)+500))
		rw.Header().Set("ETag", `"a"`)
		fmt.Fprint(rw, whole[:strings.Index(whole, "<item><title>Bridge")+20])
	})
	id := w.add(record.SourceSettings{Address: "/feed"})
	w.equal("before it broke off", w.poll(), 1)
	w.says("error", w.state(id).State.Error, "broke off")
	w.equal("kept for next time", w.state(id).State.ETag, "")
	w.text("/feed", whole)
	w.equal("the rest", w.poll(), 1)
	w.equal("error", w.state(id).State.Error, "")
}

// TestAccess gives what gives access to the source's own host alone, and never
// shows it.
func TestAccess(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") != "" || r.Header.Get("Authorization") != "" {
			t.Error("another host is given access")
		}
		fmt.Fprint(rw, rss("", item("/a", "Ferry opens", "", ferry)))
	}))
	defer other.Close()
	secrets := map[string]string{"wire": "basic ines:hush", "env:KEY": "X-Key: hush"}
	w := newWire(t, Options{Secret: func(n string) (string, bool) { v, ok := secrets[n]; return v, ok }})
	w.at("/basic", func(rw http.ResponseWriter, r *http.Request) {
		if u, p, _ := r.BasicAuth(); u != "ines" || p != "hush" {
			rw.WriteHeader(401)
			return
		}
		fmt.Fprint(rw, rss("", item("/b", "Bridge closed", "", bridge)))
	})
	w.at("/key", func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("X-Key") != "hush" {
			rw.WriteHeader(403)
			return
		}
		http.Redirect(rw, r, other.URL, http.StatusFound)
	})
	basic := w.add(record.SourceSettings{Address: "/basic", Secret: "wire"})
	key := w.add(record.SourceSettings{Address: "/key", Secret: "env:KEY"})
	none := w.add(record.SourceSettings{Address: "/basic?2", Secret: "env:NONE"})
	w.equal("taken", w.poll(), 2)
	w.says("error", w.state(none).State.Error, "set the environment variable NONE")
	for _, id := range []string{basic, key, none} {
		if s := fmt.Sprintf("%+v", w.state(id)) + w.log(id); strings.Contains(s, "hush") {
			t.Errorf("what gives access is shown: %s", s)
		}
	}
}

// TestFull fetches pages as far as robots.txt lets it, and again where they
// could not be had.
func TestFull(t *testing.T) {
	w := newWire(t, Options{})
	long := strings.Repeat("The ferry company said on Wednesday that boats would cross six times a day. ", 12)
	page := func(title string) string {
		return "<html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1><p>" + long + "</p><p>" + long + "</p></article></body></html>"
	}
	w.text("/robots.txt", "User-agent: *\nDisallow: /closed/\n")
	w.text("/a", page("Ferry opens"))
	w.text("/closed/b", page("Bridge closed"))
	w.at("/c", func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(503) })
	w.text("/feed", rss("", item("/a", "Ferry opens", "", ferry), item("/closed/b", "Bridge closed", "", bridge), item("/c", "Third", "", "Words of the third.")))
	w.add(record.SourceSettings{Address: "/feed", Full: true})
	w.equal("taken", w.poll(), 3)
	text := func(head string) string {
		p, err := w.store.List(t.Context(), record.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range p.Items {
			if it.Headline == head {
				e, err := w.store.Story(t.Context(), it.StoryID)
				if err != nil {
					t.Fatal(err)
				}
				return e.Story.Text + strings.Join(e.Story.Trouble, " ")
			}
		}
		return ""
	}
	w.says("the first", text("Ferry opens"), "six times a day")
	w.says("the second", text("Bridge closed"), "robots.txt")
	w.says("the third", text("Third"), "503")
	for _, p := range w.asked {
		if p == "/closed/b" {
			t.Error("what robots.txt forbids was fetched")
		}
	}
	w.text("/c", page("Third"))
	w.equal("once it can be had", w.poll(), 1)
	w.says("the third", text("Third"), "six times a day")
	w.equal("no more", w.poll(), 0)
}

// TestRights keeps the opening alone, and by the rules what is wanted.
func TestRights(t *testing.T) {
	w := newWire(t, Options{})
	w.text("/feed", rss("", item("/a", "Ferry opens", "", strings.Repeat(ferry+" ", 20)), item("/sport/b", "Ferry race", "", bridge), item("/c", "Bridge closed", "", bridge)))
	w.add(record.SourceSettings{Address: "/feed", Rights: record.ExcerptOnly, Rules: []string{"+title:ferry", `-address:/\/sport\//`}, Name: "Arvik wire"})
	w.equal("taken", w.poll(), 1)
	p, err := w.store.List(t.Context(), record.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	e, err := w.store.Story(t.Context(), p.Items[0].StoryID)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Story.Text) > 400 || !e.Story.Envelope.Excerpt || e.Story.Source != "Arvik wire" {
		t.Errorf("%d bytes of %s, %+v", len(e.Story.Text), e.Story.Source, e.Story.Envelope)
	}
	w.equal("again", w.poll(), 0)
}

// TestRun follows two sources on its own.
func TestRun(t *testing.T) {
	w := newWire(t, Options{Reload: 10 * time.Millisecond})
	w.text("/feed", rss("", item("/a", "Ferry opens", "", ferry)))
	w.add(record.SourceSettings{Address: "/feed"})
	w.add(record.SourceSettings{Address: "/none"})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	ended := make(chan error, 1)
	go func() { ended <- w.f.Run(ctx) }()
	for w.headlines() != "Ferry opens" && ctx.Err() == nil {
		time.Sleep(10 * time.Millisecond)
	}
	cancel()
	<-ended
	w.equal("stories", w.headlines(), "Ferry opens")
}

// TestForeignAddresses: an address of another scheme is no folder.
func TestForeignAddresses(t *testing.T) {
	for _, address := range []string{"javascript:alert(1)", "ftp://example.org/feed", "mailto:desk@example.org"} {
		if s, err := Settle(record.SourceSettings{Address: address}); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%s is followed: %+v, %v", address, s, err)
		}
	}
	if s, err := Settle(record.SourceSettings{Address: "./notes:2026"}); err != nil || s.Kind != record.FolderSource {
		t.Errorf("%+v, %v", s, err)
	}
}
