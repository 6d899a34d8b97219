// Package label is a learned recogniser of names: a small recurrent network
// in integers, with the best sequence of labels found by Viterbi's algorithm.
// What goes in is a tagged Document with hints about each token from what is
// known of the world; what comes out are the labels, set on the tokens.
//
// A token is the sum of table rows: those of its form as in the parser, and
// one for each thing known of it: the hints, its tags, how running text writes
// the word, which lists of names it stands in. Two bidirectional simple
// recurrent layers (package encoder) and a linear chain over the labels
// (Lafferty, McCallum and Pereira 2001) follow. `go generate ./read/name`
// trains it.
package label

import (
	"context"
	_ "embed" // the weights
	"sync/atomic"

	"github.com/datelinewire/dateline/syntax/encoder"
	"github.com/datelinewire/dateline/syntax/vector"
	"github.com/datelinewire/dateline/text"
)

//go:embed weights.bin
var embedded string

//go:embed known.bin
var embeddedKnown string

// Labels is the number of labels.
const Labels = int(text.EntCount)

// Columns is the number of columns of the output layer: the labels, and room
// up to what products take.
const Columns = 32

// Model holds trained weights. It is safe for use by many goroutines at once.
type Model struct {
	known   *Known
	encoder *encoder.Encoder
	out     *vector.Weights
	moves   [Labels][Labels]int32
	cache   []atomic.Pointer[sum]
}

// sum is a form with the sum of its table rows.
type sum struct {
	form string
	rows []int16
}

// cacheSize is the number of forms whose sums are kept.
const cacheSize = 1 << 15

// Load returns the model that the program carries.
func Load() (*Model, error) { return New(embedded, embeddedKnown) }

// New returns a model with the weights in file and what is known of words in
// known, as File.Encode and WriteKnown give them. It shares their bytes.
func New(file, known string) (*Model, error) {
	f, err := decode(file)
	if err != nil {
		return nil, err
	}
	k, err := OpenKnown(known)
	if err != nil {
		return nil, err
	}
	return &Model{
		known: k, encoder: encoder.New(&f.Encoder, f.Words, f.Buckets), out: f.Out.Pack(), moves: f.Moves,
		cache: make([]atomic.Pointer[sum], cacheSize),
	}, nil
}

// Scratch is room that is used again from story to story.
type Scratch struct {
	seen    []Seen
	rows    []int32
	sums    []int16
	x, y, u []int16
	scores  []int16
	ends    []int32
	back    []uint8
}

// batch is the number of tokens that go through the network together.
const batch = 192

// Apply sets the labels of all tokens of d.
func (m *Model) Apply(ctx context.Context, d *text.Document, hints []Hint, s *Scratch) {
	s.seen = m.known.look(s.seen, d)
	for k := 0; k < len(d.Sentences) && ctx.Err() == nil; {
		first, n := int(d.Sentences[k].First), 0
		s.ends = s.ends[:0]
		for k < len(d.Sentences) && (n == 0 || int(d.Sentences[k].Last)-first <= batch) {
			if n = int(d.Sentences[k].Last) - first; d.Sentences[k].First < d.Sentences[k].Last {
				s.ends = append(s.ends, int32(n))
			}
			k++
		}
		if n > 0 {
			m.read(d, hints, s, first, n)
		}
	}
}

// read labels the n tokens from first, of whole sentences.
func (m *Model) read(d *text.Document, hints []Hint, s *Scratch, first, n int) {
	e := m.encoder
	room := vector.Padded(n)
	s.sums = grow(s.sums, room*e.Embed)
	s.x, s.y = grow(s.x, room*e.Width), grow(s.y, room*e.Width)
	s.u, s.scores = grow(s.u, room*3*e.Width), grow(s.scores, room*Columns)
	at := 0
	for _, end := range s.ends {
		for i := at; i < int(end); i++ {
			row := s.sums[i*e.Embed : (i+1)*e.Embed]
			copy(row, m.form(d.Form(first+i)))
			s.rows = Rows(s.rows[:0], d, hints, s.seen, first+i, first+at, first+int(end))
			for _, r := range s.rows {
				e.Add(row, e.Own()+int(r))
			}
		}
		at = int(end)
	}
	e.Input(s.x, s.sums, n)
	e.Products(0, s.u, s.x, n)
	s.x, s.y = e.Run(s.x, s.y, s.u, s.ends)
	m.out.Apply(s.scores, Columns, s.x, e.Width, n, -32768)
	at = 0
	for _, end := range s.ends {
		s.back = grow(s.back, (int(end)-at)*Labels)
		best(s.scores[at*Columns:int(end)*Columns], &m.moves, s.back, func(k int, l text.Ent) { d.Tokens[first+at+k].Ent = l })
		at = int(end)
	}
}

// form returns the sum of a form's rows.
func (m *Model) form(form string) []int16 {
	slot := &m.cache[hashOf(hashSeed, form)%cacheSize]
	if c := slot.Load(); c != nil && c.form == form {
		return c.rows
	}
	c := &sum{form: string([]byte(form)), rows: make([]int16, m.encoder.Embed)}
	m.encoder.Sum(c.rows, form)
	slot.Store(c)
	return c.rows
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// Allowed reports whether label to may follow label from (Outside at the
// beginning of a sentence): a name goes on only where one of its kind is.
func Allowed(from, to int) bool {
	if to == 0 || to%2 == 1 {
		return true
	}
	return from == to || from == to-1
}

// best finds the sequence of labels with the highest score, Columns scores a
// token. back is room for Labels bytes a token; set is called for each
// position, from the last to the first.
func best(scores []int16, moves *[Labels][Labels]int32, back []uint8, set func(i int, e text.Ent)) {
	n := len(scores) / Columns
	var sum, next [Labels]int32
	for i := range n {
		for e := range Labels {
			from, top := 0, int32(-1<<30)
			for f := range Labels {
				if !Allowed(f, e) || i == 0 && f != 0 {
					continue
				}
				if v := sum[f] + moves[f][e]; v > top {
					from, top = f, v
				}
			}
			next[e] = top + int32(scores[i*Columns+e])
			back[i*Labels+e] = uint8(from)
		}
		sum = next
	}
	last := 0
	for e := range Labels {
		if sum[e] > sum[last] {
			last = e
		}
	}
	for i := n - 1; i >= 0; i-- {
		set(i, text.Ent(last))
		last = int(back[i*Labels+last])
	}
}
