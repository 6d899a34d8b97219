package vector

import (
	"fmt"
	"math"
)

// Bytes is rows of numbers cut down to 8 bits, each row in steps of its own:
// what ByteWeights multiplies. The zero value is ready.
type Bytes struct {
	K    int
	step []float32
	data []uint8
	wide []int16 // in place of data where the processor multiplies 16 bits
}

// Cut sets b to m rows of k numbers of x, xrow apart. A number becomes zero
// plus the steps that it is from 0, rounded; the step of a row is the least
// with which all of the row fits, in whole 32768ths of a byte. zero is 128 for
// numbers of either sign, and less where the greater ones are positive.
func (b *Bytes) Cut(x []int16, xrow, m, k int, zero uint8) { b.cut(best, x, xrow, m, k, zero) }

func (b *Bytes) cut(l level, x []int16, xrow, m, k int, zero uint8) {
	b.size(l, m, k)
	for i := range m {
		row := x[i*xrow : i*xrow+k]
		lo, hi := extremes(l, row)
		by := multiplier(lo, hi, zero)
		b.step[i] = (1 << 15) / float32(by)
		if l == avx256 {
			scaleWide(l, b.wide[i*k:(i+1)*k], row, by, zero)
		} else {
			scaleBytes(l, b.data[i*k:(i+1)*k], row, by, zero)
		}
	}
}

// size makes room for m rows of k numbers.
func (b *Bytes) size(l level, m, k int) {
	b.K = k
	n := Padded(m)
	if cap(b.step) < n {
		b.step = make([]float32, n)
	}
	b.step = b.step[:n]
	switch {
	case l == avx256 && cap(b.wide) < n*k:
		b.wide = make([]int16, n*k)
	case l != avx256 && cap(b.data) < n*k:
		b.data = make([]uint8, n*k)
	}
	if l == avx256 {
		b.wide = b.wide[:n*k]
	} else {
		b.data = b.data[:n*k]
	}
}

// multiplier returns the greatest 16-bit number that, as 32768ths, brings all
// from lo to hi within a byte around zero.
func multiplier(lo, hi int16, zero uint8) int16 {
	by := math.MaxInt16
	if hi > 0 {
		by = min(by, (255-int(zero))<<15/int(hi))
	}
	if lo < 0 {
		by = min(by, int(zero)<<15/-int(lo))
	}
	return int16(by)
}

func extremesGo(x []int16) (lo, hi int16) {
	lo, hi = math.MaxInt16, math.MinInt16
	for _, v := range x {
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi
}

func scaleBytesGo(out []uint8, x []int16, by int16, zero uint8) {
	for j, v := range x {
		out[j] = uint8(mul(v, by) + int16(zero))
	}
}

func scaleWideGo(out, x []int16, by int16, zero uint8) {
	for j, v := range x {
		out[j] = mul(v, by) + int16(zero)
	}
}

// ByteWeights is a matrix of signed bytes laid out for Apply, with a scale and
// a bias for each column.
type ByteWeights struct {
	K, N  int
	data  []int8  // panels of 32 columns: 4 rows of each column side by side
	start []int32 // what takes the zero of the rows out of the sums
	scale []float32
	bias  []float32
}

// PackBytes lays out w (k x n, row-major) for rows cut with zero; k must be
// a multiple of 4, n of 32. scale and bias have n numbers. The error says that
// a sum might not fit 31 bits.
func PackBytes(w string, scale, bias []float32, zero uint8, k, n int) (*ByteWeights, error) {
	if k%4 != 0 || n%width != 0 || len(w) != k*n || len(scale) != n || len(bias) != n {
		return nil, fmt.Errorf("vector: %d bytes for %d x %d, which must be multiples of 4 and %d", len(w), k, n, width)
	}
	out := &ByteWeights{K: k, N: n, data: make([]int8, k*n), start: make([]int32, n), scale: scale, bias: bias}
	size := make([]int32, n)
	for i := 0; i < k; i += 4 {
		for j := range n {
			to := out.data[(j/width*k+i)*width+j%width*4:][:4]
			at := i*n + j
			a, b, c, d := int8(w[at]), int8(w[at+n]), int8(w[at+2*n]), int8(w[at+3*n])
			to[0], to[1], to[2], to[3] = a, b, c, d
			out.start[j] -= int32(zero) * (int32(a) + int32(b) + int32(c) + int32(d))
			size[j] += max(int32(a), -int32(a)) + max(int32(b), -int32(b)) + max(int32(c), -int32(c)) + max(int32(d), -int32(d))
		}
	}
	for j := range n {
		most := float64(size[j])*math.Abs(float64(scale[j]))*(1<<15+1<<9) + math.Abs(float64(bias[j]))
		if !(most < 1<<31) {
			return nil, fmt.Errorf("vector: column %d of %d x %d reaches %g", j, k, n, most)
		}
	}
	return out, nil
}

// Apply sets y (m x N, rows yrow apart) to the product of the first m rows of
// x and w, in the units of what x was cut from, rounded to even and held
// within 16 bits. It may write Padded(m) rows.
func (w *ByteWeights) Apply(y []int16, yrow int, x *Bytes, m int) { w.apply(best, y, yrow, x, m) }

func (w *ByteWeights) apply(l level, y []int16, yrow int, x *Bytes, m int) {
	if m <= 0 {
		return
	}
	for j := 0; j < w.N; j += width {
		w.panel(l, j, y[j:], yrow, x, m)
	}
}

// panelGo is apply for the 32 columns from j on.
func (w *ByteWeights) panelGo(j int, y []int16, yrow int, x *Bytes, m int) {
	data := w.data[j*w.K : (j+width)*w.K]
	start, scale, bias := w.start[j:j+width], w.scale[j:j+width], w.bias[j:j+width]
	var sum [width]int32
	for i := range m {
		copy(sum[:], start)
		row := x.data[i*w.K : (i+1)*w.K]
		for k := 0; k < len(row); k += 4 {
			a, b, c, d := int32(row[k]), int32(row[k+1]), int32(row[k+2]), int32(row[k+3])
			at := data[k*width : (k+4)*width]
			for j := range sum {
				sum[j] += a*int32(at[4*j]) + b*int32(at[4*j+1]) + c*int32(at[4*j+2]) + d*int32(at[4*j+3])
			}
		}
		for j, s := range sum {
			v := float32(float32(float32(s)*x.step[i])*scale[j]) + bias[j]
			y[i*yrow+j] = nearest(v)
		}
	}
}

// nearest returns x, less than 31 bits, as an integer within 16 bits, halves
// to the even side as the processor's own conversion does.
func nearest(x float32) int16 { return narrow(int32(math.RoundToEven(float64(x)))) }
