package model

import (
	"fmt"
	"strings"

	"github.com/datelinewire/dateline/syntax/vector"
)

// Version is the weight file's layout; a parser reads its own alone.
const Version = 1

// magic opens the parser's weight file.
const magic = "DLSYNTAX"

// Integers is a matrix in 16-bit integers: W is K x N, row-major, Bias at the
// scale of the sums, Shift the bits by which sums are cut.
type Integers struct {
	K, N, Shift int
	W           []int16
	Bias        []int32
}

// Layer is a recurrent layer: its products and its gates' weights of the
// state, as vector.Scan takes them.
type Layer struct {
	W Integers
	V []int16
}

// Encoder is the part of a network that turns the forms of a sentence into a
// vector for each token. Fixed-point fractions: table TableBits; squashed
// numbers vector.ActBits; gates and states vector.GateBits.
type Encoder struct {
	Vocabulary string // the vocabulary, a word a line, row FirstWord first
	Table      string // the rows, a signed byte a number
	TableBits  int
	Input      Integers // Embed x Width
	Stack      []Layer  // the recurrent layers
}

// Weights is a trained network and its lexicon. Fixed-point fractions: hidden
// numbers HiddenBits; arcs' left sides LeftBits; scores of tags and relations
// ScoreBits.
type Weights struct {
	Config
	Encoder
	Hide      Integers // Width x Hidden
	Bilinear  Integers // Arc x Arc
	RootArc   []int16  // at HiddenBits
	RootLabel []int16
	Tags      Integers // Tag x TagColumns
	Deps      Integers // Label x DepColumns
	Lemmas    string   // see Lexicon
}

// Fractions of the fixed-point numbers that package vector does not name.
const (
	HiddenBits = 11
	LeftBits   = 10
	ScoreBits  = 9
	ArcBits    = 8
)

// Encode returns the weight file.
func (m *Weights) Encode() []byte {
	w := &Writer{}
	c := m.Config
	for _, n := range []int{c.Embed, c.Width, c.Layers, c.Arc, c.Label, c.Tag, c.Words, c.Buckets, m.TableBits} {
		w.Number(n)
	}
	w.Text(m.Vocabulary)
	w.Text(m.Table)
	w.Text(m.Lemmas)
	w.encoder(&m.Encoder)
	for _, x := range []*Integers{&m.Hide, &m.Bilinear, &m.Tags, &m.Deps} {
		w.Matrix(x)
	}
	w.Shorts(m.RootArc)
	w.Shorts(m.RootLabel)
	return w.Seal(magic, Version)
}

// Decode reads a weight file; the result shares file's bytes.
func Decode(file string) (*Weights, error) {
	r, err := Open(file, magic, Version)
	if err != nil {
		return nil, err
	}
	m := &Weights{}
	c := &m.Config
	for _, p := range []*int{&c.Embed, &c.Width, &c.Layers, &c.Arc, &c.Label, &c.Tag, &c.Words, &c.Buckets, &m.TableBits} {
		*p = r.Number()
	}
	m.Vocabulary, m.Table, m.Lemmas = r.Text(), r.Text(), r.Text()
	if !r.OK() || !c.sane() || len(m.Table) != (c.Words+c.Buckets)*c.Embed || strings.Count(m.Vocabulary, "\n") > c.Words {
		return nil, fmt.Errorf("%w: sizes", ErrBroken)
	}
	r.encoder(&m.Encoder, c.Embed, c.Width, c.Layers)
	m.Hide, m.Bilinear = r.Matrix(c.Width, c.Hidden()), r.Matrix(c.Arc, c.Arc)
	m.Tags, m.Deps = r.Matrix(c.Tag, TagColumns), r.Matrix(c.Label, DepColumns)
	m.RootArc, m.RootLabel = r.Shorts(), r.Shorts()
	if !r.OK() || len(m.RootArc) != c.Arc || len(m.RootLabel) != c.Label {
		return nil, fmt.Errorf("%w: contents", ErrBroken)
	}
	return m, nil
}

func (c *Config) sane() bool {
	for _, n := range []int{c.Embed, c.Width / 2, c.Arc, c.Label, c.Tag} {
		if n <= 0 || n%32 != 0 || n > 4096 {
			return false
		}
	}
	return c.Layers > 0 && c.Layers < 64 && c.Words >= FirstWord && c.Buckets > 0 && c.Words < 1<<24 && c.Buckets < 1<<24
}

// Pack lays the matrix out for products.
func (m *Integers) Pack() *vector.Weights {
	return vector.Pack(m.W, m.Bias, m.K, m.N, m.Shift)
}
