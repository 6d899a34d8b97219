package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/datelinewire/dateline/eval"
	"github.com/datelinewire/dateline/read/name"
	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/syntax"
	"github.com/datelinewire/dateline/syntax/conllu"
	"github.com/datelinewire/dateline/syntax/train"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// document is a labelled document as the recogniser sees it.
type document struct {
	doc   *text.Document
	gold  []text.Ent
	hints []label.Hint
	known []label.Seen
}

// eyes look at documents as the reader does.
type eyes struct {
	parser *syntax.Parser
	names  *name.Reader
	known  *label.Known
}

func open(known string) (*eyes, error) {
	w, err := world.Load()
	if err != nil {
		return nil, err
	}
	e := &eyes{}
	if e.names, err = name.Untrained(w); err != nil {
		return nil, err
	}
	if e.parser, err = syntax.Load(); err != nil {
		return nil, err
	}
	e.known, err = label.OpenKnown(known)
	return e, err
}

// labelled reads an IOB2 file.
func (e *eyes) labelled(r io.Reader) ([]document, error) {
	var out []document
	err := eval.Labelled(r, eval.Setting{}, func(d *text.Document, gold []text.Ent) {
		_ = e.parser.Parse(context.Background(), d) // its error is that of a context that ends
		for i := range d.Tokens {
			d.Tokens[i].Ent = text.Outside
		}
		out = append(out, document{doc: d, gold: gold, hints: e.names.Hints(d), known: e.known.Look(d)})
	})
	return out, err
}

func (e *eyes) file(path string) ([]document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return e.labelled(f)
}

// prose reads our own sentences, those of the files that fit the pattern with
// and not without.
func (e *eyes) prose(with, without string) ([]document, error) {
	s, err := prose(own, with, without)
	if err != nil {
		return nil, err
	}
	return e.labelled(strings.NewReader(s))
}

// mentions reads a treebank whose mentions are marked, as name labels.
func (e *eyes) mentions(path string) ([]document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := conllu.ReadAll(f)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	for _, s := range all {
		if _, ok := s.Comment("newdoc id"); ok {
			b.WriteString("# newdoc\n")
		}
		for i, l := range train.MentionLabels(s) {
			fmt.Fprintf(&b, "%d\t%s\t%s\n", i+1, s.Words[i].Form, text.Ent(l))
		}
		b.WriteString("\n")
	}
	return e.labelled(strings.NewReader(b.String()))
}
