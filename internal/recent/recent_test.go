package recent

import "testing"

// TestCache fills a cache over its room: what is asked for stays, what is not
// goes, and there is never more than there is room for.
func TestCache(t *testing.T) {
	c := New[int, string](8)
	c.Put(0, "always")
	for i := 1; i < 100; i++ {
		c.Put(i, "once")
		if v, ok := c.Get(0); !ok || v != "always" {
			t.Fatalf("what is asked for again and again is gone after %d others: %q", i, v)
		}
		if v, ok := c.Get(i); !ok || v != "once" {
			t.Fatalf("%d is gone at once", i)
		}
		if n := len(c.now) + len(c.old); n > 8 {
			t.Fatalf("it keeps %d values in room for 8", n)
		}
	}
	if _, ok := c.Get(1); ok {
		t.Error("what nobody asked for is still there")
	}
}
