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
		l = append(l, k)
	}
	return l
}

func TestApplyIsTheSameEverywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 40 {
		m, k, n := 8*(1+rng.IntN(3)), 2*(1+rng.IntN(100)), 32*(1+rng.IntN(4))
		bias := make([]int32, n)
		for i := range bias {
			bias[i] = rng.Int32() - 1<<30
		}
		w := Pack(noise(rng, k*n, 32767), bias, k, n, rng.IntN(20))
		x := noise(rng, m*k, 32767)
		floor := int16(-32768 * rng.IntN(2))
		want := make([]int16, m*n)
		w.apply(scalar, want, n, x, k, m, floor)
		for _, l := range levels() {
			got := make([]int16, m*n)
			w.apply(l, got, n, x, k, m, floor)
			if !slices.Equal(got, want) {
				t.Fatalf("%s differs from plain Go for %d x %d x %d", names[l], m, k, n)
			}
		}
	}
}

func TestSetColumn(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 2))
	const k, n = 10, 64
	w := noise(rng, k*n, 100)
	want := Pack(w, nil, k, n, 3)
	var got Weights
	got.Reset(k, n, 3)
	for j := range n {
		col := make([]int16, k)
		for i := range col {
			col[i] = w[i*n+j]
		}
		got.SetColumn(j, col)
	}
	if !slices.Equal(got.data, want.data) || !slices.Equal(got.bias, want.bias) {
		t.Fatal("SetColumn and Pack differ")
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
