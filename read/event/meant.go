package event

import (
	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/read"
)

// Parties finds, for other passes, who is meant by a phrase of a story.
type Parties struct{ r *reader }

// NewParties returns the parties of one story.
func NewParties(l *Lexicon, w *read.Work) *Parties { return &Parties{l.reader(w)} }

// Of returns the political parties that the phrase of token i names or, if
// none, those for whom it acts.
func (p *Parties) Of(i int) []fact.Party {
	if i < 0 {
		return nil
	}
	if ps := p.r.parties(i); len(ps) > 0 {
		return ps
	}
	return p.r.behindActor(i)
}
