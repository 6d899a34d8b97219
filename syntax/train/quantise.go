package train

import (
	"math"
	"strings"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// integers turns a matrix into 16-bit integers, given the bits of fraction of
// what it is multiplied with and of what shall come out, and the greatest
// value that its input takes.
func integers(w, bias []float32, k, n, in, out int, most float64) model.Integers {
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

func shorts(x []float32, bits int) []int16 {
	var out []int16
	for _, v := range x {
		out = append(out, short(float64(v)*math.Pow(2, float64(bits))))
	}
	return out
}

// quantise gives the network in integers.
func quantise(n *net, words []string, lemmas string) *model.Weights {
	c := n.Config
	m := &model.Weights{Config: c, Encoder: model.Encoder{Vocabulary: strings.Join(words, "\n")}, Lemmas: lemmas}
	m.Table, m.TableBits = table(n.emb.w)
	m.Input = integers(n.w1.w, n.b1.w, c.Embed, c.Width, m.TableBits, vector.GateBits, 8)
	for _, l := range n.layers {
		il := model.Layer{W: integers(l.w.w, l.b.w, c.Width, 3*c.Width, vector.ActBits, vector.GateBits, 1)}
		h := c.Width / 2
		for d := range 2 {
			il.V = append(il.V, shorts(l.vf.w[d*h:d*h+h], 14)...)
			il.V = append(il.V, shorts(l.vr.w[d*h:d*h+h], 14)...)
		}
		m.Stack = append(m.Stack, il)
	}
	m.Hide = integers(n.wh.w, n.bh.w, c.Width, c.Hidden(), vector.ActBits, model.HiddenBits, 1)
	m.Bilinear = integers(n.u.w, n.ub.w, c.Arc, c.Arc, model.HiddenBits, model.LeftBits, 4)
	m.Tags = integers(n.wt.w, n.bt.w, c.Tag, model.TagColumns, model.HiddenBits, model.ScoreBits, 4)
	m.Deps = integers(n.wl.w, n.bl.w, c.Label, model.DepColumns, model.HiddenBits, model.ScoreBits, 4)
	m.RootArc, m.RootLabel = shorts(n.rootA.w, model.HiddenBits), shorts(n.rootL.w, model.HiddenBits)
	return m
}

// table turns the rows into bytes; at most one number of ten thousand is cut.
func table(w []float32) (string, int) {
	bits := 8
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
