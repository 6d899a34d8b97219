package train

import "github.com/datelinewire/dateline/syntax/vector"

// layer is one bidirectional simple recurrent layer (Lei, Zhang, Wang, Dai and
// Artzi 2018) with a highway to its input. Its half of each token's numbers a
// direction; the columns of its matrix are, for each direction, candidate,
// forget gate, output gate. Both squashing functions are parabolas
// (see vector.Gates), which integers compute without a table.
type layer struct {
	w, b   *tensor // width x 3 width; bias of the same columns
	vf, vr *tensor // gates' view of the state, width each
}

// trace is what a layer remembers of a pass for the way back.
type trace struct {
	in   []float32 // input after dropout, T x width
	u    []float32 // products, T x 3 width; the gates' slopes after scan
	c    []float32 // states
	f, r []float32 // gates
	mask []float32 // dropout on the input
}

// gates gives the recurrence of a pass over input x and output y.
func (l *layer) gates(tr *trace, x, y []float32, width, shard int) *vector.Gates {
	return &vector.Gates{
		Width: width, U: tr.u, X: x, Y: y, C: tr.c, F: tr.f, R: tr.r,
		VF: l.vf.w, VR: l.vr.w, B: l.b.w,
		GF: l.vf.g[shard], GR: l.vr.g[shard], GB: l.b.g[shard],
	}
}
