// Package mend repairs what the parser gets wrong time and again and the
// vocabulary can tell: it knows which words govern a clause, which say, which
// name a day. What goes in is a text.Document with its trees, what comes out
// is the same Document with some words hung elsewhere or labelled otherwise:
//
//	m, err := mend.Load()
//	m.Mend(ctx, d)
//
// Every pass reads the mended trees: nobody mends for himself. A rule stays
// where it makes more words of a treebank right than wrong (the test beside it
// counts them). It knows nothing of names, dates or any story: it sees one
// sentence at a time.
package mend

import (
	"context"
	"strings"

	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/lang"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/text"
)

// Mender holds the vocabulary. It does not change and may be used by many
// goroutines at once.
type Mender struct {
	words         *words.Words
	days, lengths *lang.Set // that say when or how long
	opener        *lang.Set // open a clause that says when
	where         *lang.Set // prepositions of place
	rules         []rule
}

// rule is a repair of one word in the light of those around it. It reports
// whether it changed anything.
type rule struct {
	name string
	mend func(*mending, int) bool
}

// Load returns a mender with the vocabulary of English.
func Load() (*Mender, error) {
	w, err := words.Load()
	if err != nil {
		return nil, err
	}
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	m := &Mender{
		words: w, days: ask.Set("weekday", "weekday-short", "month", "month-short", "deictic"), lengths: ask.Set("time-unit"),
		opener: ask.Set("time-conjunction"), where: ask.Set("in-at"), rules: rules(),
	}
	return m, ask.Err()
}

// Mend repairs the trees of d, sentence by sentence. It stops early where ctx
// has ended.
func (m *Mender) Mend(ctx context.Context, d *text.Document) {
	if !d.Has.Has(text.Tags | text.Tree) {
		return
	}
	m.apply(ctx, d, m.rules)
}

func (m *Mender) apply(ctx context.Context, d *text.Document, rules []rule) {
	x := &mending{Mender: m, d: d, t: tree.New(d)}
	for n := range d.Sentences {
		if n%16 == 0 && ctx.Err() != nil {
			return
		}
		s := &d.Sentences[n]
		for i := int(s.First); i < int(s.Last); i++ {
			for k := range rules {
				rules[k].mend(x, i)
			}
		}
	}
}

// mending is the work on one document.
type mending struct {
	*Mender
	d *text.Document
	t *tree.Tree // as the parser left the trees
}

func (m *mending) tok(i int) *text.Token { return &m.d.Tokens[i] }

// lemma returns the lemma of token i in small letters, "" beyond the ends of
// the text.
func (m *mending) lemma(i int) string { return strings.ToLower(m.d.At(i).Lemma) }

// has reports whether token i has a dependent with one of the relations.
func (m *mending) has(i int, deps ...text.Dep) bool { return m.t.Child(i, deps...) >= 0 }

// temporal reports whether token i names a day, a month or a length of time.
func (m *mending) temporal(i int) bool { return m.days.Has(m.lemma(i)) || m.lengths.Has(m.lemma(i)) }

// nominal reports whether token i can head a phrase that is an argument.
func (m *mending) nominal(i int) bool {
	p := m.tok(i).Pos
	return (p == text.NOUN || p == text.PROPN || p == text.PRON) && !m.temporal(i)
}

// hang makes token i a dependent of h, unless that would close a circle, and
// reports whether it did.
func (m *mending) hang(i, h int, dep text.Dep) bool {
	for j, n := h, 0; j >= 0; j, n = int(m.tok(j).Head), n+1 {
		if j == i || n > len(m.d.Tokens) {
			return false
		}
	}
	m.tok(i).Head, m.tok(i).Dep = int32(h), dep
	return true
}

// label gives token i another relation to what governs it.
func (m *mending) label(i int, dep text.Dep) bool {
	m.tok(i).Dep = dep
	return true
}
