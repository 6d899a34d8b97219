package train

// layer is one bidirectional simple recurrent layer (Lei, Zhang, Wang, Dai and
// Artzi 2018) with a highway to its input. Its half of each token's numbers a
// direction; the columns of its matrix are, for each direction, candidate,
// forget gate, output gate. Both squashing functions are parabolas (see
// sigmoid and tanh below), which integers compute without a table.
type layer struct {
	w, b   *tensor // width x 3 width; bias of the same columns
	vf, vr *tensor // gates' view of the state, width each
}

// sigmoid is 1/2 + t(1-|t|/2) with t = x/4 cut to [-1, 1]: slope 1/4 at 0 as
// the logistic function, 0 and 1 reached at -4 and 4. The second value is its
// slope.
func sigmoid(x float32) (float32, float32) {
	t := x * 0.25
	if t >= 1 {
		return 1, 0
	}
	if t <= -1 {
		return 0, 0
	}
	a := t
	if a < 0 {
		a = -a
	}
	return 0.5 + t*(1-0.5*a), 0.25 * (1 - a)
}

// tanh is t(2-|t|) with t = x/2 cut to [-1, 1]; the second value is its slope.
func tanh(x float32) (float32, float32) {
	t := x * 0.5
	if t >= 1 {
		return 1, 0
	}
	if t <= -1 {
		return -1, 0
	}
	a := t
	if a < 0 {
		a = -a
	}
	return t * (2 - a), 1 - a
}

// trace is what a layer remembers of a pass for the way back.
type trace struct {
	in   []float32 // input after dropout, T x width
	u    []float32 // products, T x 3 width; the gates' slopes after scan
	c    []float32 // states
	f, r []float32 // gates
	mask []float32 // dropout on the input
}

// scan runs the recurrence of direction dir over tokens [from, to), x being
// the highway's input and y the output, both of width numbers a token.
func (l *layer) scan(tr *trace, x, y []float32, width, from, to, dir int) {
	h := width / 2
	o := dir * h
	vf, vr := l.vf.w[o:o+h], l.vr.w[o:o+h]
	b := l.b.w[3*o : 3*o+3*h]
	zero := make([]float32, h)
	prev := zero
	for k := from; k < to; k++ {
		t := k
		if dir == 1 {
			t = from + to - 1 - k
		}
		u := tr.u[t*3*width+3*o : t*3*width+3*o+3*h]
		at := t*width + o
		c, f, r := tr.c[at:at+h], tr.f[at:at+h], tr.r[at:at+h]
		xs, ys := x[at:at+h], y[at:at+h]
		for j := range h {
			cand := u[j] + b[j]
			fj, df := sigmoid(u[h+j] + b[h+j] + vf[j]*prev[j])
			rj, dr := sigmoid(u[2*h+j] + b[2*h+j] + vr[j]*prev[j])
			cj := fj*prev[j] + (1-fj)*cand
			s, _ := tanh(cj)
			ys[j] = rj*s + (1-rj)*xs[j]
			c[j], f[j], r[j] = cj, fj, rj
			u[j], u[h+j], u[2*h+j] = cand, df, dr
		}
		prev = c
	}
}

// back is scan's way back: from the gradient dy of the output it adds the
// highway's share to dx and puts the gradient of the products into tr.u.
func (l *layer) back(tr *trace, x, dx, dy []float32, width, from, to, dir, shard int) {
	h := width / 2
	o := dir * h
	vf, vr := l.vf.w[o:o+h], l.vr.w[o:o+h]
	gf, gr := l.vf.g[shard][o:o+h], l.vr.g[shard][o:o+h]
	gb := l.b.g[shard][3*o : 3*o+3*h]
	carry := make([]float32, h)
	zero := make([]float32, h)
	for k := to - 1; k >= from; k-- {
		t, before := k, k-1
		if dir == 1 {
			t = from + to - 1 - k
			before = t + 1
		}
		prev := zero
		if k > from {
			prev = tr.c[before*width+o : before*width+o+h]
		}
		u := tr.u[t*3*width+3*o : t*3*width+3*o+3*h]
		at := t*width + o
		c, f, r := tr.c[at:at+h], tr.f[at:at+h], tr.r[at:at+h]
		xs, dxs, dys := x[at:at+h], dx[at:at+h], dy[at:at+h]
		for j := range h {
			s, ds := tanh(c[j])
			d := dys[j]
			dr := d * (s - xs[j]) * u[2*h+j]
			dxs[j] += d * (1 - r[j])
			dc := carry[j] + d*r[j]*ds
			df := dc * (prev[j] - u[j]) * u[h+j]
			dcand := dc * (1 - f[j])
			carry[j] = dc*f[j] + df*vf[j] + dr*vr[j]
			gf[j] += df * prev[j]
			gr[j] += dr * prev[j]
			gb[j] += dcand
			gb[h+j] += df
			gb[2*h+j] += dr
			u[j], u[h+j], u[2*h+j] = dcand, df, dr
		}
	}
}
