package read

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/text"
)

// Clone returns a copy of the work that shares nothing which a pass changes.
func (w *Work) Clone() (*Work, error) {
	c, d := *w, *w.Doc
	c.Doc = &d
	d.Tokens, d.Seconds = slices.Clone(d.Tokens), slices.Clone(d.Seconds)
	b, err := json.Marshal(w.Reading)
	if err != nil {
		return nil, err
	}
	c.Reading = &fact.Reading{}
	if err := json.Unmarshal(b, c.Reading); err != nil {
		return nil, err
	}
	c.tree, c.clauses = nil, nil // the copy's trees may change
	c.Mentions, c.Chains, c.Notes = slices.Clone(w.Mentions), slices.Clone(w.Chains), slices.Clone(w.Notes)
	c.stands, c.byHead = slices.Clone(w.stands), slices.Clone(w.byHead)
	c.dateOf, c.figures, c.quoteOf = slices.Clone(w.dateOf), slices.Clone(w.figures), slices.Clone(w.quoteOf)
	return &c, nil
}

// Blank takes layers away, as if nothing had given them.
func (w *Work) Blank(l text.Layer) {
	w.Doc.Has &^= l
	for i := range w.Doc.Tokens {
		t := &w.Doc.Tokens[i]
		if l.Has(text.Tags) {
			t.Pos, t.Tag, t.Lemma, t.Feats = 0, 0, "", 0
		}
		if l.Has(text.Tree) {
			t.Head, t.Dep = -1, 0
		}
		if l.Has(text.Labels) {
			t.Ent = 0
		}
	}
	if l.Has(text.Tree) {
		w.Doc.Seconds = nil
	}
	if l.Has(text.Names) {
		w.Reading.Entities, w.stands = w.Reading.Entities[:0:0], nil
		w.SetMentions(nil)
	}
	if l.Has(text.Coreference) {
		w.Chains = nil
	}
	if l.Has(text.Dates) {
		w.Reading.Dates = w.Reading.Dates[:0:0]
		clear(w.dateOf)
	}
	if l.Has(text.Figures) {
		w.Reading.Figures = w.Reading.Figures[:0:0]
		clear(w.figures)
	}
	if l.Has(text.Quotes) {
		w.Reading.Quotes = w.Reading.Quotes[:0:0]
		clear(w.quoteOf)
	}
	if l.Has(text.Events) {
		w.Reading.Events, w.Reading.Story.Retold = w.Reading.Events[:0:0], nil
	}
	if l.Has(text.Pledges) {
		w.Reading.Pledges = w.Reading.Pledges[:0:0]
	}
}

// unranked returns a reading whose facts have no ranks, which are a layer of
// their own.
func unranked(r *fact.Reading) *fact.Reading {
	c := *r
	c.Events, c.Pledges, c.Quotes, c.Figures = slices.Clone(r.Events), slices.Clone(r.Pledges), slices.Clone(r.Quotes), slices.Clone(r.Figures)
	for i := range c.Events {
		c.Events[i].Rank = nil
	}
	for i := range c.Pledges {
		c.Pledges[i].Rank = nil
	}
	for i := range c.Quotes {
		c.Quotes[i].Rank = nil
	}
	for i := range c.Figures {
		c.Figures[i].Rank = nil
	}
	return &c
}

// ranks returns the ranks that facts of a reading have, by their ids.
func ranks(r *fact.Reading) map[string]int {
	out := map[string]int{}
	add := func(id string, rank *int) {
		if rank != nil {
			out[id] = *rank
		}
	}
	for i := range r.Events {
		add(r.Events[i].ID, r.Events[i].Rank)
	}
	for i := range r.Pledges {
		add(r.Pledges[i].ID, r.Pledges[i].Rank)
	}
	for i := range r.Quotes {
		add(r.Quotes[i].ID, r.Quotes[i].Rank)
	}
	for i := range r.Figures {
		add(r.Figures[i].ID, r.Figures[i].Rank)
	}
	return out
}

// Holds returns all that a layer holds, written out.
func (w *Work) Holds(l text.Layer) string {
	var b strings.Builder
	for i := range w.Doc.Tokens {
		switch t := &w.Doc.Tokens[i]; l {
		case text.Tags:
			fmt.Fprintln(&b, t.Pos, t.Tag, t.Lemma, t.Feats)
		case text.Tree:
			fmt.Fprintln(&b, t.Head, t.Dep)
		case text.Labels:
			fmt.Fprintln(&b, t.Ent)
		}
	}
	var held any
	r := unranked(w.Reading)
	switch l {
	case text.Names:
		held = []any{r.Entities, w.Mentions}
	case text.Coreference:
		held = w.Chains
	case text.Dates:
		held = r.Dates
	case text.Figures:
		held = r.Figures
	case text.Quotes:
		held = r.Quotes
	case text.Events:
		held = []any{r.Events, r.Story.Retold}
	case text.Pledges:
		held = r.Pledges
	case text.Ranks:
		held = ranks(w.Reading)
	}
	if err := json.NewEncoder(&b).Encode(held); err != nil {
		return err.Error()
	}
	return b.String()
}
