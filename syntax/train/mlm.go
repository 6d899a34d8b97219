package train

import (
	"io"
	"math"
	"math/rand/v2"
	"time"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// Pretraining takes a quarter of the words, hides most of them, puts others in
// the place of some and leaves some as they are, and asks for all of them among the hidden
// words of the batch and others drawn from the text as often as they stand in
// it, so that the table learns how much likelier than by chance a word is in
// its place (Mikolov and others 2013; Devlin and others 2019).
const (
	hide    = 0.25
	kept    = 0.15
	swapped = 0.15
	drawn   = 800
)

// maskedWords is a pass's part in pretraining.
type maskedWords struct {
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
	right  int
	count  int
}

// hideWords masks tokens of the loaded batch after lookup's copy.
func (p *pass) hideWords(raw *rawText) {
	m := &p.mlm
	m.at, m.want, p.guess, m.often = m.at[:0], m.want[:0], p.guess[:0], m.often[:0]
	m.times = make(map[int32]int32)
	propose := func(r int32) int32 {
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
	for t := range p.t {
		row := p.rows[t*slots : (t+1)*slots]
		if row[0] < model.FirstWord || p.rng.Float32() >= hide {
			continue
		}
		m.at = append(m.at, int32(t))
		m.want = append(m.want, propose(row[0]))
		switch x := p.rng.Float32(); {
		case x < kept:
		case x < kept+swapped:
			copy(row, raw.random(p.rng))
		default:
			clear(row)
			row[0] = model.Masked
		}
	}
	for range drawn {
		if r := raw.random(p.rng)[0]; r >= model.FirstWord {
			propose(r)
		}
	}
	for i, x := range m.often {
		m.often[i] = float32(math.Log(float64(x)))
	}
}

// guessWords is one pass of pretraining, gradients scaled by f.
func (p *pass) guessWords(raw *rawText, f float32) {
	n, m := p.n, &p.mlm
	e, w := n.Embed, n.Width
	p.copyRows()
	p.hideWords(raw)
	p.lookup()
	p.encode()
	k := len(m.at)
	k8, c32 := (k+7)/8*8, (len(p.guess)+31)/32*32
	grow(&m.x, k8*w)
	grow(&m.dx, k8*w)
	grow(&m.out, k8*e)
	grow(&m.d, k8*e)
	grow(&m.logits, k8*c32)
	grow(&m.cand, c32*e)
	grow(&m.rows, c32*e)
	grow(&m.drows, c32*e)
	for _, b := range [][]float32{m.x[:k8*w], m.dx[:k8*w], m.d[:k8*e], m.logits[:k8*c32], m.cand[:c32*e], m.rows[:c32*e], m.drows[:c32*e]} {
		clear(b)
	}
	for i, t := range m.at {
		copy(m.x[i*w:(i+1)*w], p.top[int(t)*w:])
	}
	for i := range k8 {
		copy(m.out[i*e:(i+1)*e], n.bm.w)
	}
	for j, r := range p.guess {
		copy(m.rows[j*e:(j+1)*e], n.emb.w[int(r)*e:])
		for i := range e {
			m.cand[i*c32+j] = m.rows[j*e+i]
		}
	}
	p.panel.Mul(vector.View(m.out, e), vector.View(m.x, w), vector.View(n.wm.w, e), k8, e, w)
	p.panel.Mul(vector.View(m.logits, c32), vector.View(m.out, e), vector.View(m.cand, c32), k8, c32, e)
	for i := range k {
		row := m.logits[i*c32 : i*c32+len(p.guess)]
		for j := range row {
			row[j] += m.often[j]
		}
		if argmax(row) == int(m.want[i]) {
			m.right++
		}
		p.loss[5] += softmax(row, int(m.want[i]), f)
	}
	clear(m.logits[k*c32 : k8*c32])
	m.count += k
	p.panel.Mul(vector.View(m.d, e), vector.View(m.logits, c32), vector.View(m.rows, e), k8, e, c32)
	p.panel.Mul(vector.View(m.drows, e), vector.View(m.logits, c32).T(), vector.View(m.out, e), c32, e, k)
	p.panel.Mul(vector.View(n.wm.g[p.shard], e), vector.View(m.x, w).T(), vector.View(m.d, e), w, e, k)
	g := n.bm.g[p.shard]
	for i := range k {
		for j, x := range m.d[i*e : (i+1)*e] {
			g[j] += x
		}
	}
	p.panel.Mul(vector.View(m.dx, w), vector.View(m.d, e), vector.View(n.wm.t, w), k8, w, e)
	p.dguess = m.drows
	clear(p.dy)
	for i, t := range m.at {
		copy(p.dy[int(t)*w:(int(t)+1)*w], m.dx[i*w:])
	}
	p.unwind()
}

// pretrain trains table and encoder on raw text.
func pretrain(n *net, d *data, set *Settings, log io.Writer) {
	raw := d.raw
	passes := newPasses(n, set.Seed+1000, &rates{0, 0.1, 0.1, 0.1, 0})
	rng := rand.New(rand.NewPCG(set.Seed, 11))
	order := rng.Perm(len(raw.sents))
	total := set.PreEpochs * float64(raw.words)
	var done float64
	at, began, next := 0, time.Now(), 0.02
	for done < total {
		var batch [shards][]*sample
		sum := 0
		for s := range shards {
			for part := 0; part < set.PreBatch/shards; {
				if at == len(order) {
					at = 0
					rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
				}
				x := raw.sample(order[at])
				at++
				part += x.n
				sum += x.n
				batch[s] = append(batch[s], x)
			}
		}
		both(func(s int) {
			passes[s].load(batch[s])
			passes[s].guessWords(raw, 1/(hide*float32(sum)))
		})
		done += float64(sum)
		n.update(schedule(done/total, set.PreRate, 0.02), passes, set.Decay)
		if done/total > next {
			next += 0.02
			var loss float64
			right, count := 0, 0
			for _, p := range passes {
				loss += p.loss[5]
				right, count = right+p.mlm.right, count+p.mlm.count
				p.loss[5], p.mlm.right, p.mlm.count = 0, 0, 0
			}
			report(log, "pretraining %3.0f%% %s loss %.3f right %.2f%%", 100*done/total, time.Since(began).Round(time.Second), loss/float64(count), rate(right, count))
		}
	}
}
