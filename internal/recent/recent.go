// Package recent keeps in memory what was asked for of late: values under keys,
// as many as there is room for. What is kept must be the same whenever it is
// made, for nothing is ever taken out because it is out of date.
package recent

import "sync"

// Cache keeps values. When it is full, half of it goes: what was not asked for
// since the other half went. It is safe for use by many goroutines.
type Cache[K comparable, V any] struct {
	mu       sync.Mutex
	now, old map[K]V
	room     int // how many values each half holds
}

// New returns a cache with room for that many values.
func New[K comparable, V any](room int) *Cache[K, V] {
	return &Cache[K, V]{now: map[K]V{}, old: map[K]V{}, room: max(room/2, 1)}
}

// Get returns what is kept under a key, and whether anything is.
func (c *Cache[K, V]) Get(k K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v, ok := c.now[k]
	if !ok {
		if v, ok = c.old[k]; ok {
			c.putLocked(k, v)
		}
	}
	return v, ok
}

// Put keeps a value under a key.
func (c *Cache[K, V]) Put(k K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.putLocked(k, v)
}

func (c *Cache[K, V]) putLocked(k K, v V) {
	if _, had := c.now[k]; !had && len(c.now) >= c.room {
		c.now, c.old = map[K]V{}, c.now
	}
	c.now[k] = v
}
