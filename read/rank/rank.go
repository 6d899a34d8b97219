// Package rank puts the facts of a story in the order in which they matter: what
// a colleague would tell of it first. In goes a reading with its events,
// quotes, figures and pledges; each of them comes out with its rank, or with
// none where it is background or beside the point.
//
// What speaks for a fact are signs (signs.go) with weights fitted to the key
// events that people name of stories which they have read (data/rank.tsv).
package rank

import (
	"cmp"
	"context"
	_ "embed" // the weights
	"slices"

	"github.com/datelinewire/dateline/fact"
	"github.com/datelinewire/dateline/internal/signs"
	"github.com/datelinewire/dateline/read"
	"github.com/datelinewire/dateline/text"
)

//go:embed data/rank.tsv
var table string

// New returns the pass that ranks the facts of a story.
func New() (read.Pass, error) {
	weights, err := signs.Read(table)
	if err != nil {
		return read.Pass{}, err
	}
	return read.Pass{
		Name: "rank", Doc: "which facts of the story matter most",
		Needs: text.Tokens, Uses: text.Tags | text.Names | text.Events | text.Quotes | text.Figures | text.Pledges, Gives: text.Ranks,
		Run: func(ctx context.Context, w *read.Work) error {
			order(Facts(w), weights)
			w.Doc.Has |= text.Ranks
			return ctx.Err()
		},
	}, nil
}

// Fact is a fact of a reading with what says how much it matters.
type Fact struct {
	ID       string
	Signs    []string
	Words    fact.Span // what tells it: an event's trigger, a number, a quote's cue
	Aside    bool      // background, or worked out of others: it has no rank
	rank     **int
	weighing int
}

// Rank returns the fact's rank in its reading, 0 for none.
func (f *Fact) Rank() int {
	if *f.rank == nil {
		return 0
	}
	return **f.rank
}

// order gives the facts their ranks, the one that matters most first.
func order(facts []Fact, weights signs.Weights) {
	var all []*Fact
	for i := range facts {
		f := &facts[i]
		*f.rank = nil
		f.weighing = weights.Sum(f.Signs)
		if !f.Aside && f.weighing >= beside {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(a, b *Fact) int { return cmp.Or(b.weighing-a.weighing, a.Words.Start-b.Words.Start) })
	for i, f := range all {
		*f.rank = fact.Ptr(i + 1)
	}
}

// beside is the sum below which a fact is beside the point, in thousandths of log
// odds: fewer than one in six of such facts was named by those who were asked.
const beside = -1700

// Facts returns all facts of a reading that can have a rank, events first.
func Facts(w *read.Work) []Fact {
	s := newStory(w)
	r := w.Reading
	out := make([]Fact, 0, len(r.Events)+len(r.Pledges)+len(r.Quotes)+len(r.Figures))
	for i := range r.Events {
		out = append(out, s.event(&r.Events[i]))
	}
	for i := range r.Pledges {
		out = append(out, s.pledge(&r.Pledges[i]))
	}
	for i := range r.Quotes {
		out = append(out, s.quote(&r.Quotes[i]))
	}
	for i := range r.Figures {
		out = append(out, s.figure(&r.Figures[i]))
	}
	return out
}
