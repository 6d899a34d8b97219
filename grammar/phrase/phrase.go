// Package phrase reads noun phrases off the trees: with which preposition,
// what is counted in them, whether they are negated or known, what is
// coordinated in them. What goes in is a document with its trees; what comes
// out are tokens of it:
//
//	p := phrase.New(words, d, t)
//	p.Preposition(i) // "out", "out_of": how the phrase of token i is introduced
//	p.Core(i)        // the troops of half of its troops
//
// It knows nothing of who or what a phrase means: that is for coreference and
// the names pass.
package phrase

import (
	"strings"

	"github.com/datelinewire/dateline/grammar/tree"
	"github.com/datelinewire/dateline/grammar/words"
	"github.com/datelinewire/dateline/text"
)

// Phrases answers questions about the noun phrases of a document. A phrase goes
// by the token that heads it.
type Phrases struct {
	Words *words.Words
	Doc   *text.Document
	Tree  *tree.Tree
}

// New returns the phrases of a document whose trees are indexed by t.
func New(w *words.Words, d *text.Document, t *tree.Tree) *Phrases { return &Phrases{w, d, t} }

// Lower returns a word in small letters, without a copy where it is so already.
func Lower(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return strings.ToLower(s)
		}
	}
	return s
}

// Lemma returns the lemma of token i in small letters, "" beyond the ends of
// the text.
func (p *Phrases) Lemma(i int) string { return Lower(p.Doc.At(i).Lemma) }

// Dep returns the relation of token i to its head, none beyond the ends of the
// text.
func (p *Phrases) Dep(i int) text.Dep { return p.Doc.At(i).Dep }

// Nominal reports whether token i can head a noun phrase. Adjectives can: the
// wounded.
func (p *Phrases) Nominal(i int) bool {
	switch p.Doc.At(i).Pos {
	case text.NOUN, text.PROPN, text.PRON, text.NUM, text.SYM, text.ADJ:
		return true
	}
	return false
}

// Preposition returns the preposition of token i, alone and with what belongs
// to it (out_of, according_to), in small letters; "" where it has none.
func (p *Phrases) Preposition(i int) (first, full string) {
	for _, k := range p.Tree.Of(i) {
		t := &p.Doc.Tokens[k]
		if t.Dep != text.DepCase && !(t.Dep == text.DepMark && t.Pos != text.PART) || t.Tag == text.TagPOS {
			continue
		}
		l := p.Fixed(int(k))
		if full == "" {
			first, full = Lower(t.Lemma), l
		} else {
			full += "_" + l
		}
	}
	if full == "" {
		first = p.ofTitle(i)
		return first, first
	}
	return first, full
}

// Fixed returns the lemma of token k with the words of its fixed
// expression: rather_than.
func (p *Phrases) Fixed(k int) string {
	l := p.Lemma(k)
	for _, f := range p.Tree.Of(k) {
		if p.Doc.Tokens[f].Dep == text.DepFixed {
			l += "_" + p.Lemma(int(f))
		}
	}
	return l
}

// ofTitle returns the preposition that hangs on the title before name i: with
// Council president Donald Tusk.
func (p *Phrases) ofTitle(i int) string {
	for _, k := range p.Tree.Of(i) {
		if x := p.Dep(int(k)); int(k) > i || x != text.DepNmodDesc && x != text.DepCompound {
			continue
		}
		if c := p.Tree.Child(int(k), text.DepCase); c >= 0 && c < int(k) && p.Doc.Tokens[c].Tag != text.TagPOS {
			return p.Lemma(c)
		}
	}
	return ""
}

// Negated reports whether phrase i is none of its kind: no talks, nobody,
// neither side.
func (p *Phrases) Negated(i int) bool {
	l := p.Lemma(i)
	if p.Words.Nobody.Has(l) || l == "one" && i > 0 && p.Lemma(i-1) == "no" {
		return true
	}
	for _, k := range p.Tree.Of(i) {
		switch p.Dep(int(k)) {
		case text.DepDet, text.DepAdvmod, text.DepCcPreconj:
			if l := p.Lemma(int(k)); l == "no" || l == "neither" {
				return true
			}
		}
	}
	return false
}

// Definite reports whether phrase i is of something that the reader is held to
// know: the talks, their talks.
func (p *Phrases) Definite(i int) bool {
	for _, k := range p.Tree.Of(i) {
		switch p.Dep(int(k)) {
		case text.DepNmodPoss:
			return true
		case text.DepDet:
			if p.Words.Definite.Has(p.Lemma(int(k))) {
				return true
			}
		}
	}
	return false
}

// counted is over how many words of quantity the way to what is counted leads:
// dozens of thousands of tonnes of rice.
const counted = 3

// Core returns the token of what is counted or measured in phrase i: the troops
// of half of its troops; i where nothing is.
func (p *Phrases) Core(i int) int {
	for range counted {
		next := -1
		if p.quantity(i) {
			for _, k := range p.Tree.Of(i) {
				if p.Dep(int(k)) != text.DepNmod {
					continue
				}
				if of, _ := p.Preposition(int(k)); of == "of" {
					next = int(k)
				}
			}
		}
		if next < 0 {
			return i
		}
		i = next
	}
	return i
}

// quantity reports whether token i says how much there is of something.
func (p *Phrases) quantity(i int) bool {
	switch t := &p.Doc.Tokens[i]; t.Pos {
	case text.NUM, text.DET, text.PRON, text.SYM:
		return true
	default:
		return p.Words.Quantity.Has(Lower(t.Lemma))
	}
}

// Members returns token i and what is coordinated with it, in the order of the
// text within each row. The parser makes the second of Gambia, South Africa and
// Burundi an apposition with conjuncts of its own: listed says of an
// apposition whether it goes on a row so. A row is as long as the text makes it.
func (p *Phrases) Members(i int, listed func(k int) bool) []int {
	out := []int{i}
	for rows := [][]int32{p.Tree.Of(i)}; len(rows) > 0; {
		last := len(rows) - 1
		if len(rows[last]) == 0 {
			rows = rows[:last]
			continue
		}
		k := int(rows[last][0])
		rows[last] = rows[last][1:]
		switch {
		case p.Dep(k) == text.DepConj && p.Nominal(k):
			out = append(out, k)
		case p.Dep(k) == text.DepAppos && listed(k):
			out = append(out, k)
			rows = append(rows, p.Tree.Of(k))
		}
	}
	return out
}
