package main

import (
	"math"
	"math/rand/v2"

	"github.com/datelinewire/dateline/eval/coref"
	reader "github.com/datelinewire/dateline/read/coref"
	"github.com/datelinewire/dateline/text"
)

type settings struct {
	rounds, bits             int
	rate                     float64
	link, miss, wrong, decay float64
}

// pair is a mention with one antecedent; its features are those up to end.
type pair struct {
	end  int
	same bool
}

// example is a mention: the features of meaning something new come first, then
// its pairs. known says that one of them is right.
type example struct {
	from, fresh int // in features
	first, last int // in pairs
	known       bool
}

// learner fits the weights: the antecedents that are right shall have most of
// the probability, other choices being made likelier by what they cost
// (Durrett and Klein 2013); steps after Duchi, Hazan and Singer 2011.
type learner struct {
	settings
	features []uint32
	pairs    []pair
	mentions []example
	weight   []float32
	square   []float32
	total    []float32 // of the weights after each part of a round, for their mean
	parts    int
	random   *rand.Rand
	score    []float64
}

func newLearner(set settings) *learner {
	n := 1 << set.bits
	return &learner{settings: set, weight: make([]float32, n), square: make([]float32, n), total: make([]float32, n), random: rand.New(rand.NewPCG(1, 1))}
}

// take adds the mentions of one text.
func (l *learner) take(t *coref.Text, s *reader.Scene) {
	ids := match(t, s)
	var near []int32
	for i := range s.Mentions {
		e := example{from: len(l.features), first: len(l.pairs)}
		l.features = s.Fresh(l.features, i)
		e.fresh = len(l.features)
		near = s.Candidates(near[:0], i)
		for _, j := range near {
			l.features = s.Pair(l.features, i, int(j))
			same := ids[i] >= 0 && ids[i] == ids[j]
			e.known = e.known || same
			l.pairs = append(l.pairs, pair{len(l.features), same})
		}
		l.end(e)
	}
}

// end takes in an example whose features and pairs are all there.
func (l *learner) end(e example) {
	mask := uint32(1)<<l.bits - 1
	for k := e.from; k < len(l.features); k++ {
		l.features[k] &= mask
	}
	e.last = len(l.pairs)
	l.mentions = append(l.mentions, e)
}

// match returns for each mention of the reader the ID of the marked one with
// its span, else of one with its head that no other mention has; -1 for none.
func match(t *coref.Text, s *reader.Scene) []int {
	spans, heads := map[text.Span]int{}, map[text.Span]int{}
	for _, m := range t.Mentions {
		spans[m.Span] = m.ID
	}
	out := make([]int, len(s.Mentions))
	used := map[text.Span]bool{}
	for i := range s.Mentions {
		span, _ := s.Spans(i)
		out[i] = -1
		if id, ok := spans[span]; ok {
			out[i] = id
			used[span] = true
		}
	}
	for _, m := range t.Mentions {
		if !used[m.Span] {
			heads[m.Head] = m.ID
		}
	}
	for i := range s.Mentions {
		if _, head := s.Spans(i); out[i] < 0 && !s.Mentions[i].Row {
			if id, ok := heads[head]; ok {
				out[i] = id
				delete(heads, head)
			}
		}
	}
	return out
}

// round goes once over the mentions in an order of its own.
func (l *learner) round(n int) {
	order := l.random.Perm(len(l.mentions))
	for k, i := range order {
		l.learn(&l.mentions[i])
		if n > 0 && k%(len(order)/4+1) == len(order)/4 {
			l.parts++
			for j, w := range l.weight {
				l.total[j] += w
			}
		}
	}
}

// learn takes a step for one mention.
func (l *learner) learn(e *example) {
	if e.first == e.last {
		return
	}
	l.score = l.score[:0]
	cost := 0.0
	if e.known {
		cost = l.miss
	}
	l.score = append(l.score, l.sum(e.from, e.fresh)+cost)
	for p, from := e.first, e.fresh; p < e.last; p++ {
		cost := 0.0
		switch {
		case !e.known:
			cost = l.link
		case !l.pairs[p].same:
			cost = l.wrong
		}
		l.score = append(l.score, l.sum(from, l.pairs[p].end)+cost)
		from = l.pairs[p].end
	}
	all, right := math.Inf(-1), math.Inf(-1)
	for k, x := range l.score {
		all = logAdd(all, x)
		if l.right(e, k) {
			right = logAdd(right, x)
		}
	}
	from := e.from
	for k, x := range l.score {
		to := e.fresh
		if k > 0 {
			to = l.pairs[e.first+k-1].end
		}
		g := math.Exp(x - all)
		if l.right(e, k) {
			g -= math.Exp(x - right)
		}
		if math.Abs(g) > 1e-3 {
			l.step(from, to, float32(g))
		}
		from = to
	}
}

// right reports whether choice k, the first being to mean something new, is
// right for e.
func (l *learner) right(e *example, k int) bool {
	if k == 0 {
		return !e.known
	}
	return l.pairs[e.first+k-1].same
}

func logAdd(a, b float64) float64 {
	if a < b {
		a, b = b, a
	}
	if math.IsInf(b, -1) {
		return a
	}
	return a + math.Log1p(math.Exp(b-a))
}

func (l *learner) sum(from, to int) float64 {
	s := float32(0)
	for _, h := range l.features[from:to] {
		s += l.weight[h]
	}
	return float64(s)
}

func (l *learner) step(from, to int, g float32) {
	rate := float32(l.rate)
	for _, h := range l.features[from:to] {
		d := g + float32(l.decay)*l.weight[h]
		l.square[h] += d * d
		l.weight[h] -= rate * d / float32(math.Sqrt(float64(l.square[h])+1e-2))
	}
}

// table returns the mean weights in signed bytes.
func (l *learner) table() string {
	out := make([]byte, len(l.weight))
	for i, w := range l.weight {
		if l.parts > 0 {
			w = l.total[i] / float32(l.parts)
		}
		x := math.Round(float64(w) * reader.Scale)
		out[i] = byte(int8(max(-127, min(127, x))))
	}
	return string(out)
}
