package desk_test

import (
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// Bytes as sent, headers and all: of the first page with everything that it asks
// for, and of the HTML of any page, which leaves room for the same files.
const (
	mostWeight = 150_000
	mostPage   = 50_000
)

// scale is a client that counts the bytes that come in.
type scale struct {
	client http.Client
	bytes  atomic.Int64
}

// weighed is a connection on a scale.
type weighed struct {
	net.Conn
	on *scale
}

func (c weighed) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.on.bytes.Add(int64(n))
	return n, err
}

func newScale() *scale {
	s := &scale{}
	s.client.Transport = &http.Transport{DisableCompression: true, DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := new(net.Dialer).DialContext(ctx, network, address)
		return weighed{c, s}, err
	}}
	return s
}

// fetch returns a file as its reader sees it, and how many bytes came for it.
func (s *scale) fetch(t *testing.T, address string) (string, int64) {
	t.Helper()
	before := s.bytes.Load()
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd") // as browsers say
	res, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var body io.Reader = res.Body
	if res.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(res.Body); err != nil {
			t.Fatal(err)
		}
	}
	b, err := io.ReadAll(body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: status %d, %v", address, res.StatusCode, err)
	}
	return string(b), s.bytes.Load() - before
}

var (
	// asks finds what a page loads by itself: sheets, scripts, fonts, icons.
	asks = regexp.MustCompile(`<(?:script|img|iframe|source|link rel="(?:preload|stylesheet|icon)")[^>]* (?:src|href)="([^"]+)"`)
	// names finds what a sheet loads: fonts of every range, needed or not.
	names = regexp.MustCompile(`url\(([^)]+)\)`)
)

// TestWeight loads the first page as a browser without anything kept does, and
// every page's own HTML.
func TestWeight(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: reads the sample wire")
	}
	d, store := sampled(t)
	srv := httptest.NewServer(d.Handler())
	defer srv.Close()
	s := newScale()
	body, sum := s.fetch(t, srv.URL+"/")
	t.Logf("%6d /", sum)
	parts := 0
	got := map[string]bool{}
	var load func(address string)
	load = func(address string) {
		if got[address] {
			return
		}
		got[address] = true
		b, n := s.fetch(t, srv.URL+address)
		t.Logf("%6d %s", n, address)
		sum += n
		parts++
		if strings.Contains(address, ".css") {
			for _, m := range names.FindAllStringSubmatch(b, -1) {
				load("/static/" + m[1])
			}
		}
	}
	for _, m := range asks.FindAllStringSubmatch(body, -1) {
		load(m[1])
	}
	if parts < 5 {
		t.Errorf("the page asks for %d files: a sheet, a script, an icon and two fonts at least", parts)
	}
	if t.Logf("%6d in all", sum); sum > mostWeight {
		t.Errorf("the first page weighs %d bytes, more than %d", sum, mostWeight)
	}
	story := "/story/" + idOf(t, store, "Russia and Tajikistan sign treaty on Kulob base for 30 years")
	for _, path := range everyPage(story) {
		if _, n := s.fetch(t, srv.URL+path); n > mostPage {
			t.Errorf("%s weighs %d bytes, more than %d", path, n, mostPage)
		} else {
			t.Logf("%6d %s", n, path)
		}
	}
}

// everyPage returns an address of each kind of page of the sample wire's desk.
func everyPage(story string) []string {
	return []string{
		"/", "/?view=comfortable", story, story + "/versions", story + "/correct", story + "/kill", story + "/rests", story + "/fact", "/write", "/judgements", "/exports",
		"/watches", "/search", "/search?q=visit", "/search?q=visit&as=facts", "/sources", "/plans", "/dossier", "/dossier/RUS-TJK", "/dossier/RUS", "/dossier/RUS-TJK?part=timeline",
		"/brief", "/brief?of=RUS-TJK&since=2026-06-01", "/agenda", "/agenda?view=week", "/agenda?view=list", "/ledger", "/world", "/settings", "/glossary", "/doctor",
	}
}
