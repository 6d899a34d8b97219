package role

import (
	"encoding/binary"
	"fmt"

	"github.com/datelinewire/dateline/grammar/role/feature"
	"github.com/datelinewire/dateline/syntax/encoder"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
)

// Columns is the number of scores that a network gives for a place; a multiple
// of 32.
const Columns = 64

// Network is a trained network as its file holds it: a table row for each key
// of a feature, an input layer and recurrent layers over them, and scores.
type Network struct {
	Keys    []feature.Key // row 1 is the first one's; row 0 says nothing
	Encoder model.Encoder
	Out     model.Integers // Width x Columns
}

// write appends the network to a file.
func (n *Network) write(w *model.Writer) {
	b := make([]byte, 0, 4*len(n.Keys))
	for _, k := range n.Keys {
		b = binary.LittleEndian.AppendUint32(b, uint32(k))
	}
	w.Text(string(b))
	w.Encoder(&n.Encoder)
	w.Matrix(&n.Out)
}

// readNetwork reads what write wrote.
func readNetwork(r *model.Reader) (*Network, error) {
	keys := r.Text()
	n := &Network{}
	for ; len(keys) >= 4; keys = keys[4:] {
		n.Keys = append(n.Keys, feature.Key(uint32(keys[0])|uint32(keys[1])<<8|uint32(keys[2])<<16|uint32(keys[3])<<24))
	}
	n.Encoder = r.Encoder()
	n.Out = r.Matrix(n.Encoder.Input.N, Columns)
	if !r.OK() || len(n.Encoder.Table) != (len(n.Keys)+1)*n.Encoder.Input.K || len(n.Encoder.Stack) == 0 {
		return nil, fmt.Errorf("%w: network of roles", model.ErrBroken)
	}
	return n, nil
}

// Index finds the table rows of keys: a hash table with open addresses. A key
// stands beside its row, so that looking it up waits for memory once.
type Index struct {
	entries []entry
	mask    uint32
}

type entry struct {
	key feature.Key
	row int32 // 0 where the place is free
}

// NewIndex returns the index of a network's keys.
func NewIndex(keys []feature.Key) *Index {
	size := 16
	for size < 3*len(keys) {
		size *= 2
	}
	x := &Index{entries: make([]entry, size), mask: uint32(size - 1)}
	for i, k := range keys {
		at := uint32(k) & x.mask
		for x.entries[at].row != 0 {
			at = (at + 1) & x.mask
		}
		x.entries[at] = entry{k, int32(i + 1)}
	}
	return x
}

// Row returns the row of a key, or 0 where it has none.
func (x *Index) Row(k feature.Key) int32 {
	at := uint32(k) & x.mask
	for ; x.entries[at].row != 0; at = (at + 1) & x.mask {
		if x.entries[at].key == k {
			return x.entries[at].row
		}
	}
	return 0
}

// runner is a network laid out for reading. It is safe for use by many
// goroutines at once, each with a room of its own.
type runner struct {
	*Index
	encoder *encoder.Encoder
	out     *vector.Weights
}

func newRunner(n *Network) *runner {
	return &runner{NewIndex(n.Keys), encoder.New(&n.Encoder, 0, 0), n.Out.Pack()}
}

// room is what a runner works in: places one after the other, in sequences.
type room struct {
	sums    []int16 // Embed a place
	x, y, u []int16
	scores  []int16 // Columns a place
	ends    []int32 // one past the last place of each sequence
	n       int
}

func (m *room) reset() { m.ends, m.n = m.ends[:0], 0 }

// place makes room for another place and returns its sums, which are zero.
func (m *room) place(r *runner) []int16 {
	e := r.encoder.Embed
	if need := (m.n + 1) * e; len(m.sums) < need {
		m.sums = append(m.sums, make([]int16, need+64*e)...)
	}
	m.n++
	row := m.sums[(m.n-1)*e : m.n*e]
	clear(row)
	return row
}

// end ends a sequence.
func (m *room) end() { m.ends = append(m.ends, int32(m.n)) }

// add adds the rows of the keys to sums.
func (r *runner) add(sums []int16, keys []feature.Key) {
	for _, k := range keys {
		if row := r.Row(k); row != 0 {
			r.encoder.Add(sums, int(row))
		}
	}
}

// run sets the scores of all places.
func (r *runner) run(m *room) {
	if m.n == 0 {
		return
	}
	e := r.encoder
	n := vector.Padded(m.n)
	m.sums = grow(m.sums, n*e.Embed)
	m.x, m.y = grow(m.x, n*e.Width), grow(m.y, n*e.Width)
	m.u, m.scores = grow(m.u, n*3*e.Width), grow(m.scores, n*Columns)
	e.Input(m.x, m.sums, m.n)
	e.Products(0, m.u, m.x, m.n)
	m.x, m.y = e.Run(m.x, m.y, m.u, m.ends)
	r.out.Apply(m.scores, Columns, m.x, e.Width, m.n, -32768)
}

// grow returns s with at least n numbers, the old ones kept.
func grow(s []int16, n int) []int16 {
	if len(s) < n {
		return append(s, make([]int16, n-len(s)+n/4)...)
	}
	return s
}
