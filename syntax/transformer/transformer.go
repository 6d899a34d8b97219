// Package transformer runs a small pretrained transformer (Devlin, Chang, Lee
// and Toutanova 2019) over a sentence. What goes in are the forms of its
// tokens; what comes out is a vector for each, that of its first word piece,
// in which the whole sentence has its part. Scorers over these vectors are
// the caller's.
//
// Products are taken in integers, so that every machine returns the same
// numbers. What is not a product - the normalising of a vector - is plain
// float64, written so that no compiler may fuse a product into a sum.
//
// Limits: English, letters folded to lower case with the case as a feature of
// its own; at most Longest tokens at a time.
package transformer

import (
	"fmt"
	"math"

	"github.com/datelinewire/dateline/syntax/vector"
)

// Bits is the number of fractional bits of a vector's numbers.
const Bits = 10

// Longest is the number of tokens that may be encoded together.
const Longest = 160

const (
	weightBits = 11 // of a product's weights
	scoreBits  = 8  // of attention before it is normalised
	shareBits  = 14 // of attention afterwards
	perToken   = 6  // word pieces of one token at the most; the rest is left out
)

// Model holds the weights. It is safe for use by many goroutines at once.
type Model struct {
	Width, heads int

	pieces   map[string]int32
	words    *Tensor // a row a word piece
	places   [][]float64
	cases    [][]float64
	first    scaling
	layers   []layer
	exp      []int32 // of -i at scoreBits, 15 bits
	gelu     []int16 // of i-32768 at Bits
	begin    int32
	end      int32
	unknown  int32
	headSize int
}

// scaling is the scale and shift of a layer norm, at Bits.
type scaling struct{ scale, shift []float64 }

type layer struct {
	attend, join, widen, narrow *vector.Weights
	afterJoin, afterNarrow      scaling
}

// New lays the encoder's tensors of f out for reading.
func New(f *File) (*Model, error) {
	m := &Model{heads: 12, exp: exponentials(), gelu: gelus()}
	var err error
	if m.words, err = f.Tensor("words"); err != nil {
		return nil, err
	}
	m.Width = m.words.Cols
	m.headSize = m.Width / m.heads
	if m.headSize != 32 {
		return nil, fmt.Errorf("transformer: a head of attention has %d numbers, not 32", m.headSize)
	}
	m.pieces = make(map[string]int32, len(f.Vocabulary))
	for i, w := range f.Vocabulary {
		m.pieces[w] = int32(i)
	}
	m.begin, m.end, m.unknown = m.pieces["[CLS]"], m.pieces["[SEP]"], m.pieces["[UNK]"]
	if m.places, err = f.rows("places"); err != nil {
		return nil, err
	}
	if m.cases, err = f.rows("cases"); err != nil {
		return nil, err
	}
	if m.first, err = f.norm("first"); err != nil {
		return nil, err
	}
	for i := 0; f.has(fmt.Sprintf("%d.attend", i)); i++ {
		l, err := f.layer(i, m.headSize)
		if err != nil {
			return nil, err
		}
		m.layers = append(m.layers, l)
	}
	return m, nil
}

// layer reads one layer; the scores' division by the root of a head's size is
// taken into the queries' weights.
func (f *File) layer(i, headSize int) (layer, error) {
	var l layer
	var err error
	name := func(s string) string { return fmt.Sprintf("%d.%s", i, s) }
	root := 1 / math.Sqrt(float64(headSize))
	if l.attend, err = f.Product(name("attend"), weightBits, func(col, cols int) float64 {
		if col < cols/3 {
			return root
		}
		return 1
	}); err != nil {
		return l, err
	}
	for _, x := range []struct {
		name string
		to   **vector.Weights
	}{{"join", &l.join}, {"widen", &l.widen}, {"narrow", &l.narrow}} {
		if *x.to, err = f.Product(name(x.name), weightBits, nil); err != nil {
			return l, err
		}
	}
	if l.afterJoin, err = f.norm(name("afterjoin")); err != nil {
		return l, err
	}
	l.afterNarrow, err = f.norm(name("afternarrow"))
	return l, err
}

// exponentials returns exp(-i) for i at scoreBits, with 15 bits, as far as it
// is more than nothing.
func exponentials() []int32 {
	out := make([]int32, 11<<scoreBits)
	for i := range out {
		out[i] = int32(math.Round(math.Exp(-float64(i)/(1<<scoreBits)) * (1 << 15)))
	}
	return out
}

// gelus returns the Gaussian error linear unit of every 16-bit number.
func gelus() []int16 {
	out := make([]int16, 1<<16)
	for i := range out {
		x := float64(i-1<<15) / (1 << Bits)
		y := x / 2 * (1 + math.Erf(x/math.Sqrt2))
		out[i] = int16(math.Round(min(y*(1<<Bits), math.MaxInt16)))
	}
	return out
}
