package fetch

import (
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

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
		"64:ff9b:1::1": false, "64:ff9b:1:ffff::808:808": false, "64:ff9b:2::808:808": false, "::ffff:0:127.0.0.1": false, "::ffff:0:8.8.8.8": false,
		"2001::1": false, "2001:0:4136:e378:8000:63bf:3fff:fdd2": false, "2001:1::1": false, "2001:1ff:ffff::": false, "2001:200::1": true,
		"192.88.99.1": false, "192.88.98.1": true, "3fff::1": false, "3fff:fff::1": false, "3fff:1000::1": true, "5f00::1": false,
		"192.0.0.9": false, "192.31.196.1": false, "192.52.193.1": false, "192.175.48.1": false, "2620:4f:8000::1": false, "100::1": false,
		"100:0:0:1::1": false, "4000::1": false, "1::1": false, "fe00::1": false, "::8.8.8.8": false, "2002:808:808::1": true,
		"fe80::1%eth0": false, "2a00::1%eth0": true, "::ffff:169.254.169.254": false, "64:ff9b::a9fe:a9fe": false, "2002:a9fe:a9fe::": false,
	} {
		if got := Public(netip.MustParseAddr(s)); got != want {
			t.Errorf("Public(%s) = %v", s, got)
		}
	}
	if Public(netip.Addr{}) {
		t.Error("no address is not public")
	}
}

// TestBlocks holds special.tsv to its own order.
func TestBlocks(t *testing.T) {
	all, err := blocks()
	if err != nil || len(all) < 30 {
		t.Fatalf("%d blocks, %v", len(all), err)
	}
	for i, b := range all {
		if b.prefix != b.prefix.Masked() {
			t.Errorf("%s has bits beyond its length", b.prefix)
		}
		if b.carry == 0 && Public(b.prefix.Addr()) {
			t.Errorf("%s is public", b.prefix)
		}
		if i > 0 && all[i-1].prefix.Addr().Compare(b.prefix.Addr()) > 0 {
			t.Errorf("%s is not in order", b.prefix)
		}
	}
}

// namesTo serves the DNS at an address of its own: every name leads, each time
// it is asked for, to the next of the addresses.
func namesTo(t *testing.T, to ...string) *net.Resolver {
	t.Helper()
	at, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { at.Close() })
	go func() {
		b := make([]byte, 1500)
		for i := 0; ; i++ {
			n, from, err := at.ReadFrom(b)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(b[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response, m.Additionals = true, nil
			ip, q := netip.MustParseAddr(to[i%len(to)]), m.Questions[0]
			head := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: q.Type}
			switch {
			case ip.Is4() && q.Type == dnsmessage.TypeA:
				m.Answers = []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AResource{A: ip.As4()}}}
			case ip.Is6() && q.Type == dnsmessage.TypeAAAA:
				m.Answers = []dnsmessage.Resource{{Header: head, Body: &dnsmessage.AAAAResource{AAAA: ip.As16()}}}
			}
			if out, err := m.Pack(); err == nil {
				_, _ = at.WriteTo(out, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", at.LocalAddr().String())
	}}
}

// TestRebinding asks for a name that leads inside, elsewhere each time: the
// address that is dialled is the one that is looked at.
func TestRebinding(t *testing.T) {
	called := false
	address := serve(t, func(http.ResponseWriter, *http.Request) { called = true })
	port := address[strings.LastIndex(address, ":"):]
	names := namesTo(t, "127.0.0.1", "127.0.0.2", "::1", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "64:ff9b::7f00:1")
	c := New(Options{Timeout: 5 * time.Second, resolver: names})
	denied := 0
	for range 20 {
		_, err := c.Get(t.Context(), "http://rebind.example"+port+"/", Known{})
		if err == nil {
			t.Fatal("it was fetched")
		}
		if fault.KindOf(err) == fault.Denied {
			denied++
		}
	}
	if called || denied == 0 {
		t.Errorf("a request came through: %v; refused by the address dialled: %d times", called, denied)
	}
	// The same names lead there where that is allowed: it is the guard that refuses.
	c = New(Options{Private: true, Timeout: 5 * time.Second, resolver: namesTo(t, "127.0.0.1")})
	if _, err := c.Get(t.Context(), "http://rebind.example"+port+"/", Known{}); err != nil || !called {
		t.Errorf("allowed: %v", err)
	}
}

// TestCredentials fetches with a user and a password: the server is given
// them, also after it sends us on, and nobody else is.
func TestCredentials(t *testing.T) {
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" || strings.Contains(r.Referer(), "pw") {
			t.Errorf("another server is given %q, %q", r.Header.Get("Authorization"), r.Referer())
		}
		fmt.Fprint(w, "elsewhere")
	})
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if user, pw, ok := r.BasicAuth(); !ok || user != "ines" || pw != "pw" {
			w.WriteHeader(401)
			return
		}
		switch r.URL.Path {
		case "/on":
			http.Redirect(w, r, "/end?token=pw&id=7", http.StatusFound)
		case "/away":
			http.Redirect(w, r, strings.Replace(other, "127.0.0.1", "localhost", 1), http.StatusFound)
		case "/gone":
			w.WriteHeader(404)
		default:
			fmt.Fprint(w, "in")
		}
	})
	with := strings.Replace(address, "http://", "http://ines:pw@", 1)
	r, err := allowed().Get(t.Context(), with+"/on", Known{})
	if err != nil || string(r.Body) != "in" || r.URL != address+"/end?id=7" {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err := allowed().Get(t.Context(), with+"/away", Known{}); err != nil || string(r.Body) != "elsewhere" {
		t.Errorf("%+v, %v", r, err)
	}
	for _, bad := range []string{with + "/gone", strings.Replace(with, "pw", "p%w", 1), "ftp://ines:pw@wire.example/", "http://ines:pw@127.0.0.1:1/?token=pw"} {
		if _, err := allowed().Get(t.Context(), bad, Known{}); err == nil || strings.Contains(err.Error(), "pw") || strings.Contains(err.Error(), "p%w") {
			t.Errorf("%s: %v", bad, err)
		}
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
		switch k := fault.KindOf(err); { // a number is a name to some resolvers, which nobody has
		case k == fault.Denied, k == fault.Temporary, k == fault.Invalid && strings.Contains(err.Error(), "no such host"):
		default:
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
