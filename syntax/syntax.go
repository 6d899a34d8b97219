// Package syntax tags, lemmatises and parses English. What goes in is a
// text.Document with its sentences and tokens; what comes out is the same
// Document with Pos, Tag, Lemma, Feats, Head, Dep and Ent set on every token,
// and the case of running text where words are set in capitals (see casing).
//
//	p, err := syntax.Load()
//	...
//	err = p.Parse(ctx, d)
//
// One network does it all (see docs/syntax.md): table rows for the form, four
// bidirectional simple recurrent layers, and scorers for tags, names, heads
// and relations, in integers throughout, so that every machine gives the same
// answer. Sentences of more than 250 tokens, which package text does not make
// but a treebank may have, are parsed in blocks that hang from the first
// block's root, so that time is linear in the text's length.
package syntax

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/datelinewire/dateline/syntax/casing"
	"github.com/datelinewire/dateline/syntax/encoder"
	"github.com/datelinewire/dateline/syntax/model"
	"github.com/datelinewire/dateline/syntax/vector"
	"github.com/datelinewire/dateline/text"
)

// Parser holds a trained network. Its methods may be used by many goroutines
// at once.
type Parser struct {
	model.Config
	// Casing gives words in capitals the case of running text first; nil: they
	// are read as they are set.
	Casing *casing.Model

	encoder   *encoder.Encoder
	cut       *vector.Weights // the heads' first layer, columns cut at zero
	uncut     *vector.Weights // and the others
	bilinear  *vector.Weights
	tags      *vector.Weights
	deps      *vector.Weights
	rootArc   []int16
	rootLabel []int16
	lexicon   *model.Lexicon
	paired    [text.TagCount][text.PosCount]bool // see best
	cache     []atomic.Pointer[entry]
	pool      sync.Pool
}

// Load returns the parser with the weights that the program carries.
func Load() (*Parser, error) { return New(model.Embedded()) }

// New returns a parser with the weights of a file as package model encodes it.
// file must not change afterwards.
func New(file string) (*Parser, error) {
	m, err := model.Decode(file)
	if err != nil {
		return nil, err
	}
	p := &Parser{Config: m.Config, encoder: encoder.New(&m.Encoder, m.Config.Words, m.Buckets), rootArc: m.RootArc, rootLabel: m.RootLabel}
	if p.lexicon, err = model.ParseLexicon(m.Lemmas); err != nil {
		return nil, err
	}
	if p.Casing, err = casing.Load(); err != nil {
		return nil, err
	}
	for _, c := range p.lexicon.Pairs {
		p.paired[c.Tag][c.Pos] = true
	}
	p.lexicon.Known = p.encoder.Known
	edge := 2*p.Arc + p.Tag
	p.cut, p.uncut = packColumns(&m.Hide, 0, edge), packColumns(&m.Hide, edge, m.Hide.N)
	p.bilinear, p.tags, p.deps = m.Bilinear.Pack(), m.Tags.Pack(), m.Deps.Pack()
	p.cache = make([]atomic.Pointer[entry], cacheSize)
	p.pool.New = func() any { return &scratch{} }
	return p, nil
}

// packColumns packs the columns from from to to-1.
func packColumns(m *model.Integers, from, to int) *vector.Weights {
	n := to - from
	w := make([]int16, 0, m.K*n)
	for i := range m.K {
		w = append(w, m.W[i*m.N+from:i*m.N+to]...)
	}
	return vector.Pack(w, m.Bias[from:to], m.K, n, m.Shift)
}

// longest is the number of tokens that are parsed as one sentence.
const longest = 250

// batch is the number of tokens that go through the network together: their
// numbers stay in the second-level cache.
const batch = 192

// Parse sets tags, lemmas, features, heads, relations and name labels on all
// tokens, and d.Seconds. Its error is that of ctx, which it looks at every few
// hundred tokens; d then has no layer more than before.
func (p *Parser) Parse(ctx context.Context, d *text.Document) error {
	if p.Casing != nil {
		if err := p.Casing.Restore(ctx, d); err != nil {
			return err
		}
	}
	d.Seconds = make([]text.Second, len(d.Tokens))
	s := p.pool.Get().(*scratch)
	defer p.pool.Put(s)
	s.pieces = s.pieces[:0]
	for i := range d.Sentences {
		first, last := d.Sentences[i].First, d.Sentences[i].Last
		for first < last {
			end := min(first+longest, last)
			s.pieces = append(s.pieces, piece{first, end, d.Sentences[i].First})
			first = end
		}
	}
	for k := 0; k < len(s.pieces); {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, e := 0, k
		for e < len(s.pieces) && (e == k || n+s.pieces[e].len() <= batch) {
			n += s.pieces[e].len()
			e++
		}
		p.read(d, s, s.pieces[k:e], n)
		k = e
	}
	for i := range d.Sentences {
		join(d, &d.Sentences[i])
	}
	clitics(d)
	for i := range d.Tokens {
		d.Tokens[i].Feats = feats(d, i)
	}
	d.Has |= text.Tags | text.Tree | text.Labels
	return nil
}

// piece is a sentence, or a block of a long one that begins at start.
type piece struct{ first, last, start int32 }

func (p piece) len() int { return int(p.last - p.first) }

// join hangs the roots of a long sentence's later blocks from the first's.
func join(d *text.Document, s *text.Sentence) {
	if s.Last-s.First <= longest {
		return
	}
	root := int32(-1)
	for i := s.First; i < s.Last; i++ {
		if d.Tokens[i].Head >= 0 {
			continue
		}
		if root < 0 {
			root = i
			continue
		}
		d.Tokens[i].Head, d.Tokens[i].Dep = root, text.DepParataxis
	}
}
