package train

import (
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/syntax/gradient"
	"github.com/datelinewire/dateline/syntax/vector"
)

// Sizes are what a network is trained with.
type Sizes struct {
	Embed, Width, Layers int
	Keys                 int     // rows at most
	Least                int     // how often a key must be met in one reading of the texts
	Epochs               float64 // times over the texts
	Batch                int     // places a step
	Rate                 float64
	DropRow              float32 // share of rows dropped
	Drop                 gradient.Rates
}

// net is a network in training.
type net struct {
	*gradient.Net
	w, b *gradient.Tensor
}

// pass is one shard's way through the network and back.
type pass struct {
	*gradient.Pass
	n      *net
	scores []float32
	gold   []int16
	loss   float64
	count  int
	drop   float32
}

// fit trains a network on readings of the same samples. Each time that a sample
// comes up it is taken from one of the readings at random.
func fit(readings []*samples, keys []feature.Key, s Sizes, seed uint64, log io.Writer) *role.Network {
	n := newNet(len(keys), s, seed)
	var passes []*pass
	for _, p := range gradient.NewPasses(n.Net, seed, &s.Drop) {
		passes = append(passes, &pass{Pass: p, n: n, drop: s.DropRow})
	}
	count, total := len(readings[0].samples)-1, len(readings[0].gold)
	steps := int(s.Epochs * float64(total) / float64(s.Batch))
	deck := gradient.NewDeck(count, rand.New(rand.NewPCG(seed, 5)))
	pick := rand.New(rand.NewPCG(seed, 9))
	began := time.Now()
	for step := 1; step <= steps; step++ {
		batch, _ := deck.Deal(s.Batch, readings[0].len)
		var takes [gradient.Shards][]*samples
		for k := range batch {
			for range batch[k] {
				takes[k] = append(takes[k], readings[pick.IntN(len(readings))])
			}
		}
		gradient.Both(func(k int) { passes[k].train(batch[k], takes[k]) })
		part := float64(step) / float64(steps)
		rate := gradient.Schedule(part, s.Rate, 0.03)
		n.Update(rate, 2*rate, []*gradient.Pass{passes[0].Pass, passes[1].Pass}, 0.01)
		n.Trail(part, 0.5)
		if step%(1+steps/12) == 0 {
			fmt.Fprintf(log, "  %3.0f %%  loss %.4f  %s\n", 100*part, loss(passes), time.Since(began).Round(time.Second))
		}
	}
	if n.Trailing {
		n.Swap()
	}
	return &role.Network{
		Keys: keys, Encoder: n.Quantise(nil),
		Out: gradient.Integers(n.w.W, n.b.W, s.Width, role.Columns, vector.ActBits, role.ScoreBits, 1),
	}
}

// newNet returns a network with a row for each of so many keys.
func newNet(keys int, s Sizes, seed uint64) *net {
	n := &net{Net: gradient.New(gradient.Config{Embed: s.Embed, Width: s.Width, Layers: s.Layers, Extra: keys + 1}, seed)}
	n.w = n.Add("out", s.Width, role.Columns, gradient.Glorot(s.Width, role.Columns))
	n.b = n.Add("bias", 1, role.Columns, 0)
	return n
}

// loss returns the mean loss of a place, in nats, since it was last asked for.
func loss(passes []*pass) float64 {
	sum, count := 0.0, 0
	for _, p := range passes {
		sum, count = sum+p.loss, count+p.count
		p.loss, p.count = 0, 0
	}
	return sum / float64(max(1, count))
}

// train takes samples through the network, one reading of each.
func (p *pass) train(batch []int, takes []*samples) {
	p.load(batch, takes)
	p.Lookup()
	p.Encode()
	width := p.Net.Width
	gradient.Grow(&p.scores, p.Room*role.Columns)
	p.Product(p.scores, role.Columns, p.Top, width, p.n.w, p.n.b)
	for t, g := range p.gold {
		p.loss += gradient.Softmax(p.scores[t*role.Columns:(t+1)*role.Columns], int(g), 1/float32(len(p.gold)))
	}
	clear(p.scores[p.T*role.Columns:])
	p.count += len(p.gold)
	clear(p.DY)
	p.Backward(p.DY, width, p.Top, width, p.scores, role.Columns, p.n.w, p.n.b)
	p.Unwind()
}

// load lays the places of the samples one after the other.
func (p *pass) load(batch []int, takes []*samples) {
	var lengths []int
	for k, i := range batch {
		s := takes[k]
		for q := s.samples[i]; q < s.samples[i+1]; q++ {
			lengths = append(lengths, int(s.starts[q+1]-s.starts[q]))
		}
	}
	p.Load(lengths)
	p.gold = p.gold[:0]
	var kept []int32
	for k, i := range batch {
		s := takes[k]
		for q := s.starts[s.samples[i]]; q < s.starts[s.samples[i+1]]; q++ {
			kept = kept[:0]
			for _, r := range s.of(q) {
				if p.Rng.Float32() >= p.drop {
					kept = append(kept, r)
				}
			}
			p.Token(kept...)
			p.gold = append(p.gold, s.gold[q])
		}
	}
}
