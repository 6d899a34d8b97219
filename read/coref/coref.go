// Package coref finds which phrases of a story mean the same: names, nouns
// and pronouns. What goes in is a Work that the names pass has read, with
// trees; what comes out are the Work's Chains and, where a phrase means an
// entity of the reading, further mentions of that entity.
//
// Every phrase is ranked against those before it within a window by a
// log-linear model, whose weights were learned (see CARD.md); it may also mean
// something new. The method is that of Durrett and Klein, Easy Victories and
// Uphill Battles in Coreference Resolution, EMNLP 2013. An antecedent that is
// not clear is left open.
package coref

import (
	"context"

	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/text"
)

// Reader finds antecedents. It is safe for use by many goroutines at once.
type Reader struct {
	words *vocabulary
	given map[string]int8
	model *Model
}

// New returns a Reader with the weights that ship.
func New() (*Reader, error) {
	r, err := Untrained()
	if err != nil {
		return nil, err
	}
	r.model, err = LoadModel()
	return r, err
}

// Untrained returns a Reader that can survey documents and nothing else: that
// from which the weights are learned.
func Untrained() (*Reader, error) {
	words, err := loadWords()
	if err != nil {
		return nil, err
	}
	given, err := name.GivenNames()
	if err != nil {
		return nil, err
	}
	return &Reader{words: words, given: given}, nil
}

// With returns the Reader with other weights.
func (r *Reader) With(m *Model) *Reader {
	c := *r
	c.model = m
	return &c
}

// Pass returns the reader as a step of reading.
func (r *Reader) Pass() read.Pass {
	return read.Pass{
		Name: passName, Doc: "which names, nouns and pronouns mean the same",
		Needs: text.Tags | text.Tree | text.Names, Gives: text.Coreference | text.Names, Run: r.Run,
	}
}

//go:generate go run ../../eval/coref/train -shared ../../../shared -out weights.bin

// Chains returns the phrases of a document that mean the same, without adding
// to the Work.
func (r *Reader) Chains(ctx context.Context, w *read.Work) [][]read.Phrase {
	s := r.Survey(ctx, w)
	return s.chains(r.resolve(ctx, s, nil))
}

// Run resolves the mentions of one story.
func (r *Reader) Run(ctx context.Context, w *read.Work) error {
	s := r.Survey(ctx, w)
	links := r.resolve(ctx, s, r.teller(s, w))
	if err := ctx.Err(); err != nil {
		return err
	}
	w.Chains = s.chains(links)
	r.give(s, w, links)
	return nil
}
