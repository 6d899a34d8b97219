package vector

// Fractions of the fixed-point numbers: a value is the integer over 2 to the
// power of it.
const (
	ActBits  = 13 // what layers pass on, -1 to 1
	GateBits = 12 // what goes into gates and states
)

// Weights is an integer matrix laid out for Apply, with the bias of each
// column at the scale of the sums, rounding included.
type Weights struct {
	K, N  int
	Shift int // bits by which sums are cut to give the output
	bias  []int32
	data  []int16
}

// Pack lays out w (k x n, row-major); k must be even, n a multiple of 32.
// bias has n numbers at the scale of the sums, or is nil.
func Pack(w []int16, bias []int32, k, n, shift int) *Weights {
	out := &Weights{}
	out.Reset(k, n, shift)
	for i := range k {
		for j := range n {
			out.data[(j/width*(k/2)+i/2)*2*width+j%width*2+i%2] = w[i*n+j]
		}
	}
	for j, b := range bias {
		out.bias[j] += b
	}
	return out
}

// Reset makes w a matrix of that size without bias, its numbers whatever they
// were; SetColumns or SetRows gives them.
func (w *Weights) Reset(k, n, shift int) {
	if k%2 != 0 || n%width != 0 {
		panic("vector: Weights needs k % 2 == 0 and n % 32 == 0")
	}
	w.K, w.N, w.Shift = k, n, shift
	if cap(w.data) < k*n {
		w.data = make([]int16, k*n)
	}
	if cap(w.bias) < n {
		w.bias = make([]int32, n)
	}
	w.data, w.bias = w.data[:k*n], w.bias[:n]
	round := int32(0)
	if shift > 0 {
		round = 1 << (shift - 1)
	}
	for j := range w.bias {
		w.bias[j] = round
	}
}

// Padded rounds a number of rows up to what Apply reads and writes.
func Padded(m int) int { return (m + rows - 1) / rows * rows }

// Apply sets y (m x N, rows yrow apart) to the product of x (m x K, rows xrow
// apart) and w, cut by Shift, held within 16 bits and not below floor. It
// may read and write Padded(m) rows.
func (w *Weights) Apply(y []int16, yrow int, x []int16, xrow, m int, floor int16) {
	w.apply(best, y, yrow, x, xrow, m, floor)
}

func (w *Weights) apply(l level, y []int16, yrow int, x []int16, xrow, m int, floor int16) {
	if m <= 0 {
		return
	}
	for j := 0; j < w.N; j += width {
		intPanel(l, y[j:], yrow, x, xrow, w.data[j*w.K:(j+width)*w.K], w.bias[j:], w.K/2, w.Shift, m, floor)
	}
}

func intPanelGo(y []int16, yrow int, x []int16, xrow int, w []int16, bias []int32, pairs, shift, m int, floor int16) {
	var sum [width]int32
	for i := range m {
		copy(sum[:], bias)
		for p := range pairs {
			a, b := int32(x[i*xrow+2*p]), int32(x[i*xrow+2*p+1])
			row := w[p*2*width : (p+1)*2*width]
			for j := range sum {
				sum[j] += a*int32(row[2*j]) + b*int32(row[2*j+1])
			}
		}
		for j, s := range sum {
			y[i*yrow+j] = max(narrow(s>>shift), floor)
		}
	}
}

func narrow(x int32) int16 { return int16(max(-32768, min(32767, x))) }

// mul is the rounded product of two numbers with 15 bits of fraction
// (PMULHRSW).
func mul(a, b int16) int16 { return int16((int32(a)*int32(b) + 1<<14) >> 15) }

func add(a, b int16) int16 { return narrow(int32(a) + int32(b)) }
func sub(a, b int16) int16 { return narrow(int32(a) - int32(b)) }
func abs(a int16) int16    { return max(a, -a) }

// Hinge sets out to the sums of a and b, held within 0 and 32767; a and b are
// as long as out.
func Hinge(out, a, b []int16) { hinge(best, out, a, b) }

func hingeGo(out, a, b []int16) {
	for j := range out {
		out[j] = max(0, add(a[j], b[j]))
	}
}

// Scan runs direction dir (0 forward, 1 backward) of a simple recurrent layer
// over tokens from to to-1. u has 3*width numbers a token at GateBits: for
// each direction candidate, forget gate, output gate; x and y have width at
// ActBits; v holds for each direction the gates' halved weights of the state
// with 15 bits of fraction. width/2 must be a multiple of 32.
func Scan(u, x, y, v []int16, width, dir, from, to int) {
	scan(best, u, x, y, v, width, dir, from, to)
}

func scanGo(u, x, y, v []int16, width, dir, from, to int) {
	h := width / 2
	o := dir * h
	for j := range h {
		c := int16(0)
		for k := from; k < to; k++ {
			t := k
			if dir == 1 {
				t = from + to - 1 - k
			}
			row := u[t*3*width+3*o:]
			f := gate(row[h+j], v[2*o+j], c)
			r := gate(row[2*h+j], v[2*o+h+j], c)
			c = add(row[j], mul(f, sub(c, row[j])))
			s := Tanh(c)
			in := x[t*width+o+j]
			y[t*width+o+j] = add(in, mul(r, sub(s, in)))
		}
	}
}

// gate is the parabola that stands for the logistic function, 15 bits.
func gate(g, v, c int16) int16 {
	p := mul(v, c)
	g = add(add(g, p), p)
	g = max(-16384, min(16384, g))
	g = mul(g, sub(32767, abs(g)))
	return add(add(g, g), 16384)
}

// Tanh is the parabola that stands for the hyperbolic tangent, from GateBits
// to ActBits.
func Tanh(c int16) int16 {
	t := max(-8192, min(8192, c))
	a := abs(t)
	r := mul(t, sub(32767, add(a, a)))
	return add(r, r)
}
