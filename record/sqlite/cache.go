package sqlite

import "sync"

// A cache holds what was read from rows whose numbers are never given twice, so
// that it cannot be out of date: thousands of facts are looked at for a dossier,
// and unpacking them takes longer than all else. Half of it goes when it is
// full: what was not asked for since the other half went.
type cache[V any] struct {
	mu       sync.Mutex
	now, old map[int64]V
	room     int // how many values each half holds
}

func newCache[V any](room int) *cache[V] {
	return &cache[V]{now: map[int64]V{}, old: map[int64]V{}, room: room / 2}
}

// get returns what is kept under a number.
func (c *cache[V]) get(n int64) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v, ok := c.now[n]
	if !ok {
		if v, ok = c.old[n]; ok {
			c.putLocked(n, v)
		}
	}
	return v, ok
}

func (c *cache[V]) put(n int64, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.putLocked(n, v)
}

func (c *cache[V]) putLocked(n int64, v V) {
	if len(c.now) >= c.room {
		c.now, c.old = make(map[int64]V, c.room), c.now
	}
	c.now[n] = v
}
