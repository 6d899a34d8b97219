package vector

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRows holds the assembly against plain Go at every length, the greatest
// and the least numbers among them.
func TestRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 9))
	for n := range 70 {
		x, row := make([]int16, n), make([]byte, n)
		for i := range x {
			x[i], row[i] = int16(rng.Uint32()), byte(rng.Uint32())
			if i%7 == 0 {
				x[i] = [...]int16{-32768, 32767, 8192, -8192, 0}[rng.IntN(5)]
			}
		}
		sum, tanh := slices.Clone(x), slices.Clone(x)
		AddBytes(sum, string(row))
		TanhAll(tanh)
		for i := range x {
			if want := x[i] + int16(int8(row[i])); sum[i] != want {
				t.Fatalf("%d numbers: sum %d is %d, want %d", n, i, sum[i], want)
			}
			if want := Tanh(x[i]); tanh[i] != want {
				t.Fatalf("%d numbers: Tanh(%d) is %d, want %d", n, x[i], tanh[i], want)
			}
		}
	}
}
