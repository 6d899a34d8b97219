package fetch

import (
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/internal/fault"
)

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func allowed() *Client {
	return New(Options{Private: true, Timeout: 2 * time.Second, MaxBytes: 1 << 16, Agent: "Test/1"})
}

func fails(t *testing.T, err error, kind fault.Kind, words string) {
	t.Helper()
	if err == nil || fault.KindOf(err) != kind || !strings.Contains(err.Error(), words) {
		t.Fatalf("error %v, want kind %v and %q", err, kind, words)
	}
}

func TestPublic(t *testing.T) {
	for s, want := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1:248:1893:25c8:1946": true, "8.8.8.8": true,
		"127.0.0.1": false, "127.9.9.9": false, "::1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "fe80::1": false, "fc00::1": false, "fd12::1": false, "224.0.0.1": false, "ff02::1": false,
		"0.0.0.0": false, "::": false, "0.1.2.3": false, "100.64.0.1": false, "100.127.255.255": false, "100.128.0.1": true,
		"255.255.255.255": false, "240.0.0.1": false, "192.0.2.1": false, "198.18.0.1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::ffff:8.8.8.8": true, "64:ff9b::7f00:1": false, "64:ff9b::808:808": true,
		"2002:7f00:1::": false, "2002:c0a8:101::1": false, "::127.0.0.1": false, "fec0::1": false, "2001:db8::1": false,
	} {
		if got := Public(netip.MustParseAddr(s)); got != want {
			t.Errorf("Public(%s) = %v", s, got)
		}
	}
	if Public(netip.Addr{}) {
		t.Error("no address is not public")
	}
}

// TestRefusesInside points at this machine by every name it has.
func TestRefusesInside(t *testing.T) {
	called := false
	address := serve(t, func(http.ResponseWriter, *http.Request) { called = true })
	port := address[strings.LastIndex(address, ":"):]
	c := New(Options{Timeout: 2 * time.Second})
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"} {
		_, err := c.Get(t.Context(), "http://"+host+port+"/", Known{})
		if err == nil {
			t.Errorf("%s was fetched", host)
			continue
		}
		if k := fault.KindOf(err); k != fault.Denied && k != fault.Temporary {
			t.Errorf("%s: %v", host, err)
		}
	}
	_, err := c.Get(t.Context(), address, Known{})
	fails(t, err, fault.Denied, "fetch.private")
	if called {
		t.Error("a request came through")
	}
}

// TestRefusesScheme fetches what is no web address, at once or by redirect.
func TestRefusesScheme(t *testing.T) {
	c := allowed()
	for _, a := range []string{"ftp://example.org/x", "file:///etc/passwd", "gopher://x", "example.org", "", "http://", "http://%zz", "javascript:1"} {
		_, err := c.Get(t.Context(), a, Known{})
		fails(t, err, fault.Invalid, "")
	}
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(302)
	})
	_, err := c.Get(t.Context(), address, Known{})
	fails(t, err, fault.Invalid, "http")
}

func TestGet(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		if r.UserAgent() != "Test/1" {
			t.Errorf("agent %q", r.UserAgent())
		}
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Content-Type", "text/plain; charset=koi8-r")
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		fmt.Fprint(z, "hello")
		z.Close()
	})
	r, err := allowed().Get(t.Context(), " "+address+"/a ", Known{})
	if err != nil || string(r.Body) != "hello" || r.URL != address+"/a" || r.Known.ETag != `"v1"` || !strings.Contains(r.ContentType, "koi8") {
		t.Fatalf("%+v, %v", r, err)
	}
	r, err = allowed().Get(t.Context(), address, r.Known)
	if err != nil || !r.Same || r.Body != nil || r.Known.ETag != `"v1"` {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestRedirects(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/%d", &n)
		if n > 0 {
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), http.StatusFound)
			return
		}
		fmt.Fprint(w, "end")
	})
	if r, err := allowed().Get(t.Context(), address+"/5", Known{}); err != nil || r.URL != address+"/0" {
		t.Fatalf("%+v, %v", r, err)
	}
	_, err := allowed().Get(t.Context(), address+"/6", Known{})
	fails(t, err, fault.Invalid, "5 times")
}

func TestTroubles(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/long":
			for range 100 {
				fmt.Fprint(w, strings.Repeat("x", 1024))
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			for range 1024 {
				z.Write(make([]byte, 1<<16))
			}
			z.Close()
		case "/cut":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write([]byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 0x4a})
		case "/short":
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "only this")
		case "/slow":
			select {
			case <-r.Context().Done():
			case <-time.After(5 * time.Second):
			}
		case "/missing":
			http.NotFound(w, r)
		case "/denied":
			w.WriteHeader(403)
		case "/broken":
			w.WriteHeader(502)
		}
	})
	for path, want := range map[string]struct {
		kind  fault.Kind
		words string
	}{
		"/long": {fault.Invalid, "fetch.bytes"}, "/bomb": {fault.Invalid, "fetch.bytes"}, "/cut": {fault.Temporary, "broke off"},
		"/short": {fault.Temporary, "broke off"}, "/slow": {fault.Temporary, "in time"}, "/missing": {fault.NotFound, "no such page"},
		"/denied": {fault.Denied, "browser"}, "/broken": {fault.Temporary, "later"},
	} {
		_, err := allowed().Get(t.Context(), address+path, Known{})
		fails(t, err, want.kind, want.words)
	}
	_, err := allowed().Get(t.Context(), "http://127.0.0.1:1/", Known{})
	fails(t, err, fault.Temporary, "cannot be reached")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = allowed().Get(ctx, address, Known{})
	fails(t, err, fault.Temporary, "canceled")
}
