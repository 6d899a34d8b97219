package gradient

import (
	"math"
	"sync"

	"github.com/datelinewire/dateline/syntax/model"
)

// Both runs f for each shard, side by side where there are cores.
func Both(f func(shard int)) {
	var wg sync.WaitGroup
	for s := range Shards {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(s)
		}()
	}
	wg.Wait()
}

// Schedule returns the learning rate at part x (0 to 1) of a run: a straight
// rise from 0 to top over the first part, rise, then a straight fall to a
// fiftieth of it.
func Schedule(x, top, rise float64) float64 {
	if x < rise {
		return top * x / rise
	}
	return top * math.Max(0.02, 1-(x-rise)/(1-rise)*0.98)
}

// Update takes one step of Adam (Kingma and Ba 2015) with the gradients that
// the passes left, and clears them. passes are those of all shards, in order;
// each must have been through Unwind since it was loaded. The dense gradients'
// common length is cut to 1, and the table's by the same factor. rate is that
// of the dense tensors, tableRate that of the table's rows that the batch
// names; the others stay, moments and all. decay is decoupled and for matrices
// alone, not for tensors of one row nor the table (Loshchilov and Hutter 2019).
func (n *Net) Update(rate, tableRate float64, passes []*Pass, decay float64) {
	n.Steps++
	n.sum()
	var sum float64
	for _, t := range n.Dense {
		sum += norm(t.G[0])
	}
	clip := 1.0
	if size := math.Sqrt(sum); size > 1 {
		clip = 1 / size
	}
	a := newAdam(rate, n.Steps, clip, decay)
	n.collect(passes)
	Both(func(s int) {
		for i, t := range n.Dense {
			if i%Shards == s {
				b := a
				if t.Rows == 1 {
					b.decay = 0
				}
				b.step(t.W, t.m, t.v, t.G[0])
				if t.Rows > 1 {
					t.flip()
				}
			}
		}
		e := n.Embed
		b := a
		b.rate, b.decay = float32(tableRate), 0
		for k, r := range n.slots {
			if k%Shards == s {
				o := int(r) * e
				b.step(n.Table.W[o:o+e], n.Table.m[o:o+e], n.Table.v[o:o+e], n.rowGrad[k*e:k*e+e])
			}
		}
	})
	for _, r := range n.slots {
		n.touched[r] = -1
	}
}

// sum adds the dense gradients of the other shards to the first's.
func (n *Net) sum() {
	Both(func(s int) {
		for i, t := range n.Dense {
			if i%Shards == s {
				for k := 1; k < Shards; k++ {
					for j, x := range t.G[k] {
						t.G[0][j] += x
					}
					clear(t.G[k])
				}
			}
		}
	})
}

// collect sums the gradients of the table's rows in the order of the shards.
func (n *Net) collect(passes []*Pass) {
	n.slots = n.slots[:0]
	note := func(r int32) {
		if r != model.NoRow && n.touched[r] < 0 {
			n.touched[r] = int32(len(n.slots))
			n.slots = append(n.slots, r)
		}
	}
	for _, p := range passes {
		for _, r := range p.Rows[:p.Offs[p.T]] {
			note(r)
		}
		for _, r := range p.guess {
			note(r)
		}
	}
	e := n.Embed
	if need := len(n.slots) * e; len(n.rowGrad) < need {
		n.rowGrad = make([]float32, need+need/2)
	}
	Both(func(s int) {
		for _, p := range passes {
			for t := range p.T {
				g := p.dx[t*e : t*e+e]
				for _, r := range p.Of(t) {
					n.addRow(r, g, s)
				}
			}
			for i, r := range p.guess {
				n.addRow(r, p.dguess[i*e:i*e+e], s)
			}
		}
	})
}

// addRow adds g to the gradient of row r where it falls to worker s.
func (n *Net) addRow(r int32, g []float32, s int) {
	k := n.touched[r]
	if k < 0 || int(k)%Shards != s {
		return
	}
	out := n.rowGrad[int(k)*n.Embed:][:len(g)]
	for j, x := range g {
		out[j] += x
	}
}
