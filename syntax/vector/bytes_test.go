package vector

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// byteProduct is a product of random numbers in matrices that lie among
// others.
type byteProduct struct {
	w          *ByteWeights
	m, xrow    int
	yrow       int
	zero       uint8
	x, y       []int16
	raw        string
	scale, add []float32
}

func newByteProduct(t testing.TB, rng *rand.Rand, m, k, n int) *byteProduct {
	t.Helper()
	p := &byteProduct{m: m, xrow: k + rng.IntN(9), yrow: n + rng.IntN(9), zero: [...]uint8{128, 12, 0}[rng.IntN(3)]}
	most := 1 << rng.IntN(16)
	p.x, p.y = noise(rng, Padded(m)*p.xrow, most-1), noise(rng, Padded(m)*p.yrow, 32767)
	if p.zero == 0 {
		for i, v := range p.x {
			p.x[i] = abs(v)
		}
	} else {
		p.x[0] = -32768
	}
	w := make([]byte, k*n)
	for i := range w {
		w[i] = byte(rng.Uint32())
	}
	p.raw = string(w)
	for range n {
		p.scale = append(p.scale, rng.Float32()/16)
		p.add = append(p.add, 1000*rng.Float32()-500)
	}
	var err error
	if p.w, err = PackBytes(p.raw, p.scale, p.add, p.zero, k, n); err != nil {
		t.Fatal(err)
	}
	return p
}

func (p *byteProduct) apply(l level) []int16 {
	var b Bytes
	b.cut(l, p.x, p.xrow, p.m, p.w.K, p.zero)
	y := slices.Clone(p.y)
	p.w.apply(l, y, p.yrow, &b, p.m)
	return y
}

func TestBytesAreTheSameEverywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	sizes := [][3]int{{1, 4, 32}, {6, 8, 32}, {8, 384, 64}, {13, 1536, 32}, {100, 20, 96}}
	for range 60 {
		sizes = append(sizes, [3]int{1 + rng.IntN(40), 4 * (1 + rng.IntN(60)), 32 * (1 + rng.IntN(3))})
	}
	for _, c := range sizes {
		p := newByteProduct(t, rng, c[0], c[1], c[2])
		want := p.apply(scalar)
		for _, l := range levels() {
			got := p.apply(l)
			if !slices.Equal(got[:p.m*p.yrow], want[:p.m*p.yrow]) {
				t.Fatalf("%s differs from plain Go for %v", names[l], c)
			}
			for i := range Padded(p.m) {
				if !slices.Equal(got[i*p.yrow+c[2]:(i+1)*p.yrow], p.y[i*p.yrow+c[2]:(i+1)*p.yrow]) {
					t.Fatalf("%s writes beside the product for %v", names[l], c)
				}
			}
		}
	}
}

// TestBytesAreNear holds the product to the one in floats: no further off than
// half a step in each number of x can bring it.
func TestBytesAreNear(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 10 {
		const m, k, n = 5, 64, 32
		p := newByteProduct(t, rng, m, k, n)
		y := p.apply(best)
		for i := range m {
			row := p.x[i*p.xrow : i*p.xrow+k]
			step := (1 << 15) / float64(multiplier(slices.Min(row), slices.Max(row), p.zero))
			for j := range n {
				want, size := float64(p.add[j]), 0.0
				for l, v := range row {
					w := float64(p.scale[j]) * float64(int8(p.raw[l*n+j]))
					want += float64(v) * w
					size += math.Abs(w)
				}
				want = max(-32768, min(32767, want))
				if got := float64(y[i*p.yrow+j]); math.Abs(got-want) > size*step/2*1.001+0.6 {
					t.Fatalf("row %d, column %d: %v, want about %v", i, j, got, want)
				}
			}
		}
	}
}

func TestPackBytesRefuses(t *testing.T) {
	one := func(x float32) []float32 { return slices.Repeat([]float32{x}, 32) }
	raw := string(slices.Repeat([]byte{127}, 4*32))
	if _, err := PackBytes(raw, one(0.1), one(0), 128, 4, 32); err != nil {
		t.Error(err)
	}
	for name, err := range map[string]error{
		"a number that is none": second(PackBytes(raw, one(0.1), one(float32(math.NaN())), 128, 4, 32)),
		"too great a scale":     second(PackBytes(raw, one(1e6), one(0), 128, 4, 32)),
		"a size that is off":    second(PackBytes(raw, one(0.1), one(0), 128, 2, 64)),
		"too few bytes":         second(PackBytes(raw[1:], one(0.1), one(0), 128, 4, 32)),
	} {
		if err == nil {
			t.Errorf("%s passes", name)
		}
	}
}

func second(_ *ByteWeights, err error) error { return err }

func BenchmarkBytes(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range [][2]int{{384, 1536}, {1536, 384}} {
		const m = 192
		p := newByteProduct(b, rng, m, c[0], c[1])
		for _, l := range levels() {
			b.Run(fmt.Sprintf("%dx%d/%s", c[0], c[1], names[l]), func(b *testing.B) {
				var x Bytes
				x.cut(l, p.x, p.xrow, m, c[0], p.zero)
				for b.Loop() {
					p.w.apply(l, p.y, p.yrow, &x, m)
				}
				b.ReportMetric(m*float64(c[0])*float64(c[1])*float64(b.N)/b.Elapsed().Seconds()/1e9, "gmac/s")
			})
		}
	}
}
