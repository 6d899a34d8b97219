// Package gradient is what every trainer of a network of this project needs,
// whatever its heads. What goes in is table rows for each token of a batch of
// sentences and, from the heads, the gradient of the loss by the token's
// vectors; what comes out is those vectors and, step by step, a trained table
// and encoder: an input layer and bidirectional simple recurrent layers, as
// package syntax runs them in integers. It also trains table and encoder on
// raw text (Pretrain), keeps checkpoints, and rounds to integers (Quantise).
//
//	n := gradient.New(config, seed)
//	w := n.Add("w", config.Width, 32, 0.1) // a head
//	passes := gradient.NewPasses(n, seed, &gradient.Rates{Top: 0.3})
//	gradient.Both(func(s int) {
//		p := passes[s]
//		p.Load(lengths[s])
//		for ... { p.Token(rows...) }
//		p.Lookup()
//		p.Encode()
//		p.Product(scores, 32, p.Top, config.Width, w, nil)
//		... // scores to their gradient, such as by Softmax
//		clear(p.DY)
//		p.Backward(p.DY, config.Width, p.Top, config.Width, scores, 32, w, nil)
//		p.Unwind()
//	})
//	n.Update(rate, rate, passes, decay)
//
// The same seed gives the same weights on any number of cores: each batch is
// in Shards parts, and sums run in their order. Limits: float32 on processors
// alone, and sizes fit a table of some 100,000 rows, layers some hundred
// numbers wide, and batches of some thousand tokens.
package gradient

import (
	"math"
	"math/rand/v2"
)

// Config holds the sizes of table and encoder. Embed and Width must be
// multiples of 32. The table has Words+Buckets+Extra rows, in this order.
type Config struct {
	Embed   int // numbers in a row of the table
	Width   int // numbers that stand for a token between layers
	Layers  int // recurrent layers
	Words   int // rows before the hashed ones, model.FirstWord included
	Buckets int // hashed rows of forms (model.Rows)
	Extra   int // rows that are the trainer's own; 0 or more
}

// Rows is the number of rows of the table.
func (c Config) Rows() int { return c.Words + c.Buckets + c.Extra }

// Net is a network in training: float32 throughout. Nothing of it may be
// changed while passes run.
type Net struct {
	Config
	Table  *Tensor   // Rows() x Embed; updated by touched rows only
	Dense  []*Tensor // all others, in the order in which they were added
	Steps  int       // updates since New or Forget
	w1, b1 *Tensor   // Embed x Width
	layers []*layer
	wm, bm *Tensor // Width x Embed, pretraining's output; nil before AddGuess
	rng    *rand.Rand

	Trailing bool // whether the running mean has begun, see Trail; Forget ends it

	touched []int32   // row -> slot of this step, -1 for none
	slots   []int32   // the rows touched
	rowGrad []float32 // their gradients
}

// New returns an encoder with random weights (Glorot and Bengio 2010, in
// essence), without heads. Row 0 of the table, model.NoRow, is zero.
func New(c Config, seed uint64) *Net {
	n := &Net{Config: c, rng: rand.New(rand.NewPCG(seed, 7))}
	n.Table = newTensor("emb", c.Rows(), c.Embed)
	fill(n.Table.W[c.Embed:], 0.1, n.rng)
	n.w1, n.b1 = n.Add("w1", c.Embed, c.Width, 2*Glorot(c.Embed, c.Width)), n.Add("b1", 1, c.Width, 0)
	for range c.Layers {
		n.layers = append(n.layers, n.addLayer())
	}
	n.touched = make([]int32, c.Rows())
	for i := range n.touched {
		n.touched[i] = -1
	}
	return n
}

// Add returns the network another tensor, with weights drawn evenly from -scale
// to scale (0 for none). Names are for people. The random numbers run on from
// tensor to tensor: another order of adding gives other weights.
func (n *Net) Add(name string, rows, cols int, scale float64) *Tensor {
	t := newTensor(name, rows, cols)
	if scale > 0 {
		fill(t.W, scale, n.rng)
	}
	for s := range t.G {
		t.G[s] = make([]float32, rows*cols)
	}
	if rows > 1 {
		t.flip()
	}
	n.Dense = append(n.Dense, t)
	return t
}

// AddGuess adds what Pretrain needs besides the encoder. It is a method of its
// own because the order of adding matters (see Add). A network takes it once.
func (n *Net) AddGuess() {
	n.wm, n.bm = n.Add("wm", n.Width, n.Embed, Glorot(n.Width, n.Embed)), n.Add("bm", 1, n.Embed, 0)
}

// Glorot returns the scale for Add at which a matrix of in rows and out columns
// keeps the size of what goes through it (Glorot and Bengio 2010).
func Glorot(in, out int) float64 { return math.Sqrt(6 / float64(in+out)) }

// Row returns a row of the table, Embed numbers, to read or to set.
func (n *Net) Row(r int) []float32 { return n.Table.W[r*n.Embed : (r+1)*n.Embed] }

// Flip renews the transposes: call it after changing weights by hand.
func (n *Net) Flip() {
	for _, t := range n.Dense {
		if t.Rows > 1 {
			t.flip()
		}
	}
}

// all returns the tensors, the table first.
func (n *Net) all() []*Tensor { return append([]*Tensor{n.Table}, n.Dense...) }

// Forget sets Adam and Trail back to their beginning and leaves the weights.
func (n *Net) Forget() {
	n.Steps, n.Trailing = 0, false
	for _, t := range n.all() {
		clear(t.m)
		clear(t.v)
	}
}

// Average moves the running mean of all weights towards them by rate, 0 to 1;
// with 1 it begins anew.
func (n *Net) Average(rate float32) {
	all := n.all()
	Both(func(s int) {
		for _, t := range all {
			h := len(t.W) / 2
			w, a := t.W[:h], t.avg[:h]
			if s == 1 {
				w, a = t.W[h:], t.avg[h:]
			}
			for i, x := range w {
				a[i] += rate * (x - a[i])
			}
		}
	})
}

// Swap exchanges the weights and their running mean.
func (n *Net) Swap() {
	for _, t := range n.all() {
		t.swap()
	}
	n.Flip()
}
