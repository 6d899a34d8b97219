package transformer

import (
	"math"

	"github.com/datelinewire/dateline/syntax/vector"
)

// Scratch is the room that one goroutine needs. The zero value is ready.
type Scratch struct {
	pieces []int32
	cases  []int
	first  []int // place of each token's first piece
	ends   []int // one past the last piece of each sentence

	x, y, wide []int16
	queries    []int16 // queries, keys and values side by side
	shares     []int16
	column     []int16
	keys       vector.Weights
	values     vector.Weights
	sum        []int32
	real       []float64
	out        []int16
}

// Batch is the number of word pieces that go through the layers together at
// the least, where there are as many: their numbers stay in the second-level
// cache while the weights pass by once.
const Batch = 192

// Encode returns the vectors of the tokens of several sentences, Width numbers
// a token, one sentence after the other; they are good until the next call.
// Each sentence is the forms of its tokens, at most Longest of them: what is
// beyond is zero.
func (m *Model) Encode(s *Scratch, sentences [][]string) []int16 {
	tokens := 0
	for _, forms := range sentences {
		tokens += len(forms)
	}
	s.out = grow(s.out, tokens*m.Width)
	clear(s.out)
	done := 0
	for from := 0; from < len(sentences); {
		s.pieces, s.cases, s.first, s.ends = s.pieces[:0], s.cases[:0], s.first[:0], s.ends[:0]
		to := from
		for to < len(sentences) && (to == from || len(s.pieces) < Batch) {
			m.cut(s, sentences[to])
			to++
		}
		m.run(s)
		for i, p := range s.first {
			if p >= 0 {
				copy(s.out[(done+i)*m.Width:(done+i+1)*m.Width], s.x[p*m.Width:])
			}
		}
		done += len(s.first)
		from = to
	}
	return s.out
}

// cut appends the word pieces of a sentence between its two end marks.
func (m *Model) cut(s *Scratch, forms []string) {
	begin := len(s.pieces)
	add := func(id int32, c int) { s.pieces, s.cases = append(s.pieces, id), append(s.cases, c) }
	add(m.begin, caseNone)
	for i, f := range forms {
		if i >= Longest || len(s.pieces)-begin+perToken+1 > len(m.places) {
			s.first = append(s.first, -1)
			continue
		}
		s.first = append(s.first, len(s.pieces))
		s.pieces = m.appendPieces(s.pieces, f)
		for c := caseOf(f); len(s.cases) < len(s.pieces); {
			s.cases = append(s.cases, c)
		}
	}
	add(m.end, caseNone)
	s.ends = append(s.ends, len(s.pieces))
}

// run sends the pieces through the layers; the result is in s.x.
func (m *Model) run(s *Scratch) {
	n, w := len(s.pieces), m.Width
	room := vector.Padded(n) + 8
	s.x, s.y = grow(s.x, room*w), grow(s.y, room*w)
	s.queries, s.wide = grow(s.queries, room*3*w), grow(s.wide, room*4*w)
	s.sum, s.real = grow(s.sum, w), grow(s.real, w)
	m.embed(s)
	for i := range m.layers {
		l := &m.layers[i]
		l.attend.Apply(s.queries, 3*w, s.x, w, n, math.MinInt16)
		from := 0
		for _, to := range s.ends {
			for h := range m.heads {
				m.head(s, h, from, to)
			}
			from = to
		}
		// The heads' sums stand in s.y.
		l.join.Apply(s.wide, w, s.y, w, n, math.MinInt16)
		s.settle(n, w, s.wide, &l.afterJoin)
		l.widen.Apply(s.wide, 4*w, s.x, w, n, math.MinInt16)
		m.Gate(s.wide[:n*4*w])
		l.narrow.Apply(s.y, w, s.wide, 4*w, n, math.MinInt16)
		s.settle(n, w, s.y, &l.afterNarrow)
	}
}

// embed sets s.x to the pieces' own vectors.
func (m *Model) embed(s *Scratch) {
	w, begin, k := m.Width, 0, 0
	for p, id := range s.pieces {
		if p == s.ends[k] {
			begin = p
			k++
		}
		place, c := m.places[p-begin], m.cases[s.cases[p]]
		for j := range w {
			s.real[j] = m.words.At(int(id), j) + place[j] + c[j]
		}
		m.first.apply(s.x[p*w:(p+1)*w], s.real)
	}
}

// settle adds what a layer gives to what went in and normalises the sum.
func (s *Scratch) settle(n, w int, add []int16, by *scaling) {
	for p := range n {
		x := s.x[p*w : (p+1)*w]
		for j, v := range x {
			s.real[j] = float64(int32(v)+int32(add[p*w+j])) / (1 << Bits)
		}
		by.apply(x, s.real)
	}
}

// apply sets out to x with mean 0 and variance 1, scaled and shifted.
func (n *scaling) apply(out []int16, x []float64) {
	mean := 0.0
	for _, v := range x {
		mean += v
	}
	mean /= float64(len(x))
	spread := 0.0
	for _, v := range x {
		d := v - mean
		spread += float64(d * d)
	}
	by := 1 / math.Sqrt(spread/float64(len(x))+1e-12)
	for j, v := range x {
		y := float64(float64((v-mean)*by)*n.scale[j]) + n.shift[j]
		out[j] = int16(math.Floor(max(math.MinInt16, min(math.MaxInt16, y)) + 0.5))
	}
}

// head computes one head of attention over the pieces from to to-1 of one
// sentence.
func (m *Model) head(s *Scratch, h, from, to int) {
	w, k, n := m.Width, m.headSize, to-from
	at := func(i, part int) []int16 {
		o := (from+i)*3*w + part*w + h*k
		return s.queries[o : o+k]
	}
	stride := (n + 31) / 32 * 32
	s.keys.Reset(k, stride, 2*Bits-scoreBits)
	for i := range n {
		s.keys.SetColumn(i, at(i, 1))
	}
	s.shares = grow(s.shares, (vector.Padded(n)+8)*stride)
	s.keys.Apply(s.shares, stride, s.queries[from*3*w+h*k:], 3*w, n, math.MinInt16)
	for i := range n {
		m.normalise(s.shares[i*stride:i*stride+n], s.shares[i*stride+n:(i+1)*stride])
	}
	even := (n + 1) / 2 * 2
	s.values.Reset(even, k, shareBits)
	s.column = grow(s.column, even)
	for j := range k {
		for i := range n {
			s.column[i] = s.queries[(from+i)*3*w+2*w+h*k+j]
		}
		if even > n {
			s.column[n] = 0
		}
		s.values.SetColumn(j, s.column)
	}
	s.values.Apply(s.y[from*w+h*k:], w, s.shares, stride, n, math.MinInt16)
}

// normalise turns scores into shares that add up to one; rest is set to zero.
func (m *Model) normalise(row, rest []int16) {
	top := row[0]
	for _, x := range row {
		top = max(top, x)
	}
	sum := int32(0)
	for _, x := range row {
		if d := int(top) - int(x); d < len(m.exp) {
			sum += m.exp[d]
		}
	}
	for i, x := range row {
		d := int(top) - int(x)
		row[i] = 0
		if d < len(m.exp) {
			row[i] = int16((int64(m.exp[d])<<shareBits + int64(sum)/2) / int64(sum))
		}
	}
	clear(rest)
}

// grow returns a slice of n numbers, x's own where it has room.
func grow[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}

// Gate replaces each number, at Bits, by its Gaussian error linear unit.
func (m *Model) Gate(x []int16) {
	for i, v := range x {
		x[i] = m.gelu[int(v)+1<<15]
	}
}
