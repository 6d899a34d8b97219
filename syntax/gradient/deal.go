package gradient

import (
	"math"
	"math/rand/v2"
)

// Deck deals samples into batches, each once a round and every round in
// another order.
type Deck struct {
	Rounds int // that are over

	order []int
	at    int
	rng   *rand.Rand
}

// NewDeck returns a deck of n samples.
func NewDeck(n int, rng *rand.Rand) *Deck { return &Deck{order: rng.Perm(n), rng: rng} }

// Deal returns the samples of the next batch, at least size tokens where length
// tells how many a sample has, in Shards parts of much the same size; and the
// number of tokens.
func (d *Deck) Deal(size int, length func(sample int) int) (batch [Shards][]int, tokens int) {
	var sums [Shards]int
	for tokens < size {
		if d.at == len(d.order) {
			d.at = 0
			d.Rounds++
			d.rng.Shuffle(len(d.order), func(i, j int) { d.order[i], d.order[j] = d.order[j], d.order[i] })
		}
		k := 0
		for s := range sums {
			if sums[s] < sums[k] {
				k = s
			}
		}
		i := d.order[d.at]
		d.at++
		batch[k] = append(batch[k], i)
		sums[k] += length(i)
		tokens += length(i)
	}
	return batch, tokens
}

// Trail moves the running mean of the weights towards them once part of a run
// (0 to 1) is past from, when the first weights are forgotten: every fourth
// step, by less and less.
func (n *Net) Trail(part, from float64) {
	if part <= from || n.Steps%4 != 0 {
		return
	}
	if !n.Trailing {
		n.Trailing = true
		n.Average(1)
	}
	n.Average(float32(math.Max(0.01, 0.1*(1-part))))
}
