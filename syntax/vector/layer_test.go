package vector

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestGelu tries every number, in plain Go and on each path.
func TestGelu(t *testing.T) {
	all := make([]int16, 1<<16)
	worst := 0.0
	want := slices.Clone(all)
	for i := range all {
		all[i] = int16(i - 1<<15)
		want[i] = geluOf(all[i])
		x := float64(all[i]) / (1 << RowBits)
		worst = max(worst, math.Abs(float64(want[i])-(1<<RowBits)*x/2*(1+math.Erf(x/math.Sqrt2))))
	}
	if worst > 1 || worst == 0 {
		t.Errorf("off by up to %.2f units", worst)
	}
	for _, l := range levels() {
		got := slices.Clone(all)
		if n := gelu(l, got); n != len(got) || !slices.Equal(got, want) {
			t.Errorf("%s differs from plain Go", names[l])
		}
	}
}

func TestSum(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 70 {
		row := make([]byte, n)
		for i := range row {
			row[i] = byte(rng.Uint32())
		}
		a, b, by := noise(rng, n, 32767), noise(rng, n, 32767), int16(rng.IntN(32768))
		got := make([]int16, n)
		Sum(got, string(row), by, a, b)
		for i := range got {
			part := math.Floor(float64(int8(row[i]))*float64(by)/128 + 0.5)
			want := max(-32768, min(32767, part+float64(a[i])))
			want = max(-32768, min(32767, want+float64(b[i])))
			if float64(got[i]) != want {
				t.Fatalf("sum %d of %d is %d, want %v", i, n, got[i], want)
			}
		}
	}
}

func TestNorm(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 2))
	for _, k := range []int{2, 30, 32, 46, 48, 384, 1600} {
		var n Norm
		for range k {
			n.Scale, n.Shift = append(n.Scale, 2000*rng.Float32()), append(n.Shift, 800*rng.Float32()-400)
		}
		for most := 1; most < 1<<16; most *= 3 {
			const m = 3
			x, y := noise(rng, m*(k+2), min(most, 32767)), noise(rng, m*(k+1), min(most, 32767))
			want := slices.Clone(x)
			less := 1 + rng.IntN(14)
			n.add(scalar, want, y, k+2, k+1, m, less)
			for i := range m {
				nearNorm(t, &n, want[i*(k+2):], x[i*(k+2):], y[i*(k+1):], 1<<(15-less))
			}
			for _, l := range levels() {
				got := slices.Clone(x)
				n.add(l, got, y, k+2, k+1, m, less)
				if !slices.Equal(got, want) {
					t.Fatalf("%s differs from plain Go for %d numbers up to %d", names[l], k, most)
				}
			}
		}
	}
}

func nearNorm(t *testing.T, n *Norm, got, x, y []int16, by int16) {
	t.Helper()
	mean, spread, k := 0.0, 0.0, float64(len(n.Scale))
	row := make([]float64, len(n.Scale))
	for j := range row {
		row[j] = float64(add(mul(x[j], by), y[j]))
		mean += row[j] / k
	}
	for _, v := range row {
		spread += (v - mean) * (v - mean) / k
	}
	if spread < 50*50 {
		return // no row of a network
	}
	for j, v := range row {
		want := (v-mean)/math.Sqrt(spread)*float64(n.Scale[j]) + float64(n.Shift[j])
		if math.Abs(float64(got[j])-max(-32768, min(32767, want))) > 1+math.Abs(want)/1000 {
			t.Fatalf("number %d is %d, want %.1f", j, got[j], want)
		}
	}
}
