package source

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"github.com/datelinewire/dateline/intake/fetch"
)

// robots knows what hosts let machines read: RFC 9309.
type robots struct {
	get   func(ctx context.Context, location string) (fetch.Answer, error)
	now   func() time.Time
	agent string

	mu    sync.Mutex
	hosts map[string]permit
}

type permit struct {
	data  *robotstxt.RobotsData // nil: nothing may be read
	until time.Time
}

// How long what a host says is believed: a day, as the RFC has it, and less
// where it did not answer.
const (
	robotsHold  = 24 * time.Hour
	robotsRetry = time.Hour
	mostRobots  = 2000
)

func newRobots(agent string, now func() time.Time, get func(context.Context, string) (fetch.Answer, error)) *robots {
	return &robots{get: get, now: now, agent: agent, hosts: map[string]permit{}}
}

// allow reports whether an address may be read. A host without the file
// allows all; one that fails to give it allows nothing for an hour.
func (r *robots) allow(ctx context.Context, location string) bool {
	u, err := url.Parse(location)
	if err != nil || u.Host == "" {
		return false
	}
	at := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}).String()
	r.mu.Lock()
	p, ok := r.hosts[at]
	r.mu.Unlock()
	if !ok || r.now().After(p.until) {
		p = r.ask(ctx, at)
		r.mu.Lock()
		if len(r.hosts) >= mostRobots {
			clear(r.hosts) // asked again when they are needed
		}
		r.hosts[at] = p
		r.mu.Unlock()
	}
	return p.data != nil && p.data.TestAgent(u.RequestURI(), r.agent)
}

func (r *robots) ask(ctx context.Context, at string) permit {
	a, err := r.get(ctx, at)
	until := r.now().Add(robotsHold)
	if err != nil && (a.Status < 400 || a.Status >= 500 || a.Status == http.StatusTooManyRequests) {
		return permit{until: r.now().Add(robotsRetry)}
	}
	data, err := robotstxt.FromStatusAndBytes(max(a.Status, http.StatusOK), a.Body)
	if err != nil {
		return permit{until: until}
	}
	return permit{data, until}
}
