package label

import (
	"errors"
	"fmt"

	"github.com/datelinewire/dateline/syntax/model"
)

// The weight file's magic and version; a recogniser reads its own alone.
const (
	magic   = "DLLABELS"
	version = 1
)

// ScoreBits are the bits of fraction of scores and moves.
const ScoreBits = 9

// ErrFormat says that the bytes are no weights of this version.
var ErrFormat = errors.New("not a weight file of the name recogniser: run go generate ./read/name")

// File is what the weight file holds.
type File struct {
	Words, Buckets int // table rows of the vocabulary and hashed ones; OwnRows follow
	Encoder        model.Encoder
	Out            model.Integers // Width x Columns, scores at ScoreBits
	Moves          [Labels][Labels]int32
}

// Encode returns the weight file.
func (f *File) Encode() []byte {
	w := &model.Writer{}
	w.Number(f.Words)
	w.Number(f.Buckets)
	w.Encoder(&f.Encoder)
	w.Matrix(&f.Out)
	for _, row := range f.Moves {
		for _, v := range row {
			w.Number(int(v))
		}
	}
	return w.Seal(magic, version)
}

func decode(file string) (*File, error) {
	r, err := model.Open(file, magic, version)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	f := &File{Words: r.Number(), Buckets: r.Number(), Encoder: r.Encoder()}
	if r.OK() {
		f.Out = r.Matrix(f.Encoder.Input.N, Columns)
	}
	for i := range Labels {
		for j := range Labels {
			f.Moves[i][j] = int32(r.Number())
		}
	}
	if !r.OK() || f.Words < model.FirstWord || f.Buckets <= 0 || len(f.Encoder.Table) != (f.Words+f.Buckets+OwnRows)*f.Encoder.Input.K {
		return nil, ErrFormat
	}
	return f, nil
}
