package vector

// gateArgs is what the assembly takes; the order of the fields is fixed.
type gateArgs struct {
	u, x, y, c, f, r, vf, vr, b *float32
	ustep, step, lanes, n       uintptr
	dx, gf, gr                  *float32
}

//go:noescape
func gateForward512(a *gateArgs)

//go:noescape
func gateBack512(a *gateArgs)

//go:noescape
func gateForward256(a *gateArgs)

//go:noescape
func gateBack256(a *gateArgs)

// gateLanes is how many numbers a token the assembly takes at once, 0 where
// there is none.
func gateLanes(width int) int {
	lanes := [...]int{scalar: 0, avx256: 8, avxvnni: 8, avx512: 16}[best]
	if lanes > 0 && width/2%lanes != 0 {
		return 0
	}
	return lanes
}

func gateForward(g *Gates, dir, from, to int) bool {
	w := g.Width
	h, lanes := w/2, gateLanes(w)
	if lanes == 0 || from >= to {
		return lanes != 0
	}
	g.check(to)
	t, s := from, 1
	if dir == 1 {
		t, s = to-1, -1
	}
	for j := 0; j < h; j += lanes {
		o := dir*h + j
		at := t*w + o
		a := gateArgs{
			u: &g.U[3*t*w+3*dir*h+j], x: &g.X[at], y: &g.Y[at], c: &g.C[at], f: &g.F[at], r: &g.R[at],
			vf: &g.VF[o], vr: &g.VR[o], b: &g.B[3*dir*h+j], ustep: uintptr(12 * s * w), step: uintptr(4 * s * w), lanes: uintptr(4 * h), n: uintptr(to - from),
		}
		if lanes == 16 {
			gateForward512(&a)
		} else {
			gateForward256(&a)
		}
	}
	return true
}

func gateBack(g *Gates, dir, from, to int) bool {
	w := g.Width
	h, lanes := w/2, gateLanes(w)
	if lanes == 0 || from >= to {
		return lanes != 0
	}
	g.check(to)
	t, s := to-1, -1
	if dir == 1 {
		t, s = from, 1
	}
	for j := 0; j < h; j += lanes {
		o := dir*h + j
		at := t*w + o
		a := gateArgs{
			u: &g.U[3*t*w+3*dir*h+j], x: &g.X[at], y: &g.DY[at], c: &g.C[at], f: &g.F[at], r: &g.R[at],
			vf: &g.VF[o], vr: &g.VR[o], b: &g.GB[3*dir*h+j], ustep: uintptr(12 * s * w), step: uintptr(4 * s * w), lanes: uintptr(4 * h), n: uintptr(to - from),
			dx: &g.DX[at], gf: &g.GF[o], gr: &g.GR[o],
		}
		if lanes == 16 {
			gateBack512(&a)
		} else {
			gateBack256(&a)
		}
	}
	return true
}

func (g *Gates) check(to int) {
	n := to * g.Width
	_, _, _, _, _ = g.U[3*n-1], g.X[n-1], g.C[n-1], g.F[n-1], g.R[n-1]
	_, _, _ = g.VF[g.Width-1], g.VR[g.Width-1], g.B[3*g.Width-1]
}
