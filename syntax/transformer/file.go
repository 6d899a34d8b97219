package transformer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/datelinewire/dateline/syntax/vector"
)

// File is a weight file taken apart. It holds, after the magic bytes, the word
// pieces of the vocabulary, one a line, and then named tensors, each of rows
// and columns: 8-bit numbers with a scale for each row or each column, or
// 32-bit floats. Numbers are little-endian.
type File struct {
	Vocabulary []string
	tensors    map[string]*Tensor
}

// Tensor is a matrix as the file has it.
type Tensor struct {
	Rows, Cols int
	kind       byte
	scale      []float64
	data       string
}

const magic = "DLT1"

// The ways in which a tensor's numbers stand in the file.
const (
	floats    = 0
	byColumns = 1 // 8 bits, a scale a column
	byRows    = 2 // 8 bits, a scale a row
)

var errShort = errors.New("transformer: the weight file is cut off")

// Parse takes a weight file apart; b must not change afterwards.
func Parse(b string) (*File, error) {
	r := reader{b}
	if r.take(len(magic)) != magic {
		return nil, errors.New("transformer: not a weight file of this program")
	}
	f := &File{tensors: map[string]*Tensor{}}
	f.Vocabulary = strings.Split(r.take(r.number()), "\n")
	for len(r.rest) > 0 {
		name := r.take(r.number())
		t := &Tensor{kind: byte(r.number()), Rows: r.number(), Cols: r.number()}
		n, size := 0, 1
		switch t.kind {
		case floats:
			size = 4
		case byColumns:
			n = t.Cols
		case byRows:
			n = t.Rows
		default:
			return nil, fmt.Errorf("transformer: tensor %q has kind %d", name, t.kind)
		}
		t.scale = r.floats(n)
		t.data = r.take(t.Rows * t.Cols * size)
		if len(t.data) != t.Rows*t.Cols*size || t.Rows <= 0 || t.Cols <= 0 {
			return nil, errShort
		}
		f.tensors[name] = t
	}
	return f, nil
}

type reader struct{ rest string }

// take returns the next n bytes, or nothing where there are fewer.
func (r *reader) take(n int) string {
	if n < 0 || n > len(r.rest) {
		r.rest = ""
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) number() int {
	b := r.take(4)
	if len(b) < 4 {
		return -1
	}
	return int(int32(binary.LittleEndian.Uint32([]byte(b))))
}

func (r *reader) floats(n int) []float64 {
	out := make([]float64, 0, max(0, min(n, len(r.rest)/4)))
	for range cap(out) {
		out = append(out, float(r.take(4)))
	}
	return out
}

func float(b string) float64 {
	return float64(math.Float32frombits(binary.LittleEndian.Uint32([]byte(b))))
}

// At returns the number in row i and column j.
func (t *Tensor) At(i, j int) float64 {
	k := i*t.Cols + j
	switch t.kind {
	case floats:
		return float(t.data[4*k : 4*k+4])
	case byColumns:
		return t.scale[j] * float64(int8(t.data[k]))
	}
	return t.scale[i] * float64(int8(t.data[k]))
}

func (f *File) has(name string) bool { return f.tensors[name] != nil }

// Tensor returns the tensor of that name.
func (f *File) Tensor(name string) (*Tensor, error) {
	t := f.tensors[name]
	if t == nil {
		return nil, fmt.Errorf("transformer: the weight file has no %q", name)
	}
	return t, nil
}

// Product lays out a tensor and its bias (name.bias) as weights with bits
// fractional bits that take and return numbers at Bits. Columns are filled up
// to a multiple of 32. times, if there, returns a factor for each column.
func (f *File) Product(name string, bits int, times func(col, cols int) float64) (*vector.Weights, error) {
	t, err := f.Tensor(name)
	if err != nil {
		return nil, err
	}
	add, err := f.Tensor(name + ".bias")
	if err != nil {
		return nil, err
	}
	k, n := t.Rows, (t.Cols+31)/32*32
	if k%2 != 0 || add.Cols != t.Cols {
		return nil, fmt.Errorf("transformer: %q has %d rows and %d columns with a bias of %d", name, k, t.Cols, add.Cols)
	}
	w, bias := make([]int16, k*n), make([]int32, n)
	for j := range t.Cols {
		by := 1.0
		if times != nil {
			by = times(j, t.Cols)
		}
		for i := range k {
			w[i*n+j] = fixed(t.At(i, j)*by, bits)
		}
		bias[j] = int32(math.Round(add.At(0, j) * by * float64(int(1)<<(Bits+bits))))
	}
	return vector.Pack(w, bias, k, n, bits), nil
}

// fixed returns x with that many fractional bits, held within 16 bits.
func fixed(x float64, bits int) int16 {
	return int16(max(math.MinInt16, min(math.MaxInt16, math.Round(x*float64(int(1)<<bits)))))
}
