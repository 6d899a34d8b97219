package feature

import "github.com/datelinewire/dateline/text"

// Tree finds the children of tokens.
type Tree struct {
	start []int32 // children of token i: kids[start[i]:start[i+1]]
	kids  []int32
}

// Load makes t the tree of d.
func (t *Tree) Load(d *text.Document) {
	n := len(d.Tokens)
	t.start, t.kids = resize(t.start, n+1), resize(t.kids, n)
	clear(t.start)
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.start[h+1]++
		}
	}
	for i := range n {
		t.start[i+1] += t.start[i]
	}
	for i := range d.Tokens { // start[h] runs ahead here, and is set back below
		if h := d.Tokens[i].Head; h >= 0 {
			t.kids[t.start[h]] = int32(i)
			t.start[h]++
		}
	}
	copy(t.start[1:], t.start[:n])
	t.start[0] = 0
}

// Of returns the children of token i in the order of the text.
func (t *Tree) Of(i int) []int32 { return t.kids[t.start[i]:t.start[i+1]] }

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n+n/4)[:n]
	}
	return s[:n]
}
