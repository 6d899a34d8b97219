package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// syncBuffer is written by a program under way and read by its test.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// tenFeeds serves ten feeds of an item each, of which two carry one story, and
// returns an OPML list of them.
func tenFeeds(t *testing.T) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		if _, err := fmt.Sscanf(r.URL.Path, "/%d.xml", &n); err != nil {
			http.NotFound(w, r)
			return
		}
		subject, text := fmt.Sprintf("Minister %d visits Oslo", n), fmt.Sprintf("OSLO, May 2 (Feed%d) -- The foreign minister of Malta visited Oslo on Wednesday and signed agreement number %d on fisheries with Norway.", n, n*31)
		if n == 9 {
			subject, text = "Minister 8 visits Oslo", fmt.Sprintf("OSLO, May 2 (Feed8) -- The foreign minister of Malta visited Oslo on Wednesday and signed agreement number %d on fisheries with Norway.", 8*31)
		}
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Feed %d</title><item><title>%s</title><guid>g%d</guid><pubDate>Wed, 02 May 2012 10:%02d:00 +0000</pubDate><description>%s</description></item></channel></rss>`, n, subject, n, n, text)
	}))
	t.Cleanup(srv.Close)
	var b strings.Builder
	b.WriteString(`<opml version="2.0"><body>`)
	for n := range 10 {
		fmt.Fprintf(&b, `<outline type="rss" text="Feed %d" xmlUrl="%s/%d.xml"/>`, n, srv.URL, n)
	}
	b.WriteString(`</body></opml>`)
	return b.String()
}

// TestTenFeeds imports a list of ten feeds in one command while the desk is open:
// they are polled, their stories read and folded, and All news tells of them
// without being loaded again.
func TestTenFeeds(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for polls")
	}
	dir := t.TempDir()
	list := filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(list, []byte(tenFeeds(t)), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0") // a port that is free
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().String()
	l.Close()
	env := []string{"DATELINE_DATA=" + filepath.Join(dir, "data"), "DATELINE_SAMPLE=false", "DATELINE_FETCH_PRIVATE=true", "DATELINE_FETCH_PAUSE=1ms", "DATELINE_LISTEN=" + at, "XDG_CONFIG_HOME=" + dir}
	ctx, stop := context.WithCancel(t.Context())
	var log syncBuffer
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve"}, strings.NewReader(""), &log, &log, env) }()
	defer func() {
		stop()
		if status := <-ended; status != exitDone {
			t.Errorf("serve ended with %d: %s", status, &log)
		}
	}()
	page := awaited(t, "http://"+at+"/", &log, func(s string) bool { return strings.Contains(s, "data-since") })
	since := regexp.MustCompile(`data-since="(\d+)"`).FindStringSubmatch(page)
	if since == nil {
		t.Fatal("the page has no mark")
	}
	told := told(t, ctx, "http://"+at+"/events?since="+since[1])
	var out bytes.Buffer
	if status := run(t.Context(), []string{"source", "import", list}, nil, &out, &log, env); status != exitDone || !strings.HasPrefix(out.String(), "10 feeds are followed") {
		t.Fatalf("%d: %s%s", status, &out, &log)
	}
	for n, all := 0, time.After(90*time.Second); n < 10; {
		select {
		case n = <-told:
		case <-all:
			t.Fatalf("All news was told of %d stories: %s", n, &log)
		}
	}
	page = awaited(t, "http://"+at+"/", &log, func(s string) bool { return strings.Count(s, `<ul class="facts"`) == 9 }) // each is read
	for n := range 9 {
		if c := strings.Count(page, fmt.Sprintf(">Minister %d visits Oslo</a></h3>", n)); c != 1 {
			t.Errorf("the story of feed %d stands %d times on All news", n, c)
		}
	}
	if strings.Count(page, ">1 copy</a>") != 1 {
		t.Error("the story that two feeds carry does not say so")
	}
}

// awaited asks for a page until it is as it should be.
func awaited(t *testing.T, address string, log *syncBuffer, is func(page string) bool) string {
	t.Helper()
	for until := time.Now().Add(90 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		r, err := http.Get(address)
		if err == nil {
			b, err := io.ReadAll(r.Body)
			r.Body.Close()
			if page := string(b); err == nil && is(page) {
				return page
			}
		}
		if time.Now().After(until) {
			t.Fatalf("%s never came to be as it should: %v, %s", address, err, log)
		}
	}
}

// told sends how many stories a page is told of, as that changes.
func told(t *testing.T, ctx context.Context, address string) <-chan int {
	t.Helper()
	q, err := http.NewRequestWithContext(ctx, "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(q)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatal(r, err)
	}
	out := make(chan int, 100)
	go func() {
		defer r.Body.Close()
		lines := bufio.NewScanner(r.Body)
		for lines.Scan() {
			var n int
			if _, err := fmt.Sscanf(lines.Text(), "data: %d", &n); err == nil {
				out <- n
			}
		}
	}()
	return out
}
