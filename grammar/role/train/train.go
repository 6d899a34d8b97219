// Package train fits the networks that find predicates and their arguments.
// What goes in are PropBank's roles over the sentences of a treebank, read by
// the program's own parser, PropBank's frames and word vectors; what comes out
// is a weight file for package role. The same seed gives the same bytes on any
// number of cores of one kind of processor.
package train

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/datelinewire/dateline/grammar/role"
	"github.com/datelinewire/dateline/syntax/gradient"
)

// Files are what is trained on.
type Files struct {
	Trees   string // a treebank, CoNLL-U
	Roles   string // its roles
	Texts   string // roles over other texts, of verbs alone
	Frames  string // PropBank's frames
	Vectors string // word vectors
	Words   string // and their words
}

// Standard returns the files as they lie in the folders of roles, treebanks
// and vectors.
func Standard(roles, trees, vectors string) Files {
	return Files{
		Trees:   filepath.Join(trees, "ewt-train.conllu"),
		Roles:   filepath.Join(roles, "ewt-roles-train.jsonl.gz"),
		Texts:   filepath.Join(roles, "masc-roles-train.jsonl.gz"),
		Frames:  filepath.Join(roles, "propbank-frames.tsv.gz"),
		Vectors: filepath.Join(vectors, "glove-100d.bin.gz"),
		Words:   filepath.Join(vectors, "glove-100d.words.txt.gz"),
	}
}

// Noise is how a reading of the texts is made worse than the parser's own.
type Noise struct {
	Blur  float64 // share of words disguised from the parser
	Waver float64 // temperature in nats at which heads are moved
}

// Settings are what can be set.
type Settings struct {
	Seed      uint64
	Readings  []Noise // of the texts
	Words     int     // words that are grouped, the most frequent ones
	Groups    int     // wide groups of them
	Spot      Sizes   // of the network that finds predicates
	Arguments Sizes   // of the one that finds arguments
}

// Defaults returns the settings of the published weights.
func Defaults() Settings {
	return Settings{
		Seed: 1, Readings: []Noise{{}, {Blur: 0.1, Waver: 2}, {Blur: 0.1, Waver: 3}}, Words: 40000, Groups: 64,
		Spot: Sizes{
			Embed: 32, Width: 64, Layers: 1, Keys: 20000, Least: 3, Epochs: 10, Batch: 1500, Rate: 0.003, DropRow: 0.25,
			Drop: gradient.Rates{Input: 0.2, Layer: 0.2, Top: 0.2},
		},
		Arguments: Sizes{
			Embed: 64, Width: 128, Layers: 2, Keys: 36000, Least: 4, Epochs: 14, Batch: 2000, Rate: 0.002, DropRow: 0.3,
			Drop: gradient.Rates{Input: 0.3, Layer: 0.2, Top: 0.3},
		},
	}
}

// Run trains and writes the weight file.
func Run(files Files, set Settings, out string, log io.Writer) error {
	began := time.Now()
	m, err := Load(files, set, log)
	if err != nil {
		return err
	}
	f := m.File
	f.Spot = *m.Spot(set.Spot, log)
	f.Arguments = *m.Arguments(set.Arguments, log)
	b, err := f.Encode()
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "%d bytes, %s\n", len(b), time.Since(began).Round(time.Second))
	return os.WriteFile(out, b, 0o644)
}

// Spot fits the network that finds predicates.
func (m *Material) Spot(s Sizes, log io.Writer) *role.Network {
	fmt.Fprintln(log, "predicates")
	return m.learn(m.spots, s, log)
}

// Arguments fits the network that finds arguments.
func (m *Material) Arguments(s Sizes, log io.Writer) *role.Network {
	fmt.Fprintln(log, "arguments")
	return m.learn(m.fills, s, log)
}

// learn fits a network to the places that see makes of each reading.
func (m *Material) learn(see func(reading) *places, s Sizes, log io.Writer) *role.Network {
	var all []*places
	for _, r := range m.readings {
		all = append(all, see(r))
	}
	keys := frequent(all, s.Least, s.Keys)
	x := role.NewIndex(keys)
	var readings []*samples
	for _, p := range all {
		readings = append(readings, p.rows(x))
	}
	fmt.Fprintf(log, "  %d keys, %d places, %d rows\n", len(keys), len(readings[0].gold), len(readings[0].rows))
	return fit(readings, keys, s, m.seed, log)
}
