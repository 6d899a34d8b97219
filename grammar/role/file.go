package role

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the weights
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/datelinewire/dateline/syntax/model"
)

//go:embed weights.bin
var embedded string

const (
	magic   = "DLROLES"
	version = 1
)

// File is what a reader is made of.
type File struct {
	Rolesets  string   // the table that roleset.Parse reads
	Words     []uint32 // hashes of words
	Groups    []uint16 // and their groups, see feature.NewClusters
	Spot      Network
	Arguments Network
}

// Encode returns the weight file.
func (f *File) Encode() ([]byte, error) {
	var zipped bytes.Buffer
	z, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := io.WriteString(z, f.Rolesets); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	w := &model.Writer{}
	w.Text(zipped.String())
	b := make([]byte, 0, 6*len(f.Words))
	for i, h := range f.Words {
		b = binary.LittleEndian.AppendUint32(b, h)
		b = binary.LittleEndian.AppendUint16(b, f.Groups[i])
	}
	w.Text(string(b))
	f.Spot.write(w)
	f.Arguments.write(w)
	return w.Seal(magic, version), nil
}

// Decode reads a weight file.
func Decode(file string) (*File, error) {
	r, err := model.Open(file, magic, version)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(strings.NewReader(r.Text()))
	if err != nil {
		return nil, fmt.Errorf("%w: rolesets: %w", model.ErrBroken, err)
	}
	table, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("%w: rolesets: %w", model.ErrBroken, err)
	}
	f := &File{Rolesets: string(table)}
	for words := []byte(r.Text()); len(words) >= 6; words = words[6:] {
		f.Words = append(f.Words, binary.LittleEndian.Uint32(words))
		f.Groups = append(f.Groups, binary.LittleEndian.Uint16(words[4:]))
	}
	for _, n := range []*Network{&f.Spot, &f.Arguments} {
		got, err := readNetwork(r)
		if err != nil {
			return nil, err
		}
		*n = *got
	}
	return f, nil
}
