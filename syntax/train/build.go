package train

import (
	"io"

	"github.com/datelinewire/dateline/syntax/model"
)

// Build returns a weight file for a checkpoint: the network in integers, with
// the lexicon of the training files.
func Build(checkpoint string, c Corpora, log io.Writer) ([]byte, error) {
	n, words, err := readCheckpoint(checkpoint)
	if err != nil {
		return nil, err
	}
	set := &Settings{Config: n.Config}
	d, err := load(c, set, log)
	if err != nil {
		return nil, err
	}
	lx, err := lexicon(d.sents, knownWords(words), c.Raw)
	if err != nil {
		return nil, err
	}
	m := quantise(n, words, lx)
	report(log, "table at %d bits, lexicon %d bytes", m.TableBits, len(lx))
	for _, x := range []*model.Integers{&m.Input, &m.Stack[0].W, &m.Stack[1].W, &m.Hide, &m.Bilinear, &m.Tags, &m.Deps} {
		report(log, "matrix %d x %d shift %d", x.K, x.N, x.Shift)
	}
	return m.Encode(), nil
}
