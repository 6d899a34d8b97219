// Package encoder runs the part of a network that turns the forms of a
// sentence into a vector for each token: the sum of table rows, an input
// layer, and bidirectional simple recurrent layers (Lei, Zhang, Wang, Dai and
// Artzi 2018), in integers throughout. What goes in are forms; what comes out
// are numbers at vector.ActBits, the same on every machine. It holds no state:
// room is the caller's.
package encoder

import (
	"strings"

	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// Encoder holds the weights. It is safe for use by many goroutines at once.
type Encoder struct {
	Embed, Width int // numbers of a table row and of a token's vector

	words, buckets int
	table          string
	index          map[string]int32 // normal form -> row
	input          *vector.Weights
	layers         []*vector.Weights
	states         [][]int16
}

// New lays the weights out for reading. The table has words rows for the
// vocabulary, buckets hashed ones, and then the caller's own.
func New(m *model.Encoder, words, buckets int) *Encoder {
	e := &Encoder{Embed: m.Input.K, Width: m.Input.N, words: words, buckets: buckets, table: m.Table, index: make(map[string]int32, words)}
	row := int32(model.FirstWord)
	for w := range strings.SplitSeq(m.Vocabulary, "\n") {
		e.index[w] = row
		row++
	}
	e.input = m.Input.Pack()
	for i := range m.Stack {
		e.layers = append(e.layers, m.Stack[i].W.Pack())
		e.states = append(e.states, m.Stack[i].V)
	}
	return e
}

// Known reports whether a normal form is in the vocabulary.
func (e *Encoder) Known(normal string) bool { return e.index[normal] != 0 }

// Own returns the number of the caller's first row.
func (e *Encoder) Own() int { return e.words + e.buckets }

// Sum sets out to the sum of the table rows of a form.
func (e *Encoder) Sum(out []int16, form string) {
	normal := model.Normal(form)
	row, ok := e.index[normal]
	if !ok {
		row = model.Unknown
	}
	clear(out)
	for _, r := range model.Rows(form, normal, row, e.words, e.buckets) {
		if r != model.NoRow {
			e.Add(out, int(r))
		}
	}
}

// Add adds a table row to out.
func (e *Encoder) Add(out []int16, row int) {
	vector.AddBytes(out, e.table[row*e.Embed:(row+1)*e.Embed])
}

// Input sets x (n rows of Width) to the input layer's output over sums (n rows
// of Embed). Like all products it may read and write
// vector.Padded(n) rows.
func (e *Encoder) Input(x, sums []int16, n int) {
	e.input.Apply(x, e.Width, sums, e.Embed, n, -32768)
	vector.TanhAll(x[:n*e.Width])
}

// Products sets u (n rows of 3 Width) to the products of layer i over x.
func (e *Encoder) Products(i int, u, x []int16, n int) {
	e.layers[i].Apply(u, 3*e.Width, x, e.Width, n, -32768)
}

// Run sends x through the layers; the first one's products must be in u. ends
// are the places one past the last token of each sentence. It gives the
// output and the other of x and y, which is room again.
func (e *Encoder) Run(x, y, u []int16, ends []int32) (out, room []int16) {
	if len(ends) == 0 {
		return x, y
	}
	for i := range e.layers {
		if i > 0 {
			e.Products(i, u, x, int(ends[len(ends)-1]))
		}
		at := 0
		for _, end := range ends {
			for dir := range 2 {
				vector.Scan(u, x, y, e.states[i], e.Width, dir, at, int(end))
			}
			at = int(end)
		}
		x, y = y, x
	}
	return x, y
}
