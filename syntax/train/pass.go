package train

import (
	"math/rand/v2"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/tree"
	"github.com/datelinewire/dateline/syntax/vector"
)

// rates are the shares of numbers dropped in training.
type rates struct {
	word, input, layer, top, hidden float32
}

// slots is the number of table rows of a token in training: those of its form,
// and one that marks the treebanks other than the first, whose guidelines
// differ in places. The parser never sets it, so it follows the first's
// (Stymne, de Lhoneux, Smith and Nivre 2018).
const (
	slots    = model.Slots + 1
	otherRow = model.Masked // free once pretraining is over
	showMark = 0.7          // share of the other treebanks' sentences that is marked
)

// pass is one shard's way through the network and back, with its buffers.
type pass struct {
	n     *net
	shard int
	panel vector.Panel
	rng   *rand.Rand
	drop  *rates // nil when not training

	sents  []*sample
	starts []int // of each sentence, and the end
	t      int   // tokens
	room   int   // rows that the buffers hold

	rows       []int32 // table rows after word dropout, slots a token
	e, dx      []float32
	a1, x0     []float32 // before and after the first squashing
	m0         []float32
	out        [][]float32 // outputs of the layers; out[0] is x0 after dropout
	trace      []*trace
	mt         []float32 // dropout on the top
	top        []float32
	hid, dhid  []float32
	mh         []float32
	tag        []float32
	dep, ddep  []float32 // dependents times u
	lab, z     []float32
	dy, dy2    []float32
	heads, sc  []float32 // a sentence's heads as columns, its scores
	hrow, drow []float32
	guess      []int32 // pretraining's candidates and their gradients
	dguess     []float32
	mlm        maskedWords
	scratch    tree.Scratch
	loss       [6]float64 // arcs, relations, Penn tags, universal tags, names, words
}

func grow(b *[]float32, n int) {
	if len(*b) < n {
		*b = make([]float32, n)
	}
}

// load lays the sentences one after the other.
func (p *pass) load(sents []*sample) {
	p.sents, p.starts, p.t = sents, p.starts[:0], 0
	for _, s := range sents {
		p.starts = append(p.starts, p.t)
		p.t += s.n
	}
	p.starts = append(p.starts, p.t)
	c := p.n.Config
	if p.t+16 > p.room {
		p.room = (p.t+p.t/4+64)/8*8 + 8
		r := p.room
		p.rows = make([]int32, r*slots)
		for _, b := range []*[]float32{&p.e, &p.dx} {
			*b = make([]float32, r*c.Embed)
		}
		for _, b := range []*[]float32{&p.a1, &p.x0, &p.m0, &p.mt, &p.top, &p.dy, &p.dy2} {
			*b = make([]float32, r*c.Width)
		}
		p.out, p.trace = nil, nil
		for range p.n.layers {
			w := r * c.Width
			p.out = append(p.out, make([]float32, w))
			p.trace = append(p.trace, &trace{in: make([]float32, w), u: make([]float32, 3*w), c: make([]float32, w), f: make([]float32, w), r: make([]float32, w), mask: make([]float32, w)})
		}
		p.out = append(p.out, make([]float32, r*c.Width))
		p.hid, p.dhid, p.mh = make([]float32, r*c.Hidden()), make([]float32, r*c.Hidden()), make([]float32, r*c.Hidden())
		p.tag = make([]float32, r*model.TagColumns)
		p.dep, p.ddep = make([]float32, r*c.Arc), make([]float32, r*c.Arc)
		p.lab, p.z = make([]float32, r*model.DepColumns), make([]float32, r*c.Label)
	}
}

// padded is the number of tokens rounded up for the products.
func (p *pass) padded() int { return (p.t + 7) / 8 * 8 }

// product sets y (t x n) to x (t x k) times w, plus bias.
func (p *pass) product(y []float32, yrow int, x []float32, xrow int, w, bias *tensor) {
	m := p.padded()
	for i := range m {
		row := y[i*yrow : i*yrow+w.cols]
		if bias == nil {
			clear(row)
		} else {
			copy(row, bias.w)
		}
	}
	p.panel.Mul(vector.View(y, yrow), vector.View(x, xrow), vector.View(w.w, w.cols), m, w.cols, w.rows)
}

// backward adds to the gradients of w and bias, and to dx what dy sends back.
func (p *pass) backward(dx []float32, dxrow int, x []float32, xrow int, dy []float32, dyrow int, w, bias *tensor) {
	p.panel.Mul(vector.View(w.g[p.shard], w.cols), vector.View(x, xrow).T(), vector.View(dy, dyrow), w.rows, w.cols, p.t)
	if bias != nil {
		g := bias.g[p.shard]
		for t := range p.t {
			for j, d := range dy[t*dyrow : t*dyrow+w.cols] {
				g[j] += d
			}
		}
	}
	if dx != nil {
		p.panel.Mul(vector.View(dx, dxrow), vector.View(dy, dyrow), vector.View(w.t, w.rows), p.padded(), w.rows, w.cols)
	}
}

// mask fills m with 0 and 1/(1-rate), the same for all tokens of a sentence.
func (p *pass) mask(m []float32, width int, rate float32, shared bool) {
	keep := 1 / (1 - rate)
	limit := uint64(float64(rate) * (1 << 16))
	for s := range p.sents {
		for t := p.starts[s]; t < p.starts[s+1]; t++ {
			row := m[t*width : t*width+width]
			if shared && t > p.starts[s] {
				copy(row, m[(t-1)*width:])
				continue
			}
			var bits uint64
			for j := range row {
				if j%4 == 0 {
					bits = p.rng.Uint64()
				}
				row[j] = keep
				if bits&0xffff < limit {
					row[j] = 0
				}
				bits >>= 16
			}
		}
	}
}

func times(y, x, m []float32) {
	m, x = m[:len(y)], x[:len(y)]
	for i := range y {
		y[i] = x[i] * m[i]
	}
}

// copyRows takes over the rows of the sentences' tokens.
func (p *pass) copyRows() {
	for s, smp := range p.sents {
		for t := range smp.n {
			row := p.rows[(p.starts[s]+t)*slots:][:slots]
			copy(row, smp.rows[t*model.Slots:(t+1)*model.Slots])
			row[model.Slots] = model.NoRow
		}
	}
}

// dropWords replaces words by the unknown one, rare ones more often.
func (p *pass) dropWords() {
	if p.drop == nil {
		return
	}
	for s, smp := range p.sents {
		mark := int32(model.NoRow)
		if smp.other && p.rng.Float32() < showMark {
			mark = otherRow
		}
		for t := range smp.n {
			r := p.rows[(p.starts[s]+t)*slots:][:slots]
			r[model.Slots] = mark
			if r[0] >= model.FirstWord && p.rng.Float32() < p.drop.word*(0.25+smp.rare[t]) {
				r[0] = model.Unknown
				if p.rng.Float32() < 0.5 {
					r[1] = model.NoRow
				}
			}
		}
	}
}

// lookup sums the table rows of each token.
func (p *pass) lookup() {
	e := p.n.Embed
	for t := range p.t {
		out := p.e[t*e : t*e+e]
		clear(out)
		for _, r := range p.rows[t*slots : (t+1)*slots] {
			if r != model.NoRow {
				for j, x := range p.n.emb.w[int(r)*e : int(r)*e+e] {
					out[j] += x
				}
			}
		}
	}
}

// encode runs the encoder over what lookup left in e.
func (p *pass) encode() {
	n, d := p.n, p.n.Width
	size := p.t * d
	p.product(p.a1, d, p.e, n.Embed, n.w1, n.b1)
	for i, x := range p.a1[:size] {
		p.x0[i], p.a1[i] = vector.Squash(x)
	}
	if p.drop != nil {
		p.mask(p.m0, d, p.drop.input, false)
		times(p.out[0][:size], p.x0, p.m0)
	} else {
		copy(p.out[0][:size], p.x0)
	}
	for i, l := range n.layers {
		tr := p.trace[i]
		if p.drop != nil && i > 0 {
			p.mask(tr.mask, d, p.drop.layer, true)
			times(tr.in[:size], p.out[i], tr.mask)
		} else {
			copy(tr.in[:size], p.out[i])
		}
		p.product(tr.u, 3*d, tr.in, d, l.w, nil)
		g := l.gates(tr, p.out[i], p.out[i+1], d, p.shard)
		for s := range p.sents {
			g.Forward(0, p.starts[s], p.starts[s+1])
			g.Forward(1, p.starts[s], p.starts[s+1])
		}
	}
	last := p.out[len(n.layers)]
	if p.drop != nil {
		p.mask(p.mt, d, p.drop.top, true)
		times(p.top[:size], last, p.mt)
	} else {
		copy(p.top[:size], last)
	}
}

// unwind sends the gradient dy of the top back to the table's rows (p.dx).
func (p *pass) unwind() {
	n, d := p.n, p.n.Width
	size := p.t * d
	times(p.dy[:size], p.dy, p.mt)
	for i := len(n.layers) - 1; i >= 0; i-- {
		l, tr := n.layers[i], p.trace[i]
		clear(p.dy2)
		g := l.gates(tr, p.out[i], p.out[i+1], d, p.shard)
		g.DX, g.DY = p.dy2, p.dy
		for s := range p.sents {
			g.Back(0, p.starts[s], p.starts[s+1])
			g.Back(1, p.starts[s], p.starts[s+1])
		}
		clear(p.dy)
		p.backward(p.dy, d, tr.in, d, tr.u, 3*d, l.w, nil)
		if i > 0 {
			times(p.dy[:size], p.dy, tr.mask)
		}
		for k, x := range p.dy2[:size] {
			p.dy[k] += x
		}
	}
	for k := range size {
		p.dy[k] *= p.m0[k] * p.a1[k]
	}
	clear(p.dx)
	p.backward(p.dx, n.Embed, p.e, n.Embed, p.dy, d, n.w1, n.b1)
}
