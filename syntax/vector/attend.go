package vector

import "math"

// What attention needs besides products: matrices made of rows that were just
// computed, and shares that add up to one.

// Fractions of its fixed-point numbers.
const (
	ScoreBits = 8  // before Shares
	ShareBits = 14 // afterwards
)

// SetColumns puts the first n rows of x, K numbers each and xrow apart, into
// the columns from j on.
func (w *Weights) SetColumns(j int, x []int16, xrow, n int) { w.setColumns(best, j, x, xrow, n) }

func (w *Weights) setColumnsGo(j int, x []int16, xrow, n int) {
	for i := range n {
		row := x[i*xrow : i*xrow+w.K]
		out := w.data[(j+i)/width*w.K*width+(j+i)%width*2:]
		for k := 0; k < len(row); k += 2 {
			out[k*width], out[k*width+1] = row[k], row[k+1]
		}
	}
}

// SetRows makes the first n rows of x, N numbers each and xrow apart, the first
// rows; what is beyond becomes 0.
func (w *Weights) SetRows(x []int16, xrow, n int) { w.setRowsAll(best, x, xrow, n) }

func (w *Weights) setRowsAll(l level, x []int16, xrow, n int) {
	for i := w.setRows(l, x, xrow, n); i < w.K; i++ {
		for j := range w.N {
			v := int16(0)
			if i < n {
				v = x[i*xrow+j]
			}
			w.data[(j/width*(w.K/2)+i/2)*2*width+j%width*2+i%2] = v
		}
	}
}

// Shut makes the columns from j on return the least number.
func (w *Weights) Shut(j int) {
	for ; j < w.N; j++ {
		column := w.data[j/width*w.K*width+j%width*2:]
		for k := 0; k < w.K; k += 2 {
			column[k*width], column[k*width+1] = 0, 0
		}
		w.bias[j] = math.MinInt32
	}
}

// Shares turns m rows of n scores each, xrow apart, into shares that add up to
// one: the exponentials of the scores over their sum. n is a multiple of 32;
// the least number is the score of what has no share.
func Shares(x []int16, xrow, m, n int) { shares(best, x, xrow, m, n) }

// Coefficients of exp(-x) for x from 0 to 1/2, found by trying.
const exp0, exp1, exp2, exp3 = 32767, 32764, 15950, 4275

// expOf returns exp(-d) with 15 bits of fraction, by the 32nd of d.
func expOf(d uint16) int16 {
	z := int16(min(d, 4095) << 2)
	e := exp2 - mul(z, exp3)
	e = exp1 - mul(z, e)
	e = exp0 - mul(z, e)
	for range 5 {
		e = mul(e, e)
	}
	return e
}

func sharesGo(x []int16, xrow, m, n int) {
	for i := range m {
		row := x[i*xrow : i*xrow+n]
		_, top := extremesGo(row)
		sum := int32(0)
		for j, v := range row {
			row[j] = expOf(uint16(top) - uint16(v))
			sum += int32(row[j])
		}
		// One over the sum: 15 bits of it, and how far they are to the right.
		one := math.Float32bits(1 / float32(sum))
		by, shift := int16(one>>9&(1<<14-1)|1<<14), 112-int(one>>23)
		for j, v := range row {
			row[j] = add(mul(v, by), int16(1<<shift>>1)) >> shift
		}
	}
}
