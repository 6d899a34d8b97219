package chain

import (
	"math"
	"testing"
)

// TestScore holds the measures to figures worked out by hand.
func TestScore(t *testing.T) {
	for _, c := range []struct {
		name            string
		gold, read      [][]int
		muc, b3r, b3p   float64
		ceafR, ceafPrec float64
	}{
		{"the same", [][]int{{1, 2, 3}, {4, 5}}, [][]int{{5, 4}, {3, 1, 2}}, 1, 1, 1, 1, 1},
		{"cut in two", [][]int{{1, 2, 3, 4}}, [][]int{{1, 2}, {3, 4}}, 2 * 1 * (2. / 3) / (1 + 2./3), 0.5, 1, 2. / 3, 1. / 3},
		{"one taken in", [][]int{{1, 2}, {3, 4}}, [][]int{{1, 2, 3}}, 0.5, (2. + 0.5) / 4, (4. + 1) / 3 / 3, 0.4, 0.8},
		{"singletons are left out", [][]int{{1, 2}, {9}}, [][]int{{1, 2}, {3}, {4}}, 1, 1, 1, 1, 1},
		{"nothing read", [][]int{{1, 2}}, nil, 0, 0, 0, 0, 0},
	} {
		var s Score
		Add(&s, c.gold, c.read)
		for _, x := range []struct {
			name      string
			got, want float64
		}{
			{"MUC F1", s.MUC.F1(), c.muc},
			{"B3 recall", s.B3.Recall(), c.b3r},
			{"B3 precision", s.B3.Precision(), c.b3p},
			{"CEAF recall", s.CEAF.Recall(), c.ceafR},
			{"CEAF precision", s.CEAF.Precision(), c.ceafPrec},
		} {
			if math.Abs(x.got-x.want) > 1e-9 {
				t.Errorf("%s: %s is %.4f, want %.4f", c.name, x.name, x.got, x.want)
			}
		}
	}
}

// TestAssign compares the pairing with all permutations of small matrices.
func TestAssign(t *testing.T) {
	seed := uint32(7)
	for n := 1; n <= 5; n++ {
		for range 40 {
			m := make([][]float64, n)
			for i := range m {
				m[i] = make([]float64, n)
				for j := range m[i] {
					seed = seed*1664525 + 1013904223
					m[i][j] = float64(seed>>20) / 4096
				}
			}
			if got, want := assign(m), best(m, 0, 0); math.Abs(got-want) > 1e-9 {
				t.Fatalf("%v: %.6f, want %.6f", m, got, want)
			}
		}
	}
}

// best tries every column not yet used for row i.
func best(m [][]float64, i int, used uint) float64 {
	if i == len(m) {
		return 0
	}
	top := 0.0
	for j := range m {
		if used>>j&1 == 0 {
			top = max(top, m[i][j]+best(m, i+1, used|1<<j))
		}
	}
	return top
}
