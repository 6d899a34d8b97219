package vector

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSet lays out a matrix by columns and by rows as Pack does it.
func TestSet(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 2))
	for range 40 {
		k, n, have := 2*(1+rng.IntN(30)), 32*(1+rng.IntN(3)), 0
		have = 1 + rng.IntN(k)
		w := noise(rng, k*n, 32767)
		clear(w[have*n:])
		turned := make([]int16, n*k)
		for i := range k {
			for j := range n {
				turned[j*k+i] = w[i*n+j]
			}
		}
		want := Pack(w, nil, k, n, 3)
		for _, l := range append([]level{scalar}, levels()...) {
			var cols, rows Weights
			cols.Reset(k, n, 3)
			rows.Reset(k, n, 3)
			first := rng.IntN(n + 1)
			cols.setColumns(l, 0, turned, k, first)
			cols.setColumns(l, first, turned[first*k:], k, n-first)
			rows.setRowsAll(l, w[:have*n], n, have)
			if !slices.Equal(cols.data, want.data) || !slices.Equal(cols.bias, want.bias) {
				t.Fatalf("%s: by columns, %d x %d is not what Pack makes of it", names[l], k, n)
			}
			if !slices.Equal(rows.data, want.data) {
				t.Fatalf("%s: by rows, %d x %d is not what Pack makes of it", names[l], k, n)
			}
		}
	}
}

func TestShut(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 2))
	const k, n, open = 6, 64, 37
	w := Pack(noise(rng, k*n, 500), nil, k, n, 12)
	x, y := noise(rng, Padded(1)*k, 20000), make([]int16, Padded(1)*n)
	w.Shut(open)
	w.Apply(y, n, x, k, 1, math.MinInt16)
	for j, v := range y[:n] {
		if (v == math.MinInt16) != (j >= open) {
			t.Errorf("column %d returns %d", j, v)
		}
	}
}

func TestShares(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 2))
	for range 50 {
		m, n := 1+rng.IntN(9), 1+rng.IntN(200)
		to := (n + 31) / 32 * 32
		step := to + 8*rng.IntN(3)
		x := noise(rng, m*step, 1<<(4+rng.IntN(11))-1)
		for i := range m {
			for j := n; j < to; j++ {
				x[i*step+j] = math.MinInt16
			}
		}
		got := slices.Clone(x)
		shares(scalar, got, step, m, to)
		for i := range m {
			nearShares(t, got[i*step:i*step+to], x[i*step:i*step+to])
		}
		for _, l := range levels() {
			other := slices.Clone(x)
			shares(l, other, step, m, to)
			if !slices.Equal(other, got) {
				t.Fatalf("%s differs from plain Go for %d x %d", names[l], m, n)
			}
		}
	}
}

func nearShares(t *testing.T, got, scores []int16) {
	t.Helper()
	top := slices.Max(scores)
	sum, total := 0.0, 0
	for _, s := range scores {
		sum += math.Exp(float64(int(s)-int(top)) / (1 << ScoreBits))
	}
	for j, s := range scores {
		want := math.Exp(float64(int(s)-int(top))/(1<<ScoreBits)) / sum * (1 << ShareBits)
		if math.Abs(float64(got[j])-want) > 1.5+want/500 || s == math.MinInt16 && got[j] != 0 {
			t.Fatalf("score %d below the best has the share %d, want %.1f", int(top)-int(s), got[j], want)
		}
		total += int(got[j])
	}
	if math.Abs(float64(total)/(1<<ShareBits)-1) > 0.01 {
		t.Fatalf("%d shares add up to %d", len(scores), total)
	}
}
