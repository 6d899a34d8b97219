package train

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/datelinewire/dateline/grammar/role/propbank"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// unzip opens a gzipped file.
func unzip(path string, read func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := read(z); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// texts returns the sentences of texts without trees, and their roles.
func texts(roles string) ([]*conllu.Sentence, []propbank.Sentence, error) {
	gold, err := propbank.Open(roles)
	if err != nil {
		return nil, nil, err
	}
	var sents []*conllu.Sentence
	for _, g := range gold {
		s := &conllu.Sentence{}
		for _, w := range g.Words {
			s.Words = append(s.Words, conllu.Word{Form: w})
		}
		sents = append(sents, s)
	}
	return sents, gold, nil
}

// heads returns the sentences with the heads of arguments that the trees of d
// give: of the words of an argument the one nearest to the root, the first of
// equals. Sentences of a treebank stay as they are.
func heads(d *text.Document, gold []propbank.Sentence) []propbank.Sentence {
	out := slices.Clone(gold)
	for k := range out {
		if out[k].Words == nil {
			continue
		}
		first := int(d.Sentences[k].First)
		preds := slices.Clone(out[k].Predicates)
		for i := range preds {
			preds[i].Args = slices.Clone(preds[i].Args)
			for j := range preds[i].Args {
				a := &preds[i].Args[j]
				a.Head = top(d, first+a.First-1, first+a.Last) - first + 1
			}
		}
		out[k].Predicates = preds
	}
	return out
}

// top returns the token from from to below to that is nearest to the root,
// punctuation left out where there is anything else.
func top(d *text.Document, from, to int) int {
	best, least := from, 1<<30
	for i := from; i < to; i++ {
		n := 0
		if d.Tokens[i].Pos == text.PUNCT {
			n = 1 << 20
		}
		for h := d.Tokens[i].Head; h >= 0; h = d.Tokens[h].Head {
			n++
		}
		if n < least {
			best, least = i, n
		}
	}
	return best
}
