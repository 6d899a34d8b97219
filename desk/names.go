package desk

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// names are what the desk answers to. A page from elsewhere whose name was
// made to point at this machine (DNS rebinding) is of one origin with the desk
// for a browser, and may then read and write; its name is all that tells it
// from the desk's own pages.
type names struct {
	listen string    // host of the listen address; "" where it has none
	port   string    // of the listen address, where a request does not say
	given  []url.URL // HOST or HOST:PORT, with a scheme where one was said
}

// newNames returns the names by the listen address, as HOST:PORT, and those
// configured.
func newNames(listen string, configured []url.URL) names {
	n := names{given: configured}
	if host, port, err := net.SplitHostPort(listen); err == nil {
		n.listen, n.port = plainHost(host), port
	}
	return n
}

// base returns the address, without a slash at its end, at which the desk was
// asked for, and reports whether it answers to it. The Host header counts and
// nothing else: what a proxy writes into others, anyone can.
func (n *names) base(r *http.Request) (string, bool) {
	scheme := "http"
	if r.TLS != nil {
		scheme = "https"
	}
	asked, err := url.Parse("//" + r.Host)
	if err != nil || asked.Host != r.Host || asked.User != nil {
		return "", false
	}
	host, port := plainHost(asked.Hostname()), asked.Port()
	for _, u := range n.given {
		if plainHost(u.Hostname()) == host && (u.Port() == "" || u.Port() == port) {
			if u.Scheme != "" {
				scheme = u.Scheme
			}
			return scheme + "://" + r.Host, true
		}
	}
	at, here := n.here(r.Context())
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[scheme]
	}
	if port != here {
		return "", false
	}
	if host == "localhost" || host == n.listen && host != "" {
		return scheme + "://" + r.Host, true
	}
	ip, err := netip.ParseAddr(host)
	return scheme + "://" + r.Host, err == nil && (ip.IsLoopback() || ip.WithZone("").Unmap() == at)
}

// here returns the address and port at which the request came in: also with
// the address 0.0.0.0 it is one of the machine's own.
func (n *names) here(ctx context.Context) (netip.Addr, string) {
	if a, ok := ctx.Value(http.LocalAddrContextKey).(net.Addr); ok {
		if ap, err := netip.ParseAddrPort(a.String()); err == nil {
			return ap.Addr().Unmap().WithZone(""), fmt.Sprint(ap.Port())
		}
	}
	return netip.Addr{}, n.port
}

// plainHost writes a host in lower case without the root's dot.
func plainHost(s string) string { return strings.TrimSuffix(strings.ToLower(s), ".") }

// misdirected refuses a request for another name. It is not a page: a page's
// files would be refused as well.
func misdirected(w http.ResponseWriter, r *http.Request) {
	host := r.Host
	if len(host) > 100 {
		host = host[:100] + "…"
	}
	if forProgram(r) {
		_ = answer(w, http.StatusMisdirectedRequest, problem{http.StatusMisdirectedRequest, fmt.Sprintf("this desk does not answer to the name %q", host), "add the name to the setting names and start dateline serve again"}) // it can be written
		return
	}
	http.Error(w, fmt.Sprintf("This desk does not answer to the name %q.\n\n"+
		"If readers are meant to reach it by that name, add the name to the setting names\n"+
		"(names = \"wire.example.org\" in dateline.toml, or DATELINE_NAMES=wire.example.org)\n"+
		"and start dateline serve again. Behind a proxy, names holds the proxy's names.", host), http.StatusMisdirectedRequest)
}
