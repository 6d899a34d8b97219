// Package tree indexes the dependency trees of a document. What goes in is a
// text.Document with its heads and relations; what comes out answers which
// words hang from which without a walk over the tokens:
//
//	t := tree.New(d)
//	verb := t.Child(i, text.DepCop)
//	for _, k := range t.Of(i) { ... }
//
// It knows nothing of what the relations mean; that is for the packages that
// ask it. It stands for the trees as they were when it was made.
package tree

import "github.com/datelinewire/dateline/text"

// Tree answers questions about the dependency trees of a Document. Building
// it costs one walk over the tokens; the answers then cost nothing. Children
// of token i, in order: Kids[Start[i]:Start[i+1]].
type Tree struct {
	Doc   *text.Document
	Start []int32
	Kids  []int32
	// Left and Right are the first and last token of each token's subtree.
	Left, Right []int32
}

// New indexes the trees of d.
func New(d *text.Document) *Tree {
	n := len(d.Tokens)
	buf := make([]int32, 4*n+1)
	t := &Tree{Doc: d, Start: buf[: n+1 : n+1], Kids: buf[n+1 : 2*n+1 : 2*n+1], Left: buf[2*n+1 : 3*n+1 : 3*n+1], Right: buf[3*n+1:]}
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.Start[h+1]++
		}
		t.Left[i], t.Right[i] = int32(i), int32(i)
	}
	for i := 0; i < n; i++ {
		t.Start[i+1] += t.Start[i]
	}
	next := make([]int32, n)
	copy(next, t.Start[:n])
	for i := range d.Tokens {
		if h := d.Tokens[i].Head; h >= 0 {
			t.Kids[next[h]] = int32(i)
			next[h]++
		}
	}
	t.spread()
	return t
}

// spread sets Left and Right from the leaves upwards.
func (t *Tree) spread() {
	for i := range t.Doc.Tokens {
		for j, h := int32(i), t.Doc.Tokens[i].Head; h >= 0; j, h = h, t.Doc.Tokens[h].Head {
			l, r := min(t.Left[h], t.Left[j]), max(t.Right[h], t.Right[j])
			if l == t.Left[h] && r == t.Right[h] {
				break
			}
			t.Left[h], t.Right[h] = l, r
		}
	}
}

// Of returns the dependents of token i in the order of the text; beyond its
// ends there are none.
func (t *Tree) Of(i int) []int32 {
	if i < 0 || i+1 >= len(t.Start) {
		return nil
	}
	return t.Kids[t.Start[i]:t.Start[i+1]]
}

// Child returns the first dependent of token i with one of the relations, or -1.
func (t *Tree) Child(i int, deps ...text.Dep) int {
	for _, k := range t.Of(i) {
		for _, d := range deps {
			if t.Doc.Tokens[k].Dep == d {
				return int(k)
			}
		}
	}
	return -1
}

// Case returns the lemma of the first preposition or case marker of token i,
// or "".
func (t *Tree) Case(i int) string {
	if k := t.Child(i, text.DepCase); k >= 0 {
		return t.Doc.Tokens[k].Lemma
	}
	return ""
}
