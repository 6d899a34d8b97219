package pack_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/datelinewire/dateline/desk/pack"
)

func TestTakes(t *testing.T) {
	for offers, want := range map[string]bool{
		"": false, "gzip": true, "br, GZIP": true, "x-gzip": true, "gzip;q=0": false, "gzip; q=0.000, br": false, "*": true, "*;q=0": false,
		"*, gzip;q=0": false, "gzip;q=0.1": true, "gzipped": false, "identity": false, "gzip;q=much": false, "br;q=1, *;q=0.1": true,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		if offers != "" {
			r.Header.Set("Accept-Encoding", offers)
		}
		if got := pack.Takes(r); got != want {
			t.Errorf("%q: got %v", offers, got)
		}
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.Header["Accept-Encoding"] = []string{"br", "gzip"}
	if !pack.Takes(r) {
		t.Error("offers in two headers count as one list")
	}
}

// TestWriter sends answers of every kind to one who takes gzip and to one who
// does not: the words that arrive are the same.
func TestWriter(t *testing.T) {
	long := strings.Repeat("The bridge is open. ", 200)
	for _, c := range []struct {
		name, kind string
		parts      []string
		status     int
		packed     bool
	}{
		{"a page", "text/html; charset=utf-8", []string{long}, 200, true},
		{"a page that failed", "text/html; charset=utf-8", []string{long}, 503, true},
		{"a page in parts", "text/html", []string{"<p>", long, "</p>", long}, 200, true},
		{"a feed", "application/atom+xml; charset=utf-8", []string{long}, 200, true},
		{"JSON", "application/json", []string{long}, 200, true},
		{"a picture of lines", "image/svg+xml", []string{long}, 200, true},
		{"a short page", "text/html", []string{"none"}, 200, false},
		{"nothing", "text/html", nil, 304, false},
		{"a Word file", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []string{long}, 200, false},
		{"a font", "font/woff2", []string{long}, 200, false},
		{"events", "text/event-stream", []string{long}, 200, false},
		{"no type", "", []string{long}, 200, false},
	} {
		var pool pack.Pool
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			out := pool.Writer(w, r)
			if c.kind != "" {
				out.Header().Set("Content-Type", c.kind)
			}
			out.WriteHeader(c.status)
			for _, p := range c.parts {
				if n, err := io.WriteString(out, p); err != nil || n != len(p) {
					t.Errorf("%s: wrote %d of %d bytes, %v", c.name, n, len(p), err)
				}
			}
			if err := out.Close(); err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
		}))
		for range 2 { // the second answer takes the compressor of the first
			for _, offer := range [...]string{"gzip", "identity"} {
				body, res := fetch(t, srv.URL, offer)
				if packed := res.Header.Get("Content-Encoding") == "gzip"; packed != (c.packed && offer == "gzip") {
					t.Errorf("%s to who takes %s: packed is %v", c.name, offer, packed)
				}
				if want := strings.Join(c.parts, ""); body != want || res.StatusCode != c.status {
					t.Errorf("%s to who takes %s: status %d, %d bytes, want %d", c.name, offer, res.StatusCode, len(body), len(want))
				}
				if c.packed && res.Header.Get("Vary") != "Accept-Encoding" {
					t.Errorf("%s to who takes %s: a cache is not told that it may differ", c.name, offer)
				}
			}
		}
		srv.Close()
	}
}

func fetch(t *testing.T, address, offer string) (string, *http.Response) {
	t.Helper()
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", offer)
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var from io.Reader = res.Body
	if res.Header.Get("Content-Encoding") == "gzip" {
		if from, err = gzip.NewReader(res.Body); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return string(b), res
}

// TestLeft ends an answer that is never closed, as one that panics is: nothing
// of it is sent, so that another answer can be.
func TestLeft(t *testing.T) {
	var pool pack.Pool
	w := httptest.NewRecorder()
	out := pool.Writer(w, httptest.NewRequest("GET", "/", nil))
	out.WriteHeader(200)
	if _, err := io.WriteString(out, "half"); err != nil {
		t.Fatal(err)
	}
	if w.Body.Len() > 0 {
		t.Errorf("%q is sent", w.Body.String())
	}
}
