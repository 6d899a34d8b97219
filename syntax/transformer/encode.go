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

// Batch is about the number of word pieces that go through the layers
// together, where there are as many: their numbers stay in the second-level
// cache while the weights pass by once.
const Batch = 192

// Encode returns the vectors of the tokens of several sentences, Width numbers
// a token, one sentence after the other; they are good until the next call.
// Each sentence is the forms of its tokens, at most Longest of them: what is
// beyond is zero.
func (m *Model) Encode(s *Scratch, sentences [][]string) []int16 {
	s.pieces, s.cases, s.first, s.ends = s.pieces[:0], s.cases[:0], s.first[:0], s.ends[:0]
	for _, forms := range sentences {
		m.cut(s, forms)
	}
	s.out = grow(s.out, len(s.first)*m.Width)
	parts := max(1, (len(s.pieces)+Batch/2)/Batch)
	size := (len(s.pieces) + parts - 1) / parts
	token, sentence := 0, 0
	for from := 0; from < len(s.pieces); {
		g := group{from: from, sentence: sentence, token: token}
		for ; sentence < len(sentences) && from-g.from < size; sentence++ {
			from = s.ends[sentence]
			token += len(sentences[sentence])
		}
		g.to, g.sentences, g.tokens = from, sentence, token
		m.run(s, g)
	}
	return s.out
}

// group is sentences that go through the layers together: where its pieces,
// sentences and tokens begin, and one past the last of each.
type group struct {
	from, sentence, token int
	to, sentences, tokens int
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

// run sends a group through the layers and puts the vectors of its tokens out.
func (m *Model) run(s *Scratch, g group) {
	n, w := g.to-g.from, m.Width
	room := vector.Padded(n) + 8
	s.x, s.y, s.zero = grow(s.x, room*w), grow(s.y, room*w), grow(s.zero, w)
	s.queries = grow(s.queries, room*3*w)
	m.embed(s, g)
	for i := range m.layers {
		l := &m.layers[i]
		inner := l.widen.N
		s.wide = grow(s.wide, room*max(inner, w))
		s.bytes.Cut(s.x, w, n, w, evenZero)
		l.attend.Apply(s.queries, 3*w, &s.bytes, n)
		from := 0
		for _, end := range s.ends[g.sentence:g.sentences] {
			m.attend(s, from, end-g.from)
			from = end - g.from
		}
		if i == len(m.layers)-1 {
			n = s.keep(g, w)
		}
		s.bytes.Cut(s.y, w, n, w, evenZero)
		l.join.Apply(s.wide, w, &s.bytes, n)
		l.afterJoin.Add(s.x, s.wide, w, w, n, joinLess)
		s.bytes.Cut(s.x, w, n, w, evenZero)
		l.widen.Apply(s.wide, inner, &s.bytes, n)
		vector.Gelu(s.wide[:n*inner])
		s.bytes.Cut(s.wide, inner, n, inner, wideZero)
		l.narrow.Apply(s.y, w, &s.bytes, n)
		l.afterNarrow.Add(s.x, s.y, w, w, n, narrowLess)
	}
	s.put(g, w)
}

// keep leaves in s.x and s.y the rows of the tokens' first pieces alone, and
// returns how many they are: after the last attention nobody asks for others.
func (s *Scratch) keep(g group, w int) int {
	n := 0
	for _, p := range s.first[g.token:g.tokens] {
		if p < 0 {
			continue
		}
		at := (p - g.from) * w
		copy(s.x[n*w:(n+1)*w], s.x[at:])
		copy(s.y[n*w:(n+1)*w], s.y[at:])
		n++
	}
	return n
}

// put sets the vectors of a group's tokens to the rows that keep left.
func (s *Scratch) put(g group, w int) {
	n := 0
	for i, p := range s.first[g.token:g.tokens] {
		to := s.out[(g.token+i)*w : (g.token+i+1)*w]
		if p < 0 {
			clear(to)
			continue
		}
		copy(to, s.x[n*w:])
		n++
	}
}

// embed sets s.x to the pieces' own vectors.
func (m *Model) embed(s *Scratch, g group) {
	w, begin, k := m.Width, g.from, g.sentence
	for p := g.from; p < g.to; p++ {
		if p == s.ends[k] {
			begin = p
			k++
		}
		id := int(s.pieces[p])
		x := s.x[(p-g.from)*w : (p-g.from+1)*w]
		vector.Sum(x, m.words.data[id*w:(id+1)*w], m.words.by[id], m.places[p-begin], m.cases[s.cases[p]])
	}
	clear(s.zero)
	m.first.Add(s.x, s.zero, w, 0, g.to-g.from, 1)
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
