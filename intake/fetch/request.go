package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
)

// Request is what is asked for beside an address.
type Request struct {
	URL    string
	Known  Known
	Agent  string      // User-Agent; empty: the client's
	Header http.Header // what gives access; sent to the address's own host alone
	Form   url.Values  // sent by POST where it is not nil
	// Room, where it is given, is called before more than a quarter of a
	// megabyte is read, and may wait: so that not many large answers are held
	// at a time.
	Room func() error
}

// Answer is a Result with what a server says beside it. It is filled as far as
// it can be told also where Do fails.
type Answer struct {
	Result
	Status int
	// Moved is the address that the server says is the right one from now on:
	// the end of the redirects that are permanent; empty where none is.
	Moved string
	// Wait is how long the server asks to be left alone (Retry-After), Fresh
	// how long its answer holds (Cache-Control, Expires); zero: not said.
	Wait, Fresh time.Duration
	Links       []Link // of the header Link
	// Part says that the answer broke off: Body is what came of it.
	Part bool
}

// Link is one of a header Link, or of a page's head: RFC 8288.
type Link struct{ Rel, URL, Type, Title string }

// Do asks for an address as Get does, and returns what the server says beside
// its answer. Where the answer broke off it fails with Temporary and returns
// what came before.
func (c *Client) Do(ctx context.Context, q Request) (Answer, error) {
	var a Answer
	err := c.do(ctx, q, &a)
	return a, described(q.URL, err)
}

func (c *Client) do(ctx context.Context, q Request, a *Answer) error {
	req, err := c.request(ctx, q)
	if err != nil {
		return err
	}
	permanent := true
	client := *c.http
	client.CheckRedirect = func(r *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return &fault.Error{Op: "follow redirect", Kind: fault.Invalid, Err: fmt.Errorf("it was sent on more than %d times: give the address it ends at", maxRedirects)}
		}
		if r.URL.Host != req.URL.Host {
			for name := range q.Header {
				r.Header.Del(name)
			}
		}
		if permanent = permanent && lasting(r.Response); permanent {
			a.Moved = address.Shown(r.URL.String())
		}
		return c.allowed(r.URL)
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	a.Status = resp.StatusCode
	a.Wait, a.Fresh = waiting(resp.Header, time.Now()), fresh(resp.Header, time.Now())
	for _, h := range resp.Header.Values("Link") {
		a.Links = append(a.Links, linksIn(h, resp.Request.URL)...)
	}
	a.Result, err = c.read(resp, q)
	a.Part = err != nil && a.Body != nil
	return err
}

// lasting reports whether a server's answer sends elsewhere for good.
func lasting(r *http.Response) bool {
	return r != nil && (r.StatusCode == http.StatusMovedPermanently || r.StatusCode == http.StatusPermanentRedirect)
}

func (c *Client) request(ctx context.Context, q Request) (*http.Request, error) {
	u, err := url.Parse(strings.TrimSpace(q.URL))
	if err != nil {
		return nil, &fault.Error{Op: "fetch", Kind: fault.Invalid, Err: errors.New("this is not a web address: write it as https://example.org/page")}
	}
	if err := c.allowed(u); err != nil {
		return nil, err
	}
	method, body := http.MethodGet, io.Reader(http.NoBody)
	if q.Form != nil {
		method, body = http.MethodPost, strings.NewReader(q.Form.Encode())
	}
	req, err := http.NewRequestWithContext(ctx, method, u.String(), body)
	if err != nil {
		return nil, &fault.Error{Op: "fetch", Kind: fault.Invalid, Err: err}
	}
	for name, values := range q.Header {
		req.Header[http.CanonicalHeaderKey(name)] = values
	}
	if q.Form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	agent := q.Agent
	if agent == "" {
		agent = c.o.Agent
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,text/plain;q=0.9,*/*;q=0.5")
	if q.Known.ETag != "" {
		req.Header.Set("If-None-Match", q.Known.ETag)
	}
	if q.Known.LastModified != "" {
		req.Header.Set("If-Modified-Since", q.Known.LastModified)
	}
	return req, nil
}

// allowed refuses what is no web address and, where a proxy connects for us,
// what says by itself that it points inside: where a name leads, only the
// proxy knows.
func (c *Client) allowed(u *url.URL) error {
	if err := checkURL(u); err != nil || c.o.Proxy == nil || c.o.Private {
		return err
	}
	ip, err := netip.ParseAddr(u.Hostname())
	if err == nil && !Public(ip) || strings.EqualFold(strings.TrimSuffix(u.Hostname(), "."), "localhost") {
		return &fault.Error{Op: "connect", Kind: fault.Denied, Err: errors.New("it points inside: addresses of private networks are refused unless fetch.private is set in the configuration")}
	}
	return nil
}

// mostWait bounds how long a server can have itself left alone.
const mostWait = 7 * 24 * time.Hour

// waiting returns what Retry-After asks for, as seconds or as a date.
func waiting(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseInt(v, 10, 64); err == nil {
		return time.Duration(min(max(n, 0), int64(mostWait/time.Second))) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return min(max(t.Sub(now), 0), mostWait)
	}
	return 0
}

// fresh returns for how long an answer holds: max-age, else Expires. An answer
// that a cache has kept for a while holds for that much less.
func fresh(h http.Header, now time.Time) time.Duration {
	var holds time.Duration
	said := false
	for d := range strings.SplitSeq(strings.ToLower(h.Get("Cache-Control")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(d), "=")
		n, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 64)
		switch {
		case name == "no-cache" || name == "no-store":
			return 0
		case name == "max-age" && err == nil && n >= 0:
			holds, said = time.Duration(min(n, int64(mostWait/time.Second)))*time.Second, true
		}
	}
	if t, err := http.ParseTime(h.Get("Expires")); err == nil && !said {
		holds = t.Sub(now)
	}
	if age, err := strconv.ParseInt(h.Get("Age"), 10, 32); err == nil && said {
		holds -= time.Duration(age) * time.Second
	}
	return min(max(holds, 0), mostWait)
}

// linksIn reads a header Link. What it does not understand it leaves out.
func linksIn(h string, base *url.URL) []Link {
	var out []Link
	for len(out) < 20 {
		_, rest, ok := strings.Cut(h, "<")
		if !ok {
			break
		}
		to, rest, ok := strings.Cut(rest, ">")
		if !ok {
			break
		}
		params, next, _ := strings.Cut(rest, "<")
		h = "<" + next
		u, err := base.Parse(strings.TrimSpace(to))
		if err == nil {
			l := Link{URL: u.String()}
			for p := range strings.FieldsFuncSeq(params, func(r rune) bool { return r == ';' || r == ',' }) {
				name, value, _ := strings.Cut(strings.TrimSpace(p), "=")
				value = strings.Trim(strings.TrimSpace(value), `"`)
				switch strings.ToLower(strings.TrimSpace(name)) {
				case "rel":
					l.Rel = strings.ToLower(value)
				case "type":
					l.Type = strings.ToLower(value)
				case "title":
					l.Title = value
				}
			}
			out = append(out, l)
		}
		if next == "" {
			break
		}
	}
	return out
}

// described turns what went wrong into an error for people, of the address.
func described(location string, err error) error {
	if err == nil {
		return nil
	}
	kind := fault.Temporary
	var f *fault.Error
	if errors.As(err, &f) {
		kind, err = f.Kind, f.Err
	}
	var dns *net.DNSError
	if errors.As(err, &dns) && dns.IsNotFound {
		kind = fault.Invalid // waiting does not help
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return &fault.Error{Op: "fetch", Kind: kind, ID: address.Shown(location), Err: say(err)}
}

// broken says that an answer ended before it was whole.
func broken(n int, err error) error {
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		return err
	}
	return fmt.Errorf("the answer broke off after %d bytes (%w): try again later", n, err)
}
