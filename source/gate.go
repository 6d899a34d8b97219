package source

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"
)

// gate lets one request at a time go to a host, with a pause between two.
type gate struct {
	pause time.Duration
	now   func() time.Time

	mu    sync.Mutex
	hosts map[string]host
}

type host struct {
	busy bool
	free time.Time // not before
}

// mostHosts is from how many hosts on those are forgotten that nobody waits
// for.
const mostHosts = 10_000

func newGate(pause time.Duration, now func() time.Time) *gate {
	return &gate{pause: pause, now: now, hosts: map[string]host{}}
}

// hostOf returns the host and port of an address; "" where it is none of the
// web: nobody has to wait for that.
func hostOf(location string) string {
	u, err := url.Parse(location)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// try takes the host, or reports false where another request is under way or
// ended only now.
func (g *gate) try(name string) bool {
	if name == "" {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	h := g.hosts[name]
	if h.busy || g.now().Before(h.free) {
		return false
	}
	h.busy = true
	g.hosts[name] = h
	return true
}

// leave gives the host to the next.
func (g *gate) leave(name string) {
	if name == "" {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.now()
	g.hosts[name] = host{free: now.Add(g.pause)}
	if len(g.hosts) > mostHosts {
		for n, h := range g.hosts {
			if !h.busy && h.free.Before(now) {
				delete(g.hosts, n)
			}
		}
	}
}

// enter waits until the host is free, or the context ends.
func (g *gate) enter(ctx context.Context, name string) error {
	for !g.try(name) {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(min(max(g.pause/4, 5*time.Millisecond), time.Second)):
		}
	}
	return nil
}
