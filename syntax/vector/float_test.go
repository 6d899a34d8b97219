package vector

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestMul(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	const m, n, k = 24, 96, 300
	a, b := make([]float32, m*k), make([]float32, k*n)
	for i := range a {
		a[i] = float32(rng.NormFloat64())
	}
	for i := range b {
		b[i] = float32(rng.NormFloat64())
	}
	at := make([]float32, m*k)
	for i := range m {
		for j := range k {
			at[j*m+i] = a[i*k+j]
		}
	}
	var p Panel
	got, gotT := make([]float32, m*n), make([]float32, m*n)
	p.Mul(View(got, n), View(a, k), View(b, n), m, n, k)
	p.Mul(View(gotT, n), View(at, m).T(), View(b, n), m, n, k)
	for i := range m {
		for j := range n {
			var want float64
			for l := range k {
				want += float64(a[i*k+l]) * float64(b[l*n+j])
			}
			if math.Abs(want-float64(got[i*n+j])) > 1e-3 || got[i*n+j] != gotT[i*n+j] {
				t.Fatalf("(%d,%d): %v and %v, want %v", i, j, got[i*n+j], gotT[i*n+j], want)
			}
		}
	}
}

func BenchmarkMul(b *testing.B) {
	const m, n, k = 1024, 576, 192
	x, w, y := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
	var p Panel
	for b.Loop() {
		p.Mul(View(y, n), View(x, k), View(w, n), m, n, k)
	}
	b.ReportMetric(2*m*n*k*float64(b.N)/b.Elapsed().Seconds()/1e9, "gflop/s")
}
