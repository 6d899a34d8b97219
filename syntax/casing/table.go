package casing

import (
	_ "embed" // the weights
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/lang/en"
)

//go:embed weights.bin
var embedded string

// table finds what was learned of a feature: entries sorted by hash, of four
// bytes of hash, low first, and a signed byte for each of the classes with
// capitals.
type table struct {
	data   string
	starts []uint32 // place of the first entry by the upper half of the hash
}

const entrySize = 6

var errFormat = errors.New("not a weight file of casing: run go generate ./syntax/casing")

// Load returns the model that the program carries.
func Load() (*Model, error) { return New(embedded) }

// New returns the model in a file as Encode makes it. It shares its bytes.
func New(file string) (*Model, error) {
	words, data, ok := strings.Cut(file, "\n\n")
	if !ok || len(data)%entrySize != 0 {
		return nil, errFormat
	}
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	m := &Model{mixed: map[string]string{}, small: ask.Set("headline-small").Has}
	if err := ask.Err(); err != nil {
		return nil, err
	}
	for w := range strings.FieldsSeq(words) {
		m.mixed[Key(w)] = w
	}
	m.table, err = newTable(data)
	return m, err
}

func newTable(data string) (table, error) {
	t := table{data, make([]uint32, 1<<16+1)}
	n, at, last := len(data)/entrySize, 0, uint32(0)
	for i := range n {
		h := t.hash(i)
		if i > 0 && h <= last {
			return table{}, errFormat
		}
		for last = h; at <= int(h>>16); at++ {
			t.starts[at] = uint32(i)
		}
	}
	for ; at < len(t.starts); at++ {
		t.starts[at] = uint32(n)
	}
	return t, nil
}

func (t *table) hash(i int) uint32 {
	s := t.data[i*entrySize : i*entrySize+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

// weights returns those of a feature, 0 where nothing was learned of it.
func (t *table) weights(h uint32) (capital, capitals int) {
	for i := int(t.starts[h>>16]); i < int(t.starts[h>>16+1]); i++ {
		if t.hash(i) == h {
			return int(int8(t.data[i*entrySize+4])), int(int8(t.data[i*entrySize+5]))
		}
	}
	return 0, 0
}

// names returns what lists of names say of a word, as bits.
func (t *table) names(key string) uint8 {
	bits, _ := t.weights(NameHash(key))
	return uint8(bits)
}

// Encode returns the file of a model: the words that running text writes with
// capitals inside, then the weights of the features by their hashes, those of
// names among them.
func Encode(rows map[uint32][2]int8, mixed []string) []byte {
	out := []byte(strings.Join(mixed, "\n") + "\n\n")
	for _, h := range slices.Sorted(maps.Keys(rows)) {
		out = binary.LittleEndian.AppendUint32(out, h)
		out = append(out, byte(rows[h][0]), byte(rows[h][1]))
	}
	return out
}
