package train

import (
	"math"
	"math/rand/v2"
	"sync"

	"github.com/datelinewire/dateline/syntax/model"
)

// net is the network in training: float32 throughout.
type net struct {
	model.Config
	emb    *tensor // rows x Embed; updated by touched rows only
	w1, b1 *tensor // Embed x Width
	layers []*layer
	wh, bh *tensor // Width x Hidden
	u, ub  *tensor // Arc x Arc, the bilinear form, and the heads' own worth
	rootA  *tensor // the root as head of an arc
	rootL  *tensor // and of a relation
	wt, bt *tensor // Tag x TagColumns
	wl, bl *tensor // Label x DepColumns
	wm, bm *tensor // Width x Embed, pretraining's output
	dense  []*tensor
	extra  []*tensor // of dense, those that only pretraining uses
	steps  int

	touched []int32   // row -> slot of this step, -1 for none
	slots   []int32   // the rows touched
	rowGrad []float32 // their gradients
}

func newNet(c model.Config, seed uint64) *net {
	rng := rand.New(rand.NewPCG(seed, 7))
	n := &net{Config: c}
	add := func(name string, rows, cols int, scale float64) *tensor {
		t := newTensor(name, rows, cols, scale, rng)
		n.dense = append(n.dense, t)
		return t
	}
	glorot := func(a, b int) float64 { return math.Sqrt(6 / float64(a+b)) }
	rows := c.Words + c.Buckets
	n.emb = &tensor{name: "emb", rows: rows, cols: c.Embed, w: make([]float32, rows*c.Embed), m: make([]float32, rows*c.Embed), v: make([]float32, rows*c.Embed), avg: make([]float32, rows*c.Embed)}
	for i := c.Embed; i < len(n.emb.w); i++ {
		n.emb.w[i] = float32((2*rng.Float64() - 1) * 0.1)
	}
	n.w1, n.b1 = add("w1", c.Embed, c.Width, 2*glorot(c.Embed, c.Width)), add("b1", 1, c.Width, 0)
	for range c.Layers {
		l := &layer{w: add("w", c.Width, 3*c.Width, math.Sqrt(3/float64(c.Width))), b: add("b", 1, 3*c.Width, 0), vf: add("vf", 1, c.Width, 0.5), vr: add("vr", 1, c.Width, 0.5)}
		for d := range 2 {
			for j := range c.Width / 2 {
				l.b.w[d*3*c.Width/2+c.Width/2+j] = 0.5
			}
		}
		n.layers = append(n.layers, l)
	}
	n.wh, n.bh = add("wh", c.Width, c.Hidden(), glorot(c.Width, c.Arc)), add("bh", 1, c.Hidden(), 0)
	n.u, n.ub = add("u", c.Arc, c.Arc, 0.5*glorot(c.Arc, c.Arc)), add("ub", 1, c.Arc, 0)
	n.rootA, n.rootL = add("rootA", 1, c.Arc, 0.1), add("rootL", 1, c.Label, 0.1)
	n.wt, n.bt = add("wt", c.Tag, model.TagColumns, glorot(c.Tag, 64)), add("bt", 1, model.TagColumns, 0)
	n.wl, n.bl = add("wl", c.Label, model.DepColumns, glorot(c.Label, 64)), add("bl", 1, model.DepColumns, 0)
	n.wm, n.bm = add("wm", c.Width, c.Embed, glorot(c.Width, c.Embed)), add("bm", 1, c.Embed, 0)
	n.extra = []*tensor{n.wm, n.bm}
	n.touched = make([]int32, rows)
	for i := range n.touched {
		n.touched[i] = -1
	}
	n.flip()
	return n
}

func (n *net) flip() {
	for _, t := range n.dense {
		if t.rows > 1 {
			t.flip()
		}
	}
}

// both runs f for each shard, side by side where there are cores.
func both(f func(s int)) {
	var wg sync.WaitGroup
	for s := range shards {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(s)
		}()
	}
	wg.Wait()
}

// update takes one step of Adam with the gradients that the passes left.
func (n *net) update(rate float64, passes []*pass, decay float64) {
	n.steps++
	both(func(s int) {
		for i, t := range n.dense {
			if i%shards == s {
				for k := 1; k < shards; k++ {
					for j, x := range t.g[k] {
						t.g[0][j] += x
					}
					clear(t.g[k])
				}
			}
		}
	})
	var sum float64
	for _, t := range n.dense {
		sum += norm(t.g[0])
	}
	clip := 1.0
	if size := math.Sqrt(sum); size > 1 {
		clip = 1 / size
	}
	a := newAdam(rate, n.steps, clip, decay)
	n.collect(passes)
	both(func(s int) {
		for i, t := range n.dense {
			if i%shards == s {
				b := a
				if t.rows == 1 {
					b.decay = 0
				}
				b.step(t.w, t.m, t.v, t.g[0])
				if t.rows > 1 {
					t.flip()
				}
			}
		}
		e := n.Embed
		b := a
		b.decay = 0
		for k, r := range n.slots {
			if k%shards == s {
				o := int(r) * e
				b.step(n.emb.w[o:o+e], n.emb.m[o:o+e], n.emb.v[o:o+e], n.rowGrad[k*e:k*e+e])
			}
		}
	})
	for _, r := range n.slots {
		n.touched[r] = -1
	}
}

// collect sums the gradients of the table's rows in the order of the shards.
func (n *net) collect(passes []*pass) {
	n.slots = n.slots[:0]
	note := func(r int32) {
		if r != model.NoRow && n.touched[r] < 0 {
			n.touched[r] = int32(len(n.slots))
			n.slots = append(n.slots, r)
		}
	}
	for _, p := range passes {
		for _, r := range p.rows[:p.t*slots] {
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
	both(func(s int) {
		for _, p := range passes {
			for t := range p.t {
				g := p.dx[t*e : t*e+e]
				for _, r := range p.rows[t*slots : (t+1)*slots] {
					n.addRow(r, g, s)
				}
			}
			for i, r := range p.guess {
				n.addRow(r, p.dguess[i*e:i*e+e], s)
			}
		}
	})
}

func (n *net) addRow(r int32, g []float32, s int) {
	k := n.touched[r]
	if k < 0 || int(k)%shards != s {
		return
	}
	out := n.rowGrad[int(k)*n.Embed:][:len(g)]
	for j, x := range g {
		out[j] += x
	}
}

// average moves the running mean of all weights towards them.
func (n *net) average(rate float32) {
	all := append([]*tensor{n.emb}, n.dense...)
	both(func(s int) {
		for _, t := range all {
			h := len(t.w) / 2
			w, a := t.w[:h], t.avg[:h]
			if s == 1 {
				w, a = t.w[h:], t.avg[h:]
			}
			for i, x := range w {
				a[i] += rate * (x - a[i])
			}
		}
	})
}

// swap exchanges the weights and their running mean.
func (n *net) swap() {
	n.emb.swap()
	for _, t := range n.dense {
		t.swap()
	}
	n.flip()
}
