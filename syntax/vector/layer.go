package vector

import "math"

// What a transformer's layer does between its products, one row after the
// other.

// Fractions of its fixed-point numbers.
const (
	RowBits = 10 // what layers pass on, -32 to 32
	SumBits = 13 // of the sums that go into the first norm, -4 to 4
)

// Sum sets out to the sum of a, b and the signed bytes of row, each times by
// over 128. All are as long as out.
func Sum(out []int16, row string, by int16, a, b []int16) {
	a, b, row = a[:len(out)], b[:len(out)], row[:len(out)]
	for j := sum(best, out, row, by, a, b); j < len(out); j++ {
		out[j] = add(add(mul(int16(int8(row[j]))<<8, by), a[j]), b[j])
	}
}

// Gelu replaces each number, at RowBits, by its Gaussian error linear unit, to
// one unit of the last bit.
func Gelu(x []int16) {
	for j := gelu(best, x); j < len(x); j++ {
		x[j] = geluOf(x[j])
	}
}

// Coefficients over 16 of a polynomial p so that x(1-x)^4 p(x) is nearly 4x
// times what the normal distribution has beyond 4x; found by trying.
const gelu0, gelu1, gelu2, gelu3 = 3990, 5454, -25331, 20792

// geluOf takes from x, where it is positive, what the distribution's tail
// leaves of it, where it is negative.
func geluOf(x int16) int16 {
	z := int16(min(uint16(abs(x)), 4095) << 3)
	v := math.MaxInt16 - z
	v = mul(v, v)
	v = mul(v, v)
	p := mul(z, gelu3) + gelu2
	p = mul(z, p) + gelu1
	p = mul(z, p) + gelu0
	return max(x, 0) - mul(mul(mul(z, v), p), 1<<14)
}

// Norm scales and shifts rows that have been brought to mean 0 and variance 1.
type Norm struct{ Scale, Shift []float32 }

// Add sets m rows of x, xrow apart, to their sums with those of y, yrow apart,
// normalised. y has less fewer fractional bits than x, 1 to 14, and so more
// room above. A row has an even number of numbers, 65,534 at most, as many as
// n.Scale and n.Shift.
func (n *Norm) Add(x, y []int16, xrow, yrow, m, less int) { n.add(best, x, y, xrow, yrow, m, less) }

func (n *Norm) add(l level, x, y []int16, xrow, yrow, m, less int) {
	for i := range m {
		row := x[i*xrow : i*xrow+len(n.Scale)]
		s := moments(l, row, y[i*yrow:i*yrow+len(row)], 1<<(15-less))
		k := float64(len(row))
		mean := float64(s.sum) / k
		spread := (float64(s.high)*(1<<16)+float64(s.low))/k - float64(mean*mean)
		n.scale(l, row, float32(mean), float32(1/math.Sqrt(max(spread, 0)+1)))
	}
}

// squares sums up a row: its numbers, and the low and the high 16 bits of what
// the squares of each two neighbours add up to.
type squares struct {
	sum       int32
	low, high uint32
}

// momentsGo sets x to x times by, as 32768ths, plus y, and sums it up.
func momentsGo(x, y []int16, by int16) (s squares) {
	for j := 0; j < len(x); j += 2 {
		a, b := add(mul(x[j], by), y[j]), add(mul(x[j+1], by), y[j+1])
		x[j], x[j+1] = a, b
		s.sum += int32(a) + int32(b)
		two := uint32(int32(a)*int32(a)) + uint32(int32(b)*int32(b))
		s.low += two & (1<<16 - 1)
		s.high += two >> 16
	}
	return s
}

// scaleGo does so with the numbers from the one at from on.
func (n *Norm) scaleGo(x []int16, from int, mean, by float32) {
	for j := from; j < len(x); j++ {
		x[j] = nearest(float32(float32((float32(x[j])-mean)*by)*n.Scale[j]) + n.Shift[j])
	}
}
