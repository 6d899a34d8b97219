package model

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// Version is the weight file's layout; a parser reads its own alone.
const Version = 1

// magic opens every weight file.
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

// Weights is a trained network and its lexicon. Fixed-point fractions: table
// TableBits; squashed numbers vector.ActBits; gates and states
// vector.GateBits; hidden numbers HiddenBits; arcs' left sides LeftBits;
// scores of tags and relations ScoreBits.
type Weights struct {
	Config
	Words     string // the vocabulary, a word a line, row FirstWord first
	Table     string // the rows, a signed byte a number
	TableBits int
	Input     Integers // Embed x Width
	Layers    []Layer
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

type writer struct{ b []byte }

func (w *writer) number(n int) { w.b = binary.LittleEndian.AppendUint32(w.b, uint32(int32(n))) }
func (w *writer) text(s string) {
	w.number(len(s))
	w.b = append(w.b, s...)
}

func (w *writer) shorts(x []int16) {
	w.number(len(x))
	for _, v := range x {
		w.b = binary.LittleEndian.AppendUint16(w.b, uint16(v))
	}
}

func (w *writer) matrix(m *Integers) {
	w.number(m.K)
	w.number(m.N)
	w.number(m.Shift)
	w.shorts(m.W)
	w.number(len(m.Bias))
	for _, v := range m.Bias {
		w.number(int(v))
	}
}

// Encode gives the weight file: magic, version, SHA-256 of the rest, the rest.
func (m *Weights) Encode() []byte {
	w := &writer{}
	c := m.Config
	for _, n := range []int{c.Embed, c.Width, c.Layers, c.Arc, c.Label, c.Tag, c.Words, c.Buckets, m.TableBits} {
		w.number(n)
	}
	w.text(m.Words)
	w.text(m.Table)
	w.text(m.Lemmas)
	w.matrix(&m.Input)
	for i := range m.Layers {
		w.matrix(&m.Layers[i].W)
		w.shorts(m.Layers[i].V)
	}
	for _, x := range []*Integers{&m.Hide, &m.Bilinear, &m.Tags, &m.Deps} {
		w.matrix(x)
	}
	w.shorts(m.RootArc)
	w.shorts(m.RootLabel)
	sum := sha256.Sum256(w.b)
	out := binary.LittleEndian.AppendUint32([]byte(magic), Version)
	out = append(out, sum[:]...)
	return append(out, w.b...)
}

// ErrBroken means that a weight file is damaged or of another version.
var ErrBroken = errors.New("model: weight file broken")

type reader struct {
	s  string
	ok bool
}

func (r *reader) number() int {
	if len(r.s) < 4 {
		r.ok, r.s = false, ""
		return 0
	}
	n := uint32(r.s[0]) | uint32(r.s[1])<<8 | uint32(r.s[2])<<16 | uint32(r.s[3])<<24
	r.s = r.s[4:]
	return int(int32(n))
}

func (r *reader) take(n int) string {
	if n < 0 || n > len(r.s) {
		r.ok, r.s = false, ""
		return ""
	}
	out := r.s[:n]
	r.s = r.s[n:]
	return out
}

func (r *reader) shorts() []int16 {
	s := r.take(2 * r.number())
	out := make([]int16, len(s)/2)
	for i := range out {
		out[i] = int16(uint16(s[2*i]) | uint16(s[2*i+1])<<8)
	}
	return out
}

func (r *reader) matrix(k, n int) Integers {
	m := Integers{K: r.number(), N: r.number(), Shift: r.number()}
	m.W = r.shorts()
	b := &reader{r.take(4 * r.number()), true}
	for len(b.s) > 0 {
		m.Bias = append(m.Bias, int32(b.number()))
	}
	if m.K != k || m.N != n || len(m.W) != k*n || len(m.Bias) != n || m.Shift < 0 || m.Shift > 31 {
		r.ok = false
	}
	return m
}

// Decode reads a weight file; the result shares file's bytes.
func Decode(file string) (*Weights, error) {
	const head = len(magic) + 4 + sha256.Size
	if len(file) < head || file[:len(magic)] != magic {
		return nil, fmt.Errorf("%w: no weight file", ErrBroken)
	}
	r := &reader{file[len(magic):], true}
	if v := r.number(); v != Version {
		return nil, fmt.Errorf("%w: version %d, this program reads %d", ErrBroken, v, Version)
	}
	want := r.take(sha256.Size)
	h := sha256.New()
	for rest := r.s; len(rest) > 0; { // in pieces: a string of 15 MB need not be copied
		n := min(len(rest), 1<<16)
		h.Write([]byte(rest[:n]))
		rest = rest[n:]
	}
	if string(h.Sum(nil)) != want {
		return nil, fmt.Errorf("%w: checksum", ErrBroken)
	}
	m := &Weights{}
	c := &m.Config
	for _, p := range []*int{&c.Embed, &c.Width, &c.Layers, &c.Arc, &c.Label, &c.Tag, &c.Words, &c.Buckets, &m.TableBits} {
		*p = r.number()
	}
	m.Words, m.Table, m.Lemmas = r.take(r.number()), r.take(r.number()), r.take(r.number())
	if !r.ok || !c.sane() || len(m.Table) != (c.Words+c.Buckets)*c.Embed || strings.Count(m.Words, "\n") > c.Words {
		return nil, fmt.Errorf("%w: sizes", ErrBroken)
	}
	m.Input = r.matrix(c.Embed, c.Width)
	for range c.Layers {
		l := Layer{W: r.matrix(c.Width, 3*c.Width)}
		l.V = r.shorts()
		r.ok = r.ok && len(l.V) == 2*c.Width
		m.Layers = append(m.Layers, l)
	}
	m.Hide, m.Bilinear = r.matrix(c.Width, c.Hidden()), r.matrix(c.Arc, c.Arc)
	m.Tags, m.Deps = r.matrix(c.Tag, TagColumns), r.matrix(c.Label, DepColumns)
	m.RootArc, m.RootLabel = r.shorts(), r.shorts()
	if !r.ok || len(m.RootArc) != c.Arc || len(m.RootLabel) != c.Label {
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
