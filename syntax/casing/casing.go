// Package casing gives words that are set in capitals back the case in which
// running text writes them: those of telexes, all in capitals, and those of
// headlines that begin every word with one. What goes in is a Document with
// its tokens; what comes out is the same Document, of which Form, Plain and the
// flags of the tokens tell the case restored. Text and all offsets stay.
//
//	LAVROV MEETS UN ENVOY IN DUSHANBE
//	Lavrov meets UN envoy in Dushanbe
//
// A word is written as the rest of the story writes it. Where that says
// nothing, a linear model over the word, its neighbours, the words before as
// they were decided, and what lists of names say of them decides from left to
// right: an averaged perceptron (Collins 2002, Discriminative Training Methods
// for Hidden Markov Models). `go generate ./syntax/casing` learns it.
//
// Limits: one word in seventy of news comes out wrong, of rare names one in
// five; a sentence that is not wholly set in capitals is left alone.
package casing

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/datelinewire/dateline/text"
)

//go:generate go run ../../eval/casing -shared ../../../shared -lists ../../eval/namelabels/lists -out weights.bin

// Model holds what was learned. It is safe for use by many goroutines at once.
type Model struct {
	table table
	mixed map[string]string      // words with capitals inside, by their key
	small func(word string) bool // whether headlines write a word small
}

// Restore returns the words of sentences that are set in capitals the case of
// running text. Its error is that of ctx; d then stays as it was.
func (m *Model) Restore(ctx context.Context, d *text.Document) error {
	l := m.listen(d)
	if !l.any {
		return nil
	}
	w := &writer{model: m, doc: d, out: []byte(d.Text), usage: l.usage(d)}
	for k, how := range l.how {
		if how == quiet {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		w.sentence(&d.Sentences[k], how)
	}
	d.Recase(string(w.out))
	return nil
}

// writer writes one sentence after the other.
type writer struct {
	model *Model
	doc   *text.Document
	out   []byte            // the text as it is written
	usage map[string]string // how the rest of the story writes words

	keys   []string
	names  []uint8
	before []Class
}

func (w *writer) sentence(s *text.Sentence, how loudness) {
	w.keys, w.names, w.before = w.keys[:0], w.names[:0], w.before[:0]
	for i := s.First; i < s.Last; i++ {
		key := Key(w.doc.Form(int(i)))
		w.keys, w.names = append(w.keys, key), append(w.names, w.model.table.names(key))
	}
	opened, inner, small := false, 0, 0
	for i := range w.keys {
		t := &w.doc.Tokens[int(s.First)+i]
		if t.Flags&text.Word == 0 {
			w.before = append(w.before, NoWord)
			continue
		}
		form := w.doc.Form(int(s.First) + i)
		c, written := w.word(form, i, how)
		if !opened {
			opened = true
			if c == Small {
				written = w.model.write(form, w.keys[i], Capital)
			}
			c = Opening
		} else {
			inner++
			if c == Small {
				small++
			}
		}
		w.before = append(w.before, c)
		if len(written) == len(form) {
			copy(w.out[t.Start:t.End], written)
		}
	}
	if how == title && 2*small < inner && !headline(w.doc, s) {
		copy(w.out[s.Start:s.End], w.doc.Text[s.Start:s.End]) // a list of names
	}
}

// word returns how word i is written, and as what.
func (w *writer) word(form string, i int, how loudness) (Class, string) {
	set := ClassOf(form)
	if set == Small || Mixed(form) || how == title && set == Capitals {
		return set, form // nobody sets these so but who means it
	}
	if usual := w.usage[w.keys[i]]; usual != "" {
		return ClassOf(usual), usual
	}
	c := w.model.class(w.keys, w.before, w.names, i, how == title)
	if how == title && c == Capital {
		return c, form
	}
	return c, w.model.write(form, w.keys[i], c)
}

// Class returns how word i of a sentence is written: keys are its words, before
// the classes of those left of it, names what lists say of each.
func (m *Model) Class(keys []string, before []Class, names []uint8, i int) Class {
	return m.class(keys, before, names, i, false)
}

// class does the work of Class; initial says that Capitals are out of question.
func (m *Model) class(keys []string, before []Class, names []uint8, i int, initial bool) Class {
	var hashes [Features]uint32
	Hashes(&hashes, keys, before, names, i)
	var sum [Classes]int
	for _, h := range hashes {
		capital, capitals := m.table.weights(h)
		sum[Capital] += capital
		sum[Capitals] += capitals
	}
	best := Small
	if sum[Capital] > 0 {
		best = Capital
	}
	if !initial && sum[Capitals] > sum[best] {
		best = Capitals
	}
	return best
}

// write returns a form in the case of a class.
func (m *Model) write(form, key string, c Class) string {
	switch c {
	case Capitals:
		return strings.ToUpper(form)
	case Small:
		return strings.ToLower(form)
	}
	if w, ok := m.mixed[key]; ok {
		return w
	}
	low := strings.ToLower(form)
	r, n := utf8.DecodeRuneInString(low)
	return string(unicode.ToUpper(r)) + low[n:]
}
