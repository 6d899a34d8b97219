package propbank

import (
	"fmt"
	"os"

	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// Treebank returns the sentences of a treebank that have roles, and the roles
// in the same order.
func Treebank(trees, roles string) ([]*conllu.Sentence, []Sentence, error) {
	f, err := os.Open(trees)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	all, err := conllu.ReadAll(f)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", trees, err)
	}
	byID := make(map[string]*conllu.Sentence, len(all))
	for _, s := range all {
		if id, ok := s.Comment("sent_id"); ok {
			byID[id] = s
		}
	}
	gold, err := Open(roles)
	if err != nil {
		return nil, nil, err
	}
	var sents []*conllu.Sentence
	for _, g := range gold {
		s := byID[g.ID]
		if s == nil || len(s.Words) != g.N {
			return nil, nil, fmt.Errorf("%s: sentence %s is not in %s", roles, g.ID, trees)
		}
		sents = append(sents, s)
	}
	return sents, gold, nil
}

// Trees returns a document with the trees, tags and lemmas of the treebank.
func Trees(sents []*conllu.Sentence) *text.Document {
	d := conllu.Document(sents)
	i := 0
	for _, s := range sents {
		first := i
		for _, w := range s.Words {
			t := &d.Tokens[i]
			t.Lemma = w.Lemma
			t.Pos, _ = text.ParsePos(w.Upos)
			t.Tag, _ = text.ParseTag(w.Xpos)
			t.Dep, _ = text.ParseDep(w.Deprel)
			if t.Head = int32(first + w.Head - 1); w.Head <= 0 {
				t.Head = -1
			}
			i++
		}
	}
	d.Has |= text.Tags | text.Tree
	return d
}
