package gradient

import (
	"math"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// layer is one bidirectional simple recurrent layer (Lei, Zhang, Wang, Dai and
// Artzi 2018) with a highway to its input. Its half of each token's numbers a
// direction; the columns of its matrix are, for each direction, candidate,
// forget gate, output gate. Both squashing functions are parabolas
// (see vector.Gates), which integers compute without a table.
type layer struct {
	w, b   *Tensor // width x 3 width; bias of the same columns
	vf, vr *Tensor // gates' view of the state, width each
}

// addLayer adds a layer whose forget gates begin somewhat open.
func (n *Net) addLayer() *layer {
	w := n.Width
	l := &layer{w: n.Add("w", w, 3*w, math.Sqrt(3/float64(w))), b: n.Add("b", 1, 3*w, 0), vf: n.Add("vf", 1, w, 0.5), vr: n.Add("vr", 1, w, 0.5)}
	for d := range 2 {
		for j := range w / 2 {
			l.b.W[d*3*w/2+w/2+j] = 0.5
		}
	}
	return l
}

// trace is what a layer remembers of a pass for the way back.
type trace struct {
	in   []float32 // input after dropout, T x width
	u    []float32 // products, T x 3 width; the gates' slopes after scan
	c    []float32 // states
	f, r []float32 // gates
	mask []float32 // dropout on the input
}

func newTrace(size int) *trace {
	b := func() []float32 { return make([]float32, size) }
	return &trace{in: b(), u: make([]float32, 3*size), c: b(), f: b(), r: b(), mask: b()}
}

// gates returns the recurrence of a pass over input x and output y.
func (l *layer) gates(tr *trace, x, y []float32, width, shard int) *vector.Gates {
	return &vector.Gates{
		Width: width, U: tr.u, X: x, Y: y, C: tr.c, F: tr.f, R: tr.r,
		VF: l.vf.W, VR: l.vr.W, B: l.b.W,
		GF: l.vf.G[shard], GR: l.vr.G[shard], GB: l.b.G[shard],
	}
}

// Lookup sums the table rows of each token.
func (p *Pass) Lookup() {
	e := p.Net.Embed
	for t := range p.T {
		out := p.e[t*e : t*e+e]
		clear(out)
		for _, r := range p.Of(t) {
			if r != model.NoRow {
				for j, x := range p.Net.Row(int(r)) {
					out[j] += x
				}
			}
		}
	}
}

// Encode runs the encoder over what Lookup left and sets Top, drawing dropout
// masks where Drop is set.
func (p *Pass) Encode() {
	n, d := p.Net, p.Net.Width
	size := p.T * d
	p.Product(p.a1, d, p.e, n.Embed, n.w1, n.b1)
	for i, x := range p.a1[:size] {
		p.x0[i], p.a1[i] = vector.Squash(x)
	}
	if p.Drop != nil {
		p.Mask(p.m0, d, p.Drop.Input, false)
		Times(p.out[0][:size], p.x0, p.m0)
	} else {
		copy(p.out[0][:size], p.x0)
	}
	for i, l := range n.layers {
		tr := p.trace[i]
		if p.Drop != nil && i > 0 {
			p.Mask(tr.mask, d, p.Drop.Layer, true)
			Times(tr.in[:size], p.out[i], tr.mask)
		} else {
			copy(tr.in[:size], p.out[i])
		}
		p.Product(tr.u, 3*d, tr.in, d, l.w, nil)
		g := l.gates(tr, p.out[i], p.out[i+1], d, p.Shard)
		for s := range len(p.Starts) - 1 {
			g.Forward(0, p.Starts[s], p.Starts[s+1])
			g.Forward(1, p.Starts[s], p.Starts[s+1])
		}
	}
	last := p.out[len(n.layers)]
	if p.Drop != nil {
		p.Mask(p.mt, d, p.Drop.Top, true)
		Times(p.Top[:size], last, p.mt)
	} else {
		copy(p.Top[:size], last)
	}
}

// Unwind sends DY, the gradient of Top, back through the encoder to the
// table's rows, where Update finds it, and adds to the gradients on its way.
// Encode must have run with Drop set, if only to zeros.
func (p *Pass) Unwind() {
	n, d := p.Net, p.Net.Width
	size := p.T * d
	Times(p.DY[:size], p.DY, p.mt)
	for i := len(n.layers) - 1; i >= 0; i-- {
		l, tr := n.layers[i], p.trace[i]
		clear(p.dy2)
		g := l.gates(tr, p.out[i], p.out[i+1], d, p.Shard)
		g.DX, g.DY = p.dy2, p.DY
		for s := range len(p.Starts) - 1 {
			g.Back(0, p.Starts[s], p.Starts[s+1])
			g.Back(1, p.Starts[s], p.Starts[s+1])
		}
		clear(p.DY)
		p.Backward(p.DY, d, tr.in, d, tr.u, 3*d, l.w, nil)
		if i > 0 {
			Times(p.DY[:size], p.DY, tr.mask)
		}
		for k, x := range p.dy2[:size] {
			p.DY[k] += x
		}
	}
	for k := range size {
		p.DY[k] *= p.m0[k] * p.a1[k]
	}
	clear(p.dx)
	p.Backward(p.dx, n.Embed, p.e, n.Embed, p.DY, d, n.w1, n.b1)
}
