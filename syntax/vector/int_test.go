package vector

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func noise(rng *rand.Rand, n, most int) []int16 {
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(rng.IntN(2*most+1) - most)
	}
	return out
}

// levels are what this machine can run besides plain Go.
func levels() []level {
	var l []level
	for k := avx256; k <= best; k++ {
		if k != avxvnni || vnni256() {
			l = append(l, k)
		}
	}
	return l
}

func TestApplyIsTheSameEverywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		sameApply(t, rng, 1+rng.IntN(40), 2*(1+rng.IntN(100)), 32*(1+rng.IntN(4)))
	}
	for _, c := range [][3]int{{1, 2, 32}, {8, 4, 32}, {12, 6, 64}, {192, 256, 768}, {250, 96, 256}, {33, 1026, 32}} {
		sameApply(t, rng, c[0], c[1], c[2])
	}
}

// sameApply holds all levels to plain Go, in matrices that lie among other
// numbers: those must stay.
func sameApply(t *testing.T, rng *rand.Rand, m, k, n int) {
	t.Helper()
	bias := make([]int32, n)
	for i := range bias {
		bias[i] = rng.Int32() - 1<<30
	}
	all := noise(rng, k*n, 32767)
	xrow, yrow := k+rng.IntN(9), n+rng.IntN(9)
	x := noise(rng, Padded(m)*xrow, 32767)
	for _, v := range []*int16{&all[0], &all[n], &x[0], &x[1]} {
		*v = -32768 // the only pairs whose sum wraps before it is added
	}
	w := Pack(all, bias, k, n, rng.IntN(20))
	floor := int16(-32768 * rng.IntN(2))
	before := noise(rng, Padded(m)*yrow, 32767)
	want := slices.Clone(before)
	w.apply(scalar, want, yrow, x, xrow, m, floor)
	for _, l := range levels() {
		got := slices.Clone(before)
		w.apply(l, got, yrow, x, xrow, m, floor)
		if !slices.Equal(got[:m*yrow], want[:m*yrow]) {
			t.Fatalf("%s differs from plain Go for %d x %d x %d", names[l], m, k, n)
		}
		for i := range Padded(m) {
			if !slices.Equal(got[i*yrow+n:(i+1)*yrow], before[i*yrow+n:(i+1)*yrow]) {
				t.Fatalf("%s writes beside the product for %d x %d x %d", names[l], m, k, n)
			}
		}
	}
}

func TestHingeIsTheSameEverywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 2))
	for n := range 70 {
		a, b := noise(rng, n, 32767), noise(rng, n, 32767)
		want := make([]int16, n)
		hingeGo(want, a, b)
		for _, l := range levels() {
			got := make([]int16, n)
			hinge(l, got, a, b)
			if !slices.Equal(got, want) {
				t.Fatalf("%s differs from plain Go for %d numbers", names[l], n)
			}
		}
	}
}

func TestScanIsTheSameEverywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for _, width := range []int{64, 192, 256} {
		const n = 37
		u, x, v := noise(rng, n*3*width, 32767), noise(rng, n*width, 8192), noise(rng, 2*width, 32767)
		for dir := range 2 {
			want := make([]int16, n*width)
			scanGo(u, x, want, v, width, dir, 3, n)
			for _, l := range levels() {
				got := make([]int16, n*width)
				scan(l, u, x, got, v, width, dir, 3, n)
				if !slices.Equal(got, want) {
					t.Fatalf("%s differs from plain Go, width %d, direction %d", names[l], width, dir)
				}
			}
		}
	}
}

func BenchmarkApply(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 256, 192, 576
	w := Pack(noise(rng, k*n, 100), nil, k, n, 10)
	x, y := noise(rng, m*k, 1000), make([]int16, m*n)
	for _, l := range append([]level{scalar}, levels()...) {
		b.Run(names[l], func(b *testing.B) {
			for b.Loop() {
				w.apply(l, y, n, x, k, m, 0)
			}
			b.ReportMetric(m*n*k*float64(b.N)/b.Elapsed().Seconds()/1e9, "gmac/s")
		})
	}
}
