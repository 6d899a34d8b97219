package vector

// Gates is one pass of a simple recurrent layer in training (Lei, Zhang, Wang,
// Dai and Artzi 2018), in float32: Width numbers a token, half of them a
// direction. B, GB and, for each token, U have for each direction candidate,
// forget gate, output gate.
type Gates struct {
	Width     int
	U         []float32 // products; after Forward the candidates and the gates' slopes; after Back the products' gradients
	X, Y      []float32 // the highway's input and the output
	C, F, R   []float32 // states and gates
	VF, VR, B []float32 // the gates' weights of the state, and the biases
	DX, DY    []float32 // gradients of input (added to) and output
	GF, GR    []float32 // gradients of VF, VR and B (added to)
	GB        []float32
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

// Squash is t(2-|t|) with t = x/2 cut to [-1, 1]; the second value is its slope.
func Squash(x float32) (float32, float32) {
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

// Forward runs direction dir (0 forward, 1 backward) over tokens from to to-1.
func (g *Gates) Forward(dir, from, to int) {
	if !gateForward(g, dir, from, to) {
		g.forward(dir, from, to)
	}
}

// Back goes the same way back, from DY.
func (g *Gates) Back(dir, from, to int) {
	if !gateBack(g, dir, from, to) {
		g.back(dir, from, to)
	}
}

func (g *Gates) forward(dir, from, to int) {
	w := g.Width
	h := w / 2
	o := dir * h
	vf, vr := g.VF[o:o+h], g.VR[o:o+h]
	b := g.B[3*o : 3*o+3*h]
	zero := make([]float32, h)
	prev := zero
	for k := from; k < to; k++ {
		t := k
		if dir == 1 {
			t = from + to - 1 - k
		}
		u := g.U[t*3*w+3*o : t*3*w+3*o+3*h]
		at := t*w + o
		c, f, r := g.C[at:at+h], g.F[at:at+h], g.R[at:at+h]
		xs, ys := g.X[at:at+h], g.Y[at:at+h]
		for j := range h {
			cand := u[j] + b[j]
			fj, df := sigmoid(u[h+j] + b[h+j] + vf[j]*prev[j])
			rj, dr := sigmoid(u[2*h+j] + b[2*h+j] + vr[j]*prev[j])
			cj := fj*prev[j] + (1-fj)*cand
			s, _ := Squash(cj)
			ys[j] = rj*s + (1-rj)*xs[j]
			c[j], f[j], r[j] = cj, fj, rj
			u[j], u[h+j], u[2*h+j] = cand, df, dr
		}
		prev = c
	}
}

func (g *Gates) back(dir, from, to int) {
	w := g.Width
	h := w / 2
	o := dir * h
	vf, vr := g.VF[o:o+h], g.VR[o:o+h]
	gvf, gvr := g.GF[o:o+h], g.GR[o:o+h]
	gb := g.GB[3*o : 3*o+3*h]
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
			prev = g.C[before*w+o : before*w+o+h]
		}
		u := g.U[t*3*w+3*o : t*3*w+3*o+3*h]
		at := t*w + o
		c, f, r := g.C[at:at+h], g.F[at:at+h], g.R[at:at+h]
		xs, dxs, dys := g.X[at:at+h], g.DX[at:at+h], g.DY[at:at+h]
		for j := range h {
			s, ds := Squash(c[j])
			d := dys[j]
			dr := d * (s - xs[j]) * u[2*h+j]
			dxs[j] += d * (1 - r[j])
			dc := carry[j] + d*r[j]*ds
			df := dc * (prev[j] - u[j]) * u[h+j]
			dcand := dc * (1 - f[j])
			carry[j] = dc*f[j] + df*vf[j] + dr*vr[j]
			gvf[j] += df * prev[j]
			gvr[j] += dr * prev[j]
			gb[j] += dcand
			gb[h+j] += df
			gb[2*h+j] += dr
			u[j], u[h+j], u[2*h+j] = dcand, df, dr
		}
	}
}
