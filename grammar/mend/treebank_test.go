package mend

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/datelinewire/dateline/internal/shared"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/text"
)

// toll is what rules do to the words of a treebank: how many they change, and
// how many of those were right before and are right after.
type toll struct{ changed, before, after int }

// TestTreebanks demands of the rules together that they make more words of the
// development parts right than wrong, and prints what each does. They are made
// for news, of which the treebanks have little: most find nothing there.
func TestTreebanks(t *testing.T) {
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := syntax.Load()
	if err != nil {
		t.Fatal(err)
	}
	tolls := make([]toll, len(m.rules))
	for _, name := range []string{"ewt-dev", "gum-dev"} {
		gold := trees(t, name)
		for part := range slices.Chunk(gold, 256) {
			d := conllu.Document(part)
			if err := p.Parse(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			for k := range m.rules {
				tolls[k].add(part, d, m.with(t, d, m.rules[k:k+1]))
			}
		}
	}
	var all toll
	for k, x := range tolls {
		t.Logf("%-8s %2d changed, right before %2d, after %2d", m.rules[k].name, x.changed, x.before, x.after)
		all = toll{all.changed + x.changed, all.before + x.before, all.after + x.after}
	}
	if all.after <= all.before {
		t.Errorf("of %d words that are changed %d were right, and %d are", all.changed, all.before, all.after)
	}
}

func trees(t *testing.T, name string) []*conllu.Sentence {
	t.Helper()
	f, err := os.Open(shared.Path(t, filepath.Join("data", "treebanks", name+".conllu")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	gold, err := conllu.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// with returns a copy of d as rules mend it.
func (m *Mender) with(t *testing.T, d *text.Document, rules []rule) *text.Document {
	c := *d
	c.Tokens = slices.Clone(d.Tokens)
	m.apply(t.Context(), &c, rules)
	return &c
}

// add counts the words in which two readings of sentences differ.
func (x *toll) add(gold []*conllu.Sentence, before, after *text.Document) {
	i := 0
	for n, s := range gold {
		first := int(before.Sentences[n].First)
		for k := range s.Words {
			a, b := &before.Tokens[i], &after.Tokens[i]
			if i++; *a == *b {
				continue
			}
			x.changed++
			if right(&s.Words[k], a, first) {
				x.before++
			}
			if right(&s.Words[k], b, first) {
				x.after++
			}
		}
	}
}

func right(w *conllu.Word, t *text.Token, first int) bool {
	head := 0
	if t.Head >= 0 {
		head = int(t.Head) - first + 1
	}
	return head == w.Head && t.Dep.String() == w.Deprel && t.Tag.String() == w.Xpos
}
