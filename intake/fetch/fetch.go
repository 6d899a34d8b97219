// Package fetch gets one address from the web: bounded in time, bytes and
// redirects, and never from inside the network unless that is allowed. What
// goes in is an http or https address; what comes out is the bytes with what
// the server says of them.
//
// Limits: where a proxy is named, only it knows where a name leads, and inside
// addresses are refused only where they are written as such. No cookies are
// kept, no scripts are run.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/datelinewire/dateline/intake/address"
	"github.com/datelinewire/dateline/internal/fault"
)

// maxRedirects is how often a server may send us on.
const maxRedirects = 5

// Options bound a Client. Zero fields have the defaults named.
type Options struct {
	Private  bool          // loopback and private addresses are allowed
	Timeout  time.Duration // for one address, all of it; 20 s
	MaxBytes int64         // after decompression; 8 MiB
	Agent    string        // User-Agent; "Dateline"
	Proxy    *url.URL      // what connects for us; nil: nothing does

	resolver *net.Resolver // nil: the system's
}

// Client fetches. It is safe for use by many goroutines.
type Client struct {
	o    Options
	http *http.Client
}

// New makes a client.
func New(o Options) *Client {
	if o.Timeout <= 0 {
		o.Timeout = 20 * time.Second
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 8 << 20
	}
	if o.Agent == "" {
		o.Agent = "Dateline"
	}
	d := &net.Dialer{Timeout: min(o.Timeout, 10*time.Second), Resolver: o.resolver}
	t := &http.Transport{
		DialContext: d.DialContext, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: o.Timeout,
		MaxResponseHeaderBytes: 256 << 10, MaxIdleConns: 64, MaxIdleConnsPerHost: 2, IdleConnTimeout: 30 * time.Second,
	}
	switch {
	case o.Proxy != nil:
		t.Proxy = http.ProxyURL(o.Proxy)
	case !o.Private:
		d.Control = guard
	}
	return &Client{o: o, http: &http.Client{
		Timeout:   o.Timeout,
		Transport: t,
	}}
}

// Known is what is known of an address from the last time, so that it is sent
// only when it has changed.
type Known struct {
	ETag, LastModified string
}

// Result is what a server sent.
type Result struct {
	URL         string // after redirects, as it may be shown
	ContentType string
	Body        []byte // nil when Same
	Same        bool   // not changed since Known
	Known       Known  // for the next time
}

// Get fetches an address. It fails with Invalid for what is no web address, and
// for one whose host nobody knows; with Denied for one that points inside,
// NotFound where the server says so, and Temporary where trying again later may
// help.
//
// User and password in an address are used to fetch it, and nowhere else: the
// Result's address and errors are without them.
func (c *Client) Get(ctx context.Context, location string, k Known) (Result, error) {
	a, err := c.Do(ctx, Request{URL: location, Known: k})
	if err != nil {
		return Result{}, err
	}
	return a.Result, nil
}

// say puts the commonest failures of the network in words.
func say(err error) error {
	var dns *net.DNSError
	var timeout net.Error
	var op *net.OpError
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Errorf("there is no such host (%s): look at the address for a slip", dns.Name)
	case errors.As(err, &timeout) && timeout.Timeout():
		return errors.New("it did not answer in time: try again later, or raise fetch.timeout")
	case errors.As(err, &op) && op.Op == "dial":
		return fmt.Errorf("it cannot be reached (%w): look at the address and the network, then try again", op.Err)
	}
	return err
}

func checkURL(u *url.URL) error {
	bad := func(k fault.Kind, text string) error {
		return &fault.Error{Op: "fetch", Kind: k, Err: errors.New(text)}
	}
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return bad(fault.Invalid, fmt.Sprintf("only http and https addresses are fetched, not %q", u.Scheme))
	case u.Hostname() == "":
		return bad(fault.Invalid, "the address names no host: write it as https://example.org/page")
	}
	return nil
}

func (c *Client) read(resp *http.Response, q Request) (Result, error) {
	r := Result{
		URL: address.Shown(resp.Request.URL.String()), ContentType: resp.Header.Get("Content-Type"),
		Known: Known{ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified")},
	}
	if resp.StatusCode == http.StatusNotModified {
		r.Same, r.Known = true, q.Known
		return r, nil
	}
	if err := status(resp.StatusCode); err != nil {
		return r, err
	}
	tooLong := &fault.Error{Op: "fetch", Kind: fault.Invalid, Err: fmt.Errorf("it is longer than %d bytes: raise fetch.bytes in the configuration to take it", c.o.MaxBytes)}
	if resp.ContentLength > c.o.MaxBytes {
		return r, tooLong
	}
	body, err := c.gather(resp.Body, q.Room)
	if err != nil {
		r.Body = body
		return r, broken(len(body), err)
	}
	if int64(len(body)) > c.o.MaxBytes {
		return r, tooLong
	}
	r.Body = body
	return r, nil
}

// small is up to how many bytes an answer asks for no room.
const small = 256 << 10

// gather reads a body, up to a byte more than is taken. Before it goes on
// beyond small, it asks for room.
func (c *Client) gather(from io.Reader, room func() error) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(from, min(small, c.o.MaxBytes+1)))
	if err != nil || len(body) < small {
		return body, err
	}
	if room != nil {
		if err := room(); err != nil {
			return nil, err
		}
	}
	more, err := io.ReadAll(io.LimitReader(from, c.o.MaxBytes+1-int64(len(body))))
	return append(body, more...), err
}

// status turns a server's refusal into words.
func status(code int) error {
	kind, hint := fault.Invalid, "look at the address in a browser"
	switch {
	case code >= 200 && code < 300:
		return nil
	case code == 404, code == 410:
		kind, hint = fault.NotFound, "there is no such page: look at the address for a slip"
	case code == 401, code == 403, code == 451:
		kind, hint = fault.Denied, "the server does not show it to us: save the page in a browser and add the file"
	case code == 429:
		kind, hint = fault.Temporary, "we ask too often: try again later"
	case code >= 500:
		kind, hint = fault.Temporary, "the server has a failure: try again later"
	}
	return &fault.Error{Op: "fetch", Kind: kind, Err: fmt.Errorf("the server answered %d %s: %s", code, http.StatusText(code), hint)}
}
