package feature

// Clusters are groups of words that stand in like company, found by their
// vectors: wide groups, and narrow ones within them.
type Clusters struct {
	hashes []uint32 // open addresses
	groups []uint16 // 0 where the place is free
	mask   uint32
}

// Narrow is the number of narrow groups in a wide one.
const Narrow = 16

// NewClusters returns the table of words, by Hash of their form, with the
// numbers of their narrow groups, from 1; that over Narrow, rounded down, is
// the wide group's.
func NewClusters(words []uint32, groups []uint16) *Clusters {
	size := 16
	for size < 2*len(words) {
		size *= 2
	}
	c := &Clusters{hashes: make([]uint32, size), groups: make([]uint16, size), mask: uint32(size - 1)}
	for i, h := range words {
		at := h & c.mask
		for c.groups[at] != 0 && c.hashes[at] != h {
			at = (at + 1) & c.mask
		}
		if c.groups[at] == 0 {
			c.hashes[at], c.groups[at] = h, groups[i]
		}
	}
	return c
}

// Of returns the groups of a word by the hash of its form: both 0 where it is
// in none.
func (c *Clusters) Of(hash uint32) (narrow, wide uint32) {
	at := hash & c.mask
	for c.groups[at] != 0 {
		if c.hashes[at] == hash {
			g := uint32(c.groups[at])
			return g, (g-1)/Narrow + 1
		}
		at = (at + 1) & c.mask
	}
	return 0, 0
}
