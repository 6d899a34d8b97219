package gradient

import (
	"math/rand/v2"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// Rates are the shares of numbers dropped in training, each 0 to below 1.
type Rates struct {
	Word  float32 // of known words, in DropWord
	Input float32 // of what the input layer gives
	Layer float32 // of what goes into the later layers, the same for all tokens of a sentence
	Top   float32 // of what the last layer gives, likewise
}

// Pass is one shard's way through the network and back, with its buffers. It
// is used by one goroutine at a time. Buffers of vectors are row-major, a row
// a token, with room for Padded() rows at least.
type Pass struct {
	Net   *Net
	Shard int          // 0 to Shards-1: whose gradients it adds to
	Panel vector.Panel // scratch space for further products
	Rng   *rand.Rand   // nil will do where nothing is drawn
	Drop  *Rates       // nil when not training

	T      int   // tokens
	Starts []int // the first token of each sentence, and T
	Room   int   // rows that the buffers hold

	Rows []int32 // table rows of all tokens; model.NoRow (0) says nothing
	Offs []int   // where each token's begin in Rows, and their end: T+1 numbers

	Top []float32 // what Encode gives, Width a token, after dropout
	DY  []float32 // its gradient, which Unwind takes and overwrites

	e, dx   []float32
	a1, x0  []float32 // slopes of the first squashing, and what it gives
	m0      []float32
	out     [][]float32 // outputs of the layers; out[0] is x0 after dropout
	trace   []*trace
	mt      []float32 // dropout on the top
	dy2     []float32
	guess   []int32 // pretraining's candidates and their gradients
	dguess  []float32
	guesser guesser
}

// NewPasses returns one pass a shard. drop is nil for passes that do not train.
func NewPasses(n *Net, seed uint64, drop *Rates) []*Pass {
	var out []*Pass
	for s := range Shards {
		out = append(out, &Pass{Net: n, Shard: s, Rng: rand.New(rand.NewPCG(seed, uint64(100+s))), Drop: drop})
	}
	return out
}

// Load makes room for sentences of these numbers of tokens, one after the
// other, and empties Rows and Offs. Where Room grows, all buffers are new ones
// (and zero).
func (p *Pass) Load(lengths []int) {
	p.Starts, p.T = p.Starts[:0], 0
	for _, n := range lengths {
		p.Starts = append(p.Starts, p.T)
		p.T += n
	}
	p.Starts = append(p.Starts, p.T)
	p.Rows, p.Offs, p.guess = p.Rows[:0], append(p.Offs[:0], 0), p.guess[:0]
	if p.T+16 > p.Room {
		p.grow((p.T+p.T/4+64)/8*8 + 8)
	}
}

func (p *Pass) grow(room int) {
	c := p.Net.Config
	p.Room = room
	for _, b := range []*[]float32{&p.e, &p.dx} {
		*b = make([]float32, room*c.Embed)
	}
	for _, b := range []*[]float32{&p.a1, &p.x0, &p.m0, &p.mt, &p.Top, &p.DY, &p.dy2} {
		*b = make([]float32, room*c.Width)
	}
	p.out, p.trace = nil, nil
	w := room * c.Width
	for range c.Layers {
		p.out = append(p.out, make([]float32, w))
		p.trace = append(p.trace, newTrace(w))
	}
	p.out = append(p.out, make([]float32, w))
}

// Padded is the number of tokens rounded up for the products.
func (p *Pass) Padded() int { return (p.T + 7) / 8 * 8 }

// Token adds the next token's rows to Rows and Offs, and gives them as they
// stand there until the next call.
func (p *Pass) Token(rows ...int32) []int32 {
	p.Rows = append(p.Rows, rows...)
	p.Offs = append(p.Offs, len(p.Rows))
	return p.Rows[len(p.Rows)-len(rows):]
}

// Of returns the rows of token t.
func (p *Pass) Of(t int) []int32 { return p.Rows[p.Offs[t]:p.Offs[t+1]] }

// DropWord may replace the word of a token, whose rows begin as model.Rows has
// them, by the unknown one, and half of those times its form too. rare is how
// seldom the word is, 0 to 1: Rates.Word times a quarter to five quarters is
// the chance. Without Drop it does nothing.
func (p *Pass) DropWord(rows []int32, rare float32) {
	if p.Drop != nil && rows[0] >= model.FirstWord && p.Rng.Float32() < p.Drop.Word*(0.25+rare) {
		rows[0] = model.Unknown
		if p.Rng.Float32() < 0.5 {
			rows[1] = model.NoRow
		}
	}
}

// Product sets y (a token a row, w.Cols numbers used) to x (w.Rows numbers)
// times w, plus bias, which may be nil. yrow and xrow are the distances of
// rows in y and x. It writes Padded() rows.
func (p *Pass) Product(y []float32, yrow int, x []float32, xrow int, w, bias *Tensor) {
	m := p.Padded()
	for i := range m {
		row := y[i*yrow : i*yrow+w.Cols]
		if bias == nil {
			clear(row)
		} else {
			copy(row, bias.W)
		}
	}
	p.Panel.Mul(vector.View(y, yrow), vector.View(x, xrow), vector.View(w.W, w.Cols), m, w.Cols, w.Rows)
}

// Backward is the way back through Product: it adds to the gradients of w and
// bias, and to dx what dy, the gradient of y, sends back. bias and dx may be
// nil. It writes Padded() rows of dx.
func (p *Pass) Backward(dx []float32, dxrow int, x []float32, xrow int, dy []float32, dyrow int, w, bias *Tensor) {
	p.Panel.Mul(vector.View(w.G[p.Shard], w.Cols), vector.View(x, xrow).T(), vector.View(dy, dyrow), w.Rows, w.Cols, p.T)
	if bias != nil {
		g := bias.G[p.Shard]
		for t := range p.T {
			for j, d := range dy[t*dyrow : t*dyrow+w.Cols] {
				g[j] += d
			}
		}
	}
	if dx != nil {
		p.Panel.Mul(vector.View(dx, dxrow), vector.View(dy, dyrow), vector.View(w.T, w.Rows), p.Padded(), w.Rows, w.Cols)
	}
}

// Mask fills m, width numbers a token, with 0 (at the given rate) and
// 1/(1-rate) (Srivastava and others 2014); where it is shared, with the same
// for all tokens of a sentence (Gal and Ghahramani 2016).
func (p *Pass) Mask(m []float32, width int, rate float32, shared bool) {
	keep := 1 / (1 - rate)
	limit := uint64(float64(rate) * (1 << 16))
	for s := range len(p.Starts) - 1 {
		for t := p.Starts[s]; t < p.Starts[s+1]; t++ {
			row := m[t*width : t*width+width]
			if shared && t > p.Starts[s] {
				copy(row, m[(t-1)*width:])
				continue
			}
			var bits uint64
			for j := range row {
				if j%4 == 0 {
					bits = p.Rng.Uint64()
				}
				row[j] = keep
				if bits&0xffff < limit {
					row[j] = 0
				}
				bits >>= 16
			}
		}
	}
}

// Times sets y to the products of the numbers of x and m, which are at least
// as many.
func Times(y, x, m []float32) {
	m, x = m[:len(y)], x[:len(y)]
	for i := range y {
		y[i] = x[i] * m[i]
	}
}

// Grow makes b at least n numbers long; what it held may be gone.
func Grow(b *[]float32, n int) {
	if len(*b) < n {
		*b = make([]float32, n)
	}
}
