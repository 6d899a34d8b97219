package gradient

import (
	"math"
	"strings"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// Quantise returns table and encoder in integers. words is the vocabulary's list.
func (n *Net) Quantise(words []string) model.Encoder {
	m := model.Encoder{Vocabulary: strings.Join(words, "\n")}
	m.Table, m.TableBits = Table(n.Table.W)
	m.Input = Integers(n.w1.W, n.b1.W, n.Embed, n.Width, m.TableBits, vector.GateBits, 8)
	for _, l := range n.layers {
		il := model.Layer{W: Integers(l.w.W, l.b.W, n.Width, 3*n.Width, vector.ActBits, vector.GateBits, 1)}
		h := n.Width / 2
		for d := range 2 {
			il.V = append(il.V, Shorts(l.vf.W[d*h:d*h+h], 14)...)
			il.V = append(il.V, Shorts(l.vr.W[d*h:d*h+h], 14)...)
		}
		m.Stack = append(m.Stack, il)
	}
	return m
}

// Integers turns a k x n matrix and its bias (nil for none) into 16-bit
// integers, given the bits of fraction of what it is multiplied with (in) and
// of what shall come out, and the greatest value that its input takes. The
// weights get the finest fraction, up to 14 bits, at which they fit and sums
// stay within 1<<30; where that is less than out asks for, the finer one that
// it needs, and weights that do not fit are cut.
func Integers(w, bias []float32, k, n, in, out int, most float64) model.Integers {
	var top, sum float64
	for _, x := range w {
		top = math.Max(top, math.Abs(float64(x)))
	}
	for j := range n {
		var s float64
		for i := range k {
			s += math.Abs(float64(w[i*n+j]))
		}
		if bias != nil {
			s += math.Abs(float64(bias[j])) / most
		}
		sum = math.Max(sum, s)
	}
	bits := 14
	for bits > 0 && (top*math.Pow(2, float64(bits)) > 32767 || sum*most*math.Pow(2, float64(bits+in)) > 1<<30) {
		bits--
	}
	m := model.Integers{K: k, N: n, Shift: bits + in - out}
	for m.Shift < 0 { // more fraction wanted than there is: widen the weights
		m.Shift++
		bits++
	}
	f := math.Pow(2, float64(bits))
	for _, x := range w {
		m.W = append(m.W, short(float64(x)*f))
	}
	g := math.Pow(2, float64(bits+in))
	m.Bias = make([]int32, n)
	for j := range bias {
		m.Bias[j] = int32(math.Round(float64(bias[j]) * g))
	}
	return m
}

func short(x float64) int16 {
	return int16(math.Max(-32768, math.Min(32767, math.Round(x))))
}

// Shorts returns the numbers at bits bits of fraction; those out of range become
// the greatest or the least.
func Shorts(x []float32, bits int) []int16 {
	var out []int16
	for _, v := range x {
		out = append(out, short(float64(v)*math.Pow(2, float64(bits))))
	}
	return out
}

// Table turns the rows into signed bytes and says at how many bits of
// fraction, 3 to 8; at most one number of ten thousand is cut (at 3 bits, more
// may be).
func Table(w []float32) (rows string, bits int) {
	bits = 8
	for ; bits > 3; bits-- {
		limit := 127 / float32(math.Pow(2, float64(bits)))
		over := 0
		for _, x := range w {
			if x > limit || x < -limit {
				over++
			}
		}
		if over*10000 <= len(w) {
			break
		}
	}
	f := math.Pow(2, float64(bits))
	out := make([]byte, len(w))
	for i, x := range w {
		out[i] = byte(int8(math.Max(-127, math.Min(127, math.Round(float64(x)*f)))))
	}
	return string(out), bits
}
