// Package name finds whom and what a story speaks of: persons, organisations,
// countries, places, groups; what they are called, the offices they hold, the
// countries they act for. What goes in is a Document with tags and trees (it
// makes do without them, finding less) and what is known of the world; what
// comes out are entities and mentions in the Work. A mention whose referent is
// not certain is left out, or left without a link.
package name

import (
	"context"
	"sync"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/lang/en"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/read/name/label"
	"github.com/datelinewire/dateline/text"
	"github.com/datelinewire/dateline/world"
)

// Reader finds names. It is safe for use by many goroutines at once.
type Reader struct {
	world *world.World
	words vocabulary
	en    *english
	given map[string]int8 // given names: 1 of women, -1 of men
	model *label.Model
	scans sync.Pool
}

// New makes a Reader that knows the given world.
func New(w *world.World) (*Reader, error) {
	r, err := Untrained(w)
	if err != nil {
		return nil, err
	}
	r.model, err = label.Load()
	return r, err
}

// Untrained makes a Reader that can give hints, and nothing else: that from
// which the recogniser is trained.
func Untrained(w *world.World) (*Reader, error) {
	l, err := en.Load()
	if err != nil {
		return nil, err
	}
	ask := l.Ask()
	r := &Reader{world: w, words: newVocabulary(ask), en: newEnglish(ask), scans: sync.Pool{New: func() any { return new(scan) }}}
	if r.given, err = given(ask); err != nil {
		return nil, err
	}
	return r, ask.Err()
}

// Pass returns the reader as a step of reading.
func (r *Reader) Pass() read.Pass {
	return read.Pass{
		Name: "names", Doc: "who and what is spoken of: persons, organisations, countries, places, their offices and links",
		Needs: text.Tokens, Uses: text.Tags | text.Tree, Gives: text.Names | text.Labels, Run: r.Run,
	}
}

// Run reads the names of one story.
func (r *Reader) Run(ctx context.Context, w *read.Work) error {
	s := r.scans.Get().(*scan)
	var forgot error
	s.begin(r, w)
	s.roles(ctx)
	if w.Doc.Has.Has(text.Tags) {
		s.recognise(ctx)
	}
	s.survey()
	for _, step := range [...]func(context.Context){
		s.names, s.countries, s.titlesOf, s.persons,
		func(ctx context.Context) { forgot = s.recall(ctx) },
		s.titleItems, s.nominals, s.metonyms, s.corefer,
	} {
		s.index.rebels = nil // each step may know more of them
		step(ctx)
	}
	if ctx.Err() == nil {
		s.finish()
	}
	s.end()
	r.scans.Put(s)
	if err := ctx.Err(); err != nil {
		return err
	}
	if forgot != nil {
		w.Reading.Trouble = append(w.Reading.Trouble, fact.Trouble{Pass: passName, Message: "read without what earlier stories established: " + forgot.Error()})
	}
	return nil
}
