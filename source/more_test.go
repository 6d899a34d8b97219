package source

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
	"github.com/datelinewire/dateline/internal/mutate"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// TestHub subscribes to a feed at its hub, takes what the hub sends where it
// is signed, and goes back to polling when the lease ends.
func TestHub(t *testing.T) {
	w := newWire(t, Options{Callback: "https://wire.example"})
	asked := make(chan url.Values, 1)
	w.at("/hub", func(rw http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		asked <- r.PostForm
		rw.WriteHeader(http.StatusAccepted)
	})
	w.at("/feed", func(rw http.ResponseWriter, _ *http.Request) {
		io.WriteString(rw, rss(`<atom:link rel="hub" href="/hub"/><atom:link rel="self" href="/feed"/>`, item("/a", "Ferry opens", "", ferry)))
	})
	id := w.add(record.SourceSettings{Address: "/feed"})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.f.Run(ctx) }()
	form := <-asked
	w.equal("callback", form.Get("hub.callback"), "https://wire.example/websub/"+id)
	w.equal("topic", form.Get("hub.topic"), w.URL+"/feed")
	cancel()
	<-ended
	if w.state(id).State.Push.Until.After(w.clock()) {
		t.Error("it counts as subscribed before the hub confirmed it")
	}
	for name, q := range map[string]url.Values{
		"another topic": {"hub.mode": {"subscribe"}, "hub.topic": {"http://other.example/"}, "hub.challenge": {"x"}},
		"another mode":  {"hub.mode": {"unsubscribe"}, "hub.topic": {w.URL + "/feed"}, "hub.challenge": {"x"}},
	} {
		if _, err := w.f.Verify(t.Context(), id, q); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%s is confirmed: %v", name, err)
		}
	}
	got, err := w.f.Verify(t.Context(), id, url.Values{"hub.mode": {"subscribe"}, "hub.topic": {w.URL + "/feed"}, "hub.challenge": {"seven"}, "hub.lease_seconds": {"3600"}})
	if err != nil || got != "seven" {
		t.Fatalf("%q, %v", got, err)
	}
	w.pushed(id, form.Get("hub.secret"))
}

func (w *wire) pushed(id, secret string) {
	w.Helper()
	body := []byte(rss("", item("/b", "Bridge closed", "", bridge)))
	m := hmac.New(sha256.New, []byte(secret))
	m.Write(body)
	right := "sha256=" + hex.EncodeToString(m.Sum(nil))
	other := right[:len(right)-1] + "0"
	if other == right {
		other = right[:len(right)-1] + "1"
	}
	for _, wrong := range []string{"", "sha256=", "md5=00", "sha256=zz", strings.Replace(right, "sha256", "sha1", 1), other} {
		if err := w.f.Push(w.Context(), id, "", wrong, body); fault.KindOf(err) != fault.Denied {
			w.Errorf("signature %q: %v", wrong, err)
		}
	}
	if err := w.f.Push(w.Context(), id, "application/rss+xml", right, body); err != nil {
		w.Fatal(err)
	}
	w.says("stories", w.headlines(), "Bridge closed")
	w.poll()
	if next := w.state(id).State.Next.Sub(w.clock()); next < 6*time.Hour {
		w.Errorf("it is asked again in %v though its hub tells what is new", next)
	}
	w.later(2 * time.Hour)
	if err := w.f.Push(w.Context(), id, "", right, body); fault.KindOf(err) != fault.Denied {
		w.Errorf("after the lease: %v", err)
	}
}

// TestFolder takes files once, again when they change, and says which it could
// not take.
func TestFolder(t *testing.T) {
	w := newWire(t, Options{})
	dir := t.TempDir()
	put := func(name, words string) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
		at := w.clock().Add(-time.Minute)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	put("a.txt", "Ferry opens\n\nARVIK, May 2 (Norpress) -- "+ferry)
	put(".hidden", "Not this")
	put("empty.txt", "")
	id := w.add(record.SourceSettings{Address: dir, Kind: record.FolderSource})
	w.equal("at first", w.poll(), 1)
	w.says("log", w.log(id), "empty.txt: it is empty")
	w.equal("again", w.poll(), 0)
	w.equal("told once", strings.Count(w.log(id), "empty.txt"), 1)
	w.later(time.Hour)
	put("a.txt", "Ferry opens late\n\nARVIK, May 2 (Norpress) -- "+bridge)
	w.equal("changed", w.poll(), 1)
	w.equal("stories", w.headlines(), "Ferry opens late")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	w.poll()
	w.says("error", w.state(id).State.Error, "cannot be looked into")
}

// TestSite finds a feed by the page's head, then where feeds usually lie, and
// looks again when it is gone.
func TestSite(t *testing.T) {
	w := newWire(t, Options{})
	w.text("/", `<html><head><link rel=alternate type="application/rss+xml" title="Comments" href="/comments"><link rel="alternate" type="application/rss+xml" href="main.rss"></head><body>Hello</body></html>`)
	w.text("/main.rss", rss("", item("/a", "Ferry opens", "", ferry)))
	id := w.add(record.SourceSettings{Address: "/", Kind: record.SiteSource})
	w.equal("taken", w.poll(), 1)
	w.equal("found", w.state(id).State.Found, w.URL+"/main.rss")
	w.at("/main.rss", func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(410) })
	w.text("/", "<html><body>No word of feeds</body></html>")
	w.text("/rss.xml", rss("", item("/a", "Ferry opens", "", ferry), item("/b", "Bridge closed", "", bridge)))
	w.poll()
	w.equal("paused", w.state(id).Paused, "")
	w.equal("taken from another", w.poll(), 1)
	w.equal("found", w.state(id).State.Found, w.URL+"/rss.xml")
}

// TestReport tests addresses as a person gives them.
func TestReport(t *testing.T) {
	w := newWire(t, Options{})
	w.text("/", `<html><head><link rel="alternate" type="application/atom+xml" href="/feed"></head><body>Hello</body></html>`)
	w.text("/feed", rss("<ttl>90</ttl>", item("/a", "Ferry opens", "", ferry), item("/b", "Ferry race", "", bridge)))
	r, err := w.f.Test(t.Context(), record.SourceSettings{Address: w.URL + "/", Rules: []string{"-title:race"}})
	if err != nil || r.Problem != "" || len(r.Items) != 2 || !r.Items[0].Taken || r.Items[1].Taken {
		t.Fatalf("%+v, %v", r, err)
	}
	w.equal("kind and address", fmt.Sprintln(r.Settings.Kind, r.Settings.Address), "feed "+w.URL+"/feed\n")
	w.equal("interval", r.Every, "1h30m0s")
	r, err = w.f.Test(t.Context(), record.SourceSettings{Address: w.URL + "/none"})
	if err != nil || !strings.Contains(r.Problem, "404") {
		t.Errorf("%+v, %v", r, err)
	}
	w.equal("nothing is stored", w.headlines(), "")
}

func TestRules(t *testing.T) {
	s := &news.Story{Headline: "Grain deal signed", Section: "World", URL: "https://wire.example/video/7", Text: "Grain deal signed\n\nIt holds."}
	for _, c := range []struct{ rules, why string }{
		{"", ""},
		{"+title:grain", ""},
		{"+title:deal signed", ""},
		{"+title:rain", "does not fit"},
		{"+title:corn +title:GRAIN", ""},
		{"+title:grain +section:sport", "does not fit +section:sport"},
		{"-address:/video/", "left out by"},
		{"-address:/audio/", ""},
		{`-address:/\/video\//`, "left out by"},
		{"-text:holds", "left out by"},
	} {
		var texts []string
		for _, f := range strings.Split(c.rules, " +") {
			if f != "" {
				texts = append(texts, "+"+strings.TrimPrefix(f, "+"))
			}
		}
		if strings.HasPrefix(c.rules, "-") {
			texts = []string{c.rules}
		}
		rs, err := newRules(texts)
		if err != nil {
			t.Fatal(err)
		}
		if why := rs.against(s); why != c.why && (c.why == "" || !strings.Contains(why, c.why)) {
			t.Errorf("%s: %q, want %q", c.rules, why, c.why)
		}
	}
	for _, bad := range []string{"title:x", "+colour:x", "+title:", "+title:/(/", "+", "+title: --"} {
		if _, err := newRules([]string{bad}); err == nil {
			t.Errorf("%q is taken for a rule", bad)
		}
	}
}

func TestPace(t *testing.T) {
	p := pace{least: 5 * time.Minute, most: 12 * time.Hour}
	for name, c := range map[string]struct {
		change func(*pace)
		want   time.Duration
	}{
		"nothing known":       {func(p *pace) {}, 5 * time.Minute},
		"half the gap":        {func(p *pace) { p.fresh, p.gap = true, time.Hour }, 30 * time.Minute},
		"nothing new":         {func(p *pace) { p.was, p.gap = time.Hour, time.Minute }, 90 * time.Minute},
		"never beyond most":   {func(p *pace) { p.was = 11 * time.Hour }, 12 * time.Hour},
		"what it says":        {func(p *pace) { p.said = 2 * time.Hour }, 2 * time.Hour},
		"what it says, bound": {func(p *pace) { p.said = 48 * time.Hour }, 12 * time.Hour},
		"asked to wait":       {func(p *pace) { p.wait = 48 * time.Hour }, 48 * time.Hour},
		"one failure":         {func(p *pace) { p.fails = 1 }, 5 * time.Minute},
		"five failures":       {func(p *pace) { p.fails = 5 }, 80 * time.Minute},
		"a hundred failures":  {func(p *pace) { p.fails = 100 }, 24 * time.Hour},
		"told by a hub":       {func(p *pace) { p.pushed = true }, 6 * time.Hour},
	} {
		q := p
		c.change(&q)
		if got := q.next(); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	a, b := jitter(time.Hour, 1, "a", 3), jitter(time.Hour, 1, "b", 3)
	if a == b || a != jitter(time.Hour, 1, "a", 3) || a < time.Hour || a > 66*time.Minute {
		t.Errorf("jitter %v and %v", a, b)
	}
}

func TestOPML(t *testing.T) {
	list := `<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><body><outline text="Coast"><outline type="rss" text="Arvik &amp; Soll" xmlUrl="https://arvik.example/rss?a=1&amp;token=hush"/>` +
		`<outline text="Twice" xmlUrl="https://arvik.example/rss?a=1&amp;token=hush"/><outline text="No address"/><outline title="Soll" xmlURL=" https://soll.example/feed "/><outline xmlUrl="file:///etc/passwd"/></outline></body>`
	got, err := FromOPML([]byte(list))
	if err != nil || len(got) != 2 || got[0].Name != "Arvik & Soll" || got[1].Address != "https://soll.example/feed" || got[1].Name != "Soll" {
		t.Fatalf("%+v, %v", got, err)
	}
	var all []record.Source
	for _, s := range got {
		all = append(all, record.Source{SourceSettings: s})
	}
	var b strings.Builder
	if err := ToOPML(&b, all); err != nil || strings.Contains(b.String(), "hush") {
		t.Errorf("%s, %v", b.String(), err)
	}
	if again, err := FromOPML([]byte(b.String())); err != nil || len(again) != 2 || again[0].Name != got[0].Name {
		t.Errorf("%+v, %v", again, err)
	}
	for _, bad := range []string{"", "<opml/>", "plain words", strings.Repeat("<outline>", 100_000)} {
		if _, err := FromOPML([]byte(bad)); fault.KindOf(err) != fault.Invalid {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
}

// TestSharedNames has items that share a name: none of them is lost, and none
// comes again.
func TestSharedNames(t *testing.T) {
	w := newWire(t, Options{})
	w.text("/feed", rss("", item("", "Ferry opens", "", ferry), item("", "Bridge closed", "", bridge)))
	w.add(record.SourceSettings{Address: "/feed"})
	w.equal("both", w.poll(), 2)
	w.text("/feed", rss("<ttl>1</ttl>", item("", "Ferry opens", "", ferry), item("", "Bridge closed", "", bridge)))
	w.equal("again", w.poll(), 0)
}

// FuzzHints spoils what is read besides items: lists of feeds, heads of feeds
// and pages.
func FuzzHints(f *testing.F) {
	seeds := []string{
		`<opml><body><outline text="a" xmlUrl="http://a.example/"/></body></opml>`,
		rss(`<ttl>60</ttl><sy:updatePeriod>hourly</sy:updatePeriod><atom:link rel="hub" href="/hub"/>`, item("/a", "A", "", "b")),
		`{"version":"https://jsonfeed.org/version/1","feed_url":"/f","hubs":[{"url":"http://hub.example/"}]}`,
		`<html><head><base href="/b/"><link rel="alternate" type="application/rss+xml" href="a"></head>`,
	}
	for i, s := range seeds {
		f.Add([]byte(s))
		for k := range 8 {
			f.Add([]byte(mutate.Text(s, uint64(i*8+k))))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		h := hintsOf(b, "http://wire.example/feed", nil)
		if h.holds < 0 || h.holds > 7*24*time.Hour {
			t.Fatalf("it holds for %v", h.holds)
		}
		for _, l := range feedsIn(b, "http://wire.example/") {
			if l.URL == "" {
				t.Fatal("a feed without an address")
			}
		}
		list, err := FromOPML(b)
		if err != nil && fault.KindOf(err) != fault.Invalid {
			t.Fatal(err)
		}
		for _, s := range list {
			if _, err := Settle(s); err != nil {
				t.Fatalf("%+v: %v", s, err)
			}
		}
	})
}

// TestStanding: what people read of a source that failed is good English.
func TestStanding(t *testing.T) {
	for fails, want := range map[int]string{0: "no answer", 1: "failed once: no answer", 2: "failed 2 times: no answer"} {
		s := record.Source{State: record.SourceState{Fails: fails, Error: "no answer"}}
		if got := Standing(&s); got != want {
			t.Errorf("%d: %q, want %q", fails, got, want)
		}
	}
}
