package desk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/intake/fetch"
	"github.com/datelinewire/dateline/record"
	"github.com/datelinewire/dateline/source"
)

// followed puts a source on record that failed and whose address gives access.
func followed(t *testing.T, store record.Store) {
	t.Helper()
	s := record.SourceSettings{ID: "norpress", Name: "Norpress", Address: "https://ines:hush@wire.example/feed?token=hush", Kind: record.FeedSource}
	if err := store.PutSource(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	p := record.Poll{SourceID: s.ID, State: record.SourceState{Polled: time.Now(), Fails: 2, Error: "the server answered 503"}, Log: []record.LogLine{
		{At: time.Now(), Failed: true, Text: "the server answered 503", Bytes: []byte("<script>alert(1)</script>")},
	}}
	if _, err := store.PutPolls(context.Background(), p); err != nil {
		t.Fatal(err)
	}
}

// kept returns the number of the line that followed wrote.
func kept(t *testing.T, store record.Store) string {
	t.Helper()
	lines, err := store.SourceLog(context.Background(), "norpress", true, 1)
	if err != nil || len(lines) != 1 {
		t.Fatal(lines, err)
	}
	return fmt.Sprint(lines[0].N)
}

// TestSources follows, tests, pauses and removes a source as a person does.
func TestSources(t *testing.T) {
	_, store := filled(t)
	wire := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, `<html><head><link rel="alternate" type="application/rss+xml" href="/rss" title="Arvik"></head><body><p>Hello</p></body></html>`)
		case "/rss":
			fmt.Fprint(w, `<rss><channel><title>Arvik</title><item><title>Ferry opens</title><link>/a</link><description>It left at dawn.</description></item><item><title>Ferry race</title><link>/b</link><description>It won.</description></item></channel></rss>`)
		default:
			http.NotFound(w, r)
		}
	}))
	defer wire.Close()
	f := source.New(source.Options{Store: store, Pause: -1, Fetch: fetch.Options{Private: true, Timeout: 5 * time.Second}})
	d, err := desk.New(desk.Options{Store: store, Listen: home, Reader: handReader{}, Follower: f})
	if err != nil {
		t.Fatal(err)
	}
	_, body := get(t, d, "/sources")
	has(t, body, "Nothing is followed yet")
	form := url.Values{"address": {wire.URL + "/"}, "rules": {"-title:race"}, "name": {"Arvik wire"}}
	w := post(t, d, "/sources/test", form)
	has(t, w.Body.String(), "1 of 2 items would come in", "Ferry opens", "left out by the rule -title:race", wire.URL+"/rss")
	w = post(t, d, "/sources", form)
	at, _, _ := strings.Cut(w.Header().Get("Location"), "?")
	if w.Code != 303 || !strings.HasPrefix(at, "/source/") {
		t.Fatalf("status %d to %q: %s", w.Code, at, w.Body)
	}
	_, body = get(t, d, at)
	has(t, body, "Arvik wire", wire.URL+"/rss", "not asked yet")
	if w := post(t, d, "/sources", form); w.Code != 409 {
		t.Errorf("the same again: status %d", w.Code)
	}
	for path, want := range map[string]int{"/sources": 400, "/sources/test": 400} {
		if w := post(t, d, path, url.Values{"address": {" "}}); w.Code != want {
			t.Errorf("%s without an address: status %d", path, w.Code)
		}
	}
	post(t, d, at+"/pause", nil)
	_, body = get(t, d, "/sources")
	has(t, body, "next paused", "Paused: by hand")
	post(t, d, at+"/resume", nil)
	_, body = get(t, d, "/sources")
	lacks(t, body, "by hand")
	post(t, d, at+"/remove", nil)
	if code, _ := get(t, d, at); code != 404 {
		t.Errorf("a removed source: status %d", code)
	}
}

// TestSourceTrouble shows what failed, on its page and in Doctor, and sends
// what is kept of it as a plain file.
func TestSourceTrouble(t *testing.T) {
	d, store := filled(t)
	followed(t, store)
	_, body := get(t, d, "/doctor")
	has(t, body, "Sources with trouble", "Norpress", "Failed 2 times: the server answered 503")
	_, body = get(t, d, "/source/norpress")
	at := "/source/norpress/kept/" + kept(t, store)
	has(t, body, "25 bytes kept", at)
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, ask("GET", at, nil))
	if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/plain") || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
		t.Errorf("status %d, %v", w.Code, w.Header())
	}
	for _, path := range []string{"/source/other/kept/1", "/source/norpress/kept/x", "/source/none", "/websub/norpress?hub.mode=subscribe&hub.topic=x"} {
		want := 404
		if strings.HasPrefix(path, "/websub") {
			want = 403 // this desk follows nothing
		}
		if code, _ := get(t, d, path); code != want {
			t.Errorf("%s: status %d, want %d", path, code, want)
		}
	}
	if w := post(t, d, "/source/norpress/pause", nil); w.Code != 403 {
		t.Errorf("a desk that follows nothing: status %d", w.Code)
	}
}
