// Package transformer runs a small pretrained transformer (Devlin, Chang, Lee
// and Toutanova 2019) over a sentence. What goes in are the forms of its
// tokens; what comes out is a vector for each, that of its first word piece,
// in which the whole sentence has its part. Scorers over these vectors are
// the caller's.
//
// Rows of vectors are cut to 8 bits, each with a scale of its own, before they
// are multiplied by weights of 8 bits; attention and all that is passed on has
// 16. Sums are exact and every rounding is spelled out, so that every machine
// returns the same numbers.
//
// Limits: English, letters folded to lower case with the case as a feature of
// its own; at most Longest tokens at a time.
package transformer

import (
	"errors"
	"fmt"
	"math"

	"github.com/datelinewire/dateline/syntax/vector"
)

// Bits is the number of fractional bits of a vector's numbers.
const Bits = vector.RowBits

// Longest is the number of tokens that may be encoded together.
const Longest = 160

const (
	headSize = 32
	perToken = 6 // word pieces of one token at the most; the rest is left out
)

// Zeros of the bytes that rows are cut to: the unit between the two wide
// products returns nothing below -0.17, so that its row has nearly all of a
// byte for what is positive.
const (
	evenZero = 128
	wideZero = 24
)

// What is added to a vector has so many fractional bits fewer than Bits: where
// a sentence begins or ends, one number of what the narrow product returns goes
// beyond 200 in some layers, and must not be cut off.
const (
	joinLess   = 1
	narrowLess = 3
)

// Model holds the weights. It is safe for use by many goroutines at once.
type Model struct {
	Width int

	pieces  map[string]int32
	words   *rows // of the word pieces
	places  [][]int16
	cases   [][]int16
	first   vector.Norm
	layers  []layer
	begin   int32
	end     int32
	unknown int32
}

type layer struct {
	attend, join, widen, narrow *vector.ByteWeights
	afterJoin, afterNarrow      vector.Norm
}

// New lays the encoder's tensors of f out for reading.
func New(f *File) (*Model, error) {
	m := &Model{}
	var err error
	if m.words, err = f.rows("words"); err != nil {
		return nil, err
	}
	m.Width = m.words.width
	if m.Width%headSize != 0 {
		return nil, fmt.Errorf("transformer: vectors of %d numbers, no multiple of %d", m.Width, headSize)
	}
	m.pieces = make(map[string]int32, len(f.Vocabulary))
	for i, w := range f.Vocabulary {
		m.pieces[w] = int32(i)
	}
	m.begin, m.end, m.unknown = m.pieces["[CLS]"], m.pieces["[SEP]"], m.pieces["[UNK]"]
	if m.places, err = f.fixed("places", m.Width); err != nil {
		return nil, err
	}
	if m.cases, err = f.fixed("cases", m.Width); err != nil {
		return nil, err
	}
	if len(f.Vocabulary) != len(m.words.by) || len(m.cases) != caseMixed+1 || len(m.places) < perToken+2 {
		return nil, fmt.Errorf("transformer: %d word pieces with %d vectors, %d cases, %d places", len(f.Vocabulary), len(m.words.by), len(m.cases), len(m.places))
	}
	if m.first, err = f.norm("first", m.Width); err != nil {
		return nil, err
	}
	for i := 0; f.has(fmt.Sprintf("%d.attend", i)); i++ {
		l, err := f.layer(i, m.Width)
		if err != nil {
			return nil, err
		}
		m.layers = append(m.layers, l)
	}
	if len(m.layers) == 0 {
		return nil, errors.New("transformer: the weight file has no layer")
	}
	return m, nil
}

// layer reads one layer; the scores' division by the root of a head's size is
// taken into the queries' weights.
func (f *File) layer(i, width int) (layer, error) {
	var l layer
	var err error
	name := func(s string) string { return fmt.Sprintf("%d.%s", i, s) }
	if l.attend, err = f.bytes(name("attend"), evenZero, width, 3*width, func(col int) float64 {
		if col < width {
			return 1 / math.Sqrt(headSize)
		}
		return 1
	}); err != nil {
		return l, err
	}
	inner, err := f.Tensor(name("widen"))
	if err != nil {
		return l, err
	}
	for _, x := range []struct {
		name string
		zero uint8
		k, n int
		less int
		to   **vector.ByteWeights
	}{
		{"join", evenZero, width, width, joinLess, &l.join},
		{"widen", evenZero, width, inner.Cols, 0, &l.widen},
		{"narrow", wideZero, inner.Cols, width, narrowLess, &l.narrow},
	} {
		by := 1 / float64(int(1)<<x.less)
		if *x.to, err = f.bytes(name(x.name), x.zero, x.k, x.n, func(int) float64 { return by }); err != nil {
			return l, err
		}
	}
	if l.afterJoin, err = f.norm(name("afterjoin"), width); err != nil {
		return l, err
	}
	l.afterNarrow, err = f.norm(name("afternarrow"), width)
	return l, err
}
