package role

import (
	"math"

	"github.com/datelinewire/dateline/grammar/role/feature"
)

// ScoreBits is the number of bits of fraction of the networks' scores, which
// are logarithms of odds.
const ScoreBits = 9

// half of a whole in percent.
const half = 50

// odds holds exp(-x) for differences of scores, in steps of a 32nd.
type odds [12 << 5]uint64

func newOdds() *odds {
	o := &odds{}
	for i := range o {
		o[i] = uint64(math.Round(math.Exp(-float64(i)/32) * (1 << 30)))
	}
	return o
}

// share returns what the scores make the probability of column k, in percent.
func (o *odds) share(row []int16, k int) uint8 {
	most := top(row)
	var sum, own uint64
	for j, x := range row {
		at := (int(most) - int(x)) >> (ScoreBits - 5)
		if at >= len(o) {
			continue
		}
		sum += o[at]
		if j == k {
			own = o[at]
		}
	}
	return uint8((100*own + sum/2) / sum)
}

// decoder finds the best labels of a predicate's candidates of which each
// numbered role is given once at most.
type decoder struct {
	labels []Label
	sums   [2][64]int32 // by the set of numbered roles given
	back   [][64]Label
}

const worst = math.MinInt32 / 2

// decode sets labels to those of the candidates, one each. scores has Columns
// numbers a candidate. The predicate p itself gets none.
func (b *decoder) decode(cands []feature.Candidate, scores []int16, p int32) []Label {
	b.labels = b.labels[:0]
	given, twice := uint(0), false
	for i := range cands {
		l := None
		if cands[i].Token != p {
			l = argmax(scores[i*Columns:i*Columns+int(LabelCount)], None, LabelCount)
		}
		if l.Core() {
			twice = twice || given>>l&1 != 0
			given |= 1 << l
		}
		b.labels = append(b.labels, l)
	}
	if twice {
		b.search(cands, scores, p)
	}
	return b.labels
}

// argmax returns the label from from to below to with the greatest score.
func argmax(row []int16, from, to Label) Label {
	l := from
	for k := from; k < to; k++ {
		if row[k] > row[l] {
			l = k
		}
	}
	return l
}

// search finds the best labels over sets of numbered roles, candidate by
// candidate (Bellman).
func (b *decoder) search(cands []feature.Candidate, scores []int16, p int32) {
	now, next := &b.sums[0], &b.sums[1]
	for s := range now {
		now[s] = worst
	}
	now[0] = 0
	b.back = b.back[:0]
	for i := range cands {
		row := scores[i*Columns:]
		free := None
		if l := argmax(row, Arg5+1, LabelCount); row[l] > row[None] && cands[i].Token != p {
			free = l
		}
		for s := range next {
			next[s] = worst
		}
		var back [64]Label
		take := func(from, to int, l Label) {
			if x := now[from] + int32(row[l]); now[from] > worst && x > next[to] {
				next[to], back[to] = x, l
			}
		}
		for s := range now {
			take(s, s, free)
			for l := Arg0; l <= Arg5 && cands[i].Token != p; l++ {
				if set := 1 << (l - Arg0); s&set == 0 {
					take(s, s|set, l)
				}
			}
		}
		b.back = append(b.back, back)
		now, next = next, now
	}
	b.trace(now)
}

// trace sets labels along the way that led to the best sum.
func (b *decoder) trace(sums *[64]int32) {
	s := 0
	for k := range sums {
		if sums[k] > sums[s] {
			s = k
		}
	}
	for i := len(b.labels) - 1; i >= 0; i-- {
		l := b.back[i][s]
		b.labels[i] = l
		if l.Core() {
			s &^= 1 << (l - Arg0)
		}
	}
}
