package vector

import (
	"math"
	"math/rand/v2"
	"testing"
)

func gates(width, n int) *Gates {
	rng := rand.New(rand.NewPCG(4, 4))
	f := func(k int) []float32 {
		x := make([]float32, k)
		for i := range x {
			x[i] = float32(rng.NormFloat64())
		}
		return x
	}
	w := n * width
	return &Gates{Width: width, U: f(3 * w), X: f(w), Y: f(w), C: f(w), F: f(w), R: f(w), VF: f(width), VR: f(width), B: f(3 * width), DX: f(w), DY: f(w), GF: f(width), GR: f(width), GB: f(3 * width)}
}

// TestGates holds the assembly against plain Go, to the accuracy of float32.
func TestGates(t *testing.T) {
	for dir := range 2 {
		a, b := gates(64, 20), gates(64, 20)
		a.Forward(dir, 2, 19)
		b.forward(dir, 2, 19)
		a.Back(dir, 2, 19)
		b.back(dir, 2, 19)
		for k, p := range [][2][]float32{{a.Y, b.Y}, {a.C, b.C}, {a.U, b.U}, {a.DX, b.DX}, {a.GF, b.GF}, {a.GR, b.GR}, {a.GB, b.GB}} {
			for i := range p[0] {
				if math.Abs(float64(p[0][i]-p[1][i])) > 1e-4 {
					t.Fatalf("direction %d, slice %d at %d: %v and %v", dir, k, i, p[0][i], p[1][i])
				}
			}
		}
	}
}

// TestGatesSlope holds Back against differences of Forward.
func TestGatesSlope(t *testing.T) {
	loss := func(g *Gates) (s float64) {
		g.forward(0, 0, 5)
		for i, y := range g.Y {
			s += float64(y * g.DY[i])
		}
		return s
	}
	g := gates(32, 5)
	for i := 16; i < 5*32; i++ { // only direction 0
		if i%32 >= 16 {
			g.DY[i] = 0
		}
	}
	clear(g.GF)
	g.forward(0, 0, 5)
	g.back(0, 0, 5)
	for j := range 16 {
		const h = 1e-2
		up, down := gates(32, 5), gates(32, 5)
		up.DY, down.DY = g.DY, g.DY
		up.VF[j] += h
		down.VF[j] -= h
		want := (loss(up) - loss(down)) / (2 * h)
		if got := float64(g.GF[j]); math.Abs(got-want) > 2e-2*(1+math.Abs(want)) {
			t.Errorf("slope of VF[%d]: %v, differences say %v", j, got, want)
		}
	}
}
