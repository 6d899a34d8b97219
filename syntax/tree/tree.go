// Package tree turns scores of possible heads into a tree. What goes in is a
// square of scores, what comes out is for each word its head, such that one
// word hangs from the root and no word is its own ancestor: the best such tree
// by the sum of its scores (Chu and Liu 1965, Edmonds 1967; one root as in
// Zmigrod, Vieira and Cotterell 2020, here by a large price on root arcs).
package tree

import "slices"

// Scratch is room for one decoding at a time. The zero value is ready.
type Scratch struct {
	state []uint8
}

// Decode fills heads, where heads[i] is the head of word i+1 and 0 the root,
// from score, where score[i*stride+h] says how good head h is for word i+1.
// Time is linear in the number of scores when the best heads form a tree, as
// they do for nine sentences of ten, and close to that else: a contraction
// looks only at the arcs that it changed. At worst, where all arcs are as good
// as each other, it is cubic in len(heads).
func (s *Scratch) Decode(score []int32, stride int, heads []int32) {
	n := len(heads)
	roots := 0
	for i := range heads {
		row := score[i*stride : i*stride+n+1]
		best := 0
		for h := 1; h <= n; h++ {
			if h != i+1 && row[h] > row[best] {
				best = h
			}
		}
		heads[i] = int32(best)
		if best == 0 {
			roots++
		}
	}
	if roots == 1 && s.acyclic(heads) {
		return
	}
	s.best(score, stride, heads)
}

// acyclic reports whether every word reaches the root.
func (s *Scratch) acyclic(heads []int32) bool {
	return s.cycle(heads, nil) < 0
}

// cycle returns a word (from 1) that lies on a cycle, or -1. Words of which
// gone is true are left out.
func (s *Scratch) cycle(heads []int32, gone []bool) int {
	if cap(s.state) < len(heads)+1 {
		s.state = make([]uint8, 2*len(heads)+1)
	}
	state := s.state[:len(heads)+1] // 0 not seen, 1 on this path, 2 reaches the root
	clear(state)
	state[0] = 2
	for i := range heads {
		if gone != nil && gone[i+1] {
			continue
		}
		v := int32(i + 1)
		for state[v] == 0 {
			state[v] = 1
			v = heads[v-1]
		}
		if state[v] == 1 {
			return int(v)
		}
		for u := int32(i + 1); state[u] == 1; u = heads[u-1] {
			state[u] = 2
		}
	}
	return -1
}

// best runs Chu-Liu-Edmonds with contraction.
func (s *Scratch) best(score []int32, stride int, heads []int32) {
	n := len(heads)
	const price = int64(1) << 40
	m := n + 1
	w := make([]int64, m*m) // w[d*m+h]
	for d := 1; d < m; d++ {
		for h := range m {
			w[d*m+h] = int64(score[(d-1)*stride+h])
		}
		w[d*m] -= price
	}
	e := edmonds{s: s, m: m, w: w, from: make([]int32, m*m), to: make([]int32, m*m), gone: make([]bool, m), inside: make([][]int32, m), heads: heads}
	for i := range heads {
		heads[i] = -1
		e.inside[i+1] = []int32{int32(i + 1)}
	}
	for d := range m {
		for h := range m {
			e.from[d*m+h], e.to[d*m+h] = int32(h), int32(d)
		}
	}
	e.solve()
}

// edmonds is the state of a contraction: arc (d, h) between what is left
// stands for the arc from[d*m+h] -> to[d*m+h] between words.
type edmonds struct {
	s        *Scratch
	m        int
	w        []int64
	from, to []int32
	gone     []bool
	inside   [][]int32 // the words that each of what is left holds
	pick     []int32   // the best head of each node that is left
	heads    []int32
}

// solve contracts cycles until there is none, then opens them again, the last
// first. Each contraction leaves fewer nodes: there are fewer than m.
func (e *edmonds) solve() {
	e.pick = make([]int32, e.m-1)
	for d := 1; d < e.m; d++ {
		e.choose(d)
	}
	var rings [][]arc
	for {
		at := e.s.cycle(e.pick, e.gone)
		if at < 0 {
			e.settle()
			break
		}
		rings = append(rings, e.contract(at))
	}
	for _, ring := range slices.Backward(rings) {
		for _, a := range ring {
			if !e.entered(a.inside) {
				e.heads[a.to-1] = a.from
			}
		}
	}
}

// choose sets the best head of node d.
func (e *edmonds) choose(d int) {
	best := -1
	for h := range e.m {
		if h != d && !e.gone[h] && (best < 0 || e.w[d*e.m+h] > e.w[d*e.m+best]) {
			best = h
		}
	}
	e.pick[d-1] = int32(best)
}

// repick sets the best head of node u again after the ring went into node at:
// only the arcs from the ring have changed, and the arc from at is now the
// best of them. Of arcs as good as each other the first counts.
func (e *edmonds) repick(u, at int, in []bool) {
	row := e.w[u*e.m : (u+1)*e.m]
	old := int(e.pick[u-1])
	if !in[old] {
		if row[at] > row[old] || row[at] == row[old] && at < old {
			e.pick[u-1] = int32(at)
		}
		return
	}
	e.pick[u-1] = int32(at)
	for h := old + 1; h < at; h++ {
		if h != u && !e.gone[h] && row[h] == row[at] {
			e.pick[u-1] = int32(h)
			return
		}
	}
}

// settle gives the words of each node that is left its pick.
func (e *edmonds) settle() {
	for d := 1; d < e.m; d++ {
		if !e.gone[d] {
			k := d*e.m + int(e.pick[d-1])
			e.heads[e.to[k]-1] = e.from[k]
		}
	}
}

// contract makes the cycle through word at into that word alone and returns
// the arcs of the cycle.
func (e *edmonds) contract(at int) []arc {
	m, pick := e.m, e.pick
	in := make([]bool, m)
	var ring []int
	for v := at; !in[v]; v = int(pick[v-1]) {
		in[v] = true
		ring = append(ring, v)
	}
	arcs := make([]arc, len(ring))
	inner := make([]int64, len(ring))
	for i, v := range ring {
		k := v*m + int(pick[v-1])
		arcs[i] = arc{e.from[k], e.to[k], e.inside[v]}
		inner[i] = e.w[k]
	}
	for u := range m {
		if e.gone[u] || in[u] {
			continue
		}
		bi, bo := -1, -1
		for i, v := range ring {
			if bi < 0 || e.w[v*m+u]-inner[i] > e.w[ring[bi]*m+u]-inner[bi] {
				bi = i
			}
			if u > 0 && (bo < 0 || e.w[u*m+v] > e.w[u*m+ring[bo]]) {
				bo = i
			}
		}
		k := ring[bi]*m + u
		wt, fr, to := e.w[k]-inner[bi], e.from[k], e.to[k]
		k = at*m + u
		e.w[k], e.from[k], e.to[k] = wt, fr, to
		if u > 0 {
			k, g := u*m+ring[bo], u*m+at
			e.w[g], e.from[g], e.to[g] = e.w[k], e.from[k], e.to[k]
		}
	}
	var all []int32
	for _, v := range ring {
		all = append(all, e.inside[v]...)
		e.gone[v] = v != at
	}
	e.inside[at] = all
	e.choose(at)
	for u := 1; u < m; u++ {
		if !e.gone[u] && u != at {
			e.repick(u, at, in)
		}
	}
	return arcs
}

// arc is an arc of a cycle, and the words of the node it leads to.
type arc struct {
	from, to int32
	inside   []int32
}

// entered reports whether one of the words has its head already: the arc that
// enters the cycle leads there.
func (e *edmonds) entered(words []int32) bool {
	for _, w := range words {
		if e.heads[w-1] >= 0 {
			return true
		}
	}
	return false
}
