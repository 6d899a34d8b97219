package gradient

import (
	"math"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// The shares and numbers of Pretrain.
const (
	hide    = 0.25 // of the words are asked for; of these
	kept    = 0.15 // are left as they are
	swapped = 0.15 // are replaced by others; the rest are hidden
	drawn   = 800  // words of the text are candidates beside them, for each shard
)

// guesser is a pass's part in pretraining.
type guesser struct {
	at     []int32 // hidden tokens
	want   []int32 // their place in guess
	times  map[int32]int32
	often  []float32 // logarithm of how often each of guess was drawn
	out, d []float32 // output vectors and gradients
	x      []float32 // inputs of the output layer
	dx     []float32
	cand   []float32 // embeddings of guess as columns
	rows   []float32 // and as rows
	drows  []float32
	logits []float32
	loss   float64 // sums since they were last reported
	right  int
	count  int
}

// propose adds row r to the candidates and gives its place among them.
func (p *Pass) propose(r int32) int32 {
	m := &p.guesser
	k, ok := m.times[r]
	if !ok {
		k = int32(len(p.guess))
		m.times[r] = k
		p.guess = append(p.guess, r)
		m.often = append(m.often, 0)
	}
	m.often[k]++
	return k
}

// hideWords masks tokens of the loaded batch, in Rows.
func (p *Pass) hideWords(raw *Raw) {
	m := &p.guesser
	m.at, m.want, p.guess, m.often = m.at[:0], m.want[:0], p.guess[:0], m.often[:0]
	m.times = make(map[int32]int32)
	for t := range p.T {
		row := p.Of(t)
		if row[0] < model.FirstWord || p.Rng.Float32() >= hide {
			continue
		}
		m.at = append(m.at, int32(t))
		m.want = append(m.want, p.propose(row[0]))
		switch x := p.Rng.Float32(); {
		case x < kept:
		case x < kept+swapped:
			copy(row, raw.random(p.Rng))
		default:
			clear(row)
			row[0] = model.Masked
		}
	}
	for range drawn {
		if r := raw.random(p.Rng)[0]; r >= model.FirstWord {
			p.propose(r)
		}
	}
	for i, x := range m.often {
		m.often[i] = float32(math.Log(float64(x)))
	}
}

// guessWords is one pass of pretraining over sentences of raw, gradients
// scaled by f.
func (p *Pass) guessWords(raw *Raw, sents [][]int32, f float32) {
	lengths := make([]int, len(sents))
	for i, ids := range sents {
		lengths[i] = len(ids)
	}
	p.Load(lengths)
	for _, ids := range sents {
		for _, id := range ids {
			p.Token(raw.of(id)...)
		}
	}
	p.hideWords(raw)
	p.Lookup()
	p.Encode()
	p.candidates()
	p.guessLoss(f)
	p.guessBack()
	p.Unwind()
}

// candidates fills the inputs of the output layer and the table's rows among
// which it shall guess. The sizes are rounded up for the products.
func (p *Pass) candidates() {
	n, m := p.Net, &p.guesser
	e, w := n.Embed, n.Width
	k8, c32 := p.guessSize()
	for _, b := range []struct {
		b *[]float32
		n int
	}{{&m.x, k8 * w}, {&m.dx, k8 * w}, {&m.out, k8 * e}, {&m.d, k8 * e}, {&m.logits, k8 * c32}, {&m.cand, c32 * e}, {&m.rows, c32 * e}, {&m.drows, c32 * e}} {
		Grow(b.b, b.n)
		clear((*b.b)[:b.n])
	}
	for i, t := range m.at {
		copy(m.x[i*w:(i+1)*w], p.Top[int(t)*w:])
	}
	for i := range k8 {
		copy(m.out[i*e:(i+1)*e], n.bm.W)
	}
	for j, r := range p.guess {
		copy(m.rows[j*e:(j+1)*e], n.Row(int(r)))
		for i := range e {
			m.cand[i*c32+j] = m.rows[j*e+i]
		}
	}
}

// guessSize returns the numbers of hidden words and of candidates, rounded up.
func (p *Pass) guessSize() (hidden, candidates int) {
	return (len(p.guesser.at) + 7) / 8 * 8, (len(p.guess) + 31) / 32 * 32
}

// guessLoss scores the candidates and turns the scores into their gradient.
func (p *Pass) guessLoss(f float32) {
	m := &p.guesser
	e, w := p.Net.Embed, p.Net.Width
	k := len(m.at)
	k8, c32 := p.guessSize()
	p.Panel.Mul(vector.View(m.out, e), vector.View(m.x, w), vector.View(p.Net.wm.W, e), k8, e, w)
	p.Panel.Mul(vector.View(m.logits, c32), vector.View(m.out, e), vector.View(m.cand, c32), k8, c32, e)
	for i := range k {
		row := m.logits[i*c32 : i*c32+len(p.guess)]
		for j := range row {
			row[j] += m.often[j]
		}
		if Argmax(row) == int(m.want[i]) {
			m.right++
		}
		m.loss += Softmax(row, int(m.want[i]), f)
	}
	clear(m.logits[k*c32 : k8*c32])
	m.count += k
}

// guessBack sends the scores' gradient back to the candidates and to the top.
func (p *Pass) guessBack() {
	n, m := p.Net, &p.guesser
	e, w := n.Embed, n.Width
	k := len(m.at)
	k8, c32 := p.guessSize()
	p.Panel.Mul(vector.View(m.d, e), vector.View(m.logits, c32), vector.View(m.rows, e), k8, e, c32)
	p.Panel.Mul(vector.View(m.drows, e), vector.View(m.logits, c32).T(), vector.View(m.out, e), c32, e, k)
	p.Panel.Mul(vector.View(n.wm.G[p.Shard], e), vector.View(m.x, w).T(), vector.View(m.d, e), w, e, k)
	g := n.bm.G[p.Shard]
	for i := range k {
		for j, x := range m.d[i*e : (i+1)*e] {
			g[j] += x
		}
	}
	p.Panel.Mul(vector.View(m.dx, w), vector.View(m.d, e), vector.View(n.wm.T, w), k8, w, e)
	p.dguess = m.drows
	clear(p.DY)
	for i, t := range m.at {
		copy(p.DY[int(t)*w:(int(t)+1)*w], m.dx[i*w:])
	}
}
