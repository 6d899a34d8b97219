package eval

import (
	"bytes"
	"context"
	"os"
	"slices"

	"github.com/datelinewire/dateline/eval/treebank"
	"github.com/datelinewire/dateline/line"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// Syntax parses a treebank twice and scores the trees: from its own sentences
// and words, and from raw text.
func Syntax(p *syntax.Parser, split *text.Splitter, file string) (given, raw treebank.Score, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return given, raw, err
	}
	gold, err := conllu.ReadAll(bytes.NewReader(b))
	if err != nil {
		return given, raw, err
	}
	given = treebank.Compare(gold, parseGiven(p, gold, Setting{}))
	var found []*conllu.Sentence
	err = documents(bytes.NewReader(b), func(c Cut) {
		d := split.Document(c.Text, nil)
		parse(p, d)
		found = append(found, conllu.FromDocument(d)...)
	})
	return given, treebank.Compare(gold, found), err
}

// parseGiven predicts all but the words, of which it takes nothing else, and
// which it sets as told.
func parseGiven(p *syntax.Parser, gold []*conllu.Sentence, set Setting) []*conllu.Sentence {
	out := make([]*conllu.Sentence, len(gold))
	for i, s := range gold {
		out[i] = &conllu.Sentence{Ranges: s.Ranges}
		for _, w := range s.Words {
			out[i].Words = append(out[i].Words, conllu.Word{Form: set.Word(w.Form, len(out[i].Words) == 0), Misc: w.Misc})
		}
	}
	for part := range slices.Chunk(out, 256) {
		d := conllu.Document(part)
		for i := range d.Tokens {
			d.Tokens[i].Flags |= wordFlags(d.Form(i))
		}
		set.mark(d)
		parse(p, d)
		conllu.Fill(part, d)
	}
	return out
}

// parse parses a document to its end.
func parse(p line.Parser, d *text.Document) {
	_ = p.Parse(context.Background(), d) // its error is that of a context that ends
}
