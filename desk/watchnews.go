package desk

import (
	"context"
	"sync"
	"time"

	"github.com/datelinewire/dateline/service"
)

// watchNews keeps how much is new in all watches, for the bar over every page. It
// is asked for anew after a while, and beside the page that finds it old: no
// reader waits for it but the first.
type watchNews struct {
	mu     sync.Mutex
	n      int
	known  bool
	asking bool
	until  time.Time
}

// newsKeep is how long a count is shown, and newsWithin how long it may take.
const (
	newsKeep   = 30 * time.Second
	newsWithin = 10 * time.Second
)

// count returns how much is new in all watches: 0 as well where that cannot be
// known now.
func (c *watchNews) count(ctx context.Context, s *service.Service) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.known:
		c.ask(ctx, s)
	case time.Now().After(c.until) && !c.asking:
		c.asking = true
		go func() {
			ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), newsWithin)
			defer cancel()
			n, err := newIn(ctx, s)
			c.mu.Lock()
			defer c.mu.Unlock()
			c.asking = false
			c.keep(n, err)
		}()
	}
	return c.n
}

func (c *watchNews) ask(ctx context.Context, s *service.Service) { c.keep(newIn(ctx, s)) }

// keep holds a lock of count.
func (c *watchNews) keep(n int, err error) {
	if err == nil {
		c.n, c.known = n, true
	}
	c.until = time.Now().Add(newsKeep)
}

// forget makes the next page ask anew: a watch was added, seen or removed.
func (c *watchNews) forget() {
	c.mu.Lock()
	c.known, c.n = false, 0
	c.mu.Unlock()
}

func newIn(ctx context.Context, s *service.Service) (int, error) {
	all, err := s.Watches(ctx)
	n := 0
	for _, w := range all {
		n += w.New
	}
	return n, err
}
