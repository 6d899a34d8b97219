package desk_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/datelinewire/dateline/desk"
	"github.com/datelinewire/dateline/news"
	"github.com/datelinewire/dateline/record"
)

// hasty serves a desk with the time limits of its server, made a hundred
// times shorter, and returns its address.
func hasty(t *testing.T, d *desk.Desk) string {
	t.Helper()
	s := d.Server()
	for _, limit := range []*time.Duration{&s.ReadHeaderTimeout, &s.ReadTimeout, &s.WriteTimeout, &s.IdleTimeout} {
		if *limit == 0 {
			t.Fatal("a time limit is missing")
		}
		*limit /= 100
	}
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Serve(at) }()
	t.Cleanup(func() { s.Close() })
	return at.Addr().String()
}

// TestSlowClients sends requests a byte at a time, and takes answers not at
// all: each connection is closed, and the desk answers others meanwhile.
func TestSlowClients(t *testing.T) {
	d, _ := filled(t)
	address := hasty(t, d)
	head := "GET / HTTP/1.1\r\nHost: " + address + "\r\nX-Long: "
	form := "POST /write HTTP/1.1\r\nHost: " + address + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n"
	ended := make(chan error)
	const each = 20
	for range each {
		for _, start := range []string{head, form, ""} {
			go func() { ended <- drip(address, start) }()
		}
	}
	began := time.Now()
	res, err := http.Get("http://" + address + "/")
	for err != nil && time.Since(began) < 5*time.Second { // the limits of this desk are those of a quick machine
		res, err = http.Get("http://" + address + "/")
	}
	if err != nil || res.StatusCode != 200 || time.Since(began) > 5*time.Second {
		t.Errorf("meanwhile the desk answers %v after %v", err, time.Since(began))
	}
	limit := time.After(20 * time.Second)
	for range 3 * each {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
		case <-limit:
			t.Fatal("a slow connection is still open after 20 s")
		}
	}
}

// drip opens a connection, sends the start of a request at once and then a
// byte now and then, until the desk closes it.
func drip(address, start string) error {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer c.Close()
	closed := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, c)
		close(closed)
	}()
	if _, err := io.WriteString(c, start); err != nil {
		return err
	}
	for {
		select {
		case <-closed:
			return nil
		case <-time.After(20 * time.Millisecond):
			if _, err := io.WriteString(c, "a"); err != nil {
				return nil // closed
			}
		}
	}
}

// TestLongHeader sends a header beyond the limit.
func TestLongHeader(t *testing.T) {
	d, _ := filled(t)
	address := hasty(t, d)
	r, err := http.NewRequest("GET", "http://"+address+"/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Long", strings.Repeat("a", 64<<10))
	res, err := http.DefaultClient.Do(r)
	if err != nil || res.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("%v, %v", res, err)
	}
}

// TestLiveOutlivesLimits waits for a story longer than any other answer may
// take.
func TestLiveOutlivesLimits(t *testing.T) {
	d, store := filled(t)
	address := hasty(t, d)
	_, body := get(t, d, "/")
	res, err := http.Get("http://" + address + "/events?since=" + between(t, body, `data-since="`, `"`))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	time.Sleep(1500 * time.Millisecond) // the longest limit is 1.2 s here
	if _, err := store.Put(context.Background(), record.Entry{Story: news.Story{Source: "x", Text: "Something late"}}); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(res.Body)
	for lines.Scan() {
		if lines.Text() == "data: 1" {
			return
		}
	}
	t.Error(fmt.Errorf("the stream ended: %v", lines.Err()))
}
