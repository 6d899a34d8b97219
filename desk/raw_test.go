package desk_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"
)

// raw are requests as no client writes them; HOST stands for the desk's own
// address, PORT for its port. The answer is the status.
var raw = [...]struct {
	name, request string
	status        int
}{
	{"its own name", "GET / HTTP/1.1\r\nHost: HOST\r\n\r\n", 200},
	{"HTTP/1.0 without a host", "GET / HTTP/1.0\r\n\r\n", 421},
	{"HTTP/1.1 without a host", "GET / HTTP/1.1\r\n\r\n", 400},
	{"two hosts", "GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n", 400},
	{"two hosts in one", "GET / HTTP/1.1\r\nHost: HOST, evil.example\r\n\r\n", 400},
	{"a whole address for a path", "GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 421},
	{"no port after the colon", "GET / HTTP/1.1\r\nHost: localhost:\r\n\r\n", 421},
	{"a port with a zero before it", "GET / HTTP/1.1\r\nHost: localhost:0PORT\r\n\r\n", 421},
	{"a name with an escape", "GET / HTTP/1.1\r\nHost: %6cocalhost:PORT\r\n\r\n", 421},
	{"a name in two dots", "GET / HTTP/1.1\r\nHost: localhost..:PORT\r\n\r\n", 421},
	{"a name in other letters", "GET / HTTP/1.1\r\nHost: ⓛocalhost:PORT\r\n\r\n", 400},
	{"this machine as one number", "GET / HTTP/1.1\r\nHost: 2130706433:PORT\r\n\r\n", 421},
	{"this machine in octal", "GET / HTTP/1.1\r\nHost: 0177.0.0.1:PORT\r\n\r\n", 421},
	{"a zone that is a name", "GET / HTTP/1.1\r\nHost: [::1%25evil.example]:PORT\r\n\r\n", 421},
	{"markup in the name", "GET /feed.atom HTTP/1.1\r\nHost: localhost\"><x:PORT\r\n\r\n", 400},
	{"forwarded names", "GET /feed.json HTTP/1.1\r\nHost: HOST\r\nX-Forwarded-Host: evil.example\r\nForwarded: host=evil.example\r\n\r\n", 200},
	{"a method in a header", "GET /doctor HTTP/1.1\r\nHost: HOST\r\nX-HTTP-Method-Override: POST\r\n\r\n", 200},
	{"TRACE", "TRACE / HTTP/1.1\r\nHost: HOST\r\n\r\n", 404},
	{"CONNECT", "CONNECT evil.example:22 HTTP/1.1\r\nHost: HOST\r\n\r\n", 421},
	{"PUT", "PUT /write HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 404},
	{"two lengths", "POST /write HTTP/1.1\r\nHost: HOST\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
	{"a length below zero", "POST /add HTTP/1.1\r\nHost: HOST\r\nContent-Length: -1\r\n\r\n", 400},
	{"a form by its address", "POST /add?text=Words HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n", 400},
	{"a form of another type", "POST /add HTTP/1.1\r\nHost: HOST\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\ntext=Words", 400},
	{"a line break in the path", "GET /story/x%0d%0aSet-Cookie:a=b HTTP/1.1\r\nHost: HOST\r\n\r\n", 404},
	{"a path out of the files", "GET /static/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: HOST\r\n\r\n", 404},
	{"a host for a path", "GET //evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 307},
	{"nothing and bad letters", "GET /story/%00%ff?fact=%ff HTTP/1.1\r\nHost: HOST\r\n\r\n", 404},
	{"a long address", "GET /search?q=" + strings.Repeat("a", 90_000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n", 431},
	{"a search of many words", "GET /search?q=" + strings.Repeat("a+", 14_000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n", 200},
	{"a search of quotation marks", "GET /search?q=" + strings.Repeat("%22", 9_000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n", 200},
	{"HTTP/2 at once", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 421},
}

// TestRawRequests sends them over a connection each.
func TestRawRequests(t *testing.T) {
	d, _ := filled(t)
	s := d.Server()
	at, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = s.Serve(at) }()
	defer s.Close()
	_, port, err := net.SplitHostPort(at.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range raw {
		conn, err := net.DialTimeout("tcp", at.Addr().String(), 10*time.Second)
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
		// A long request is refused before all of it was sent: what the answer says counts.
		_, _ = io.WriteString(conn, strings.NewReplacer("HOST", at.Addr().String(), "PORT", port).Replace(c.request))
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			conn.Close()
			continue
		}
		body, err := io.ReadAll(res.Body)
		conn.Close()
		if res.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.name, res.StatusCode, c.status)
		}
		if err == nil && res.StatusCode == 200 && strings.Contains(string(body), "evil.example") || strings.Contains(res.Header.Get("Location"), "//evil") || res.Header.Get("Set-Cookie") != "" {
			t.Errorf("%s: the answer repeats what it was given", c.name)
		}
	}
}
