package coref

import (
	_ "embed" // the weights
	"errors"
	"fmt"

	"github.com/datelinewire/dateline/syntax/model"
)

// The weight file's magic and layout.
const (
	magic   = "DLCOREF1"
	version = 1
)

// Scale is what a weight of one is in the file: weights are signed bytes.
const Scale = 32

// ErrFormat says that the bytes are no weights of this version.
var ErrFormat = errors.New("not a weight file of coreference: run go generate ./read/coref")

//go:embed weights.bin
var weights string

// Model holds a weight for every hash.
type Model struct {
	table string // a power of two of signed bytes
	mask  uint32
}

// LoadModel returns the weights that ship.
func LoadModel() (*Model, error) { return OpenModel(weights) }

// OpenModel reads what Encode returns.
func OpenModel(file string) (*Model, error) {
	r, err := model.Open(file, magic, version)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	t := r.Text()
	if n := len(t); !r.OK() || n == 0 || n&(n-1) != 0 {
		return nil, ErrFormat
	}
	return NewModel(t), nil
}

// NewModel returns a model of a table of signed bytes, a power of two of them.
func NewModel(table string) *Model { return &Model{table, uint32(len(table) - 1)} }

// Encode returns the weight file.
func (m *Model) Encode() []byte {
	w := &model.Writer{}
	w.Text(m.table)
	return w.Seal(magic, version)
}

// score sums the weights of features.
func (m *Model) score(fs []uint32) int32 {
	sum := int32(0)
	for _, h := range fs {
		sum += int32(int8(m.table[h&m.mask]))
	}
	return sum
}
