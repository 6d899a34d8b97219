package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/source"
)

// sealed is a record in which nothing may be written any more.
type sealed struct {
	record.Store
	t *testing.T
}

func (s sealed) Put(context.Context, ...record.Entry) ([]record.Receipt, error) {
	s.t.Error("a story was written")
	return nil, io.ErrClosedPipe
}

func (s sealed) PutReading(context.Context, ...*fact.Reading) error {
	s.t.Error("a reading was written")
	return io.ErrClosedPipe
}

func (s sealed) PutSource(context.Context, record.SourceSettings) error {
	s.t.Error("a source was written")
	return io.ErrClosedPipe
}

func (s sealed) RemoveSource(context.Context, string) error {
	s.t.Error("a source was removed")
	return io.ErrClosedPipe
}

func (s sealed) PutPolls(context.Context, ...record.Poll) ([]int, error) {
	s.t.Error("a poll was written")
	return nil, io.ErrClosedPipe
}

func (s sealed) PutPlans(context.Context, ...news.Plan) (int, error) {
	s.t.Error("a plan was written")
	return 0, io.ErrClosedPipe
}

func (s sealed) Judge(context.Context, record.Judgement) error {
	s.t.Error("a judgement was written")
	return io.ErrClosedPipe
}

// PutAct lets the register of exports grow: a calendar is fetched by GET.
func (s sealed) PutAct(ctx context.Context, a record.Act) (record.Act, error) {
	if a.Kind == record.ExportAct {
		return s.Store.PutAct(ctx, a)
	}
	s.t.Error("what somebody did was written")
	return record.Act{}, io.ErrClosedPipe
}

// shut returns a desk over the three stories, whose record is sealed, and an
// example of every route by method and path. A route without one fails.
func shut(t *testing.T) (*desk.Desk, map[[2]string]string) {
	t.Helper()
	_, store := filled(t)
	followed(t, store)
	if _, err := store.PutAct(t.Context(), record.Act{Kind: record.WatchAct, Data: json.RawMessage(`{"do":"add","name":"x","query":"railway"}`)}); err != nil {
		t.Fatal(err)
	}
	shut := sealed{store, t}
	d, err := desk.New(desk.Options{Store: shut, Listen: home, Reader: handReader{}, Taker: plainTaker{}, Follower: source.New(source.Options{Store: shut})})
	if err != nil {
		t.Fatal(err)
	}
	story := "/story/" + idOf(t, store, leaseHead)
	examples := map[string]string{
		"/{$}": "/", "/add": "/add", "/write": "/write", "/search": "/search?q=railway", "/complete": "/complete?q=rail", "/settings": "/settings", "/glossary": "/glossary", "/doctor": "/doctor",
		"/feed.atom": "/feed.atom", "/feed.json": "/feed.json", "/events": "/events?since=0", "/static/{name}": "/static/desk.css",
		"/sources": "/sources", "/sources/test": "/sources/test", "/source/{id}": "/source/norpress", "/source/{id}/kept/{n}": "/source/norpress/kept/" + kept(t, store),
		"/source/{id}/pause": "/source/norpress/pause", "/source/{id}/resume": "/source/norpress/resume", "/source/{id}/remove": "/source/norpress/remove",
		"/api/stories": "/api/stories", "/plans": "/plans", "/dossier": "/dossier", "/dossier/{subject...}": "/dossier/RUS-TJK", "/brief": "/brief", "/brief.md": "/brief.md", "/brief.docx": "/brief.docx", "/agenda": "/agenda", "/agenda.ics": "/agenda.ics", "/ledger": "/ledger",
		"/agenda.csv": "/agenda.csv", "/agenda.json": "/agenda.json", "/ledger.csv": "/ledger.csv", "/ledger.json": "/ledger.json", "/world": "/world", "/world.csv": "/world.csv", "/world.json": "/world.json",
		"/websub/{id}": "/websub/gone?hub.mode=unsubscribe&hub.challenge=7",
		"/story/{id}":  story, "/story/{id}/versions": story + "/versions", "/story/{id}/copies": story + "/copies", "/story/{id}/line": story + "/line", "/story/{id}/reading.json": story + "/reading.json",
		"/story/{id}/rests": story + "/rests", "/story/{id}/fact": story + "/fact?kind=event", "/judgements": "/judgements", "/exports": "/exports", "/judgements/undo": "/judgements/undo",
		"/stars": "/stars", "/seen": "/seen",
		"/watches": "/watches", "/watch": "/watch?name=x", "/watches/seen": "/watches/seen", "/watches/remove": "/watches/remove",
		"/story/{id}/correct": story + "/correct", "/story/{id}/kill": story + "/kill", "/story/{id}/judge": story + "/judge",
	}
	out := map[[2]string]string{}
	for _, r := range d.Routes() {
		if out[r] = examples[r[1]]; out[r] == "" {
			t.Errorf("the route %s %s is attacked by no test: give it an example here", r[0], r[1])
		}
	}
	return d, out
}

// brief answers a request within a moment where its route never ends by itself,
// else within what a busy machine takes.
func brief(d *desk.Desk, r *http.Request) *httptest.ResponseRecorder {
	limit := 20 * time.Second
	if r.URL.Path == "/events" {
		limit = 100 * time.Millisecond
	}
	ctx, cancel := context.WithTimeout(r.Context(), limit)
	defer cancel()
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r.WithContext(ctx))
	return w
}

// attacks are what a page from elsewhere can make a browser send, and the
// answers: to what reads, and to what writes.
var attacks = [...]struct {
	name, host    string
	header        [][2]string
	reads, writes int
}{
	{"a foreign name", "evil.example:7117", nil, 421, 421},
	{"a foreign name without a port", "evil.example", nil, 421, 421},
	{"a rebound name", "evil.example:7117", [][2]string{{"Origin", "http://evil.example:7117"}, {"Sec-Fetch-Site", "same-origin"}}, 421, 421},
	{"a name that holds ours", "localhost.evil.example:7117", nil, 421, 421},
	{"a name before ours", "evil.localhost:7117", nil, 421, 421},
	{"another port", "localhost:80", nil, 421, 421},
	{"a user before the name", "evil.example@localhost:7117", nil, 421, 421},
	{"a path behind the name", "localhost:7117/evil", nil, 421, 421},
	{"an address of others", "203.0.113.9:7117", nil, 421, 421},
	{"no name", "", nil, 421, 421},
	{"a foreign origin", home, [][2]string{{"Origin", "https://evil.example"}}, 403, 403},
	{"an origin at another port", home, [][2]string{{"Origin", "http://localhost:8080"}}, 403, 403},
	{"an origin that hides", home, [][2]string{{"Origin", "null"}}, 403, 403},
	{"another site's picture", home, [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}}, 403, 403},
	{"another site's frame", home, [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}, {"Sec-Fetch-Dest", "iframe"}}, 403, 403},
	{"a neighbour's script", home, [][2]string{{"Sec-Fetch-Site", "same-site"}, {"Sec-Fetch-Mode", "cors"}, {"Origin", "http://other.localhost"}}, 403, 403},
	{"another site's link or form", home, [][2]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}, {"Sec-Fetch-Dest", "document"}}, 200, 403},
	{"a forwarded name", home, [][2]string{{"X-Forwarded-Host", "evil.example"}, {"Origin", "http://evil.example"}}, 403, 403},
}

// TestEveryRouteRefuses tries every attack on every route.
func TestEveryRouteRefuses(t *testing.T) {
	d, routes := shut(t)
	form := url.Values{"text": {"Words"}, "headline": {"H"}, "body": {"B"}, "notice": {"N"}, "fact": {"e1"}, "action": {"reject"}}
	for route, path := range routes {
		for _, a := range attacks {
			want, body := a.reads, ""
			if route[0] != "GET" {
				want, body = a.writes, form.Encode()
			}
			r := ask(route[0], path, strings.NewReader(body))
			r.Host = a.host
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for _, h := range a.header {
				r.Header.Set(h[0], h[1])
			}
			w := brief(d, r)
			if w.Code != want {
				t.Errorf("%s %s, %s: status %d, want %d", route[0], route[1], a.name, w.Code, want)
			}
			if want == 421 && !strings.Contains(w.Body.String(), "setting names") {
				t.Errorf("%s %s, %s: the answer does not say which setting to change", route[0], route[1], a.name)
			}
		}
	}
}

// TestNothingIsWrittenByGet asks every route by GET and HEAD, as a link or a
// picture does, also those that write.
func TestNothingIsWrittenByGet(t *testing.T) {
	d, routes := shut(t)
	form := "text=Words&headline=H&body=B&notice=N&fact=e1&action=reject&check=1"
	for route, path := range routes {
		for _, method := range []string{"GET", "HEAD"} {
			sep := "?"
			if strings.Contains(path, "?") {
				sep = "&"
			}
			if w := brief(d, ask(method, path, nil)); route[0] == "GET" && w.Code != 200 || w.Code >= 500 {
				t.Errorf("%s %s: status %d", method, path, w.Code)
			}
			w := brief(d, ask(method, path+sep+form, nil)) // most pages say that they do not know these
			if reads := route[0] == "GET"; reads && w.Code != 200 && w.Code != 400 || w.Code >= 500 {
				t.Errorf("%s %s with a form: status %d", method, path, w.Code)
			}
			if strings.Contains(w.Body.String(), "no damage found") {
				t.Errorf("%s %s looks the store over", method, path)
			}
		}
	}
}

// TestNames asks at the names that the desk answers to, over a connection,
// and looks at what the feeds say of it.
func TestNames(t *testing.T) {
	_, store := filled(t)
	d, err := desk.New(desk.Options{Store: store, Listen: "0.0.0.0:0", Reader: handReader{}, Names: []url.URL{
		{Host: "wire.example"}, {Scheme: "https", Host: "news.example"}, {Host: "localhost:8080"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(d.Handler())
	defer srv.Close()
	_, port, err := net.SplitHostPort(srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for host, base := range map[string]string{
		"127.0.0.1:" + port:  "http://127.0.0.1:" + port,
		"localhost:" + port:  "http://localhost:" + port,
		"LOCALHOST.:" + port: "http://LOCALHOST.:" + port,
		"[::1]:" + port:      "http://[::1]:" + port,
		"wire.example":       "http://wire.example",
		"wire.example:81":    "http://wire.example:81",
		"news.example":       "https://news.example",
		"localhost:8080":     "http://localhost:8080",
		"localhost":          "",
		"localhost:8081":     "",
		"news.example.":      "https://news.example.",
		"10.1.2.3:" + port:   "",
		"evil.example":       "",
	} {
		r, err := http.NewRequest("GET", srv.URL+"/feed.json", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case base == "" && res.StatusCode != 421:
			t.Errorf("%s: status %d, want 421", host, res.StatusCode)
		case base != "" && !strings.Contains(string(body), fmt.Sprintf("%q", base+"/feed.json")):
			t.Errorf("%s: status %d, the feed lacks %s", host, res.StatusCode, base)
		}
	}
}

// TestNoCredentials asks everything of a desk over a story whose address has a
// password and a token, as older records have them.
func TestNoCredentials(t *testing.T) {
	d, store := filled(t)
	followed(t, store)
	s := lease(t)
	s.s.Text, s.s.URL, s.s.ID, s.s.Source = s.s.Text+" More.", "https://ines:hush@wire.example/a?id=7&token=hush", "", "Other"
	got, err := store.Put(context.Background(), record.Entry{Story: s.s})
	if err != nil {
		t.Fatal(err)
	}
	s.r.Story = fact.Story{ID: got[0].ContentID, Text: s.s.Text, URL: &s.s.URL}
	if err := store.PutReading(context.Background(), s.r); err != nil {
		t.Fatal(err)
	}
	at := "/story/" + got[0].StoryID
	for _, path := range []string{"/", at, at + "/versions", at + "/copies", at + "/line", at + "/reading.json", at + "/correct", at + "/kill", "/search?q=more", "/feed.atom", "/feed.json", "/doctor", "/sources", "/source/norpress"} {
		code, body := get(t, d, path)
		if code != 200 || strings.Contains(body, "hush") {
			t.Errorf("%s: status %d, the password is there: %v", path, code, strings.Contains(body, "hush"))
		}
	}
	_, body := get(t, d, at)
	has(t, body, `href="https://wire.example/a?id=7"`)
	of := between(t, body[strings.Index(body, `action="/story/`):], `value="`, " ")
	if w := post(t, d, at+"/correct", url.Values{"of": {of}, "notice": {"N"}, "headline": {"H"}, "body": {"B"}}); w.Code != 303 {
		t.Fatalf("correct: status %d: %s", w.Code, w.Body)
	}
	if e, err := store.Story(context.Background(), got[0].StoryID); err != nil || e.Story.URL != "https://wire.example/a?id=7" {
		t.Errorf("the correction is stored with %q, %v", e.Story.URL, err)
	}
}
