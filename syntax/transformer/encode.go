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
	zero       []int16
	bytes      vector.Bytes
	shares     []int16
	keys       vector.Weights
	values     vector.Weights
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
	s.x, s.y, s.zero = grow(s.x, room*w), grow(s.y, room*w), grow(s.zero, w)
	s.queries, s.wide = grow(s.queries, room*3*w), grow(s.wide, room*4*w)
	m.embed(s)
	for i := range m.layers {
		l := &m.layers[i]
		s.bytes.Cut(s.x, w, n, w, evenZero)
		l.attend.Apply(s.queries, 3*w, &s.bytes, n)
		from := 0
		for _, to := range s.ends {
			m.attend(s, from, to)
			from = to
		}
		s.bytes.Cut(s.y, w, n, w, evenZero)
		l.join.Apply(s.wide, w, &s.bytes, n)
		l.afterJoin.Add(s.x, s.wide, w, w, n, joinLess)
		s.bytes.Cut(s.x, w, n, w, evenZero)
		l.widen.Apply(s.wide, 4*w, &s.bytes, n)
		vector.Gelu(s.wide[:n*4*w])
		s.bytes.Cut(s.wide, 4*w, n, 4*w, wideZero)
		l.narrow.Apply(s.y, w, &s.bytes, n)
		l.afterNarrow.Add(s.x, s.y, w, w, n, narrowLess)
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
		row := m.words.data[int(id)*w : (int(id)+1)*w]
		vector.Sum(s.x[p*w:(p+1)*w], row, m.words.by[id], m.places[p-begin], m.cases[s.cases[p]])
	}
	clear(s.zero)
	m.first.Add(s.x, s.zero, w, 0, len(s.pieces), 1)
}

// attend sets s.y to what the pieces from to to-1, those of a sentence, see of
// each other.
func (m *Model) attend(s *Scratch, from, to int) {
	w, n := m.Width, to-from
	row := 3 * w
	stride := (n + 31) / 32 * 32
	s.shares = grow(s.shares, vector.Padded(n)*stride)
	s.keys.Reset(headSize, stride, 2*Bits-vector.ScoreBits)
	s.keys.Shut(n)
	s.values.Reset((n+1)/2*2, headSize, vector.ShareBits)
	for h := 0; h < w; h += headSize {
		at := s.queries[from*row+h:]
		s.keys.SetColumns(0, at[w:], row, n)
		s.keys.Apply(s.shares, stride, at, row, n, math.MinInt16)
		vector.Shares(s.shares, stride, n, stride)
		s.values.SetRows(at[2*w:], row, n)
		s.values.Apply(s.y[from*w+h:], w, s.shares, stride, n, math.MinInt16)
	}
}

// grow returns a slice of n numbers, x's own where it has room.
func grow[T any](x []T, n int) []T {
	if cap(x) < n {
		return make([]T, n)
	}
	return x[:n]
}

// Gate replaces each number, at Bits, by its Gaussian error linear unit.
func (m *Model) Gate(x []int16) { vector.Gelu(x) }
